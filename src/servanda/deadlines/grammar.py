"""What the grammars of both languages hand to each other: stretches of time, days, events."""

from datetime import date
from typing import NamedTuple

from servanda.deadlines.counting import Length, add_months, end_of, month_end
from servanda.deadlines.model import Bound
from servanda.deadlines.words import word_set

OWN_EVENTS = word_set(
    "signature entry_into_force ratification exchange_of_instruments "
    "exchange_of_notifications exchange_of_notes deposit first_meeting next_meeting"
)
"""Events in the life of an instrument, that date an act even without a length of time."""


LIFE_EVENTS = OWN_EVENTS | word_set(
    "notification termination_notice withdrawal_notice denunciation_notice discontinuation_notice "
    "expiry termination request"
)
"""Events that the clauses of an instrument count from."""


class Stretch(NamedTuple):
    """A length of time in the words, up to the token after it; no length for a blank."""

    length: Length | None
    working: bool
    end: int


class Days(NamedTuple):
    """A run of days that the words name; no days where they cannot be made out."""

    first: date | None
    last: date | None
    precision: str
    end: int
    edge: bool = False
    """The words say "the end of": what is due before it is due by its last day."""


class Anchor(NamedTuple):
    """The event or day that a length is counted from, up to the token after it."""

    names: tuple[str, ...]
    end: int
    choice: str | None = None
    day: date | None = None


class Draft(NamedTuple):
    """A rule found between two tokens, before it is given its words."""

    first: int
    end: int
    bound: Bound
    stretch: Stretch | None = None
    anchor: Anchor | None = None
    days: Days | None = None
    direction: int = 1
    month_start: bool = False
    period_end: str | None = None
    alternative: "Draft | None" = None
    choice: str | None = None


class Cycle(NamedTuple):
    """A recurrence found between two tokens; `by` is a yearly day as (month, day)."""

    first: int
    end: int
    every: Length
    times: int = 1
    at_least: bool = False
    by: tuple[int, int] | None = None


def day_of(year: int, month: int, day: int, end: int) -> Days:
    """Name one day; no day where the month has no such number."""
    try:
        found: date | None = date(year, month, day)
    except ValueError:
        found = None
    return Days(found, found, "day", end)


def month_of(year: int, month: int, end: int) -> Days:
    """Name a whole month."""
    first = date(year, month, 1)
    return Days(first, month_end(first), "month", end)


def part_of_year(year: int, number: int, unit: str, end: int) -> Days:
    """Name a quarter, a half or the whole of a year, counted from 1."""
    size = {"quarter": 3, "half": 6, "year": 12}[unit]
    first = add_months(date(year, 1, 1), size * (number - 1))
    return Days(first, end_of(first, unit), unit, end)


def year_in(word: str) -> int | None:
    """Read a year of four digits, 1900 to 2199."""
    if len(word) == 4 and word.isascii() and word.isdigit() and "1900" <= word <= "2199":
        return int(word)
    return None


def numeric_date(word: str, end: int) -> Days | None:
    """Read 2026-02-10, 10.02.2026 or 13/02/2026; no day for 01/02/2026, which has two readings."""
    parts = word.replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4:
        return day_of(int(parts[0]), int(parts[1]), int(parts[2]), end)
    one, two, year = (int(part) for part in parts)
    if "." in word or one == two or one > 12:
        return day_of(year, two, one, end)
    if two > 12:
        return day_of(year, one, two, end)
    return Days(None, None, "day", end)


def slug_of(words: list[str]) -> str:
    """Write words as an event name in snake_case."""
    return "_".join("".join(c for c in word if c.isalnum() or c == "_") for word in words).strip(
        "_"
    )

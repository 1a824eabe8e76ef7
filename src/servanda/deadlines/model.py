"""What the room deals in: rules about time as the words state them, and the dates they lead to.

A rule keeps its own words and where they stand; `resolve` turns it into a date once the event that
it counts from has one.
"""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (fields are called `date`)
from enum import StrEnum


class Bound(StrEnum):
    """How the words tie the act to the moment."""

    WITHIN = "within"
    NO_LATER_THAN = "no later than"
    BY = "by"
    BEFORE = "before"
    UNTIL = "until"
    ON = "on"
    AFTER = "after"
    FROM = "from"
    FOR = "for"
    AT_LEAST_EVERY = "at least every"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """What a text says about when, before any event has a date."""

    expression: str
    """The exact words: `text[start:end]`."""
    start: int
    end: int
    bound: Bound
    duration: str | None = None
    """ISO 8601: `P3M`, `P180D`, `PT24H`; None for a blank or a fixed date."""
    date: Date | None = None
    """A calendar day that the words name; with a duration, the day it is counted from."""
    anchor: str | None = None
    """The event counted from: `signature`, `entry_into_force`; None when the words name none."""
    candidates: tuple[str, ...] = ()
    """Several events, where the words name several."""
    choice: str | None = None
    """`later` or `earlier` of the candidates; None when the words do not say."""
    working_days: bool = False
    month_start: bool = False
    """Moves on to the first day of the month reached: "first day of the second month following"."""
    blank: bool = False
    """The number was left to be filled in: "within ____ days"."""
    direction: int = 1
    """-1 counts back from the event: "at least 30 days before"."""
    period_end: str | None = None
    """`month`, `quarter` or `year`: moves on to its last day ("by the end of the year")."""
    alternative: "DeadlineRule | None" = None
    """The other rule of "… or …, whichever is earlier"; `choice` says which of the two counts."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """What a text says about how often: `times` in each `every`."""

    expression: str
    start: int
    end: int
    every: str
    times: int
    rrule: str
    bound: Bound


@dataclass(frozen=True, slots=True)
class Due:
    """A date with the working that led to it, or the reason why there is none yet."""

    date: Date | None
    derivation: str
    waits_for: str | None


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A stretch of the calendar that prose names, from its first day to its last."""

    expression: str
    start: int
    end: int
    date: Date | None
    """The first day meant; None for a season, and for a day that cannot be made out."""
    last: Date | None
    """The last day meant: the same day, or the end of the month or year."""
    precision: str
    """`day`, `month`, `quarter`, `half`, `year` or `season`."""

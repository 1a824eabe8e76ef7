"""A year as twelve small months, each day with what falls on it."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from servanda.desk.agreements.selectors.values import CalendarEntry
from servanda.desk.agreements.words import Precision

_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, and what is known to fall on it; what falls about then is not here."""

    date: date
    entries: tuple[CalendarEntry, ...]

    @property
    def due(self) -> bool:
        """Tell whether something is due, or a term ends, on it."""
        return any(entry.event is None for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven days; None where the day belongs to another month."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, at the head of a column."""

    short: str
    long: str


def weekdays() -> list[Weekday]:
    """Return the days of the week in the language of the page, Monday first."""
    return [Weekday(str(WEEKDAYS_ABBR[day])[:2], str(WEEKDAYS[day])) for day in range(7)]


def months(year: int, entries: Sequence[CalendarEntry]) -> list[Month]:
    """Lay a year's entries out in its months."""
    by_day: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        if entry.precision == Precision.DAY:
            by_day.setdefault(entry.date, []).append(entry)
    return [
        Month(
            date(year, number, 1),
            _weeks(year, number, by_day),
            tuple(entry for entry in entries if entry.date.month == number),
        )
        for number in range(1, 13)
    ]


def _weeks(
    year: int, number: int, by_day: dict[date, list[CalendarEntry]]
) -> tuple[tuple[Day | None, ...], ...]:
    return tuple(
        tuple(Day(day, tuple(by_day.get(day, ()))) if day.month == number else None for day in week)
        for week in _WEEKS.monthdatescalendar(year, number)
    )

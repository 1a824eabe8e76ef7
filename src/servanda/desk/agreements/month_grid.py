"""A year as twelve small months, each day with what falls on it."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from servanda.desk.agreements.selectors.values import CalendarEntry

_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, and what falls on it."""

    date: date
    entries: tuple[CalendarEntry, ...]


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
        by_day.setdefault(entry.date, []).append(entry)
    return [_month(year, number, by_day) for number in range(1, 13)]


def _month(year: int, number: int, by_day: dict[date, list[CalendarEntry]]) -> Month:
    weeks = tuple(
        tuple(Day(day, tuple(by_day.get(day, ()))) if day.month == number else None for day in week)
        for week in _WEEKS.monthdatescalendar(year, number)
    )
    entries = tuple(entry for week in weeks for day in week if day for entry in day.entries)
    return Month(date(year, number, 1), weeks, entries)

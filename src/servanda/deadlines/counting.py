"""Counting on the calendar: lengths of time, month ends, working days.

The day of the event is not counted and the last day is included. A month later is the same day
number, or the last day of the month where it has no such day.
"""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(\d{1,6})H)?")
_SATURDAY = 5
_WORKING_WEEK = 5


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as words give it, never normalised: a year is not 365 days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0

    def iso(self) -> str:
        """Write the length as an ISO 8601 duration."""
        day = "".join(
            f"{n}{letter}"
            for n, letter in zip(
                (self.years, self.months, self.weeks, self.days), "YMWD", strict=True
            )
            if n
        )
        return f"P{day}" + (f"T{self.hours}H" if self.hours else "")

    def plus(self, other: "Length") -> "Length":
        """Add two lengths part by part."""
        return Length(
            self.years + other.years,
            self.months + other.months,
            self.weeks + other.weeks,
            self.days + other.days,
            self.hours + other.hours,
        )

    @property
    def in_months(self) -> int:
        """The whole months in it."""
        return 12 * self.years + self.months

    @property
    def in_days(self) -> int:
        """The days beside the months, a begun day of hours counted as one."""
        return 7 * self.weeks + self.days + -(-self.hours // 24)


def parse_length(iso: str) -> Length | None:
    """Read an ISO 8601 duration; None when it is not one, or names no time."""
    match = _ISO.fullmatch(iso)
    if not match or not any(match.groups()):
        return None
    return Length(*(int(part or 0) for part in match.groups()))


def month_end(day: date) -> date:
    """Find the last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Go to the same day number in another month, or to its last day where it has none.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(12 * day.year + day.month - 1 + months, 12)
    if not date.min.year <= years <= date.max.year:
        raise OverflowError(years)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def add_working_days(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """Count working days forward, or back when negative; the first day itself is not counted.

    >>> add_working_days(date(2026, 2, 6), 1)
    datetime.date(2026, 2, 9)
    """
    off = [holiday for holiday in frozenset(holidays) if holiday.weekday() < _SATURDAY]
    step = 1 if count >= 0 else -1
    skipped = -1
    there, passed = _add_weekdays(day, count), 0
    while passed != skipped:
        skipped = passed
        there = _add_weekdays(day, count + step * skipped)
        passed = sum(min(day, there) <= one <= max(day, there) and one != day for one in off)
    return there


def _add_weekdays(day: date, count: int) -> date:
    """Count Mondays to Fridays: whole weeks first, then single days."""
    step = timedelta(days=1 if count >= 0 else -1)
    while count and day.weekday() >= _SATURDAY:
        day -= step
    weeks, left = divmod(abs(count), _WORKING_WEEK)
    day += 7 * weeks * step
    while left:
        day += step
        left -= day.weekday() < _SATURDAY
    return day


def shift(day: date, length: Length, direction: int = 1) -> date:
    """Move a day by a length: months first, then days. Raises OverflowError beyond the calendar."""
    moved = add_months(day, direction * length.in_months)
    return moved + timedelta(days=direction * length.in_days)


def end_of(day: date, period: str) -> date:
    """Find the last day of the month, quarter, half or year that holds the day."""
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[period]
    last = (day.month - 1) // size * size + size
    return month_end(day.replace(month=last, day=1))

"""Working calendars: which days are worked, and counting forward and back along them.

A moment is a boundary between days, written as the ordinal of the day that begins there
(`date.toordinal`). Work of n days fills n working days; it may start only where a working day
begins and ends where its last one ends. A calendar is laid out as two tables, so that counting is
two look-ups and works on whole arrays.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]
WEEK = frozenset(range(5))
"""Monday to Friday, Monday being 0."""


class NotAPlan(ValueError):  # noqa: N818 - a finding about the input
    """Says which row of a plan cannot be, why, and what to do."""


class BeyondCalendar(NotAPlan):
    """A plan that runs out of the days that its calendars were laid out for."""


@dataclass(frozen=True)
class Calendar:
    """A named calendar: the weekdays worked, days off, and days worked although they would be off.

    Sources of days off are data (a country's holidays): see `servanda.desk.projects`.
    """

    id: str
    weekdays: frozenset[int] = WEEK
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Tell whether a day is worked.

        >>> Calendar("az", off=frozenset({date(2026, 5, 28)})).works(date(2026, 5, 28))
        False
        """
        return day in self.worked or (day.weekday() in self.weekdays and day not in self.off)

    def laid_out(self, first: date, last: date) -> Timetable:
        """Lay the calendar out from one day to another, both included."""
        start = first.toordinal()
        days = np.arange(start, last.toordinal() + 1, dtype=np.int64)
        open_ = np.isin((days - 1) % 7, sorted(self.weekdays))
        open_[_places(self.off, start, len(days))] = False
        open_[_places(self.worked, start, len(days))] = True
        return Timetable(self.id, start, open_)


def _places(days: Collection[date], start: int, length: int) -> list[int]:
    return [n for day in days if 0 <= (n := day.toordinal() - start) < length]


ALWAYS = Calendar("every day", weekdays=frozenset(range(7)))
"""Every day is worked: what waits for nature, courts and neighbours."""


@dataclass(frozen=True)
class Timetable:
    """A calendar laid out over a stretch of days."""

    id: str
    first: int
    """Ordinal of the first day."""
    open: NDArray[np.bool_]
    """For each day of the stretch, whether it is worked."""

    @cached_property
    def before(self) -> Days:
        """Working days before each boundary; one entry more than there are days."""
        return np.concatenate([[0], np.cumsum(self.open)]).astype(np.int32)

    @cached_property
    def days(self) -> Days:
        """Place of each working day in the stretch, counted from its first day."""
        return np.flatnonzero(self.open).astype(np.int32)

    @cached_property
    def _before(self) -> list[int]:
        return [int(count) for count in self.before]

    @cached_property
    def _days(self) -> list[int]:
        return [int(day) for day in self.days]

    def count(self, moment: int) -> int:
        """Return how many working days of the stretch end by a moment."""
        place = moment - self.first
        if not 0 <= place < len(self._before):
            raise BeyondCalendar(_beyond(self.id, moment))
        return self._before[place]

    def opening(self, moment: int) -> int:
        """Return the first moment from here on at which a working day begins.

        >>> table = Calendar("w").laid_out(date(2026, 11, 20), date(2026, 12, 31))
        >>> date.fromordinal(table.opening(date(2026, 11, 21).toordinal()))
        datetime.date(2026, 11, 23)
        """
        return self.first + self._day(self.count(moment))

    def opening_by(self, moment: int) -> int:
        """Return the last moment up to here at which a working day begins.

        >>> table = Calendar("w").laid_out(date(2026, 11, 2), date(2026, 12, 31))
        >>> date.fromordinal(table.opening_by(date(2026, 11, 21).toordinal()))
        datetime.date(2026, 11, 20)
        """
        opens = moment - self.first < len(self.open) and bool(self.open[moment - self.first])
        return moment if opens else self.first + self._day(self.count(moment) - 1)

    def after(self, moment: int, work: int) -> int:
        """Return when some working days more (or, where negative, fewer) are done than by a moment.

        >>> table = Calendar("w").laid_out(date(2026, 11, 2), date(2026, 12, 31))
        >>> date.fromordinal(table.after(date(2026, 11, 20).toordinal(), 2))
        datetime.date(2026, 11, 24)
        >>> date.fromordinal(table.after(date(2026, 11, 24).toordinal(), -1))
        datetime.date(2026, 11, 21)
        """
        if not work:
            return moment
        return self.first + self._day(self.count(moment) + work - 1) + 1

    def latest(self, moment: int, work: int) -> int:
        """Return the latest moment after which so many working days are done by the given one.

        It turns `after` round: `after(m, n) <= moment` exactly where `m <= latest(moment, n)`.
        """
        if not work:
            return moment
        return self.first + self._day(self.count(moment) - work)

    def closing(self, moment: int) -> int:
        """Return the first moment from here on at which a working day ends."""
        done = self.count(moment)
        if done and self.first + self._days[done - 1] + 1 == moment:
            return moment
        return self.first + self._day(done) + 1

    def _day(self, number: int) -> int:
        if not 0 <= number < len(self._days):
            raise BeyondCalendar(
                f"The calendar “{self.id}” has no working day number {number + 1} in the stretch "
                "that it was laid out for, so that the plan runs out of days. Shorten the "
                "durations, or check that the calendar has working days at all."
            )
        return self._days[number]


def _beyond(name: str, moment: int) -> str:
    day = date.fromordinal(moment).isoformat() if 0 < moment < date.max.toordinal() else moment
    return (
        f"{day} lies outside the days that the calendar “{name}” was laid out for. Check the dates "
        "of the plan: one of them is far from the others."
    )

"""From days to places across the chart: zoom levels, and the years, quarters, months and weeks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FITS = 840
"""Pixels across which a whole plan is drawn; with the names it fits a landscape page."""
WIDEST = 30_000
"""Pixels beyond which a chart is drawn coarser than asked for."""
ZOOMS = {"year": 0.3, "quarter": 0.95, "month": 3.2, "week": 11.0}
"""Pixels a day."""
WORDED = {"year": 30, "quarter": 34, "month": 30, "week": 44}
"""Pixels that the word of a tick needs."""
ROOM = 48
"""Pixels before the first head in which another has room."""
STEPS = {"year": 366, "quarter": 91, "month": 30, "week": 7}
WEEKS = 7
Words = Callable[[date, str], str]
"""Writes a day by a pattern of the language of the page."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart with its word; the heads are the years (or months, for weeks)."""

    day: date
    x: float
    word: str
    head: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a day lies, and which ticks stand there."""

    first: date
    last: date
    per_day: float
    unit: str
    coarser: bool = False  # than was asked for

    @property
    def width(self) -> float:
        """Return the width of the whole chart."""
        return ((self.last - self.first).days + 1) * self.per_day

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return (day - self.first).days * self.per_day

    def end(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(day) + self.per_day

    def ticks(self, words: Words) -> list[Tick]:
        """Return the ticks, each with its word."""
        heads = _months if self.unit == "week" else _years
        pattern = "YEAR_MONTH_FORMAT" if self.unit == "week" else "Y"
        days = list(heads(self.first, self.last))
        if not days or self.x(days[0]) > ROOM:  # say of what year the first days are
            days.insert(0, self.first)
        found = [Tick(day, self.x(day), words(day, pattern), head=True) for day in days]
        if self.unit != "year":
            small = {"quarter": _quarters, "month": _months, "week": _weeks}[self.unit]
            pattern = "j" if self.unit == "week" else "M"
            found += [
                Tick(day, self.x(day), words(day, pattern)) for day in small(self.first, self.last)
            ]
        return found


def scale(days: Iterable[date], zoom: str = "") -> Scale:
    """Return a scale over some days: at a zoom level, or (empty) fitting a page."""
    found = list(days)
    first, last = min(found), max(found)
    room = timedelta(days=max(3, (last - first).days // 25))
    first, last = first - room, last + 3 * room
    span = (last - first).days + 1
    if zoom in ZOOMS:
        allowed = [each for each in ZOOMS if span * ZOOMS[each] <= WIDEST]
        used = zoom if zoom in allowed else (allowed or ["year"])[-1]
        return Scale(first, last, ZOOMS[used], used, coarser=used != zoom)
    per_day = FITS / span
    fitting = [unit for unit in ZOOMS if STEPS[unit] * per_day >= WORDED[unit]]
    return Scale(first, last, per_day, fitting[-1] if fitting else "year")


def _years(first: date, last: date) -> Iterator[date]:
    yield from (date(year, 1, 1) for year in range(first.year + 1, last.year + 1))


def _quarters(first: date, last: date) -> Iterator[date]:
    yield from (day for day in _months(first, last) if day.month in {1, 4, 7, 10})


def _months(first: date, last: date) -> Iterator[date]:
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _weeks(first: date, last: date) -> Iterator[date]:
    day = first + timedelta(days=-first.weekday() % WEEKS)
    while day <= last:
        yield day
        day += timedelta(days=WEEKS)

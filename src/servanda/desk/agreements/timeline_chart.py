"""Places the time line's marks and words; the template draws them.

Each instrument has a lane. Words stand at their marks, on as many levels as keep them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.text import Truncator

from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.selectors import CalendarEntry
from servanda.desk.agreements.words import EventKind

WIDTH = 1200
LEFT, RIGHT, TOP = 8, 12, 28
TITLE = 22
LEVEL = 18
MARK = 5
LETTER = 6.4  # the width of a letter at 12 pixels, on the generous side
GAP = 10
AROUND = (EventKind.REPORTED, EventKind.ANNOUNCED)  # marked without words: they would crowd
LONGEST = timedelta(days=1100)  # what lies further back stands at the left edge


@dataclass(frozen=True, slots=True)
class Mark:
    """An event or a due date at its place, with its words."""

    entry: CalendarEntry
    x: str
    y: str
    word: str
    word_x: str
    word_y: str
    anchor: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One instrument with its marks."""

    instrument: Instrument
    title: str
    title_y: str
    y: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year or a quarter on the scale."""

    x: str
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    now: str
    now_word: str
    now_anchor: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day lies from left to right."""
        whole = (self.last - self.first).days
        part = (min(max(day, self.first), self.last) - self.first).days
        return LEFT + MARK + (WIDTH - LEFT - RIGHT - 2 * MARK) * part / whole


def draw(
    instruments: Sequence[Instrument], entries: Sequence[CalendarEntry], *, today: date
) -> Chart:
    """Place everything of a time line."""
    scale = _scale(entries, today)
    lanes, y = [], float(TOP)
    for instrument in instruments:
        own = [entry for entry in entries if entry.instrument.id == instrument.id]
        if own:
            lane, y = _lane(instrument, own, scale, y)
            lanes.append(lane)
    x = scale.x(today)
    late = x > WIDTH * 0.8
    return Chart(
        width=WIDTH,
        height=round(y) + 16,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(scale)),
        now=_fixed(x),
        now_word=_fixed(x - 6 if late else x + 6),
        now_anchor="end" if late else "start",
        first=scale.first,
        last=scale.last,
    )


def _scale(entries: Iterable[CalendarEntry], today: date) -> _Scale:
    days = [entry.date for entry in entries] + [today]
    last = max(days) + timedelta(days=30)
    near = [day for day in days if day >= last - LONGEST]
    return _Scale(min(near) - timedelta(days=45), last)


def _lane(
    instrument: Instrument, entries: Sequence[CalendarEntry], scale: _Scale, top: float
) -> tuple[Lane, float]:
    placed, levels = _levels(entries, scale)
    y = top + TITLE + levels * LEVEL + 8
    marks = []
    for entry, word, start, width, level in placed:
        x = scale.x(entry.date)
        ends = start + width > WIDTH
        marks.append(
            Mark(
                entry=entry,
                x=_fixed(x),
                y=_fixed(y),
                word=word,
                word_x=_fixed(x + MARK if ends else x - MARK),
                word_y=_fixed(y - 10 - level * LEVEL),
                anchor="end" if ends else "start",
                earlier=entry.date < scale.first,
            )
        )
    title = Truncator(instrument.short).chars(110)
    lane = Lane(instrument, title, _fixed(top + 14), _fixed(y), tuple(marks))
    return lane, y + 24


def _levels(
    entries: Sequence[CalendarEntry], scale: _Scale
) -> tuple[list[tuple[CalendarEntry, str, float, float, int]], int]:
    """Give each word the lowest level on which nothing stands in its way."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for entry in entries:
        if entry.event is not None and entry.event.kind in AROUND:
            placed.append((entry, "", scale.x(entry.date), 0.0, 0))
            continue
        word = _word(entry, earlier=entry.date < scale.first)
        width = len(word) * LETTER
        x = scale.x(entry.date)
        start = x - MARK if x - MARK + width <= WIDTH else x + MARK - width
        span = (start - GAP, start + width + GAP)
        level = next(
            (n for n, row in enumerate(taken) if all(span[1] < a or span[0] > b for a, b in row)),
            len(taken),
        )
        if level == len(taken):
            taken.append([])
        taken[level].append((start, start + width))
        placed.append((entry, word, x - MARK, width, level))
    return placed, max(1, len(taken))


def _word(entry: CalendarEntry, *, earlier: bool) -> str:
    what = str(entry.event.get_kind_display()) if entry.event else Truncator(entry.label).chars(34)
    pattern = {"day": "j M Y" if earlier else "j M", "year": "Y"}.get(entry.precision, "M Y")
    return f"{what}, {date_format(entry.date, pattern)}"


def _ticks(scale: _Scale) -> Iterable[Tick]:
    """Yield the quarters; the first says of which year, and January only the year."""
    years = range(scale.first.year, scale.last.year + 1)
    quarters = (date(year, month, 1) for year in years for month in (1, 4, 7, 10))
    shown = [day for day in quarters if scale.first <= day <= scale.last]
    for day in shown:
        pattern = "Y" if day.month == 1 else "M Y" if day == shown[0] else "M"
        yield Tick(_fixed(scale.x(day)), date_format(day, pattern))


def _fixed(number: float) -> str:
    return f"{number:.1f}"  # a decimal point in every language: SVG knows no other

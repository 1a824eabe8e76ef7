"""Places pieces of evidence on a time axis, a lane for each direction; the template draws them.

A mark bears the number of its piece in the list beside the drawing. It stands at the day of the
fact, or at the day of the source where the fact has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from servanda.desk.assessments.models.words import Direction
from servanda.desk.assessments.selectors.evidence import ShownEvidence

WIDTH = 720
LEFT, RIGHT, TOP = 128, 24, 28
LANE, LEVEL = 34, 18
ROOM = 18  # what a mark with its number takes from left to right
AROUND = timedelta(days=20)
SHORT, LONG = timedelta(days=240), timedelta(days=1500)
FEWEST = 2  # days: a single one needs no axis


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of evidence at its place."""

    number: str
    key: str
    x: str
    y: str
    number_y: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The pieces of one direction."""

    direction: str
    word: str
    y: str
    word_y: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A month, a quarter or a year on the scale."""

    x: str
    word: str


@dataclass(frozen=True, slots=True)
class Axis:
    """All that is drawn."""

    width: str
    height: str
    left: str
    right: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
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
        part = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + (WIDTH - LEFT - RIGHT) * part


def day_on_axis(shown: ShownEvidence) -> date:
    """Return the day at which a piece of evidence stands."""
    return shown.evidence.fact_on or shown.evidence.source_on


def draw(evidence: Sequence[ShownEvidence], *, today: date) -> Axis | None:
    """Place everything; None where there are too few days for an axis to say anything."""
    days = [day_on_axis(each) for each in evidence]
    if len(set(days)) < FEWEST:
        return None
    scale = _Scale(min(days) - AROUND, max(*days, today) + AROUND)
    numbered = list(enumerate(evidence, start=1))
    lanes, y = [], float(TOP)
    for direction in Direction:
        own = [pair for pair in numbered if pair[1].evidence.direction == direction]
        if own:
            lane, y = _lane(direction, own, scale, y)
            lanes.append(lane)
    now = scale.x(today)
    late = now > WIDTH / 2
    return Axis(
        width=str(WIDTH),
        height=_fixed(y + 22),
        left=str(LEFT),
        right=str(WIDTH - RIGHT),
        ticks=tuple(_ticks(scale)),
        lanes=tuple(lanes),
        now=_fixed(now),
        now_word=_fixed(now - 6 if late else now + 6),
        now_anchor="end" if late else "start",
        first=min(days),
        last=max(days),
    )


def _lane(
    direction: Direction, own: Sequence[tuple[int, ShownEvidence]], scale: _Scale, top: float
) -> tuple[Lane, float]:
    taken: list[float] = []  # how far each level is taken, from left to right
    placed = []
    for number, shown in sorted(own, key=lambda pair: day_on_axis(pair[1])):
        x = scale.x(day_on_axis(shown))
        level = next((n for n, end in enumerate(taken) if end <= x), len(taken))
        taken[level:] = [x + ROOM, *taken[level + 1 :]]
        placed.append((number, shown, x, level))
    bottom = top + LANE + LEVEL * (len(taken) - 1)
    marks = tuple(
        Mark(
            number=str(number),
            key=shown.evidence.local_id,
            x=_fixed(x),
            y=_fixed(bottom - 10 - level * LEVEL),
            number_y=_fixed(bottom - 6 - level * LEVEL),
            verified=shown.verified,
        )
        for number, shown, x, level in placed
    )
    word = str(direction.label)
    return Lane(direction.value, word, _fixed(bottom), _fixed(bottom - 6), marks), bottom


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Yield the months, quarters or years of the scale, the first with its year."""
    length = scale.last - scale.first
    months = range(1, 13) if length < SHORT else (1, 4, 7, 10) if length < LONG else (1,)
    years = range(scale.first.year, scale.last.year + 1)
    shown = [
        day
        for year in years
        for month in months
        if scale.first <= (day := date(year, month, 1)) <= scale.last
    ]
    for day in shown:
        whole = day.month == 1 or day == shown[0]
        pattern = "Y" if day.month == 1 else "M Y" if whole else "M"
        yield Tick(_fixed(scale.x(day)), date_format(day, pattern))


def _fixed(number: float) -> str:
    return f"{number:.1f}"  # a decimal point in every language: SVG knows no other

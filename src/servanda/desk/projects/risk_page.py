"""The page of a roadmap's risk: the fan, the tornado, chances of due dates, what may not open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.projects.gantt.drawing import Mark
from servanda.desk.projects.gantt.scale import Scale, scale
from servanda.desk.projects.models import RoadmapRow
from servanda.desk.projects.risk_results import Outcome, Spread, Swing, Weight
from servanda.desk.projects.roadmap_page import TableRow, day_word, tick_word
from servanda.desk.projects.selectors.roadmaps import Parts

ROW = 36
HEAD = 40
LETTER = 6.6
WORD = 70
"""Pixels for the word beside a bar of the tornado."""
SWINGS = 12
SMALL = 0.005
HEAD_OF_ARROW = 9


@dataclass(frozen=True, slots=True)
class Fan:
    """A milestone or gate with the days between which it comes about."""

    row: RoadmapRow
    spread: Spread
    likely: date  # if every duration comes as most likely
    y: str
    wide: tuple[str, str] | None  # P10 to P90
    core: tuple[str, str] | None  # P50 to P80
    p50: str
    planned: str
    open_: str  # path of an arrow's head where the bar has no last day
    due: str
    word: str
    word_x: str
    word_y: str
    anchor: str

    @property
    def four(self) -> tuple[date | None, ...]:
        """Return the days reached in 10, 50, 80 and 90 of a hundred samples."""
        return self.spread.p10, self.spread.p50, self.spread.p80, self.spread.p90

    @property
    def never(self) -> int:
        """Return in how many of a hundred samples it does not come about."""
        return round(100 * self.spread.never)

    @property
    def chance(self) -> int | None:
        """Return in how many of a hundred samples it comes about by its due date."""
        return None if self.spread.chance is None else round(100 * self.spread.chance)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the tornado."""

    swing: Swing
    name: str
    y: str
    x: str
    width: str
    word_x: str
    anchor: str
    word_y: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of the page: its size, its scale and what stands on it."""

    width: str
    height: str
    ticks: tuple[Mark, ...]
    now: str
    fans: tuple[Fan, ...] = ()
    bars: tuple[Bar, ...] = ()
    middle: str = ""


@dataclass(frozen=True, slots=True)
class Exposed:
    """How a row bears on the end."""

    row: RoadmapRow
    weight: Weight

    @property
    def percent(self) -> int:
        """Return in how many of a hundred samples it is critical."""
        return round(100 * self.weight.criticality)

    @property
    def together(self) -> str:
        """Return how far its length goes with the end, from −1 to 1."""
        return f"{self.weight.cruciality:.2f}".replace("-", "−")


def fan(rows: Sequence[TableRow], outcome: Outcome, *, today: date) -> Drawing | None:
    """Draw when each milestone, gate and row with a due date comes about."""
    shown = [
        (each, outcome.by_key[each.row.key])
        for each in rows
        if (each.row.kind != "activity" or each.due) and each.row.key in outcome.by_key
        if not each.done
    ]
    if not shown:
        return None
    days = [day for each, spread in shown for day in (*spread.days, each.placed.last_day)]
    days += [spread.due for _row, spread in shown if spread.due]
    days += outcome.ends.days
    across = scale(days)
    return Drawing(
        _n(across.width),
        str(HEAD + ROW * len(shown) + 4),
        tuple(_ticks(across)),
        _n(across.x(today)) if across.first <= today <= across.last else "",
        fans=tuple(
            _fan(each, spread, across, HEAD + ROW * place)
            for place, (each, spread) in enumerate(shown)
        ),
    )


def _fan(each: TableRow, spread: Spread, across: Scale, top: int) -> Fan:
    days = spread.days
    last = spread.p90 or across.last
    wide = (spread.p10, last) if spread.p10 else None
    core = (spread.p50, spread.p80 or across.last) if spread.p50 else None
    reach = max(across.end(last), across.end(each.placed.last_day)) if days else 0
    word, edge = _said(spread), across.width - (0 if spread.p90 else HEAD_OF_ARROW)
    fits = reach + len(word) * LETTER + 8 < across.width
    return Fan(
        each.row,
        spread,
        each.placed.last_day,
        _n(top + ROW / 2),
        (_n(across.x(wide[0])), _n(min(across.end(wide[1]), edge))) if wide else None,
        (_n(across.x(core[0])), _n(min(across.end(core[1]), edge))) if core else None,
        _n(across.end(spread.p50)) if spread.p50 else "",
        _n(across.end(each.placed.last_day)),
        _arrow(across, top + ROW / 2) if wide and spread.p90 is None else "",
        _n(across.end(spread.due)) if spread.due else "",
        word,
        _n(reach + 8) if fits else _n(across.width - 4),
        _n(top + ROW / 2 + 4) if fits else _n(top + 8),
        "start" if fits else "end",
    )


def _arrow(across: Scale, y: float) -> str:
    """Return the head of an arrow at the edge: in so many samples it never comes about."""
    high = HEAD_OF_ARROW - 1
    return f"M{_n(across.width - HEAD_OF_ARROW)} {_n(y - high)}l{high} {high}l-{high} {high}z"


def _said(spread: Spread) -> str:
    """Say the range of a row, and how often it does not come about."""
    never = round(100 * spread.never)
    if spread.p10 is None:
        return _("in %(percent)s of 100 samples not at all") % {"percent": never}
    if spread.p90 is None:
        first = {"first": day_word(spread.p10), "percent": never}
        return _("from %(first)s; not at all in %(percent)s of 100") % first
    return f"{day_word(spread.p10)} – {day_word(spread.p90)}"


def tornado(parts: Parts, outcome: Outcome) -> Drawing | None:
    """Draw what moves the end most, the widest first."""
    swings = sorted(outcome.swings, key=lambda each: (-abs(each.days), each.kind, each.what))
    swings = swings[:SWINGS]
    if not swings or outcome.ends.p50 is None:
        return None
    names = {row.key: row.name for row in parts.rows}
    drivers = {each.key: in_language(each, "name") for each in parts.drivers}
    across = scale([day for each in swings for day in (each.low, each.high)])
    return Drawing(
        _n(across.width),
        str(HEAD + ROW * len(swings) + 4),
        tuple(_ticks(across)),
        "",
        bars=tuple(
            _bar(each, (drivers if each.kind == "driver" else names)[each.what], across, place)
            for place, each in enumerate(swings)
        ),
        middle=_n(across.end(outcome.ends.p50)),
    )


def _bar(swing: Swing, name: str, across: Scale, place: int) -> Bar:
    first, last = sorted((swing.low, swing.high))
    x, end, y = across.x(first), across.end(last), HEAD + ROW * place + ROW / 2
    fits = end + WORD < across.width
    return Bar(
        swing,
        name,
        _n(y - 6),
        _n(x),
        _n(max(end - x, 2)),
        _n(end + 6 if fits else x - 6),
        "start" if fits else "end",
        _n(y + 4),
    )


def _ticks(across: Scale) -> Iterable[Mark]:
    for tick in across.ticks(tick_word):
        word = tick.word if tick.x + 4 + len(tick.word) * LETTER < across.width else ""
        yield Mark(_n(tick.x), _n(tick.x + 4), word, tick.head)


def exposed(parts: Parts, outcome: Outcome) -> list[Exposed]:
    """Return the rows that are ever critical or go with the end, the most critical first."""
    by_key: Mapping[str, RoadmapRow] = {row.key: row for row in parts.rows}
    found = [Exposed(by_key[each.key], each) for each in outcome.weights if each.key in by_key]
    return sorted(
        (
            each
            for each in found
            if each.weight.criticality >= SMALL or abs(each.weight.cruciality) >= SMALL
        ),
        key=lambda each: (-each.weight.criticality, -abs(each.weight.cruciality), each.row.ordinal),
    )


def lead(outcome: Outcome) -> str:
    """Say when the plan ends, how sure that is, and how often a gate keeps it from ending."""
    never, ends = round(100 * outcome.end.never), outcome.ends
    if ends.p10 is None or ends.p50 is None or ends.p80 is None or ends.p90 is None:
        return _("In no sample is everything done: a gate stays shut in each of them.")
    days = {
        name: _long(day)
        for name, day in (
            ("p10", ends.p10),
            ("p50", ends.p50),
            ("p80", ends.p80),
            ("p90", ends.p90),
        )
    }
    if not never:
        return (
            _("Half of the samples have everything done by %(p50)s, 80 of 100 by %(p80)s.") % days
        )
    return _(
        "In %(never)s of 100 samples the end is never reached, because a gate does not open. In "
        "the others everything is done between %(p10)s and %(p90)s, half of the time by %(p50)s."
    ) % {**days, "never": never}


def _long(day: date) -> str:
    return str(date_format(day, "DATE_FORMAT"))


def _n(number: float) -> str:
    return f"{number:.1f}"

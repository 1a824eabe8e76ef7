"""The figures of the assessment page: counts in rows, each with what its list is asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.desk.agreements.selectors import Section
from servanda.desk.assessments.levels import COURSES, OUTCOMES, TIMINGS
from servanda.desk.assessments.models.words import EndState
from servanda.desk.assessments.selectors.distribution import (
    AT_MOST_DONE,
    AT_MOST_PROGRESS,
    LOOKED,
    PROGRESS,
    STALLED,
    SUSPENDED,
)
from servanda.scoring import Cell, Outcome, Share, Timing, percentages

FEW = 10  # below this many looked into, a share is said to rest on few
WIDTH = 240  # of a bar, in units of its drawing
Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, its word, and the values of the filters that keep what it counts."""

    code: str
    word: str
    number: int
    asked: Asked
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a bar, in units of the drawing."""

    code: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A share as counts and percentages, with the interval in which it credibly lies."""

    share: Share
    counted: Asked
    possible: Asked
    looked: Asked

    @property
    def percent(self) -> int | None:
        """Return the share in percent, or None where there is nothing to take a share of."""
        return _percent(self.share.value)

    @property
    def low(self) -> int | None:
        """Return the lower end of the interval in percent."""
        return _percent(self.share.low)

    @property
    def high(self) -> int | None:
        """Return the upper end of the interval in percent."""
        return _percent(self.share.high)

    @property
    def unclear(self) -> int:
        """Return how many more it would be if every unclear criterion were met."""
        return self.share.at_most - self.share.count

    @property
    def few(self) -> bool:
        """Tell whether the share rests on few commitments."""
        return 0 < self.share.of < FEW


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The counts of one force, in one section or in all, and its shares."""

    section: str
    force: str
    total: int
    all: Asked
    outcomes: tuple[Figure, ...]
    timings: tuple[Figure, ...]
    courses: tuple[Figure, ...]
    progress: Measured
    done: Measured

    @property
    def bands(self) -> list[Band]:
        """Return the bar of its outcomes, to scale within itself."""
        return list(bands(self.outcomes))


@dataclass(frozen=True, slots=True)
class SectionRows:
    """A section with the rows of its forces."""

    key: str
    instrument: str
    place: str
    heading: str
    rows: tuple[FigureRow, ...]


IN_BAR = (
    Outcome.COMPLETE,
    Outcome.INTERMEDIATE,
    Outcome.MINIMUM,
    Outcome.NOT_INITIATED,
    Outcome.NO_EVIDENCE_FOUND,
    Outcome.NOT_ASSESSABLE,
    Outcome.NOT_ASSESSED,
    Outcome.NOT_SCORED,
)


def figure_row(cell: Cell) -> FigureRow:
    """Lay one cell out, each figure with what its list is asked for."""
    where = {"force": cell.force.value, "section": cell.section or ""}
    return FigureRow(
        section=cell.section or "",
        force=cell.force.value,
        total=cell.total,
        all=where,
        outcomes=tuple(_outcomes(cell, where)),
        timings=tuple(_timings(cell, where)),
        courses=tuple(_courses(cell, where)),
        progress=_measured(cell.any_progress, where, PROGRESS, AT_MOST_PROGRESS),
        done=_measured(cell.fully_done, where, Outcome.COMPLETE.value, AT_MOST_DONE),
    )


def by_section(cells: Iterable[Cell], sections: Sequence[Section]) -> list[SectionRows]:
    """Lay the cells of sections out in the order of the texts, each under its own words."""
    known: dict[str, Section] = {}
    for each in sections:
        known.setdefault(f"{each.instrument.local_id}:{each.eid}", each)
    rows: dict[str, list[FigureRow]] = {}
    for cell in cells:
        rows.setdefault(cell.section or "", []).append(figure_row(cell))
    order = {key: number for number, key in enumerate(known)}
    return [
        _section_rows(key, known.get(key), tuple(rows[key]))
        for key in sorted(rows, key=lambda each: (order.get(each, len(order)), each))
    ]


def bands(figures: Sequence[Figure]) -> Iterator[Band]:
    """Yield the stretches of a bar: whole percentages, so that they fill it exactly."""
    start = 0.0
    for figure, share in zip(figures, percentages([each.number for each in figures]), strict=True):
        width = WIDTH * share / 100
        if width:
            yield Band(figure.code, start, width)
        start += width


def _section_rows(key: str, section: Section | None, rows: tuple[FigureRow, ...]) -> SectionRows:
    if section is None:
        return SectionRows(key, "", key, "", rows)
    return SectionRows(key, section.instrument.short, section.place, section.heading, rows)


def _outcomes(cell: Cell, where: Asked) -> Iterator[Figure]:
    for outcome in IN_BAR:
        number = cell.count(outcome)
        code = outcome.value.replace(" ", "_")
        asked = {**where, "outcome": outcome.value}
        yield Figure(code, str(OUTCOMES[outcome]), number, asked, outcome.level)


def _timings(cell: Cell, where: Asked) -> Iterator[Figure]:
    for timing, number in cell.timings:
        code = Timing(timing).value.replace(" ", "_")
        yield Figure(code, str(TIMINGS[timing]), number, {**where, "timing": timing.value})


def _courses(cell: Cell, where: Asked) -> Iterator[Figure]:
    stalled, suspended = {**where, "course": STALLED}, {**where, "course": SUSPENDED}
    yield Figure("stalled", str(COURSES[STALLED]), cell.stalled, stalled)
    yield Figure("suspended", str(COURSES[SUSPENDED]), cell.suspended, suspended)
    for state, number in cell.ends:
        word = str(EndState(state.value).label)
        yield Figure(state.value.replace(" ", "_"), word, number, {**where, "course": state.value})


def _measured(share: Share, where: Asked, counted: str, possible: str) -> Measured:
    return Measured(
        share,
        {**where, "outcome": counted},
        {**where, "outcome": possible},
        {**where, "outcome": LOOKED},
    )


def _percent(value: float | None) -> int | None:
    return None if value is None else round(100 * value)

"""Aggregates: distributions with counts by section and force, never one averaged number.

Each force stands by itself: what may be done never dilutes what shall be done. Any progress and
fully done stand side by side, and timeliness is counted on its own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from servanda.reading.model import Force
from servanda.scoring.assessing import Assessment
from servanda.scoring.commitments import EndState
from servanda.scoring.levels import Outcome
from servanda.scoring.shares import CREDIBLE, Share, share
from servanda.scoring.timeliness import Timing

LOOKED_INTO = frozenset(
    outcome
    for outcome in Outcome
    if outcome.level is not None or outcome is Outcome.NO_EVIDENCE_FOUND
)
"""Outcomes that a share is taken of: somebody looked, whatever they found."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The commitments of one force in one section, or in all (`section` is None), counted."""

    section: str | None
    force: Force
    commitments: tuple[str, ...]
    outcomes: tuple[tuple[Outcome, int], ...]
    timings: tuple[tuple[Timing, int], ...]
    ends: tuple[tuple[EndState, int], ...]
    suspended: int
    stalled: int
    """Inferred from silence."""
    any_progress: Share
    fully_done: Share

    @property
    def total(self) -> int:
        """Count the commitments of the cell."""
        return len(self.commitments)

    def count(self, what: Outcome | Timing | EndState) -> int:
        """Give the count of one outcome, timing or end state."""
        tables = (*self.outcomes, *self.timings, *self.ends)
        return next(number for name, number in tables if name is what)


def distribution(
    assessments: Iterable[Assessment], *, credible: float = CREDIBLE
) -> tuple[Cell, ...]:
    """Count assessments by section and force, sections in order of their names."""
    rooms: dict[tuple[str, Force], list[Assessment]] = defaultdict(list)
    for item in assessments:
        rooms[item.subject.section, item.subject.force].append(item)
    return tuple(_cell(*place, rooms[place], credible) for place in sorted(rooms, key=_order))


def by_force(assessments: Iterable[Assessment], *, credible: float = CREDIBLE) -> tuple[Cell, ...]:
    """Count assessments by force over all sections; there is no total over the forces."""
    forces: dict[Force, list[Assessment]] = defaultdict(list)
    for item in assessments:
        forces[item.subject.force].append(item)
    return tuple(_cell(None, force, forces[force], credible) for force in Force if force in forces)


def _order(place: tuple[str, Force]) -> tuple[str, int]:
    section, force = place
    return section, list(Force).index(force)


def _cell(section: str | None, force: Force, inside: list[Assessment], credible: float) -> Cell:
    outcomes = Counter(item.outcome for item in inside)
    timings = Counter(item.timeliness.timing for item in inside)
    ends = Counter(item.end_state for item in inside)
    return Cell(
        section,
        force,
        tuple(sorted(item.subject.id for item in inside)),
        tuple((name, outcomes[name]) for name in Outcome),
        tuple((name, timings[name]) for name in Timing),
        tuple((name, ends[name]) for name in EndState),
        sum(item.suspended for item in inside),
        sum(item.silence.stalled for item in inside),
        _share(inside, _at_least(1), credible),
        _share(inside, _at_least(3), credible),
    )


def _at_least(level: int) -> Callable[[int | None], bool]:
    return lambda reached: reached is not None and reached >= level


def _share(
    inside: list[Assessment], reached: Callable[[int | None], bool], credible: float
) -> Share:
    looked = [item for item in inside if item.outcome in LOOKED_INTO]
    return share(
        sum(reached(item.outcome.level) for item in looked),
        len(looked),
        at_most=sum(reached(item.standing.highest) for item in looked),
        credible=credible,
    )

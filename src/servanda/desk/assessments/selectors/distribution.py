"""The levels of a partnership counted, and the commitments behind each count.

A count and the list that it leads to come from the same rule, so that they cannot part.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from servanda import scoring
from servanda.desk.assessments.selectors.assessing import Snapshot
from servanda.scoring import Assessment, Cell, EndState, Outcome, PamPercentage, Timing
from servanda.scoring.aggregates import LOOKED_INTO

Rule = Callable[[Assessment], bool]

LEVEL, LOOKED, PROGRESS, AT_MOST_PROGRESS, AT_MOST_DONE = (
    "any level",
    "looked into",
    "any progress",
    "perhaps any progress",
    "perhaps complete",
)
STALLED, SUSPENDED, ENDED = "stalled", "suspended", "ended"


def _has_outcome(outcome: Outcome, each: Assessment) -> bool:
    return each.outcome is outcome


def _has_timing(timing: Timing, each: Assessment) -> bool:
    return each.timeliness.timing is timing


def _has_ended(state: EndState, each: Assessment) -> bool:
    return each.end_state is state


def _perhaps(level: int, each: Assessment) -> bool:
    return each.outcome in LOOKED_INTO and (each.standing.highest or 0) >= level


OUTCOME_RULES: Mapping[str, Rule] = {
    **{outcome.value: partial(_has_outcome, outcome) for outcome in Outcome},
    LEVEL: lambda each: each.outcome.level is not None,
    PROGRESS: lambda each: (each.outcome.level or 0) >= 1,
    LOOKED: lambda each: each.outcome in LOOKED_INTO,
    AT_MOST_PROGRESS: partial(_perhaps, 1),
    AT_MOST_DONE: partial(_perhaps, 3),
}
TIMING_RULES: Mapping[str, Rule] = {timing.value: partial(_has_timing, timing) for timing in Timing}
COURSE_RULES: Mapping[str, Rule] = {
    STALLED: lambda each: each.silence.stalled,
    SUSPENDED: lambda each: each.suspended,
    ENDED: lambda each: each.end_state is not None,
    **{state.value: partial(_has_ended, state) for state in EndState},
}


@dataclass(frozen=True, slots=True)
class LevelFilters:
    """What to keep of the commitments after their assessments; what is empty keeps everything."""

    outcome: str = ""
    timing: str = ""
    course: str = ""

    def __bool__(self) -> bool:
        return bool(self.outcome or self.timing or self.course)


@dataclass(frozen=True, slots=True)
class Distribution:
    """The counts of a partnership by force; never one number.

    `places` is how many sections and forces there are to count by.
    """

    total: int
    by_force: tuple[Cell, ...]
    pam: PamPercentage
    places: int


def distribution(snapshot: Snapshot) -> Distribution:
    """Return the counts of all commitments that the viewer may see, recitals apart."""
    found: Distribution = snapshot.worked_out("distribution", _distribution)
    return found


def by_section(snapshot: Snapshot, within: str = "") -> tuple[Cell, ...]:
    """Return the counts by section and force; `within` the instrument of a local id, if given."""
    found: tuple[Cell, ...] = snapshot.worked_out(
        f"sections {within}", partial(_by_section, f"{within}:" if within else "")
    )
    return found


def _by_section(prefix: str, snapshot: Snapshot) -> tuple[Cell, ...]:
    inside = (each for each in snapshot.held.values() if each.subject.section.startswith(prefix))
    return scoring.distribution(inside)


def counted(snapshot: Snapshot) -> Mapping[str, Mapping[str, int]]:
    """Return how many commitments each choice of a filter keeps, by the name of the filter."""
    found: Mapping[str, Mapping[str, int]] = snapshot.worked_out("counted", _counted)
    return found


def kept_by(snapshot: Snapshot, asked: LevelFilters) -> frozenset[str]:
    """Return the ids of the commitments whose assessments the filters keep."""
    rules = [
        table.get(value, _never)
        for table, value in (
            (OUTCOME_RULES, asked.outcome),
            (TIMING_RULES, asked.timing),
            (COURSE_RULES, asked.course),
        )
        if value
    ]
    return frozenset(
        name for name, each in snapshot.held.items() if all(rule(each) for rule in rules)
    )


def settled(snapshot: Snapshot) -> frozenset[str]:
    """Return the ids of those whose date has passed and that the record does not hold overdue.

    They were done, ended before their date, or are suspended. Where nobody outside can tell, the
    question is open.
    """
    found: frozenset[str] = snapshot.worked_out("settled", _settled)
    return found


def _settled(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(name for name, each in snapshot.held.items() if _is_settled(each))


def _is_settled(each: Assessment) -> bool:
    due, timing = each.subject.due, each.timeliness.timing
    if due is None or due >= each.today or timing is Timing.OVERDUE:
        return False
    untold = each.file.unassessable is not None and each.end_state is None
    return not (untold and timing is Timing.NO_DATE)


def _never(each: Assessment) -> bool:  # noqa: ARG001 - the shape of a rule
    return False


def _distribution(snapshot: Snapshot) -> Distribution:
    every = list(snapshot.held.values())
    return Distribution(
        total=len(every),
        by_force=scoring.by_force(every),
        pam=scoring.pam_percentage(every),
        places=len({(each.subject.section, each.subject.force) for each in every}),
    )


def _counted(snapshot: Snapshot) -> Mapping[str, Mapping[str, int]]:
    tables = {"outcome": OUTCOME_RULES, "timing": TIMING_RULES, "course": COURSE_RULES}
    return {
        name: {
            value: sum(rule(each) for each in snapshot.held.values())
            for value, rule in table.items()
        }
        for name, table in tables.items()
    }

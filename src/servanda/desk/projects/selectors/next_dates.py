"""What moves the next dates: milestones that reach commitments, and the gates still shut."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.selectors.shelf import kept
from servanda.desk.projects.models import Gate, Roadmap, RoadmapRow
from servanda.desk.projects.plans import dues_of, schedule_of, waiting_for
from servanda.desk.projects.selectors.roadmaps import Parts, gates, parts_of, roadmaps
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.critical_path import Schedule, is_done
from servanda.scheduling.model import Kind

SHOWN = 5
MOST_ROWS = 2_000
"""Rows beyond which a roadmap is not scheduled for the sake of an overview."""


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """A milestone ahead that reaches a commitment, and what its date waits for now."""

    roadmap: Roadmap
    row: RoadmapRow
    due: DueCommitment
    expected: date
    first: RoadmapRow | None  # the first on the way to it that is not done

    @property
    def late(self) -> int | None:
        """Return how many days after its due date it is expected; below 0, before it."""
        on = self.due.date
        return (self.expected - on).days if on else None


@dataclass(frozen=True, slots=True)
class NextGate:
    """A gate that is still shut, and how much waits for it."""

    gate: Gate
    rows: int
    roadmaps: int


@dataclass(frozen=True, slots=True)
class NextDates:
    """The next of both."""

    milestones: tuple[NextMilestone, ...]
    gates: tuple[NextGate, ...]


def next_dates(viewpoint: Viewpoint, partnership_id: str) -> NextDates:
    """Return the milestones that reach commitments, the earliest due first, and gates to come."""
    memory = kept(viewpoint, partnership_id)
    if "next dates" not in memory:
        memory["next dates"] = _found(viewpoint, partnership_id)
    found: NextDates = memory["next dates"]
    return found


def _found(viewpoint: Viewpoint, partnership_id: str) -> NextDates:
    planned = list(_planned(viewpoint, partnership_id))
    milestones = [
        each
        for parts, schedule in planned
        for each in _milestones(parts, schedule, dues_of(viewpoint, parts.roadmap))
    ]
    milestones.sort(key=lambda each: (each.due.date or date.max, each.expected, each.row.id))
    shut = [gate for gate in gates(viewpoint, partnership_id) if gate.opened is None]
    held = [_held(gate, planned) for gate in sorted(shut, key=lambda each: (each.likely, each.id))]
    return NextDates(tuple(milestones[:SHOWN]), tuple([each for each in held if each.rows][:SHOWN]))


def _planned(viewpoint: Viewpoint, partnership_id: str) -> Iterator[tuple[Parts, Schedule]]:
    for roadmap in roadmaps(viewpoint, partnership_id):
        parts = parts_of(viewpoint, roadmap)
        if not 0 < len(parts.rows) <= MOST_ROWS:
            continue
        try:
            yield parts, schedule_of(viewpoint, roadmap)
        except NotAPlan:
            continue  # its own page says why


def _milestones(
    parts: Parts, schedule: Schedule, dues: Mapping[str, DueCommitment]
) -> Iterator[NextMilestone]:
    rows = {row.key: row for row in parts.rows}
    for key, due in dues.items():
        placed = schedule[key]
        if is_done(placed.activity) or due.date is None:
            continue
        way = [each for each in schedule.path_to(key) if not is_done(each.activity)]
        first = rows[way[0].activity.id] if way and way[0].activity.id != key else None
        yield NextMilestone(parts.roadmap, rows[key], due, placed.last_day, first)


def _held(gate: Gate, planned: list[tuple[Parts, Schedule]]) -> NextGate:
    counts = []
    for parts, schedule in planned:
        keys = {row.key for row in parts.rows if row.gate_id == gate.id and row.kind == Kind.GATE}
        if keys:
            counts.append(len(waiting_for(schedule, keys)))
    return NextGate(gate, sum(counts), len(counts))

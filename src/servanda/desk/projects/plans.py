"""A roadmap as a plan and as its schedule, and what moves when a gate opens later.

What is computed is kept for a viewpoint until the ledger grows. A roadmap that cannot be scheduled
raises `NotAPlan`, whose sentence names the row.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.selectors.commitments import NEAR
from servanda.desk.agreements.selectors.dues import put_dates
from servanda.desk.agreements.selectors.shelf import kept, last_day, shelf
from servanda.desk.projects.models import (
    Gate,
    Roadmap,
    RoadmapRow,
)
from servanda.desk.projects.plan_building import built
from servanda.desk.projects.selectors.roadmaps import parts_of, roadmaps
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.critical_path import Schedule, critical_path
from servanda.scheduling.model import (
    GateRange,
    Kind,
    Plan,
)
from servanda.scheduling.network import network


def plan_of(viewpoint: Viewpoint, roadmap: Roadmap) -> Plan:
    """Build the plan of a roadmap from the rows that the viewer sees."""
    memory, key = kept(viewpoint, roadmap.partnership_id), ("plan", roadmap.id)
    if key not in memory:
        memory[key] = built(parts_of(viewpoint, roadmap), last=last_day(viewpoint))
    found: Plan = memory[key]
    return found


def schedule_of(viewpoint: Viewpoint, roadmap: Roadmap) -> Schedule:
    """Schedule a roadmap; raise NotAPlan where it cannot be."""
    memory, key = kept(viewpoint, roadmap.partnership_id), ("schedule", roadmap.id)
    if key not in memory:
        memory[key] = critical_path(network(plan_of(viewpoint, roadmap)))
    found: Schedule = memory[key]
    return found


def dues_of(viewpoint: Viewpoint, roadmap: Roadmap) -> Mapping[str, DueCommitment]:
    """Return, by key of a row, the commitment that it reaches, with its due date if it has one."""
    memory, key = kept(viewpoint, roadmap.partnership_id), ("dues", roadmap.id)
    if key not in memory:
        rows = [row for row in parts_of(viewpoint, roadmap).rows if row.commitment_id]
        things = shelf(viewpoint, roadmap.partnership_id)
        ids = {row.commitment_id for row in rows}
        own = things.all(Commitment, *NEAR, id__in=ids) if ids else []
        dated = {each.commitment.id: each for each in put_dates(things, own)}
        memory[key] = {
            row.key: dated[row.commitment_id or ""] for row in rows if row.commitment_id in dated
        }
    found: Mapping[str, DueCommitment] = memory[key]
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """A row whose date moves with a gate."""

    row: RoadmapRow
    before: date
    after: date
    due: DueCommitment | None = None

    @property
    def days(self) -> int:
        """Return by how many days it comes later; below 0, earlier."""
        return (self.after - self.before).days

    @property
    def late(self) -> int | None:
        """Return how many days after its due date it then comes about; below 0, before it."""
        due = self.due.date if self.due else None
        return (self.after - due).days if due else None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a gate moves in one roadmap; `error` where the roadmap cannot be scheduled."""

    roadmap: Roadmap
    moved: tuple[Moved, ...] = ()
    waiting: int = 0  # rows that wait for the gate, moved or not
    before: date | None = None  # the end of the roadmap
    after: date | None = None
    error: str = ""

    @property
    def days(self) -> int:
        """Return by how many days the end of the roadmap moves."""
        return (self.after - self.before).days if self.after and self.before else 0


def moved_by(viewpoint: Viewpoint, gate: Gate, *, to: date) -> tuple[Effect, ...]:
    """Return what moves in every roadmap that waits for a gate if it opens on another day."""
    memory, key = kept(viewpoint, gate.partnership_id), ("moved", gate.id, to)
    if key not in memory:
        found = (
            _effect(viewpoint, each, gate, to) for each in roadmaps(viewpoint, gate.partnership_id)
        )
        memory[key] = tuple(effect for effect in found if effect is not None)
    effects: tuple[Effect, ...] = memory[key]
    return effects


def _effect(viewpoint: Viewpoint, roadmap: Roadmap, gate: Gate, to: date) -> Effect | None:
    rows = {row.key: row for row in parts_of(viewpoint, roadmap).rows}
    keys = {key for key, row in rows.items() if row.gate_id == gate.id and row.kind == Kind.GATE}
    if not keys:
        return None
    try:
        now = schedule_of(viewpoint, roadmap)
        then = critical_path(network(with_gate(now.network.plan, keys, to)))
    except NotAPlan as error:
        return Effect(roadmap, error=str(error))
    dues = dues_of(viewpoint, roadmap)
    moved = (
        Moved(
            rows[each.activity.id],
            now[each.activity.id].last_day,
            each.last_day,
            dues.get(each.activity.id),
        )
        for each in then.rows
    )
    return Effect(
        roadmap,
        tuple(each for each in moved if each.days),
        len(waiting_for(now, keys)),
        date.fromordinal(now.finish - 1),
        date.fromordinal(then.finish - 1),
    )


def with_gate(plan: Plan, keys: Collection[str], to: date) -> Plan:
    """Return a plan in which a gate most likely opens on another day, its range moved with it."""
    return replace(
        plan,
        activities=tuple(
            replace(each, gate=_shifted(each.gate, to), started=None)
            if each.id in keys and each.gate
            else each
            for each in plan.activities
        ),
    )


def _shifted(gate: GateRange, to: date) -> GateRange:
    step = to - gate.likely
    return replace(gate, earliest=gate.earliest + step, likely=to, latest=gate.latest + step)


def waiting_for(schedule: Schedule, keys: Collection[str]) -> frozenset[str]:
    """Return all that waits for some rows, directly or through others."""
    found: set[str] = set()
    open_ = list(keys)
    while open_:
        for each in schedule.network.out_of.get(open_.pop(), ()):
            if each.after not in found:
                found.add(each.after)
                open_.append(each.after)
    return frozenset(found)

"""What a gate moves, put together by project and by commitment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.selectors.commitments import NEAR
from servanda.desk.agreements.selectors.dues import put_dates
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.projects.models import Carries, Gate, Project
from servanda.desk.projects.plans import Effect, Moved, moved_by
from servanda.desk.record.viewpoint import Viewpoint

LATER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Shift:
    """What a gate moves in one roadmap, with its project and the commitments that it carries."""

    effect: Effect
    project: Project | None
    milestones: tuple[Moved, ...]  # that reach a commitment
    carried: tuple[DueCommitment, ...]  # by the project, without those of its milestones

    @property
    def rows(self) -> tuple[Moved, ...]:
        """Return the rows that move with the gate, without its own."""
        return tuple(each for each in self.effect.moved if each.row.gate_id is None)


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a gate moves in all."""

    roadmaps: int
    projects: int
    rows: int
    commitments: int
    newly_late: int  # due dates that were kept and are not any more


def shifts(viewpoint: Viewpoint, gate: Gate, *, to: date) -> list[Shift]:
    """Return what moves, roadmap by roadmap, if the gate most likely opens on a day."""
    return [_shift(viewpoint, effect) for effect in moved_by(viewpoint, gate, to=to)]


def totals(found: Iterable[Shift]) -> Totals:
    """Count what moves."""
    moving = [each for each in found if each.rows]
    reached = [moved for each in moving for moved in each.milestones]
    carried = {due.commitment.id for each in moving if each.effect.days for due in each.carried}
    own = {moved.due.commitment.id for moved in reached if moved.due}
    return Totals(
        len(moving),
        len({each.project.id for each in moving if each.project}),
        sum(len(each.rows) for each in moving),
        len(carried | own),
        sum(_newly_late(moved) for moved in reached),
    )


def default_day(gate: Gate, today: date) -> date:
    """Return the day to try first: its latest one, if that is still ahead."""
    if gate.opened is None and gate.latest > max(gate.likely, today):
        return gate.latest
    return max(gate.opened or gate.likely, today) + LATER


def _newly_late(moved: Moved) -> bool:
    due = moved.due.date if moved.due else None
    return due is not None and moved.before <= due < moved.after


def _shift(viewpoint: Viewpoint, effect: Effect) -> Shift:
    milestones = tuple(each for each in effect.moved if each.due is not None)
    project = project_of(viewpoint, effect.roadmap.partnership_id, effect.roadmap.project_id)
    reached = {each.due.commitment.id for each in milestones if each.due}
    carried = _carried(viewpoint, project) if project else ()
    return Shift(
        effect,
        project,
        milestones,
        tuple(each for each in carried if each.commitment.id not in reached),
    )


def project_of(viewpoint: Viewpoint, partnership_id: str, project_id: str | None) -> Project | None:
    """Return a roadmap's project, if the viewer sees it."""
    if project_id is None:
        return None
    return next(iter(shelf(viewpoint, partnership_id).all(Project, id=project_id)), None)


def _carried(viewpoint: Viewpoint, project: Project) -> tuple[DueCommitment, ...]:
    things = shelf(viewpoint, project.partnership_id)
    ids = {each.commitment_id for each in things.all(Carries, project_id=project.id)}
    return tuple(put_dates(things, things.all(Commitment, *NEAR, id__in=ids))) if ids else ()

"""A roadmap with its resources shared out: a proposal that changes nothing by itself."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda.desk.projects.models import Roadmap, RoadmapRow
from servanda.desk.projects.plans import schedule_of
from servanda.desk.projects.selectors.roadmaps import parts_of
from servanda.desk.record.viewpoint import Viewpoint
from servanda.scheduling.levelling import Budget
from servanda.scheduling.levelling.plans import LevelledPlan, level_plan

BUDGET = Budget(seconds=20.0, schedules=4_000, deterministic=4.0)
"""What may be tried is counted, not timed: the same plan gives the same dates."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """A row that starts later because what it needs is in use."""

    row: RoadmapRow
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """What levelling found."""

    said: str
    rows: tuple[Shifted, ...]
    late: tuple[RoadmapRow, ...]


def levelled(viewpoint: Viewpoint, roadmap: Roadmap) -> Proposal:
    """Look for the earliest end under the limits of the resources; NotAPlan where there is none."""
    found = level_plan(schedule_of(viewpoint, roadmap).network, budget=BUDGET, seed=roadmap.seed)
    rows = {row.key: row for row in parts_of(viewpoint, roadmap).rows}
    shifted = [
        Shifted(
            rows[each.activity.id],
            date.fromordinal(each.start),
            date.fromordinal(found.starts[each.activity.id]),
        )
        for each in found.unlimited.rows
        if found.starts[each.activity.id] != each.start
    ]
    return Proposal(_said(found), tuple(shifted), tuple(rows[key] for key in found.late))


def _said(found: LevelledPlan) -> str:
    """Say when all is done, and how good that is: optimal, or what could be won at most."""
    end = date_format(date.fromordinal(found.finish - 1), "DATE_FORMAT")
    if found.late:
        return _("All is done by %(date)s, but some dates that are set are missed.") % {"date": end}
    if found.optimal:
        return _(
            "All is done by %(date)s. With these resources no plan is done earlier: this is proved."
        ) % {"date": end}
    return ngettext(
        "All is done by %(date)s. The search ended before it was proved that no plan is done "
        "earlier: at most %(days)s day could be won.",
        "All is done by %(date)s. The search ended before it was proved that no plan is done "
        "earlier: at most %(days)s days could be won.",
        found.gap,
    ) % {"date": end, "days": found.gap}

"""Projects, gates, lists and roadmaps as tables of a dossier.

Whether a list was adopted, baselines and forecasts stay on the desk.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from servanda.desk.agreements.services.sheet import Fields, Sheet
from servanda.desk.projects.models import (
    Carries,
    Funding,
    Gate,
    Involved,
    ListEntry,
    Project,
    ProjectList,
    ReferenceCase,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)
from servanda.exchange.dossier import Dossier
from servanda.exchange.dossier import schema_projects as projects
from servanda.exchange.dossier import schema_roadmaps as roadmaps
from servanda.exchange.dossier.cells import show
from servanda.exchange.dossier.vocabulary_of_projects import WEEKDAYS
from servanda.scheduling.calendars import ALWAYS

CENTS = Decimal("0.01")


def _amount(row: Any, _dossier: Dossier) -> Fields:
    return {"amount": Decimal(row.amount).quantize(CENTS)}


def _amount_cell(funding: Any, _rest: Mapping[str, Any]) -> Fields:
    whole = funding.amount == funding.amount.to_integral_value()
    return {"amount": f"{funding.amount:.0f}" if whole else f"{funding.amount:.2f}"}


def _weekdays(row: Any, _dossier: Dossier) -> Fields:
    names = list(WEEKDAYS)
    return {"weekdays": [names.index(each) for each in row.weekdays]}


def _weekday_cells(calendar: Any, _rest: Mapping[str, Any]) -> Fields:
    names = list(WEEKDAYS)
    return {"weekdays": tuple(names[each] for each in calendar.weekdays)}


def _row(row: Any, _dossier: Dossier) -> Fields:
    return {
        "calendar": row.calendar or ALWAYS.id,
        "needs": {key: int(units) for key, units in _shares(row.needs).items()},
        "drivers": _shares(row.drivers),
    }


def _row_cells(row: Any, _rest: Mapping[str, Any]) -> Fields:
    return {
        "calendar": "" if row.calendar == ALWAYS.id else row.calendar,
        "needs": _share_cells(row.needs),
        "drivers": _share_cells(row.drivers),
    }


def _ends(row: Any, dossier: Dossier) -> Fields:
    """Return the rows that a link joins: who does not see both does not see it."""
    ids = {
        each.key: f"{dossier.partnership.id}.{each.id}"
        for each in dossier.roadmap_rows
        if each.roadmap == row.roadmap and each.key in {row.before, row.after}
    }
    return {"before_row_id": ids.get(row.before), "after_row_id": ids.get(row.after)}


def _shares(items: tuple[str, ...]) -> dict[str, float]:
    return {key: float(number) for key, _, number in (item.partition("=") for item in items)}


def _share_cells(shares: Mapping[str, float]) -> tuple[str, ...]:
    """Write shares in the order of their keys: the database keeps none (jsonb has its own)."""
    return tuple(f"{key}={show(float(number))}" for key, number in sorted(shares.items()))


SHEETS = (
    Sheet(projects.PROJECTS, Project),
    Sheet(projects.CARRIES, Carries),
    Sheet(projects.INVOLVED, Involved),
    Sheet(projects.FUNDING, Funding, asked=_amount, cells=_amount_cell),
    Sheet(projects.GATES, Gate),
    Sheet(projects.PROJECT_LISTS, ProjectList),
    Sheet(projects.LIST_ENTRIES, ListEntry),
    Sheet(roadmaps.ROADMAPS, Roadmap),
    Sheet(roadmaps.CALENDARS, RoadmapCalendar, asked=_weekdays, cells=_weekday_cells),
    Sheet(roadmaps.RESOURCES, RoadmapResource),
    Sheet(roadmaps.DRIVERS, RiskDriver),
    Sheet(roadmaps.ROWS, RoadmapRow, asked=_row, cells=_row_cells),
    Sheet(roadmaps.LINKS, RoadmapLink, asked=_ends),
    Sheet(roadmaps.REFERENCE_CASES, ReferenceCase),
)

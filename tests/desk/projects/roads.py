"""Makes gates and roadmaps, each with as little as it needs; the road to opening waits for both."""

from datetime import date
from typing import Any

from servanda.desk.accounts.models import Partnership
from servanda.desk.projects.models import (
    Gate,
    ReferenceCase,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapRow,
)
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

STARTS = date(2026, 1, 5)
ASSUMED = "Assumed for this test."


def gate(within: Partnership, local_id: str = "waiver", **fields: Any) -> Gate:
    """Make a gate, by default a waiver that may open in the spring of 2027."""
    fields = {
        "name_en": f"The {local_id}",
        "probability": 0.8,
        "earliest": date(2027, 3, 1),
        "likely": date(2027, 4, 1),
        "latest": date(2027, 6, 1),
        "basis_en": ASSUMED,
        **fields,
    }
    new = Gate(id=f"{within.id}.{local_id}", partnership=within, **fields)
    return record.create(new, by=SYSTEM, action="gate.added")


def roadmap(within: Partnership, local_id: str = "road", **fields: Any) -> Roadmap:
    """Make a roadmap without rows."""
    fields = {"title_en": f"The {local_id}", "start": STARTS, **fields}
    new = Roadmap(id=f"{within.id}.{local_id}", partnership=within, **fields)
    return record.create(new, by=SYSTEM, action="roadmap.added")


def row(of: Roadmap, key: str, **fields: Any) -> RoadmapRow:
    """Make a row, by default an activity of ten days, give or take five."""
    fields = {
        "kind": "activity",
        "name_en": f"Row {key}",
        "ordinal": of.roadmaprows.count(),
        **fields,
    }
    if fields["kind"] == "activity" and "reference_class" not in fields:
        fields = {"low": 5.0, "likely": 10.0, "high": 30.0, "basis": ASSUMED, **fields}
    new = RoadmapRow(id=f"{of.id}-{key}", roadmap=of, key=key, **fields)
    return record.create(new, by=SYSTEM, action="roadmap_row.added")


def link(of: Roadmap, before: str, after: str, **fields: Any) -> RoadmapLink:
    """Let one row wait for another."""
    new = RoadmapLink(
        id=f"{of.id}-{before}-{after}",
        roadmap=of,
        before=before,
        after=after,
        before_row=of.roadmaprows.get(key=before),
        after_row=of.roadmaprows.get(key=after),
        ordinal=of.roadmaplinks.count(),
        **fields,
    )
    return record.create(new, by=SYSTEM, action="roadmap_link.added")


def calendar(of: Roadmap, key: str = "az", **fields: Any) -> RoadmapCalendar:
    """Make a calendar of weekdays."""
    fields = {"weekdays": [0, 1, 2, 3, 4], **fields}
    new = RoadmapCalendar(id=f"{of.id}-{key}", roadmap=of, key=key, **fields)
    return record.create(new, by=SYSTEM, action="roadmap_calendar.added")


def case(within: Partnership, local_id: str, days: int, **fields: Any) -> ReferenceCase:
    """Make a case of a reference class that took so many days."""
    began = date(2020, 1, 1)
    fields = {
        "reference_class": "roads",
        "name_en": f"Road {local_id}",
        "began": began,
        "ended": date.fromordinal(began.toordinal() + days - 1),
        **fields,
    }
    new = ReferenceCase(id=f"{within.id}.{local_id}", partnership=within, **fields)
    return record.create(new, by=SYSTEM, action="reference_case.added")


def road(within: Partnership, opening: Gate | None = None, **fields: Any) -> Roadmap:
    """Make the road: a survey, the works that wait for it and for a gate, and the opening."""
    made = roadmap(within, **fields)
    row(made, "survey", group="Preparing")
    row(made, "waiver", kind="gate", gate=opening or gate(within), group="Preparing")
    row(made, "works", group="Building", low=100.0, likely=200.0, high=400.0)
    row(made, "fence", group="Building")
    row(made, "open", kind="milestone", group="Building")
    for before, after in (
        ("survey", "works"),
        ("waiver", "works"),
        ("survey", "fence"),
        ("works", "open"),
        ("fence", "open"),
    ):
        link(made, before, after)
    return made

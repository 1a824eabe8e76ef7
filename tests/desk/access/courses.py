"""Roadmaps of a classification with all that belongs to them, each with its canary."""

from datetime import UTC, date, datetime
from typing import Any

from desk.access.canaries import address, canary
from servanda.desk.agreements.models import Commitment
from servanda.desk.bodies.models import Body
from servanda.desk.projects import risk_runs
from servanda.desk.projects.models import (
    Baseline,
    Forecast,
    Gate,
    Project,
    ReferenceCase,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.desk.projects.services.baselines import frozen
from servanda.desk.record.models import Source

LONG_ENOUGH = 600.0
BEGINS = date(2026, 1, 5)
TAKEN = datetime(2026, 11, 19, 9, tzinfo=UTC)
SHORT: dict[str, Any] = {"low": 5.0, "likely": 10.0, "high": 30.0}
RANGE = {"earliest": date(2027, 1, 1), "likely": date(2027, 2, 1), "latest": date(2027, 3, 1)}


def plan(world: Any, of: str) -> None:
    """Make a roadmap with a row of each kind, a baseline and a forecast."""
    risk_runs.PATIENCE = LONG_ENOUGH  # the same answer however busy the machine is
    course = world._make(
        Roadmap, of, project=world._own(Project, of), body=world._own(Body, of), start=BEGINS
    )
    parts: dict[str, Any] = {"roadmap": course}
    days = world._make(RoadmapCalendar, of, **parts, weekdays=[0, 1, 2, 3, 4])
    crew = world._make(RoadmapResource, of, **parts, capacity=1)
    driver = world._make(RiskDriver, of, **parts, probability=0.5, low=1.0, likely=1.1, high=1.5)
    case = world._make(
        ReferenceCase, of, source=world._own(Source, of), began=BEGINS, ended=date(2026, 6, 1)
    )
    gate = world._make(Gate, of, "of-roadmaps", source=None, probability=0.8, **RANGE)
    rows = _rows(world, of, course, gate)
    link = _link(world, of, course, rows[0], rows[1], "own")
    plain = Parts(course, tuple(rows), (link,), (days,), (crew,), (driver,), (case,))
    world._make(
        Baseline, of, **parts, number=1, taken=TAKEN, sha256="0" * 64, content=frozen(plain)
    )
    _forecast(world, of, course, rows[2], "own", gate=None)


def _rows(world: Any, of: str, course: Roadmap, gate: Gate) -> list[RoadmapRow]:
    mark, commitment = canary(of), world._own(Commitment, of)
    common: dict[str, Any] = {"roadmap": course, "needs": {mark: 1}, "drivers": {mark: 0.5}}
    bare: dict[str, Any] = {"roadmap": course}
    source = world._own(Source, of)
    return [
        world._make(RoadmapRow, of, "own", **common, key=f"{mark}-a", kind="activity", **SHORT),
        world._make(RoadmapRow, of, "works", **common, key=f"{mark}-b", kind="activity"),
        world._make(
            RoadmapRow,
            of,
            "open",
            **bare,
            key=f"{mark}-c",
            kind="milestone",
            commitment=commitment,
            source=source,
        ),
        world._make(RoadmapRow, of, "gate", **bare, key=f"{mark}-d", kind="gate", gate=gate),
    ]


def _link(
    world: Any, of: str, course: Roadmap, before: RoadmapRow, after: RoadmapRow, name: str
) -> RoadmapLink:
    ends = {"before": before.key, "after": after.key}
    found: RoadmapLink = world._make(
        RoadmapLink, of, name, roadmap=course, before_row=before, after_row=after, **ends
    )
    return found


def _forecast(
    world: Any, of: str, course: Roadmap, row: RoadmapRow, name: str, gate: Gate | None
) -> None:
    made = {"made_on": date(2026, 11, 18), "seed": 1, "samples": 100, "key": row.key}
    days = {"p10": date(2026, 12, 1), "p50": date(2027, 1, 1), "p80": date(2027, 2, 1)}
    world._make(
        Forecast,
        of,
        name,
        roadmap=course,
        gate=gate,
        commitment=row.commitment,
        inputs_sha256="0" * 64,
        **made,
        **days,
    )


def plan_in_public(world: Any, of: str) -> None:
    """Let a public roadmap wait for hidden gates and reach hidden commitments."""
    course, first = world._own(Roadmap, "public"), world._own(RoadmapRow, "public")
    gate = Gate.objects.get(pk=address(world.here.id, Gate, of, "of-roadmaps"))
    commitment, source = world._own(Commitment, of), world._own(Source, of)
    gated = _waiting(world, of, course, "in-public", kind="gate", gate=gate)
    reaching = _waiting(world, of, course, "reaches", kind="milestone", commitment=commitment)
    for row in (gated, reaching):
        _link(world, of, course, row, first, f"from-{row.kind}")
        _forecast(world, of, course, row, f"of-{row.kind}", gate=row.gate)
    _waiting(world, of, course, "told", kind="milestone", source=source)


def _waiting(world: Any, of: str, course: Roadmap, name: str, **fields: Any) -> RoadmapRow:
    """Make a hidden row of a public roadmap, which works every day."""
    row: RoadmapRow = world._make(
        RoadmapRow,
        of,
        name,
        roadmap=course,
        key=f"{canary(of)}-{name}",
        calendar="every day",
        **fields,
    )
    return row

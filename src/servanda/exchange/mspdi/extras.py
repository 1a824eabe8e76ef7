"""What MSPDI has no element for, as JSON in a custom text field, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from servanda.exchange.mspdi.elements import NotMspdi
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Driver,
    Estimate,
    GateRange,
    Kind,
    Plan,
    Resource,
)


def of_activity(activity: Activity) -> str:
    """Write what of an activity has no element."""
    held: dict[str, Any] = {
        "kind": activity.kind,
        "name": activity.name,
        "calendar": activity.calendar,
        "complete": activity.complete,
        "constraints": [[each.bound, each.on.isoformat()] for each in activity.constraints],
        "duration": _points(activity.duration),
        "drivers": {name: float(load) for name, load in activity.drivers.items()},
        "needs": dict(activity.needs),
        "reference_class": activity.reference_class,
    }
    if gate := activity.gate:
        days = [day.isoformat() for day in (gate.earliest, gate.likely, gate.latest)]
        held["gate"] = [gate.probability, *days, gate.basis]
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def _points(length: Estimate | None) -> dict[str, Any] | None:
    if length is None:
        return None
    points = {"low": length.low, "likely": length.likely, "high": length.high}
    return {**{name: float(days) for name, days in points.items()}, "basis": length.basis}


def of_plan(plan: Plan) -> str:
    """Write what of the plan has no element."""
    held = {
        "drivers": [asdict(driver) for driver in plan.drivers],
        "resources": [asdict(resource) for resource in plan.resources],
        "calendars": [calendar.id for calendar in plan.calendars],
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def read(text: str, where: str) -> dict[str, Any]:
    """Read the JSON of a text field; a field that others use is not ours and empty to us."""
    if not text.lstrip().startswith("{"):
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise NotMspdi(
            f"{where}: its Text2 begins as Servanda’s own and cannot be read. Export the plan "
            "again, or empty the field."
        ) from None
    return found if isinstance(found, dict) else {}


def estimate(held: dict[str, Any]) -> Estimate | None:
    """Return the three points that a field holds."""
    points = held.get("duration")
    if not points:
        return None
    low, likely, high = (float(points[each]) for each in ("low", "likely", "high"))
    return Estimate(low, likely, high, str(points["basis"]))


def gate(held: dict[str, Any]) -> GateRange | None:
    """Return the dates of a gate that a field holds."""
    if "gate" not in held:
        return None
    probability, *days, basis = held["gate"]
    earliest, likely, latest = (date.fromisoformat(day) for day in days)
    return GateRange(float(probability), earliest, likely, latest, str(basis))


def constraints(held: dict[str, Any]) -> tuple[Constraint, ...]:
    """Return the dates set for an activity that a field holds."""
    return tuple(
        Constraint(Bound(bound), date.fromisoformat(day))
        for bound, day in held.get("constraints", ())
    )


def kind(held: dict[str, Any]) -> Kind | None:
    """Return what a row is, where a field says so."""
    return Kind(held["kind"]) if "kind" in held else None


def drivers(held: dict[str, Any]) -> tuple[Driver, ...]:
    """Return the drivers of a plan."""
    return tuple(_driver(each) for each in held.get("drivers", ()))


def _driver(held: dict[str, Any]) -> Driver:
    chance, low, likely, high = (
        float(held[each]) for each in ("probability", "low", "likely", "high")
    )
    return Driver(str(held["id"]), str(held["name"]), chance, low, likely, high, str(held["basis"]))


def resources(held: dict[str, Any]) -> tuple[Resource, ...]:
    """Return the resources of a plan."""
    return tuple(
        Resource(str(each["id"]), str(each["name"]), int(each["capacity"]))
        for each in held.get("resources", ())
    )

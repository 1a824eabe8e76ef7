"""A plan in canonical form: what a hash of it covers, a baseline keeps and both sides adopt."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any

from servanda.desk.record.models import Json
from servanda.ledger import canonical
from servanda.scheduling.calendars import Calendar
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Dependency,
    Driver,
    Estimate,
    GateRange,
    Kind,
    Link,
    Plan,
    Resource,
)

OPENS = ("earliest", "likely", "latest")


def content_of(plan: Plan) -> dict[str, Json]:
    """Return all that a plan says as plain data, in the plan's own words."""
    found: dict[str, Json] = _plain(plan)
    return found


def sha256_of(plan: Plan, *more: object) -> str:
    """Return the hash of a plan, and of what else a result rests on."""
    return sha256(canonical([content_of(plan), *(_plain(each) for each in more)])).hexdigest()


def _plain(value: Any) -> Json:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [_plain(each) for each in sorted(value)]
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in sorted(value.items())}
    return value


def sha256_of_content(content: dict[str, Json]) -> str:
    """Return the hash of a content in canonical form."""
    return sha256(canonical(content)).hexdigest()


def plan_from(content: dict[str, Json]) -> Plan:
    """Read a plan back from its content."""
    return Plan(
        date.fromisoformat(content["start"]),
        tuple(_activity(each) for each in content["activities"]),
        tuple(
            Dependency(each["before"], each["after"], Link(each["link"]), each["lag"])
            for each in content["dependencies"]
        ),
        tuple(
            Calendar(
                each["id"], frozenset(each["weekdays"]), _days(each["off"]), _days(each["worked"])
            )
            for each in content["calendars"]
        ),
        tuple(Resource(**each) for each in content["resources"]),
        tuple(Driver(**each) for each in content["drivers"]),
        _day(content["status"]),
    )


def _activity(kept: dict[str, Json]) -> Activity:
    gate = kept["gate"]
    days = {name: date.fromisoformat(gate[name]) for name in OPENS} if gate else {}
    return Activity(
        **{
            **kept,
            "kind": Kind(kept["kind"]),
            "duration": Estimate(**kept["duration"]) if kept["duration"] else None,
            "constraints": tuple(
                Constraint(Bound(each["bound"]), date.fromisoformat(each["on"]))
                for each in kept["constraints"]
            ),
            "gate": GateRange(**{**gate, **days}) if gate else None,
            "started": _day(kept["started"]),
            "finished": _day(kept["finished"]),
        }
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _days(written: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in written)

"""A plan built from stored rows: calendars with holidays, gates, reference classes."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from servanda.desk.projects.models import (
    Gate,
    RiskDriver,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapRow,
)
from servanda.desk.projects.reference_classes import estimate
from servanda.desk.projects.selectors.roadmaps import Parts
from servanda.scheduling.calendars import ALWAYS, Calendar, NotAPlan
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

WORKED_A_YEAR = 200
"""Working days of a year, on the low side: holidays are laid out for as many years as it takes."""
YEARS = 100
POINTS = 3


def built(parts: Parts, *, last: date | None = None) -> Plan:
    """Build a plan from its parts, as of a last day or (None) as far as is recorded.

    A row whose calendar is not among the parts works on every day: see `Parts.without_calendar`.
    """
    roadmap = parts.roadmap
    status = min(filter(None, (roadmap.status_on, last)), default=None)
    status = status if roadmap.status_on else None
    years = _years(parts)
    calendars = {each.key: _calendar(each, years) for each in parts.calendars}
    return Plan(
        roadmap.start,
        tuple(_activity(row, parts, calendars, status) for row in parts.rows),
        tuple(_dependency(each) for each in parts.links),
        tuple(calendars.values()),
        tuple(Resource(each.key, each.name, each.capacity) for each in parts.resources),
        tuple(_driver(each) for each in parts.drivers),
        status,
    )


def _years(parts: Parts) -> tuple[int, int]:
    """Return the years for which holidays are laid out: as many as the plan could ever take."""
    days = [parts.roadmap.start]
    for row in parts.rows:
        gate = row.gate if row.gate_id else None
        dates = (row.bound_on, row.started, row.finished, gate.latest if gate else None)
        days += [day for day in dates if day]
    work = sum(row.high or row.likely or 0 for row in parts.rows)
    work += sum((each.ended - each.began).days for each in parts.cases)
    ahead = min(YEARS, int(work) // WORKED_A_YEAR + 2)
    return min(days).year, min(max(days).year + ahead, date.max.year)


def _calendar(stored: RoadmapCalendar, years: tuple[int, int]) -> Calendar:
    try:
        off = {date.fromisoformat(day) for day in stored.off}
        worked = {date.fromisoformat(day) for day in stored.worked}
    except (TypeError, ValueError) as error:
        raise NotAPlan(
            f"Calendar “{stored.key}” names a day that is no date ({error}). Write days as "
            "2026-05-28."
        ) from error
    if stored.country:
        off |= holidays_of(stored.country, *years)
    return Calendar(stored.key, frozenset(stored.weekdays), frozenset(off), frozenset(worked))


@lru_cache(maxsize=32)
def holidays_of(country: str, first: int, last: int) -> frozenset[date]:
    """Return a country's public holidays in some years, both included."""
    try:
        found = holidays.country_holidays(country, years=range(first, last + 1))
    except NotImplementedError as error:
        raise NotAPlan(
            f"The holidays of “{country}” are not known. Give the code of a country (ISO 3166, "
            "such as AZ), or leave it empty and name the days off."
        ) from error
    return frozenset(found)


def _activity(
    row: RoadmapRow, parts: Parts, calendars: Mapping[str, Calendar], status: date | None
) -> Activity:
    gate = row.gate if row.kind == Kind.GATE and row.gate_id else None
    opened = gate.opened if gate else None
    come = opened if opened and (status is None or opened <= status) else None
    return Activity(
        row.key,
        row.name_en or row.name_az,
        Kind(row.kind),
        _length(row, parts, calendars),
        row.calendar if row.calendar in calendars else ALWAYS.id,
        _constraints(row),
        _range(gate) if gate else None,
        dict(row.needs),
        dict(row.drivers),
        row.reference_class,
        come or row.started,
        row.finished,
        row.complete,
    )


def _range(gate: Gate) -> GateRange:
    """Return when a gate may open; one that is known to have opened is certain."""
    if gate.opened:
        return GateRange(1.0, gate.opened, gate.opened, gate.opened, gate.basis_en)
    return GateRange(
        gate.probability, gate.earliest, gate.likely, gate.latest, gate.basis_en or gate.basis_az
    )


def _length(row: RoadmapRow, parts: Parts, calendars: Mapping[str, Calendar]) -> Estimate | None:
    given = [days for days in (row.low, row.likely, row.high) if days is not None]
    if given and len(given) < POINTS:
        raise NotAPlan(
            f"Activity “{row.key}” has some of its three durations and not all: give the "
            "shortest, the most likely and the longest, or none where a reference class serves."
        )
    if given:
        return Estimate(given[0], given[1], given[2], row.basis)
    if not row.reference_class or row.kind != Kind.ACTIVITY:
        return None
    own = [each for each in parts.cases if each.reference_class == row.reference_class]
    found = estimate(row.reference_class, own, calendars.get(row.calendar, ALWAYS))
    if found is None:
        raise NotAPlan(
            f"Activity “{row.key}” rests on the reference class “{row.reference_class}”, which has "
            "no cases. Add cases to it, or estimate the activity in three points."
        )
    return found


def _constraints(row: RoadmapRow) -> tuple[Constraint, ...]:
    if not row.bound:
        return ()
    if row.bound not in {each.value for each in Bound} or row.bound_on is None:
        raise NotAPlan(
            f"Activity “{row.key}” has the constraint “{row.bound}” with the date "
            f"{row.bound_on}. Choose one of: {', '.join(Bound)}, and give its date."
        )
    return (Constraint(Bound(row.bound), row.bound_on),)


def _dependency(link: RoadmapLink) -> Dependency:
    return Dependency(link.before, link.after, Link(link.kind), link.lag)


def _driver(stored: RiskDriver) -> Driver:
    return Driver(
        stored.key,
        stored.name_en or stored.name_az,
        stored.probability,
        stored.low,
        stored.likely,
        stored.high,
        stored.basis,
    )

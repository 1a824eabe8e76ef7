"""A network as arrays for the compiled simulation: tables, links, floors, distributions.

Moments are places from the first day of the laid-out calendars; NEVER is later than all of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from servanda.scheduling.calendars import Timetable
from servanda.scheduling.critical_path import begun, ceilings, is_done
from servanda.scheduling.model import Activity, Bound, Dependency, Estimate, Link
from servanda.scheduling.network import Network, whole
from servanda.scheduling.risk.distributions import POINTS, flat, pert

Whole = NDArray[np.int32]
Real = NDArray[np.float32]
NEVER = 1 << 29
LINKS = {Link.FS: 0, Link.SS: 1, Link.FF: 2, Link.SF: 3}


class Arrays(NamedTuple):
    """Everything that the simulation reads; a row an activity, in topological order."""

    always: NDArray[np.bool_]
    """Calendars by which every day is worked, and that need no looking up."""
    before: Whole
    """For each calendar (rows) the working days before each place."""
    days: Whole
    """For each calendar the place of each working day; NEVER beyond the last."""
    calendar: Whole
    into_begins: Whole
    into: Whole
    into_kinds: Whole
    into_lags: Whole
    out_begins: Whole
    out: Whole
    out_kinds: Whole
    out_lags: Whole
    start_floor: Whole
    end_floor: Whole
    start_limit: Whole
    end_limit: Whole
    fixed_start: Whole
    """Where work has begun, its start; else -1."""
    fixed_end: Whole
    quantiles: Real
    """Durations in working days, or of a gate the moment it opens, at evenly spaced chances."""
    gate: NDArray[np.bool_]
    opens: Real
    """The chance that a gate opens at all; 1 for all else."""
    load_begins: Whole
    load_drivers: Whole
    loads: Real
    driver_chance: Real
    driver_quantiles: Real
    status: int
    """What is left of begun work begins here, or later."""
    origin: int
    """Where the plan starts."""


def arrays(network: Network) -> Arrays:
    """Lay a network out for the simulation."""
    names, rows = sorted(network.timetables), network.activities
    tables = [network.timetables[name] for name in names]
    first = tables[0].first
    drivers = network.plan.drivers
    load_begins, load_drivers, loads = _loads(network)
    floors = np.array([_bounds(each, network, first) for each in rows], dtype=np.int32).T
    fixed = np.array([_fixed(each, network, first) for each in rows], dtype=np.int32).T
    status = network.plan.status
    return Arrays(
        np.array([bool(table.open.all()) for table in tables]),
        *_tables(tables),
        _whole([names.index(each.calendar) for each in rows]),
        *_links(network, successors=False),
        *_links(network, successors=True),
        *_four(floors),
        *_two(fixed),
        np.array([_quantiles(each, first) for each in rows], dtype=np.float32),
        np.array([each.gate is not None for each in rows]),
        _real([each.gate.probability if each.gate else 1.0 for each in rows]),
        load_begins,
        load_drivers,
        loads,
        _real([each.probability for each in drivers]),
        _real([pert(each.low, each.likely, each.high) for each in drivers]).reshape(-1, POINTS),
        status.toordinal() - first if status else 0,
        network.plan.start.toordinal() - first,
    )


def _four(rows: Whole) -> tuple[Whole, Whole, Whole, Whole]:
    one, two, three, four = (np.ascontiguousarray(row) for row in rows)
    return one, two, three, four


def _two(rows: Whole) -> tuple[Whole, Whole]:
    one, two = (np.ascontiguousarray(row) for row in rows)
    return one, two


def _whole(values: ArrayLike) -> Whole:
    return np.ascontiguousarray(np.array(values, dtype=np.int32))


def _real(values: ArrayLike) -> Real:
    return np.ascontiguousarray(np.array(values, dtype=np.float32))


def _tables(tables: list[Timetable]) -> tuple[Whole, Whole]:
    days = np.full((len(tables), len(tables[0].before)), NEVER, dtype=np.int32)
    for row, table in enumerate(tables):
        days[row, : len(table.days)] = table.days
    return _whole([table.before for table in tables]), days


def _bounds(activity: Activity, network: Network, first: int) -> list[int]:
    """Return the earliest start and end, and the latest."""
    found = [network.from_.toordinal() - first, -1, NEVER, NEVER]
    for constraint in activity.constraints:
        day = constraint.on.toordinal() - first
        if constraint.bound in {Bound.START_NO_EARLIER, Bound.START_ON}:
            found[0] = max(found[0], day)
        if constraint.bound in {Bound.FINISH_NO_EARLIER, Bound.FINISH_ON}:
            found[1] = max(found[1], day + 1)
    for moment, starts in ceilings(activity):
        at = 2 if starts else 3
        found[at] = min(found[at], moment - first)
    return found


def _fixed(activity: Activity, network: Network, first: int) -> tuple[int, int]:
    if not activity.started:
        return -1, -1
    start, finish = begun(network, activity)
    return start - first, finish - first if is_done(activity) else -1


def _quantiles(activity: Activity, first: int) -> Real:
    if activity.gate:
        gate = activity.gate
        moments = [day.toordinal() + 1 - first for day in (gate.earliest, gate.likely, gate.latest)]
        return pert(*moments)
    length = activity.duration
    if length is None:
        return flat(0.0)
    left = 1.0 - activity.complete if activity.started else 1.0
    return _lengths(length, left, certain=not activity.drivers)


def _lengths(length: Estimate, left: float, *, certain: bool) -> Real:
    """Return the quantiles of a duration; what is certain is rounded as the critical path does."""
    if certain and length.low == length.high:
        return flat(whole(length.likely * left, work=length.high * left > 0))
    return pert(length.low * left, length.likely * left, length.high * left)


def _links(network: Network, *, successors: bool) -> tuple[Whole, Whole, Whole, Whole]:
    """Lay out the links of each row; what has begun waits for nothing more."""
    begins, rows = [0], list[tuple[int, int, int]]()
    sides = network.out_of if successors else network.into
    for activity in network.activities:
        held: tuple[Dependency, ...] = sides.get(activity.id, ())
        for each in held:
            if network.activity(each.after).started:
                continue
            other = network.places[each.after if successors else each.before]
            rows.append((other, LINKS[each.link], each.lag))
        begins.append(len(rows))
    table = np.array(rows, dtype=np.int32).reshape(-1, 3)
    return _whole(begins), _whole(table[:, 0]), _whole(table[:, 1]), _whole(table[:, 2])


def _loads(network: Network) -> tuple[Whole, Whole, Real]:
    names = {driver.id: place for place, driver in enumerate(network.plan.drivers)}
    begins, who, shares = [0], list[int](), list[float]()
    for activity in network.activities:
        for name, load in sorted(activity.drivers.items()):
            who.append(names[name])
            shares.append(load)
        begins.append(len(who))
    return _whole(begins), _whole(who), _real(shares)

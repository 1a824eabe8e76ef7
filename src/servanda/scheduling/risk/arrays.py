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


ROW = np.dtype(
    [
        ("calendar", np.int32),
        ("always", np.int32),
        ("start_floor", np.int32),
        ("end_floor", np.int32),
        ("start_limit", np.int32),
        ("end_limit", np.int32),
        ("fixed_start", np.int32),
        ("fixed_end", np.int32),
        ("gate", np.int32),
        ("opens", np.float32),
        ("into_begin", np.int32),
        ("into_end", np.int32),
        ("out_begin", np.int32),
        ("out_end", np.int32),
        ("load_begin", np.int32),
        ("load_end", np.int32),
    ],
    align=True,
)
"""What a row of the plan is: floors and limits, what is a fact (else -1), where its links stand."""
LINK = np.dtype(
    [
        ("other", np.int32),
        ("kind", np.int32),
        ("lag", np.int32),
        ("calendar", np.int32),
        ("always", np.int32),
    ],
    align=True,
)
"""A link, with the calendar of what waits, in which its lag is counted."""
LOAD = np.dtype([("driver", np.int32), ("share", np.float32)], align=True)


class Arrays(NamedTuple):
    """Everything that the simulation reads, rows in topological order.

    Few arrays, because each is handed over with every call.
    """

    rows: NDArray[np.void]
    into: NDArray[np.void]
    out: NDArray[np.void]
    loads: NDArray[np.void]
    before: Whole
    """For each calendar the working days before each place."""
    days: Whole
    """For each calendar the place of each working day; NEVER beyond the last."""
    quantiles: Real
    """Durations in working days, or of a gate the moment it opens, at evenly spaced chances."""
    driver_chance: Real
    driver_quantiles: Real
    status: int
    """What is left of begun work begins here, or later."""
    origin: int
    """Where the plan starts."""


def arrays(network: Network) -> Arrays:
    """Lay a network out for the simulation."""
    names, drivers = sorted(network.timetables), network.plan.drivers
    tables = [network.timetables[name] for name in names]
    first, status = tables[0].first, network.plan.status
    into_begins, into = _links(network, names, successors=False)
    out_begins, out = _links(network, names, successors=True)
    load_begins, loads = _loads(network)
    rows = np.zeros(len(network.activities), dtype=ROW)
    for place, activity in enumerate(network.activities):
        always = bool(network.timetable(activity).open.all())
        rows[place] = (
            names.index(activity.calendar), always,
            *_bounds(activity, network, first), *_fixed(activity, network, first),
            activity.gate is not None, activity.gate.probability if activity.gate else 1.0,
            *into_begins[place : place + 2], *out_begins[place : place + 2],
            *load_begins[place : place + 2],
        )  # fmt: skip
    before, days = _tables(tables)
    return Arrays(
        rows, into, out, loads, before, days,
        _real([_quantiles(each, first) for each in network.activities]),
        _real([each.probability for each in drivers]),
        _real([pert(each.low, each.likely, each.high) for each in drivers]).reshape(-1, POINTS),
        status.toordinal() - first if status else 0,
        network.plan.start.toordinal() - first,
    )  # fmt: skip


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


def _links(
    network: Network, names: list[str], *, successors: bool
) -> tuple[list[int], NDArray[np.void]]:
    """Lay out the links of each row; what has begun waits for nothing more."""
    begins, rows = [0], list[tuple[int, ...]]()
    always = {name: bool(table.open.all()) for name, table in network.timetables.items()}
    sides = network.out_of if successors else network.into
    for activity in network.activities:
        held: tuple[Dependency, ...] = sides.get(activity.id, ())
        for each in held:
            after = network.activity(each.after)
            if after.started:
                continue
            other = network.places[each.after if successors else each.before]
            calendar = after.calendar
            rows.append(
                (other, LINKS[each.link], each.lag, names.index(calendar), always[calendar])
            )
        begins.append(len(rows))
    return begins, np.array(rows, dtype=LINK)


def _loads(network: Network) -> tuple[list[int], NDArray[np.void]]:
    names = {driver.id: place for place, driver in enumerate(network.plan.drivers)}
    begins, rows = [0], list[tuple[int, float]]()
    for activity in network.activities:
        rows += [(names[name], share) for name, share in sorted(activity.drivers.items())]
        begins.append(len(rows))
    return begins, np.array(rows, dtype=LOAD)

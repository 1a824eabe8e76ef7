"""The critical path: earliest and latest dates, total and free float, what drives each date.

Kelley and Walker (1959), with working calendars, four kinds of link with lag, constraints, and work
that has begun. Every date is a moment between days, see `servanda.scheduling.calendars`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from servanda.scheduling.calendars import Timetable
from servanda.scheduling.model import Activity, Bound, Dependency, Kind, Link
from servanda.scheduling.network import Network, days_of

DATE = "date"
"""What drives an activity that waits for a date of its own and for nothing else."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """When an activity runs and how far it may slip; moments are ordinals of days."""

    activity: Activity
    start: int
    finish: int
    late_start: int
    late_finish: int
    total_float: int
    """Working days it may slip before the end of the plan, or a date set for it, moves."""
    free_float: int
    """Working days it may slip before anything that waits for it moves."""
    driven_by: tuple[str, ...]
    """The activities that hold its start where it is; none where a date does."""

    @property
    def critical(self) -> bool:
        """Tell whether any slip of it moves the end."""
        return self.total_float <= 0

    @property
    def first_day(self) -> date:
        """Give the first day worked; of what takes no time, the day on which it comes about."""
        return date.fromordinal(self.start) if self.finish > self.start else self.last_day

    @property
    def last_day(self) -> date:
        """Give the last day worked; what takes no time comes about by the end of that day."""
        if self.finish > self.start:
            return date.fromordinal(self.finish - 1)
        return date.fromordinal(self.start - bool(self.driven_by))


@dataclass(frozen=True)
class Schedule:
    """A plan with its dates, in topological order."""

    network: Network
    rows: tuple[Scheduled, ...]
    start: int
    finish: int

    def __getitem__(self, name: str) -> Scheduled:
        return self.rows[self.network.places[name]]

    def critical(self, within: int = 0) -> tuple[Scheduled, ...]:
        """Return what is critical, or nearly so: with at most so many working days of float."""
        return tuple(row for row in self.rows if row.total_float <= within)

    def path_to(self, name: str) -> tuple[Scheduled, ...]:
        """Return the chain that drives the date of one activity, from its beginning."""
        chain = [self[name]]
        while chain[-1].driven_by:
            chain.append(self[chain[-1].driven_by[0]])
        return tuple(reversed(chain))


def critical_path(network: Network) -> Schedule:
    """Schedule a plan: forward for the earliest dates, backward for the latest."""
    starts, finishes, drivers = _forward(network)
    end = max(finishes)
    late_starts, late_finishes = _backward(network, finishes, end)
    rows = []
    for place, activity in enumerate(network.activities):
        table = network.timetable(activity)
        spare = _between(table, finishes[place], late_finishes[place])
        if finishes[place] > starts[place]:
            spare = min(spare, _between(table, starts[place], late_starts[place]))
        rows.append(
            Scheduled(
                activity,
                starts[place],
                finishes[place],
                late_starts[place],
                late_finishes[place],
                spare,
                _free(network, activity, starts, finishes, end),
                drivers[place],
            )
        )
    return Schedule(network, tuple(rows), min(starts), end)


def reaches(network: Network, each: Dependency, start: int, finish: int) -> int:
    """Return the moment that a link sets for the end of the successor that it holds."""
    from_ = finish if each.link in {Link.FS, Link.FF} else start
    if not each.lag:
        return from_
    successor = network.activities[network.places[each.after]]
    return network.timetable(successor).after(from_, each.lag)


def _forward(network: Network) -> tuple[list[int], list[int], list[tuple[str, ...]]]:
    starts: list[int] = []
    finishes: list[int] = []
    drivers: list[tuple[str, ...]] = []
    for activity in network.activities:
        table, work = network.timetable(activity), days_of(activity)
        if activity.started:
            start, finish = _begun(network, activity)
            causes: tuple[str, ...] = ()
        else:
            held = list(_holds(network, activity, starts, finishes))
            begins = [(_begin(table, moment, work, ends=ends), who) for moment, ends, who in held]
            start = max(moment for moment, _ in begins)
            causes = tuple(who for moment, who in begins if moment == start and who != DATE)
            finish = table.after(start, work) if work else start
        starts.append(start)
        finishes.append(finish)
        drivers.append(causes)
    return starts, finishes, drivers


def _begin(table: Timetable, moment: int, work: int, *, ends: bool) -> int:
    """Return the first moment at which work may begin that must start, or end, by a moment."""
    if not work:
        return moment
    if not ends:
        return table.opening(moment)
    return table.opening(table.latest(table.closing(moment), work))


def _holds(
    network: Network, activity: Activity, starts: list[int], finishes: list[int]
) -> Iterator[tuple[int, bool, str]]:
    """List what holds an activity: the moment, whether it holds the finish, and who holds it."""
    plan = network.plan
    earliest = max(plan.start, plan.status) if plan.status else plan.start
    yield earliest.toordinal(), False, DATE
    for each in network.into.get(activity.id, ()):
        place = network.places[each.before]
        moment = reaches(network, each, starts[place], finishes[place])
        yield moment, each.link in {Link.FF, Link.SF}, each.before
    for constraint in activity.constraints:
        day = constraint.on.toordinal()
        if constraint.bound in {Bound.START_NO_EARLIER, Bound.START_ON}:
            yield day, False, DATE
        elif constraint.bound in {Bound.FINISH_NO_EARLIER, Bound.FINISH_ON}:
            yield day + 1, True, DATE
    if activity.gate:
        yield activity.gate.likely.toordinal() + 1, False, DATE


def _begun(network: Network, activity: Activity) -> tuple[int, int]:
    """Return when work that has begun started, and when it finished or the rest of it will be."""
    assert activity.started is not None  # noqa: S101 - the caller asked
    start = activity.started.toordinal()
    if activity.finished:
        return start, activity.finished.toordinal() + (activity.kind is Kind.ACTIVITY)
    table = network.timetable(activity)
    left = _left(activity)
    status = network.plan.status
    from_ = max(start, status.toordinal()) if status else start
    return start, max(table.after(from_, left) if left else from_, start)


def _left(activity: Activity) -> int:
    work = days_of(activity)
    return work - int(work * activity.complete)


def _backward(network: Network, finishes: list[int], end: int) -> tuple[list[int], list[int]]:
    size = len(network.activities)
    late_starts, late_finishes = [end] * size, [end] * size
    for place in reversed(range(size)):
        activity = network.activities[place]
        table, work = network.timetable(activity), days_of(activity)
        if activity.finished:
            late_finishes[place] = finishes[place]
            late_starts[place] = finishes[place] - (activity.kind is Kind.ACTIVITY)
            continue
        limits = list(_limits(network, activity, late_starts, late_finishes))
        finish = min([end, *(moment for moment, starts in limits if not starts)])
        start = _latest(table, finish, work)
        start = min([start, *(moment for moment, starts in limits if starts)])
        late_starts[place] = start
        late_finishes[place] = table.after(start, work) if work else start
    return late_starts, late_finishes


def _latest(table: Timetable, finish: int, work: int) -> int:
    return table.latest(finish, work) if work else finish


def _limits(
    network: Network, activity: Activity, late_starts: list[int], late_finishes: list[int]
) -> Iterator[tuple[int, bool]]:
    """List the latest moments for an activity, and whether they are for its start."""
    for each in network.out_of.get(activity.id, ()):
        place = network.places[each.after]
        ends = each.link in {Link.FF, Link.SF}
        limit = late_finishes[place] if ends else late_starts[place]
        if each.lag:
            limit = network.timetable(network.activities[place]).after(limit, -each.lag)
        yield limit, each.link in {Link.SS, Link.SF}
    for constraint in activity.constraints:
        day = constraint.on.toordinal()
        if constraint.bound in {Bound.START_NO_LATER, Bound.START_ON}:
            yield day, True
        elif constraint.bound in {Bound.FINISH_NO_LATER, Bound.FINISH_ON}:
            yield day + 1, False


def _between(table: Timetable, early: int, late: int) -> int:
    return table.count(late) - table.count(early)


def _free(
    network: Network, activity: Activity, starts: list[int], finishes: list[int], end: int
) -> int:
    """Return how far an activity may slip before a link holds what waits for it later."""
    table = network.timetable(activity)
    place = network.places[activity.id]
    spare = [_between(table, finishes[place], end)]
    for each in network.out_of.get(activity.id, ()):
        after = network.places[each.after]
        held = finishes[after] if each.link in {Link.FF, Link.SF} else starts[after]
        if each.lag:
            held = network.timetable(network.activities[after]).after(held, -each.lag)
        own = finishes[place] if each.link in {Link.FS, Link.FF} else starts[place]
        spare.append(_between(table, own, held))
    return max(0, min(spare))

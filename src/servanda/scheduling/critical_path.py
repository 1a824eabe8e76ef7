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
from servanda.scheduling.network import Network, days_left, days_of

DATE = "date"
"""What drives an activity that waits for a date of its own and for nothing else."""
ENDS = frozenset({Link.FF, Link.SF})
"""Links that hold the end of the successor."""
FROM_START = frozenset({Link.SS, Link.SF})
"""Links that count from the start of the predecessor."""


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
        """Tell whether any slip of it moves the end; what is done cannot slip."""
        return self.total_float <= 0 and not is_done(self.activity)

    @property
    def first_day(self) -> date:
        """Give the first day worked; of what takes no time, the day on which it comes about."""
        return date.fromordinal(self.start) if self.finish > self.start else self.last_day

    @property
    def last_day(self) -> date:
        """Give the last day worked; what takes no time comes about by the end of that day."""
        if self.finish > self.start:
            return date.fromordinal(self.finish - 1)
        return date.fromordinal(self.start - self._by_evening)

    @property
    def _by_evening(self) -> bool:
        """Tell whether what takes no time comes about when a day ends, not when one begins."""
        gate = self.activity.gate
        opens = gate is not None and gate.likely.toordinal() + 1 == self.start
        return bool(self.driven_by) or is_done(self.activity) or opens


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
        return tuple(
            row for row in self.rows if row.total_float <= within and not is_done(row.activity)
        )

    def path_to(self, name: str) -> tuple[Scheduled, ...]:
        """Return the chain that drives the date of one activity, from its beginning."""
        chain = [self[name]]
        while chain[-1].driven_by:
            chain.append(self[chain[-1].driven_by[0]])
        return tuple(reversed(chain))


def is_done(activity: Activity) -> bool:
    """Tell whether an activity is finished, or a milestone or gate has come about."""
    if activity.kind is Kind.ACTIVITY:
        return activity.finished is not None
    return activity.started is not None


def critical_path(network: Network) -> Schedule:
    """Schedule a plan: forward for the earliest dates, backward for the latest."""
    starts, finishes, drivers = _forward(network)
    end = max(finishes)
    late_starts, late_finishes = _backward(network, starts, finishes, end)
    rows = []
    for place, activity in enumerate(network.activities):
        table = network.timetable(activity)
        rows.append(
            Scheduled(
                activity,
                starts[place],
                finishes[place],
                late_starts[place],
                late_finishes[place],
                _between(table, finishes[place], late_finishes[place]),
                _free(network, activity, starts, finishes, end),
                drivers[place],
            )
        )
    return Schedule(network, tuple(rows), min(starts), end)


def reaches(network: Network, each: Dependency, start: int, finish: int) -> int:
    """Return the moment that a link sets for the end of the successor that it holds."""
    from_ = start if each.link in FROM_START else finish
    return network.timetable(network.activity(each.after)).after(from_, each.lag)


def begin(table: Timetable, moment: int, work: int, *, ends: bool) -> int:
    """Return the first moment at which work may begin that must start, or end, by a moment."""
    if not work:
        return moment
    return table.latest(table.closing(moment), work) if ends else table.opening(moment)


def floors(network: Network, activity: Activity) -> Iterator[tuple[int, bool]]:
    """List the moments before which an activity may not be, and whether they hold its end."""
    yield network.from_.toordinal(), False
    for constraint in activity.constraints:
        day = constraint.on.toordinal()
        if constraint.bound in {Bound.START_NO_EARLIER, Bound.START_ON}:
            yield day, False
        elif constraint.bound in {Bound.FINISH_NO_EARLIER, Bound.FINISH_ON}:
            yield day + 1, True
    if activity.gate:
        yield activity.gate.likely.toordinal() + 1, False


def ceilings(activity: Activity) -> Iterator[tuple[int, bool]]:
    """List the moments after which an activity should not be, and whether they hold its start."""
    for constraint in activity.constraints:
        day = constraint.on.toordinal()
        if constraint.bound in {Bound.START_NO_LATER, Bound.START_ON}:
            yield day, True
        elif constraint.bound in {Bound.FINISH_NO_LATER, Bound.FINISH_ON}:
            yield day + 1, False


def begun(network: Network, activity: Activity) -> tuple[int, int]:
    """Return when work that has begun started, and when it finished or the rest of it will be."""
    assert activity.started is not None  # noqa: S101 - the caller asked
    start = activity.started.toordinal()
    if activity.kind is not Kind.ACTIVITY:
        reached = (activity.finished or activity.started).toordinal() + 1
        return reached, reached
    if activity.finished:
        return start, activity.finished.toordinal() + 1
    status = network.plan.status
    from_ = max(start, status.toordinal()) if status else start
    return start, network.timetable(activity).after(from_, days_left(activity))


def _forward(network: Network) -> tuple[list[int], list[int], list[tuple[str, ...]]]:
    starts: list[int] = []
    finishes: list[int] = []
    drivers: list[tuple[str, ...]] = []
    for activity in network.activities:
        if activity.started:
            start, finish = begun(network, activity)
            causes: tuple[str, ...] = ()
        else:
            table, work = network.timetable(activity), days_of(activity)
            held = list(_holds(network, activity, starts, finishes))
            begins = [(begin(table, moment, work, ends=ends), who) for moment, ends, who in held]
            start = max(moment for moment, _ in begins)
            causes = tuple({who: None for at, who in begins if at == start and who != DATE})
            finish = table.after(start, work)
        starts.append(start)
        finishes.append(finish)
        drivers.append(causes)
    return starts, finishes, drivers


def _holds(
    network: Network, activity: Activity, starts: list[int], finishes: list[int]
) -> Iterator[tuple[int, bool, str]]:
    """List what holds an activity: the moment, whether it holds the finish, and who holds it."""
    for moment, ends in floors(network, activity):
        yield moment, ends, DATE
    for each in network.into.get(activity.id, ()):
        place = network.places[each.before]
        moment = reaches(network, each, starts[place], finishes[place])
        yield moment, each.link in ENDS, each.before


def _backward(
    network: Network, starts: list[int], finishes: list[int], end: int
) -> tuple[list[int], list[int]]:
    size = len(network.activities)
    late_starts, late_finishes = [end] * size, [end] * size
    for place in reversed(range(size)):
        activity = network.activities[place]
        limits = list(_limits(network, activity, late_starts, late_finishes))
        finish = min([end, *(moment for moment, starts in limits if not starts)])
        if is_done(activity):
            late_starts[place], late_finishes[place] = starts[place], finishes[place]
        elif activity.started:
            late_starts[place], late_finishes[place] = starts[place], finish
        else:
            table, work = network.timetable(activity), days_of(activity)
            held = [moment for moment, starts in limits if starts]
            start = min([table.latest(finish, work), *(_opened(table, at, work) for at in held)])
            late_starts[place], late_finishes[place] = start, table.after(start, work)
    return late_starts, late_finishes


def _opened(table: Timetable, limit: int, work: int) -> int:
    return table.opening_by(limit) if work else limit


def _limits(
    network: Network, activity: Activity, late_starts: list[int], late_finishes: list[int]
) -> Iterator[tuple[int, bool]]:
    """List the latest moments for an activity, and whether they are for its start."""
    yield from ceilings(activity)
    for each in network.out_of.get(activity.id, ()):
        after = network.activity(each.after)
        if after.started:
            continue  # what has begun waits for nothing more
        place = network.places[each.after]
        limit = late_finishes[place] if each.link in ENDS else late_starts[place]
        yield network.timetable(after).latest(limit, each.lag), each.link in FROM_START


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
        successor = network.activity(each.after)
        if successor.started:
            continue
        after = network.places[each.after]
        held = finishes[after] if each.link in ENDS else starts[after]
        held = network.timetable(successor).latest(held, each.lag)
        if each.link in FROM_START:
            held = _opened(table, held, days_of(activity))
        own = starts[place] if each.link in FROM_START else finishes[place]
        spare.append(_between(table, own, held))
    return max(0, min(spare))

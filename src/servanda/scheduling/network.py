"""A plan checked and put in order: every name known, no circle, each activity after its causes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor

from servanda.scheduling.calendars import ALWAYS, Timetable
from servanda.scheduling.checks import HORIZON, check, dates_of, named
from servanda.scheduling.model import Activity, Dependency, NotAPlan, Plan

SHOWN = 20
"""Members of a circle that a message names."""


@dataclass(frozen=True)
class Network:
    """The activities of a plan in topological order, with their links and laid-out calendars."""

    plan: Plan
    activities: tuple[Activity, ...]
    """In an order in which each stands after all that it waits for."""
    timetables: Mapping[str, Timetable]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each activity stands in the order."""
        return {activity.id: place for place, activity in enumerate(self.activities)}

    @cached_property
    def into(self) -> dict[str, tuple[Dependency, ...]]:
        """What each activity waits for."""
        return _grouped(self.plan.dependencies, by="after")

    @cached_property
    def out_of(self) -> dict[str, tuple[Dependency, ...]]:
        """What waits for each activity."""
        return _grouped(self.plan.dependencies, by="before")

    @cached_property
    def from_(self) -> date:
        """The first day on which what has not begun may begin."""
        return max(self.plan.start, self.plan.status) if self.plan.status else self.plan.start

    def activity(self, name: str) -> Activity:
        """Return an activity by its id."""
        return self.activities[self.places[name]]

    def timetable(self, activity: Activity) -> Timetable:
        """Return the laid-out calendar of an activity."""
        return self.timetables[activity.calendar]


def days_of(activity: Activity) -> int:
    """Return the likely duration in whole working days: half a day is one, and any work is one.

    >>> from servanda.scheduling.model import Estimate
    >>> [days_of(Activity("a", duration=Estimate(0, days, 9))) for days in (0.1, 2.4, 2.5)]
    [1, 2, 3]
    """
    return (
        whole(activity.duration.likely, work=activity.duration.high > 0) if activity.duration else 0
    )


def days_left(activity: Activity) -> int:
    """Return the likely duration of what is left of an activity that has begun."""
    length, left = activity.duration, 1 - activity.complete
    return whole(length.likely * left, work=length.high * left > 0) if length else 0


def whole(days: float, *, work: bool) -> int:
    """Round a duration to whole days, half a day up; where there is work it takes one at least."""
    return max(int(work), floor(days + 0.5))


def network(plan: Plan) -> Network:
    """Check a plan and put it in order; raise NotAPlan with the row that cannot be."""
    by_id = named(plan)
    check(plan, by_id)
    ordered = tuple(by_id[name] for name in _order(by_id, plan.dependencies))
    return Network(plan, ordered, _laid_out(plan))


def _order(by_id: Mapping[str, Activity], dependencies: Iterable[Dependency]) -> list[str]:
    """Order activities after what they wait for, the order given kept where nothing speaks to it.

    Kahn's algorithm (1962); a circle is named by its members.
    """
    waits: dict[str, set[str]] = {name: set() for name in by_id}
    opens: dict[str, list[str]] = defaultdict(list)
    for each in dependencies:
        if each.before not in waits[each.after]:
            waits[each.after].add(each.before)
            opens[each.before].append(each.after)
    count = {name: len(causes) for name, causes in waits.items()}
    ready = [name for name in by_id if not count[name]]
    ordered: list[str] = []
    for name in ready:  # grows while it is walked
        ordered.append(name)
        for after in opens[name]:
            count[after] -= 1
            if not count[after]:
                ready.append(after)
    if len(ordered) < len(by_id):
        raise NotAPlan(_circle(waits, set(by_id) - set(ordered)))
    return ordered


def _circle(waits: Mapping[str, set[str]], left: set[str]) -> str:
    """Walk back along what waits until an activity comes round again."""
    at, seen = min(left), dict[str, int]()
    while at not in seen:
        seen[at] = len(seen)
        at = min(waits[at] & left)
    members = list(seen)[seen[at] :][::-1]
    first = members.index(min(members))
    members = [*members[first:], *members[:first]]
    shown = members if len(members) <= SHOWN else [*members[:SHOWN], f"({len(members)} in all)"]
    path = " → ".join([*shown, members[0]])
    return (
        f"The activities wait for each other in a circle: {path}. None of them could ever start. "
        "Remove one of these dependencies."
    )


def _grouped(dependencies: Iterable[Dependency], *, by: str) -> dict[str, tuple[Dependency, ...]]:
    found: dict[str, list[Dependency]] = defaultdict(list)
    for each in dependencies:
        found[getattr(each, by)].append(each)
    return {name: tuple(group) for name, group in found.items()}


def _laid_out(plan: Plan) -> dict[str, Timetable]:
    """Lay out every calendar from before the first date of the plan to beyond its last work."""
    dates = [plan.start, *(day for each in plan.activities for day in dates_of(each))]
    dates += [plan.status] if plan.status else []
    work = sum(_longest(activity) for activity in plan.activities)
    lags = sum(abs(each.lag) for each in plan.dependencies)
    rare = min([7, *(len(calendar.weekdays) for calendar in plan.calendars)])
    slack = timedelta(days=min((work + lags) * (2 + ceil(7 / rare)) + 800, HORIZON.days * 2))
    first = max(min(dates) - slack, date.min + timedelta(days=1))
    last = min(max(dates) + slack, date.max - timedelta(days=1))
    calendars = {ALWAYS.id: ALWAYS, **{calendar.id: calendar for calendar in plan.calendars}}
    return {name: calendar.laid_out(first, last) for name, calendar in calendars.items()}


def _longest(activity: Activity) -> int:
    return ceil(activity.duration.high) if activity.duration else 0

"""A plan checked and put in order: every name known, no circle, each activity after its causes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil

from servanda.scheduling.calendars import ALWAYS, Timetable
from servanda.scheduling.model import Activity, Dependency, Kind, NotAPlan, Plan

LONGEST = 36_500
"""Working days that one activity may take: a hundred years of days."""
HORIZON = timedelta(days=366 * 120)


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

    def timetable(self, activity: Activity) -> Timetable:
        """Return the laid-out calendar of an activity."""
        return self.timetables[activity.calendar]


def days_of(activity: Activity) -> int:
    """Return the likely duration in whole working days; a begun day is a day.

    >>> from servanda.scheduling.model import Estimate
    >>> days_of(Activity("a", duration=Estimate(1, 2.5, 4)))
    3
    """
    return ceil(activity.duration.likely - 1e-9) if activity.duration else 0


def network(plan: Plan) -> Network:
    """Check a plan and put it in order; raise NotAPlan with the row that cannot be."""
    by_id = _named(plan.activities)
    _check_links(plan, by_id)
    for activity in plan.activities:
        _check(activity, plan)
    ordered = tuple(by_id[name] for name in _order(by_id, plan.dependencies))
    return Network(plan, ordered, _laid_out(plan))


def _named(activities: Iterable[Activity]) -> dict[str, Activity]:
    found: dict[str, Activity] = {}
    for row, activity in enumerate(activities, start=1):
        if not activity.id:
            raise NotAPlan(f"Activity {row} has no id, so that nothing can refer to it. Give one.")
        if activity.id in found:
            raise NotAPlan(
                f"Activity “{activity.id}” is there twice (row {row} is the second), so that links "
                "to it are unclear. Give each its own id."
            )
        found[activity.id] = activity
    if not found:
        raise NotAPlan("The plan has no activities, so that there is nothing to schedule. Add one.")
    return found


def _check_links(plan: Plan, by_id: Mapping[str, Activity]) -> None:
    for row, each in enumerate(plan.dependencies, start=1):
        for end in (each.before, each.after):
            if end not in by_id:
                raise NotAPlan(
                    f"Dependency {row} ({each.before} → {each.after}) names “{end}”, which is no "
                    "activity of the plan. Add it, or remove the dependency."
                )
        if abs(each.lag) > LONGEST:
            raise NotAPlan(
                f"Dependency {row} ({each.before} → {each.after}) has a lag of {each.lag} days. "
                f"Give one of at most {LONGEST}."
            )


def _check(activity: Activity, plan: Plan) -> None:
    for wrong, words in (*_doubts(activity), *_places(activity, plan)):
        if wrong:
            raise NotAPlan(f"Activity “{activity.id}” {words}")


def _doubts(activity: Activity) -> Iterator[tuple[bool, str]]:
    """List what may be wrong with an activity by itself."""
    length, gate = activity.duration, activity.gate
    if length:
        points = (length.low, length.likely, length.high)
        yield (
            not all(0 <= point <= LONGEST for point in points),
            f"lasts {points} working days: give durations from 0 to {LONGEST}.",
        )
        yield (
            not length.low <= length.likely <= length.high,
            f"has its three points out of order {points}: give low, likely, high.",
        )
        yield (
            activity.kind is not Kind.ACTIVITY,
            (
                f"is a {activity.kind} and takes no time: remove its duration, or make it an activity."
            ),
        )
    yield (
        activity.kind is Kind.GATE and gate is None,
        ("is a gate without dates: say when it may open and how likely that is."),
    )
    if gate:
        yield activity.kind is not Kind.GATE, "has the dates of a gate and is none: make it one."
        yield (
            not 0 <= gate.probability <= 1,
            f"opens with probability {gate.probability}: give a number from 0 to 1.",
        )
        yield (
            not gate.earliest <= gate.likely <= gate.latest,
            ("has the dates of its gate out of order: give earliest, likely, latest."),
        )
    yield (
        not 0 <= activity.complete <= 1,
        (f"is {activity.complete} complete: give a share from 0 to 1."),
    )
    begun, ended = activity.started, activity.finished
    yield (
        ended is not None and begun is None,
        ("has finished and never started: give the day on which it started."),
    )
    yield (
        begun is not None and ended is not None and ended < begun,
        (f"finished on {ended}, before it started on {begun}: correct one of them."),
    )
    yield (
        any(units < 0 for units in activity.needs.values()),
        ("needs a negative number of a resource: give 0 or more."),
    )


def _places(activity: Activity, plan: Plan) -> Iterator[tuple[bool, str]]:
    """List what may be wrong with what an activity refers to."""
    calendars = {ALWAYS.id, *(calendar.id for calendar in plan.calendars)}
    resources = {resource.id: resource.capacity for resource in plan.resources}
    drivers = {driver.id for driver in plan.drivers}
    yield (
        activity.calendar not in calendars,
        (f"works by the calendar “{activity.calendar}”, which the plan does not have: add it."),
    )
    for name, units in sorted(activity.needs.items()):
        yield name not in resources, f"needs “{name}”, which is no resource of the plan: add it."
        yield (
            units > resources.get(name, units),
            (
                f"needs {units} of “{name}” and there are {resources.get(name)}: it could never run. "
                "Raise the capacity or lower the need."
            ),
        )
    for name in sorted(activity.drivers):
        yield name not in drivers, f"is moved by “{name}”, which is no driver of the plan: add it."
    for day in _dates(activity):
        yield (
            abs(day - plan.start) > HORIZON,
            (
                f"has the date {day}, more than 120 years from the plan’s start {plan.start}: "
                "correct it."
            ),
        )


def _dates(activity: Activity) -> Iterator[date]:
    yield from (constraint.on for constraint in activity.constraints)
    yield from (day for day in (activity.started, activity.finished) if day)
    if activity.gate:
        yield from (activity.gate.earliest, activity.gate.likely, activity.gate.latest)


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
    at, seen = min(left), list[str]()
    while at not in seen:
        seen.append(at)
        at = min(waits[at] & left)
    members = [*reversed(seen[seen.index(at) :])]
    path = " → ".join([*members, members[0]])
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
    dates = [plan.start, *(day for each in plan.activities for day in _dates(each))]
    dates += [plan.status] if plan.status else []
    work = sum(_longest(activity) for activity in plan.activities)
    lags = sum(abs(each.lag) for each in plan.dependencies)
    slack = timedelta(days=min((work + lags) * 3 + 800, HORIZON.days * 2))
    first = max(min(dates) - slack, date.min + timedelta(days=1))
    last = min(max(dates) + slack, date.max - timedelta(days=1))
    calendars = {ALWAYS.id: ALWAYS, **{calendar.id: calendar for calendar in plan.calendars}}
    return {name: calendar.laid_out(first, last) for name, calendar in calendars.items()}


def _longest(activity: Activity) -> int:
    return ceil(activity.duration.high) if activity.duration else 0

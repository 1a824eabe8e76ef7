"""What may be wrong with a plan: each finding names its row, says why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product

from servanda.scheduling.calendars import ALWAYS, Calendar
from servanda.scheduling.model import (
    Activity,
    Bound,
    Driver,
    Estimate,
    GateRange,
    Kind,
    NotAPlan,
    Plan,
)

LONGEST = 36_500
"""Working days that one activity may take: a hundred years of days."""
HORIZON = timedelta(days=366 * 120)
EARLIEST, LATEST = date(1800, 1, 1), date(2499, 12, 31)
"""Between which days a plan may start, so that every day of it has room in the calendar."""
MOST = {"Calendar": 100, "Resource": 1_000, "Driver": 1_000}
"""How many parts of a kind a plan may have; each calendar is laid out over the whole of it."""
LARGEST_FACTOR = 100.0
"""By how much a driver may multiply a duration."""
Findings = Iterator[tuple[bool, str]]
"""Whether something is wrong, and the rest of the sentence that says so."""


def named(plan: Plan) -> dict[str, Activity]:
    """Return the activities by id; raise NotAPlan where one has none or shares it."""
    found: dict[str, Activity] = {}
    for row, activity in enumerate(plan.activities, start=1):
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


def check(plan: Plan, by_id: Mapping[str, Activity]) -> None:
    """Raise NotAPlan with the first row that cannot be."""
    _check_days(plan)
    _check_parts(plan)
    _check_links(plan, by_id)
    for activity in plan.activities:
        for wrong, words in (*_doubts(activity, plan), *_references(activity, plan)):
            if wrong:
                raise NotAPlan(f"Activity “{activity.id}” {words}")


def dates_of(activity: Activity) -> Iterator[date]:
    """List every date that an activity names."""
    yield from (constraint.on for constraint in activity.constraints)
    yield from (day for day in (activity.started, activity.finished) if day)
    if activity.gate:
        yield from (activity.gate.earliest, activity.gate.likely, activity.gate.latest)


def _check_days(plan: Plan) -> None:
    """Check the days of the plan itself, before anything is counted from them."""
    if not EARLIEST <= plan.start <= LATEST:
        raise NotAPlan(
            f"The plan starts on {plan.start}, which is out of range. Give a day between "
            f"{EARLIEST} and {LATEST}."
        )
    if plan.status and abs(plan.status - plan.start) > HORIZON:
        raise NotAPlan(
            f"The status date {plan.status} is more than 120 years from the plan’s start "
            f"{plan.start}. Correct one of them."
        )


def _check_parts(plan: Plan) -> None:
    """Check calendars, resources and drivers."""
    parts = (
        ("Calendar", [ALWAYS.id, *(each.id for each in plan.calendars)]),
        ("Resource", [each.id for each in plan.resources]),
        ("Driver", [each.id for each in plan.drivers]),
    )
    for what, names in parts:
        if len(names) > MOST[what] + 1:
            raise NotAPlan(
                f"The plan has {len(names)} parts of the kind “{what.lower()}”; at most "
                f"{MOST[what]} are taken. Leave out what no row uses."
            )
        seen = set[str]()
        for name in names:
            if name in seen:
                raise NotAPlan(f"{what} “{name}” is there twice. Give each its own id.")
            seen.add(name)
    for calendar in plan.calendars:
        _refuse(f"Calendar “{calendar.id}”", _calendar(calendar))
    for resource in plan.resources:
        few = resource.capacity < 0
        _refuse(
            f"Resource “{resource.id}”",
            [(few, f"has a capacity of {resource.capacity}: give 0 or more.")],
        )
    for driver in plan.drivers:
        _refuse(f"Driver “{driver.id}”", _driver(driver))


def _refuse(who: str, findings: Iterable[tuple[bool, str]]) -> None:
    for wrong, words in findings:
        if wrong:
            raise NotAPlan(f"{who} {words}")


def _calendar(calendar: Calendar) -> Findings:
    yield (
        not calendar.weekdays <= frozenset(range(7)),
        f"has the weekdays {sorted(calendar.weekdays)}: give numbers from 0 (Monday) to 6.",
    )
    yield (
        not calendar.weekdays,
        "works on no day of the week, so that nothing would ever be done: give it weekdays.",
    )


def _driver(driver: Driver) -> Findings:
    yield (
        not 0 <= driver.probability <= 1,
        f"strikes with probability {driver.probability}: give a number from 0 to 1.",
    )
    points = (driver.low, driver.likely, driver.high)
    yield (
        not 0 <= driver.low <= driver.likely <= driver.high <= LARGEST_FACTOR,
        (
            f"multiplies durations by {points}: give low, likely and high in order, from 0 to "
            f"{LARGEST_FACTOR:.0f}."
        ),
    )


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


def _doubts(activity: Activity, plan: Plan) -> Findings:
    """List what may be wrong with an activity by itself."""
    yield (
        activity.kind is Kind.ACTIVITY and not activity.duration and not activity.finished,
        "has no duration: estimate it in three points, or name a reference class that serves.",
    )
    if activity.duration:
        yield from _length(activity, activity.duration)
    yield (
        activity.kind is Kind.GATE and activity.gate is None,
        "is a gate without dates: say when it may open and how likely that is.",
    )
    if activity.gate:
        yield from _gate(activity, activity.gate)
    yield from _progress(activity, plan)
    yield from _bounds(activity, plan)
    yield (
        any(units < 0 for units in activity.needs.values()),
        "needs a negative number of a resource: give 0 or more.",
    )
    yield (
        not all(0 <= load <= 1 for load in activity.drivers.values()),
        "is moved by a driver more than wholly, or less than not at all: give 0 to 1.",
    )


def _length(activity: Activity, length: Estimate) -> Findings:
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
        f"is a {activity.kind} and takes no time: remove its duration, or make it an activity.",
    )


def _gate(activity: Activity, gate: GateRange) -> Findings:
    yield activity.kind is not Kind.GATE, "has the dates of a gate and is none: make it one."
    yield (
        not 0 <= gate.probability <= 1,
        f"opens with probability {gate.probability}: give a number from 0 to 1.",
    )
    yield (
        not gate.earliest <= gate.likely <= gate.latest,
        "has the dates of its gate out of order: give earliest, likely, latest.",
    )


def _progress(activity: Activity, plan: Plan) -> Findings:
    begun, ended = activity.started, activity.finished
    yield (
        not 0 <= activity.complete <= 1,
        f"is {activity.complete} complete: give a share from 0 to 1.",
    )
    yield (
        ended is not None and begun is None,
        "has finished and never started: give the day on which it started.",
    )
    yield (
        activity.complete > 0 and begun is None,
        f"is {activity.complete:.0%} complete and never started: give the day on which it started.",
    )
    yield (
        begun is not None and ended is not None and ended < begun,
        f"finished on {ended}, before it started on {begun}: correct one of them.",
    )
    for words, day in (("started", begun), ("finished", ended)):
        yield (
            day is not None and plan.status is not None and day > plan.status,
            f"{words} on {day}, after the status date {plan.status}: correct one of them.",
        )


def _bounds(activity: Activity, plan: Plan) -> Findings:
    """List constraints that no schedule can keep; what has begun is past them."""
    if activity.started:
        return
    starts = _set(activity, Bound.START_NO_EARLIER, Bound.START_ON)
    ends = _set(activity, Bound.FINISH_NO_EARLIER, Bound.FINISH_ON)
    ended = _set(activity, Bound.FINISH_NO_LATER, Bound.FINISH_ON)
    last = _set(activity, Bound.START_NO_LATER, Bound.START_ON) + ended
    for low, high in (*product(starts, last), *product(ends, ended)):
        yield (
            low > high,
            (
                f"may begin or end no earlier than {low} and no later than {high}, which cannot "
                "be: correct one of its constraints."
            ),
        )
    for day in last:
        yield (
            day < plan.start,
            (
                f"has to begin or end by {day}, before the plan starts on {plan.start}: "
                "correct one of them."
            ),
        )
    yield from _days_off(activity, plan)


def _days_off(activity: Activity, plan: Plan) -> Findings:
    calendar = next((each for each in plan.calendars if each.id == activity.calendar), None)
    on = [each for each in activity.constraints if each.bound in {Bound.START_ON, Bound.FINISH_ON}]
    for each in on if calendar and activity.duration else ():
        yield (
            calendar is not None and not calendar.works(each.on),
            (
                f"has to {each.bound} {each.on}, a day off in its calendar “{activity.calendar}”: "
                "choose a working day."
            ),
        )


def _set(activity: Activity, *bounds: Bound) -> list[date]:
    return [each.on for each in activity.constraints if each.bound in bounds]


def _references(activity: Activity, plan: Plan) -> Findings:
    """List what may be wrong with what an activity refers to."""
    calendars = {ALWAYS.id, *(calendar.id for calendar in plan.calendars)}
    resources = {resource.id: resource.capacity for resource in plan.resources}
    drivers = {driver.id for driver in plan.drivers}
    yield (
        activity.calendar not in calendars,
        f"works by the calendar “{activity.calendar}”, which the plan does not have: add it.",
    )
    for name, units in sorted(activity.needs.items()):
        yield name not in resources, f"needs “{name}”, which is no resource of the plan: add it."
        yield (
            units > resources.get(name, units),
            (
                f"needs {units} of “{name}” and there are {resources.get(name)}: it could never "
                "run. Raise the capacity or lower the need."
            ),
        )
    for name in sorted(activity.drivers):
        yield name not in drivers, f"is moved by “{name}”, which is no driver of the plan: add it."
    for day in dates_of(activity):
        yield (
            abs(day - plan.start) > HORIZON,
            (
                f"has the date {day}, more than 120 years from the plan’s start {plan.start}: "
                "correct it."
            ),
        )

"""Plans for the tests of scheduling: short to write, all starting on Monday 2 March 2026."""

from __future__ import annotations

import random
from datetime import date

from servanda.scheduling.calendars import ALWAYS, Calendar
from servanda.scheduling.critical_path import Schedule, critical_path
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Dependency,
    Estimate,
    Link,
    Plan,
)
from servanda.scheduling.network import network

MONDAY = date(2026, 3, 2)
WEEK = Calendar("week", off=frozenset({date(2026, 3, 20), date(2026, 3, 23)}))
"""Monday to Friday, without two days of Novruz."""


def day(number: int) -> date:
    """Give a day of March 2026."""
    return date(2026, 3, number)


def activity(id_: str, days: float, **fields: object) -> Activity:
    """Make an activity whose duration is certain."""
    return Activity(id_, duration=Estimate(days, days, days), **fields)  # type: ignore[arg-type]


def plan(*activities: Activity, links: str = "", status: date | None = None) -> Plan:
    """Make a plan; links are written as "a b, a c SS+2"."""
    return Plan(
        MONDAY,
        activities,
        tuple(link(words) for words in links.split(",") if words.strip()),
        calendars=(WEEK,),
        status=status,
    )


def link(words: str) -> Dependency:
    """Read "a b SS+2" as a dependency."""
    before, after, *kind = words.split()
    how = kind[0] if kind else "FS"
    return Dependency(before, after, Link(how[:2]), int(how[2:] or 0))


def scheduled(*activities: Activity, links: str = "", status: date | None = None) -> Schedule:
    """Schedule a plan."""
    return critical_path(network(plan(*activities, links=links, status=status)))


def dates(schedule: Schedule, name: str) -> tuple[int, int]:
    """Give the first and last day of an activity, as days of March 2026."""
    row = schedule[name]
    return (row.first_day - day(1)).days + 1, (row.last_day - day(1)).days + 1


def random_plan(seed: int, size: int, *, kinds: str = "FS SS FF SF", links: int = 2) -> Plan:
    """Make up a plan of any links, lags and of three calendars."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    calendars = (
        WEEK,
        Calendar("six", weekdays=frozenset(range(6)), off=frozenset({date(2026, 4, 9)})),
    )
    names = [ALWAYS.id, *(calendar.id for calendar in calendars)]
    activities, dependencies = [], []
    for place in range(size):
        likely = draw.randint(0, 12)
        activities.append(activity(f"a{place}", likely, calendar=draw.choice(names)))
        for before in draw.sample(range(place), min(place, draw.randint(0, links))):
            how = Link(draw.choice(kinds.split()))
            lag = draw.choice([0, 0, 3, -2])
            dependencies.append(Dependency(f"a{before}", f"a{place}", how, lag))
    return Plan(MONDAY, tuple(activities), tuple(dependencies), calendars=calendars)


def no_earlier(on: date) -> Constraint:
    """Hold a start until a day."""
    return Constraint(Bound.START_NO_EARLIER, on)

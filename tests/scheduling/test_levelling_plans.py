"""Levelled plans keep every link, calendar and resource, and are the same for the same seed."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scheduling.plans import activity, day, no_earlier, plan, random_plan
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.levelling import Budget
from servanda.scheduling.levelling.plans import LevelledPlan, level_plan
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    GateRange,
    Kind,
    Plan,
    Resource,
)
from servanda.scheduling.network import network

SMALL = Budget(seconds=120, schedules=600, deterministic=0.5)
CRANE = (Resource("crane", capacity=1),)


def levelled(given: Plan) -> LevelledPlan:
    return level_plan(network(given), budget=SMALL)


def lifting(name: str, days: int, **fields: object) -> Activity:
    return activity(name, days, needs={"crane": 1}, **fields)


def sharing(seed: int, size: int = 20) -> Plan:
    """Make up a plan of three calendars whose activities share two resources."""
    made = random_plan(seed, size)
    needs = [{"crane": 1}, {"crew": 2}, {"crew": 1, "crane": 1}, {}]
    activities = tuple(
        replace(each, needs=needs[place % 4]) for place, each in enumerate(made.activities)
    )
    return replace(made, activities=activities, resources=(*CRANE, Resource("crew", capacity=3)))


def kept(given: Plan, found: LevelledPlan) -> list[str]:
    """List what a levelled plan breaks; links are asked of the critical path, start by start."""
    held = tuple(
        replace(each, constraints=(no_earlier(date.fromordinal(found.starts[each.id])),))
        for each in given.activities
    )
    again = critical_path(network(replace(given, activities=held)))
    broken = [row.activity.id for row in again.rows if row.start != found.starts[row.activity.id]]
    for resource in given.resources:
        used = np.zeros(4000, dtype=int)
        for each in given.activities:
            first, last = (
                m[each.id] - given.start.toordinal() for m in (found.starts, found.finishes)
            )
            used[first:last] += each.needs.get(resource.id, 0)
        broken += [resource.id] if used.max() > resource.capacity else []
    return broken


def test_two_that_need_the_only_crane_follow_each_other() -> None:
    both = replace(plan(lifting("a", 3), lifting("b", 4)), resources=CRANE)

    found = levelled(both)

    assert found.finish == day(9).toordinal()
    assert found.optimal


def test_a_crane_stands_still_on_days_off() -> None:
    both = replace(
        plan(lifting("a", 3, calendar="week"), lifting("b", 4, calendar="week")), resources=CRANE
    )

    assert levelled(both).finish == day(11).toordinal()


def test_what_has_begun_stands() -> None:
    begun = lifting("a", 6, started=day(2), complete=0.5)
    both = replace(plan(lifting("b", 2), begun, status=day(4)), resources=CRANE)

    found = levelled(both)

    assert (found.starts["a"], found.starts["b"]) == (day(2).toordinal(), day(7).toordinal())


def test_a_gate_is_waited_for() -> None:
    opens = GateRange(0.9, day(3), day(10), day(20))
    gate = Activity("g", kind=Kind.GATE, gate=opens)
    both = replace(plan(gate, lifting("a", 2), lifting("b", 12), links="g a"), resources=CRANE)

    found = levelled(both)

    assert (found.starts["b"], found.starts["a"]) == (day(2).toordinal(), day(14).toordinal())


def test_a_deadline_goes_before_an_earlier_end() -> None:
    due = (Constraint(Bound.FINISH_NO_LATER, day(4)),)
    both = replace(
        plan(lifting("a", 5), activity("t", 9), lifting("b", 3, constraints=due), links="a t"),
        resources=CRANE,
    )

    found = levelled(both)

    assert (found.starts["b"], found.late) == (day(2).toordinal(), {})


def test_a_deadline_that_nothing_keeps_is_told() -> None:
    due = (Constraint(Bound.FINISH_NO_LATER, day(4)),)
    both = replace(
        plan(lifting("a", 3, constraints=due), lifting("b", 3, constraints=due)), resources=CRANE
    )

    said = levelled(both).said

    assert "keeps every date set" in said


@pytest.mark.parametrize("seed", range(6))
def test_random_plans_keep_links_calendars_and_resources(seed: int) -> None:
    given = sharing(seed)

    found = levelled(given)

    assert kept(given, found) == []
    assert found.finish >= critical_path(network(given)).finish


def test_the_same_seed_gives_the_same_schedule_to_the_bit() -> None:
    given = sharing(7, 40)

    one, other = levelled(given), levelled(given)

    assert (one.starts, one.finishes, one.bound) == (other.starts, other.finishes, other.bound)


def test_a_search_without_time_says_what_it_has_and_its_gap() -> None:
    given = sharing(3, 60)

    found = level_plan(network(given), budget=Budget(seconds=0.05))

    assert found.optimal or f"at most {found.gap} calendar days could be won" in found.said

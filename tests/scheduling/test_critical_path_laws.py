"""What holds for every plan: networkx's longest path, and float as the slip that moves nothing."""

from dataclasses import replace
from datetime import date

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.plans import MONDAY, no_earlier, random_plan
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.model import Link, Plan
from servanda.scheduling.network import days_of, network


def every_day(plan: Plan) -> Plan:
    """Let everything work every day."""
    return replace(
        plan, activities=tuple(replace(each, calendar="every day") for each in plan.activities)
    )


def longest_paths(plan: Plan) -> dict[str, int]:
    """Find every earliest start as the longest path from the beginning, with networkx."""
    days = {each.id: days_of(each) for each in plan.activities}
    graph = networkx.MultiDiGraph()
    for each in plan.activities:
        graph.add_edge("begin", each.id, weight=0)
    for link in plan.dependencies:
        weight = link.lag
        weight += days[link.before] if link.link in {Link.FS, Link.FF} else 0
        weight -= days[link.after] if link.link in {Link.FF, Link.SF} else 0
        graph.add_edge(link.before, link.after, weight=weight)
    found = {"begin": 0}
    for name in networkx.topological_sort(graph):
        if name != "begin":
            found[name] = max(
                found[before] + data["weight"]
                for before, _, data in graph.in_edges(name, data=True)
            )
    return found


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(1, 40))
def test_starts_are_the_longest_paths(seed: int, size: int) -> None:
    plan = every_day(random_plan(seed, size))

    schedule = critical_path(network(plan))

    origin = MONDAY.toordinal()
    expected = longest_paths(plan)
    assert {row.activity.id: row.start - origin for row in schedule.rows} == {
        name: start for name, start in expected.items() if name != "begin"
    }


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(2, 30))
def test_the_end_is_networkxs_longest_path(seed: int, size: int) -> None:
    plan = every_day(random_plan(seed, size, kinds="FS"))
    plan = replace(plan, dependencies=tuple(replace(d, lag=0) for d in plan.dependencies))

    schedule = critical_path(network(plan))

    graph = networkx.DiGraph()
    days = {each.id: days_of(each) for each in plan.activities}
    graph.add_edges_from((name, "end", {"weight": length}) for name, length in days.items())
    graph.add_edges_from((d.before, d.after, {"weight": days[d.before]}) for d in plan.dependencies)
    assert schedule.finish - MONDAY.toordinal() == networkx.dag_longest_path_length(graph)


def delayed(plan: Plan, name: str, moment: int) -> int:
    """Return when the plan ends if an activity may start no earlier than a moment."""
    return critical_path(network(held_until(plan, name, moment))).finish


def held_until(plan: Plan, name: str, moment: int) -> Plan:
    """Let one activity start no earlier than a moment."""
    constraints = (no_earlier(date.fromordinal(moment)),)
    activities = tuple(
        replace(each, constraints=constraints) if each.id == name else each
        for each in plan.activities
    )
    return replace(plan, activities=activities)


@pytest.mark.parametrize("seed", range(25))
def test_float_is_the_slip_that_does_not_move_the_end(seed: int) -> None:
    plan = random_plan(seed, 18)
    ordered = network(plan)
    schedule = critical_path(ordered)
    wrong = []

    for row in schedule.rows:
        table, work = ordered.timetable(row.activity), days_of(row.activity)
        if not work:
            continue
        places = table.count(row.start) + row.total_float
        same, later = (table.first + int(table.days[at]) for at in (places, places + 1))
        if delayed(plan, row.activity.id, same) != schedule.finish:
            wrong.append(f"{row.activity.id} moved the end within its float")
        if delayed(plan, row.activity.id, later) == schedule.finish:
            wrong.append(f"{row.activity.id} had more float")

    assert wrong == []


@pytest.mark.parametrize("seed", range(25))
def test_free_float_is_the_slip_that_moves_nothing_else(seed: int) -> None:
    plan = random_plan(seed, 18)
    ordered = network(plan)
    schedule = critical_path(ordered)
    wrong = []

    for row in schedule.rows:
        if not days_of(row.activity):
            continue
        table = ordered.timetable(row.activity)
        for slip, still in ((row.free_float, True), (row.free_float + 1, False)):
            moment = table.first + int(table.days[table.count(row.start) + slip])
            moved = others_moved(plan, row.activity.id, moment)
            if moved is still:
                wrong.append((row.activity.id, slip))

    assert wrong == []


def others_moved(plan: Plan, name: str, moment: int) -> bool:
    """Tell whether a later start of one activity moves any other, or the end."""
    before = critical_path(network(plan))
    after = critical_path(network(held_until(plan, name, moment)))
    others = [row.activity.id for row in before.rows if row.activity.id != name]
    return before.finish != after.finish or any(
        (before[each].start, before[each].finish) != (after[each].start, after[each].finish)
        for each in others
    )

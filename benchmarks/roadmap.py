"""A roadmap made up with two calendars, gates and crews, levelled beside PyJobShop and CP-SAT.

`benchmarks/psplib.py` runs it; by itself:

    python benchmarks/roadmap.py [--seconds S] [--activities N]

PyJobShop gets the same plan: a day off is a break of a resource that every activity of a calendar
uses, a gate an earliest start. It counts in days from the start of the plan. The plain model in
CP-SAT looks up, in a table of each calendar, on which day a working day falls. All three keep a
crew through the days off of the work that it has begun.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model

from servanda.scheduling.calendars import Calendar
from servanda.scheduling.levelling import Budget
from servanda.scheduling.levelling.plans import level_plan
from servanda.scheduling.model import (
    Activity,
    Dependency,
    Estimate,
    GateRange,
    Kind,
    Plan,
    Resource,
)
from servanda.scheduling.network import network

machine: Any = import_module("machine")
HERE = Path(__file__).resolve().parent
START = date(2026, 1, 5)
LONG = 2_500
"""Days for which PyJobShop is told the days off."""
WORKERS = 2


def calendars() -> tuple[Calendar, ...]:
    """Make two working weeks up, with other days off."""
    draw = random.Random(2)  # noqa: S311 - repeatable, not secret
    days = [START + timedelta(days=number) for number in range(LONG)]
    return (
        Calendar("five days", off=frozenset(draw.sample(days, 200))),
        Calendar("six days", frozenset(range(6)), frozenset(draw.sample(days, 120))),
    )


def made_up(size: int, seed: int = 3) -> Plan:
    """Make a roadmap up: chains of work that share crews, a gate before every tenth activity."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    rows, links = [], []
    for place in range(size):
        if place % 10 == 4:
            likely = START + timedelta(days=draw.randint(20, 12 * size // 2))
            late = likely + timedelta(days=200)
            rows.append(
                Activity(f"a{place}", kind=Kind.GATE, gate=GateRange(0.9, likely, likely, late))
            )
        else:
            days = draw.randint(3, 40)
            needs = {name: draw.randint(1, 3) for name in draw.sample(["crew", "plant"], 1)}
            calendar = draw.choice(["five days", "six days"])
            length = Estimate(days, days, days)
            rows.append(Activity(f"a{place}", duration=length, calendar=calendar, needs=needs))
        causes = {draw.randint(max(0, place - 15), place - 1) for _ in range(2) if place}
        links += [Dependency(f"a{before}", f"a{place}") for before in sorted(causes)]
    shared = (Resource("crew", capacity=5), Resource("plant", capacity=4))
    return Plan(START, tuple(rows), tuple(links), calendars(), shared)


def breaks(calendar: Calendar) -> Iterator[tuple[int, int]]:
    """List the stretches of days off, counted from the start."""
    begin = None
    for number in range(LONG + 1):
        works = number == LONG or calendar.works(START + timedelta(days=number))
        if works and begin is not None:
            yield begin, number
            begin = None
        elif not works and begin is None:
            begin = number


def pyjobshop(plan: Plan, seconds: float) -> tuple[float, float]:
    """Level with PyJobShop; return the end (infinite where it found none) and its bound."""
    own, sys.path[:] = list(sys.path), [each for each in sys.path if Path(each) != HERE]
    try:
        shop: Any = import_module("pyjobshop")
    finally:
        sys.path[:] = own
    model = shop.Model()
    shared = {each.id: model.add_renewable(each.capacity) for each in plan.resources}
    weeks = {
        each.id: model.add_renewable(10**6, breaks=list(breaks(each))) for each in plan.calendars
    }
    tasks = {}
    for each in plan.activities:
        if each.gate:
            opens = (each.gate.likely - START).days + 1
            tasks[each.id] = model.add_task(earliest_start=opens)
            model.add_mode(tasks[each.id], [], 0, [])
        else:
            days = int(each.duration.likely) if each.duration else 0
            tasks[each.id] = model.add_task(allow_breaks=True)
            used = [weeks[each.calendar], *(shared[name] for name in each.needs)]
            model.add_mode(tasks[each.id], used, days, [1, *each.needs.values()])
    for link in plan.dependencies:
        model.add_end_before_start(tasks[link.before], tasks[link.after])
    result = model.solve(display=False, time_limit=seconds, num_workers=WORKERS)
    return float(result.objective), float(result.lower_bound)


def plain(plan: Plan, seconds: float) -> tuple[float, float]:
    """Level with a plain model in CP-SAT; return the end (infinite where there is none), its bound.

    An activity begins on a working day of its calendar and ends so many working days later.
    """
    model = cp_model.CpModel()
    open_ = {each.id: list(worked(each)) for each in plan.calendars}
    ends: dict[str, Any] = {}
    starts: dict[str, Any] = {}
    users: dict[str, list[tuple[Any, int]]] = {each.id: [] for each in plan.resources}
    for each in plan.activities:
        starts[each.id] = start = model.new_int_var(0, LONG, "")
        if each.gate:
            ends[each.id] = start
            model.add(start >= (each.gate.likely - START).days + 1)
            continue
        days, length = open_[each.calendar], int(each.duration.likely) if each.duration else 0
        places = range(len(days) - length + 1)
        spans = {days[place]: days[place + length - 1] + 1 - days[place] for place in places}
        longest = max(spans.values())
        end, span = model.new_int_var(0, LONG, ""), model.new_int_var(length, longest, "")
        model.add_linear_expression_in_domain(start, cp_model.Domain.from_values(list(spans)))
        model.add_element(start, [spans.get(day, longest) for day in range(LONG + 1)], span)
        work = model.new_interval_var(start, span, end, "")
        ends[each.id] = end
        for name, units in each.needs.items():
            users[name].append((work, units))
    for link in plan.dependencies:
        model.add(starts[link.after] >= ends[link.before])
    for resource in plan.resources:
        works, needed = [work for work, _ in users[resource.id]], [n for _, n in users[resource.id]]
        model.add_cumulative(works, needed, resource.capacity)
    last = model.new_int_var(0, LONG, "")
    model.add_max_equality(last, list(ends.values()))
    model.minimize(last)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, WORKERS
    solver.parameters.cp_model_presolve = False  # on these tables it takes longer than the search
    found = solver.solve(model) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return solver.objective_value if found else float("inf"), solver.best_objective_bound


def worked(calendar: Calendar) -> Iterator[int]:
    """List the working days, counted from the start."""
    for number in range(LONG):
        if calendar.works(START + timedelta(days=number)):
            yield number


def compare(seconds: float, size: int) -> None:
    """Level a roadmap with both, and print the ends."""
    plan = made_up(size)
    ordered = network(plan)
    level_plan(network(made_up(20)), budget=Budget(seconds=1))  # compiled before it counts
    began = time.perf_counter()
    found = level_plan(ordered, budget=Budget(seconds=seconds))
    spent = time.perf_counter() - began
    start = START.toordinal()
    print(
        f"roadmap of {size} activities, two calendars, {size // 10} gates, {seconds:g} s each; "
        f"without limits done after {found.unlimited.finish - start} days"
    )
    print(f"  {'solver':12} {'done after':>10} {'at least':>9} {'seconds':>8}")
    print(_line("servanda", found.finish - start, found.bound - start, spent))
    peers = {"plain CP-SAT": plain}
    if importlib.util.find_spec("pyjobshop"):
        peers["PyJobShop"] = pyjobshop
    for name, peer in peers.items():
        began = time.perf_counter()
        end, bound = peer(plan, seconds)
        print(_line(name, end, bound, time.perf_counter() - began))


def _line(name: str, end: float, bound: float, spent: float) -> str:
    done = f"{end:g}" if isfinite(end) else "none found"
    return f"  {name:12} {done:>10} {bound:9g} {spent:8.1f}"


def main() -> None:
    """Compare on one roadmap."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--activities", type=int, default=120)
    options = parser.parse_args()
    print(machine.described())
    print(machine.compared({"OR-tools CP-SAT": "ortools", "PyJobShop": "pyjobshop"}))
    compare(options.seconds, options.activities)


if __name__ == "__main__":
    main()

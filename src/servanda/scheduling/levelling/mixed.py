"""Levelling where activities keep different calendars: bred along them, closed by CP-SAT.

CP-SAT counts each activity in working days of its own calendar and looks up, in a table, the day
that a working day is. Where these tables are long it does not come to an end of them, and a second
breed takes its place; the bound is then that of the critical path. What has begun stands; a gate is
a date that its successors wait for.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Timer
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from ortools.sat.python import cp_model

from servanda.scheduling.critical_path import ceilings, floors
from servanda.scheduling.levelling.dated import FF, NEVER, SF, SS, Dated, ended
from servanda.scheduling.levelling.evolution import Limits, evolve
from servanda.scheduling.levelling.problem import Whole
from servanda.scheduling.levelling.proof import Effort
from servanda.scheduling.levelling.solving import MANY, SAMPLE, Budget
from servanda.scheduling.model import Dependency, Link
from servanda.scheduling.network import Network, days_of

LONGEST_TABLES = 8_000
"""Entries of all tables together up to which CP-SAT is asked."""
Term = Any
"""A variable, an expression or a number: CP-SAT takes each of them for the other."""
KINDS = {Link.FS: 0, Link.SS: SS, Link.FF: FF, Link.SF: SF}


@dataclass(frozen=True, slots=True)
class Found:
    """Starts as places, what they cost (the end, made worse by broken deadlines), and a bound."""

    starts: Whole
    cost: int
    bound: int


def dated(network: Network, fixed: dict[str, tuple[int, int]]) -> Dated:
    """Lay a plan out; `fixed` are the starts and ends of what has begun."""
    plan, names = network.plan, sorted(network.timetables)
    tables = [network.timetables[name] for name in names]
    first, width = tables[0].first, len(tables[0].before)
    days = np.full((len(tables), width), width - 1, dtype=np.int32)
    for row, table in enumerate(tables):
        days[row, : len(table.days)] = table.days
    floor, end_floor, deadline = _dates(network, first)
    capacities = [resource.capacity for resource in plan.resources]
    at = np.array([fixed.get(each.id, (first - 1,) * 2) for each in network.activities]) - first
    return Dated(
        _whole([days_of(each) for each in network.activities]),
        _whole([names.index(each.calendar) for each in network.activities]),
        np.stack([table.before for table in tables]).astype(np.int32),
        days, floor, end_floor, deadline, _whole(at[:, 0]), _whole(at[:, 1]),
        _whole([[each.needs.get(r.id, 0) for r in plan.resources] for each in network.activities])
        .reshape(len(network.activities), len(capacities)),
        _whole(capacities),
        *_links(network, successors=False),
        *_links(network, successors=True),
    )  # fmt: skip


def _whole(values: ArrayLike) -> Whole:
    return np.ascontiguousarray(np.array(values, dtype=np.int32))


def _dates(network: Network, first: int) -> tuple[Whole, Whole, Whole]:
    size = len(network.activities)
    starts, ends = np.zeros(size, dtype=np.int32), np.full(size, -1, dtype=np.int32)
    limits = np.full(size, NEVER, dtype=np.int32)
    for place, activity in enumerate(network.activities):
        for moment, holds_end in floors(network, activity):
            held = ends if holds_end else starts
            held[place] = max(held[place], moment - first)
        for moment, holds_start in ceilings(activity):
            spare = days_of(activity) if holds_start else 0
            limits[place] = min(limits[place], moment - first + spare)
    return starts, ends, limits


def _links(network: Network, *, successors: bool) -> tuple[Whole, Whole, Whole, Whole]:
    begins, rows = [0], list[tuple[int, int, int]]()
    sides = network.out_of if successors else network.into
    for activity in network.activities:
        held: tuple[Dependency, ...] = sides.get(activity.id, ())
        for each in held:
            other = network.places[each.after if successors else each.before]
            rows.append((other, KINDS[each.link], each.lag))
        begins.append(len(rows))
    table = np.array(rows, dtype=np.int32).reshape(-1, 3)
    return _whole(begins), _whole(table[:, 0]), _whole(table[:, 1]), _whole(table[:, 2])


def level_dated(problem: Dated, earliest: Whole, bound: int, budget: Budget, seed: int) -> Found:
    """Find the cheapest schedule within a budget; `earliest` are starts without limits."""
    still = np.zeros(1, dtype=np.bool_)
    _breed(problem, earliest, 0, seed, bound, still)  # compiled before the time is counted
    deadline = monotonic() + budget.seconds
    timer = Timer(max(0.05, budget.seconds), still.fill, [True])
    timer.start()
    try:
        found = _breed(problem, earliest, SAMPLE, seed, bound, still)
        if found.cost <= bound:
            return found
        small = _entries(problem, earliest, found) <= LONGEST_TABLES
        if budget.schedules is not None:
            bred = _breed(problem, earliest, budget.schedules, seed + 1, bound, still)
            best = min(found, bred, key=lambda each: each.cost)
            if not small:
                return best
            left = max(0.1, deadline - monotonic())
            return _closed(problem, earliest, best, Effort(left, budget.deterministic, 1, seed))
        if small:
            return _side_by_side(problem, earliest, found, deadline, seed)
        return _two_breeds(problem, earliest, found, seed, still)
    finally:
        timer.cancel()


def _side_by_side(
    problem: Dated, earliest: Whole, found: Found, deadline: float, seed: int
) -> Found:
    with ThreadPoolExecutor(1) as pool:
        for turn, share in enumerate((0.3, 1.0), start=1):
            left = deadline - monotonic()
            if found.cost <= found.bound or left < 0.05:
                break
            stop = np.zeros(1, dtype=np.bool_)
            job = pool.submit(_breed, problem, earliest, MANY, seed + turn, found.bound, stop)
            try:
                effort = Effort(max(0.05, share * left), None, 1, seed + turn)
                closed = _closed(problem, earliest, found, effort)
            finally:
                stop[0] = True
            best = min(closed, job.result(), key=lambda each: each.cost)
            found = Found(best.starts, best.cost, closed.bound)
    return found


def _two_breeds(
    problem: Dated, earliest: Whole, found: Found, seed: int, still: NDArray[np.bool_]
) -> Found:
    """Breed twice side by side until the time is over; return the best."""
    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(_breed, problem, earliest, MANY, seed + turn, found.bound, still)
            for turn in (1, 2)
        ]
        return min(found, *(job.result() for job in jobs), key=lambda each: each.cost)


def _entries(problem: Dated, earliest: Whole, found: Found) -> int:
    """Count the entries of the tables that CP-SAT would look up."""
    total = 0
    for row in np.flatnonzero((problem.work > 0) & (problem.fixed_start < 0)):
        before = problem.before[problem.calendar[row]]
        last = min(found.cost, len(before) - 1)
        if before[last] < last:
            total += int(before[last]) - int(before[earliest[row]])
    return total


def _breed(
    problem: Dated, earliest: Whole, schedules: int, seed: int, bound: int, stop: NDArray[np.bool_]
) -> Found:
    starts = np.zeros(len(problem.work), dtype=np.int32)
    first = np.arange(len(problem.work), dtype=np.int32)
    limits = Limits(bound, schedules, seed)
    room = problem.before.shape[1]
    cost = evolve(problem, first, earliest.astype(np.float64), room, limits, stop, starts)
    return Found(starts, int(cost), bound)


def _closed(problem: Dated, earliest: Whole, found: Found, effort: Effort) -> Found:
    """Let CP-SAT search for something cheaper."""
    ends = [int(ended(problem, row, found.starts)) for row in range(len(problem.work))]
    if found.cost > max(ends):
        return found  # a deadline is broken in every schedule found; what is broken is told
    model = Model(problem, earliest, found)
    return model.solved(effort)


class Model:
    """A plan put to CP-SAT, its horizon being the best end known."""

    def __init__(self, problem: Dated, earliest: Whole, found: Found) -> None:
        """Model a plan; its known schedule is the hint."""
        self.problem, self.earliest, self.found = problem, earliest, found
        self.model = cp_model.CpModel()
        self.numbers: list[Term] = []
        self.starts: list[Term] = []
        self.ends: list[Term] = []
        self.end = self.model.new_int_var(found.bound, found.cost, "end")
        for row in range(len(problem.work)):
            self._place(row)
        for row in range(len(problem.work)):
            self._link(row)
            self.model.add(self.end >= self.ends[row])
        for resource in range(len(problem.capacities)):
            self._share(resource)
        self.model.minimize(self.end)
        self._hint()

    def solved(self, effort: Effort) -> Found:
        """Search within the effort; return the better of what was known and what was found."""
        solver = cp_model.CpSolver()
        asked = solver.parameters
        asked.max_time_in_seconds = max(0.01, effort.seconds)
        if effort.deterministic is not None:
            asked.max_deterministic_time = effort.deterministic
        asked.num_workers, asked.random_seed = effort.workers, effort.seed
        status = solver.solve(self.model)
        known = self.found
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return known
        bound = max(known.bound, round(solver.best_objective_bound))
        cost = int(solver.objective_value)
        if cost >= known.cost:
            return Found(known.starts, known.cost, min(bound, known.cost))
        starts = np.array([solver.value(each) for each in self.starts], dtype=np.int32)
        return Found(starts, cost, bound)

    def _place(self, row: int) -> None:
        """Give a row its start, its end, and its number of working days before."""
        problem, work, model = self.problem, int(self.problem.work[row]), self.model
        if problem.fixed_start[row] >= 0:
            self.numbers.append(0)
            self.starts.append(int(problem.fixed_start[row]))
            self.ends.append(int(problem.fixed_end[row]))
            return
        low = int(self.earliest[row])
        high = min(self.found.cost, int(problem.deadline[row]))
        before, days = (table[problem.calendar[row]] for table in (problem.before, problem.days))
        if work == 0:
            at = model.new_int_var(low, high, "")
            self.numbers.append(at)
            self.starts.append(at)
            self.ends.append(at)
            return
        least, most = int(before[low]), int(before[high]) - work
        number = model.new_int_var(least, max(least, most), "")
        self.numbers.append(number)
        self.starts.append(self._looked_up(days, number, least, most, 0))
        self.ends.append(self._looked_up(days, number, least, most, work))

    def _hint(self) -> None:
        """Tell the schedule that is known, every variable of it."""
        known, problem, told = self.found.starts, self.problem, dict[int, tuple[Term, int]]()
        for row, start in enumerate(self.starts):
            number = int(problem.before[problem.calendar[row], known[row]])
            finish = int(ended(problem, row, known))
            pairs = [(start, int(known[row])), (self.ends[row], finish)]
            if problem.work[row]:
                pairs.append((self.numbers[row], number))
            told |= {each.index: (each, at) for each, at in pairs if _is_variable(each)}
        told[self.end.index] = (self.end, self.found.cost)
        for term, at in told.values():
            self.model.add_hint(term, at)

    def _looked_up(
        self, days: Whole, number: cp_model.IntVar, least: int, most: int, work: int
    ) -> Term:
        """Return the day of a working day's number: by its table, unless every day is worked."""
        on = days[least + max(0, work - 1) : max(least, most) + max(1, work)] + (work > 0)
        if int(on[-1] - on[0]) == len(on) - 1:
            return number + int(on[0]) - least
        found = self.model.new_int_var(int(on[0]), int(on[-1]), "")
        self.model.add_element(number - least, [int(day) for day in on], found)
        return found

    def _link(self, row: int) -> None:
        problem = self.problem
        if problem.fixed_start[row] >= 0:
            return
        for at in range(problem.cause_begins[row], problem.cause_begins[row + 1]):
            cause, kind = int(problem.causes[at]), int(problem.cause_kinds[at])
            lag = int(problem.cause_lags[at])
            from_ = self.starts[cause] if kind in {SS, SF} else self.ends[cause]
            own = self.ends[row] if kind >= FF else self.starts[row]
            if lag == 0:
                self.model.add(own >= from_)
            else:
                self._lagged(row, from_, own, lag, ends=kind >= FF)

    def _lagged(
        self,
        row: int,
        from_: Term,
        own: Term,
        lag: int,
        *,
        ends: bool,
    ) -> None:
        """Hold a row some working days of its own calendar after a moment."""
        problem, work = self.problem, int(self.problem.work[row])
        before, days = (table[problem.calendar[row]] for table in (problem.before, problem.days))
        last = self.found.cost
        if int(before[last]) == last:  # every day is worked
            self.model.add(own >= from_ + lag)
            return
        done = self.model.new_int_var(0, int(before[last]), "")
        self.model.add_element(from_, [int(count) for count in before[: last + 1]], done)
        if work:
            self.model.add(self.numbers[row] + (work if ends else 0) >= done + lag)
            return
        shifted = [int(days[max(0, count + lag - 1)]) + 1 for count in range(int(before[last]) + 1)]
        reached = self.model.new_int_var(min(shifted), max(shifted), "")
        self.model.add_element(done, shifted, reached)
        self.model.add(own >= reached)

    def _share(self, resource: int) -> None:
        """Keep the users of a resource within it; what has begun counts as long as it runs."""
        problem, intervals, units = self.problem, [], []
        for row in np.flatnonzero(problem.needs[:, resource]):
            if not problem.work[row]:
                continue
            length = self.model.new_int_var(0, self.found.cost, "")
            start, end = self.starts[row], self.ends[row]
            known = self.found.starts
            self.model.add_hint(length, int(ended(problem, row, known) - known[row]))
            intervals.append(self.model.new_interval_var(start, length, end, ""))
            units.append(int(problem.needs[row, resource]))
        if intervals and self._stands(resource):
            self.model.add_cumulative(intervals, units, int(problem.capacities[resource]))

    def _stands(self, resource: int) -> bool:
        """Tell whether what has begun keeps within a resource; else it cannot be a limit."""
        problem = self.problem
        used = np.zeros(problem.before.shape[1] + 1, dtype=np.int64)
        for row in np.flatnonzero(problem.fixed_start >= 0):
            used[problem.fixed_start[row] : problem.fixed_end[row]] += problem.needs[row, resource]
        return bool((used <= problem.capacities[resource]).all())


def _is_variable(term: Term) -> bool:
    return isinstance(term, cp_model.IntVar)


def violations(problem: Dated, starts: Whole) -> list[str]:
    """List what a schedule breaks; nothing where it keeps every link, calendar and capacity."""
    used = np.zeros((problem.before.shape[1] + 1, len(problem.capacities)), dtype=np.int64)
    for row in range(len(problem.work)):
        used[starts[row] : ended(problem, row, starts)] += problem.needs[row]
    return [f"resource {each}" for each in np.flatnonzero((used > problem.capacities).any(0))]

"""Scenarios one after the other, each from the same start and each certified.

A scenario begins from an optimal basis of a known one: its prices with the new bounds are still
right for dual steps, and what they end in is where primal steps at the new costs begin. Searches
add the paths that are missing until none is, which bounds how far the objective is from the best.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from servanda.flows.core.basis import refactor, set_duals, set_values
from servanda.flows.core.search import FULL, fill_column, path_cost, price, weigh
from servanda.flows.core.simplex import FEASIBLE, LOST, OPTIMAL, dual, freshen, primal

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
EXACT = 1e-10
"""How far the objective may be from the bound that proves it, relative to itself."""
NOTHING = 1e-4
"""An objective below this share of going without altogether is proved as if it were this large."""
ROUNDS = 200
DEAR = 4.0
"""What a closed path costs, in multiples of going without: enough never to be used."""


class Starts(NamedTuple):
    """Optimal bases of known scenarios."""

    size: Whole
    tight: Whole
    paths: Whole
    inverse: Real
    costs: Real
    bounds: Real


class Answers(NamedTuple):
    """What is kept of each scenario."""

    objective: Real
    delivered: Real
    """By part."""
    duals: Real
    """By row."""
    forward: Real
    """By link, what enters at its tail; then `backward`, what enters at its head."""
    backward: Real
    money: Real
    """By part: transport only, without the value of time."""
    hours: Real
    """By part: hours times what is delivered."""
    corridors: Real
    """By corridor: what is delivered over paths that use it."""
    failed: NDArray[np.bool_]


@njit(cache=True, nogil=True)
def set_costs(graph, gain, weights, going_without, pool, first, count, costs):  # type: ignore[no-untyped-def]
    """Write what each path costs more than going without; closed paths are dear."""
    for path in range(first, count):
        without = going_without[pool.part[path]]
        own = path_cost(graph, gain, weights, pool, path)
        costs[path] = min(own - without, DEAR * without)


@njit(cache=True, nogil=True)
def load(basis, starts, start):  # type: ignore[no-untyped-def]
    """Take up an optimal basis."""
    size = starts.size[start]
    basis.place[:] = -1
    basis.home[:] = -1
    for at in range(size):
        basis.tight[at] = starts.tight[start, at]
        basis.paths[at] = starts.paths[start, at]
        basis.place[basis.tight[at]] = at
        basis.home[basis.paths[at]] = at
        basis.inverse[at, :size] = starts.inverse[start, at, :size]
    return size


@njit(cache=True, nogil=True)
def choose(starts, bounds):  # type: ignore[no-untyped-def]
    """Choose the start whose bounds are the most like these."""
    best, chosen = np.inf, 0
    for start in range(len(starts.size)):
        away = 0.0
        for row in range(len(bounds)):
            away += abs(starts.bounds[start, row] - bounds[row])
        if away < best:
            best, chosen = away, start
    return chosen


@njit(cache=True, nogil=True)
def feasible(basis, size, allowance):  # type: ignore[no-untyped-def]
    """Tell whether no flow and no slack lies below nothing."""
    for p in range(size):
        if basis.flow[p] < -allowance:
            return False
    for row in range(len(basis.slack)):
        if basis.slack[row] < -allowance and basis.place[row] < 0:
            return False
    return True


@njit(cache=True, nogil=True)
def clear(basis):  # type: ignore[no-untyped-def]
    """Empty the basis: nothing is carried, which is always possible."""
    basis.place[:] = -1
    basis.home[:] = -1
    return 0


@njit(cache=True, nogil=True)
def begin(graph, pool, count, starts, basis, bounds, steps):  # type: ignore[no-untyped-def]
    """Bring a start to where nothing is below nothing; return the size of its basis."""
    if len(starts.size) == 0:
        return clear(basis)
    start = choose(starts, bounds)
    size = load(basis, starts, start)
    if graph.lossy[0] and not refactor(basis, size, pool):
        return clear(basis)
    set_values(basis, size, pool, bounds)
    if feasible(basis, size, FEASIBLE):
        return size
    if graph.lossy[0]:
        return clear(basis)
    size = dual(basis, size, pool, count, starts.costs[start], steps)
    return clear(basis) if size == LOST else size


@njit(cache=True, nogil=True)
def certify(basis, size, bounds, costs, going_without, limits, above):  # type: ignore[no-untyped-def]
    """Return the objective, and whether duals prove that none is lower."""
    constant, proof, objective = 0.0, 0.0, 0.0
    for part in range(len(going_without)):
        constant += going_without[part] * bounds[limits + part]
    for row in range(len(bounds)):
        if basis.duals[row] > OPTIMAL:
            return constant, False
        proof += basis.duals[row] * bounds[row]
    for p in range(size):
        objective += costs[basis.paths[p]] * basis.flow[p]
    gap = abs(objective - proof) + above
    right = gap <= EXACT * max(abs(constant + objective), NOTHING * constant)
    return constant + objective, right and feasible(basis, size, 1e-8)


@njit(cache=True, nogil=True)
def solve_one(graph, cost, hours, gain, value_of_time, bounds, without, pool, count, starts, work):  # type: ignore[no-untyped-def]
    """Solve one scenario; return paths known, paths in the basis (or FULL), objective, if proved."""
    basis, weights, costs, worth, scratch, steps = work
    limits = graph.limits[0]
    weigh(graph, cost, hours, value_of_time, weights)
    if graph.lossy[0]:
        for path in range(count):
            fill_column(graph, gain, pool, path, scratch[5])
    set_costs(graph, gain, weights, without, pool, 0, count, costs)
    size = begin(graph, pool, count, starts, basis, bounds, steps)
    if size == 0:
        set_values(basis, size, pool, bounds)
    for _ in range(ROUNDS):
        size = primal(basis, size, pool, count, costs, steps)
        if size == LOST or not freshen(basis, size, pool, bounds):
            return count, 0, 0.0, False
        set_duals(basis, size, costs)
        worth[:] = without + basis.duals[limits:]
        known = count
        count, above = price(
            graph, gain, weights, basis.duals, worth, bounds, pool, count, OPTIMAL, scratch
        )
        if count == FULL:
            return known, FULL, 0.0, False
        if count == known:
            objective, proved = certify(basis, size, bounds, costs, without, limits, above)
            return count, size, objective, proved
        set_costs(graph, gain, weights, without, pool, known, count, costs)
        basis.home[known:count] = -1
    return count, 0, 0.0, False


@njit(cache=True, nogil=True)
def tell(graph, arcs, cost, hours, gain, pool, path, flow, row, answers):  # type: ignore[no-untyped-def]
    """Add what one path carries to the answers of a scenario."""
    forward, corridor_start, corridors, stamp = arcs
    part = pool.part[path]
    last = pool.arc_start[path + 1]
    amount = flow
    for at in range(pool.arc_start[path], last):
        element = graph.element[pool.arcs[at]]
        if element >= 0:
            amount /= gain[element]
    answers.delivered[row, part] += flow
    for at in range(pool.arc_start[path], last):
        arc = pool.arcs[at]
        element = graph.element[arc]
        if element < 0:
            continue
        answers.money[row, part] += amount * cost[element]
        answers.hours[row, part] += flow * hours[element]
        if element < answers.forward.shape[1]:
            if forward[arc]:
                answers.forward[row, element] += amount
            else:
                answers.backward[row, element] += amount
            for which in range(corridor_start[element], corridor_start[element + 1]):
                if stamp[corridors[which]] != path:
                    stamp[corridors[which]] = path
                    answers.corridors[row, corridors[which]] += flow
        amount *= gain[element]


@njit(cache=True, nogil=True)
def solve_chunk(graph, arcs, numbers, pool, count, starts, work, answers, first, last):  # type: ignore[no-untyped-def]
    """Solve the scenarios of a chunk, each from the same pool and starts."""
    basis = work[0]
    stamp = arcs[3]
    limits = graph.limits[0]
    for row in range(first, last):
        cost, hours, gain = numbers.cost[row], numbers.hours[row], numbers.gain[row]
        _, size, objective, proved = solve_one(
            graph,
            cost,
            hours,
            gain,
            numbers.value_of_time[row],
            numbers.bounds[row],
            numbers.price[row],
            pool,
            count,
            starts,
            work,
        )
        answers.failed[row] = not proved
        if not proved:
            continue
        answers.objective[row] += objective
        answers.duals[row, :] = basis.duals[:limits]
        stamp[:] = -1
        for p in range(size):
            flow = max(basis.flow[p], 0.0)
            if flow > 0.0:
                tell(graph, arcs, cost, hours, gain, pool, basis.paths[p], flow, row, answers)

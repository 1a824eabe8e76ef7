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

from servanda.flows.core.basis import (
    DUAL,
    FLOW,
    PATH,
    SLACK,
    TIGHT,
    refactor,
    set_duals,
    set_values,
)
from servanda.flows.core.search import FULL, fill_column, price, set_costs, weigh
from servanda.flows.core.simplex import FEASIBLE, LOST, OPTIMAL, walk

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
EXACT = 1e-10
"""How far the objective may be from the bound that proves it, relative to itself."""
NOTHING = 1e-4
"""An objective below this share of going without altogether is proved as if it were this large."""
ROUNDS = 200
ALLOWED = 1e-8
"""How far below nothing a flow or slack of an answer may lie."""
FAILED = -2


class Starts(NamedTuple):
    """Optimal bases of known scenarios."""

    size: Whole
    lists: Whole
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
    size: Whole
    """Paths in the basis; FULL where there was no room for more paths, FAILED where not proved."""


@njit(inline="always")
def load(basis, starts, bounds):  # type: ignore[no-untyped-def]
    """Take up the optimal basis whose bounds are the most like these; return which and its size."""
    lists, place, home, inverse, _, _ = basis
    sizes, known_lists, known_inverse, _, known_bounds = starts
    for row in range(len(place)):
        place[row] = -1
    for path in range(len(home)):
        home[path] = -1
    best, chosen, size = np.inf, -1, 0
    for start in range(len(sizes)):
        away = 0.0
        for row in range(len(bounds)):
            away += abs(known_bounds[start, row] - bounds[row])
        if away < best:
            best, chosen = away, start
    if chosen >= 0:
        size = sizes[chosen]
    for at in range(size):
        lists[TIGHT, at] = known_lists[chosen, TIGHT, at]
        lists[PATH, at] = known_lists[chosen, PATH, at]
        place[lists[TIGHT, at]] = at
        home[lists[PATH, at]] = at
        for other in range(size):
            inverse[at, other] = known_inverse[chosen, at, other]
    return chosen, size


@njit(cache=True, nogil=True, error_model="numpy")
def lies_below(basis, size):  # type: ignore[no-untyped-def]
    """Return how far below nothing the lowest flow or slack lies."""
    _, place, _, _, small, wide = basis
    least = 0.0
    for p in range(size):
        least = min(least, small[FLOW, p])
    for row in range(len(place)):
        if place[row] < 0:
            least = min(least, wide[SLACK, row])
    return -least


@njit(inline="always")
def clear(basis, size):  # type: ignore[no-untyped-def]
    """Empty the basis: nothing is carried, which is always possible."""
    _, place, home, _, _, _ = basis
    for row in range(len(place)):
        place[row] = -1
    for path in range(len(home)):
        home[path] = -1
    return 0 * size


@njit(inline="always")
def certify(basis, size, bounds, costs, without, limits, above):  # type: ignore[no-untyped-def]
    """Return the objective, and whether the duals prove that none is lower."""
    lists, _, _, _, small, wide = basis
    constant, proof, objective = 0.0, 0.0, 0.0
    for part in range(len(without)):
        constant += without[part] * bounds[limits + part]
    right = True
    for row in range(len(bounds)):
        right = right and wide[DUAL, row] <= OPTIMAL
        proof += wide[DUAL, row] * bounds[row]
    for p in range(size):
        objective += costs[lists[PATH, p]] * small[FLOW, p]
    gap = abs(objective - proof) + above
    scale = max(abs(constant + objective), NOTHING * constant)
    return constant + objective, right and gap <= EXACT * scale


@njit(inline="always")
def tell(graph, facts, cost, hours, gain, routes, path, flow, row, answers):  # type: ignore[no-untyped-def]
    """Add what one path carries to the answers of a scenario."""
    element, parts, arc_start, arcs = graph.element, routes[0], routes[1], routes[2]
    delivered, forward, backward = answers.delivered, answers.forward, answers.backward
    money, time, corridor_flow = answers.money, answers.hours, answers.corridors
    onward, corridor_start, corridors, stamp = facts
    part, last = parts[path], arc_start[path + 1]
    amount = flow
    for at in range(arc_start[path], last):
        if element[arcs[at]] >= 0:
            amount /= gain[element[arcs[at]]]
    delivered[row, part] += flow
    for at in range(arc_start[path], last):
        arc = arcs[at]
        each = element[arc]
        if each < 0:
            continue
        money[row, part] += amount * cost[each]
        time[row, part] += flow * hours[each]
        if each < forward.shape[1]:
            if onward[arc]:
                forward[row, each] += amount
            else:
                backward[row, each] += amount
            for which in range(corridor_start[each], corridor_start[each + 1]):
                if stamp[corridors[which]] != path:
                    stamp[corridors[which]] = path
                    corridor_flow[row, corridors[which]] += flow
        amount *= gain[each]


@njit(inline="always")
def begin(basis, starts, bounds, uses, lossy, gain, routes, columns, count, limits, seen):  # type: ignore[no-untyped-def]
    """Take up a start; return which, its size, and whether dual steps must come first."""
    chosen, size = load(basis, starts, bounds)
    if lossy:
        for path in range(count):
            fill_column(uses, gain, routes, columns, path, limits, seen)
        if size > 0 and not refactor(basis, size, columns):
            size = clear(basis, size)
    set_values(basis, size, columns, bounds)
    by_dual = size > 0 and lies_below(basis, size) > FEASIBLE
    if by_dual and lossy:
        size, by_dual = clear(basis, size), False
        set_values(basis, size, columns, bounds)
    return chosen, size, by_dual


@njit(inline="always")
def freshen(basis, size, columns, bounds, costs, without, limits, worth):  # type: ignore[no-untyped-def]
    """Compute flows, duals and the worth of parts anew; return by how much flows miss, at most."""
    lists, _, _, inverse, _, wide = basis
    missed = set_values(basis, size, columns, bounds)
    if missed > FEASIBLE and refactor(basis, size, columns):
        missed = set_values(basis, size, columns, bounds)
    set_duals(lists, inverse, wide, size, costs)
    for part in range(len(worth)):
        worth[part] = without[part] + wide[DUAL, limits + part]
    return missed


@njit(inline="always")
def keep(graph, facts, numbers, routes, basis, size, row, answers):  # type: ignore[no-untyped-def]
    """Write the answers of a scenario."""
    lists, small, wide, stamp, duals = basis[0], basis[4], basis[5], facts[3], answers.duals
    for limit in range(duals.shape[1]):
        duals[row, limit] = wide[DUAL, limit]
    for corridor in range(len(stamp)):
        stamp[corridor] = -1
    cost, hours, gain = numbers.cost[row], numbers.hours[row], numbers.gain[row]
    for p in range(size):
        if small[FLOW, p] > 0.0:
            path, flow = lists[PATH, p], small[FLOW, p]
            tell(graph, facts, cost, hours, gain, routes, path, flow, row, answers)


@njit(inline="always")
def settle(context, gain, bounds, without, routes, columns, starts, work, begun):  # type: ignore[no-untyped-def]
    """Walk and price until no path is missing; return paths, size, objective, whether proved."""
    graph, element, commodity, lossy, limits = context
    basis, weights, costs, worth, scratch, steps = work
    home, wide = basis[2], basis[5]
    chosen, size, by_dual, count = begun
    new, objective, proved, going = 0, 0.0, False, True
    rounds = 0
    while going and rounds < ROUNDS:
        rounds += 1
        own = starts.costs[chosen] if by_dual else costs
        if not by_dual:
            set_costs(element, lossy, gain, weights, commodity, routes, new, count, without, costs)
        size = walk(basis, size, columns, count, own, steps, by_dual)
        if by_dual:
            by_dual = False
            if size == LOST:
                size = clear(basis, 0)
                set_values(basis, size, columns, bounds)
            continue
        if size == LOST:
            break
        missed = freshen(basis, size, columns, bounds, costs, without, limits, worth)
        new = count
        count, above = price(
            graph, gain, weights, wide[DUAL], worth, bounds, routes, columns, new, OPTIMAL, scratch
        )
        going = count > new
        if count == new:
            objective, proved = certify(basis, size, bounds, costs, without, limits, above)
            proved = proved and missed <= ALLOWED and lies_below(basis, size) <= ALLOWED
        for path in range(new, count):
            home[path] = -1
    if count == FULL:
        return new, FULL, objective, proved
    return count, size if proved else FAILED, objective, proved


@njit(cache=True, nogil=True, error_model="numpy")
def solve_rows(graph, facts, numbers, routes, columns, known, starts, work, answers, first, last):  # type: ignore[no-untyped-def]
    """Solve scenarios one by one, each from the same paths and starts.

    Return how many paths are known after the last; the paths that a scenario adds are its own.
    """
    basis, weights, scratch = work[0], work[1], work[4]
    element, lossy, limits = graph.element, graph.lossy[0], graph.limits[0]
    context = (graph, element, graph.part_commodity, lossy, limits)
    uses = (element, graph.row_start, graph.rows, graph.arriving, graph.source_row)
    count = known
    for row in range(first, last):
        gain, bounds, without = numbers.gain[row], numbers.bounds[row], numbers.price[row]
        weigh(graph, numbers.cost[row], numbers.hours[row], numbers.value_of_time[row], weights)
        chosen, size, by_dual = begin(
            basis, starts, bounds, uses, lossy, gain, routes, columns, known, limits, scratch.seen
        )
        begun = (chosen, size, by_dual, known)
        count, size, objective, proved = settle(
            context, gain, bounds, without, routes, columns, starts, work, begun
        )
        answers.size[row] = size
        answers.objective[row] = objective
        if proved:
            keep(graph, facts, numbers, routes, basis, size, row, answers)
    return count

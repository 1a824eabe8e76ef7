"""The simplex over a pool of paths: dual steps after bounds moved, primal steps after costs did."""

from __future__ import annotations

import numpy as np
from numba import njit

from servanda.flows.core.basis import (
    enter_path,
    enter_slack,
    line_of_slack,
    pivot,
    refactor,
    set_duals,
    set_values,
)

FEASIBLE = 1e-9
"""How far below nothing a flow or a slack may lie."""
OPTIMAL = 1e-11
"""How far below nothing a reduced cost may lie."""
PIVOT = 1e-8
"""No smaller number is divided by."""
PATIENCE = 40
"""After so many steps without progress the first that may enter does (Bland 1977)."""
LOST = -1
"""The steps ran out, or no pivot was safe."""


@njit(cache=True, nogil=True)
def reduced_cost(pool, duals, costs, path):  # type: ignore[no-untyped-def]
    """Return the cost of a path less what the duals of its rows are worth."""
    total = costs[path]
    for at in range(pool.row_start[path], pool.row_start[path + 1]):
        total -= duals[pool.rows[at]] * pool.values[at]
    return total


@njit(cache=True, nogil=True)
def _entering(basis, size, pool, count, costs, first):  # type: ignore[no-untyped-def]
    """Choose what enters: the lowest reduced cost, or the first below nothing."""
    best, chosen = -OPTIMAL, 0
    found = False
    for path in range(count):
        if basis.home[path] < 0:
            cost = reduced_cost(pool, basis.duals, costs, path)
            if cost < best:
                best, chosen, found = cost, path, True
                if first:
                    return found, chosen, best
    for t in range(size):
        row = basis.tight[t]
        if -basis.duals[row] < best:
            best, chosen, found = -basis.duals[row], -1 - row, True
            if first:
                return found, chosen, best
    return found, chosen, best


@njit(cache=True, nogil=True)
def _leaving(basis, size):  # type: ignore[no-untyped-def]
    """Choose what leaves: what reaches nothing first, of equals the one with the safest pivot."""
    least = _shortest(basis, size)
    safest, chosen, length = PIVOT, 0, 0.0
    found = False
    for p in range(size):
        if basis.change[p] > safest:
            ratio = max(basis.flow[p], 0.0) / basis.change[p]
            if ratio <= least:
                safest, chosen, length, found = basis.change[p], basis.paths[p], ratio, True
    for row in range(len(basis.slack)):
        if basis.rate[row] > safest and basis.place[row] < 0:
            ratio = max(basis.slack[row], 0.0) / basis.rate[row]
            if ratio <= least:
                safest, chosen, length, found = basis.rate[row], -1 - row, ratio, True
    return found, chosen, length


@njit(cache=True, nogil=True)
def _shortest(basis, size):  # type: ignore[no-untyped-def]
    """Return how far the entering one may go until something lies FEASIBLE below nothing."""
    least = np.inf
    for p in range(size):
        if basis.change[p] > PIVOT:
            least = min(least, (max(basis.flow[p], 0.0) + FEASIBLE) / basis.change[p])
    for row in range(len(basis.slack)):
        if basis.rate[row] > PIVOT and basis.place[row] < 0:
            least = min(least, (max(basis.slack[row], 0.0) + FEASIBLE) / basis.rate[row])
    return least


@njit(cache=True, nogil=True)
def exchange(basis, size, pool, entering, leaving, length, cost):  # type: ignore[no-untyped-def]
    """Pivot and bring the duals up to date; return the new size."""
    size = pivot(basis, size, pool, entering, leaving, length)
    if entering >= 0:
        p = basis.home[entering]
        for t in range(size):
            basis.duals[basis.tight[t]] += cost * basis.inverse[p, t]
    else:
        row = -1 - entering
        line_of_slack(basis, size, pool, row)
        for t in range(size):
            basis.duals[basis.tight[t]] -= cost * basis.line[t]
        basis.duals[row] = 0.0
    return size


@njit(cache=True, nogil=True)
def primal(basis, size, pool, count, costs, steps):  # type: ignore[no-untyped-def]
    """Take primal steps until no path of the pool is cheaper; return the size, or LOST."""
    set_duals(basis, size, costs)
    still = 0
    for _ in range(steps):
        first = still > PATIENCE
        found, entering, cost = _entering(basis, size, pool, count, costs, first)
        if not found:
            return size
        if entering >= 0:
            enter_path(basis, size, pool, entering)
        else:
            enter_slack(basis, size, pool, -1 - entering)
        found, leaving, length = _leaving(basis, size)
        if not found or size + 1 > len(basis.paths):
            return LOST
        still = still + 1 if length <= FEASIBLE else 0
        size = exchange(basis, size, pool, entering, leaving, length, cost)
    return LOST


@njit(cache=True, nogil=True)
def _lowest(basis, size):  # type: ignore[no-untyped-def]
    """Find the flow or slack that lies furthest below nothing."""
    worst, chosen = -FEASIBLE, 0
    found = False
    for p in range(size):
        if basis.flow[p] < worst:
            worst, chosen, found = basis.flow[p], basis.paths[p], True
    for row in range(len(basis.slack)):
        if basis.slack[row] < worst and basis.place[row] < 0:
            worst, chosen, found = basis.slack[row], -1 - row, True
    return found, chosen, worst


@njit(cache=True, nogil=True)
def _line(basis, size, pool, leaving):  # type: ignore[no-untyped-def]
    """Write the row of the inverse that belongs to what leaves."""
    if leaving >= 0:
        p = basis.home[leaving]
        basis.line[:size] = basis.inverse[p, :size]
    else:
        line_of_slack(basis, size, pool, -1 - leaving)
        for t in range(size):
            basis.line[t] = -basis.line[t]


@njit(cache=True, nogil=True)
def _on_line(basis, pool, path, row):  # type: ignore[no-untyped-def]
    """Return a path's entry on the line of what leaves."""
    total = 0.0
    for at in range(pool.row_start[path], pool.row_start[path + 1]):
        t = basis.place[pool.rows[at]]
        if t >= 0:
            total += basis.line[t] * pool.values[at]
        elif pool.rows[at] == row:
            total += pool.values[at]
    return total


@njit(cache=True, nogil=True)
def _dual_entering(basis, size, pool, count, costs, leaving):  # type: ignore[no-untyped-def]
    """Choose what enters so that no reduced cost falls below nothing."""
    row = -1 - leaving if leaving < 0 else -1
    least, safest, chosen, cost = np.inf, 0.0, 0, 0.0
    found = False
    for path in range(count):
        if basis.home[path] >= 0:
            continue
        entry = -_on_line(basis, pool, path, row)
        if entry > PIVOT:
            own = max(reduced_cost(pool, basis.duals, costs, path), 0.0)
            ratio = own / entry
            if ratio < least - OPTIMAL or (ratio <= least + OPTIMAL and entry > safest):
                least, safest, chosen, cost = min(ratio, least), entry, path, own
                found = True
    for t in range(size):
        entry = -basis.line[t]
        if entry > PIVOT:
            own = max(-basis.duals[basis.tight[t]], 0.0)
            ratio = own / entry
            if ratio < least - OPTIMAL or (ratio <= least + OPTIMAL and entry > safest):
                least, safest, chosen, cost = min(ratio, least), entry, -1 - basis.tight[t], own
                found = True
    return found, chosen, cost


@njit(cache=True, nogil=True)
def dual(basis, size, pool, count, costs, steps):  # type: ignore[no-untyped-def]
    """Take dual steps until no flow or slack lies below nothing; return the size, or LOST."""
    set_duals(basis, size, costs)
    for _ in range(steps):
        found, leaving, below = _lowest(basis, size)
        if not found:
            return size
        _line(basis, size, pool, leaving)
        found, entering, cost = _dual_entering(basis, size, pool, count, costs, leaving)
        if not found or size + 1 > len(basis.paths):
            return LOST
        if entering >= 0:
            enter_path(basis, size, pool, entering)
        else:
            enter_slack(basis, size, pool, -1 - entering)
        pivoted = basis.change[basis.home[leaving]] if leaving >= 0 else basis.rate[-1 - leaving]
        if abs(pivoted) < PIVOT:
            return LOST
        size = exchange(basis, size, pool, entering, leaving, below / pivoted, cost)
    return LOST


@njit(cache=True, nogil=True)
def residual(basis, size, pool, bounds):  # type: ignore[no-untyped-def]
    """Return by how much the flows of the basis miss the bounds of its tight rows, at most."""
    worst = 0.0
    for t in range(size):
        basis.rate[basis.tight[t]] = bounds[basis.tight[t]]
    for p in range(size):
        path = basis.paths[p]
        for at in range(pool.row_start[path], pool.row_start[path + 1]):
            basis.rate[pool.rows[at]] -= pool.values[at] * basis.flow[p]
    for t in range(size):
        worst = max(worst, abs(basis.rate[basis.tight[t]]))
    return worst


@njit(cache=True, nogil=True)
def freshen(basis, size, pool, bounds):  # type: ignore[no-untyped-def]
    """Compute flows anew, the inverse too where they miss by more than they may."""
    set_values(basis, size, pool, bounds)
    if residual(basis, size, pool, bounds) <= FEASIBLE:
        return True
    if not refactor(basis, size, pool):
        return False
    set_values(basis, size, pool, bounds)
    return residual(basis, size, pool, bounds) <= FEASIBLE

"""The simplex over a pool of paths: dual steps after bounds moved, primal steps after costs did."""

from __future__ import annotations

import numpy as np
from numba import njit

from servanda.flows.core.basis import (
    CHANGE,
    DUAL,
    FLOW,
    LINE,
    PATH,
    RATE,
    SLACK,
    TIGHT,
    border,
    cut,
    enter,
    line_of_row,
    replace_path,
    replace_row,
    set_duals,
    step,
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
NONE = -(2**31)
"""Nothing was chosen: neither a path nor, as -1 less its row, a slack."""


@njit(cache=True, nogil=True, error_model="numpy")
def reduced_cost(starts, rows, values, wide, cost, path):  # type: ignore[no-untyped-def]
    """Return the cost of a path less what the duals of its rows are worth."""
    for at in range(starts[path], starts[path + 1]):
        cost -= wide[DUAL, rows[at]] * values[at]
    return cost


@njit(inline="always")
def cheapest(basis, size, columns, count, costs, eager):  # type: ignore[no-untyped-def]
    """Choose what enters: the lowest reduced cost, or eagerly the first below nothing."""
    lists, _, home, _, _, wide = basis
    starts, rows, values = columns
    best, chosen = -OPTIMAL, NONE
    for path in range(count):
        if home[path] < 0:
            cost = reduced_cost(starts, rows, values, wide, costs[path], path)
            if cost < best:
                best, chosen = cost, path
                if eager:
                    break
    for t in range(size if chosen == NONE or not eager else 0):
        cost = -wide[DUAL, lists[TIGHT, t]]
        if cost < best:
            best, chosen = cost, -1 - lists[TIGHT, t]
            if eager:
                break
    return chosen, best


@njit(cache=True, nogil=True, error_model="numpy")
def first_out(lists, place, small, wide, size):  # type: ignore[no-untyped-def]
    """Choose what leaves: what reaches nothing first, of equals the one with the safest pivot.

    A first look finds how far the entering one may go until something lies FEASIBLE below nothing.
    """
    least, safest, chosen, length = np.inf, PIVOT, NONE, 0.0
    for look in range(2):
        for candidate in range(size + len(place)):
            if candidate < size:
                rate, left, name = small[CHANGE, candidate], small[FLOW, candidate], 0
            else:
                row = candidate - size
                rate = wide[RATE, row] if place[row] < 0 else 0.0
                left, name = wide[SLACK, row], -1 - row
            if look == 0 and rate > PIVOT:
                least = min(least, (max(left, 0.0) + FEASIBLE) / rate)
            elif rate > safest and max(left, 0.0) / rate <= least:
                safest, length = rate, max(left, 0.0) / rate
                chosen = lists[PATH, candidate] if candidate < size else name
    return chosen, length


@njit(inline="always")
def lowest(basis, size):  # type: ignore[no-untyped-def]
    """Find the flow or slack that lies furthest below nothing."""
    lists, place, _, _, small, wide = basis
    worst, chosen = -FEASIBLE, NONE
    for p in range(size):
        if small[FLOW, p] < worst:
            worst, chosen = small[FLOW, p], lists[PATH, p]
    for row in range(len(place)):
        if wide[SLACK, row] < worst and place[row] < 0:
            worst, chosen = wide[SLACK, row], -1 - row
    return chosen, worst


@njit(inline="always")
def by_row(lists, small, wide, size, own_row):  # type: ignore[no-untyped-def]
    """Lay the line out by row, where the rates stand once something is chosen."""
    line = wide[RATE]
    line[:] = 0.0
    for t in range(size):
        line[lists[TIGHT, t]] = small[LINE, t]
    if own_row >= 0:
        line[own_row] = -1.0
    return line


@njit(inline="always")
def steadiest(basis, size, columns, count, costs, leaving):  # type: ignore[no-untyped-def]
    """Choose what enters for what leaves, so that no reduced cost falls below nothing."""
    lists, _, home, inverse, small, wide = basis
    starts, rows, values = columns
    own_row = -1
    if leaving >= 0:
        for t in range(size):
            small[LINE, t] = -inverse[home[leaving], t]
    else:
        own_row = -1 - leaving
        line_of_row(basis, size, columns, own_row)
    line = by_row(lists, small, wide, size, own_row)
    least, safest, chosen, cost = np.inf, 0.0, NONE, 0.0
    for candidate in range(count + size):
        if candidate < count:
            entry, own = 0.0, 0.0
            last = starts[candidate + 1] if home[candidate] < 0 else starts[candidate]
            for at in range(starts[candidate], last):
                entry += line[rows[at]] * values[at]
            if entry > PIVOT:
                own = reduced_cost(starts, rows, values, wide, costs[candidate], candidate)
        else:
            entry = small[LINE, candidate - count]
            own = -wide[DUAL, lists[TIGHT, candidate - count]]
        if entry > PIVOT:
            ratio = max(own, 0.0) / entry
            if ratio < least - OPTIMAL or (ratio <= least + OPTIMAL and entry > safest):
                least, safest, cost = min(ratio, least), entry, own
                chosen = candidate if candidate < count else -1 - lists[TIGHT, candidate - count]
    return chosen, cost


@njit(inline="always")
def exchange(basis, size, columns, entering, leaving, length, cost):  # type: ignore[no-untyped-def]
    """Pivot and bring flows, slacks and duals up to date; return the new size."""
    lists, place, home, inverse, small, wide = basis
    step(place, small, wide, size, length)
    row_out, row_in = -1 - leaving, -1 - entering
    if leaving < 0:
        line_of_row(basis, size, columns, row_out)
        wide[SLACK, row_out] = 0.0
        if entering >= 0:
            unit = 1.0 / wide[RATE, row_out]
            border(lists, place, home, inverse, small, size, unit, entering, row_out)
            size += 1
        else:
            replace_row(lists, place, inverse, small, size, place[row_in], row_out)
    elif entering >= 0:
        replace_path(lists, home, inverse, small, size, home[leaving], entering)
    else:
        cut(lists, place, home, inverse, small, size, home[leaving], place[row_in])
        size -= 1
    if entering >= 0:
        p = home[entering]
        small[FLOW, p] = length
        for t in range(size):
            wide[DUAL, lists[TIGHT, t]] += cost * inverse[p, t]
    else:
        wide[SLACK, row_in] = length
        line_of_row(basis, size, columns, row_in)
        for t in range(size):
            wide[DUAL, lists[TIGHT, t]] -= cost * small[LINE, t]
        wide[DUAL, row_in] = 0.0
    return size


@njit(cache=True, nogil=True, error_model="numpy")
def walk(basis, size, columns, count, costs, steps, by_dual):  # type: ignore[no-untyped-def]
    """Take dual steps until nothing lies below nothing, or primal steps until nothing is cheaper.

    Return the size of the basis, or LOST.
    """
    lists, place, home, inverse, small, wide = basis
    set_duals(lists, inverse, wide, size, costs)
    still = 0
    for _ in range(steps):
        length, below = 0.0, 0.0
        if by_dual:
            leaving, below = lowest(basis, size)
            if leaving == NONE:
                return size
            entering, cost = steadiest(basis, size, columns, count, costs, leaving)
        else:
            entering, cost = cheapest(basis, size, columns, count, costs, still > PATIENCE)
            leaving = entering
            if entering == NONE:
                return size
        if entering == NONE or size + 1 >= inverse.shape[0]:
            return LOST
        enter(basis, size, columns, entering)
        if by_dual:
            rate = small[CHANGE, home[leaving]] if leaving >= 0 else wide[RATE, -1 - leaving]
            if abs(rate) < PIVOT:
                return LOST
            length = below / rate
        else:
            leaving, length = first_out(lists, place, small, wide, size)
            if leaving == NONE:
                return LOST
            still = still + 1 if length <= FEASIBLE else 0
        size = exchange(basis, size, columns, entering, leaving, length, cost)
    return LOST

"""The basis of a packing program, kept small: only tight rows and the paths that fill them.

min c·f with A f ≤ b, f ≥ 0, where every row has a slack. Of a basis with k paths, all but k rows
have their slack in it, so the whole inverse follows from that of the k × k matrix of those paths
on the k tight rows. A pivot replaces a column or a row of it, borders it, or cuts a border off.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
SINGULAR = 1e-11


class Basis(NamedTuple):
    """A basis and what is computed from it."""

    tight: Whole
    """Rows without slack in the basis, in the order of the columns of the inverse."""
    paths: Whole
    """Paths in the basis, in the order of the rows of the inverse."""
    place: Whole
    """By row: where it stands in `tight`, or -1."""
    home: Whole
    """By path: where it stands in `paths`, or -1."""
    inverse: Real
    flow: Real
    slack: Real
    duals: Real
    change: Real
    """How fast the flows of the basis fall as something enters."""
    rate: Real
    """How fast each slack falls."""
    line: Real
    """A row of the inverse of the whole basis, on its tight rows."""
    reduced: Real
    """Reduced costs of the paths."""


def empty_basis(rows: int, paths: int, most: int) -> Basis:
    """Return a basis of slacks alone, with room for so many paths in it."""
    return Basis(
        np.zeros(most, dtype=np.int32),
        np.zeros(most, dtype=np.int32),
        np.full(rows, -1, dtype=np.int32),
        np.full(paths, -1, dtype=np.int32),
        np.zeros((most, most)),
        np.zeros(most),
        np.zeros(rows),
        np.zeros(rows),
        np.zeros(most),
        np.zeros(rows),
        np.zeros(most),
        np.zeros(paths),
    )


@njit(cache=True, nogil=True)
def set_values(basis, size, pool, bounds):  # type: ignore[no-untyped-def]
    """Compute flows and slacks from the bounds."""
    for p in range(size):
        total = 0.0
        for t in range(size):
            total += basis.inverse[p, t] * bounds[basis.tight[t]]
        basis.flow[p] = total
    leave_slack(basis, size, pool, bounds)


@njit(cache=True, nogil=True)
def leave_slack(basis, size, pool, bounds):  # type: ignore[no-untyped-def]
    """Compute what the flows of the basis leave of each bound."""
    basis.slack[:] = bounds
    for p in range(size):
        path = basis.paths[p]
        for at in range(pool.row_start[path], pool.row_start[path + 1]):
            basis.slack[pool.rows[at]] -= pool.values[at] * basis.flow[p]


@njit(cache=True, nogil=True)
def set_duals(basis, size, costs):  # type: ignore[no-untyped-def]
    """Compute the duals of all rows from the costs of the paths."""
    basis.duals[:] = 0.0
    for p in range(size):
        cost = costs[basis.paths[p]]
        for t in range(size):
            basis.duals[basis.tight[t]] += cost * basis.inverse[p, t]


@njit(cache=True, nogil=True)
def enter_path(basis, size, pool, path):  # type: ignore[no-untyped-def]
    """Compute how fast flows and slacks fall as a path enters."""
    basis.change[:size] = 0.0
    basis.rate[:] = 0.0
    for at in range(pool.row_start[path], pool.row_start[path + 1]):
        row, value = pool.rows[at], pool.values[at]
        basis.rate[row] += value
        t = basis.place[row]
        if t >= 0:
            for p in range(size):
                basis.change[p] += basis.inverse[p, t] * value
    _take_flows(basis, size, pool)


@njit(cache=True, nogil=True)
def enter_slack(basis, size, pool, row):  # type: ignore[no-untyped-def]
    """Compute how fast flows and slacks fall as the slack of a tight row enters."""
    t = basis.place[row]
    for p in range(size):
        basis.change[p] = basis.inverse[p, t]
    basis.rate[:] = 0.0
    basis.rate[row] = 1.0
    _take_flows(basis, size, pool)


@njit(cache=True, nogil=True)
def _take_flows(basis, size, pool):  # type: ignore[no-untyped-def]
    for p in range(size):
        change = basis.change[p]
        if change != 0.0:
            path = basis.paths[p]
            for at in range(pool.row_start[path], pool.row_start[path + 1]):
                basis.rate[pool.rows[at]] -= change * pool.values[at]


@njit(cache=True, nogil=True)
def line_of_slack(basis, size, pool, row):  # type: ignore[no-untyped-def]
    """Write the row's entries in the paths of the basis, times the inverse."""
    basis.line[:size] = 0.0
    for p in range(size):
        path = basis.paths[p]
        for at in range(pool.row_start[path], pool.row_start[path + 1]):
            if pool.rows[at] == row:
                value = pool.values[at]
                for t in range(size):
                    basis.line[t] += value * basis.inverse[p, t]
                break


@njit(cache=True, nogil=True)
def step(basis, size, length):  # type: ignore[no-untyped-def]
    """Move flows and slacks along the entering one."""
    if length == 0.0:
        return
    for p in range(size):
        basis.flow[p] -= length * basis.change[p]
    for row in range(len(basis.slack)):
        if basis.place[row] < 0:
            basis.slack[row] -= length * basis.rate[row]


@njit(cache=True, nogil=True)
def pivot(basis, size, pool, entering, leaving, length):  # type: ignore[no-untyped-def]
    """Exchange the entering for the leaving one and return how many paths are in the basis.

    Paths are given by their number, slacks as -1 less the row. `change` and `rate` hold what the
    entering one does.
    """
    step(basis, size, length)
    if entering >= 0 and leaving >= 0:
        return _path_for_path(basis, size, entering, leaving, length)
    if entering >= 0:
        return _path_for_slack(basis, size, pool, entering, -1 - leaving, length)
    row = -1 - entering
    basis.slack[row] = length
    if leaving >= 0:
        return _slack_for_path(basis, size, row, leaving)
    return _slack_for_slack(basis, size, pool, row, -1 - leaving)


@njit(cache=True, nogil=True)
def _path_for_path(basis, size, entering, leaving, length):  # type: ignore[no-untyped-def]
    p = basis.home[leaving]
    inverse = basis.inverse
    unit = 1.0 / basis.change[p]
    for t in range(size):
        inverse[p, t] *= unit
    for other in range(size):
        factor = basis.change[other]
        if other != p and factor != 0.0:
            for t in range(size):
                inverse[other, t] -= factor * inverse[p, t]
    basis.home[leaving] = -1
    basis.home[entering] = p
    basis.paths[p] = entering
    basis.flow[p] = length
    return size


@njit(cache=True, nogil=True)
def _path_for_slack(basis, size, pool, entering, row, length):  # type: ignore[no-untyped-def]
    line_of_slack(basis, size, pool, row)
    unit = 1.0 / basis.rate[row]
    inverse = basis.inverse
    for p in range(size):
        factor = basis.change[p] * unit
        if factor != 0.0:
            for t in range(size):
                inverse[p, t] += factor * basis.line[t]
        inverse[p, size] = -factor
    for t in range(size):
        inverse[size, t] = -basis.line[t] * unit
    inverse[size, size] = unit
    basis.tight[size] = row
    basis.place[row] = size
    basis.paths[size] = entering
    basis.home[entering] = size
    basis.flow[size] = length
    basis.slack[row] = 0.0
    return size + 1


@njit(cache=True, nogil=True)
def _slack_for_path(basis, size, row, leaving):  # type: ignore[no-untyped-def]
    p, t = basis.home[leaving], basis.place[row]
    inverse = basis.inverse
    unit = 1.0 / inverse[p, t]
    for other in range(size):
        factor = inverse[other, t] * unit
        if other != p and factor != 0.0:
            for column in range(size):
                inverse[other, column] -= factor * inverse[p, column]
    last = size - 1
    if p != last:
        inverse[p, :size] = inverse[last, :size]
        basis.paths[p] = basis.paths[last]
        basis.flow[p] = basis.flow[last]
        basis.home[basis.paths[p]] = p
    if t != last:
        for other in range(last):
            inverse[other, t] = inverse[other, last]
        basis.tight[t] = basis.tight[last]
        basis.place[basis.tight[t]] = t
    basis.home[leaving] = -1
    basis.place[row] = -1
    return last


@njit(cache=True, nogil=True)
def _slack_for_slack(basis, size, pool, row, leaving):  # type: ignore[no-untyped-def]
    line_of_slack(basis, size, pool, leaving)
    t = basis.place[row]
    inverse = basis.inverse
    unit = 1.0 / basis.line[t]
    for p in range(size):
        factor = inverse[p, t] * unit
        if factor != 0.0:
            for column in range(size):
                inverse[p, column] -= factor * basis.line[column]
        inverse[p, t] = factor
    basis.tight[t] = leaving
    basis.place[leaving] = t
    basis.place[row] = -1
    basis.slack[leaving] = 0.0
    return size


@njit(cache=True, nogil=True)
def refactor(basis, size, pool):  # type: ignore[no-untyped-def]
    """Compute the inverse anew; tell whether there is one."""
    work = np.zeros((size, 2 * size))
    for p in range(size):
        work[p, size + p] = 1.0
        path = basis.paths[p]
        for at in range(pool.row_start[path], pool.row_start[path + 1]):
            t = basis.place[pool.rows[at]]
            if t >= 0:
                work[t, p] += pool.values[at]
    for column in range(size):
        if not _eliminate(work, size, column):
            return False
    for p in range(size):
        for t in range(size):
            basis.inverse[p, t] = work[p, size + t]
    return True


@njit(cache=True, nogil=True)
def _eliminate(work, size, column):  # type: ignore[no-untyped-def]
    """Clear a column by its largest entry (Gauss and Jordan); tell whether it has one."""
    best = column + np.argmax(np.abs(work[column:size, column]))
    if abs(work[best, column]) < SINGULAR:
        return False
    if best != column:
        for at in range(2 * size):
            work[column, at], work[best, at] = work[best, at], work[column, at]
    unit = 1.0 / work[column, column]
    for at in range(column, 2 * size):
        work[column, at] *= unit
    for row in range(size):
        factor = work[row, column]
        if row != column and factor != 0.0:
            for at in range(column, 2 * size):
                work[row, at] -= factor * work[column, at]
    return True

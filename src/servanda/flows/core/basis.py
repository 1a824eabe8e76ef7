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
TIGHT, PATH = 0, 1
FLOW, CHANGE, LINE = 0, 1, 2
SLACK, DUAL, RATE = 0, 1, 2


class Basis(NamedTuple):
    """A basis and what is computed from it."""

    lists: Whole
    """TIGHT: rows without slack in the basis, as the columns of the inverse; PATH: its rows."""
    place: Whole
    """By row: where it stands among the tight ones, or -1."""
    home: Whole
    """By path: where it stands in the basis, or -1."""
    inverse: Real
    small: Real
    """FLOW of the paths; CHANGE, how fast it falls as something enters; LINE, of the inverse."""
    wide: Real
    """SLACK of the rows; their DUAL; RATE, how fast the slack falls."""


def empty_basis(rows: int, paths: int, most: int) -> Basis:
    """Return a basis of slacks alone, with room for so many paths in it."""
    return Basis(
        np.zeros((2, most), dtype=np.int32),
        np.full(rows, -1, dtype=np.int32),
        np.full(paths, -1, dtype=np.int32),
        np.zeros((most, most)),
        np.zeros((3, most)),
        np.zeros((3, rows)),
    )


@njit(cache=True, nogil=True, error_model="numpy")
def set_values(basis, size, columns, bounds):  # type: ignore[no-untyped-def]
    """Compute flows and slacks; return by how much the flows miss the tight rows, at most."""
    lists, _, _, inverse, small, wide = basis
    starts, rows, values = columns
    for row in range(len(bounds)):
        wide[SLACK, row] = bounds[row]
    for p in range(size):
        total = 0.0
        for t in range(size):
            total += inverse[p, t] * bounds[lists[TIGHT, t]]
        small[FLOW, p] = total
        path = lists[PATH, p]
        for at in range(starts[path], starts[path + 1]):
            wide[SLACK, rows[at]] -= values[at] * total
    worst = 0.0
    for t in range(size):
        worst = max(worst, abs(wide[SLACK, lists[TIGHT, t]]))
        wide[SLACK, lists[TIGHT, t]] = 0.0
    return worst


@njit(cache=True, nogil=True, error_model="numpy")
def line_of_row(basis, size, columns, row):  # type: ignore[no-untyped-def]
    """Write the row's entries in the paths of the basis, times the inverse."""
    lists, _, _, inverse, small, _ = basis
    starts, rows, values = columns
    for t in range(size):
        small[LINE, t] = 0.0
    for p in range(size):
        path = lists[PATH, p]
        for at in range(starts[path], starts[path + 1]):
            if rows[at] == row:
                for t in range(size):
                    small[LINE, t] += values[at] * inverse[p, t]
                break


@njit(inline="always")
def set_duals(lists, inverse, wide, size, costs):  # type: ignore[no-untyped-def]
    """Compute the duals of all rows from the costs of the paths."""
    for row in range(wide.shape[1]):
        wide[DUAL, row] = 0.0
    for p in range(size):
        cost = costs[lists[PATH, p]]
        for t in range(size):
            wide[DUAL, lists[TIGHT, t]] += cost * inverse[p, t]


@njit(inline="always")
def enter(basis, size, columns, entering):  # type: ignore[no-untyped-def]
    """Compute how fast flows and slacks fall as a path, or the slack of a tight row, enters.

    Paths are given by their number, slacks as -1 less the row.
    """
    lists, place, _, inverse, small, wide = basis
    starts, rows, values = columns
    for row in range(wide.shape[1]):
        wide[RATE, row] = 0.0
    for p in range(size):
        small[CHANGE, p] = 0.0 if entering >= 0 else inverse[p, place[-1 - entering]]
    if entering < 0:
        wide[RATE, -1 - entering] = 1.0
    else:
        for at in range(starts[entering], starts[entering + 1]):
            wide[RATE, rows[at]] = values[at]
            t = place[rows[at]]
            for p in range(size if t >= 0 else 0):
                small[CHANGE, p] += inverse[p, t] * values[at]
    for p in range(size):
        change = small[CHANGE, p]
        path = lists[PATH, p]
        for at in range(starts[path], starts[path + 1] if change != 0.0 else starts[path]):
            wide[RATE, rows[at]] -= change * values[at]


@njit(inline="always")
def step(place, small, wide, size, length):  # type: ignore[no-untyped-def]
    """Move flows and slacks along the entering one."""
    for p in range(size):
        small[FLOW, p] -= length * small[CHANGE, p]
    for row in range(len(place)):
        if place[row] < 0:
            wide[SLACK, row] -= length * wide[RATE, row]


@njit(inline="always")
def border(lists, place, home, inverse, small, size, unit, entering, row):  # type: ignore[no-untyped-def]
    """Add a path and a row that it makes tight; LINE is the row's, CHANGE the path's."""
    for p in range(size):
        factor = small[CHANGE, p] * unit
        for t in range(size if factor != 0.0 else 0):
            inverse[p, t] += factor * small[LINE, t]
        inverse[p, size] = -factor
    for t in range(size):
        inverse[size, t] = -small[LINE, t] * unit
    inverse[size, size] = unit
    lists[TIGHT, size] = row
    lists[PATH, size] = entering
    place[row] = size
    home[entering] = size


@njit(inline="always")
def replace_path(lists, home, inverse, small, size, p, entering):  # type: ignore[no-untyped-def]
    """Put a path in the place of another."""
    unit = 1.0 / small[CHANGE, p]
    for t in range(size):
        inverse[p, t] *= unit
    for other in range(size):
        factor = small[CHANGE, other] if other != p else 0.0
        for t in range(size if factor != 0.0 else 0):
            inverse[other, t] -= factor * inverse[p, t]
    home[lists[PATH, p]] = -1
    home[entering] = p
    lists[PATH, p] = entering


@njit(inline="always")
def replace_row(lists, place, inverse, small, size, t, row):  # type: ignore[no-untyped-def]
    """Put a row in the place of a tight one; LINE is the new row's."""
    unit = 1.0 / small[LINE, t]
    for p in range(size):
        factor = inverse[p, t] * unit
        for other in range(size if factor != 0.0 else 0):
            inverse[p, other] -= factor * small[LINE, other]
        inverse[p, t] = factor
    place[lists[TIGHT, t]] = -1
    place[row] = t
    lists[TIGHT, t] = row


@njit(inline="always")
def cut(lists, place, home, inverse, small, size, p, t):  # type: ignore[no-untyped-def]
    """Take out a path and the row that it made tight; the last of each take their places."""
    unit = 1.0 / inverse[p, t]
    last = size - 1
    for other in range(size):
        factor = inverse[other, t] * unit if other != p else 0.0
        for column in range(size if factor != 0.0 else 0):
            inverse[other, column] -= factor * inverse[p, column]
    place[lists[TIGHT, t]] = -1
    home[lists[PATH, p]] = -1
    if p != last:
        for column in range(size):
            inverse[p, column] = inverse[last, column]
        small[FLOW, p] = small[FLOW, last]
        lists[PATH, p] = lists[PATH, last]
        home[lists[PATH, p]] = p
    if t != last:
        for other in range(last):
            inverse[other, t] = inverse[other, last]
        lists[TIGHT, t] = lists[TIGHT, last]
        place[lists[TIGHT, t]] = t


@njit(inline="always")
def eliminate(work, size, column):  # type: ignore[no-untyped-def]
    """Clear a column by its largest entry (Gauss and Jordan); return that entry's size."""
    best = column
    for row in range(column, size):
        if abs(work[row, column]) > abs(work[best, column]):
            best = row
    found = work[best, column]
    for at in range(2 * size if found != 0.0 else 0):
        kept = work[column, at]
        work[column, at] = work[best, at] / found
        if best != column:
            work[best, at] = kept
    for row in range(size):
        factor = work[row, column] if row != column else 0.0
        for at in range(column if factor != 0.0 else 2 * size, 2 * size):
            work[row, at] -= factor * work[column, at]
    return abs(found)


@njit(cache=True, nogil=True, error_model="numpy")
def refactor(basis, size, columns):  # type: ignore[no-untyped-def]
    """Compute the inverse anew; tell whether there is one."""
    lists, place, _, inverse, _, _ = basis
    starts, rows, values = columns
    work = np.zeros((size, 2 * size))
    for p in range(size):
        work[p, size + p] = 1.0
        path = lists[PATH, p]
        for at in range(starts[path], starts[path + 1]):
            if place[rows[at]] >= 0:
                work[place[rows[at]], p] += values[at]
    for column in range(size):
        if eliminate(work, size, column) < SINGULAR:
            return False
    for p in range(size):
        for t in range(size):
            inverse[p, t] = work[p, size + t]
    return True

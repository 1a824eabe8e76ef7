"""Distributions as tables of quantiles, so that drawing is one look-up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

POINTS = 129
"""Quantiles kept of each distribution, the lowest and highest among them."""
GRID = 1201


def flat(value: float) -> NDArray[np.float32]:
    """Return the table of what is certain."""
    return np.full(POINTS, value, dtype=np.float32)


def pert(low: float, likely: float, high: float) -> NDArray[np.float32]:
    """Return the quantiles of the PERT distribution: a beta from low to high, weight 4 on likely.

    Malcolm, Roseboom, Clark and Fazar (1959), in the form of Vose (2008).

    >>> table = pert(10, 20, 60)
    >>> float(table[0]), float(table[-1]), round(float(table.mean()))
    (10.0, 60.0, 25)
    """
    if high <= low:
        return flat(likely)
    one = 1 + 4 * (likely - low) / (high - low)
    other = 1 + 4 * (high - likely) / (high - low)
    at = np.linspace(0, 1, GRID)
    middles = (at[1:] + at[:-1]) / 2
    density = middles ** (one - 1) * (1 - middles) ** (other - 1)
    chances = np.concatenate([[0], np.cumsum(density)])
    found = np.interp(np.linspace(0, chances[-1], POINTS), chances, at)
    return (low + (high - low) * found).astype(np.float32)

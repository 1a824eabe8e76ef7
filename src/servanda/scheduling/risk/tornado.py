"""What moves the end: for each cause, the end where it is least and where it is most.

Nothing is simulated again. Each variable is drawn once more from its own key, the samples are
ordered by it, and the ends of the lowest and of the highest tenth are compared. Ties are kept
together, so that a driver that seldom strikes is compared with all samples that it spares.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from numba import njit
from numpy.typing import NDArray

from servanda.scheduling.network import Network
from servanda.scheduling.risk.arrays import Arrays
from servanda.scheduling.risk.model import Bar, Exposure
from servanda.scheduling.risk.passes import NEVER, REACHED
from servanda.scheduling.risk.simulation import chance, factor_of, key, quantile

TENTH = 0.1
SHOWN = 12
"""Activities that are tried: those whose length goes most with the end."""
Real = NDArray[np.float32]


def tornado(
    network: Network,
    plan: Arrays,
    seed: int,
    ends: NDArray[np.int32],
    exposures: tuple[Exposure, ...],
    first: int,
) -> tuple[Bar, ...]:
    """Return a bar for each driver and gate and the most telling activities, widest first."""
    bars = []
    values = np.empty(len(ends), dtype=np.float32)
    for number, driver in enumerate(network.plan.drivers):
        _factors(plan, seed, number, values)
        bars.append(_bar("driver", driver.id, values, ends, first))
    ranked = sorted(exposures, key=lambda each: (-abs(each.cruciality), each.id))
    gates = [each.id for each in network.activities if each.gate and not each.started]
    others = [each.id for each in ranked if each.id not in gates and each.cruciality][:SHOWN]
    for kind, names in (("gate", gates), ("activity", others)):
        for name in names:
            _values(plan, seed, network.places[name], values)
            bars.append(_bar(kind, name, values, ends, first))
    return tuple(sorted(bars, key=lambda bar: (-abs(bar.swing), bar.kind, bar.id)))


@njit(cache=True, nogil=True)
def _factors(plan, seed, driver, values):  # type: ignore[no-untyped-def]
    for sample in range(len(values)):
        values[sample] = factor_of(plan, seed, sample, driver)


@njit(cache=True, nogil=True)
def _values(plan, seed, row, values):  # type: ignore[no-untyped-def]
    """Draw a row's own variable again, without what drivers make of it."""
    own, opens = key(seed, 2 * row), key(seed, 2 * row + 1)
    for sample in range(len(values)):
        values[sample] = quantile(plan.quantiles[row], chance(own, sample))
        if plan.rows[row].opens < 1 and chance(opens, sample) >= plan.rows[row].opens:
            values[sample] = NEVER


def _bar(kind: str, name: str, values: Real, ends: NDArray[np.int32], first: int) -> Bar:
    came = values < REACHED  # where a gate stays shut there is no date to speak of
    drawn = values[came]
    if not len(drawn):
        return Bar(kind, name, None, None)
    ordered = np.sort(drawn)
    size = max(1, int(len(ordered) * TENTH))
    low = ends[came][drawn <= ordered[size - 1]]
    high = ends[came][drawn >= ordered[-size]]
    return Bar(kind, name, _middle(low, first), _middle(high, first))


def _middle(ends: NDArray[np.int32], first: int) -> date | None:
    reached = np.sort(ends[ends < REACHED])
    if not len(reached):
        return None
    return date.fromordinal(int(reached[(len(reached) - 1) // 2]) + first - 1)

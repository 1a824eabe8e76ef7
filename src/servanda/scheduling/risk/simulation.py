"""The simulation itself, compiled: samples in blocks that stay in the cache, threads over blocks.

Every draw is a hash of seed, variable and sample (the mixers of SplitMix64, Steele, Lea and Flood
2014, and of MurmurHash3, Appleby 2011), so that the result does not depend on blocks, threads or
order, and any variable can be drawn again alone.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from servanda.scheduling.risk.passes import BLOCK, LOST, NEVER, REACHED, Block, backward, forward

LAST = 128
"""Index of the highest quantile in a table."""


@njit(cache=True, nogil=True)
def key(seed, variable):  # type: ignore[no-untyped-def]
    """Mix a seed and a variable into a key of 32 bits (SplitMix64)."""
    z = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
    z += np.uint64(variable + 1) * np.uint64(0xD1B54A32D192ED03)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.uint32((z ^ (z >> np.uint64(31))) >> np.uint64(16))


@njit(cache=True, nogil=True)
def chance(key, sample):  # type: ignore[no-untyped-def]
    """Draw a number from 0 to 1 for a variable, by its key, in a sample."""
    # Numba widens products of 32 bits to 64: each is cut back, so that a block runs in vectors.
    h = np.uint32(np.uint32(sample) * np.uint32(0x9E3779B1) + key)
    h = np.uint32((h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B))
    h = np.uint32((h ^ key ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35))
    h = np.uint32((h ^ (h >> np.uint32(16))) * np.uint32(0x27D4EB2F))
    top = np.int32((h ^ (h >> np.uint32(15))) >> np.uint32(8))
    return np.float32(top) * np.float32(1.0 / 16777216.0)


@njit(cache=True, nogil=True)
def quantile(table, share):  # type: ignore[no-untyped-def]
    """Look a quantile up, between the points of its table."""
    at = share * np.float32(LAST)
    low = np.int32(at)
    return table[low] + (table[low + 1] - table[low]) * (at - np.float32(low))


@njit(cache=True, nogil=True)
def factor_of(plan, seed, sample, driver):  # type: ignore[no-untyped-def]
    """Draw the factor of one driver in one sample; 1 where it does not strike."""
    variable = 2 * len(plan.rows) + 2 * driver
    if chance(key(seed, variable), sample) >= plan.driver_chance[driver]:
        return np.float32(1.0)
    return quantile(plan.driver_quantiles[driver], chance(key(seed, variable + 1), sample))


@njit(cache=True, nogil=True)
def drive(plan, seed, first, factors):  # type: ignore[no-untyped-def]
    """Draw by how much each driver multiplies durations in each sample of a block."""
    for driver in range(len(plan.driver_chance)):
        for at in range(BLOCK):
            factors[driver, at] = factor_of(plan, seed, first + at, driver)


@njit(cache=True, nogil=True)
def draw(plan, seed, first, row, factors, drawn):  # type: ignore[no-untyped-def]
    """Draw durations in whole days (half a day is a day); of a gate, the moment it opens."""
    table, gate = plan.quantiles[row], plan.rows[row].gate
    begin, end = plan.rows[row].load_begin, plan.rows[row].load_end
    least = np.int32(1 if table[LAST] > 0 and not gate else 0)
    own = key(seed, 2 * row)
    half = np.float32(0.5)
    if table[0] == table[LAST] and begin == end:
        drawn[:] = max(least, np.int32(table[0] + half))
    elif begin == end:
        for at in range(BLOCK):
            drawn[at] = max(least, np.int32(quantile(table, chance(own, first + at)) + half))
    else:
        for at in range(BLOCK):
            days = quantile(table, chance(own, first + at))
            for each in range(begin, end):
                more = factors[plan.loads[each].driver, at] - np.float32(1.0)
                days *= np.float32(1.0) + plan.loads[each].share * more
            drawn[at] = max(least, np.int32(days + half))
    if gate and plan.rows[row].opens < 1:
        own = key(seed, 2 * row + 1)
        for at in range(BLOCK):
            if chance(own, first + at) >= plan.rows[row].opens:
                drawn[at] = NEVER


@njit(cache=True, nogil=True)
def run(plan, seed, first, samples, watched, kept, ends, counts):  # type: ignore[no-untyped-def]
    """Run samples from `first` on: finishes of `watched` rows into `kept`, ends, and sums.

    `counts` has a row an activity: times critical, Σd, Σd², Σd·T over the samples that have an end;
    T is counted from the start of the plan, so that the sums stay exact whole numbers.
    Returns whether a sample ran out of the calendar.
    """
    size = len(plan.rows)
    starts = np.empty((size, BLOCK), dtype=np.int32)
    finishes = np.empty((size, BLOCK), dtype=np.int32)
    factors = np.empty((len(plan.driver_chance), BLOCK), dtype=np.float32)
    block = Block(_row(), _row(), _row(), _row(), _row(), _row())
    room, lost = plan.before.shape[1], False
    for begin in range(first, first + samples, BLOCK):
        width = min(BLOCK, first + samples - begin)
        drive(plan, seed, begin, factors)
        block.last[:] = 0
        for row in range(size):
            draw(plan, seed, begin, row, factors, block.drawn)
            forward(plan, row, block.drawn, starts, finishes)
            _stretch(block.last, finishes[row])
        for place in range(len(watched)):
            kept[place, begin : begin + width] = finishes[watched[place], :width]
        ends[begin : begin + width] = block.last[:width]
        lost |= _settle(plan, block, width, room)
        for row in range(size - 1, -1, -1):
            backward(plan, row, block, starts, finishes, counts)
    return lost


@njit(cache=True, nogil=True)
def _row():  # type: ignore[no-untyped-def]
    return np.empty(BLOCK, dtype=np.int32)


@njit(cache=True, nogil=True)
def _stretch(last, finish):  # type: ignore[no-untyped-def]
    for at in range(BLOCK):
        last[at] = max(last[at], finish[at])


@njit(cache=True, nogil=True)
def _settle(plan, block, width, room):  # type: ignore[no-untyped-def]
    """Note which samples have an end, and tell whether one ran out of the calendar."""
    lost = False
    for at in range(BLOCK):
        end = block.last[at]
        lost |= end >= LOST or room <= end < REACHED
        counted = at < width and end < room
        block.whole[at] = 1 if counted else 0
        block.span[at] = end - plan.origin if counted else 0
    return lost

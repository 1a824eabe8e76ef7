"""The two passes of the critical path over a block of samples, compiled.

They say the same as `servanda.scheduling.critical_path`, row by row. The way back puts the latest
moments in the place of the earliest, so that a block takes half the room in the cache.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int32]

BLOCK = 128
"""Samples that go through a row at a time."""
NEVER = 1 << 29
"""The moment of what does not come about: a gate that stays shut, and all that waits for it."""
LOST = 1 << 30
"""The moment of what runs out of the calendar."""
REACHED = 1 << 28
"""Moments before this one come about."""
FF = 2
"""Links of this kind or higher hold the end; odd kinds count from the start of the cause."""


class Block(NamedTuple):
    """What the samples of a block share between rows."""

    drawn: Whole
    last: Whole
    """When the plan ends."""
    whole: Whole
    """1 where it ends at all, else 0."""
    span: Whole
    """Days from the start of the plan to its end; 0 where it has none."""
    begin: Whole
    ends: Whole
    """Room for the latest moments of one row."""


@njit(cache=True, nogil=True)
def after(before, days, moment, work):  # type: ignore[no-untyped-def]
    """Return when some working days more, or fewer, are done than by a moment."""
    if work == 0 or moment >= REACHED:
        return moment
    if moment >= len(before):
        return LOST
    number = before[moment] + work - 1
    if number < 0 or number >= len(days) or days[number] >= NEVER:
        return LOST
    return days[number] + 1


@njit(cache=True, nogil=True)
def until(before, days, moment, work):  # type: ignore[no-untyped-def]
    """Return the latest moment after which so much work is done by the given one."""
    if work == 0 or moment >= len(before) or moment < 0:
        return moment
    number = before[moment] - work
    return days[number] if 0 <= number < len(days) else (NEVER if number > 0 else 0)


@njit(cache=True, nogil=True)
def opening(before, days, moment):  # type: ignore[no-untyped-def]
    """Find the first moment from here on at which a working day begins."""
    if moment >= REACHED:
        return moment
    if moment >= len(before) or days[before[moment]] >= NEVER:
        return LOST
    return days[before[moment]]


@njit(cache=True, nogil=True)
def begin_to_end_by(before, days, moment, work):  # type: ignore[no-untyped-def]
    """Find when work may begin that must end no earlier than a moment."""
    if work == 0 or moment >= REACHED:
        return moment
    if moment >= len(before):
        return LOST
    done = before[moment]
    closed = done > 0 and days[done - 1] + 1 == moment
    number = done - work + (0 if closed else 1)
    return days[number] if 0 <= number < len(days) and days[number] < NEVER else LOST


@njit(cache=True, nogil=True)
def forward(plan, row, drawn, starts, finishes):  # type: ignore[no-untyped-def]
    """Place a row of the plan as early as it may be, in each sample of a block."""
    if plan.rows[row].fixed_start >= 0:
        _begun(plan, row, drawn, starts[row], finishes[row])
    elif plan.rows[row].always:
        _forward_plain(plan, row, drawn, starts, finishes)
    else:
        _forward_tables(plan, row, drawn, starts, finishes)


@njit(cache=True, nogil=True)
def _begun(plan, row, drawn, start, finish):  # type: ignore[no-untyped-def]
    """Place what has begun: its start is a fact, and its end too or only what is left."""
    calendar = plan.rows[row].calendar
    before, days = plan.before[calendar], plan.days[calendar]
    start[:] = plan.rows[row].fixed_start
    from_ = max(plan.rows[row].fixed_start, plan.status)
    for at in range(BLOCK):
        if plan.rows[row].fixed_end >= 0:
            finish[at] = plan.rows[row].fixed_end
        else:
            finish[at] = after(before, days, from_, drawn[at])


@njit(cache=True, nogil=True)
def _forward_plain(plan, row, drawn, starts, finishes):  # type: ignore[no-untyped-def]
    """Place a row whose calendar works every day: sums, which run in vectors."""
    start, finish, floor = starts[row], finishes[row], plan.rows[row].start_floor
    gate, end_floor = plan.rows[row].gate, plan.rows[row].end_floor
    start[:] = floor
    if gate:
        for at in range(BLOCK):
            start[at] = max(floor, drawn[at])
            drawn[at] = 0
    if end_floor >= 0:
        for at in range(BLOCK):
            start[at] = max(start[at], end_floor - drawn[at])
    for each in range(plan.rows[row].into_begin, plan.rows[row].into_end):
        link = plan.into[each]
        kind, lag = link.kind, link.lag
        cause = starts[link.other] if kind & 1 else finishes[link.other]
        if kind >= FF:
            for at in range(BLOCK):
                start[at] = max(start[at], cause[at] + lag - drawn[at])
        else:
            for at in range(BLOCK):
                start[at] = max(start[at], cause[at] + lag)
    for at in range(BLOCK):
        finish[at] = start[at] + drawn[at]


@njit(cache=True, nogil=True)
def _forward_tables(plan, row, drawn, starts, finishes):  # type: ignore[no-untyped-def]
    """Place a row along the tables of its calendar."""
    calendar = plan.rows[row].calendar
    before, days = plan.before[calendar], plan.days[calendar]
    start, finish, end_floor = starts[row], finishes[row], plan.rows[row].end_floor
    for at in range(BLOCK):
        start[at] = plan.rows[row].start_floor
        if plan.rows[row].gate:
            start[at] = max(start[at], drawn[at])
            drawn[at] = 0
        elif drawn[at]:
            start[at] = opening(before, days, start[at])
        if end_floor >= 0:
            start[at] = max(start[at], begin_to_end_by(before, days, end_floor, drawn[at]))
    for each in range(plan.rows[row].into_begin, plan.rows[row].into_end):
        link = plan.into[each]
        kind, lag = link.kind, link.lag
        cause = starts[link.other] if kind & 1 else finishes[link.other]
        for at in range(BLOCK):
            moment = after(before, days, cause[at], lag)
            if kind >= FF:
                moment = begin_to_end_by(before, days, moment, drawn[at])
            elif drawn[at]:
                moment = opening(before, days, moment)
            start[at] = max(start[at], moment)
    for at in range(BLOCK):
        finish[at] = after(before, days, start[at], drawn[at])


@njit(cache=True, nogil=True)
def backward(plan, row, block, starts, finishes, counts):  # type: ignore[no-untyped-def]
    """Find how late a row may be, count it, and keep its latest moments for what it waits for."""
    start, finish, begin, ends = starts[row], finishes[row], block.begin, block.ends
    limit, start_limit = plan.rows[row].end_limit, plan.rows[row].start_limit
    for at in range(BLOCK):
        ends[at] = min(block.last[at], limit)
        begin[at] = start_limit
    for each in range(plan.rows[row].out_begin, plan.rows[row].out_end):
        link = plan.out[each]
        held = finishes[link.other] if link.kind >= FF else starts[link.other]
        own = begin if link.kind & 1 else ends
        if link.lag == 0 or link.always:
            _hold(held, link.lag, own)
        else:
            _hold_tables(plan.before[link.calendar], plan.days[link.calendar], held, link.lag, own)
    if plan.rows[row].fixed_start >= 0:
        if plan.rows[row].fixed_end >= 0:
            ends[:] = NEVER  # what is done is not critical
        begin[:] = start
    elif plan.rows[row].always:
        for at in range(BLOCK):
            work = finish[at] - start[at]
            begin[at] = min(begin[at], ends[at] - work)
            ends[at] = begin[at] + work
    else:
        calendar = plan.rows[row].calendar
        _latest(plan.before[calendar], plan.days[calendar], start, finish, begin, ends)
    origin, gate = plan.origin, plan.rows[row].gate
    if plan.rows[row].always:
        _count_plain(origin, gate, block, start, finish, counts[row])
    else:
        before = plan.before[plan.rows[row].calendar]
        _count_tables(origin, gate, before, block, start, finish, counts[row])
    for at in range(BLOCK):
        start[at] = begin[at]
        finish[at] = ends[at]


@njit(cache=True, nogil=True)
def _hold(held, lag, own):  # type: ignore[no-untyped-def]
    """Hold a row by a link to what works every day."""
    for at in range(BLOCK):
        own[at] = min(own[at], held[at] - lag)


@njit(cache=True, nogil=True)
def _hold_tables(before, days, held, lag, own):  # type: ignore[no-untyped-def]
    """Hold a row by a link to what works along tables."""
    for at in range(BLOCK):
        own[at] = min(own[at], until(before, days, held[at], lag))


@njit(cache=True, nogil=True)
def _latest(before, days, start, finish, begin, ends):  # type: ignore[no-untyped-def]
    """Turn the limits of a row into its latest start and end, along its calendar."""
    for at in range(BLOCK):
        if finish[at] >= len(before):
            continue
        work = before[finish[at]] - before[start[at]]
        moment = begin[at]
        if work and 0 <= moment < len(before):
            count = before[moment]
            if days[count] != moment:
                moment = days[max(0, count - 1)]
        begin[at] = min(moment, until(before, days, ends[at], work))
        ends[at] = after(before, days, max(0, begin[at]), work)


@njit(cache=True, nogil=True)
def _count_plain(origin, gate, block, start, finish, sums):  # type: ignore[no-untyped-def]
    """Add a row's block to its sums."""
    from_ = np.int32(origin)
    critical = np.int32(0)
    days, squares, products = np.int64(0), np.int64(0), np.int64(0)
    for at in range(BLOCK):
        took = np.int32(np.int32(finish[at] - start[at]) * np.int32(1 - gate))
        work = np.int32((took + (start[at] - from_) * gate) * block.whole[at])
        critical += np.int32(block.ends[at] <= finish[at]) & block.whole[at]
        days += np.int64(work)
        squares += np.int64(work) * np.int64(work)
        products += np.int64(work) * np.int64(block.span[at])
    _add(sums, critical, days, squares, products)


@njit(cache=True, nogil=True)
def _count_tables(origin, gate, before, block, start, finish, sums):  # type: ignore[no-untyped-def]
    """Add a row's block to its sums, along the tables of its calendar."""
    critical, days, squares, products = 0, np.int64(0), np.int64(0), np.int64(0)
    for at in range(BLOCK):
        if not block.whole[at]:
            continue
        ended = before[finish[at]]
        latest = before[min(max(0, block.ends[at]), len(before) - 1)]
        took = start[at] - origin if gate else ended - before[start[at]]
        critical += latest <= ended and block.ends[at] < REACHED
        days += took
        squares += np.int64(took) * np.int64(took)
        products += np.int64(took) * np.int64(block.span[at])
    _add(sums, critical, days, squares, products)


@njit(cache=True, nogil=True)
def _add(sums, critical, days, squares, products):  # type: ignore[no-untyped-def]
    sums[0] += critical
    sums[1] += days
    sums[2] += squares
    sums[3] += products

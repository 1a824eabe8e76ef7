"""The same placing where activities keep different calendars, compiled.

Time runs in calendar days from the first day laid out. An activity holds its resources from its
first day to its last, days off between them included. What has begun stays where it is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from servanda.scheduling.levelling.generation import behind

Whole = NDArray[np.int32]
FF, SF = 2, 3
SS = 1
NEVER = 1 << 29
PENALTY = 4_000
"""Days of the end that a day beyond a deadline weighs."""


class Dated(NamedTuple):
    """A plan as the compiled functions take it; places are days from the first one laid out."""

    work: Whole
    calendar: Whole
    before: Whole
    """For each calendar (rows) the working days before each place."""
    days: Whole
    """For each calendar the place of each working day; beyond the last, the end of them all."""
    start_floor: Whole
    end_floor: Whole
    deadline: Whole
    fixed_start: Whole
    """Where an activity has begun; -1 for the others."""
    fixed_end: Whole
    needs: Whole
    capacities: Whole
    cause_begins: Whole
    causes: Whole
    cause_kinds: Whole
    cause_lags: Whole
    effect_begins: Whole
    effects: Whole
    effect_kinds: Whole
    effect_lags: Whole


@njit(cache=True, nogil=True)
def after(problem, row, moment, work):  # type: ignore[no-untyped-def]
    """Return when some working days more, or fewer, are done than by a moment."""
    if work == 0:
        return moment
    calendar, last = problem.calendar[row], problem.before.shape[1] - 1
    number = min(problem.before[calendar, moment] + work - 1, last)
    return min(problem.days[calendar, number] + 1, last)


@njit(cache=True, nogil=True)
def until(problem, row, moment, work):  # type: ignore[no-untyped-def]
    """Return the latest moment after which so much work is done by the given one."""
    if work == 0:
        return moment
    calendar = problem.calendar[row]
    return problem.days[calendar, problem.before[calendar, moment] - work]


@njit(cache=True, nogil=True)
def opening(problem, row, moment):  # type: ignore[no-untyped-def]
    """Return the first moment from here on at which work of a row may begin."""
    if problem.work[row] == 0:
        return moment
    calendar = problem.calendar[row]
    return problem.days[calendar, problem.before[calendar, moment]]


@njit(cache=True, nogil=True)
def begin_to_end_by(problem, row, moment):  # type: ignore[no-untyped-def]
    """Return when a row may begin that must end no earlier than a moment."""
    work, calendar = problem.work[row], problem.calendar[row]
    if work == 0:
        return moment
    done = problem.before[calendar, moment]
    closed = done > 0 and problem.days[calendar, done - 1] + 1 == moment
    number = done - work + (0 if closed else 1)
    return problem.days[calendar, min(number, problem.before.shape[1] - 1)]


@njit(cache=True, nogil=True)
def earliest(problem, order, starts, used):  # type: ignore[no-untyped-def]
    """Place every activity as early as it can; return the end, made worse by broken deadlines."""
    used[:] = 0
    _stand(problem, starts, used)
    end, late = 0, 0
    for row in order:
        if problem.fixed_start[row] < 0:
            moment = _first(problem, row, starts)
            moment = _fits_from(problem, moment, row, used)
            starts[row] = moment
            _take(problem, moment, after(problem, row, moment, problem.work[row]), row, used)
        done = ended(problem, row, starts)
        end = max(end, done)
        late += max(0, done - problem.deadline[row])
    return end + PENALTY * late


@njit(cache=True, nogil=True)
def ended(problem, row, starts):  # type: ignore[no-untyped-def]
    """Return when a row ends."""
    if problem.fixed_start[row] >= 0:
        return problem.fixed_end[row]
    return after(problem, row, starts[row], problem.work[row])


@njit(cache=True, nogil=True)
def _stand(problem, starts, used):  # type: ignore[no-untyped-def]
    """Place what has begun where it is."""
    for row in range(len(problem.work)):
        if problem.fixed_start[row] >= 0:
            starts[row] = problem.fixed_start[row]
            _take(problem, starts[row], problem.fixed_end[row], row, used)


@njit(cache=True, nogil=True)
def _first(problem, row, starts):  # type: ignore[no-untyped-def]
    """Return the first moment that dates and links leave to a row."""
    moment = opening(problem, row, problem.start_floor[row])
    if problem.end_floor[row] >= 0:
        moment = max(moment, begin_to_end_by(problem, row, problem.end_floor[row]))
    for at in range(problem.cause_begins[row], problem.cause_begins[row + 1]):
        cause, kind = problem.causes[at], problem.cause_kinds[at]
        from_ = starts[cause] if kind in (SS, SF) else ended(problem, cause, starts)
        reached = after(problem, row, from_, problem.cause_lags[at])
        if kind >= FF:
            moment = max(moment, begin_to_end_by(problem, row, reached))
        else:
            moment = max(moment, opening(problem, row, reached))
    return moment


@njit(cache=True, nogil=True)
def _fits_from(problem, moment, row, used):  # type: ignore[no-untyped-def]
    """Find the first moment from here at which the resources suffice to the end."""
    needs, capacities, work = problem.needs[row], problem.capacities, problem.work[row]
    if needs.sum() == 0:
        return moment
    at = after(problem, row, moment, work) - 1
    while at >= moment:
        for resource in range(len(capacities)):
            if needs[resource] and used[at, resource] + needs[resource] > capacities[resource]:
                moment = opening(problem, row, at + 1)
                at = after(problem, row, moment, work)
                break
        at -= 1
    return moment


@njit(cache=True, nogil=True)
def _take(problem, moment, end, row, used):  # type: ignore[no-untyped-def]
    for resource in range(len(problem.capacities)):
        units = problem.needs[row, resource]
        if units:
            used[moment:end, resource] += units


@njit(cache=True, nogil=True)
def improve(problem, order, starts, used, end):  # type: ignore[no-untyped-def]
    """Push a schedule to the right and to the left again; return its end."""
    ends = np.empty_like(starts)
    for row in range(len(starts)):
        ends[row] = ended(problem, row, starts)
    kept, before = order.copy(), starts.copy()
    order[:] = _sorted(problem, ends, order)[::-1]
    if _latest(problem, order, ends.max(), starts, used):
        order[:] = _sorted(problem, starts, order[::-1].copy())
    else:
        order[:] = kept
    found = earliest(problem, order, starts, used)
    if found > end:  # days off can undo what pushing won
        order[:] = kept
        starts[:] = before
        return end
    return found


@njit(cache=True, nogil=True)
def _sorted(problem, keys, order):  # type: ignore[no-untyped-def]
    return behind(problem, order[np.argsort(keys[order], kind="mergesort")])


@njit(cache=True, nogil=True)
def _latest(problem, order, end, starts, used):  # type: ignore[no-untyped-def]
    """Place every activity as late as it can before an end; tell whether there was room for all."""
    used[:] = 0
    _stand(problem, starts, used)
    for row in order:
        if problem.fixed_start[row] >= 0:
            continue
        moment = _last(problem, row, min(end, max(0, problem.deadline[row])), starts)
        moment = _fits_before(problem, moment, row, used)
        if moment < 0:
            return False
        starts[row] = moment
        _take(problem, moment, after(problem, row, moment, problem.work[row]), row, used)
    return True


@njit(cache=True, nogil=True)
def _last(problem, row, end, starts):  # type: ignore[no-untyped-def]
    """Return the last moment that links leave to a row, or -1."""
    limit = NEVER
    for at in range(problem.effect_begins[row], problem.effect_begins[row + 1]):
        effect, kind = problem.effects[at], problem.effect_kinds[at]
        if problem.fixed_start[effect] >= 0:
            continue
        held = ended(problem, effect, starts) if kind >= FF else starts[effect]
        held = until(problem, effect, held, problem.effect_lags[at])
        if kind in (SS, SF):
            limit = min(limit, held)
        else:
            end = min(end, held)
    calendar, work = problem.calendar[row], problem.work[row]
    if end < 0 or problem.before[calendar, end] < work:
        return -1
    moment = until(problem, row, end, work)
    if limit < moment:
        moment = limit if work == 0 else _opening_by(problem, calendar, limit)
    return moment


@njit(cache=True, nogil=True)
def _opening_by(problem, calendar, moment):  # type: ignore[no-untyped-def]
    """Return the last moment up to here at which a working day begins, or -1."""
    if moment < 0:
        return -1
    done = problem.before[calendar, moment]
    if problem.days[calendar, done] == moment:
        return moment
    return problem.days[calendar, done - 1] if done else -1


@njit(cache=True, nogil=True)
def _fits_before(problem, moment, row, used):  # type: ignore[no-untyped-def]
    """Find the last moment up to here at which the resources suffice to the end, or -1."""
    needs, capacities, work = problem.needs[row], problem.capacities, problem.work[row]
    if needs.sum() == 0 or moment < 0:
        return moment
    at = moment
    while at < after(problem, row, moment, work):
        for resource in range(len(capacities)):
            if needs[resource] and used[at, resource] + needs[resource] > capacities[resource]:
                if problem.before[problem.calendar[row], at] < work:
                    return -1
                moment = until(problem, row, at, work)
                at = moment - 1
                break
        at += 1
    return moment

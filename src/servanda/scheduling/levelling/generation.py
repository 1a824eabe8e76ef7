"""Schedules from orders: serial generation and forward-backward improvement, compiled.

Serial generation after Kelley (1963): each activity in turn as early as links and resources allow.
Improvement after Li and Willis (1992) and Valls, Ballestín and Quintanilla (2005): all to the
right, then all to the left again. Compiled because millions of schedules are made.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def earliest(problem, order, starts, used):  # type: ignore[no-untyped-def]
    """Place every activity as early as it can, in an order that respects the links."""
    begins, who, lags = problem.cause_begins, problem.causes, problem.cause_lags
    used[:] = 0
    end = 0
    for activity in order:
        moment = problem.releases[activity]
        for at in range(begins[activity], begins[activity + 1]):
            moment = max(moment, starts[who[at]] + lags[at])
        moment = _fits_from(problem, moment, activity, used)
        _take(problem, moment, activity, used)
        starts[activity] = moment
        end = max(end, moment + problem.durations[activity])
    return end


@njit(cache=True, nogil=True)
def latest(problem, order, end, starts, used):  # type: ignore[no-untyped-def]
    """Place every activity as late as it can before an end, in an order against the links.

    Returns whether there was room for all.
    """
    begins, who, lags = problem.effect_begins, problem.effects, problem.effect_lags
    used[:] = 0
    for activity in order:
        moment = end - problem.durations[activity]
        for at in range(begins[activity], begins[activity + 1]):
            moment = min(moment, starts[who[at]] - lags[at])
        moment = _fits_before(problem, moment, activity, used)
        if moment < 0:
            return False
        _take(problem, moment, activity, used)
        starts[activity] = moment
    return True


@njit(cache=True, nogil=True)
def improve(problem, order, starts, used, end):  # type: ignore[no-untyped-def]
    """Push a schedule to the right and to the left again; return its end.

    Where links tie ends too it is no later than before.
    """
    before = order.copy()
    order[:] = by(problem, starts + problem.durations, order)[::-1]
    if latest(problem, order, end, starts, used):
        order[:] = by(problem, starts, order[::-1].copy())
    else:
        order[:] = before
    return earliest(problem, order, starts, used)


@njit(cache=True, nogil=True)
def by(problem, keys, order):  # type: ignore[no-untyped-def]
    """Sort an order by keys and keep it behind the links; equals stay as they stand."""
    found = order[np.argsort(keys[order], kind="mergesort")]
    return found if problem.tied else behind(problem, found)


@njit(cache=True, nogil=True)
def behind(problem, order):  # type: ignore[no-untyped-def]
    """Pull every cause before what waits for it, and change an order no more than that."""
    begins, who = problem.cause_begins, problem.causes
    found = np.empty_like(order)
    placed = np.zeros(len(order), dtype=np.bool_)
    stack = np.empty(len(who) + 1, dtype=np.int32)
    place = 0
    for wanted in order:
        stack[0], height = wanted, 1
        while height:
            activity = stack[height - 1]
            top = height
            for at in range(begins[activity], begins[activity + 1]):
                if not placed[who[at]]:
                    stack[height] = who[at]
                    height += 1
                    break
            if height == top:
                height -= 1
                if not placed[activity]:
                    placed[activity] = True
                    found[place] = activity
                    place += 1
    return found


@njit(cache=True, nogil=True)
def _fits_from(problem, moment, activity, used):  # type: ignore[no-untyped-def]
    """Find the first moment from here at which the resources suffice to the end."""
    needs, capacities = problem.needs[activity], problem.capacities
    length = problem.durations[activity]
    at = moment + length - 1
    while at >= moment:
        for resource in range(len(capacities)):
            if used[at, resource] + needs[resource] > capacities[resource]:
                moment = at + 1
                at = moment + length
                break
        at -= 1
    return moment


@njit(cache=True, nogil=True)
def _fits_before(problem, moment, activity, used):  # type: ignore[no-untyped-def]
    """Find the last moment up to here at which the resources suffice to the end."""
    needs, capacities = problem.needs[activity], problem.capacities
    length = problem.durations[activity]
    at = moment
    while at < moment + length:
        for resource in range(len(capacities)):
            if used[at, resource] + needs[resource] > capacities[resource]:
                moment = at - length
                at = moment - 1
                break
        if moment < 0:
            return -1
        at += 1
    return moment


@njit(cache=True, nogil=True)
def _take(problem, moment, activity, used):  # type: ignore[no-untyped-def]
    needs = problem.needs[activity]
    for at in range(moment, moment + problem.durations[activity]):
        for resource in range(len(needs)):
            used[at, resource] += needs[resource]

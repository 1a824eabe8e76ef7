"""A genetic algorithm over activity lists, every child improved forward and backward.

After Hartmann (1998) and Valls, Ballestín and Quintanilla (2008). The same seed and number of
schedules give the same result to the bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from servanda.scheduling.levelling.placing import improved, placed

POPULATION = 60
STALE = 30
"""Generations without a shorter schedule after which all but the best are made anew."""
LATEST = 2_000_000_000


class Limits(NamedTuple):
    """How far breeding goes."""

    bound: int
    """No schedule is shorter: one that is as short ends the search."""
    schedules: int
    seed: int


class Breed(NamedTuple):
    """The orders that are bred from, and the ends of their schedules."""

    orders: np.ndarray
    ends: np.ndarray


@njit(cache=True, nogil=True)
def evolve(problem, first, slack, horizon, limits, stop, best):  # type: ignore[no-untyped-def]
    """Breed schedules until the bound, the number of schedules or the stop flag is reached.

    `first` is a known order, `slack` the latest starts for the sampling, `best` receives the starts
    of the shortest schedule. Returns its end.
    """
    np.random.seed(limits.seed)
    size = len(first)
    used = np.zeros((horizon + 1, problem.needs.shape[1]), dtype=np.int32)
    starts = np.zeros(size, dtype=np.int32)
    breed = Breed(
        np.zeros((POPULATION, size), dtype=np.int32), np.full(POPULATION, LATEST, dtype=np.int32)
    )
    child = first.copy()
    shortest, made, idle, filled = LATEST, 0, 0, 0
    while made < limits.schedules and (not made or (shortest > limits.bound and not stop[0])):
        if made:
            _conceive(problem, slack, breed, filled, child)
        end = placed(problem, child, starts, used)  # type: ignore[no-untyped-call]
        end = improved(problem, child, starts, used, end)  # type: ignore[no-untyped-call]
        made += 3
        idle += 1
        if end < shortest:
            shortest, idle = end, 0
            best[:] = starts
        filled = _keep(breed, filled, child, end)
        if idle > STALE * POPULATION:
            filled, idle = _renew(breed), 0
    return shortest


@njit(cache=True, nogil=True)
def _conceive(problem, slack, breed, filled, child):  # type: ignore[no-untyped-def]
    """Make an order: drawn while there are few, else from two parents."""
    if filled < POPULATION:
        _sample(problem, slack, child)
    else:
        one, other = _chosen(breed.ends), _chosen(breed.ends)
        _cross(breed.orders[one], breed.orders[other], child)
        _mutate(problem, child)


@njit(cache=True, nogil=True)
def _keep(breed, filled, child, end):  # type: ignore[no-untyped-def]
    """Take an order in, for the worst where there are enough; return how many there are."""
    if filled < POPULATION:
        breed.orders[filled], breed.ends[filled] = child, end
        return filled + 1
    worst = np.argmax(breed.ends)
    if end <= breed.ends[worst] and not _known(breed.orders, breed.ends, child, end):
        breed.orders[worst], breed.ends[worst] = child, end
    return filled


@njit(cache=True, nogil=True)
def _renew(breed):  # type: ignore[no-untyped-def]
    """Let all go but, every other time, the best; return how many are left."""
    best = np.argmin(breed.ends)
    breed.orders[0], breed.ends[0] = breed.orders[best].copy(), breed.ends[best]
    return 1 if np.random.random() < 0.5 else 0


@njit(cache=True, nogil=True)
def _sample(problem, slack, order):  # type: ignore[no-untyped-def]
    """Make an order by regret-based random sampling on the latest starts (Drexl 1991)."""
    begins, who = problem.effect_begins, problem.effects
    size = len(order)
    waits = problem.cause_begins[1:] - problem.cause_begins[:-1]
    ready = np.zeros(size, dtype=np.int32)
    count = 0
    for activity in range(size):
        if waits[activity] == 0:
            ready[count] = activity
            count += 1
    for place in range(size):
        chosen = _drawn(ready, count, slack)
        activity = ready[chosen]
        order[place] = activity
        count -= 1
        ready[chosen] = ready[count]
        for at in range(begins[activity], begins[activity + 1]):
            waits[who[at]] -= 1
            if waits[who[at]] == 0:
                ready[count] = who[at]
                count += 1


@njit(cache=True, nogil=True)
def _drawn(ready, count, slack):  # type: ignore[no-untyped-def]
    most = slack[ready[0]]
    for at in range(1, count):
        most = max(most, slack[ready[at]])
    total = 0.0
    for at in range(count):
        total += most - slack[ready[at]] + 1.0
    draw = np.random.random() * total
    for at in range(count):
        draw -= most - slack[ready[at]] + 1.0
        if draw <= 0:
            return at
    return count - 1


@njit(cache=True, nogil=True)
def _chosen(ends):  # type: ignore[no-untyped-def]
    one, other = np.random.randint(len(ends)), np.random.randint(len(ends))
    return one if ends[one] <= ends[other] else other


@njit(cache=True, nogil=True)
def _cross(one, other, child):  # type: ignore[no-untyped-def]
    """Take the middle from the one parent in place, the rest in the order of the other."""
    size = len(child)
    length = max(1, int(size * (0.25 + 0.5 * np.random.random())))
    first = np.random.randint(size - length + 1)
    last = first + length
    # Positions before `first` from one, the middle from the other, the rest from one: each list
    # respects the links, and so does every such mixture.
    taken = np.zeros(size, dtype=np.bool_)
    place = 0
    for at in range(first):
        child[place] = one[at]
        taken[one[at]] = True
        place += 1
    for at in range(size):
        if place == last:
            break
        if not taken[other[at]]:
            child[place] = other[at]
            taken[other[at]] = True
            place += 1
    for at in range(size):
        if not taken[one[at]]:
            child[place] = one[at]
            place += 1


@njit(cache=True, nogil=True)
def _mutate(problem, order):  # type: ignore[no-untyped-def]
    """Swap neighbours here and there where no link ties them."""
    begins, who = problem.cause_begins, problem.causes
    for place in range(len(order) - 1):
        if np.random.random() > 0.05:
            continue
        one, other = order[place], order[place + 1]
        tied = False
        for at in range(begins[other], begins[other + 1]):
            if who[at] == one:
                tied = True
        if not tied:
            order[place], order[place + 1] = other, one


@njit(cache=True, nogil=True)
def _known(orders, ends, child, end):  # type: ignore[no-untyped-def]
    for at in range(len(ends)):  # a generator would not compile
        same = ends[at] == end
        if same and (orders[at] == child).all():
            return True
    return False

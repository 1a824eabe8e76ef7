"""Levelling: the shortest schedule that resources allow, bred and proved side by side.

Breeding finds good schedules fast, CP-SAT proves them and closes the last gaps. They run in two
threads (both leave Python's lock), and CP-SAT starts again from what was bred when that is better.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Timer
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from servanda.scheduling.levelling.evolution import Limits, evolve
from servanda.scheduling.levelling.problem import Problem, Whole
from servanda.scheduling.levelling.proof import Effort, Search

SAMPLE = 1_500
"""Schedules bred before CP-SAT begins."""
MANY = 2_000_000_000
TURNS = (0.15, 0.4, 1.0)
"""Shares of the time that is left after which both begin again from the better of the two."""
SHORTEST = 0.05
"""Seconds below which a turn is not worth beginning."""


@dataclass(frozen=True, slots=True)
class Levelled:
    """A schedule with its end, and the bound below which there is none."""

    starts: Whole
    end: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Tell whether no schedule is shorter."""
        return self.end <= self.bound

    @property
    def gap(self) -> float:
        """Return how much longer it is than the bound, as a share of it."""
        return (self.end - self.bound) / self.bound if self.bound else 0.0


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be tried.

    With `schedules` and `deterministic` set, the same seed gives the same schedule to the bit;
    `seconds` then only ends what takes too long.
    """

    seconds: float = 10.0
    schedules: int | None = None
    deterministic: float | None = None


def level(problem: Problem, *, budget: Budget, seed: int = 0) -> Levelled:
    """Find the shortest schedule within a budget, and how short one could be at all.

    >>> one_at_a_time = Problem.of([2, 3], [], [[1], [1]], [1])
    >>> level(one_at_a_time, budget=Budget(seconds=5)).end
    5
    """
    _breed(problem, 0, seed, 0, np.zeros(1, dtype=np.bool_))  # compiled before the time is counted
    deadline = monotonic() + budget.seconds
    found = _bred(problem, SAMPLE, seed, problem.bound(), deadline)
    if found.optimal:
        return found
    if budget.schedules is not None:
        return _one_after_the_other(problem, found, budget, seed, deadline)
    return _side_by_side(problem, found, seed, deadline)


def _one_after_the_other(
    problem: Problem, found: Levelled, budget: Budget, seed: int, deadline: float
) -> Levelled:
    bred = _bred(problem, budget.schedules or 0, seed + 1, found.bound, deadline)
    found = min(found, bred, key=lambda each: each.end)
    if found.optimal:
        return found
    search = Search(problem, found.starts, found.end, found.bound)
    left = max(0.1, deadline - monotonic())
    return _joined(problem, found, search, Effort(left, budget.deterministic, 1, seed))


def _joined(problem: Problem, found: Levelled, search: Search, effort: Effort) -> Levelled:
    proof = search.run(effort)
    best = found
    if proof.starts is not None and problem.makespan(proof.starts) <= found.end:
        best = Levelled(proof.starts, problem.makespan(proof.starts), found.bound)
    bound = best.end if proof.proved else max(found.bound, proof.bound)
    return Levelled(best.starts, best.end, bound)


def _side_by_side(problem: Problem, found: Levelled, seed: int, deadline: float) -> Levelled:
    """Breed in one thread and prove in another, in turns that begin from the better of both."""
    with ThreadPoolExecutor(1) as pool:
        for turn, share in enumerate(TURNS, start=1):
            left = deadline - monotonic()
            if found.optimal or left < SHORTEST:
                break
            length = max(SHORTEST, share * left)
            stop = np.zeros(1, dtype=np.bool_)
            search = Search(problem, found.starts, found.end, found.bound)
            breeding = pool.submit(_breed, problem, MANY, seed + turn, found.bound, stop)
            breeding.add_done_callback(partial(_stop, search))
            try:
                proved = _joined(problem, found, search, Effort(length, None, 1, seed + turn))
            finally:
                stop[0] = True
            bred = breeding.result()
            best = min(proved, bred, key=lambda each: each.end)
            found = Levelled(best.starts, best.end, proved.bound)
    return found


def _stop(search: Search, _: object) -> None:
    search.stop()


def _bred(problem: Problem, schedules: int, seed: int, bound: int, deadline: float) -> Levelled:
    stop = np.zeros(1, dtype=np.bool_)
    timer = Timer(max(SHORTEST, deadline - monotonic()), stop.fill, [True])
    timer.start()
    try:
        return _breed(problem, schedules, seed, bound, stop)
    finally:
        timer.cancel()


def _breed(
    problem: Problem, schedules: int, seed: int, bound: int, stop: NDArray[np.bool_]
) -> Levelled:
    starts = np.zeros(problem.size, dtype=np.int32)
    first = np.arange(problem.size, dtype=np.int32)
    room = problem.horizon
    late = _latest_starts(problem)
    end = evolve(problem.arrays, first, late, room, Limits(bound, schedules, seed), stop, starts)
    return Levelled(starts, int(end), bound)


def _latest_starts(problem: Problem) -> NDArray[np.float64]:
    """Return the latest starts, counted back from the end of the plan."""
    found = np.zeros(problem.size)
    effects = problem.effects
    for place in reversed(range(problem.size)):
        held = [
            found[effects.who[at]] - effects.lags[at]
            for at in range(effects.begins[place], effects.begins[place + 1])
        ]
        found[place] = min([-float(problem.durations[place]), *held])
    return found

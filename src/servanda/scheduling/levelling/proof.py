"""The same problem for OR-tools CP-SAT: it closes what breeding leaves open and proves bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from servanda.scheduling.levelling.problem import Problem, Whole


@dataclass(frozen=True, slots=True)
class Proof:
    """What CP-SAT came to: starts where it found better ones, and a bound it stands by."""

    starts: Whole | None
    bound: int
    proved: bool


@dataclass(frozen=True, slots=True)
class Effort:
    """How long CP-SAT may try; `deterministic` is its own count of work, the same on every run."""

    seconds: float = 60.0
    deterministic: float | None = None
    workers: int = 1
    seed: int = 0


class Search:
    """A search that can be stopped from another thread."""

    def __init__(self, problem: Problem, known: Whole | None, below: int, above: int) -> None:
        """Model a problem: ends from `above` to `below`, both included; `known` is a hint."""
        self.problem = problem
        self.above = above
        self.solver = cp_model.CpSolver()
        self.model = cp_model.CpModel()
        self.starts = _modelled(self.model, problem, below, above)
        if known is not None:
            for start, moment in zip(self.starts, known, strict=True):
                self.model.add_hint(start, int(moment))

    def stop(self) -> None:
        """End the search; it returns what it has."""
        self.solver.stop_search()

    def run(self, effort: Effort) -> Proof:
        """Search within the effort."""
        asked = self.solver.parameters
        asked.max_time_in_seconds = max(0.01, effort.seconds)
        if effort.deterministic is not None:
            asked.max_deterministic_time = effort.deterministic
        asked.num_workers = effort.workers
        asked.random_seed = effort.seed
        status = self.solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return Proof(None, self.above, proved=True)
        bound = max(self.above, round(self.solver.best_objective_bound))
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Proof(None, bound, proved=False)
        starts = np.array([self.solver.value(each) for each in self.starts], dtype=np.int32)
        return Proof(starts, bound, proved=status == cp_model.OPTIMAL)


def _modelled(
    model: cp_model.CpModel, problem: Problem, below: int, above: int
) -> list[cp_model.IntVar]:
    """Put the problem to the model; the end is to be least."""
    end = model.new_int_var(above, below, "end")
    starts = [
        model.new_int_var(int(release), max(int(release), below - int(length)), "")
        for release, length in zip(problem.releases, problem.durations, strict=True)
    ]
    for place in range(problem.size):
        for at in range(problem.causes.begins[place], problem.causes.begins[place + 1]):
            cause, lag = int(problem.causes.who[at]), int(problem.causes.lags[at])
            model.add(starts[place] >= starts[cause] + lag)
        model.add(end >= starts[place] + int(problem.durations[place]))
    _share(model, problem, starts)
    model.minimize(end)
    return starts


def _share(model: cp_model.CpModel, problem: Problem, starts: list[cp_model.IntVar]) -> None:
    lengths = [int(length) for length in problem.durations]
    intervals = [
        model.new_fixed_size_interval_var(start, length, "")
        for start, length in zip(starts, lengths, strict=True)
    ]
    for resource, capacity in enumerate(problem.capacities):
        users = [
            place
            for place in range(problem.size)
            if problem.needs[place, resource] and lengths[place]
        ]
        model.add_cumulative(
            [intervals[place] for place in users],
            [int(problem.needs[place, resource]) for place in users],
            int(capacity),
        )

"""Ensembles: many drawn worlds, solved year by year, on threads or on a cluster.

Paths are found once, on samples that depend on the question alone; every sample then hangs on its
own figures. So the answer is the same to the bit however the work is cut up and shared out.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from threading import Event
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.flows.bands import EnsembleResult, YearBands
from servanda.flows.batch import (
    Budget,
    Cancelled,
    OutOfBudget,
    Progress,
    Taught,
    bytes_of,
    solve_cases,
    teach,
)
from servanda.flows.chances import Completion, Disruption
from servanda.flows.compile import Compiled, compiled
from servanda.flows.core.running import LEARNING
from servanda.flows.draws import Draws
from servanda.flows.figures import Cases, joined
from servanda.flows.model import BadNetwork, Network, Scenario
from servanda.flows.tallies import OF_PROJECT, Tally, effects

Real = NDArray[np.float64]
PORTION = 512
"""Samples that one worker takes at a time."""
MOST_SAMPLES = 10_000_000
PATIENCE = 0.2
"""Seconds between looks at whether to go on."""
SHOWN = 8
"""Names that a message lists."""
UNBOUNDED = Budget(gigabytes=float("inf"))


@dataclass(frozen=True)
class Ensemble:
    """What is to be drawn and solved."""

    scenario: Scenario
    """What all samples have in common; its year does not count."""
    years: Sequence[int]
    samples: int
    seed: int = 0
    disruptions: Sequence[Disruption] = ()
    completions: Sequence[Completion] = ()
    """Of projects whose year is uncertain; the others follow their own."""
    projects: Sequence[str] = ()
    """Projects whose effect is to be told: each doubles the work in the units that it touches."""
    units: Sequence[str] = ()
    """None for every unit of the network."""


class Switched(NamedTuple):
    """The samples with one project the other way round, in the units that it touches."""

    project: int
    compiled: Compiled
    tally: Tally
    chosen: list[int]
    taught: Taught


@dataclass(frozen=True)
class Work:
    """What a worker needs."""

    compiled: Compiled
    draws: Draws
    tally: Tally
    taught: Taught
    switched: tuple[Switched, ...]


class Portion(NamedTuple):
    """Some samples of a year, and where in the run they stand."""

    year: int
    first: int
    last: int


def run_ensemble(
    network: Network | Compiled,
    asked: Ensemble,
    *,
    workers: int | None = None,
    scheduler: str = "",
    portion: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    budget: Budget | None = None,
) -> EnsembleResult:
    """Solve every sample in every year; raise OutOfBudget or Cancelled where it ends before.

    It runs on threads of this process, or with the address of a Dask scheduler on its cluster.
    Progress is told in samples and years; what projects change counts with its sample.
    """
    ready = network if isinstance(network, Compiled) else compiled(network)
    ready = _of_units(ready, asked.units)
    _check(ready.network, asked)
    run = Run(ready, asked, workers or os.cpu_count() or 1, portion, budget or Budget())
    run.progress, run.cancelled = progress, cancelled
    return run.result(scheduler)


class Workshop(NamedTuple):
    """What runs portions."""

    executor: Executor
    workers: int
    shared: Callable[[Work], Any]
    """Gives every worker the work once; returns what stands for it."""
    more: tuple[Callable[[], bool], ...]
    """What else a portion is told: on threads, whether to stop."""


Running = deque[tuple[Portion, Future[tuple[Real, int]]]]


class Run:
    """One run of an ensemble."""

    def __init__(
        self, ready: Compiled, asked: Ensemble, workers: int, portion: int | None, budget: Budget
    ) -> None:
        self.started = time.monotonic()
        self.asked, self.budget, self.workers = asked, budget, workers
        self.progress: Progress | None = None
        self.cancelled: Callable[[], bool] | None = None
        self.draws = Draws(
            ready.network,
            ready.places,
            asked.scenario,
            disruptions=asked.disruptions,
            completions=asked.completions,
            seed=asked.seed,
        )
        self.ready, self.tally = ready, Tally(ready)
        self.touched = [(name, _touched(ready, name)) for name in asked.projects]
        more = sum(len(OF_PROJECT) * len(units) for _, units in self.touched)
        self.width = self.tally.width + more
        self.portion = portion or self._what_fits()
        self.done = self.fallbacks = 0

    def result(self, scheduler: str) -> EnsembleResult:
        """Solve it all, a year after the other."""
        self._look_up(0)
        work = self._work()
        with _executor(self.workers, scheduler) as workshop:
            running: Running = deque()
            try:
                years = tuple(self._years(workshop, workshop.shared(work), running))
            except BaseException:
                for _, future in running:
                    future.cancel()
                raise
        return EnsembleResult(self.asked.samples, self.asked.seed, years, self.fallbacks)

    def _years(self, workshop: Workshop, handle: Any, running: Running) -> Iterator[YearBands]:
        """Keep a few portions under way, and make each year when its last has come."""
        table = np.empty((self.asked.samples, self.width))
        portions = self._portions()
        while True:
            for portion in islice(portions, workshop.workers + 1 - len(running)):
                future = workshop.executor.submit(solve_portion, handle, portion, *workshop.more)
                running.append((portion, future))
            if not running:
                return
            portion, future = running[0]
            rows, fallbacks = self._answer(future)
            running.popleft()
            table[portion.first : portion.last] = rows
            self.fallbacks += fallbacks
            self._look_up(portion.last - portion.first)
            if portion.last == self.asked.samples:
                yield self._year(portion.year, table)

    def _answer(self, future: Future[tuple[Real, int]]) -> tuple[Real, int]:
        while not wait([future], timeout=PATIENCE).done:
            self._look_up(0)
        return future.result()

    def _year(self, year: int, table: Real) -> YearBands:
        chances = self.draws.chances(year)
        known = {name: float(chances[self._place(name)]) for name, _ in self.touched}
        return self.tally.year(year, table, self.touched, known)

    def _place(self, project: str) -> int:
        return self.ready.places.projects[project]

    def _portions(self) -> Iterator[Portion]:
        samples = self.asked.samples
        for year in self.asked.years:
            for first in range(0, samples, self.portion):
                yield Portion(year, first, min(first + self.portion, samples))

    def _work(self) -> Work:
        """Find paths on samples spread over the years."""
        lessons = self._lessons()
        switched = []
        for name, units in self.touched:
            part = _of_units(self.ready, units)
            turned = _turned(lessons, self._place(name))
            chosen = [self.tally.units.index(block.unit) for block in part.blocks]
            switched.append(
                Switched(self._place(name), part, Tally(part), chosen, teach(part, turned))
            )
            self._look_up(0)
        taught = teach(self.ready, lessons)
        return Work(self.ready, self.draws, self.tally, taught, tuple(switched))

    def _lessons(self) -> Cases:
        """Return samples to find paths on: they depend on the years and the seed alone."""
        years = self.asked.years
        edges = np.linspace(0, LEARNING, len(years) + 1).round().astype(int).tolist()
        pieces = [
            self.draws.cases(year, first, last)
            for year, first, last in zip(years, edges, edges[1:], strict=False)
            if last > first
        ]
        return joined(pieces)

    def _look_up(self, more: int) -> None:
        """Tell how far it is, and stop where it must."""
        self.done += more
        of = self.asked.samples * len(self.asked.years)
        if self.progress:
            self.progress(self.done, of)
        if self.cancelled and self.cancelled():
            raise Cancelled(f"The run was cancelled after {self.done:,} of {of:,} samples.")
        seconds = self.budget.seconds
        if seconds is not None and time.monotonic() - self.started > seconds:
            raise OutOfBudget(
                f"The run ended after {seconds:g} seconds, its budget of time, with {self.done:,} "
                f"of {of:,} samples solved. Ask for fewer samples or years, or give it more time."
            )

    def _what_fits(self) -> int:
        """Return how many samples a worker may take at a time; refuse what cannot fit at all."""
        most = self.budget.gigabytes * 1e9
        one = 2 * bytes_of(self.ready.network)
        kept = 2 * 8 * self.asked.samples * self.width
        at_a_time = int((most - kept) / (one * (self.workers + 1)))
        if at_a_time < 1:
            raise OutOfBudget(
                f"{self.asked.samples:,} samples of this network need about "
                f"{(kept + one * (self.workers + 1)) / 1e9:.2g} GB and the run may take "
                f"{self.budget.gigabytes:g}, its budget of memory. Ask for fewer samples, or one "
                "unit at a time."
            )
        return min(at_a_time, PORTION)


def solve_portion(
    work: Work, portion: Portion, stopped: Callable[[], bool] | None = None
) -> tuple[Real, int]:
    """Solve some samples of a year; return their figures, and how many HiGHS had to solve."""
    cases = work.draws.cases(*portion)
    found = solve_cases(
        work.compiled, cases, taught=work.taught, budget=UNBOUNDED, cancelled=stopped
    )
    rows, fallbacks = [work.tally.rows(found)], found.fallbacks
    base = work.tally.sums(found)
    for each in work.switched:
        turned = _turned(cases, each.project)
        other = solve_cases(
            each.compiled, turned, taught=each.taught, budget=UNBOUNDED, cancelled=stopped
        )
        fallbacks += other.fallbacks
        sums = each.tally.sums(other)
        rows.append(effects(cases.projects[:, each.project], base, sums, each.chosen))
    return np.hstack(rows), fallbacks


def _turned(cases: Cases, project: int) -> Cases:
    """Switch one project the other way in every sample."""
    projects = cases.projects.copy()
    projects[:, project] = ~projects[:, project]
    return replace(cases, projects=projects)


def _of_units(ready: Compiled, units: Sequence[str]) -> Compiled:
    """Keep what is of some units; all where none is named."""
    known = [block.unit for block in ready.blocks]
    for unit in units:
        if unit not in known:
            raise BadNetwork(
                f"Ensemble, units: nothing is asked for in “{unit}”. Name one of "
                f"{', '.join(known)}."
            )
    if not units:
        return ready
    return replace(ready, blocks=tuple(each for each in ready.blocks if each.unit in units))


def _touched(ready: Compiled, project: str) -> tuple[str, ...]:
    """Return the units in which a project changes a link."""
    at = ready.places.projects[project]
    links, places = ready.network.links, ready.places.links
    units = {links[places[each.link]].unit for each in ready.network.projects[at].changes}
    return tuple(block.unit for block in ready.blocks if block.unit in units)


def _check(network: Network, asked: Ensemble) -> None:
    if not 1 <= asked.samples <= MOST_SAMPLES:
        raise BadNetwork(
            f"Ensemble, samples: {asked.samples} were asked for. Give a number from 1 to "
            f"{MOST_SAMPLES:,}."
        )
    if not asked.years or list(asked.years) != sorted(set(asked.years)):
        raise BadNetwork(
            f"Ensemble, years: they are {list(asked.years)}. Give at least one, each once, in "
            "order."
        )
    known = [each.id for each in network.projects]
    for name in asked.projects:
        if name not in known:
            there = ", ".join(known[:SHOWN]) + ("" if len(known) <= SHOWN else ", …")
            raise BadNetwork(
                f"Ensemble, projects: “{name}” does not exist in the network; there are "
                f"{there or 'none'}. Correct or remove it."
            )
        if list(asked.projects).count(name) > 1:
            raise BadNetwork(f"Ensemble, projects: “{name}” is named twice. Name it once.")


@contextmanager
def _executor(workers: int, scheduler: str) -> Iterator[Workshop]:
    """Return what runs portions: threads of this process, or a cluster."""
    if scheduler:
        try:
            from servanda.flows.cluster import cluster_at  # noqa: PLC0415 - it is an extra
        except ImportError:
            raise ConnectionError(
                f"The Dask scheduler at {scheduler} cannot be used: servanda[cluster] is not "
                "installed. Install it, or name no scheduler to run on this machine."
            ) from None
        with cluster_at(scheduler) as (executor, threads, shared):
            yield Workshop(executor, threads, shared, ())
        return
    stop = Event()
    executor = ThreadPoolExecutor(workers)
    try:
        yield Workshop(executor, workers, lambda work: work, (stop.is_set,))
    finally:
        stop.set()
        executor.shutdown(wait=True, cancel_futures=True)

"""Many scenarios of one network, each certified optimal, on as many threads as are given.

Small blocks go through the compiled core; what it cannot prove, and large blocks, through HiGHS.
Results are the same to the bit whatever the number of workers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from threading import local

import numpy as np
from numpy.typing import NDArray

from servanda.flows.compile import Block, Compiled
from servanda.flows.core.layout import Numbers, Scale, numbers_of, scale_of
from servanda.flows.core.running import (
    LEARNING,
    MOST_PARTS,
    MOST_TIGHT,
    Core,
    Thread,
    empty_answers,
    learned,
    spread,
)
from servanda.flows.core.scenarios import Answers
from servanda.flows.figures import Cases, Figures, figures_of
from servanda.flows.model import BadNetwork, Network
from servanda.flows.paths import Master, PathAnswer

Real = NDArray[np.float64]
CHUNK = 64
"""Scenarios that one worker takes at a time."""
SLAB = 1024
"""Scenarios whose figures are laid out at a time."""
FEWEST = 3
"""With fewer scenarios HiGHS is done before the core has begun."""
Progress = Callable[[int, int], None]
"""Called with the scenarios done and all of them."""


class OutOfBudget(RuntimeError):  # noqa: N818 - an end, not a fault
    """A run ended because its time or memory was used up; the message says which."""


class Cancelled(RuntimeError):  # noqa: N818 - an end, not a fault
    """A run ended because somebody cancelled it."""


@dataclass(frozen=True)
class Budget:
    """What a run may take."""

    seconds: float | None = None
    gigabytes: float = 4.0


@dataclass
class Outcomes:
    """The answers of all scenarios, in the units of the network; one row a scenario."""

    objective: Real
    by_unit: Real
    """The objective of each block, in the order of the blocks."""
    delivered: Real
    """By demand."""
    broken: Real
    """By demand: what a contract promises and does not arrive."""
    volume: Real
    """By demand: what was asked for."""
    hours: Real
    """By demand: mean hours of what arrives; 0 where nothing does."""
    cost: Real
    """By demand: mean US dollars for each unit that arrives; 0 where nothing does."""
    forward: Real
    """By link: what enters at its tail."""
    backward: Real
    capacity: Real
    """By link; infinity where nothing limits it."""
    link_price: Real
    """By link, and so on: US dollars that one more unit of capacity would save."""
    node_price: Real
    transfer_price: Real
    corridor_price: Real
    corridors: Real
    """By corridor: what is delivered over paths that use it, in the units of its links."""
    fallbacks: int = 0
    """Scenarios that the core could not prove and HiGHS solved."""


@dataclass(frozen=True)
class Taught:
    """Paths and starts for each block, found once: what many runs may begin from.

    With them a scenario's answer hangs on its own figures alone, to the bit, whichever others are
    solved beside it.
    """

    scales: tuple[Scale, ...]
    cores: tuple[Core | None, ...]
    """None for a block that HiGHS solves."""


ARRAYS = tuple(field.name for field in fields(Outcomes) if field.name != "fallbacks")


def teach(compiled: Compiled, cases: Cases) -> Taught:
    """Find paths and starts on some scenarios, for runs of others like them."""
    figures = figures_of(compiled.network, cases, compiled.places)
    scales = tuple(scale_of(block, figures) for block in compiled.blocks)
    cores: list[Core | None] = []
    for block, scale in zip(compiled.blocks, scales, strict=True):
        numbers = numbers_of(block, figures, scale)
        small = numbers.bounds.shape[1] <= MOST_TIGHT and len(block.parts) <= MOST_PARTS
        cores.append(learned(compiled, block, numbers, scale) if small else None)
    return Taught(scales, tuple(cores))


def bytes_of(network: Network) -> int:
    """Reckon what the figures and answers of one scenario take."""
    return 8 * (
        14 * len(network.links)
        + 6 * len(network.transfers)
        + 4 * len(network.nodes)
        + 20 * len(network.demands)
    )


class Batch:
    """The scenarios of one run."""

    def __init__(
        self,
        compiled: Compiled,
        cases: Cases,
        *,
        workers: int = 1,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        budget: Budget | None = None,
        taught: Taught | None = None,
    ) -> None:
        self.taught = taught
        self.compiled, self.cases = compiled, cases
        self.workers = max(workers, 1)
        self.progress = progress or _tell_nobody
        self.cancelled = cancelled or (lambda: False)
        self.budget = budget or Budget()
        self.started = time.monotonic()
        self.done = self.fallbacks = 0
        self._refuse_what_does_not_fit()

    def run(self) -> Outcomes:
        """Solve them all; raise OutOfBudget or Cancelled where it ends before."""
        count, begun = len(self.cases), self.taught
        if begun is None and count >= FEWEST:
            chosen = np.array(spread(count, LEARNING), dtype=np.int64)
            begun = teach(self.compiled, self.cases.part(chosen))
        whole = self._solve(self.cases.part(slice(0, SLAB)), begun)
        if count > SLAB:
            whole = _roomier(whole, count)
        for first in range(SLAB, count, SLAB):
            slab = slice(first, min(first + SLAB, count))
            _put(whole, slab, self._solve(self.cases.part(slab), begun))
        whole.fallbacks = self.fallbacks
        return whole

    def _solve(self, cases: Cases, begun: Taught | None) -> Outcomes:
        """Solve some cases, few enough for their figures to stay near at hand."""
        figures = figures_of(self.compiled.network, cases, self.compiled.places)
        outcomes = _empty(self.compiled, figures)
        for at, block in enumerate(self.compiled.blocks):
            scale = begun.scales[at] if begun else scale_of(block, figures)
            numbers = numbers_of(block, figures, scale)
            answers = empty_answers(self.compiled, block, len(cases))
            core = begun.cores[at] if begun else None
            left = self._over_core(core, numbers, answers)
            self._over_highs(block, numbers, scale, answers, left)
            _add(outcomes, at, block, scale, answers)
        _finish(outcomes, figures)
        return outcomes

    def _over_core(self, core: Core | None, numbers: Numbers, answers: Answers) -> Sequence[int]:
        """Solve a block in the compiled core; return the scenarios that are left for HiGHS."""
        if core is None:
            return range(len(numbers.cost))
        self._over_chunks(core, numbers, answers)
        left: list[int] = np.flatnonzero(answers.size < 0).tolist()
        self.fallbacks += len(left)
        return left

    def _over_highs(
        self, block: Block, numbers: Numbers, scale: Scale, answers: Answers, left: Sequence[int]
    ) -> None:
        """Solve scenarios in HiGHS: one warm model, or where order must not count, one each."""
        commodities = numbers.value_of_time.shape[1]
        master = Master(block, scale, commodities) if left and not self.taught else None
        for row in left:
            self._look_up(0)
            own = master or Master(block, scale, commodities)
            _write(self.compiled, block, numbers, scale, answers, row, own.solve(numbers, row))

    def _over_chunks(self, core: Core, numbers: Numbers, answers: Answers) -> None:
        count = len(numbers.cost)
        edges = [*range(0, count, CHUNK), count]
        own = local()

        def run(first: int, last: int) -> int:
            if not hasattr(own, "thread"):
                own.thread = Thread(core, numbers.value_of_time.shape[1])
            part = slice(first, last)
            own.thread.run(
                Numbers(*(array[part] for array in numbers)),
                Answers._make(array[part] for array in answers),
            )
            return last - first

        if self.workers == 1:
            for first, last in pairwise(edges):
                self._look_up(run(first, last))
            return
        with ThreadPoolExecutor(self.workers) as pool:
            futures = [pool.submit(run, first, last) for first, last in pairwise(edges)]
            self._gather(futures)

    def _gather(self, futures: list[Future[int]]) -> None:
        try:
            for future in futures:
                self._look_up(future.result())
        except BaseException:
            for future in futures:
                future.cancel()
            raise

    def _look_up(self, more: int) -> None:
        """Tell how far it is, and stop where it must."""
        self.done += more
        self.progress(self.done // len(self.compiled.blocks), len(self.cases))
        if self.cancelled():
            raise Cancelled(f"The run was cancelled after {self.done:,} scenarios.")
        seconds = self.budget.seconds
        if seconds is not None and time.monotonic() - self.started > seconds:
            raise OutOfBudget(
                f"The run ended after {seconds:g} seconds, its budget of time, with {self.done:,} "
                f"of {len(self.cases):,} scenarios solved. Ask for fewer, or give it more time."
            )

    def _refuse_what_does_not_fit(self) -> None:
        needed = bytes_of(self.compiled.network) * len(self.cases) / 1e9
        if needed > self.budget.gigabytes:
            raise OutOfBudget(
                f"{len(self.cases):,} scenarios of this network need about {needed:.1f} GB and the "
                f"run may take {self.budget.gigabytes:g}. Ask for fewer scenarios at a time."
            )


def solve_cases(
    compiled: Compiled,
    cases: Cases,
    *,
    workers: int = 1,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    budget: Budget | None = None,
    taught: Taught | None = None,
) -> Outcomes:
    """Solve every case; the answers are in the order of the cases."""
    if len(cases) == 0:
        raise BadNetwork("Scenarios: there are none, so that there is nothing to solve. Give one.")
    return Batch(
        compiled,
        cases,
        workers=workers,
        progress=progress,
        cancelled=cancelled,
        budget=budget,
        taught=taught,
    ).run()


def _tell_nobody(done: int, of: int) -> None:
    pass


def _empty(compiled: Compiled, figures: Figures) -> Outcomes:
    count, links = figures.link_hours.shape
    network = compiled.network
    demands = len(network.demands)
    return Outcomes(
        np.zeros(count),
        np.zeros((count, len(compiled.blocks))),
        np.zeros((count, demands)),
        figures.minimum.copy(),
        figures.volume,
        np.zeros((count, demands)),
        np.zeros((count, demands)),
        np.zeros((count, links)),
        np.zeros((count, links)),
        figures.link_capacity,
        np.zeros((count, links)),
        np.zeros((count, len(network.nodes))),
        np.zeros((count, len(network.transfers))),
        np.zeros((count, len(network.corridors))),
        np.zeros((count, len(network.corridors))),
    )


def _roomier(outcomes: Outcomes, count: int) -> Outcomes:
    """Copy the first outcomes into room for all."""
    whole = replace(outcomes)
    for field in ARRAYS:
        array = getattr(outcomes, field)
        setattr(whole, field, np.empty((count, *array.shape[1:])))
    _put(whole, slice(0, len(outcomes.objective)), outcomes)
    return whole


def _put(whole: Outcomes, slab: slice, outcomes: Outcomes) -> None:
    for field in ARRAYS:
        getattr(whole, field)[slab] = getattr(outcomes, field)


def _add(outcomes: Outcomes, at: int, block: Block, scale: Scale, answers: Answers) -> None:
    """Add the answers of a block."""
    outcomes.by_unit[:, at] = answers.objective * scale.amount * scale.money
    outcomes.objective += outcomes.by_unit[:, at]
    outcomes.forward += answers.forward * scale.amount
    outcomes.backward += answers.backward * scale.amount
    outcomes.corridors += answers.corridors * scale.amount
    for place, part in enumerate(block.parts):
        delivered = answers.delivered[:, place] * scale.amount
        outcomes.delivered[:, part.demand] += delivered
        outcomes.hours[:, part.demand] += answers.hours[:, place] * scale.amount
        outcomes.cost[:, part.demand] += answers.money[:, place] * scale.amount * scale.money
        if part.firm:
            outcomes.broken[:, part.demand] -= delivered
    prices = {
        "link": outcomes.link_price,
        "node": outcomes.node_price,
        "transfer": outcomes.transfer_price,
        "corridor": outcomes.corridor_price,
    }
    for place, row in enumerate(block.rows):
        prices[row.kind][:, row.at] = np.maximum(-answers.duals[:, place], 0.0) * scale.money


def _finish(outcomes: Outcomes, figures: Figures) -> None:
    """Make means of the sums."""
    some = outcomes.delivered > 0
    for sums in (outcomes.hours, outcomes.cost):
        np.divide(sums, outcomes.delivered, out=sums, where=some)
        sums[~some] = 0.0
    crumbs = outcomes.broken <= 1e-9 * np.maximum(figures.minimum, 1e-300)
    outcomes.broken[crumbs] = 0.0


def _write(
    compiled: Compiled,
    block: Block,
    numbers: Numbers,
    scale: Scale,
    answers: Answers,
    row: int,
    found: PathAnswer,
) -> None:
    """Write what HiGHS found where the core would have."""
    places, links = compiled.places, compiled.network.links
    answers.objective[row] = found.objective / (scale.amount * scale.money)
    answers.duals[row] = found.duals / scale.money
    cost, hours, gain = numbers.cost[row], numbers.hours[row], numbers.gain[row]
    for path in found.paths:
        elements = [(arc, int(block.arcs.element[arc])) for arc in path.arcs]
        elements = [(arc, element) for arc, element in elements if element >= 0]
        flow = path.delivered / scale.amount
        amount = flow / float(np.prod([gain[element] for _, element in elements]))
        answers.delivered[row, path.part] += flow
        used: set[int] = set()
        for arc, element in elements:
            answers.money[row, path.part] += amount * cost[element]
            answers.hours[row, path.part] += flow * hours[element]
            if element < len(links):
                onward = block.arcs.forward[arc]
                (answers.forward if onward else answers.backward)[row, element] += amount
                used |= {places.corridors[name] for name in links[element].corridors}
            amount *= float(gain[element])
        for corridor in used:
            answers.corridors[row, corridor] += flow
    answers.size[row] = len(found.paths)

"""Running the core: finding paths and starts on a few scenarios, then all of them in chunks.

Chunks and starts depend on the scenarios alone, never on the number of workers, and every scenario
begins from the same paths and starts: results are the same to the bit however the work is shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.flows.compile import Block, Compiled
from servanda.flows.core.basis import Basis, empty_basis
from servanda.flows.core.layout import (
    Graph,
    Numbers,
    Pool,
    Scale,
    Scratch,
    empty_pool,
    graph_of,
    roomier,
    scratch_for,
)
from servanda.flows.core.scenarios import Answers, Starts, solve_rows
from servanda.flows.core.search import FULL, all_costs, weigh

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
LEARNING = 48
"""Scenarios that paths are found on, spread evenly over all."""
STARTS = 12
ROOM = 400
"""Paths that one scenario may add to those known."""
MOST_TIGHT, MOST_PARTS = 1500, 500
"""Paths that a basis may hold, and parts of demands in a block; beyond it HiGHS is faster."""
STEPS = 20_000
LENGTH = 24
"""Arcs of a path to make room for, at first."""


class ArcFacts(NamedTuple):
    """What the answers need to know of arcs and links."""

    forward: NDArray[np.bool_]
    corridor_start: Whole
    corridors: Whole
    stamp: Whole


class Work(NamedTuple):
    """What one thread writes to."""

    basis: Basis
    weights: Real
    costs: Real
    worth: Real
    scratch: Scratch
    steps: int


@dataclass
class Core:
    """A block with the paths and starts that were found for it."""

    block: Block
    graph: Graph
    scale: Scale
    facts: ArcFacts
    pool: Pool
    count: int
    starts: Starts


def arc_facts(compiled: Compiled, block: Block) -> ArcFacts:
    """Gather the direction of arcs and the corridors of links."""
    network, places = compiled.network, compiled.places
    lists = [[places.corridors[name] for name in link.corridors] for link in network.links]
    lists += [[] for _ in network.transfers]
    start = np.concatenate([[0], np.cumsum([len(each) for each in lists])]).astype(np.int32)
    return ArcFacts(
        block.arcs.forward,
        start,
        np.array([at for each in lists for at in each], dtype=np.int32),
        np.full(len(network.corridors), -1, dtype=np.int32),
    )


def work_for(graph: Graph, rows: int, paths: int, commodities: int) -> Work:
    """Make what a thread writes to."""
    return Work(
        empty_basis(rows, paths, min(rows, MOST_TIGHT) + 1),
        np.zeros((commodities, len(graph.tail))),
        np.zeros(paths),
        np.zeros(len(graph.part_commodity)),
        scratch_for(graph, rows),
        STEPS,
    )


def no_starts(rows: int) -> Starts:
    """Return what a first scenario begins from: nothing."""
    return Starts(
        np.zeros(0, dtype=np.int32),
        np.zeros((0, 2, 1), dtype=np.int32),
        np.zeros((0, 1, 1)),
        np.zeros((0, 1)),
        np.zeros((0, rows)),
    )


def learned(compiled: Compiled, block: Block, numbers: Numbers, scale: Scale) -> Core:
    """Find paths on scenarios spread over all, then optimal bases of some of them."""
    graph = graph_of(block)
    facts = arc_facts(compiled, block)
    chosen = spread(len(numbers.cost), LEARNING)
    core = Core(block, graph, scale, facts, _first_pool(block), 0, no_starts(_rows(numbers)))
    for scenario in chosen:
        _solve(compiled, core, numbers, scenario)
    kept = [
        _solve(compiled, core, numbers, scenario)
        for scenario in chosen[:: max(1, -(-len(chosen) // STARTS))]
    ]
    core.starts = _stacked([each for each in kept if each is not None], core, numbers)
    return core


def spread(count: int, most: int) -> list[int]:
    """Choose indices evenly.

    >>> spread(10, 4)
    [0, 3, 6, 9]
    """
    return sorted({round(at) for at in np.linspace(0, count - 1, min(count, most))})


def _rows(numbers: Numbers) -> int:
    return int(numbers.bounds.shape[1])


def _first_pool(block: Block) -> Pool:
    return empty_pool(len(block.parts) * 4 + ROOM, LENGTH)


class _Kept(NamedTuple):
    scenario: int
    size: int
    lists: Whole
    inverse: Real


def _solve(compiled: Compiled, core: Core, numbers: Numbers, scenario: int) -> _Kept | None:
    """Solve one scenario from nothing, and keep the paths that it adds."""
    rows, commodities = _rows(numbers), numbers.value_of_time.shape[1]
    one = Numbers(*(array[scenario : scenario + 1] for array in numbers))
    answers = empty_answers(compiled, core.block, 1)
    size = FULL
    while size == FULL:
        work = work_for(core.graph, rows, len(core.pool.routes.part), commodities)
        core.count = _run(core, core.pool, no_starts(rows), one, work, answers)
        size = int(answers.size[0])
        if size == FULL:
            entries = int(core.pool.columns.start[core.count]) + ROOM * LENGTH
            core.pool = roomier(core.pool, core.count, core.count + ROOM, entries)
    if size < 0:
        return None
    lists, inverse = work.basis.lists, work.basis.inverse
    return _Kept(scenario, size, lists[:, :size].copy(), inverse[:size, :size].copy())


def _run(
    core: Core, pool: Pool, starts: Starts, numbers: Numbers, work: Work, answers: Answers
) -> int:
    """Run the core over all scenarios of some numbers; return how many paths it then knows."""
    return int(
        solve_rows(
            core.graph,
            core.facts,
            numbers,
            pool.routes,
            pool.columns,
            core.count,
            starts,
            work,
            answers,
            0,
            len(numbers.cost),
        )
    )


def _stacked(kept: Sequence[_Kept], core: Core, numbers: Numbers) -> Starts:
    """Put the bases together, each with the costs of all paths in its scenario."""
    most = max((each.size for each in kept), default=0) + 1
    lists = np.zeros((len(kept), 2, most), dtype=np.int32)
    inverse = np.zeros((len(kept), most, most))
    costs = np.zeros((len(kept), core.count))
    weights = np.zeros((numbers.value_of_time.shape[1], len(core.graph.tail)))
    for at, each in enumerate(kept):
        lists[at, :, : each.size] = each.lists
        inverse[at, : each.size, : each.size] = each.inverse
        cost, hours, gain, value_of_time, _, price = (array[each.scenario] for array in numbers)
        weigh(core.graph, cost, hours, value_of_time, weights)
        all_costs(core.graph, gain, weights, core.pool.routes, core.count, price, costs[at])
    bounds = numbers.bounds[[each.scenario for each in kept]]
    size = np.array([each.size for each in kept], dtype=np.int32)
    return Starts(size, lists, inverse, costs, np.ascontiguousarray(bounds))


def room_for(core: Core) -> Pool:
    """Copy the paths for one thread, with room for what a scenario adds."""
    paths = ROOM + 4 * len(core.block.parts)
    longest = int(np.diff(core.pool.columns.start[: core.count + 1]).max(initial=LENGTH)) + 8
    return roomier(core.pool, core.count, paths, paths * longest)


def empty_answers(compiled: Compiled, block: Block, count: int) -> Answers:
    """Make room for the answers of a block."""
    links = len(compiled.network.links)
    return Answers(
        np.zeros(count),
        np.zeros((count, len(block.parts))),
        np.zeros((count, len(block.rows))),
        np.zeros((count, links)),
        np.zeros((count, links)),
        np.zeros((count, len(block.parts))),
        np.zeros((count, len(block.parts))),
        np.zeros((count, len(compiled.network.corridors))),
        np.zeros(count, dtype=np.int32),
    )


class Thread:
    """What one worker needs to run chunks of a block."""

    def __init__(self, core: Core, commodities: int) -> None:
        self.core = replace(core, facts=core.facts._replace(stamp=core.facts.stamp.copy()))
        self.pool = room_for(core)
        rows = len(core.block.rows) + len(core.block.parts)
        self.work = work_for(core.graph, rows, len(self.pool.routes.part), commodities)

    def run(self, numbers: Numbers, answers: Answers) -> None:
        """Solve all scenarios of some numbers."""
        _run(self.core, self.pool, self.core.starts, numbers, self.work, answers)

"""The path form: column generation on HiGHS, one master kept warm from scenario to scenario.

The master holds the paths known so far, each with what it costs more than going without. A
scenario changes costs and bounds; then searches on the duals add paths until none is missing. No
scenario is answered from a frozen pool of paths.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from servanda.flows.arcs import highs
from servanda.flows.compile import Block
from servanda.flows.core.layout import (
    Numbers,
    Pool,
    Routes,
    Scale,
    empty_pool,
    graph_of,
    roomier,
    scratch_for,
)
from servanda.flows.core.search import FULL, all_costs, fill_column, weigh
from servanda.flows.core.search import price as price_paths

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
SLACK = 1e-11
"""By how much a missing path may beat those known."""
ROUNDS = 1000
ANYTHING = 1e7
"""A worth at which any path is taken, in prices of going without."""
LENGTH = 24


@dataclass(frozen=True)
class Carried:
    """What one path delivers, in the unit of the network."""

    part: int
    arcs: tuple[int, ...]
    delivered: float


@dataclass(frozen=True)
class PathAnswer:
    """What a block costs in one scenario, over which paths, and the prices of its capacities."""

    objective: float
    above: float
    """By how much at most the objective lies above the optimum."""
    paths: tuple[Carried, ...]
    duals: Real
    """By row of the block: not above 0."""


class Master:
    """A block's paths on HiGHS."""

    def __init__(self, block: Block, scale: Scale, commodities: int) -> None:
        self.block, self.scale = block, scale
        self.graph = graph_of(block)
        self.pool: Pool = empty_pool(4 * len(block.parts) + 64, LENGTH)
        self.count = 0
        self.limits = len(block.rows)
        self.rows = self.limits + len(block.parts)
        self.weights = np.zeros((commodities, len(block.arcs.tail)))
        self.scratch = scratch_for(self.graph, self.rows)
        self.solver = self._empty()

    def solve(self, numbers: Numbers, row: int) -> PathAnswer:
        """Solve one scenario from where the last one ended."""
        cost, hours, gain, value_of_time, bounds, without = (array[row] for array in numbers)
        weigh(self.graph, cost, hours, value_of_time, self.weights)
        if self.block.lossy:
            self._refill(gain)
        self._set(gain, bounds, without)
        for _ in range(ROUNDS):
            duals = self._duals()
            new, above = self.price(gain, duals, bounds, without)
            if new == self.count:
                return self._answer(bounds, without, duals, above)
            self._add(new, gain, without)
        raise RuntimeError(f"Paths of {self.block.unit} kept coming after {ROUNDS} rounds.")

    def _duals(self) -> Real:
        """Solve the master; with no paths yet nothing is scarce."""
        if not self.count:
            return np.zeros(self.rows)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS ended with {status} on paths of {self.block.unit}.")
        duals: Real = np.minimum(np.array(self.solver.getSolution().row_dual), 0.0)
        return duals

    def _empty(self) -> highspy.Highs:
        solver = highs()
        nothing = np.zeros(self.rows)
        starts = np.zeros(self.rows, dtype=np.int32)
        none, empty = np.zeros(0, dtype=np.int32), np.zeros(0)
        solver.addRows(self.rows, nothing - highspy.kHighsInf, nothing, 0, starts, none, empty)
        return solver

    def _refill(self, gain: Real) -> None:
        """Compute all columns anew where losses may differ, and give them to a new HiGHS."""
        known, self.count = self.count, 0
        graph = self.graph
        uses = (graph.element, graph.row_start, graph.rows, graph.arriving, graph.source_row)
        for path in range(known):
            fill_column(uses, gain, *self.pool, path, self.limits, self.scratch.seen)
        self.solver = self._empty()
        self._give(0, known, np.zeros(known))
        self.count = known

    def _set(self, gain: Real, bounds: Real, without: Real) -> None:
        rows = np.arange(self.rows, dtype=np.int32)
        below = np.full(self.rows, -highspy.kHighsInf)
        self.solver.changeRowsBounds(self.rows, rows, below, bounds)
        if self.count:
            paths = np.arange(self.count, dtype=np.int32)
            self.solver.changeColsCost(self.count, paths, self._costs(gain, self.count, without))

    def _costs(self, gain: Real, count: int, without: Real) -> Real:
        costs = np.zeros(count)
        all_costs(self.graph, gain, self.weights, self.pool.routes, count, without, costs)
        return costs

    def price(self, gain: Real, duals: Real, bounds: Real, without: Real) -> tuple[int, float]:
        """Add the paths that are missing to the pool; return how many there are then."""
        worth = without + duals[self.limits :]
        while True:
            count, above = price_paths(
                self.graph,
                gain,
                self.weights,
                duals,
                worth,
                bounds,
                *self.pool,
                self.count,
                SLACK,
                self.scratch,
            )
            if count != FULL:
                return int(count), float(above)
            self.scratch.seen[:] = -1
            entries = int(self.pool.columns.start[self.count]) + 64 * LENGTH + self.rows
            self.pool = roomier(self.pool, self.count, self.count + 64, entries)

    def _add(self, new: int, gain: Real, without: Real) -> None:
        costs = self._costs(gain, new, without)[self.count : new]
        self._give(self.count, new, costs)
        self.count = new

    def _give(self, first: int, last: int, costs: Real) -> None:
        if last == first:
            return
        start, rows, values = self.pool.columns
        begin, end = int(start[first]), int(start[last])
        self.solver.addCols(
            last - first,
            costs,
            np.zeros(last - first),
            np.full(last - first, highspy.kHighsInf),
            end - begin,
            start[first:last] - begin,
            rows[begin:end],
            values[begin:end],
        )

    def _answer(self, bounds: Real, without: Real, duals: Real, above: float) -> PathAnswer:
        money = self.scale.amount * self.scale.money
        objective = float(without @ bounds[self.limits :])
        flows = np.zeros(0)
        if self.count:
            flows = np.array(self.solver.getSolution().col_value)
            objective += self.solver.getInfo().objective_function_value
        return PathAnswer(
            objective * money,
            above * money,
            tuple(carried(self.pool.routes, flows * self.scale.amount)),
            duals[: self.limits] * self.scale.money,
        )


def carried(routes: Routes, flows: Real) -> list[Carried]:
    """List the paths that carry anything."""
    part, start, arcs = routes
    return [
        Carried(int(part[path]), tuple(arcs[start[path] : start[path + 1]].tolist()), float(flow))
        for path, flow in enumerate(flows)
        if flow > 0
    ]


def cheapest(block: Block, numbers: Numbers, row: int) -> dict[int, float]:
    """Return what the cheapest path of each part costs, in the scale of the block, were it alone.

    Parts without any open path are not in it.
    """
    master = Master(block, Scale(1.0, 1.0), numbers.value_of_time.shape[1])
    cost, hours, gain, value_of_time, bounds, _ = (array[row] for array in numbers)
    weigh(master.graph, cost, hours, value_of_time, master.weights)
    wanted = np.maximum(bounds, 1.0)
    worth = np.full(len(block.parts), ANYTHING)
    count, _ = master.price(gain, np.zeros(master.rows), wanted, worth)
    found = {}
    for path in carried(master.pool.routes, np.ones(count)):
        own = master.weights[block.parts[path.part].commodity]
        total, amount = 0.0, 1.0
        for arc in reversed(path.arcs):
            element = int(block.arcs.element[arc])
            amount /= float(gain[element]) if element >= 0 else 1.0
            total += amount * float(own[arc])
        found[path.part] = total
    return found

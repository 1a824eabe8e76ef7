"""The plain form: the flow of each commodity on each arc, as one linear program on HiGHS.

Flows are kept apart by commodity and origin, so that one origin's demands share them. It is the
independent answer that the paths are compared with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from servanda.flows.compile import Block
from servanda.flows.core.layout import Numbers, Scale

Real = NDArray[np.float64]
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Program:
    """min cost·x with lower ≤ A x ≤ upper, 0 ≤ x ≤ limit, by columns."""

    cost: Real
    limit: Real
    lower: Real
    upper: Real
    start: Whole
    rows: Whole
    values: Real


class OriginFlow(NamedTuple):
    """What leaves one origin of one commodity, in the scale of the block."""

    parts: tuple[int, ...]
    arcs: Real
    """Flow by arc."""
    begins: tuple[tuple[int, float], ...]
    """States in which it begins, each with how much."""
    ends: tuple[tuple[int, int, float], ...]
    """Parts and states in which it ends, each with how much."""


@dataclass(frozen=True)
class Solved:
    """What a block costs in one scenario, and the prices of its capacities."""

    objective: float
    origins: tuple[OriginFlow, ...]
    duals: Real
    """By row of the block: not above 0."""


class _Columns:
    """Columns as they are added."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.limit: list[float] = []
        self.start = [0]
        self.rows: list[int] = []
        self.values: list[float] = []

    def add(self, cost: float, entries: list[tuple[int, float]], limit: float = np.inf) -> None:
        """Add one column."""
        self.cost.append(cost)
        self.limit.append(limit)
        for row, value in entries:
            self.rows.append(row)
            self.values.append(value)
        self.start.append(len(self.rows))


def origins(block: Block) -> list[tuple[int, tuple[int, ...], list[int]]]:
    """List commodity, states to begin in, and parts, of what may flow together."""
    found: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for at, part in enumerate(block.parts):
        key = (part.commodity, tuple(int(state) for state in block.sources[at]))
        found.setdefault(key, []).append(at)
    return [(commodity, states, parts) for (commodity, states), parts in found.items()]


def program(block: Block, numbers: Numbers, row: int) -> Program:
    """Write the linear program of one scenario, in the scale of the block.

    Rows are the capacities, then the parts, then a balance for each origin and state.
    """
    limits, parts, states = len(block.rows), len(block.parts), block.states
    columns = _Columns()
    sinks = {part: block.sinks[at] for at, group in enumerate(block.groups) for part in group.parts}
    groups = origins(block)
    for at, (commodity, begin, members) in enumerate(groups):
        first = limits + parts + at * states
        _arcs(columns, block, numbers, (row, commodity, first))
        own = int(block.source_row[members[0]])
        for state in begin:
            columns.add(0.0, [(first + state, -1.0), *([(own, 1.0)] if own >= 0 else [])])
        for part in members:
            for state in sinks[part]:
                columns.add(0.0, [(first + int(state), 1.0), (limits + part, 1.0)])
    for part in range(parts):
        columns.add(float(numbers.price[row, part]), [(limits + part, 1.0)])
    bounds = numbers.bounds[row]
    nothing = np.zeros(len(groups) * states)
    unbounded = np.full(limits, -np.inf)
    return Program(
        np.array(columns.cost),
        np.array(columns.limit),
        np.concatenate([unbounded, bounds[limits:], nothing]),
        np.concatenate([bounds, nothing]),
        np.array(columns.start, dtype=np.int32),
        np.array(columns.rows, dtype=np.int32),
        np.array(columns.values),
    )


def _arcs(columns: _Columns, block: Block, numbers: Numbers, where: tuple[int, int, int]) -> None:
    """Add the arcs of one origin: out of one state, with what is left of it into another."""
    row, commodity, first = where
    arcs = block.arcs
    cost, hours, gain = numbers.cost[row], numbers.hours[row], numbers.gain[row]
    worth = numbers.value_of_time[row, commodity]
    for arc in range(len(arcs.tail)):
        element = int(arcs.element[arc])
        left = float(gain[element]) if element >= 0 else 1.0
        price = float(cost[element] + worth * hours[element]) if element >= 0 else 0.0
        shut = element >= 0 and not (block.allowed[commodity, element] and np.isfinite(price))
        entries = [(first + int(arcs.tail[arc]), 1.0), (first + int(arcs.head[arc]), -left)]
        uses = slice(arcs.row_start[arc], arcs.row_start[arc + 1])
        entries += [
            (int(limit), left if arriving else 1.0)
            for limit, arriving in zip(arcs.rows[uses], arcs.arriving[uses], strict=True)
        ]
        columns.add(0.0 if shut else price, entries, 0.0 if shut else np.inf)


def highs() -> highspy.Highs:
    """Return a silent HiGHS that answers to the last digits it can."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS's own signature
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
    solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
    return solver


def load(solver: highspy.Highs, program: Program) -> None:
    """Give a program to HiGHS."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.cost), len(program.lower)
    model.col_cost_ = program.cost
    model.col_lower_ = np.zeros(len(program.cost))
    model.col_upper_ = program.limit
    model.row_lower_, model.row_upper_ = program.lower, program.upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = program.start
    model.a_matrix_.index_ = program.rows
    model.a_matrix_.value_ = program.values
    solver.passModel(model)


def solve_arcs(block: Block, numbers: Numbers, row: int, scale: Scale) -> Solved:
    """Solve one scenario of a block over its arcs."""
    solver = highs()
    load(solver, program(block, numbers, row))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {solver.getModelStatus()} on flows of {block.unit}.")
    return read(solver, block, scale)


def read(solver: highspy.Highs, block: Block, scale: Scale) -> Solved:
    """Read the answer of HiGHS: the objective and duals in the units of the network."""
    solution = solver.getSolution()
    values = np.array(solution.col_value)
    arcs, at = len(block.arcs.tail), 0
    sinks = {part: block.sinks[at] for at, group in enumerate(block.groups) for part in group.parts}
    found = []
    for _, begin, members in origins(block):
        flow = values[at : at + arcs]
        at += arcs
        begins = tuple(zip(begin, values[at : at + len(begin)].tolist(), strict=True))
        at += len(begin)
        ends = [(part, int(state)) for part in members for state in sinks[part]]
        amounts = values[at : at + len(ends)].tolist()
        at += len(ends)
        into = tuple((*end, amount) for end, amount in zip(ends, amounts, strict=True))
        found.append(OriginFlow(tuple(members), flow, begins, into))
    objective = solver.getInfo().objective_function_value
    duals = np.minimum(np.array(solution.row_dual)[: len(block.rows)], 0.0)
    money = scale.money
    return Solved(objective * scale.amount * money, tuple(found), duals * money)

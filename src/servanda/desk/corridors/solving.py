"""Solves scenarios of a network, many at once, and gives what the pages need of each.

One linear program a unit, over arcs, kept warm from scenario to scenario; what differs between
scenarios are costs, bounds and volumes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from servanda.flows.compile import Block, Compiled
from servanda.flows.core.layout import Numbers, numbers_of, scale_of
from servanda.flows.figures import Cases, Figures, cases_of, figures_of
from servanda.flows.model import BadNetwork, Scenario

ENGINE = "arcs 1"
"""Raised when answers change, so that what an older engine found is not taken for its own."""
Progress = Callable[[int, int], None]
Price = tuple[str, str]
Index = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one scenario came to, by ids of the network; amounts in its units a year."""

    cost: float
    """US dollars a year, with the value of time and without the price of going without."""
    flow: dict[str, float]
    """By link, both directions together; links that carry nothing are left out."""
    volume: dict[str, float]
    """What is asked for, by demand."""
    delivered: dict[str, float]
    money: dict[str, float]
    """By demand: what the delivered pays, a year."""
    hours: dict[str, float]
    """By demand: hours times what is delivered."""
    prices: dict[Price, float]
    """What one more unit of a capacity would save, by kind and id: ("link", "R04")."""
    capacity: dict[str, float] = field(default_factory=dict)
    """By link; links that nothing limits are left out."""


class Stopped(Exception):  # noqa: N818 - somebody asked for it
    """A run that was cancelled."""


def solve(
    compiled: Compiled, scenarios: Sequence[Scenario], progress: Progress | None = None
) -> list[Answer]:
    """Solve scenarios in their order; raise BadNetwork where one names what does not exist."""
    cases = cases_of(compiled.network, scenarios, compiled.places)
    return solve_cases(compiled, cases, progress)


def solve_cases(compiled: Compiled, cases: Cases, progress: Progress | None = None) -> list[Answer]:
    """Solve cases that are laid out already."""
    figures = figures_of(compiled.network, cases, compiled.places)
    programs = [
        _Program(block, numbers_of(block, figures, scale_of(block, figures)))
        for block in compiled.blocks
    ]
    scales = [scale_of(block, figures) for block in compiled.blocks]
    found = []
    for at in range(len(cases)):
        answer = _empty(compiled, figures, at)
        for program, scale in zip(programs, scales, strict=True):
            program.solve(at)
            _tell(answer, compiled, program, at, (scale.amount, scale.money))
        found.append(answer)
        if progress is not None:
            progress(at + 1, len(cases))
    return found


def _empty(compiled: Compiled, figures: Figures, at: int) -> Answer:
    network = compiled.network
    capacity = {
        link.id: float(figures.link_capacity[at, place])
        for place, link in enumerate(network.links)
        if np.isfinite(figures.link_capacity[at, place]) and figures.link_open[at, place]
    }
    volume = {
        demand.id: float(figures.volume[at, place]) for place, demand in enumerate(network.demands)
    }
    return Answer(0.0, {}, volume, dict.fromkeys(volume, 0.0), {}, {}, {}, capacity)


def _tell(
    answer: Answer, compiled: Compiled, program: _Program, at: int, scale: tuple[float, float]
) -> None:
    """Add what one unit's program came to."""
    amount, money = scale
    network, block = compiled.network, program.block
    values, prices = program.values, program.prices
    flows = values[: program.arcs]
    elements = block.arcs.element[program.arc]
    worth = elements >= 0
    own = np.where(worth, elements, 0)
    money_of = np.nan_to_num(program.numbers.cost[at], posinf=0.0)
    cost = np.where(worth, money_of[own], 0)
    hours = np.where(worth, program.numbers.hours[at][own], 0)
    by_link = np.bincount(own[worth], flows[worth], minlength=len(program.numbers.cost[at]))
    for place, link in enumerate(network.links):
        if by_link[place] * amount > 1e-9 * amount:
            answer.flow[link.id] = float(by_link[place] * amount)
    parts = len(block.parts)
    paid = np.bincount(program.part, flows * cost, minlength=parts) * amount * money
    spent = np.bincount(program.part, flows * hours, minlength=parts) * amount
    unmet = values[program.unmet]
    total = 0.0
    for which, part in enumerate(block.parts):
        demand = network.demands[part.demand].id
        served = program.numbers.bounds[at, len(block.rows) + which] - unmet[which]
        came = float(max(served, 0.0)) * amount
        answer.delivered[demand] = answer.delivered.get(demand, 0.0) + came
        answer.money[demand] = answer.money.get(demand, 0.0) + float(paid[which])
        answer.hours[demand] = answer.hours.get(demand, 0.0) + float(spent[which])
        worth_of = program.numbers.value_of_time[at, part.commodity] * money
        total += float(paid[which]) + float(spent[which] * worth_of)
    for which, row in enumerate(block.rows):
        price = -float(prices[which]) * money
        if price > 1e-9:
            answer.prices[row.kind, row.id] = price
    object.__setattr__(answer, "cost", answer.cost + total)


class _Program:
    """The linear program of one unit."""

    def __init__(self, block: Block, numbers: Numbers) -> None:
        self.block, self.numbers = block, numbers
        self.sinks = {part: at for at, each in enumerate(block.groups) for part in each.parts}
        pairs = [(part, arc) for part in range(len(block.parts)) for arc in self._on_the_way(part)]
        self.part = np.array([part for part, _ in pairs], dtype=np.int64)
        self.arc = np.array([arc for _, arc in pairs], dtype=np.int64)
        self.arcs = len(pairs)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the name says what
        self.values = np.zeros(0)
        self.prices = np.zeros(0)
        self._build()

    def _on_the_way(self, part: int) -> list[int]:
        """List the arcs that lead from where a part begins to where it ends."""
        block, arcs = self.block, self.block.arcs
        allowed = block.allowed[block.parts[part].commodity]
        usable = np.flatnonzero((arcs.element < 0) | allowed[np.maximum(arcs.element, 0)])
        tail, head = arcs.tail[usable], arcs.head[usable]
        after = _reached(tail, head, block.sources[part], block.states)
        before = _reached(head, tail, block.sinks[self.sinks[part]], block.states)
        found: list[int] = usable[after[tail] & before[head]].tolist()
        return found

    def _build(self) -> None:
        """Lay the program out: flows, then beginnings, ends and what goes without."""
        block, caps, parts = self.block, len(self.block.rows), len(self.block.parts)
        states = block.states
        rows: list[int] = []
        cols: list[int] = []
        vals: list[float] = []

        def put(row: int, col: int, value: float) -> None:
            rows.append(row)
            cols.append(col)
            vals.append(value)

        balance = caps + parts
        for col in range(self.arcs):
            part, arc = int(self.part[col]), int(self.arc[col])
            gain = self._gain(arc)
            put(balance + part * states + int(block.arcs.tail[arc]), col, -1.0)
            put(balance + part * states + int(block.arcs.head[arc]), col, gain)
            first, last = block.arcs.row_start[arc], block.arcs.row_start[arc + 1]
            for at in range(first, last):
                put(int(block.arcs.rows[at]), col, gain if block.arcs.arriving[at] else 1.0)
        col = self.arcs
        for part in range(parts):
            for state in block.sources[part]:
                put(balance + part * states + int(state), col, 1.0)
                if block.source_row[part] >= 0:
                    put(int(block.source_row[part]), col, 1.0)
                col += 1
            for state in block.sinks[self.sinks[part]]:
                put(balance + part * states + int(state), col, -1.0)
                put(caps + part, col, 1.0)
                col += 1
        self.unmet = np.arange(col, col + parts)
        for part in range(parts):
            put(caps + part, col + part, 1.0)
        self.columns = col + parts
        self.rows = balance + parts * states
        self._pass((rows, cols, vals))

    def _gain(self, arc: int) -> float:
        element = self.block.arcs.element[arc]
        return float(self.numbers.gain[0, element]) if element >= 0 else 1.0

    def _pass(self, entries: tuple[list[int], list[int], list[float]]) -> None:
        rows, cols, vals = (np.array(each) for each in entries)
        order = np.lexsort((rows, cols))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.rows
        lp.col_cost_ = np.zeros(self.columns)
        lp.col_lower_ = np.zeros(self.columns)
        lp.col_upper_ = np.full(self.columns, highspy.kHighsInf)
        lp.row_lower_ = np.zeros(self.rows)
        lp.row_upper_ = np.zeros(self.rows)
        counts = np.bincount(cols, minlength=self.columns)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        lp.a_matrix_.index_ = rows[order].astype(np.int32)
        lp.a_matrix_.value_ = vals[order].astype(np.float64)
        self.solver.passModel(lp)

    def solve(self, at: int) -> None:
        """Solve one case from where the one before it ended."""
        numbers, block = self.numbers, self.block
        elements = block.arcs.element[self.arc]
        own = np.where(elements >= 0, elements, 0)
        worth = numbers.value_of_time[at][[each.commodity for each in block.parts]][self.part]
        raw = numbers.cost[at][own] + numbers.hours[at][own] * worth
        raw = np.where(elements >= 0, raw, 0.0)
        shut = ~np.isfinite(raw)
        cost = np.zeros(self.columns)
        cost[: self.arcs] = np.where(shut, 0.0, raw)
        cost[self.unmet] = numbers.price[at]
        upper = np.full(self.columns, highspy.kHighsInf)
        upper[: self.arcs][shut] = 0.0
        every = np.arange(self.columns, dtype=np.int32)
        solver = self.solver
        solver.changeColsCost(self.columns, every, cost)
        solver.changeColsBounds(self.columns, every, np.zeros(self.columns), upper)
        caps = len(block.rows)
        for row in range(caps):
            solver.changeRowBounds(row, -highspy.kHighsInf, float(numbers.bounds[at, row]))
        for part in range(len(block.parts)):
            volume = float(numbers.bounds[at, caps + part])
            solver.changeRowBounds(caps + part, volume, volume)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise BadNetwork(
                f"The flows in {block.unit} could not be computed. Look for figures that are far "
                "too large or too small, such as a capacity in another unit."
            )
        solution = solver.getSolution()
        self.values = np.maximum(np.array(solution.col_value), 0.0)
        self.prices = np.array(solution.row_dual)[:caps]


def _reached(tail: Index, head: Index, first: Index, states: int) -> NDArray[np.bool_]:
    """Tell which states can be reached from some, one step of arcs after the other."""
    found = np.zeros(states, dtype=np.bool_)
    found[first] = True
    while True:
        new = head[found[tail] & ~found[head]]
        if not len(new):
            return found
        found[new] = True

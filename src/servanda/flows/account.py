"""From the paths that carry something to an account of the whole network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.flows.compile import Block, Compiled
from servanda.flows.core.layout import Numbers, Scale
from servanda.flows.figures import Figures
from servanda.flows.model import Scenario
from servanda.flows.outcome import LinkUse, PathFlow, Result, Served, Use, Why
from servanda.flows.paths import Carried, cheapest

Real = NDArray[np.float64]
SERVED = 1e-9
"""A share of a volume that is as good as nothing."""


class BlockAnswer(NamedTuple):
    """What was found for a block."""

    block: Block
    numbers: Numbers
    scale: Scale
    objective: float
    paths: Sequence[Carried]
    duals: Real
    """By row of the block: not above 0."""


@dataclass
class _Sums:
    """What the paths add up to."""

    forward: Real
    backward: Real
    by_commodity: dict[int, dict[str, float]] = field(default_factory=dict)
    limits: defaultdict[tuple[str, int], float] = field(default_factory=lambda: defaultdict(float))
    corridors: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    delivered: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    firm: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    hours: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    cost: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    time: float = 0.0


class Account:
    """Builds the result of one scenario, the only row of its figures."""

    def __init__(self, compiled: Compiled, scenario: Scenario, figures: Figures) -> None:
        self.compiled, self.scenario, self.figures = compiled, scenario, figures
        self.network = compiled.network
        count = len(self.network.links)
        self.sums = _Sums(np.zeros(count), np.zeros(count))

    def result(self, answers: Sequence[BlockAnswer], form: str) -> Result:
        """Return the account."""
        paths = [
            self._path(answer.block, each, answer.block.parts[each.part].demand)
            for answer in answers
            for each in answer.paths
        ]
        demands = tuple(self._demands(answers))
        prices = self.figures.unmet_price[0]
        without = {
            row.id: float(price) for row, price in zip(self.network.demands, prices, strict=True)
        }
        return Result(
            self.scenario.year,
            self.scenario.name,
            sum(answer.objective for answer in answers),
            sum(self.sums.cost.values()),
            self.sums.time,
            sum(each.unmet * without[each.demand] for each in demands),
            tuple(self._links()),
            tuple(self._limits(answers)),
            demands,
            tuple(sorted(paths, key=lambda path: (path.demand, -path.delivered, path.links))),
            dict(sorted(self.sums.corridors.items())),
            form,
        )

    def _path(self, block: Block, carried: Carried, demand: int) -> PathFlow:
        """Add up one path."""
        walk = _Walk(self, block, carried, demand)
        sums, delivered = self.sums, carried.delivered
        row, commodity = self.network.demands[demand], block.parts[carried.part].commodity
        sums.delivered[demand] += delivered
        if block.parts[carried.part].firm:
            sums.firm[demand] += delivered
        sums.hours[demand] += delivered * walk.hours
        sums.cost[demand] += walk.money
        sums.time += walk.unit_hours * float(self.figures.value_of_time[0, commodity])
        for name in walk.corridors:
            sums.corridors[f"{name}, {block.unit}"] += delivered
        return PathFlow(
            row.id,
            row.commodity,
            tuple(walk.nodes),
            tuple(walk.links),
            tuple(walk.transfers),
            tuple(walk.corridors),
            delivered,
            walk.sent,
            walk.hours,
            walk.money / delivered,
        )

    def _links(self) -> Iterator[LinkUse]:
        for at, link in enumerate(self.network.links):
            capacity = float(self.figures.link_capacity[0, at])
            yield LinkUse(
                link.id,
                link.unit,
                float(self.sums.forward[at]),
                float(self.sums.backward[at]),
                capacity if np.isfinite(capacity) else None,
                bool(self.figures.link_open[0, at]),
                self.sums.by_commodity.get(at, {}),
            )

    def _limits(self, answers: Sequence[BlockAnswer]) -> Iterator[Use]:
        tables = {
            "link": self.figures.link_capacity,
            "node": self.figures.node_capacity,
            "transfer": self.figures.transfer_capacity,
            "corridor": self.figures.corridor_capacity,
        }
        for answer in answers:
            for row, dual in zip(answer.block.rows, answer.duals, strict=True):
                capacity = float(tables[row.kind][0, row.at])
                flow = self.sums.limits[row.kind, row.at]
                limit = capacity if np.isfinite(capacity) else None
                yield Use(row.kind, row.id, answer.block.unit, flow, limit, max(-float(dual), 0.0))

    def _demands(self, answers: Sequence[BlockAnswer]) -> Iterator[Served]:
        whys: dict[int, Why] = {}
        for answer in answers:
            whys |= self._whys(answer)
        for at, demand in enumerate(self.network.demands):
            volume = float(self.figures.volume[0, at])
            delivered = self.sums.delivered[at]
            promised = float(self.figures.minimum[0, at])
            yield Served(
                demand.id,
                demand.commodity,
                self.network.commodities[self.compiled.places.commodities[demand.commodity]].unit,
                demand.origin,
                demand.destination,
                volume,
                delivered,
                max(promised - self.sums.firm[at], 0.0) if at in self.sums.firm else promised,
                self.sums.hours[at] / delivered if delivered else None,
                self.sums.cost[at] / delivered if delivered else None,
                whys.get(at),
            )

    def _whys(self, answer: BlockAnswer) -> dict[int, Why]:
        """Say of each demand that is not wholly carried why."""
        found: dict[int, Why] = {}
        short = [
            at
            for at, part in enumerate(answer.block.parts)
            if self._missing(part.demand) > SERVED * float(self.figures.volume[0, part.demand])
        ]
        best = cheapest(answer.block, answer.numbers, 0) if short else {}
        for at in short:
            demand = answer.block.parts[at].demand
            price = float(answer.numbers.price[0, at])
            if at not in best:
                found[demand] = Why.NO_ROUTE
            elif best[at] >= price:
                found[demand] = Why.TOO_DEAR
            else:
                found[demand] = Why.NO_ROOM
        return found

    def _missing(self, demand: int) -> float:
        return float(self.figures.volume[0, demand]) - self.sums.delivered[demand]


class _Walk:
    """Follows one path with what it carries, adding to the sums of links and capacities."""

    def __init__(self, account: Account, block: Block, carried: Carried, demand: int) -> None:
        network = account.network
        self.account, self.block = account, block
        self.commodity = network.demands[demand].commodity
        self.nodes = [network.demands[demand].origin]
        self.links: list[str] = []
        self.transfers: list[str] = []
        self.corridors: list[str] = []
        self.hours = self.money = self.unit_hours = 0.0
        amount = carried.delivered
        for arc in carried.arcs:
            amount /= self._gain(int(block.arcs.element[arc]))
        self.sent = amount
        own = int(block.source_row[carried.part])
        if own >= 0:
            account.sums.limits["node", block.rows[own].at] += amount
        for arc in carried.arcs:
            amount = self._pass(arc, amount)

    def _gain(self, element: int) -> float:
        gains = self.account.figures.link_gain
        return float(gains[0, element]) if 0 <= element < gains.shape[1] else 1.0

    def _pass(self, arc: int, amount: float) -> float:
        """Follow one arc; return what is left."""
        arcs, sums, figures = self.block.arcs, self.account.sums, self.account.figures
        element = int(arcs.element[arc])
        after = amount * self._gain(element)
        for at in range(arcs.row_start[arc], arcs.row_start[arc + 1]):
            row = self.block.rows[arcs.rows[at]]
            sums.limits[row.kind, row.at] += after if arcs.arriving[at] else amount
        links = len(self.account.network.links)
        if element >= links:
            at = element - links
            self.transfers.append(self.account.network.transfers[at].id)
            self._spend(figures.transfer_hours[0, at], figures.transfer_cost[0, at], amount)
        elif element >= 0:
            self._ride(arc, element, amount)
            self._spend(figures.link_hours[0, element], figures.link_cost[0, element], amount)
        return after

    def _spend(self, hours: float, cost: float, amount: float) -> None:
        self.hours += float(hours)
        self.unit_hours += float(hours) * amount
        self.money += float(cost) * amount

    def _ride(self, arc: int, element: int, amount: float) -> None:
        link = self.account.network.links[element]
        forward = bool(self.block.arcs.forward[arc])
        sums = self.account.sums
        (sums.forward if forward else sums.backward)[element] += amount
        by = sums.by_commodity.setdefault(element, {})
        by[self.commodity] = by.get(self.commodity, 0.0) + amount
        self.links.append(link.id)
        self.nodes.append(link.head if forward else link.tail)
        self.corridors += [name for name in link.corridors if name not in self.corridors]

"""Why a demand is not carried: what is missing, and the cut that causes it.

No scenario is infeasible: what cannot be carried goes without, at its price. So each shortage is
explained by itself. Where no way is open, the cut is the closed links that lead on from wherever
its origin can reach. Where something is full, the cut is what holds the demand back if it had to
itself all that is not scarce: the scarce capacities that it cannot get around.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import ENOUGH, Key, as_it_is, asked, chosen_unit, raised
from servanda.flows.batch import Outcomes
from servanda.flows.compile import Block, Compiled, compiled
from servanda.flows.core.layout import PROMISED, numbers_of, scale_of
from servanda.flows.figures import Cases, Figures, cases_of, figures_of
from servanda.flows.model import Network, Scenario
from servanda.flows.outcome import Result, Served, Use, Why
from servanda.flows.paths import cheapest
from servanda.flows.solving import solve

Real = NDArray[np.float64]
Index = NDArray[np.int32]
Flags = NDArray[np.bool_]
CRUMB = 1e-9
DEMANDED = frozenset({"demand.volume", "demand.minimum", "demand.unmet_price"})


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One row of the cut."""

    kind: str
    """"link", "node", "transfer" or "corridor"."""
    id: str
    why: str
    """"full", "closed" (by the scenario) or "not open" (by its year, season or projects)."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A demand of which part is not carried, and why."""

    demand: str
    unit: str
    volume: float
    missing: float
    broken: float
    """What a contract promises and does not arrive."""
    why: Why
    price: float
    """US dollars for each unit that goes without."""
    cheapest: float | None
    """US dollars, and hours at their value, for each unit on the cheapest open way, were the
    network empty; None where no way is open."""
    cut: tuple[Obstacle, ...]
    """What would have to be opened or widened; empty where ways are too dear or not there."""

    def sentence(self) -> str:
        """Say it in a sentence."""
        what = f"Demand “{self.demand}”: {self.missing:g} of {self.volume:g} {self.unit} a year"
        named = ", ".join(f"{each.kind} “{each.id}” ({each.why})" for each in self.cut)
        if self.why is Why.TOO_DEAR:
            return (
                f"{what} go without, since the cheapest way costs {self.cheapest:g} US dollars a "
                f"unit and going without {self.price:g}."
            )
        if self.why is Why.NO_ROOM:
            return f"{what} find no room. In the way: {named}."
        if not self.cut:
            return f"{what} have no way by the modes that may carry it: no link or transfer leads."
        return f"{what} have no open way. In the way: {named}."


def shortages(
    compiled: Compiled, scenario: Scenario, *, unit: str | None = None
) -> tuple[Shortage, ...]:
    """Explain every demand that is not wholly carried, in the order of the network.

    Without a unit these are the demands of all units.
    """
    units = [block.unit for block in compiled.blocks] if unit is None else [unit]
    own = {chosen_unit(compiled, each) for each in units}
    blocks = tuple(block for block in compiled.blocks if block.unit in own)
    part = replace(compiled, blocks=blocks)
    explained = _Explained(part, scenario)
    found = [each for block in blocks for each in explained.of(block)]
    places = compiled.places.demands
    return tuple(sorted(found, key=lambda each: places[each.demand]))


class _Explained:
    """Explains the shortages of one scenario."""

    def __init__(self, whole: Compiled, scenario: Scenario) -> None:
        self.compiled, self.scenario = whole, scenario
        self.cases: Cases = cases_of(whole.network, [scenario], whole.places)
        self.figures: Figures = figures_of(whole.network, self.cases, whole.places)
        self.result: Result = solve(whole, scenario)

    def of(self, block: Block) -> Iterator[Shortage]:
        """Explain those of a unit."""
        plain = {at for at, part in enumerate(block.parts) if not part.firm}
        at_part = {block.parts[at].demand: at for at in plain}
        short = [
            (at_part[at], served)
            for at, served in enumerate(self.result.demands)
            if at in at_part and served.unmet > CRUMB * served.volume
        ]
        if not short:
            return
        scale = scale_of(block, self.figures)
        ways = cheapest(block, numbers_of(block, self.figures, scale), 0)
        for part, served in short:
            way = ways[part] * scale.money if part in ways else None
            yield self._shortage(block, part, served, way)

    def _shortage(self, block: Block, part: int, served: Served, way: float | None) -> Shortage:
        at = block.parts[part].demand
        price = float(self.figures.unmet_price[0, at])
        own = {block.parts[each].demand for each in range(len(block.parts))}
        highest = float(self.figures.unmet_price[0, sorted(own)].max())
        worth = price + (PROMISED * highest if served.broken > 0 else 0.0)
        cut: list[Obstacle] = []
        if way is None:
            why, cut = Why.NO_ROUTE, self._closed(block, part)
        elif way >= worth:
            why = Why.TOO_DEAR
        else:
            why, cut = Why.NO_ROOM, self._full(block, at, worth)
        return Shortage(
            served.demand,
            block.unit,
            served.volume,
            served.unmet,
            served.broken,
            why,
            price,
            way,
            tuple(cut),
        )

    def _closed(self, block: Block, part: int) -> list[Obstacle]:
        """List the closed links that lead from where the origin reaches towards the end."""
        arcs, commodity = block.arcs, block.parts[part].commodity
        free = arcs.element < 0
        may = free | block.allowed[commodity, arcs.element]
        links = (arcs.element >= 0) & (arcs.element < len(self.compiled.network.links))
        element = np.where(links, arcs.element, 0)
        is_open = may & (~links | self.figures.link_open[0, element])
        sinks = next(
            block.sinks[at] for at, group in enumerate(block.groups) if part in group.parts
        )
        reached = _reach(block.sources[part], arcs.tail, arcs.head, is_open, block.states)
        wanted = _reach(sinks, arcs.head, arcs.tail, may, block.states)
        cut = may & links & ~is_open & reached[arcs.tail] & ~reached[arcs.head] & wanted[arcs.head]
        return [self._obstacle(at) for at in sorted(set(arcs.element[cut].tolist()))]

    def _obstacle(self, at: int) -> Obstacle:
        link, places, cases = self.compiled.network.links[at], self.compiled.places, self.cases
        shares = [cases.links[0, at]]
        shares += [cases.nodes[0, places.nodes[end]] for end in (link.tail, link.head)]
        shares += [cases.corridors[0, places.corridors[each]] for each in link.corridors]
        return Obstacle("link", link.id, "closed" if min(shares) <= 0 else "not open")

    def _full(self, block: Block, demand: int, worth: float) -> list[Obstacle]:
        """List the scarce capacities that hold a demand back, were it alone with them."""
        known = {(row.kind, row.id) for row in block.rows}
        uses = [use for use in self.result.limits if (use.kind, use.id) in known]
        scarce = [use for use in uses if use.price > 0]
        alone = compiled(_alone(self.compiled.network, demand, scarce, worth))
        roomy: dict[Key, float] = {
            (use.kind, use.id): ENOUGH for use in uses if use.price <= 0 and use.capacity
        }
        ask = asked(alone, replace(self.scenario, demand_factors={}))
        found = ask.gather([raised(alone, roomy) if roomy else as_it_is], _prices)
        return [
            Obstacle(use.kind, use.id, "full")
            for use in scarce
            if found[use.kind][0, 0, alone.places.of(use.kind)[use.id]] > CRUMB * worth
        ]


def _alone(network: Network, demand: int, scarce: list[Use], worth: float) -> Network:
    """Return the network with one demand, which asks for more than what is scarce lets through."""
    row = network.demands[demand]
    room = sum(use.capacity or 0.0 for use in scarce)
    wanted = replace(
        row, volume=2.0 * room + row.volume, unmet_price=worth, minimum=0.0, by_year=()
    )
    return replace(
        network,
        demands=(wanted,),
        assumptions=tuple(
            replace(each, rows=()) if each.field in DEMANDED else each
            for each in network.assumptions
        ),
    )


def _prices(_: Cases, outcomes: Outcomes) -> dict[str, Real]:
    return {
        "link": outcomes.link_price,
        "node": outcomes.node_price,
        "transfer": outcomes.transfer_price,
        "corridor": outcomes.corridor_price,
    }


def _reach(begin: Index, tails: Index, heads: Index, may: Flags, states: int) -> Flags:
    """Tell which states arcs that may be used lead to."""
    reached = np.zeros(states, dtype=np.bool_)
    reached[begin] = True
    while True:
        new = heads[may & reached[tails]]
        if reached[new].all():
            return reached
        reached[new] = True

"""The most that can get from one place to another, and the cut that is in the way.

The network is taken as empty, free and instant, and asked for more than it can carry: what arrives
then is the maximum flow, and the prices of the capacities are the least cut. What the cut holds,
each capacity at its price, adds up to the flow (Ford and Fulkerson, 1956; the dual of the linear
program where losses, transfers and corridors make it more than a flow on a graph).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import Change, Draws, asked
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Block, Compiled, compiled
from servanda.flows.figures import Cases, figures_of
from servanda.flows.model import (
    BadNetwork,
    Commodity,
    Demand,
    Group,
    Network,
    Project,
    Scenario,
)

Real = NDArray[np.float64]
CRUMB = 1e-9
THROUGH = "throughput"
"""The demand, and where none is named the commodity, that ask for everything."""
PRICED = frozenset(
    {
        "link.hours",
        "link.cost",
        "transfer.hours",
        "transfer.cost",
        "commodity.value_of_time",
        "demand.volume",
        "demand.minimum",
        "demand.unmet_price",
    }
)
"""Fields that say nothing about how much gets through."""


@dataclass(frozen=True, slots=True)
class CutRow:
    """A capacity of the cut; arrays have the central value first."""

    kind: str
    """"link", "node", "transfer" or "corridor"."""
    id: str
    capacity: Real
    more: Real
    """What gets through more with one more unit of it: 1 on a plain cut, 0 where it is not on it.

    Where a way has losses before or after it, or uses several rows of the cut, it is a share.
    """

    @property
    def held(self) -> float:
        """Return its part of the maximum flow at the central values: the parts add up to it."""
        return float(self.capacity[0] * self.more[0]) if self.more[0] > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Throughput:
    """The most that gets from one place to another in a year; the central value first."""

    origin: str
    destination: str
    unit: str
    flow: Real
    """What can arrive; infinity where some way has no limit at all."""
    cut: tuple[CutRow, ...]
    """What is in the way in any row, the widest at the central values first."""

    @property
    def binding(self) -> tuple[CutRow, ...]:
        """Return the cut at the central values."""
        return tuple(each for each in self.cut if each.more[0] > 0)


def throughput(
    network: Network | Compiled,
    scenario: Scenario,
    origin: str,
    destination: str,
    draws: Draws = (),
    *,
    commodity: str | None = None,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Throughput:
    """Find the most of a commodity, or of a unit by all its modes, that gets through."""
    whole = network.network if isinstance(network, Compiled) else network
    _check_ends(whole, origin, destination)
    carried = _commodity(whole, commodity, unit)
    alone = _empty(whole, carried, origin, destination)
    own = compiled(alone)
    plain = replace(scenario, demand_factors={})
    ask = asked(own, plain, draws, unit=carried.unit, progress=progress, workers=workers)
    block = ask.compiled.blocks[0]
    found = ask.gather([_ask_for_everything(own, block)], partial(_read, own, block))
    flow, capacity, price = (found[name][0] for name in ("flow", "capacity", "price"))
    more = np.where(np.isfinite(flow)[:, None], price, 0.0)
    more[more < CRUMB] = 0.0
    rows = [
        CutRow(row.kind, row.id, capacity[:, at], more[:, at])
        for at, row in enumerate(block.rows)
        if more[:, at].any()
    ]
    cut = tuple(sorted(rows, key=lambda each: (-each.held, each.kind, each.id)))
    return Throughput(origin, destination, carried.unit, flow, cut)


def _read(own: Compiled, block: Block, cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
    prices = {
        "link": outcomes.link_price,
        "node": outcomes.node_price,
        "transfer": outcomes.transfer_price,
        "corridor": outcomes.corridor_price,
    }
    flow = outcomes.delivered[:, 0]
    return {
        "flow": np.where(flow < outcomes.volume[:, 0] * (1 - CRUMB), flow, np.inf),
        "capacity": _capacities(own, block, cases),
        "price": _columns(block, prices, len(cases)),
    }


def _check_ends(network: Network, origin: str, destination: str) -> None:
    known = {each.id for each in network.nodes}
    for field, name in (("origin", origin), ("destination", destination)):
        if name not in known:
            raise BadNetwork(
                f"Throughput, {field}: “{name}” is no node of the network. Correct the id."
            )
    if origin == destination:
        raise BadNetwork(f"Throughput, destination: it is the origin, “{origin}”. Name two places.")


def _commodity(network: Network, name: str | None, unit: str | None) -> Commodity:
    """Return what is to get through: a commodity by its modes, or anything in the unit."""
    if name is not None:
        found = next((each for each in network.commodities if each.id == name), None)
        if found is None:
            raise BadNetwork(
                f"Throughput, commodity: “{name}” does not exist in the network. Correct the id."
            )
        return replace(found, value_of_time=0.0)
    units = sorted({each.unit for each in network.links})
    if unit is None and len(units) == 1:
        unit = units[0]
    if unit not in units:
        raise BadNetwork(
            f"Throughput, unit: {unit or 'none is named'}. Name one that links carry: "
            f"{', '.join(units)}."
        )
    return Commodity(THROUGH, Group.FREIGHT, unit)


def _empty(network: Network, carried: Commodity, origin: str, destination: str) -> Network:
    """Return the network with nothing on it, free and instant, asked for all that it can carry."""
    everything = Demand(THROUGH, carried.id, origin, destination, 1.0, 1.0)
    return replace(
        network,
        links=tuple(replace(each, cost=0.0, hours=0.0) for each in network.links),
        transfers=tuple(replace(each, cost=0.0, hours=0.0) for each in network.transfers),
        commodities=(carried,),
        demands=(everything,),
        projects=tuple(_free(each) for each in network.projects),
        assumptions=tuple(
            replace(each, rows=()) if each.field in PRICED else each for each in network.assumptions
        ),
    )


def _free(project: Project) -> Project:
    changes = tuple(
        replace(
            each,
            hours=None if each.hours is None else 0.0,
            cost=None if each.cost is None else 0.0,
        )
        for each in project.changes
    )
    return replace(project, changes=changes)


def _ask_for_everything(own: Compiled, block: Block) -> Change:
    """Ask in each case for more than all its limited capacities together."""

    def change(cases: Cases) -> None:
        held = _capacities(own, block, cases)
        cases.demands[:, 0] = 1.0 + 2.0 * np.where(np.isfinite(held), held, 0.0).sum(axis=1)

    return change


def _capacities(own: Compiled, block: Block, cases: Cases) -> Real:
    figures = figures_of(own.network, cases, own.places)
    tables = {
        "link": figures.link_capacity,
        "node": figures.node_capacity,
        "transfer": figures.transfer_capacity,
        "corridor": figures.corridor_capacity,
    }
    return _columns(block, tables, len(cases))


def _columns(block: Block, tables: dict[str, Real], rows: int) -> Real:
    """Take the column of each row of a block out of its table."""
    found = np.zeros((rows, len(block.rows)))
    for at, row in enumerate(block.rows):
        found[:, at] = tables[row.kind][:, row.at]
    return found

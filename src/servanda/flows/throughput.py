"""The most that can get from one place to another, and the cut that is in the way.

The network is taken as empty, free and instant, and asked for more than it can carry: what arrives
then is the maximum flow, and the prices of the capacities are the least cut. What the cut holds,
each capacity at its price, adds up to the flow (Ford and Fulkerson, 1956; the dual of the linear
program where losses, transfers and corridors make it more than a flow on a graph).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import Draws, as_it_is, asked
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Block, Compiled, compiled
from servanda.flows.figures import Cases, figures_of
from servanda.flows.model import (
    BadNetwork,
    Commodity,
    Corridor,
    Demand,
    Group,
    Link,
    Network,
    Node,
    Project,
    Scenario,
    Transfer,
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
    found = ask.gather([as_it_is], lambda cases, outcomes: _read(own, block, cases, outcomes))
    flow, capacity, price = (found[name][0] for name in ("flow", "capacity", "price"))
    more = np.where(np.isfinite(flow)[:, None], price, 0.0)
    more[more < CRUMB] = 0.0
    rows = [
        CutRow(row.kind, row.id, capacity[:, at], more[:, at])
        for at, row in enumerate(block.rows)
        if more[:, at].any()
    ]
    held = {each.id: each.more[0] * each.capacity[0] for each in rows}
    cut = tuple(sorted(rows, key=lambda each: (-held[each.id], each.kind, each.id)))
    return Throughput(origin, destination, carried.unit, flow, cut)


def _read(own: Compiled, block: Block, cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
    figures = figures_of(own.network, cases, own.places)
    capacities = {
        "link": figures.link_capacity,
        "node": figures.node_capacity,
        "transfer": figures.transfer_capacity,
        "corridor": figures.corridor_capacity,
    }
    prices = {
        "link": outcomes.link_price,
        "node": outcomes.node_price,
        "transfer": outcomes.transfer_price,
        "corridor": outcomes.corridor_price,
    }
    flow = outcomes.delivered[:, 0]
    return {
        "flow": np.where(flow < outcomes.volume[:, 0] * (1 - CRUMB), flow, np.inf),
        "capacity": _columns(block, capacities),
        "price": _columns(block, prices),
    }


def _columns(block: Block, tables: dict[str, Real]) -> Real:
    rows = len(next(iter(tables.values())))
    found = np.zeros((rows, len(block.rows)))
    for at, row in enumerate(block.rows):
        found[:, at] = tables[row.kind][:, row.at]
    return found


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
    everything = Demand(
        THROUGH, carried.id, origin, destination, _more_than_all(network, carried.unit), 1.0
    )
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


def _more_than_all(network: Network, unit: str) -> float:
    """Return more than every limited capacity of a unit together, whatever is assumed of it."""
    return 2.0 * sum(_capacities(network, unit)) + 1.0


def _capacities(network: Network, unit: str) -> Iterator[float]:
    tables: dict[str, Sequence[Node | Link | Transfer | Corridor]] = {
        "link": network.links,
        "transfer": network.transfers,
        "node": network.nodes,
        "corridor": network.corridors,
    }
    own = {
        (kind, each.id): each.capacity or 0.0
        for kind, table in tables.items()
        for each in table
        if each.unit == unit
    }
    yield from own.values()
    for assumption in network.assumptions:
        kind, _, field = assumption.field.partition(".")
        if field == "capacity":
            known = [own[kind, name] for name in assumption.rows if (kind, name) in own]
            yield from (assumption.high * max(capacity, 1.0) for capacity in known)
    for project in network.projects:
        changes = (each for each in project.changes if ("link", each.link) in own)
        yield from (each.capacity or 0.0 for each in changes)

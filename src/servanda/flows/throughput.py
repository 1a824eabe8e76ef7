"""The most that can get from one place to another, and the cut that is in the way.

The network is taken as empty, free and instant, and asked for more than it can carry: what arrives
then is the maximum flow, and the prices of the capacities are the least cut. What the cut holds,
each capacity at its price, adds up to the flow (Ford and Fulkerson, 1956; the dual of the linear
program where losses, transfers and corridors make it more than a flow on a graph).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import CRUMB, Asked, Draws, asked
from servanda.flows.batch import Progress
from servanda.flows.checks import LARGEST
from servanda.flows.compile import Compiled, compiled
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
from servanda.flows.outcome import Result, Served, Use
from servanda.flows.solving import solve

Real = NDArray[np.float64]
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
) -> Throughput:
    """Find the most of a commodity, or of a unit by all its modes, that gets through."""
    whole = network.network if isinstance(network, Compiled) else network
    _check_ends(whole, origin, destination)
    carried = _commodity(whole, commodity, unit)
    alone = _empty(whole, carried, origin, destination)
    own = compiled(alone)
    plain = replace(scenario, demand_factors={})
    ask = asked(own, plain, draws, unit=carried.unit, progress=progress)
    rows = _results(ask)
    flow = np.array([_through(each.demands[0]) for each in rows])
    cut = [_cut_row([each.limits[at] for each in rows], flow) for at in range(len(rows[0].limits))]
    binding = (each for each in cut if each.more.any())
    ordered = sorted(binding, key=lambda each: (-each.held, each.kind, each.id))
    return Throughput(origin, destination, carried.unit, flow, tuple(ordered))


def _results(ask: Asked) -> list[Result]:
    """Ask each row for more than all its limited capacities together."""
    cases = ask.cases()
    held = _capacities(ask.compiled, cases)
    wanted = 1.0 + 2.0 * np.where(np.isfinite(held), held, 0.0).sum(axis=1)
    found = []
    for each, volume in zip(ask.scenarios(), wanted, strict=True):
        everything = replace(each, demand_factors={THROUGH: min(float(volume), LARGEST)})
        found.append(solve(ask.compiled, everything))
        if ask.progress is not None:
            ask.progress(len(found), len(cases))
    return found


def _capacities(own: Compiled, cases: Cases) -> Real:
    figures = figures_of(own.network, cases, own.places)
    tables = {
        "link": figures.link_capacity,
        "node": figures.node_capacity,
        "transfer": figures.transfer_capacity,
        "corridor": figures.corridor_capacity,
    }
    columns = [tables[row.kind][:, row.at] for row in own.blocks[0].rows]
    return np.array(columns).T.reshape(len(cases), len(columns))


def _through(served: Served) -> float:
    """Return what arrives; where all that was asked for does, nothing limits some way."""
    return served.delivered if served.delivered < served.volume * (1 - CRUMB) else np.inf


def _cut_row(uses: Sequence[Use], flow: Real) -> CutRow:
    capacity = np.array([np.inf if each.capacity is None else each.capacity for each in uses])
    price = np.array([each.price if each.price > CRUMB else 0.0 for each in uses])
    return CutRow(uses[0].kind, uses[0].id, capacity, np.where(np.isfinite(flow), price, 0.0))


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

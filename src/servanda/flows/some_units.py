"""One scenario in some units only: the others share no capacity with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from servanda.flows.compile import compiled
from servanda.flows.figures import cases_of, figures_of
from servanda.flows.model import Network, Scenario
from servanda.flows.outcome import Result
from servanda.flows.solving import solve


def solve_units(network: Network, scenario: Scenario, units: Sequence[str]) -> Result:
    """Find the flows of least generalised cost of what is counted in some units."""
    ready = compiled(network)
    part = replace(ready, blocks=tuple(each for each in ready.blocks if each.unit in units))
    found = solve(part, scenario)
    figures = figures_of(network, cases_of(network, [scenario], ready.places), ready.places)
    prices = dict(zip(ready.places.demands, figures.unmet_price[0].tolist(), strict=True))
    demands = tuple(each for each in found.demands if each.unit in units)
    return replace(
        found,
        demands=demands,
        links=tuple(each for each in found.links if each.unit in units),
        unmet=sum(each.unmet * prices[each.demand] for each in demands),
    )

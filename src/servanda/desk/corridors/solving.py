"""Solves scenarios of a network, many at once, and gives what the pages need of each by ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from servanda.flows.batch import Budget, Outcomes, solve_cases
from servanda.flows.compile import Compiled
from servanda.flows.figures import cases_of
from servanda.flows.model import Scenario

ENGINE = "batch 3"
"""Raised when answers change, so that what an older engine found is not taken for its own."""
CRUMB = 1e-9
"""What is smaller, beside the largest of its kind, is rounding."""
Progress = Callable[[int, int], None]
Price = tuple[str, str]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one scenario came to, by ids of the network; amounts in its units a year."""

    cost: float
    """US dollars a year, with the value of time and without the price of going without."""
    worth: float
    """US dollars a year in all: the same and the price of going without."""
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
    """A run that was cancelled, or that used up its time."""


def solve(
    compiled: Compiled, scenarios: Sequence[Scenario], progress: Progress | None = None
) -> list[Answer]:
    """Solve scenarios in their order; raise BadNetwork where one names what does not exist."""
    cases = cases_of(compiled.network, scenarios, compiled.places)
    outcomes = solve_cases(compiled, cases, progress=progress, budget=Budget())
    return [_answer(compiled, outcomes, at) for at in range(len(scenarios))]


def _answer(compiled: Compiled, found: Outcomes, at: int) -> Answer:
    network = compiled.network
    demands = [each.id for each in network.demands]
    delivered, money = found.delivered[at], found.cost[at] * found.delivered[at]
    hours = found.hours[at] * delivered
    worth = {each.id: each.value_of_time for each in network.commodities}
    worths = np.array([worth[each.commodity] for each in network.demands])
    flow = found.forward[at] + found.backward[at]
    links = [each.id for each in network.links]
    limits = np.isfinite(found.capacity[at])
    return Answer(
        cost=float(money.sum() + (hours * worths).sum()),
        worth=float(found.objective[at]),
        flow=_some(links, flow),
        volume=_all(demands, found.volume[at]),
        delivered=_all(demands, delivered),
        money=_all(demands, money),
        hours=_all(demands, hours),
        prices=_prices(compiled, found, at),
        capacity={
            name: float(limit)
            for name, limit, there in zip(links, found.capacity[at], limits, strict=True)
            if there
        },
    )


def _prices(compiled: Compiled, found: Outcomes, at: int) -> dict[Price, float]:
    """Return the shadow prices that are not nothing, by kind and id."""
    network = compiled.network
    tables = {
        "link": ([each.id for each in network.links], found.link_price),
        "node": ([each.id for each in network.nodes], found.node_price),
        "transfer": ([each.id for each in network.transfers], found.transfer_price),
        "corridor": ([each.id for each in network.corridors], found.corridor_price),
    }
    return {
        (kind, name): value
        for kind, (names, prices) in tables.items()
        for name, value in _some(names, prices[at]).items()
    }


def _all(names: Sequence[str], values: Real) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))


def _some(names: Sequence[str], values: Real) -> dict[str, float]:
    """Leave out what is nothing, and what is only rounding."""
    least = CRUMB * float(values.max(initial=0.0))
    return {
        name: value for name, value in zip(names, values.tolist(), strict=True) if value > least
    }

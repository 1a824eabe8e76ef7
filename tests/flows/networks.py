"""Networks for the tests: small ones worked by hand, and one like a freight corridor."""

from __future__ import annotations

import numpy as np

from servanda.flows.model import Commodity, Demand, Group, Link, Network, Node, Scenario

TONNES = Commodity("grain", Group.FREIGHT, "t")


def nodes(names: str) -> tuple[Node, ...]:
    """Make nodes of the letters."""
    return tuple(Node(name) for name in names)


def link(ends: str, *, cost: float = 1.0, capacity: float | None = None, **more: object) -> Link:
    """Make a link of one direction from two letters."""
    fields = {"id": ends, "mode": "rail", "unit": "t", "both_ways": False, **more}
    return Link(tail=ends[0], head=ends[1], cost=cost, capacity=capacity, **fields)  # type: ignore[arg-type]


def demand(ends: str, volume: float, **more: object) -> Demand:
    """Make a demand from two letters."""
    fields = {"id": ends, "commodity": "grain", "unmet_price": 100.0, **more}
    return Demand(origin=ends[0], destination=ends[1], volume=volume, **fields)  # type: ignore[arg-type]


def corridor_like(
    seed: int = 1, *, places: int = 60, links: int = 160, commodities: int = 12
) -> Network:
    """Make a freight network: near places linked both ways, every commodity with one demand."""
    rng = np.random.default_rng(seed)
    at = rng.random((places, 2)) * (3000, 1000)
    away = np.hypot(*(at[:, None] - at[None, :]).transpose(2, 0, 1))
    pairs = _pairs(away, links)
    return Network(
        nodes=tuple(Node(f"n{i}") for i in range(places)),
        links=tuple(
            Link(
                f"l{k}",
                f"n{i}",
                f"n{j}",
                "rail",
                "t",
                length_km=float(away[i, j]),
                capacity=float(rng.integers(4, 20)) * 1e6,
                hours=float(away[i, j]) / float(rng.integers(15, 60)),
                cost=float(away[i, j]) * float(rng.uniform(0.02, 0.06)),
            )
            for k, (i, j) in enumerate(pairs)
        ),
        commodities=tuple(
            Commodity(f"c{k}", Group.FREIGHT, "t", float(rng.uniform(0.05, 1.5)))
            for k in range(commodities)
        ),
        demands=tuple(_far_demand(k, rng, away) for k in range(commodities)),
    )


def _far_demand(k: int, rng: np.random.Generator, away: np.ndarray) -> Demand:
    while True:
        i, j = (int(each) for each in rng.integers(0, len(away), 2))
        if away[i, j] > 1000:
            volume = float(rng.integers(1, 6)) * 1e6
            return Demand(f"d{k}", f"c{k}", f"n{i}", f"n{j}", volume, unmet_price=2000.0)


def _pairs(away: np.ndarray, links: int) -> list[tuple[int, int]]:
    """Link places by a shortest tree, then each to the nearest others in turn."""
    joined, pairs = {0}, []
    while len(joined) < len(away):
        i, j = min(
            ((i, j) for i in joined for j in range(len(away)) if j not in joined),
            key=lambda ends: away[ends],
        )
        joined.add(j)
        pairs.append((min(i, j), max(i, j)))
    for rank in range(1, len(away)):
        for i, near in enumerate(np.argsort(away, axis=1)[:, rank]):
            pair = (min(i, int(near)), max(i, int(near)))
            if len(pairs) < links and pair not in pairs:
                pairs.append(pair)
    return pairs


def varied(network: Network, count: int, seed: int = 7) -> list[Scenario]:
    """Draw scenarios: links closed or short of capacity, demands more or less."""
    rng = np.random.default_rng(seed)
    found = []
    for at in range(count):
        shares = {
            network.links[k].id: float(rng.choice([0.0, 0.5, 0.8, 1.2]))
            for k in rng.choice(len(network.links), 12, replace=False)
        }
        factors = {each.id: float(rng.uniform(0.7, 1.4)) for each in network.demands}
        found.append(Scenario(2030, f"s{at}", capacity_factors=shares, demand_factors=factors))
    return found


def drawn(network: Network, count: int, seed: int = 5) -> list[Scenario]:
    """Draw scenarios: years, projects, closed links, and every assumption within its range."""
    rng = np.random.default_rng(seed)
    found = []
    for at in range(count):
        shut = rng.choice(len(network.links), 3, replace=False)
        found.append(
            Scenario(
                int(rng.integers(2026, 2036)),
                f"drawn {at}",
                projects={each.id: bool(rng.random() < 0.5) for each in network.projects},
                closed=frozenset(network.links[k].id for k in shut),
                capacity_factors={
                    network.links[k].id: 0.4 for k in set(range(0, 60, 7)) - set(shut)
                },
                assumptions={
                    each.id: float(rng.triangular(each.low, each.central, each.high))
                    if each.low < each.high
                    else each.central
                    for each in network.assumptions
                },
                demand_factors={each.id: float(rng.uniform(0.8, 1.5)) for each in network.demands},
            )
        )
    return found

"""Both forms give what linopy gives on the same tables."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from flows import sndlib
from flows.networks import corridor_like, varied
from flows.oracle import Oracle
from servanda.flows.batch import solve_cases
from servanda.flows.compile import compiled
from servanda.flows.figures import cases_of
from servanda.flows.model import Corridor, Demand, Network, Node, Scenario, Transfer
from servanda.flows.solving import solve

TODAY = Scenario(2030)


def relative(one: float, other: float) -> float:
    return abs(one - other) / abs(other)


def with_transfers(network: Network, seed: int = 3) -> Network:
    """Give some links another mode, and some nodes transfers and capacities."""
    rng = np.random.default_rng(seed)
    links = tuple(
        dataclasses.replace(
            link,
            mode=("rail", "road")[int(rng.random() < 0.3)],
            loss=float(rng.choice([0.0, 0.01])),
        )
        for link in network.links
    )
    nodes = tuple(
        Node(node.id, capacity=float(rng.integers(10, 40)) * 1e6 if at % 4 == 0 else None, unit="t")
        for at, node in enumerate(network.nodes)
    )
    transfers = tuple(
        Transfer(node.id, a, b, "t", float(rng.integers(5, 50)), 3.0, 8e6 if at % 3 else None)
        for at, node in enumerate(network.nodes)
        if at % 2 == 0
        for a, b in (("rail", "road"), ("road", "rail"), ("rail", "rail"))
    )
    return dataclasses.replace(network, nodes=nodes, links=links, transfers=transfers)


@pytest.mark.parametrize("form", ["paths", "arcs"])
def test_a_corridor_costs_what_linopy_says(form: str) -> None:
    network = corridor_like(places=30, links=70, commodities=8)

    found = solve(network, TODAY, form=form)

    assert found.bottlenecks()
    assert relative(found.objective, Oracle(network).objective()) < 1e-9


@pytest.mark.parametrize("form", ["paths", "arcs"])
@pytest.mark.parametrize("seed", [1, 2])
def test_transfers_node_capacities_and_losses_cost_what_linopy_says(form: str, seed: int) -> None:
    network = with_transfers(corridor_like(seed, places=16, links=40, commodities=6), seed)

    found = solve(network, TODAY, form=form)

    assert found.bottlenecks()
    assert relative(found.objective, Oracle(network).objective()) < 1e-9


def with_corridors(network: Network) -> Network:
    """Put links in corridors of tight capacity, so that a path may leave one and come back."""
    links = tuple(
        dataclasses.replace(each, corridors=tuple(f"k{k}" for k in range(3) if at % (k + 2) == 0))
        for at, each in enumerate(network.links)
    )
    corridors = tuple(Corridor(f"k{k}", capacity=(k + 2) * 1e6, unit="t") for k in range(3))
    return dataclasses.replace(network, links=links, corridors=corridors)


@pytest.mark.parametrize("form", ["paths", "arcs"])
@pytest.mark.parametrize("seed", [1, 3])
def test_paths_that_come_back_to_a_corridor_cost_what_linopy_says(form: str, seed: int) -> None:
    network = with_corridors(corridor_like(seed, places=12, links=26, commodities=5))

    found = solve(network, TODAY, form=form)

    assert any(each.kind == "corridor" for each in found.bottlenecks())
    assert relative(found.objective, Oracle(network).objective()) < 1e-9
    assert Oracle(network, brief=True).objective() > 1.0001 * found.objective


def test_scenarios_of_tight_corridors_cost_what_linopy_says() -> None:
    network = with_corridors(corridor_like(3, places=12, links=26, commodities=5))
    scenarios = varied(network, 6)
    ready, oracle = compiled(network), Oracle(network)

    found = solve_cases(ready, cases_of(network, scenarios, ready.places))

    assert found.fallbacks == 0
    assert (found.corridor_price > 0).any(axis=0).sum() > 1
    np.testing.assert_allclose(
        found.objective, [oracle.objective(each) for each in scenarios], rtol=1e-9
    )


@sndlib.absent
@pytest.mark.parametrize("form", ["paths", "arcs"])
@pytest.mark.parametrize("name", ["abilene", "polska"])
def test_sndlib_costs_what_linopy_says(form: str, name: str) -> None:
    network = sndlib.network(name)

    found = solve(network, TODAY, form=form)

    assert found.bottlenecks()
    assert relative(found.objective, Oracle(network).objective()) < 1e-9


@sndlib.absent
@pytest.mark.parametrize("name", ["nobel-eu", "germany50"])
def test_both_forms_agree_on_the_dense_instances(name: str) -> None:
    network = sndlib.network(name)

    paths, arcs = (solve(network, TODAY, form=form) for form in ("paths", "arcs"))

    assert relative(paths.objective, arcs.objective) < 1e-9


def test_a_network_of_few_demands_is_solved_over_paths() -> None:
    assert solve(corridor_like(places=12, links=26, commodities=5), TODAY).form == "paths"


def test_many_demands_that_share_origins_are_solved_over_arcs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("servanda.flows.solving.MANY", 10)
    network = corridor_like(places=12, links=26, commodities=1)
    ends = [f"n{at}" for at in range(1, 12)]
    demands = tuple(Demand(end, "c0", "n0", end, 1e6, unmet_price=2000.0) for end in ends)

    found = solve(dataclasses.replace(network, demands=demands), TODAY)

    assert found.form == "arcs"

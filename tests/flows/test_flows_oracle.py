"""Both forms give what linopy gives on the same tables."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from flows import sndlib
from flows.networks import corridor_like
from flows.oracle import Oracle
from servanda.flows.model import Network, Node, Scenario, Transfer
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

"""The shipped network costs what linopy says, in scenarios of every kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from flows.networks import drawn
from flows.oracle import Oracle
from servanda.exchange.network import read
from servanda.flows.batch import solve_cases
from servanda.flows.compile import Compiled, compiled
from servanda.flows.figures import cases_of
from servanda.flows.model import Network, Scenario
from servanda.flows.solving import solve

FOLDER = Path(__file__).resolve().parents[2] / "dossiers" / "azerbaijan-us" / "network"
EXACT = 1e-9


@pytest.fixture(scope="module")
def network() -> Network:
    return read(FOLDER).network


@pytest.fixture(scope="module")
def ready(network: Network) -> Compiled:
    return compiled(network)


@pytest.fixture(scope="module")
def scenarios(network: Network) -> list[Scenario]:
    """Take the central ones, others with projects on and off, closures, and drawn assumptions."""
    every = {each.id: True for each in network.projects}
    return [
        Scenario(2026, "next"),
        Scenario(2030, "central"),
        Scenario(2035, "all projects", projects=every),
        Scenario(2035, "no projects", projects=dict.fromkeys(every, False)),
        Scenario(2030, "closures", closed=frozenset({"G01", "R08", "AZ_ALA"})),
        *drawn(network, 2, seed=3),
    ]


@pytest.fixture(scope="module")
def expected(network: Network, scenarios: list[Scenario]) -> list[float]:
    oracle = Oracle(network, brief=True)
    return [oracle.objective(each) for each in scenarios]


def test_each_scenario_solved_alone_costs_what_linopy_says(
    ready: Compiled, scenarios: list[Scenario], expected: list[float]
) -> None:
    found = [solve(ready, each).objective for each in scenarios]

    np.testing.assert_allclose(found, expected, rtol=EXACT)


def test_each_scenario_over_arcs_costs_what_linopy_says(
    ready: Compiled, scenarios: list[Scenario], expected: list[float]
) -> None:
    found = [solve(ready, each, form="arcs").objective for each in scenarios[::3]]

    np.testing.assert_allclose(found, expected[::3], rtol=EXACT)


def test_all_scenarios_at_once_cost_what_linopy_says(
    ready: Compiled, scenarios: list[Scenario], expected: list[float]
) -> None:
    found = solve_cases(ready, cases_of(ready.network, scenarios, ready.places))

    assert found.fallbacks == 0
    np.testing.assert_allclose(found.objective, expected, rtol=EXACT)


def test_counting_a_path_once_in_a_corridor_costs_what_linopy_says(
    network: Network, ready: Compiled, scenarios: list[Scenario]
) -> None:
    found = solve(ready, scenarios[1]).objective

    assert found == pytest.approx(Oracle(network).objective(scenarios[1]), rel=EXACT)


def test_the_scenarios_differ(expected: list[float]) -> None:
    assert len({round(each) for each in expected}) == len(expected)

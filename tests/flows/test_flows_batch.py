"""Many scenarios at once: each equal to its own solve, and the same however they are shared out."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from flows import sndlib
from flows.networks import corridor_like, varied
from flows.test_flows_oracle import with_transfers
from servanda.flows.arcs import solve_arcs
from servanda.flows.batch import Batch, Budget, Cancelled, Outcomes, OutOfBudget, solve_cases
from servanda.flows.compile import Compiled, compiled
from servanda.flows.core.layout import numbers_of, scale_of
from servanda.flows.figures import Cases, cases_of, figures_of
from servanda.flows.model import Network


def laid_out(network: Network, count: int) -> tuple[Compiled, Cases]:
    ready = compiled(network)
    return ready, cases_of(network, varied(network, count), ready.places)


def over_arcs(ready: Compiled, cases: Cases) -> np.ndarray:
    """Solve every case with the plain linear program."""
    figures = figures_of(ready.network, cases, ready.places)
    totals = np.zeros(len(cases))
    for block in ready.blocks:
        scale = scale_of(block, figures)
        numbers = numbers_of(block, figures, scale)
        totals += [solve_arcs(block, numbers, row, scale).objective for row in range(len(cases))]
    return totals


def bits(outcomes: Outcomes) -> list[bytes]:
    return [
        getattr(outcomes, field.name).tobytes()
        for field in dataclasses.fields(outcomes)
        if field.name != "fallbacks"
    ]


def test_every_scenario_costs_what_its_arcs_cost() -> None:
    ready, cases = laid_out(corridor_like(), 60)

    found = solve_cases(ready, cases)

    assert found.fallbacks == 0
    np.testing.assert_allclose(found.objective, over_arcs(ready, cases), rtol=1e-9)


def test_what_is_free_and_instant_goes_in_no_circles() -> None:
    network = corridor_like(places=24, links=60, commodities=6)
    free = tuple(dataclasses.replace(each, cost=0.0, hours=0.0) for each in network.links)
    ready, cases = laid_out(dataclasses.replace(network, links=free), 40)

    found = solve_cases(ready, cases)

    np.testing.assert_allclose(found.objective, over_arcs(ready, cases), rtol=1e-9, atol=1e-3)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_transfers_and_losses_cost_what_their_arcs_cost(seed: int) -> None:
    network = with_transfers(corridor_like(seed, places=24, links=60, commodities=6), seed)
    ready, cases = laid_out(network, 40)

    found = solve_cases(ready, cases)

    assert found.fallbacks == 0
    np.testing.assert_allclose(found.objective, over_arcs(ready, cases), rtol=1e-9)


@sndlib.absent
def test_a_dense_network_costs_what_its_arcs_cost() -> None:
    ready, cases = laid_out(sndlib.network("polska"), 20)

    found = solve_cases(ready, cases)

    np.testing.assert_allclose(found.objective, over_arcs(ready, cases), rtol=1e-9)


def test_results_are_the_same_to_the_bit_with_one_worker_or_three() -> None:
    ready, cases = laid_out(corridor_like(), 300)

    one, three = (bits(solve_cases(ready, cases, workers=workers)) for workers in (1, 3))

    assert one == three


def test_what_the_core_gives_up_highs_solves(monkeypatch: pytest.MonkeyPatch) -> None:
    ready, cases = laid_out(corridor_like(), 20)
    expected = solve_cases(ready, cases)
    monkeypatch.setattr("servanda.flows.core.running.STEPS", 3)

    found = solve_cases(ready, cases)

    assert found.fallbacks > 0
    np.testing.assert_allclose(found.objective, expected.objective, rtol=1e-9)
    np.testing.assert_allclose(found.delivered.sum(1), expected.delivered.sum(1), rtol=1e-6)


def test_progress_is_told_up_to_the_last_scenario() -> None:
    ready, cases = laid_out(corridor_like(), 100)
    told: list[tuple[int, int]] = []

    solve_cases(ready, cases, progress=lambda done, of: told.append((done, of)))

    assert told[-1] == (100, 100)


def test_a_run_that_is_cancelled_ends() -> None:
    ready, cases = laid_out(corridor_like(), 100)

    with pytest.raises(Cancelled, match="cancelled after 64 scenarios"):
        solve_cases(ready, cases, cancelled=lambda: True)


def test_a_run_without_time_left_says_so() -> None:
    ready, cases = laid_out(corridor_like(), 100)

    with pytest.raises(OutOfBudget, match="its budget of time, with 64 of 100 scenarios"):
        solve_cases(ready, cases, budget=Budget(seconds=0))


def test_a_run_that_needs_more_memory_than_it_may_take_says_so() -> None:
    ready, cases = laid_out(corridor_like(), 100)

    with pytest.raises(OutOfBudget, match=r"100 scenarios of this network need about 0\.0 GB"):
        Batch(ready, cases, budget=Budget(gigabytes=0.0001))

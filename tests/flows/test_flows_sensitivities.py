"""Which assumption an answer hangs on, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flows.networks import TONNES, demand, link, nodes
from servanda.flows.compile import Compiled, compiled
from servanda.flows.model import Assumption, BadNetwork, Network, Scenario
from servanda.flows.sensitivities import (
    Sensitivity,
    all_sensitivities,
    rank_correlation,
    sensitivities,
)

TODAY = Scenario(2030)


def two_ways() -> Compiled:
    """10 t from A to B by rail at 2 (1 to 5), or by road at 4; the volume is 5 to 15."""
    network = Network(
        nodes("AB"),
        (link("AB"), link("AB", id="road", cost=4.0)),
        (TONNES,),
        (demand("AB", 10),),
        assumptions=(
            Assumption("volume", "demand.volume", ("AB",), 5.0, 10.0, 15.0),
            Assumption("rail", "link.cost", ("AB",), 1.0, 2.0, 5.0),
            Assumption("known", "link.cost", ("road",), 4.0, 4.0, 4.0),
        ),
    )
    return compiled(network)


def by_name(found: tuple[Sensitivity, ...]) -> dict[str, Sensitivity]:
    return {each.assumption: each for each in found}


def test_each_is_moved_over_its_range_alone_and_the_largest_swing_comes_first() -> None:
    # Rail: 10·1, 10·2, and at 5 the road's 10·4: 30 apart. Volume: 5·2, 10·2, 15·2: 20 apart.
    found = sensitivities(two_ways(), TODAY)

    assert [each.assumption for each in found] == ["rail", "volume"]
    assert [each.swing for each in found] == pytest.approx([30, 20])
    rail = found[0]
    assert [rail.at_low, rail.central, rail.at_high] == pytest.approx([10, 20, 40])


def test_each_figure_has_its_own_order() -> None:
    # What arrives hangs on the volume alone.
    found = all_sensitivities(two_ways(), TODAY, figures={"arrives": "arrives", "cost": "cost"})

    assert [each.assumption for each in found["arrives"]] == ["volume", "rail"]
    assert [each.swing for each in found["arrives"]] == pytest.approx([10, 0])
    assert found["cost"][0].assumption == "rail"


def test_a_figure_may_be_read_by_the_caller() -> None:
    # What the railway carries: nothing at 5.
    found = sensitivities(two_ways(), TODAY, figure=lambda _, found: found.forward[:, 0])

    rail = by_name(found)["rail"]
    assert [rail.at_low, rail.central, rail.at_high] == pytest.approx([10, 10, 0])


def test_ranks_tell_what_rises_with_the_answer() -> None:
    # The volume is the same in all draws; the cost rises with rail's.
    draws = [{"rail": cost, "volume": 8.0} for cost in (1.0, 3.0, 2.0)]

    found = by_name(sensitivities(two_ways(), TODAY, draws))

    assert found["rail"].rank_correlation == pytest.approx(1)
    assert found["volume"].rank_correlation is None


def test_without_draws_there_are_no_ranks() -> None:
    assert sensitivities(two_ways(), TODAY)[0].rank_correlation is None


def test_ties_share_their_mean_rank() -> None:
    # Ranks 0, 1.5, 1.5, 3 and 0, 1, 2, 3: 4.5 / √(4.5 · 5).
    one, other = np.array([1.0, 2.0, 2.0, 9.0]), np.array([1.0, 2.0, 3.0, 4.0])

    assert rank_correlation(one, other) == pytest.approx(4.5 / np.sqrt(22.5))
    assert rank_correlation(one, -other) == pytest.approx(-4.5 / np.sqrt(22.5))


def test_the_central_answer_is_that_of_the_scenario() -> None:
    scenario = replace(TODAY, assumptions={"rail": 3.0})

    found = by_name(sensitivities(two_ways(), scenario))

    assert [found["rail"].at_low, found["rail"].central] == pytest.approx([10, 30])


def test_a_figure_that_there_is_not_is_refused() -> None:
    with pytest.raises(BadNetwork, match="“profit” is none of arrives, cost, days, objective"):
        sensitivities(two_ways(), TODAY, figure="profit")

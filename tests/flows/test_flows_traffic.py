"""What is carried under draws and by year, by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flows.networks import TONNES, corridor_like, demand, link, nodes
from servanda.flows.compile import Compiled, compiled
from servanda.flows.model import Assumption, Corridor, LinkChange, Network, Project, Scenario
from servanda.flows.solving import solve
from servanda.flows.traffic import traffic, traffic_by_year

TODAY = Scenario(2030)


def growing() -> Compiled:
    """A line of 6 t, 12 from 2032; 4 t in 2030 grow to 12 in 2034, and back go 2 t."""
    network = Network(
        nodes("AB"),
        (link("AB", capacity=6, hours=48.0, both_ways=True, corridors=("middle",)),),
        (TONNES,),
        (
            demand("AB", 4, by_year=((2030, 4.0), (2034, 12.0))),
            demand("BA", 2, unmet_price=50.0),
        ),
        corridors=(Corridor("middle"),),
        projects=(Project("track", changes=(LinkChange("AB", capacity=12.0),), completes=2032),),
        assumptions=(Assumption("cost", "link.cost", ("AB",), 1.0, 1.0, 3.0),),
    )
    return compiled(network)


def test_links_carry_both_ways_up_to_their_capacity() -> None:
    found = traffic(growing(), TODAY).link("AB")

    assert [found.forward[0], found.backward[0]] == pytest.approx([4, 2])
    assert found.utilisation == pytest.approx([1])


def test_years_bring_volume_and_projects() -> None:
    # 2031: 6 + 2 t asked for and room for 6. 2032: 8 + 2 t, room for 12. 2034: 12 + 2 t.
    found = traffic_by_year(growing(), TODAY, [2030, 2031, 2032, 2034])

    assert [each.asked[0] for each in found] == pytest.approx([6, 8, 10, 14])
    assert [each.total.arrives[0] for each in found] == pytest.approx([6, 6, 10, 12])
    assert [each.demand("BA").lost[0] for each in found] == pytest.approx([0, 2, 0, 2])


def test_a_project_that_is_switched_does_not_follow_its_year() -> None:
    scenario = Scenario(2030, projects={"track": False})

    found = traffic_by_year(growing(), scenario, [2031, 2034])

    assert [each.total.arrives[0] for each in found] == pytest.approx([6, 6])


def test_draws_follow_the_central_row() -> None:
    # 6 t at 1, then at 3, two days on the way.
    found = traffic(growing(), TODAY, [{"cost": 3.0}])

    assert found.total.cost == pytest.approx([6, 18])
    assert found.demand("AB").cost == pytest.approx([1, 3])
    assert found.demand("AB").days == pytest.approx([2, 2])
    assert found.corridors["middle"] == pytest.approx([6, 6])


def test_the_cost_is_the_objective_without_what_goes_without() -> None:
    # 2031: 6 t at 1 and 2 t without at 50.
    (found,) = traffic_by_year(growing(), TODAY, [2031])

    assert found.total.cost == pytest.approx([6])
    assert found.total.objective == pytest.approx([106])


def test_time_is_part_of_the_cost() -> None:
    # 6 t, 48 hours at 0.25.
    ready = growing()
    grain = replace(TONNES, value_of_time=0.25)
    ready = compiled(replace(ready.network, commodities=(grain,)))

    assert traffic(ready, TODAY).total.cost == pytest.approx([6 + 72])


def test_the_cost_of_a_broken_contract_is_not_transport() -> None:
    # 10 t enter at 1 and half is lost: 5 of the 8 t promised arrive of 10. 5 go without at 100,
    # and 3 promised ones at ten times that on top.
    network = Network(
        nodes("AB"),
        (link("AB", capacity=10, loss=0.5),),
        (TONNES,),
        (demand("AB", 10, minimum=8.0),),
    )

    found = traffic(compiled(network), TODAY)

    assert found.demand("AB").broken == pytest.approx([3])
    assert found.total.cost == pytest.approx([10])
    assert found.total.objective == pytest.approx([10 + 500 + 3000])


@pytest.mark.parametrize("loss", [0.0, 0.02])
def test_totals_are_those_of_a_single_solve(loss: float) -> None:
    network = corridor_like(4, places=12, links=24, commodities=5)
    links = (replace(each, loss=loss, capacity=2e6) for each in network.links)
    ready = compiled(replace(network, links=tuple(links)))
    expected = solve(ready, TODAY)

    found = traffic(ready, TODAY)

    assert expected.unmet > 0
    assert found.total.cost[0] == pytest.approx(expected.transport + expected.time, rel=1e-6)
    assert found.total.objective[0] == pytest.approx(expected.objective, rel=1e-9)
    assert np.isfinite(found.total.days[0])


def test_variants_solved_in_parts_are_the_same_and_told_on(monkeypatch: pytest.MonkeyPatch) -> None:
    years, draws = [2030, 2031, 2032], [{"cost": 2.0}]
    whole = traffic_by_year(growing(), TODAY, years, draws)
    monkeypatch.setattr("servanda.flows.asked.AT_ONCE", 2)
    told: list[tuple[int, int]] = []

    parts = traffic_by_year(
        growing(), TODAY, years, draws, progress=lambda done, of: told.append((done, of))
    )

    for one, other in zip(whole, parts, strict=True):
        assert one.total.objective == pytest.approx(other.total.objective)
    assert told[-1] == (6, 6)
    assert {of for _, of in told} == {6}

"""Every feature of the engine on networks of up to six places, worked by hand.

Unless said otherwise links are one way, cost 1 US dollar a tonne and take no time, and a tonne that
goes without costs 100.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.networks import TONNES, demand, link, nodes
from servanda.flows.model import (
    Corridor,
    LinkChange,
    Network,
    Node,
    Project,
    Scenario,
    Transfer,
)
from servanda.flows.outcome import Why
from servanda.flows.solving import solve

TODAY = Scenario(2030)
GRAIN = (TONNES,)


@pytest.mark.parametrize("form", ["paths", "arcs"])
def test_a_loss_is_made_good_at_the_origin(form: str) -> None:
    # 90 t are to arrive and a tenth is lost: 100 t enter, at 2 each.
    network = Network(nodes("AB"), (link("AB", cost=2.0, loss=0.1),), GRAIN, (demand("AB", 90),))

    found = solve(network, TODAY, form=form)

    assert found.link("AB").forward == pytest.approx(100)
    assert found.demand("AB").delivered == pytest.approx(90)
    assert found.objective == pytest.approx(200)


@pytest.mark.parametrize("form", ["paths", "arcs"])
def test_losses_follow_one_another(form: str) -> None:
    # 64 arrive of 80 on BC (a fifth lost), which arrive of 100 on AB: 100·1 + 80·1 = 180.
    links = (link("AB", loss=0.2), link("BC", loss=0.2))
    network = Network(nodes("ABC"), links, GRAIN, (demand("AC", 64),))

    found = solve(network, TODAY, form=form)

    assert [found.link(name).forward for name in ("AB", "BC")] == pytest.approx([100, 80])
    assert found.objective == pytest.approx(180)


def two_on_one_link(minimum: float) -> Network:
    """10 t of room for 10 t that cost 100 to go without, and 10 t that cost 10."""
    demands = (
        demand("AB", 10),
        demand("AB", 10, id="cheap", unmet_price=10.0, minimum=minimum),
    )
    return Network(nodes("AB"), (link("AB", capacity=10),), GRAIN, demands)


def test_the_dearer_to_go_without_comes_first() -> None:
    # 10 t carried at 1, 10 t without at 10.
    found = solve(two_on_one_link(0.0), TODAY)

    assert found.demand("cheap").delivered == 0
    assert found.objective == pytest.approx(10 + 100)


def test_a_contract_comes_before_the_dearer() -> None:
    # The 4 t promised go first: 10 t carried at 1, 4 t of the dear without at 100, 6 t at 10.
    found = solve(two_on_one_link(4.0), TODAY)

    assert [each.delivered for each in found.demands] == pytest.approx([6, 4])
    assert found.objective == pytest.approx(10 + 400 + 60)


def test_a_contract_that_cannot_be_kept_is_broken_by_what_is_missing() -> None:
    # 8 t are promised and the link takes 5.
    network = Network(
        nodes("AB"), (link("AB", capacity=5),), GRAIN, (demand("AB", 10, minimum=8.0),)
    )

    found = solve(network, TODAY)

    assert found.demand("AB").broken == pytest.approx(3)


@pytest.mark.parametrize(("month", "arrives"), [(1, 6), (7, 18), (None, 12)])
def test_a_season_scales_capacity(month: int | None, arrives: float) -> None:
    # 12 t a year: half of it from January to June, half more from July; 12 in the mean.
    season = (0.5,) * 6 + (1.5,) * 6
    network = Network(
        nodes("AB"), (link("AB", capacity=12, season=season),), GRAIN, (demand("AB", 20),)
    )

    found = solve(network, replace(TODAY, month=month))

    assert found.demand("AB").delivered == pytest.approx(arrives)


def test_a_corridor_counts_each_path_once() -> None:
    # The corridor takes 5 t and its way uses two links of it: 5 t pass, not 2.5; 3 t go round
    # at 4 each: 5·2 + 3·4 = 22. One more unit of corridor saves 4 - 2 = 2.
    links = (
        link("AB", corridors=("middle",)),
        link("BC", corridors=("middle",)),
        link("AC", cost=4.0),
    )
    network = Network(
        nodes("ABC"),
        links,
        GRAIN,
        (demand("AC", 8),),
        corridors=(Corridor("middle", capacity=5.0, unit="t"),),
    )

    found = solve(network, TODAY)

    assert found.corridors == pytest.approx({"middle, t": 5})
    assert found.objective == pytest.approx(22)
    assert found.bottlenecks()[0].price == pytest.approx(2)


def with_ferry(*transfers: Transfer) -> Network:
    """Rail to B, ferry from B, for 8 t that are worth half a dollar an hour."""
    links = (link("AB"), link("BC", mode="ferry", hours=10.0))
    grain = replace(TONNES, value_of_time=0.5)
    return Network(nodes("ABC"), links, (grain,), (demand("AC", 8),), transfers=transfers)


def test_a_transfer_costs_money_time_and_room() -> None:
    # Each tonne: 1 + 3 + 1 dollars, (24 + 10) hours at 0.5 = 17; 6 t pass, 2 t go without:
    # 6·(5 + 17) + 2·100 = 332.
    network = with_ferry(Transfer("B", "rail", "ferry", "t", hours=24.0, cost=3.0, capacity=6.0))

    found = solve(network, TODAY)

    assert found.demand("AC").delivered == pytest.approx(6)
    assert found.demand("AC").hours == pytest.approx(34)
    assert (found.transport, found.time) == pytest.approx((30, 102))
    assert found.objective == pytest.approx(332)


@pytest.mark.parametrize("form", ["paths", "arcs"])
@pytest.mark.parametrize("capacity", [6.0, None])
def test_a_transfer_of_which_nothing_is_left_is_shut(capacity: float | None, form: str) -> None:
    ferry = Transfer("B", "rail", "ferry", "t", capacity=capacity)

    found = solve(with_ferry(ferry), Scenario(2030, capacity_factors={ferry.id: 0.0}), form=form)

    assert found.demand("AC").delivered == 0


def test_modes_change_only_where_a_transfer_is() -> None:
    found = solve(with_ferry(), TODAY)

    assert found.demand("AC").why is Why.NO_ROUTE


def three_corridors() -> Network:
    """Middle over B at 2, northern over C at 3, both of 4 t; by sea at 9 without limit."""
    links = (
        link("AB", capacity=4, corridors=("middle",)),
        link("BD", corridors=("middle",)),
        link("AC", cost=2.0, capacity=4, corridors=("northern",)),
        link("CD", corridors=("northern",)),
        link("AD", cost=9.0, corridors=("sea",), mode="ship"),
    )
    corridors = tuple(Corridor(name) for name in ("middle", "northern", "sea"))
    return Network(nodes("ABCD"), links, GRAIN, (demand("AD", 10),), corridors=corridors)


def test_traffic_fills_the_cheapest_corridor_first() -> None:
    # 4·2 + 4·3 + 2·9 = 38.
    found = solve(three_corridors(), TODAY)

    assert found.corridors == pytest.approx({"middle, t": 4, "northern, t": 4, "sea, t": 2})
    assert found.objective == pytest.approx(38)


def test_a_closed_border_diverts_to_what_has_room() -> None:
    # The northern corridor is full already: 4 t more by sea: 4·3 + 6·9 = 66.
    found = solve(three_corridors(), replace(TODAY, closed=frozenset({"B"})))

    assert found.corridors == pytest.approx({"northern, t": 4, "sea, t": 6})
    assert found.objective == pytest.approx(66)


def test_nothing_is_carried_dearer_than_going_without() -> None:
    # The way costs 60, going without 50: 7 t go without.
    network = Network(
        nodes("AB"), (link("AB", cost=60.0),), GRAIN, (demand("AB", 7, unmet_price=50.0),)
    )

    found = solve(network, TODAY)

    assert found.objective == pytest.approx(350)
    assert found.demand("AB").why is Why.TOO_DEAR


@pytest.mark.parametrize("place", "ABC")
def test_a_place_limits_what_begins_passes_and_ends_there(place: str) -> None:
    # 3 t of room in any one of the three places of A → B → C: 3 t pass, 2 t do not.
    places = tuple(Node(name, capacity=3.0 if name == place else None, unit="t") for name in "ABC")
    network = Network(places, (link("AB"), link("BC")), GRAIN, (demand("AC", 5),))

    found = solve(network, TODAY)

    assert found.demand("AC").delivered == pytest.approx(3)
    assert found.bottlenecks()[0].id == place


@pytest.mark.parametrize(("year", "arrives"), [(2029, 0), (2030, 5)])
def test_a_project_opens_its_link_in_its_year(year: int, arrives: float) -> None:
    project = Project("rail", changes=(LinkChange("AB", capacity=5.0, opens=True),), completes=2030)
    network = Network(
        nodes("AB"), (link("AB", closed=True),), GRAIN, (demand("AB", 8),), projects=(project,)
    )

    found = solve(network, Scenario(year))

    assert found.demand("AB").delivered == pytest.approx(arrives)

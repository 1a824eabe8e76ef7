"""The network with one link or place out, by hand and against the program written with linopy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.networks import TONNES, corridor_like, demand, link
from flows.oracle import Oracle
from servanda.flows.compile import Compiled, compiled
from servanda.flows.model import Assumption, BadNetwork, Corridor, Network, Node, Scenario
from servanda.flows.outages import destinations, origins, outages

TODAY = Scenario(2030)


def two_buyers() -> Compiled:
    """A sells 6 t to D (100 to go without) and 3 t to E (50), both over the border B at 1 + 1.

    D can be reached over C too, at 5 + 5 and for 4 t.
    """
    network = Network(
        (
            Node("A", country="AZ"),
            Node("B", country="GE", kind="rail border"),
            Node("C", country="IR"),
            Node("D", country="TR"),
            Node("E", country="BG"),
        ),
        (
            link("AB", corridors=("middle",), hours=24.0),
            link("BD", hours=24.0),
            link("BE", hours=24.0),
            link("AC", cost=5.0, capacity=4, corridors=("southern",), hours=96.0),
            link("CD", cost=5.0, hours=96.0),
        ),
        (TONNES,),
        (demand("AD", 6), demand("AE", 3, unmet_price=50.0)),
        corridors=(Corridor("middle"), Corridor("southern")),
        assumptions=(Assumption("way round", "link.capacity", ("AC",), 1.0, 4.0, 6.0),),
    )
    return compiled(network)


def test_what_is_lost_is_what_no_other_way_has_room_for() -> None:
    # Of D's 6 t 4 go over C; E has no other way.
    found = outages(two_buyers(), TODAY).outage("B")

    assert found.kind == "node"
    assert found.carries == pytest.approx([9])
    assert found.lost == pytest.approx([5])
    assert {name: float(each[0]) for name, each in found.who.items()} == pytest.approx(
        {"AE": 3, "AD": 2}
    )


def test_an_outage_costs_the_way_round_and_going_without() -> None:
    # Before: 9·2 = 18. After: 4·10 + 2·100 + 3·50 = 390, of which 40 is transport.
    found = outages(two_buyers(), TODAY).outage("B")

    assert found.cost == pytest.approx([372])
    assert found.transport == pytest.approx([22])


def test_what_still_arrives_takes_longer() -> None:
    # Two days over B, eight over C.
    found = outages(two_buyers(), TODAY).outage("B")

    assert found.days == pytest.approx([6])


def test_traffic_is_diverted_to_other_corridors() -> None:
    found = outages(two_buyers(), TODAY).outage("B")

    assert {name: float(each[0]) for name, each in found.diverted.items()} == pytest.approx(
        {"middle": -9, "southern": 4}
    )


def test_losers_are_added_up_by_country() -> None:
    ready = two_buyers()
    found = outages(ready, TODAY).outage("B")

    buyers = found.grouped(destinations(ready.network))
    sellers = found.grouped(origins(ready.network))

    assert {name: float(each[0]) for name, each in buyers.items()} == pytest.approx(
        {"BG": 3, "TR": 2}
    )
    assert {name: float(each[0]) for name, each in sellers.items()} == pytest.approx({"AZ": 5})


def test_what_carries_something_is_taken_out_and_the_dearest_comes_first() -> None:
    # Out BE: 3 t without, 150 - 6 = 144. Out BD: 4 t over C, 2 t without: 40 + 200 - 12 = 228.
    # C and the links over it carry nothing; only B is a border.
    found = outages(two_buyers(), TODAY)

    assert [each.id for each in found.outages] == ["AB", "B", "BD", "BE"]
    assert [each.cost[0] for each in found.outages] == pytest.approx([372, 372, 228, 144])


def test_draws_follow_the_central_row() -> None:
    # With 6 t of room over C nothing of D's is lost; with 1 t 5 are.
    found = outages(two_buyers(), TODAY, [{"way round": 6.0}, {"way round": 1.0}]).outage("BD")

    assert found.lost == pytest.approx([2, 0, 5])
    assert found.who["AD"] == pytest.approx([2, 0, 5])


def test_what_is_asked_for_is_taken_out() -> None:
    found = outages(two_buyers(), TODAY, links=["CD"], nodes=["D"])

    assert [each.id for each in found.outages] == ["D", "CD"]
    assert [each.lost[0] for each in found.outages] == pytest.approx([6, 0])
    assert [each.carries[0] for each in found.outages] == pytest.approx([6, 0])


def test_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadNetwork, match="Nodes: “Z” does not exist"):
        outages(two_buyers(), TODAY, nodes=["Z"])


@pytest.mark.parametrize("seed", [1, 2])
def test_outages_cost_what_linopy_says(seed: int) -> None:
    network = corridor_like(seed, places=9, links=16, commodities=5)
    whole = Oracle(network).objective()

    found = outages(compiled(network), TODAY).outages

    assert found[0].cost[0] > 0
    for each in found[:4]:
        links = tuple(link for link in network.links if link.id != each.id)
        out = Oracle(replace(network, links=links)).objective()
        assert each.cost[0] == pytest.approx(out - whole, rel=1e-6, abs=1e-8 * whole)

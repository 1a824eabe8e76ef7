"""Bottlenecks and what relieves them, by hand and against the program written with linopy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flows.networks import TONNES, corridor_like, demand, link, nodes
from flows.oracle import Oracle
from servanda.flows.bottlenecks import Bottleneck, bottlenecks
from servanda.flows.compile import compiled
from servanda.flows.model import Assumption, BadNetwork, Corridor, Network, Node, Scenario, Transfer

TODAY = Scenario(2030)


def round_about() -> Network:
    """10 t from A to B: 4 direct at 1, 3 over C at 3, so that 3 t go without at 100."""
    links = (link("AB", capacity=4), link("AC", cost=2.0, capacity=3), link("CB"))
    assumed = Assumption("room", "link.capacity", ("AB",), 2.0, 4.0, 12.0)
    return Network(nodes("ABC"), links, (TONNES,), (demand("AB", 10),), assumptions=(assumed,))


def found_in(network: Network, *draws: dict[str, float]) -> dict[str, Bottleneck]:
    return {each.id: each for each in bottlenecks(compiled(network), TODAY, draws)}


def test_prices_are_what_the_next_unit_saves() -> None:
    # One more direct: one less goes without, 100 - 1. One more over C: 100 - 3.
    found = found_in(round_about())

    assert list(found) == ["AB", "AC"]
    assert [each.price[0] for each in found.values()] == pytest.approx([99, 97])


def test_relief_goes_on_until_more_saves_nothing() -> None:
    # Direct: 3 t that went without save 99 each, then the 3 t over C save 3 - 1 = 2 each:
    # 6 t more are enough, and save 3·99 + 3·2 = 303; 3 t more arrive.
    relief = found_in(round_about())["AB"].relief

    assert relief is not None
    assert (relief.extra, relief.savings, relief.arrives) == pytest.approx((6, 303, 3))
    assert [each.extra for each in relief.steps] == pytest.approx([0, 3])
    assert [each.price for each in relief.steps] == pytest.approx([99, 2])


def test_relief_of_the_way_round_serves_only_what_goes_without() -> None:
    # 3 t save 97 each.
    relief = found_in(round_about())["AC"].relief

    assert relief is not None
    assert (relief.extra, relief.savings, relief.arrives) == pytest.approx((3, 291, 3))
    assert [each.price for each in relief.steps] == pytest.approx([97])


def test_draws_follow_the_central_row() -> None:
    # With 12 t of room nothing is full: 10 t go direct.
    found = found_in(round_about(), {"room": 12.0})["AB"]

    assert found.flow == pytest.approx([4, 10])
    assert found.capacity == pytest.approx([4, 12])
    assert found.utilisation == pytest.approx([1, 10 / 12])
    assert found.price == pytest.approx([99, 0])
    assert found.often == 0


def test_what_a_scenario_sets_stands_against_draws() -> None:
    scenario = replace(TODAY, assumptions={"room": 3.0})

    found = bottlenecks(compiled(round_about()), scenario, [{"room": 12.0}])

    assert found[0].capacity == pytest.approx([3, 3])


def test_a_bottleneck_in_draws_alone_has_no_relief() -> None:
    # Demand 3 finds 4 t of room, and 2 in the draw: 1 t goes over C, 2 dearer.
    network = replace(round_about(), demands=(demand("AB", 3),))

    found = found_in(network, {"room": 2.0})["AB"]

    assert found.relief is None
    assert found.price == pytest.approx([0, 2])
    assert found.often == 1


@pytest.mark.parametrize("kind", ["node", "transfer", "corridor"])
def test_places_transfers_and_corridors_are_relieved_too(kind: str) -> None:
    # 3 t pass over B at 2 + 1 (the transfer), 5 t go direct at 10 instead: 5 t more of room save
    # 10 - 3 = 7 each.
    links = (
        link("AB", corridors=("middle",)),
        link("BC", mode="ferry", corridors=("middle",)),
        link("AC", cost=10.0),
    )
    room = {kind: 3.0}
    network = Network(
        (Node("A"), Node("B", capacity=room.get("node"), unit="t"), Node("C")),
        links,
        (TONNES,),
        (demand("AC", 8),),
        (Transfer("B", "rail", "ferry", "t", cost=1.0, capacity=room.get("transfer")),),
        (Corridor("middle", capacity=room.get("corridor"), unit="t"),),
    )

    (found,) = bottlenecks(compiled(network), TODAY)

    assert found.kind == kind
    assert found.flow == pytest.approx([3])
    assert found.relief is not None
    assert (found.relief.extra, found.relief.savings) == pytest.approx((5, 35))


def test_a_disrupted_place_that_is_raised_leaves_its_links_as_short() -> None:
    # B is open half of the year: 3 of its 6 t, and 4 of the 8 t on each of its links. More room
    # at B brings 1 t, then AB is full: 100 - 2 = 98.
    network = Network(
        (Node("A"), Node("B", capacity=6.0, unit="t"), Node("C")),
        (link("AB", capacity=8), link("BC", capacity=8)),
        (TONNES,),
        (demand("AC", 10),),
    )
    scenario = replace(TODAY, capacity_factors={"B": 0.5})

    (found,) = bottlenecks(compiled(network), scenario)

    assert found.id == "B"
    assert found.relief is not None
    assert (found.relief.extra, found.relief.savings) == pytest.approx((1, 98))


def test_a_unit_must_be_named_where_there_are_several() -> None:
    containers = replace(TONNES, id="boxes", unit="TEU")
    network = replace(
        round_about(),
        commodities=(TONNES, containers),
        demands=(demand("AB", 10), demand("AB", 1, id="boxes", commodity="boxes")),
    )

    with pytest.raises(BadNetwork, match="Unit: the network carries TEU, t, which share no"):
        bottlenecks(compiled(network), TODAY)


def test_a_unit_that_nothing_is_carried_in_is_refused() -> None:
    with pytest.raises(BadNetwork, match=r"no demand of the network is in “bcm”.*carries: t\."):
        bottlenecks(compiled(round_about()), TODAY, unit="bcm")


@pytest.mark.parametrize("seed", [1, 2])
def test_relief_is_the_least_capacity_that_saves_it_all(seed: int) -> None:
    network = short_of_room(seed)
    found = bottlenecks(compiled(network), TODAY)[:3]

    for each in found:
        assert each.relief is not None
        base, enough, nearly, all_ = (
            Oracle(widened(network, each.id, extra)).objective()
            for extra in (0.0, each.relief.extra, 0.98 * each.relief.extra, 1e9)
        )
        assert each.relief.savings == pytest.approx(base - enough, rel=1e-6)
        assert enough == pytest.approx(all_, rel=1e-9)
        assert nearly > all_ * (1 + 1e-9)
        assert saved(each) == pytest.approx(each.relief.savings, rel=1e-6)


def saved(found: Bottleneck) -> float:
    """Add up the steps."""
    assert found.relief is not None
    starts = [each.extra for each in found.relief.steps]
    lengths = np.diff([*starts, found.relief.extra])
    return float(lengths @ [each.price for each in found.relief.steps])


def short_of_room(seed: int) -> Network:
    """Make a network of which many links are full."""
    network = corridor_like(seed, places=9, links=16, commodities=5)
    assert all(each.capacity for each in network.links)
    links = (replace(each, capacity=0.3 * (each.capacity or 0.0)) for each in network.links)
    return replace(network, links=tuple(links))


def widened(network: Network, name: str, extra: float) -> Network:
    links = (
        replace(each, capacity=(each.capacity or 0.0) + extra) if each.id == name else each
        for each in network.links
    )
    return replace(network, links=tuple(links))

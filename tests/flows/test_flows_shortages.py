"""Why a demand is not carried, and the cut that causes it, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.networks import TONNES, demand, link, nodes
from servanda.flows.compile import compiled
from servanda.flows.model import Link, LinkChange, Network, Node, Project, Scenario, Transfer
from servanda.flows.outcome import Why
from servanda.flows.shortages import Shortage, shortages

TODAY = Scenario(2030)


def of_links(*links: Link, **more: object) -> Network:
    fields = {"demands": (demand("AD", 10),), **more}
    return Network(nodes("ABCDEF"), links, (TONNES,), **fields)  # type: ignore[arg-type]


def explained(network: Network, scenario: Scenario = TODAY) -> tuple[Shortage, ...]:
    return shortages(compiled(network), scenario)


def cut(found: Shortage) -> list[tuple[str, str]]:
    return [(each.id, each.why) for each in found.cut]


def test_what_is_wholly_carried_needs_no_reason() -> None:
    assert explained(of_links(link("AD"))) == ()


def test_the_cut_is_what_is_full_on_every_worthwhile_way() -> None:
    # Over B 4 t, over C 3 t: 3 t of 10 find no room. C → D is wide enough.
    network = of_links(
        link("AB", capacity=4), link("BD"), link("AC", capacity=3), link("CD", capacity=9)
    )

    (found,) = explained(network)

    assert found.why is Why.NO_ROOM
    assert found.missing == pytest.approx(3)
    assert cut(found) == [("AB", "full"), ("AC", "full")]
    assert found.sentence() == (
        "Demand “AD”: 3 of 10 t a year find no room. "
        "In the way: link “AB” (full), link “AC” (full)."
    )


def test_a_full_link_that_a_demand_has_no_use_for_is_not_in_its_cut() -> None:
    network = of_links(
        link("AD", capacity=4),
        link("EF", capacity=2),
        demands=(demand("AD", 10), demand("EF", 5)),
    )

    found = explained(network)

    assert [cut(each) for each in found] == [[("AD", "full")], [("EF", "full")]]


def test_room_that_others_take_is_in_the_cut() -> None:
    # B → D takes 8 t: E's 6 t are the dearer to go without, so that A's 10 t find 2. A → B takes
    # 5 t and is not scarce, though it would be were A alone.
    network = of_links(
        link("AB", capacity=5),
        link("EB"),
        link("BD", capacity=8),
        demands=(demand("AD", 10), demand("ED", 6, unmet_price=500.0)),
    )

    (found,) = explained(network)

    assert found.demand == "AD"
    assert found.missing == pytest.approx(8)
    assert cut(found) == [("BD", "full")]


def test_a_way_round_that_is_too_dear_is_no_way_around_the_cut() -> None:
    # Over C it would cost 200, more than going without.
    network = of_links(link("AD", capacity=4), link("AC", cost=200.0), link("CD"))

    (found,) = explained(network)

    assert cut(found) == [("AD", "full")]


def test_places_and_transfers_are_in_the_cut() -> None:
    network = Network(
        (Node("A"), Node("B"), Node("C", capacity=3.0, unit="t"), Node("D")),
        (link("AB"), link("BD", mode="ferry"), link("AC"), link("CD")),
        (TONNES,),
        (demand("AD", 10),),
        (Transfer("B", "rail", "ferry", "t", capacity=2.0),),
    )

    (found,) = explained(network)

    assert found.missing == pytest.approx(5)
    assert cut(found) == [("B:rail>ferry:t", "full"), ("C", "full")]


def test_where_no_way_is_open_the_cut_is_what_is_closed() -> None:
    # The border at B is closed, and C → D is not built; E leads nowhere.
    network = of_links(
        link("AB"),
        link("BD"),
        link("AC"),
        link("CD", closed=True),
        link("AE", closed=True),
        projects=(Project("rail", changes=(LinkChange("CD", opens=True),)),),
    )

    (found,) = explained(network, replace(TODAY, closed=frozenset({"B"})))

    assert (found.why, found.cheapest) == (Why.NO_ROUTE, None)
    assert cut(found) == [("AB", "closed"), ("CD", "not open")]


def test_where_no_way_leads_by_its_modes_it_says_so() -> None:
    # Rail ends at B, the ferry begins there, and nothing may change over.
    (found,) = explained(of_links(link("AB"), link("BD", mode="ferry")))

    assert (found.why, found.cut) == (Why.NO_ROUTE, ())
    assert "no way by the modes" in found.sentence()


def test_what_is_dearer_than_going_without_says_by_how_much() -> None:
    (found,) = explained(of_links(link("AD", cost=130.0)))

    assert (found.why, found.cut) == (Why.TOO_DEAR, ())
    assert found.cheapest == pytest.approx(130)
    assert "the cheapest way costs 130 US dollars a unit and going without 100" in found.sentence()


def test_prices_of_millions_are_explained_too() -> None:
    # Gas: 300 million a bcm.
    network = of_links(
        link("AD", cost=1e7, capacity=4), demands=(demand("AD", 10, unmet_price=3e8),)
    )

    (found,) = explained(network)

    assert found.why is Why.NO_ROOM
    assert found.cheapest == pytest.approx(1e7)


def test_a_broken_contract_is_explained_by_its_cut() -> None:
    network = of_links(link("AD", capacity=4), demands=(demand("AD", 10, minimum=6.0),))

    (found,) = explained(network)

    assert (found.missing, found.broken) == pytest.approx((6, 2))
    assert cut(found) == [("AD", "full")]

"""The most that gets through: by hand, and the maximum flow of networkx."""

from __future__ import annotations

from dataclasses import replace

import networkx
import numpy as np
import pytest

from flows.networks import TONNES, corridor_like, demand, link, nodes
from flows.oracle import Oracle
from flows.test_flows_oracle import with_transfers
from servanda.flows.model import (
    Assumption,
    BadNetwork,
    Corridor,
    Link,
    LinkChange,
    Network,
    Node,
    Project,
    Scenario,
    Transfer,
)
from servanda.flows.throughput import Throughput, throughput

TODAY = Scenario(2030)


def of_links(*links: Link, **more: object) -> Network:
    return Network(nodes("ABCDEF"), links, (TONNES,), (), **more)  # type: ignore[arg-type]


def cut(found: Throughput) -> dict[str, float]:
    return {each.id: float(each.more[0]) for each in found.binding}


def six_places() -> Network:
    """From A: 10 to B, 10 to C; B to C 2, D 4, E 8; C to E 9; E to D 7; D to F 10; E to F 10."""
    rooms = {"AB": 10, "AC": 10, "BC": 2, "BD": 4, "BE": 8, "CE": 9, "ED": 7, "DF": 10, "EF": 10}
    return of_links(*(link(ends, capacity=room) for ends, room in rooms.items()))


def test_the_flow_is_what_the_cut_holds() -> None:
    # A and C on one side: A → B 10 and C → E 9 lead out of it.
    found = throughput(six_places(), TODAY, "A", "F")

    assert found.flow == pytest.approx([19])
    assert cut(found) == pytest.approx({"AB": 1, "CE": 1})
    assert [each.held for each in found.cut] == pytest.approx([10, 9])


def test_costs_and_demands_do_not_matter() -> None:
    network = six_places()
    dear = replace(
        network,
        links=tuple(replace(each, cost=1e6) for each in network.links),
        demands=(demand("AF", 5),),
        assumptions=(
            Assumption("cost", "link.cost", ("AB",), 1e6, 2e6, 3e6),
            Assumption("volume", "demand.volume", ("AF",), 1.0, 5.0, 9.0),
        ),
    )
    scenario = replace(TODAY, demand_factors={"AF": 3.0})

    assert throughput(dear, scenario, "A", "F", [{"cost": 3e6}]).flow == pytest.approx([19, 19])


def test_a_draw_moves_the_flow_and_the_cut() -> None:
    # With 3 on A → B: 3 + 9 pass. With 30: B → D 4 + B → E 8 = 12, C → E 9, but into F only 20.
    assumed = Assumption("room", "link.capacity", ("AB",), 3.0, 10.0, 30.0)
    network = replace(six_places(), assumptions=(assumed,))

    found = throughput(network, TODAY, "A", "F", [{"room": 3.0}, {"room": 30.0}])

    assert found.flow == pytest.approx([19, 12, 20])
    rows = {each.id: each.more for each in found.cut}
    assert rows["AB"] == pytest.approx([1, 1, 0])
    assert rows["DF"] == pytest.approx([0, 0, 1])


def test_a_way_without_a_limit_lets_everything_through() -> None:
    found = throughput(of_links(link("AB"), link("AC", capacity=5), link("CB")), TODAY, "A", "B")

    assert np.isinf(found.flow[0])
    assert found.cut == ()


def test_nothing_gets_through_where_no_way_leads() -> None:
    found = throughput(of_links(link("AB", capacity=5), link("CB")), TODAY, "A", "C")

    assert found.flow == pytest.approx([0])


def test_transfers_limit_what_changes_its_mode() -> None:
    # 9 by rail to B, and the ferry takes 8, but only 5 can change over.
    network = of_links(
        link("AB", capacity=9),
        link("BC", mode="ferry", capacity=8),
        transfers=(Transfer("B", "rail", "ferry", "t", capacity=5.0),),
    )

    found = throughput(network, TODAY, "A", "C")

    assert found.flow == pytest.approx([5])
    assert cut(found) == pytest.approx({"B:rail>ferry:t": 1})


def test_places_and_corridors_limit_too() -> None:
    # Over B the place takes 4, over C the corridor 3: 7.
    network = Network(
        (Node("A"), Node("B", capacity=4.0, unit="t"), Node("C"), Node("D")),
        (
            link("AB"),
            link("BD"),
            link("AC", corridors=("southern",)),
            link("CD", corridors=("southern",)),
        ),
        (TONNES,),
        (),
        corridors=(Corridor("southern", capacity=3.0, unit="t"),),
    )

    found = throughput(network, TODAY, "A", "D")

    assert found.flow == pytest.approx([7])
    assert cut(found) == pytest.approx({"B": 1, "southern": 1})


def test_a_loss_makes_capacity_before_it_worth_less() -> None:
    # 10 enter A → B, half is lost, 5 arrive: one more unit lets half a unit through.
    found = throughput(
        of_links(link("AB", capacity=10, loss=0.5), link("BC", capacity=8)), TODAY, "A", "C"
    )

    assert found.flow == pytest.approx([5])
    assert cut(found) == pytest.approx({"AB": 0.5})


def test_a_commodity_keeps_to_its_modes() -> None:
    # 4 by rail, and 7 by road that grain may not take.
    network = of_links(link("AB", capacity=4), link("AB", id="road", mode="road", capacity=7))
    network = replace(network, commodities=(replace(TONNES, modes=("rail",)),))

    by_rail = throughput(network, TODAY, "A", "B", commodity="grain")
    by_all = throughput(network, TODAY, "A", "B", unit="t")

    assert (by_rail.flow[0], by_all.flow[0]) == pytest.approx((4, 11))


def test_projects_and_outages_of_the_scenario_count() -> None:
    # The project makes A → B 6; half a year of B leaves 3.
    project = Project("second track", changes=(LinkChange("AB", capacity=6.0, cost=3.0),))
    network = of_links(link("AB", capacity=4), projects=(project,))
    done = Scenario(2030, projects={"second track": True})

    flows = [
        throughput(network, each, "A", "B").flow[0]
        for each in (TODAY, done, replace(done, capacity_factors={"B": 0.5}))
    ]

    assert flows == pytest.approx([4, 6, 3])


@pytest.mark.parametrize(
    ("ends", "more", "words"),
    [
        ("AZ", {}, "destination: “Z” is no node"),
        ("AA", {}, "it is the origin, “A”"),
        ("AB", {"commodity": "coal"}, "commodity: “coal” does not exist"),
        ("AB", {"unit": "bcm"}, "unit: bcm"),
    ],
)
def test_a_question_that_cannot_be_is_refused(ends: str, more: dict[str, str], words: str) -> None:
    with pytest.raises(BadNetwork, match=words):
        throughput(of_links(link("AB", capacity=4)), TODAY, ends[0], ends[1], (), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(6))
def test_the_flow_is_what_networkx_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    pairs = {tuple(pair) for pair in rng.integers(0, 12, (40, 2)).tolist() if pair[0] != pair[1]}
    rooms = {(f"n{a}", f"n{b}"): float(rng.integers(1, 30)) for a, b in sorted(pairs)}
    links = tuple(
        Link(f"{a}-{b}", a, b, "rail", "t", capacity=room, cost=2.0, both_ways=False)
        for (a, b), room in rooms.items()
    )
    network = Network(tuple(Node(f"n{at}") for at in range(12)), links, (TONNES,), ())
    graph = networkx.DiGraph()
    graph.add_nodes_from(each.id for each in network.nodes)
    graph.add_edges_from((a, b, {"capacity": room}) for (a, b), room in rooms.items())

    found = throughput(network, TODAY, "n0", "n11")

    assert found.flow[0] == pytest.approx(networkx.maximum_flow_value(graph, "n0", "n11"))
    assert sum(each.held for each in found.cut) == pytest.approx(found.flow[0])


@pytest.mark.parametrize("seed", [1, 2])
def test_the_flow_with_transfers_losses_and_places_is_what_linopy_says(seed: int) -> None:
    # With nothing to pay and a price of 1 on what goes without, the objective is what does not
    # arrive of a demand that is larger than anything that could.
    network = with_transfers(corridor_like(seed, places=14, links=32, commodities=2), seed)
    row = network.demands[0]
    wanted = replace(row, volume=1e9, unmet_price=1.0)
    free = replace(
        network,
        links=tuple(replace(each, cost=0.0, hours=0.0) for each in network.links),
        transfers=tuple(replace(each, cost=0.0, hours=0.0) for each in network.transfers),
        demands=(wanted,),
    )

    found = throughput(network, TODAY, row.origin, row.destination, commodity=row.commodity)

    assert found.flow[0] == pytest.approx(1e9 - Oracle(free).objective(), rel=1e-7)
    assert found.flow[0] > 0
    assert sum(each.held for each in found.cut) == pytest.approx(found.flow[0])

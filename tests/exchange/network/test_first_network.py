"""The network that ships with the product: sourced as its facts, and of use to a solver."""

import csv
from collections import Counter
from pathlib import Path

import networkx
import pytest

from servanda.exchange.network import check, read, write
from servanda.exchange.network.columns import origin
from servanda.flows.model import Commodity, Scenario
from servanda.flows.solving import solve

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "dossiers" / "azerbaijan-us" / "network"
FACTS = ROOT.parent / "shared" / "facts" / "network"
STORED = read(FOLDER)
NETWORK = STORED.network
LINKS = {link.id: link for link in NETWORK.links}
BUYERS = {"tr", "ge", "it", "gr", "bg", "ro", "hu", "rs", "si", "hr", "mk", "sk", "ua", "sy", "at", "de"}  # fmt: skip  # noqa: E501
TRIPP_LINE = {f"T0{n}" for n in range(2, 9)}
CASPIAN = ("S01", "S02", "S03")

needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the facts are not beside this copy")


def test_it_has_no_mistakes() -> None:
    assert check(FOLDER) == []


def test_reading_and_writing_changes_no_byte(tmp_path: Path) -> None:
    write(STORED, tmp_path / "again")

    assert contents(tmp_path / "again") == contents(FOLDER)


@pytest.mark.parametrize("demand", NETWORK.demands, ids=lambda demand: demand.id)
def test_every_demand_is_connected_by_the_modes_of_its_commodity(demand: object) -> None:
    each = next(one for one in NETWORK.demands if one is demand)
    commodity = next(one for one in NETWORK.commodities if one.id == each.commodity)

    graph = graph_of(commodity)

    assert networkx.has_path(graph, ("from", each.origin), ("to", each.destination))


def graph_of(commodity: Commodity) -> "networkx.DiGraph[object]":
    graph: networkx.DiGraph[object] = networkx.DiGraph()
    allowed = set(commodity.modes)
    for node in NETWORK.nodes:
        graph.add_nodes_from([("from", node.id), ("to", node.id)])
    for link in NETWORK.links:
        if link.unit != commodity.unit or link.mode not in allowed:
            continue
        ends = [(link.tail, link.head)] + [(link.head, link.tail)] * link.both_ways
        for tail, head in ends:
            graph.add_edge((tail, link.mode, "out"), (head, link.mode, "in"))
            graph.add_edge(("from", tail), (tail, link.mode, "out"))
            graph.add_edge((head, link.mode, "in"), ("to", head))
            graph.add_edge((head, link.mode, "in"), (head, link.mode, "out"))
    for each in NETWORK.transfers:
        if each.unit == commodity.unit and {each.from_mode, each.to_mode} <= allowed:
            graph.add_edge((each.node, each.from_mode, "in"), (each.node, each.to_mode, "out"))
    return graph


def volume(demand_id: str, year: int) -> float:
    """Reckon a demand with the central values of its shares."""
    demand = next(each for each in NETWORK.demands if each.id == demand_id)
    found = demand.volume
    for known, value in demand.by_year:
        found = value if known <= year else found
    for assumption in NETWORK.assumptions:
        if assumption.field == "demand.volume" and demand_id in assumption.rows:
            found = found * assumption.central if assumption.how == "factor" else assumption.central
    return found


def test_the_sixteen_buyers_are_demands() -> None:
    gas = {each.id.split("-")[1] for each in NETWORK.demands if each.id.startswith("gas-")}

    assert gas - {"nakhchivan", "eu"} == BUYERS


def test_the_buyers_add_up_to_what_was_exported_in_2025() -> None:
    bought = sum(
        volume(each.id, 2025)
        for each in NETWORK.demands
        if each.commodity == "gas" and each.id.split("-")[1] in BUYERS
    )

    assert bought == pytest.approx(25.2)


def test_the_middle_corridor_is_asked_for_what_it_carried_in_2025() -> None:
    tonnes = ("freight-kz", "freight-cn", "freight-uz", "freight-europe", "uranium", "minerals")
    found = [each.id for each in NETWORK.demands if not each.id.endswith("-growth")]

    weight = sum(volume(each, 2025) for each in found if each.startswith(tonnes))
    boxes = sum(volume(each, 2025) for each in found if each.startswith(("boxes-cn", "boxes-eur")))

    assert weight == pytest.approx(4.12e6)
    assert boxes == pytest.approx(77_000)


def test_fifteen_million_tonnes_are_one_constraint() -> None:
    line = next(each for each in NETWORK.corridors if each.id == "tripp-line")

    members = {each.id for each in NETWORK.links if "tripp-line" in each.corridors}

    assert (line.capacity, members) == (15e6, TRIPP_LINE)
    assert all(LINKS[each].capacity is None for each in TRIPP_LINE)


def test_what_a_project_opens_is_closed_without_it() -> None:
    opened = {c.link for p in NETWORK.projects for c in p.changes if c.opens}

    assert opened == {link.id for link in NETWORK.links if link.closed}


def test_no_figure_of_an_assumed_link_has_a_source() -> None:
    assumed = {row["id"] for row in STORED.sheets["links"] if row["status"] == "assumed"}

    wrong = [
        name
        for name, figure in STORED.figures.items()
        if name[1] in assumed and name[0] == "link" and figure.sourced
    ]

    assert len(assumed) > 30
    assert wrong == []


def test_every_assumption_says_why_and_has_a_range_where_it_is_not_a_matter_of_words() -> None:
    flat = [row["id"] for row in STORED.sheets["assumptions"] if row["low"] == row["high"]]

    assert all(row["reason"] for row in STORED.sheets["assumptions"])
    assert set(flat) == {"at-once", "no-cost-t", "no-cost-teu", "time-electricity", "time-data"}


def test_every_used_claim_stands_beside_one_that_is_not() -> None:
    about = Counter((each.subject, each.row, each.field) for each in STORED.claims)
    used = [(each.subject, each.row, each.field) for each in STORED.claims if each.used]

    assert max(Counter(used).values()) == 1
    assert sum(about[each] > 1 for each in used) > 25


def test_the_base_year_comes_out_as_it_was_reported() -> None:
    result = solve(NETWORK, Scenario(2025))

    assert {each.demand: each.unmet for each in result.demands if each.unmet > 1e-6} == {}
    assert sum(result.link(each).flow for each in CASPIAN) == pytest.approx(4.12e6)
    assert sum(result.link(f"{each}-TEU").flow for each in ("S01", "S03")) == pytest.approx(77_000)
    assert result.link("N02-TEU").flow == pytest.approx(746_000)
    assert result.link("G02").flow == pytest.approx(23.144, rel=0.01)
    assert result.link("G04").flow < 16


def test_without_the_south_caucasus_pipeline_the_buyers_beyond_georgia_get_nothing() -> None:
    result = solve(NETWORK, Scenario(2025, closed=frozenset({"G02"})))

    served = {
        each.demand
        for each in result.demands
        if each.commodity == "gas" and each.origin == "AZ_SDZ" and each.delivered > 1e-6
    }

    assert served == {"gas-ge"}


@needs_facts
def test_every_sourced_capacity_and_length_is_one_of_the_facts() -> None:
    facts = rows("links.csv")
    wrong = []
    for link_id, fact in facts.items():
        row = next(each for each in STORED.sheets["links"] if each["id"] == link_id)
        if row["length_km"] and float(row["length_km"]) != float(fact["length_km"]):
            wrong.append((link_id, "length_km"))
        if row["length_km"] and fact["length_basis"] != "source":
            wrong.append((link_id, "length_km_from"))
        notes = fact["note"] + facts["G06" if link_id == "G08" else link_id]["note"]  # TAP is one
        told = f"{fact['capacity']} {notes} {projects_of(link_id)}".replace(",", "")
        if row["capacity"] and row["capacity"] not in told:
            wrong.append((link_id, "capacity"))

    assert wrong == []


@needs_facts
def test_every_link_node_and_project_of_the_facts_is_here() -> None:
    for name in ("links", "nodes", "projects"):
        assert rows(f"{name}.csv").keys() <= {row["id"] for row in STORED.sheets[name]}


@needs_facts
def test_every_cost_of_a_project_is_that_of_the_facts() -> None:
    facts = rows("projects.csv")

    told = {
        row["id"]: row["cost"]
        for row in STORED.sheets["projects"]
        if row["cost"] and row["id"] in facts
    }

    assert told == {each: row["cost_usd_m"] for each, row in facts.items() if row["cost_usd_m"]}


def test_no_source_is_listed_that_nothing_names() -> None:
    cells = " ".join(
        cell for name, found in STORED.sheets.items() if name != "sources"
        for row in found for cell in row.values()
    )  # fmt: skip

    assert [each for each in STORED.sources if each not in cells] == []


def projects_of(link: str) -> str:
    found = [row for row in rows("projects.csv").values() if link in row["links_affected"]]
    return " ".join(f"{row['capacity_after']} {row['what']}" for row in found)


def rows(name: str) -> dict[str, dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_origins_name_what_they_are() -> None:
    assert origin("assumed: rail-speed").assumptions == ("rail-speed",)

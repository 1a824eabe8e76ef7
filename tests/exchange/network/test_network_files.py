"""A network read from its files: what its figures become, and that nothing is lost on the way."""

from pathlib import Path

import pytest

from exchange.network.tiny import link, tiny, tiny_rows, write_rows
from servanda.exchange.network import NotANetwork, Origin, check, read, write
from servanda.flows.model import How, LinkChange


def test_the_tiny_network_has_no_mistakes(tmp_path: Path) -> None:
    assert check(tiny(tmp_path)) == []


def test_reading_and_writing_changes_no_byte(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "in")

    write(read(folder), tmp_path / "out")

    assert contents(tmp_path / "out") == contents(folder)


def test_writing_replaces_a_network_and_nothing_else(tmp_path: Path) -> None:
    stored = read(tiny(tmp_path / "in"))
    (tmp_path / "in" / "notes.txt").write_text("mine", "utf-8")

    with pytest.raises(FileExistsError, match=r"notes\.txt"):
        write(stored, tmp_path / "in")


def test_a_capacity_in_train_pairs_becomes_trains_and_an_assumption_of_tonnes(
    tmp_path: Path,
) -> None:
    network = read(tiny(tmp_path)).network

    assert network.links[0].capacity == 12 * 2 * 365
    assert [(a.rows, a.how) for a in network.assumptions if a.id == "train"] == [
        (("AB",), How.FACTOR)
    ]


def test_what_a_project_changes_is_reckoned_with_the_central_factor(tmp_path: Path) -> None:
    network = read(tiny(tmp_path)).network

    assert network.projects[0].changes == (LinkChange("AB", capacity=60 * 2 * 365 * 1000),)


def test_a_length_that_is_assumed_is_the_great_circle_with_its_detour(tmp_path: Path) -> None:
    network = read(tiny(tmp_path)).network

    assert network.links[1].length_km == pytest.approx(139.2 * 1.2, rel=0.01)


def test_what_an_assumption_stands_in_for_has_its_central_value(tmp_path: Path) -> None:
    network = read(tiny(tmp_path)).network

    assert (network.links[0].hours, network.links[0].cost) == (100 / 20, 100 * 0.02)


def test_a_figure_is_converted_to_the_unit_of_the_engine(tmp_path: Path) -> None:
    network = read(tiny(tmp_path)).network

    assert network.transfers[0].hours == 48
    assert (network.nodes[2].capacity, network.nodes[2].unit) == (9e6, "t")
    assert (network.corridors[0].capacity, network.corridors[0].unit) == (3e6, "t")


def test_an_assumption_is_converted_to_the_unit_of_the_engine(tmp_path: Path) -> None:
    folder = tiny(
        tmp_path,
        assumptions=(4, {"unit": "USD/kt", "low": "1000", "central": "5000", "high": "9000"}),
    )

    found = next(a for a in read(folder).network.assumptions if a.id == "port-cost")

    assert (found.low, found.central, found.high, found.unit) == (1, 5, 9, "USD/t")


def test_a_demand_has_the_years_of_its_total_before_its_share(tmp_path: Path) -> None:
    demand = read(tiny(tmp_path)).network.demands[0]

    assert demand.by_year == ((2025, 4e6),)


def test_every_figure_tells_where_it_is_from(tmp_path: Path) -> None:
    figures = read(tiny(tmp_path)).figures

    assert figures["link", "AB", "capacity"].origin == Origin(("book",), ("train",))
    assert figures["link", "AB", "capacity"].sourced
    assert figures["link", "AB", "hours"].origin == Origin((), ("speed",))
    assert not figures["link", "AB", "hours"].sourced


def test_a_cost_for_each_km_is_multiplied_by_the_length(tmp_path: Path) -> None:
    cost = {"cost": "1485", "cost_unit": "USD/(20*t)/(500*km)", "cost_from": "book"}

    network = read(tiny(tmp_path, links=(0, cost))).network

    assert network.links[0].cost == pytest.approx(14.85)


def test_a_file_of_100_000_links_is_read(tmp_path: Path) -> None:
    rows = tiny_rows()
    many = [link(f"L{n}", "A", "B", "rail", length_km="100", length_km_from="book")
            for n in range(100_000)]  # fmt: skip
    rows["links"] += many

    network = read(write_rows(rows, tmp_path)).network

    assert len(network.links) == 100_002


def test_a_folder_with_mistakes_is_refused_whole(tmp_path: Path) -> None:
    folder = tiny(tmp_path, links=(0, {"tail": "Z"}))

    with pytest.raises(NotANetwork, match=r"links\.csv, line 2, tail: “Z” is not in nodes\.csv"):
        read(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}

"""Every mistake in a network is named by file, row and field, in words that say what to do."""

from pathlib import Path

import pytest

from exchange.network.tiny import tiny, tiny_rows, write_rows
from servanda.exchange.network import check

NO_CAPACITY = {"capacity": "", "capacity_unit": "", "capacity_from": ""}

BAD = [
    ("an unknown unit", "links", 0, {"capacity_unit": "cows/yr"}, "capacity_unit", "no known unit"),
    ("mixed classes", "links", 0, {"capacity_unit": "TEU/yr"}, "capacity_unit", "cannot become"),
    ("power for tonnes", "links", 0, {"capacity_unit": "MW"}, "capacity_unit", "cannot become"),
    ("an unknown place", "links", 0, {"head": "Z"}, "head", "not in nodes.csv"),
    ("a loop", "links", 0, {"head": "A"}, "head", "to itself"),
    ("not a number", "links", 0, {"capacity": "NaN"}, "capacity", "no number to reckon with"),
    ("an exponent", "links", 0, {"capacity": "1e6"}, "capacity", "is not a number as"),
    ("no capacity at all", "links", 0, NO_CAPACITY, "capacity", "There is no capacity"),
    ("a capacity of zero", "links", 0, {"capacity": "0"}, "capacity", "above 0"),
    ("a negative capacity", "links", 0, {"capacity": "-1"}, "capacity", "above 0"),
    ("a figure without source", "links", 0, {"length_km_from": ""}, "length_km_from", "no source"),
    (
        "a figure that is assumed",
        "links", 0, {"length_km_from": "assumed: detour"}, "length_km_from", "no source",
    ),
    (
        "a source without figure",
        "links", 0, {"length_km": ""}, "length_km_from", "a source and no figure",
    ),
    ("an unknown source", "links", 0, {"length_km_from": "x"}, "length_km_from", "sources.csv"),
    (
        "an unknown assumption",
        "links", 0, {"time_from": "assumed: x"}, "time_from", "assumptions.csv",
    ),
    (
        "an assumption of something else",
        "links", 0, {"time_from": "assumed: rate"}, "time_from", "stands for link.cost",
    ),
    ("no time", "links", 0, {"time_from": ""}, "time", "neither a figure nor an assumption"),
    (
        "speed without length",
        "links", 1, {"length_km_from": ""}, "time_from", "needs the length",
    ),
    ("a link nobody names", "links", 0, {"source": ""}, "source", "Nothing says that it exists"),
    ("a loss of all", "links", 0, {"loss": "1", "loss_from": "book"}, "loss", "would arrive"),
    ("a word that is none", "links", 0, {"status": "exists"}, "status", "is not a word"),
    ("eleven months", "links", 0, {"season": "1; 1"}, "season", "Give twelve"),
    ("out of order", "assumptions", 0, {"low": "30"}, "central", "out of order"),
    ("a speed of zero", "assumptions", 0, {"low": "0"}, "low", "above 0"),
    ("an assumed unit", "assumptions", 0, {"unit": "km"}, "time_from", "cannot become"),
    ("a share with a unit", "assumptions", 6, {"unit": "t"}, "volume_from", "is no share"),
    ("a field that is none", "assumptions", 0, {"field": "link.x"}, "field", "is not a word"),
    ("an unknown commodity", "demands", 0, {"commodity": "x"}, "commodity", "commodities.csv"),
    ("an unknown total", "demands", 0, {"total": "x"}, "total", "totals.csv"),
    ("no volume", "demands", 0, {"total": "", "volume_from": ""}, "volume", "neither a volume"),
    ("a total in boxes", "totals", 0, {"volume_unit": "TEU/yr"}, "total", "cannot become"),
    ("no way", "transfers", 0, {"node": "A"}, "destination", "Nothing leads from “A” to “C”"),
    ("an unknown mode", "transfers", 0, {"to_mode": "mule"}, "to_mode", "No link has the mode"),
    ("opens and closes", "changes", 0, {"opens": "true", "closes": "true"}, "opens", "Choose one"),
    ("an unknown project", "changes", 0, {"project": "X"}, "project", "projects.csv"),
    ("a used claim that differs", "claims", 0, {"value": "4"}, "used", "yet the row has “3"),
    ("an unused claim that is used", "claims", 1, {"value": "3"}, "used", "not used, yet"),
    ("a claim about nothing", "claims", 0, {"row": "lake"}, "row", "corridors.csv"),
    ("an address that is none", "sources", 0, {"address": "here"}, "address", "no address"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "place", "cells", "field", "words"),
    [case[1:] for case in BAD],
    ids=[case[0].replace(" ", "-") for case in BAD],
)
def test_a_mistake_is_named(
    tmp_path: Path, sheet: str, place: int, cells: dict[str, str], field: str, words: str
) -> None:
    found = check(tiny(tmp_path, **{sheet: (place, cells)}))

    assert [m for m in found if m.field == field and words in m.message and m.row], found


def test_a_mistake_says_file_line_and_field(tmp_path: Path) -> None:
    found = check(tiny(tmp_path, links=(1, {"head": "Q"})))

    assert str(found[0]).startswith("links.csv, line 3, head: “Q” is not in nodes.csv.")


def test_the_same_id_twice_is_named(tmp_path: Path) -> None:
    rows = tiny_rows()
    rows["links"].append(rows["links"][0])

    found = check(write_rows(rows, tmp_path))

    assert [(m.file, m.row, m.field) for m in found] == [("links.csv", 4, "id")]


def test_an_id_of_a_place_and_of_a_link_is_named(tmp_path: Path) -> None:
    found = check(tiny(tmp_path, links=(0, {"id": "A"}), changes=(0, {"link": "A"})))

    assert [(m.file, m.row, m.field) for m in found] == [("links.csv", 2, "id")]


def test_an_assumption_that_stands_for_nothing_is_named(tmp_path: Path) -> None:
    rows = tiny_rows()
    rows["assumptions"].append(rows["assumptions"][0] | {"id": "spare"})

    found = check(write_rows(rows, tmp_path))

    assert [(m.file, m.row, m.field) for m in found] == [("assumptions.csv", 10, "id")]


def test_an_assumed_link_says_why(tmp_path: Path) -> None:
    found = check(tiny(tmp_path, links=(0, {"status": "assumed", "source": ""})))

    assert [m.field for m in found] == ["source"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("links.csv", b"", "The column is missing"),
        ("links.csv", b"\xef\xbb\xbfid\n", "byte order mark"),
        ("links.csv", b"id\xff\n", "not UTF-8"),
        ("links.csv", b"id\r\n", "ends with CR"),
        ("links.csv", b'"id\n', "not CSV"),
        ("nodes.csv", b"id,id\n", "The column is missing"),
    ],
)
def test_a_file_that_is_no_table_is_named(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    folder = tiny(tmp_path)
    (folder / name).write_bytes(data)

    assert any(m.file == name and words in m.message for m in check(folder))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tiny(tmp_path)
    (folder / "totals.csv").unlink()

    assert [m.file for m in check(folder)] == ["totals.csv"]


def test_a_link_to_elsewhere_is_not_read(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "in")
    (folder / "claims.csv").rename(tmp_path / "claims.csv")
    (folder / "claims.csv").symlink_to(tmp_path / "claims.csv")

    assert [m.file for m in check(folder)] == ["claims.csv"]


def test_a_file_that_belongs_elsewhere_is_named(tmp_path: Path) -> None:
    folder = tiny(tmp_path)
    (folder / "notes.txt").write_text("mine", "utf-8")

    assert [m.file for m in check(folder)] == ["notes.txt"]

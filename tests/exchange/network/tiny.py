"""A tiny whole network as files: a port, a town and a ferry between, with a railway beyond."""

from collections.abc import Mapping
from pathlib import Path

from servanda.exchange.network.files import written
from servanda.exchange.network.schema import README_FILE, SHEETS

Rows = dict[str, list[dict[str, str]]]


def tiny_rows() -> Rows:
    return what_is_told() | what_it_rests_on()


def what_is_told() -> Rows:
    return {
        "nodes": [
            node("A", "40", "50"),
            node("B", "41", "51"),
            node("C", "42", "52", capacity="9", capacity_unit="Mt/yr", capacity_from="book"),
        ],
        "links": [
            link("AB", "A", "B", "rail", length_km="100", length_km_from="book"),
            link(
                "BC", "B", "C", "ferry",
                length_km_from="assumed: detour", capacity="", capacity_unit="",
                capacity_from="", corridors="sea",
            ),
        ],
        "transfers": [
            {
                "node": "B", "from_mode": "rail", "to_mode": "ferry", "unit": "t",
                "time": "2", "time_unit": "day", "time_from": "book",
                "cost_from": "assumed: port-cost",
            }
        ],
        "corridors": [
            {"id": "sea", "name": "Sea", "capacity": "3", "capacity_unit": "Mt/yr",
             "capacity_from": "book"}
        ],
        "commodities": [
            {"id": "grain", "name": "Grain", "group": "freight", "unit": "t",
             "value_of_time_from": "assumed: patience"}
        ],
        "demands": [
            {"id": "ac", "name": "A to C", "commodity": "grain", "origin": "A",
             "destination": "C", "total": "all", "volume_from": "assumed: share",
             "unmet_price_from": "assumed: unmet"}
        ],
        "totals": [
            {"total": "all", "year": "2025", "volume": "4", "volume_unit": "Mt/yr",
             "volume_from": "book"}
        ],
        "projects": [
            {"id": "P", "name": "Second track", "completes": "2030", "completes_from": "book",
             "source": "book"}
        ],
        "changes": [
            {"project": "P", "link": "AB", "capacity": "60", "capacity_unit": "train_pair/day",
             "capacity_from": "book; assumed: train", "opens": "false", "closes": "false"}
        ],
    }  # fmt: skip


def what_it_rests_on() -> Rows:
    return {
        "assumptions": [
            assumption("speed", "link.hours", "speed", "km/h", "10", "20", "40"),
            assumption("rate", "link.cost", "per km", "USD/t/km", "0.01", "0.02", "0.03"),
            assumption("train", "link.capacity", "factor", "t/train", "500", "1000", "2000"),
            assumption("detour", "link.length_km", "detour", "", "1", "1.2", "1.5"),
            assumption("port-cost", "transfer.cost", "value", "USD/t", "1", "5", "9"),
            assumption("patience", "commodity.value_of_time", "value", "USD/t/h", "0", "1", "2"),
            assumption("share", "demand.volume", "factor", "", "0.2", "0.5", "0.8"),
            assumption("unmet", "demand.unmet_price", "value", "USD/t", "100", "200", "300"),
        ],
        "sources": [{"id": "book", "publisher": "A book", "address": "https://example.org/"}],
        "claims": [
            {"id": "c1", "subject": "corridor", "row": "sea", "field": "capacity", "value": "3",
             "unit": "Mt/yr", "source": "book", "used": "true"},
            {"id": "c2", "subject": "corridor", "row": "sea", "field": "capacity", "value": "5",
             "unit": "Mt/yr", "used": "false"},
        ],
        "observations": [
            {"id": "o1", "subject": "link", "row": "BC", "what": "crossing", "low": "14",
             "high": "20", "unit": "h", "source": "book"}
        ],
    }  # fmt: skip


def node(name: str, lat: str, lon: str, **cells: str) -> dict[str, str]:
    place = {"id": name, "name": f"Place {name}", "kind": "town", "lat": lat, "lon": lon}
    return place | {"source": "book"} | cells


def link(name: str, tail: str, head: str, mode: str, **cells: str) -> dict[str, str]:
    return {
        "id": name, "tail": tail, "head": head, "mode": mode, "unit": "t", "status": "existing",
        "capacity": "12", "capacity_unit": "train_pair/day",
        "capacity_from": "book; assumed: train", "time_from": "assumed: speed",
        "cost_from": "assumed: rate", "both_ways": "true", "closed": "false", "source": "book",
    } | cells  # fmt: skip


def assumption(
    name: str, field: str, how: str, unit: str, low: str, central: str, high: str
) -> dict[str, str]:
    return {
        "id": name, "name": name, "field": field, "how": how, "low": low, "central": central,
        "high": high, "unit": unit, "reason": "A guess.",
    }  # fmt: skip


def write_rows(rows: Mapping[str, list[dict[str, str]]], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / README_FILE).write_text("# Tiny\n", "utf-8")
    for sheet in SHEETS:
        cells = [{name: row.get(name, "") for name in sheet.names} for row in rows[sheet.name]]
        (folder / sheet.file).write_text(written(sheet, cells), "utf-8")
    return folder


def tiny(folder: Path, **changed: tuple[int, dict[str, str]]) -> Path:
    """Write the tiny network with the cells of one row of some files changed."""
    rows = tiny_rows()
    for sheet, (place, cells) in changed.items():
        rows[sheet][place] |= cells
    return write_rows(rows, folder)

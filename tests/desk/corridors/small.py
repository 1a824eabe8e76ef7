"""A small network as files: gas from a field over a pipeline to two buyers, and a dearer way."""

from typing import Any

from servanda.exchange.network.files import written
from servanda.exchange.network.schema import README_FILE, SHEETS

SOURCE = "maker"


def files(name: str = "Field", completes: str = "") -> dict[str, str]:
    """Give the files of the network, by the name of the place where gas begins.

    `completes` is the year from which the new pipeline works, where one is known.
    """
    rows: dict[str, list[dict[str, str]]] = {
        "nodes": [
            node("field", name, "AZ", 40, 50),
            node("border", "Border", "GE", 41, 45, kind="border"),
            node("near", "Near", "GE", 42, 43),
            node("far", "Far", "IT", 41, 16),
        ],
        "links": [
            link("pipe", "field", "border", "10", cost="1"),
            link("on", "border", "far", "6", cost="2"),
            link("home", "border", "near", "20", cost="0.5"),
            link("new", "field", "far", "", assumed="new-capacity", cost="1", closed="true"),
        ],
        "commodities": [
            {"id": "gas", "name": "Gas", "group": "gas", "unit": "bcm", "modes": "gas"}
            | figure("value_of_time", "0", "USD/h/bcm")
        ],
        "demands": [
            demand("near-buys", "Near buys", "near", "4"),
            demand("far-buys", "Far buys", "far", "8"),
        ],
        "projects": [
            {"id": "NEW", "name": "The new pipeline", "status": "proposed", "source": SOURCE}
            | ({"completes": completes, "completes_from": SOURCE} if completes else {})
        ],
        "changes": [{"project": "NEW", "link": "new", "opens": "true", "closes": "false"}],
        "assumptions": [
            {
                "id": "new-capacity",
                "name": "Capacity of the new pipeline",
                "field": "link.capacity",
                "how": "value",
                "low": "2",
                "central": "5",
                "high": "8",
                "unit": "bcm/yr",
                "reason": "Made up for this test.",
            }
        ],
        "sources": [{"id": SOURCE, "publisher": "The test", "address": "https://example.org/"}],
    }
    made = {
        sheet.file: written(sheet, _filled(sheet, rows.get(sheet.name, []))) for sheet in SHEETS
    }
    return {README_FILE: "A network for tests.\n", **made}


def _filled(sheet: Any, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: row.get(name, "") for name in sheet.names} for row in rows]


def node(
    local: str, name: str, country: str, lat: float, lon: float, kind: str = "hub"
) -> dict[str, str]:
    where = {"lat": str(lat), "lon": str(lon), "source": SOURCE}
    return {"id": local, "name": name, "country": country, "kind": kind, **where}


def figure(name: str, value: str, unit: str, origin: str = SOURCE) -> dict[str, str]:
    return {name: value, f"{name}_unit": unit, f"{name}_from": origin}


def link(
    local: str,
    tail: str,
    head: str,
    capacity: str,
    *,
    cost: str,
    assumed: str = "",
    closed: str = "false",
) -> dict[str, str]:
    limit = (
        figure("capacity", capacity, "bcm/yr")
        if capacity
        else {"capacity_from": f"assumed: {assumed}"}
    )
    return {
        "id": local,
        "tail": tail,
        "head": head,
        "mode": "gas",
        "unit": "bcm",
        "status": "existing",
        "both_ways": "false",
        "closed": closed,
        "source": SOURCE,
        **limit,
        **figure("cost", cost, "USD/bcm"),
        **figure("time", "0", "h"),
        **figure("loss", "0", ""),
    }


def demand(local: str, name: str, destination: str, volume: str) -> dict[str, str]:
    return {
        "id": local,
        "name": name,
        "commodity": "gas",
        "origin": "field",
        "destination": destination,
        **figure("volume", volume, "bcm/yr"),
        **figure("unmet_price", "100", "USD/bcm"),
    }

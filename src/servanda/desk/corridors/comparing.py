"""Two scenarios side by side: what differs, in tables and on a map."""

from __future__ import annotations

from typing import Any

from servanda.desk.corridors.asking import Asked
from servanda.desk.corridors.figures import UNITS, amount, shown
from servanda.desk.corridors.map.basemap import Box
from servanda.desk.corridors.map.drawing import Drawn, picture
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import way

SMALL = 1e-6


def compared(laid: Laid, one: Asked, results: tuple[Plain, Plain], box: Box) -> dict[str, Any]:
    """Return the rows and the map of what differs."""
    first, second = results
    unit, factor = one.unit, UNITS[one.unit].factor
    links, drawn = [], []
    for name, before in first["links"].items():
        after = second["links"][name]
        change = after["flow"][1] - before["flow"][1]
        if abs(change) <= SMALL * max(before["flow"][1], after["flow"][1], 1 / factor * SMALL):
            continue
        said = amount([change] * 3, unit).middle
        link = laid.links[name]
        links.append(
            (
                -abs(change),
                {
                    "name": way(laid, link),
                    "before": amount(before["flow"], unit),
                    "after": amount(after["flow"], unit),
                    "change": signed(said),
                },
            )
        )
        title = f"{way(laid, link)}: {signed(said)}"
        use = 1.0 if change > 0 else 0.0
        drawn.append(Drawn(link, change, use, False, title, signed(said)))  # noqa: FBT003
    return {
        "links": [row for _, row in sorted(links, key=lambda each: (each[0], each[1]["name"]))],
        "demands": _demands(laid, first, second, unit),
        "totals": _totals(first, second, unit),
        "picture": picture(sorted(drawn, key=lambda each: -abs(each.amount)), laid.nodes, box),
    }


def _demands(laid: Laid, first: Plain, second: Plain, unit: str) -> list[dict[str, Any]]:
    names = {each.id: each.name or each.id for each in laid.network.demands}
    return [
        {
            "name": names[name],
            "before": amount(before["arrives"], unit),
            "after": amount(second["demands"][name]["arrives"], unit),
            "change": signed(
                amount(
                    [second["demands"][name]["arrives"][1] - before["arrives"][1]] * 3, unit
                ).middle
            ),
            "days": signed(
                shown([second["demands"][name]["days"][1] - before["days"][1]] * 3).middle
            ),
        }
        for name, before in first["demands"].items()
    ]


def _totals(first: Plain, second: Plain, unit: str) -> dict[str, Any]:
    one, other = first["total"], second["total"]
    return {
        "arrives": (amount(one["arrives"], unit), amount(other["arrives"], unit)),
        "days": (shown(one["days"]), shown(other["days"])),
        "cost": (shown(one["cost"], 1e-6), shown(other["cost"], 1e-6)),
    }


def signed(said: str) -> str:
    """Put a plus before a figure that is more."""
    return said if said.startswith("\N{MINUS SIGN}") or not said.strip("0.,") else f"+{said}"

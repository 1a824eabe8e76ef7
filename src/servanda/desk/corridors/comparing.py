"""Two scenarios side by side: what differs, in tables and on a map."""

from __future__ import annotations

from typing import Any

from servanda.desk.corridors.figures import UNITS, Shown, amount, shown
from servanda.desk.corridors.map.basemap import Box
from servanda.desk.corridors.map.drawing import Drawn, picture
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import way

SMALL = 1e-6


def compared(laid: Laid, unit: str, found: Plain, box: Box) -> dict[str, Any]:
    """Return the rows and the map of what differs."""
    links, drawn = [], []
    first, second = found["first"], found["second"]
    least = SMALL / UNITS[unit].factor
    for name, change in found["links"].items():
        said = signed(amount(change, unit))
        if said.nothing or max(map(abs, change)) <= least:
            continue
        link = laid.links[name]
        links.append(
            (
                -abs(change[1]),
                {
                    "name": way(laid, link),
                    "before": amount(first["links"][name]["flow"], unit),
                    "after": amount(second["links"][name]["flow"], unit),
                    "change": said,
                },
            )
        )
        use = 1.0 if change[1] > 0 else 0.0
        title = f"{way(laid, link)}: {said.spoken}"
        drawn.append(Drawn(link, change[1], use, False, title, said.middle))  # noqa: FBT003
    return {
        "links": [row for _, row in sorted(links, key=lambda each: (each[0], each[1]["name"]))],
        "demands": _demands(laid, found, unit),
        "totals": _totals(found, unit),
        "picture": picture(sorted(drawn, key=lambda each: -abs(each.amount)), laid.nodes, box),
    }


def _demands(laid: Laid, found: Plain, unit: str) -> list[dict[str, Any]]:
    names = {each.id: each.name or each.id for each in laid.network.demands}
    first, second = found["first"]["demands"], found["second"]["demands"]
    return [
        {
            "name": names[name],
            "before": amount(first[name]["arrives"], unit),
            "after": amount(second[name]["arrives"], unit),
            "change": signed(amount(change["arrives"], unit)),
            "days": signed(shown(change["days"])),
        }
        for name, change in found["demands"].items()
    ]


def _totals(found: Plain, unit: str) -> dict[str, Any]:
    one, other = found["first"]["total"], found["second"]["total"]
    return {
        "arrives": (
            amount(one["arrives"], unit),
            amount(other["arrives"], unit),
            signed(amount(found["arrives"], unit)),
        ),
        "days": (shown(one["days"]), shown(other["days"]), signed(shown(found["days"]))),
        "worth": (
            shown(one["worth"], 1e-6),
            shown(other["worth"], 1e-6),
            signed(shown(found["worth"], 1e-6)),
        ),
    }


def signed(figure: Shown) -> Shown:
    """Put a plus before what is more."""
    low, middle, high = (_plus(each) for each in (figure.low, figure.middle, figure.high))
    return Shown(middle, low, high, figure.nothing)


def _plus(said: str) -> str:
    more = not said.startswith("\N{MINUS SIGN}") and said.strip("0.,")
    return f"+{said}" if more else said

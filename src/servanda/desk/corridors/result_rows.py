"""The rows of the result pages: projects, outages, assumptions and years."""

from __future__ import annotations

from typing import Any

from servanda.desk.corridors.figures import UNITS, amount, share, shown
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import name_of
from servanda.flows.model import Scenario

MILLION = 1e-6
HIGH = 220
"""Pixels of the fan."""
APART = 52
LEFT = 60


def project_rows(laid: Laid, result: Plain, unit: str) -> list[dict[str, Any]]:
    """Return what each project changes, the one that carries most first."""
    names = {each.id: each for each in laid.network.projects}
    stated = {row["id"]: row for row in laid.stored.sheets["projects"]}
    rows = [
        {
            "project": names[name],
            "stated": stated.get(name, {}),
            "source": laid.stored.sources.get(stated.get(name, {}).get("source", "")),
            "arrives": amount(each["arrives"], unit),
            "carries": amount(each["carries"], unit),
            "carried": amount(each["carried"], unit),
            "saves": shown(each["saves"], MILLION),
            "days": shown(each["days"], 1.0, 2),
            "something": each["carries"] != each["carried"] or any(each["saves"]),
            "order": (-each["saves"][1], -each["carries"][1] + each["carried"][1], name),
        }
        for name, each in result["projects"].items()
    ]
    return sorted(rows, key=lambda row: row["order"])


def outage_rows(laid: Laid, result: Plain, unit: str) -> list[dict[str, Any]]:
    """Return what is lost with each link, place and line out, the worst first."""
    rows = [
        {
            "id": name,
            "name": thing(laid, name),
            "kind": "line" if name in laid.lines else "place" if name in laid.nodes else "link",
            "lost": amount(each["lost"], unit),
            "dearer": shown(each["dearer"], MILLION),
            "losers": each["losers"],
            "first": each["first"],
            "order": (-each["lost"][1], -each["dearer"][1], name),
        }
        for name, each in result["out"].items()
    ]
    return sorted(rows, key=lambda row: row["order"])


def thing(laid: Laid, name: str) -> str:
    """Name a line, link or place."""
    lines = {each.id: each.name or each.id for each in laid.network.corridors}
    return lines[name] if name in lines else name_of(laid, name)


def effect_rows(laid: Laid, found: Plain, unit: str) -> list[dict[str, Any]]:
    """Return what a project gives in each company that was looked at."""
    names = {each.id: each.name or each.id for each in laid.network.projects}
    cases = [("all", "", found["with_others"])]
    cases += [("without", names[mate], left) for mate, left in found["without"].items()]
    cases += [("alone", "", found["alone"])] if len(found["without"]) > 1 else []
    return [
        {
            "case": case,
            "name": name,
            "carries": amount(each["carries"], unit),
            "arrives": amount(each["arrives"], unit),
            "saves": shown(each["saves"], MILLION),
            "days": shown(each["days"], 1.0, 2),
        }
        for case, name, each in cases
    ]


def hanging_rows(laid: Laid, rows: list[Plain], unit: str | None) -> list[dict[str, Any]]:
    """Return the assumptions that an answer hangs on, each with the answer at its two ends."""

    def said(value: float) -> str:
        figure = amount([value] * 3, unit) if unit else shown([value] * 3, MILLION)
        return figure.middle

    return [
        {
            "assumption": laid.assumptions[each["id"]],
            "low": said(each["low"]),
            "high": said(each["high"]),
        }
        for each in rows
    ]


def buyer_rows(laid: Laid, found: Plain, unit: str) -> list[dict[str, Any]]:
    """Return who loses what, by the place that they buy from; most buyers first."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in found["buyers"]:
        groups.setdefault(each["origin"], []).append(
            {
                "name": each["name"],
                "got": amount(each["got"], unit),
                "lost": amount(each["lost"], unit),
                "left": amount(each["left"], unit),
                "share": share(each["share"]),
                "loses": each["lost"][2] > 0,
            }
        )
    return [
        {
            "origin": laid.nodes[origin].name,
            "rows": rows,
            "losing": sum(each["loses"] for each in rows),
        }
        for origin, rows in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def assumption_rows(
    laid: Laid, result: Plain, unit: str, scenario: Scenario
) -> list[dict[str, Any]]:
    """Return the assumptions, those on which most hangs first: what arrives, then what it costs."""
    stated = {row["id"]: row for row in laid.stored.sheets["assumptions"]}
    rows = []
    for name, each in result["swings"].items():
        found = laid.assumptions[name]
        moved = [value - result["arrives"] for value in each["arrives"]]
        dearer = [value - result["cost"] for value in each["cost"]]
        swing = max(map(abs, moved)), max(map(abs, dearer))
        rows.append(
            {
                "assumption": found,
                "stated": stated.get(name, {}),
                "set": scenario.assumptions.get(name),
                "low": amount([moved[0]] * 3, unit),
                "high": amount([moved[1]] * 3, unit),
                "low_cost": shown([dearer[0]] * 3, MILLION),
                "high_cost": shown([dearer[1]] * 3, MILLION),
                "order": (-round(swing[0], 6), -swing[1], name),
            }
        )
    return sorted(rows, key=lambda row: row["order"])


def fan(result: Plain, unit: str) -> dict[str, Any]:
    """Draw what arrives year by year as a band with its middle, beneath what is asked for."""
    years, factor = result["years"], UNITS[unit].factor
    most = max((each["asked"][2] for each in years), default=0.0) or 1.0

    def y(value: float) -> str:
        return f"{HIGH + 20 - HIGH * value / most:.1f}"

    def x(at: int) -> int:
        return LEFT + at * APART

    def line(key: str, which: int) -> str:
        return "L".join(f"{x(at)} {y(each[key][which])}" for at, each in enumerate(years))

    back = "L".join(
        f"{x(at)} {y(each['arrives'][0])}" for at, each in reversed(list(enumerate(years)))
    )
    return {
        "width": x(max(len(years) - 1, 0)) + 90,
        "height": HIGH + 50,
        "band": f"M{line('arrives', 2)}L{back}Z",
        "middle": f"M{line('arrives', 1)}",
        "asked": f"M{line('asked', 1)}",
        "ticks": [(x(at), each["year"]) for at, each in enumerate(years)],
        "levels": [
            (y(most * part / 4), shown([most * part / 4 * factor] * 3).middle) for part in range(5)
        ],
        "base": HIGH + 20,
        "last": (x(len(years) - 1) + 8, y(years[-1]["arrives"][1]), y(years[-1]["asked"][1])),
        "rows": [
            {
                "year": each["year"],
                "asked": amount(each["asked"], unit),
                "arrives": amount(each["arrives"], unit),
                "days": shown(each["days"]),
                "worth": shown(each["worth"], MILLION),
            }
            for each in years
        ],
    }

"""The rows of the result pages: projects, outages, assumptions and years."""

from __future__ import annotations

from typing import Any

from servanda.desk.corridors.figures import UNITS, amount, shown
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
            "cost": shown(each["cost"], MILLION),
            "days": shown(each["days"], 1.0, 2),
            "order": (-each["carries"][1] + each["carried"][1], each["cost"][1], name),
        }
        for name, each in result["projects"].items()
    ]
    return sorted(rows, key=lambda row: row["order"])


def outage_rows(laid: Laid, result: Plain, unit: str) -> list[dict[str, Any]]:
    """Return what is lost with each link and place out, and who loses it, the worst first."""
    demands = {each.id: each.name or each.id for each in laid.network.demands}
    rows = [
        {
            "id": name,
            "name": name_of(laid, name),
            "place": name in laid.nodes,
            "lost": amount(each["lost"], unit),
            "cost": shown(each["cost"], MILLION),
            "who": sorted(
                ((demands[who], amount(lost, unit), lost[1]) for who, lost in each["who"].items()),
                key=lambda one: (-one[2], one[0]),
            ),
            "order": (-each["lost"][1], -each["cost"][1], name),
        }
        for name, each in result["out"].items()
    ]
    return sorted(rows, key=lambda row: row["order"])


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
                "cost": shown(each["cost"], MILLION),
            }
            for each in years
        ],
    }

"""What is lost, and who loses it, when a link, a border, a port or a whole line is out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from servanda.desk.corridors.effects import strongest
from servanda.desk.corridors.results import (
    DRAWS,
    FEWER,
    Plain,
    arrives,
    demands_of,
    drawn,
    in_runs,
    of_unit,
    ranged,
    ranges_in,
)
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Answer, Progress
from servanda.flows.model import Demand, Scenario
from servanda.flows.outages import is_gate

LEAST = 1e-6
"""Share of what is asked for below which nobody loses anything."""


def outages(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return what is lost with each link, border, port and line out in turn."""
    base = of_unit(laid, unit, drawn(laid, scenario, FEWER), None)
    used = {
        each.id
        for each in laid.network.links
        if each.unit == unit and any(answer.flow.get(each.id, 0.0) > 0 for answer in base)
    }
    named = [*sorted(used), *places_on(laid, used), *lines_on(laid, used)]
    runs = [drawn(laid, without(laid, scenario, name), FEWER) for name in named]
    answers = in_runs(laid, unit, runs, progress)
    demands = demands_of(laid, unit)
    pairs = zip(named, answers, strict=True)
    return {
        "draws": FEWER,
        "out": {name: _lost(laid, base, answer, demands) for name, answer in pairs},
    }


def places_on(laid: Laid, links: set[str]) -> list[str]:
    """Return the borders and ports where links end."""
    ends = {end for name in links for end in (laid.links[name].tail, laid.links[name].head)}
    return sorted(name for name in ends if is_gate(laid.nodes[name].kind))


def lines_on(laid: Laid, links: set[str]) -> list[str]:
    """Return the lines of several links of which any is among these."""
    return [
        each.id
        for each in laid.network.corridors
        if len(laid.lines[each.id]) > 1 and laid.lines[each.id] & links
    ]


def without(laid: Laid, scenario: Scenario, name: str) -> Scenario:
    """Return a scenario with a link, a place or all links of a line closed too."""
    return replace(scenario, closed=scenario.closed | laid.lines.get(name, frozenset({name})))


def _lost(
    laid: Laid, base: Sequence[Answer], out: Sequence[Answer], demands: Sequence[str]
) -> Plain:
    pairs = list(zip(base, out, strict=True))
    least = LEAST * max(sum(base[0].volume[name] for name in demands), LEAST)
    losers = [each for each in buyers(laid, base, out, demands) if each["lost"][2] > least]
    return {
        "lost": ranged([arrives(one, demands) - arrives(other, demands) for one, other in pairs]),
        "dearer": ranged([other.worth - one.worth for one, other in pairs]),
        "losers": len(losers),
        "first": [each["name"] for each in losers[:3]],
    }


def out(
    laid: Laid, scenario: Scenario, unit: str, name: str, progress: Progress | None = None
) -> Plain:
    """Return who loses what when one thing is out, and on which assumptions that hangs."""
    runs = [drawn(laid, each, DRAWS) for each in (scenario, without(laid, scenario, name))]
    base, shut = in_runs(laid, unit, runs, progress)
    demands = demands_of(laid, unit)
    pairs = list(zip(base, shut, strict=True))
    return {
        "draws": DRAWS,
        "before": ranged([arrives(each, demands) for each in base]),
        "lost": ranged([arrives(one, demands) - arrives(other, demands) for one, other in pairs]),
        "dearer": ranged([other.worth - one.worth for one, other in pairs]),
        "buyers": buyers(laid, base, shut, demands),
        "hangs_on": _hangs_on(laid, scenario, unit, name, progress),
    }


def buyers(
    laid: Laid, base: Sequence[Answer], shut: Sequence[Answer], demands: Sequence[str]
) -> list[Plain]:
    """Return what each buyer gets and loses; demands of one buyer are taken together."""
    found = []
    for group in _groups(laid, demands):
        got = [sum(each.delivered[name] for name in group) for each in base]
        left = [sum(each.delivered[name] for name in group) for each in shut]
        lost = [one - other for one, other in zip(got, left, strict=True)]
        shares = [gone / had if had > 0 else 0.0 for gone, had in zip(lost, got, strict=True)]
        found.append(
            {
                "name": name_of_buyer(laid, group),
                "demands": group,
                "origin": next(e.origin for e in laid.network.demands if e.id == group[0]),
                "asked": ranged([sum(each.volume[name] for name in group) for each in base]),
                "got": ranged(got),
                "left": ranged(left),
                "lost": ranged(lost),
                "share": ranged(shares),
            }
        )
    return sorted(found, key=lambda each: (-each["lost"][1], -each["lost"][2], each["name"]))


def _groups(laid: Laid, demands: Sequence[str]) -> list[list[str]]:
    """Return demands by buyer: of one commodity, from one place, under one name."""
    wanted, groups = set(demands), dict[tuple[str, str, str], list[str]]()
    for each in laid.network.demands:
        if each.id in wanted:
            groups.setdefault((each.commodity, each.origin, _named(each)), []).append(each.id)
    return list(groups.values())


def _named(demand: Demand) -> str:
    """Return the name of a buyer: what stands before the comma.

    >>> _named(Demand("a", "gas", "x", "y", 1.0, 1.0, name="Türkiye, through TANAP"))
    'Türkiye'
    """
    return (demand.name or demand.id).partition(",")[0]


def name_of_buyer(laid: Laid, group: Sequence[str]) -> str:
    """Name a buyer: a demand's own name, or what several have in common."""
    found = [each for each in laid.network.demands if each.id in set(group)]
    return _named(found[0]) if len(found) > 1 else found[0].name or found[0].id


def _hangs_on(
    laid: Laid, scenario: Scenario, unit: str, name: str, progress: Progress | None
) -> list[Plain]:
    """Return the assumptions that move most what is lost, each at its ends."""
    chosen = ranges_in(laid, unit)
    worlds = [scenario] + [
        replace(scenario, assumptions={**scenario.assumptions, each.id: value})
        for each in chosen
        for value in (each.low, each.high)
    ]
    asked = [each for world in worlds for each in (world, without(laid, world, name))]
    answers = of_unit(laid, unit, asked, progress)
    demands = demands_of(laid, unit)
    lost = [
        arrives(answers[2 * at], demands) - arrives(answers[2 * at + 1], demands)
        for at in range(len(worlds))
    ]
    rows = [
        {
            "id": each.id,
            "low": lost[2 * at + 1],
            "middle": lost[0],
            "high": lost[2 * at + 2],
        }
        for at, each in enumerate(chosen)
    ]
    return strongest(rows)

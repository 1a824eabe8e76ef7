"""What runs come to, as plain values: every figure a range, over draws of what is assumed.

A run is about one unit: tonnes, boxes, gas and power share no capacity and are never added. The
draws are the same for every scenario of a network, so that differences are of like with like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Answer, Progress, solve
from servanda.flows.compile import Compiled
from servanda.flows.model import Assumption, Scenario

DRAWS = 64
FEWER = 24
"""Draws of pages that solve the network once for each project, link or place."""
SEED = 20260210
HOURS_A_DAY = 24
Range = list[float]
"""A tenth of the draws lie below the first, half below the second, a tenth above the third."""
Plain = dict[str, Any]


def draws_of(laid: Laid, count: int) -> list[dict[str, float]]:
    """Draw every assumption from its range, so many times; the same for every scenario."""
    random = np.random.default_rng(SEED)
    return [
        {each.id: _value(each, random) for each in laid.network.assumptions} for _ in range(count)
    ]


def drawn(laid: Laid, scenario: Scenario, count: int) -> list[Scenario]:
    """Return a scenario as it is, then with every assumption drawn from its range."""
    draws = draws_of(laid, count)
    own = scenario.assumptions
    return [scenario, *(replace(scenario, assumptions={**each, **own}) for each in draws)]


def _value(each: Assumption, random: np.random.Generator) -> float:
    if each.low == each.high:
        random.random()  # every assumption takes its turn
        return each.central
    return float(random.triangular(each.low, each.central, each.high))


def ranged(values: Sequence[float]) -> Range:
    """Return P10, P50 and P90 of a figure over the draws that follow its central value.

    Without draws all three are the central value.

    >>> ranged([5.0])
    [5.0, 5.0, 5.0]
    >>> ranged([0.0, 1.0, 2.0, 3.0])
    [1.2, 2.0, 2.8]
    """
    found = np.percentile(list(values[1:]) or [values[0]], (10, 50, 90))
    return [float(each) for each in found]


def solved(
    laid: Laid,
    scenario: Scenario,
    unit: str,
    progress: Progress | None = None,
    *,
    draws: int = DRAWS,
) -> Plain:
    """Return flows, use, shadow prices and what each demand gets, in one unit."""
    return told(laid, unit, of_unit(laid, unit, drawn(laid, scenario, draws), progress))


def told(laid: Laid, unit: str, answers: Sequence[Answer]) -> Plain:
    """Return what the answers of a scenario and its draws come to."""
    links = [each.id for each in laid.network.links if each.unit == unit]
    demands = demands_of(laid, unit)
    tight = sorted({key for each in answers for key in each.prices})
    return {
        "draws": len(answers) - 1,
        "links": {name: _link(answers, name) for name in links},
        "demands": {name: _demand(answers, name) for name in demands},
        "tight": [
            {
                "kind": kind,
                "id": name,
                "price": ranged([a.prices.get((kind, name), 0.0) for a in answers]),
                "full": often([(kind, name) in a.prices for a in answers]),
            }
            for kind, name in tight
        ],
        "total": totals(answers, demands),
    }


def often(happens: Sequence[bool]) -> float:
    """Return the share of the draws in which something happens."""
    drawn = list(happens[1:]) or [happens[0]]
    return sum(drawn) / len(drawn)


def central(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return the same at the central values alone: what a page shows while the draws run."""
    return solved(laid, scenario, unit, progress, draws=0)


def totals(answers: Sequence[Answer], demands: Sequence[str]) -> Plain:
    """Return what is asked for, what arrives, what it costs and how long it takes in the mean."""
    return {
        "asked": ranged([sum(each.volume[name] for name in demands) for each in answers]),
        "arrives": ranged([arrives(each, demands) for each in answers]),
        "cost": ranged([each.cost for each in answers]),
        "worth": ranged([each.worth for each in answers]),
        "days": ranged([days(each, demands) for each in answers]),
    }


def arrives(answer: Answer, demands: Sequence[str]) -> float:
    """Return what arrives of some demands."""
    return sum(answer.delivered[name] for name in demands)


def days(answer: Answer, demands: Sequence[str]) -> float:
    """Return the mean days on the way of what arrives."""
    came = arrives(answer, demands)
    hours = sum(answer.hours.get(name, 0.0) for name in demands)
    return hours / came / HOURS_A_DAY if came > 0 else 0.0


def _link(answers: Sequence[Answer], name: str) -> Plain:
    flows = [each.flow.get(name, 0.0) for each in answers]
    limits = [each.capacity.get(name) for each in answers]
    uses = [
        min(flow / limit, 1.0) if limit else 0.0
        for flow, limit in zip(flows, limits, strict=True)
        if limit is not None
    ]
    known = [each for each in limits if each is not None]
    return {
        "flow": ranged(flows),
        "capacity": ranged(known) if len(known) == len(limits) else None,
        "use": ranged(uses) if len(uses) == len(limits) else None,
        "price": ranged([each.prices.get(("link", name), 0.0) for each in answers]),
    }


def _demand(answers: Sequence[Answer], name: str) -> Plain:
    served = [each.delivered[name] for each in answers]
    pairs = list(zip(answers, served, strict=True))
    return {
        "asked": ranged([each.volume[name] for each in answers]),
        "arrives": ranged(served),
        "lost": ranged([each.volume[name] - came for each, came in pairs]),
        "days": ranged(
            [
                each.hours.get(name, 0.0) / came / HOURS_A_DAY if came else 0.0
                for each, came in pairs
            ]
        ),
        "pays": ranged([each.money.get(name, 0.0) / came if came else 0.0 for each, came in pairs]),
    }


def assumptions(
    laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None
) -> Plain:
    """Return what arrives and what it costs with each assumption at its lowest and highest."""
    chosen = ranges_in(laid, unit)
    asked = [scenario]
    asked += [
        replace(scenario, assumptions={**scenario.assumptions, each.id: value})
        for each in chosen
        for value in (each.low, each.high)
    ]
    answers = of_unit(laid, unit, asked, progress)
    demands = demands_of(laid, unit)
    came = [arrives(each, demands) for each in answers]
    costs = [each.cost for each in answers]
    return {
        "arrives": came[0],
        "cost": costs[0],
        "swings": {
            each.id: {
                "arrives": [came[2 * at + 1], came[2 * at + 2]],
                "cost": [costs[2 * at + 1], costs[2 * at + 2]],
            }
            for at, each in enumerate(chosen)
        },
    }


def in_runs(
    laid: Laid, unit: str, runs: Sequence[Sequence[Scenario]], progress: Progress | None
) -> list[list[Answer]]:
    """Solve runs of draws all in one go, and part the answers again."""
    answers = iter(of_unit(laid, unit, [each for run in runs for each in run], progress))
    return [[next(answers) for _ in run] for run in runs]


def of_unit(
    laid: Laid, unit: str, scenarios: Sequence[Scenario], progress: Progress | None
) -> list[Answer]:
    """Solve the part of a network that carries one unit."""
    return solve(part_of(laid, unit), scenarios, progress)


def part_of(laid: Laid, unit: str) -> Compiled:
    """Return the part of a network that carries one unit."""
    whole = laid.compiled
    return replace(whole, blocks=tuple(each for each in whole.blocks if each.unit == unit))


def demands_of(laid: Laid, unit: str) -> list[str]:
    """Return the demands for commodities that are counted in one unit."""
    return [each.id for each in laid.network.demands if laid.units[each.commodity] == unit]


def ranges_in(laid: Laid, unit: str) -> list[Assumption]:
    """Return the assumptions with a range that stand for something counted in one unit."""
    network = laid.network
    counted = {("link", each.id) for each in network.links if each.unit == unit}
    counted |= {("node", each.id) for each in network.nodes if each.unit == unit}
    counted |= {("transfer", each.id) for each in network.transfers if each.unit == unit}
    counted |= {("corridor", each.id) for each in network.corridors if each.unit == unit}
    counted |= {("commodity", each.id) for each in network.commodities if each.unit == unit}
    counted |= {("demand", name) for name in demands_of(laid, unit)}
    return [
        each
        for each in network.assumptions
        if each.low < each.high
        and any((each.field.partition(".")[0], row) in counted for row in each.rows)
    ]

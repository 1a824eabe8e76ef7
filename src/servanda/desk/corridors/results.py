"""What runs come to, as plain values: every figure a range, over draws of what is assumed.

A run is about one unit: tonnes, boxes, gas and power share no capacity and are never added. The
draws are the same for every scenario of a network, so that differences are of like with like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Answer, Progress, solve
from servanda.flows.model import Assumption, Scenario

DRAWS = 32
FEWER = 12
"""Draws of pages that solve the network once for each project, link or place."""
SEED = 20260210
YEARS = 15
HOURS_A_DAY = 24
Range = list[float]
"""A tenth of the draws lie below the first; the second is central; a tenth lie above the third."""
Plain = dict[str, Any]


def drawn(laid: Laid, scenario: Scenario, count: int) -> list[Scenario]:
    """Return a scenario as it is, then with every assumption drawn from its range."""
    random = np.random.default_rng(SEED)
    found = [scenario]
    for _ in range(count):
        values = {each.id: _value(each, random) for each in laid.network.assumptions}
        found.append(replace(scenario, assumptions={**values, **scenario.assumptions}))
    return found


def _value(each: Assumption, random: np.random.Generator) -> float:
    if each.low == each.high:
        random.random()  # every assumption takes its turn
        return each.central
    return float(random.triangular(each.low, each.central, each.high))


def ranged(values: Sequence[float]) -> Range:
    """Return the range of a figure whose first value is the central one.

    >>> ranged([5.0])
    [5.0, 5.0, 5.0]
    """
    central, rest = values[0], list(values[1:]) or [values[0]]
    low, high = (float(np.percentile(rest, share)) for share in (10, 90))
    return [min(low, central), central, max(high, central)]


def solved(
    laid: Laid,
    scenario: Scenario,
    unit: str,
    progress: Progress | None = None,
    *,
    draws: int = DRAWS,
) -> Plain:
    """Return flows, use, shadow prices and what each demand gets, in one unit."""
    answers = _of_unit(laid, unit, drawn(laid, scenario, draws), progress)
    links = [each.id for each in laid.network.links if each.unit == unit]
    demands = [each.id for each in laid.network.demands if _unit_of(laid, each.commodity) == unit]
    tight = sorted({key for each in answers for key in each.prices})
    return {
        "links": {name: _link(answers, name) for name in links},
        "demands": {name: _demand(answers, name) for name in demands},
        "tight": [
            {
                "kind": kind,
                "id": name,
                "price": ranged([a.prices.get((kind, name), 0.0) for a in answers]),
            }
            for kind, name in tight
        ],
        "total": totals(answers, demands),
    }


def central(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return the same at the central values alone: what a page shows while the draws run."""
    return solved(laid, scenario, unit, progress, draws=0)


def totals(answers: Sequence[Answer], demands: Sequence[str]) -> Plain:
    """Return what is asked for, what arrives, what it costs and how long it takes in the mean."""
    return {
        "asked": ranged([sum(each.volume[name] for name in demands) for each in answers]),
        "arrives": ranged([_arrives(each, demands) for each in answers]),
        "cost": ranged([each.cost for each in answers]),
        "days": ranged([_days(each, demands) for each in answers]),
    }


def _arrives(answer: Answer, demands: Sequence[str]) -> float:
    return sum(answer.delivered[name] for name in demands)


def _days(answer: Answer, demands: Sequence[str]) -> float:
    arrives = _arrives(answer, demands)
    hours = sum(answer.hours.get(name, 0.0) for name in demands)
    return hours / arrives / HOURS_A_DAY if arrives > 0 else 0.0


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


def projects(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return what each project changes: the scenario with it less the scenario without it."""
    units = {each.id: each.unit for each in laid.network.links}
    chosen = [
        each
        for each in laid.network.projects
        if any(units.get(change.link) == unit for change in each.changes)
    ]
    runs = [drawn(laid, scenario, FEWER)]
    for each in chosen:
        for on in (True, False):
            switched = replace(scenario, projects={**scenario.projects, each.id: on})
            runs.append(drawn(laid, switched, FEWER))
    answers = _in_runs(laid, unit, runs, progress)
    demands = [each.id for each in laid.network.demands if _unit_of(laid, each.commodity) == unit]
    found = {}
    for at, each in enumerate(chosen):
        own = [change.link for change in each.changes if units.get(change.link) == unit]
        found[each.id] = _difference(answers[2 * at + 1], answers[2 * at + 2], demands, own)
    return {"projects": found}


def _difference(
    with_it: Sequence[Answer], without: Sequence[Answer], demands: Sequence[str], own: Sequence[str]
) -> Plain:
    pairs = list(zip(with_it, without, strict=True))

    def change(of: Callable[[Answer], float]) -> Range:
        return ranged([of(one) - of(other) for one, other in pairs])

    def carried(answer: Answer) -> float:
        return max((answer.flow.get(name, 0.0) for name in own), default=0.0)

    return {
        "arrives": change(lambda each: _arrives(each, demands)),
        "cost": change(lambda each: each.cost),
        "days": change(lambda each: _days(each, demands)),
        "carries": ranged([carried(each) for each in with_it]),
        "carried": ranged([carried(each) for each in without]),
    }


def outages(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return what is lost, and who loses it, with each link, border and port out in turn."""
    base = _of_unit(laid, unit, drawn(laid, scenario, FEWER), None)
    used = [
        each.id
        for each in laid.network.links
        if each.unit == unit and any(answer.flow.get(each.id, 0.0) > 0 for answer in base)
    ]
    ends = {end for name in used for end in (laid.links[name].tail, laid.links[name].head)}
    places = sorted(name for name in ends if through(laid.nodes[name].kind))
    named = [*used, *places]
    runs = [
        drawn(laid, replace(scenario, closed=scenario.closed | {name}), FEWER) for name in named
    ]
    answers = _in_runs(laid, unit, runs, progress)
    demands = [each.id for each in laid.network.demands if _unit_of(laid, each.commodity) == unit]
    return {
        "out": {
            name: _lost(base, answer, demands) for name, answer in zip(named, answers, strict=True)
        }
    }


def through(kind: str) -> bool:
    """Tell whether a place is one that traffic passes and that may shut: a border or a port."""
    return "border" in kind or "port" in kind or "terminal" in kind


def _lost(base: Sequence[Answer], out: Sequence[Answer], demands: Sequence[str]) -> Plain:
    pairs = list(zip(base, out, strict=True))
    who = {
        name: ranged([one.delivered[name] - other.delivered[name] for one, other in pairs])
        for name in demands
    }
    return {
        "lost": ranged([_arrives(one, demands) - _arrives(other, demands) for one, other in pairs]),
        "cost": ranged([other.cost - one.cost for one, other in pairs]),
        "who": {name: lost for name, lost in who.items() if lost[2] > 0},
    }


def assumptions(
    laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None
) -> Plain:
    """Return what arrives and what it costs with each assumption at its lowest and highest."""
    chosen = [each for each in laid.network.assumptions if each.low < each.high]
    asked = [scenario]
    asked += [
        replace(scenario, assumptions={**scenario.assumptions, each.id: value})
        for each in chosen
        for value in (each.low, each.high)
    ]
    answers = _of_unit(laid, unit, asked, progress)
    demands = [each.id for each in laid.network.demands if _unit_of(laid, each.commodity) == unit]
    arrives = [_arrives(each, demands) for each in answers]
    costs = [each.cost for each in answers]
    return {
        "arrives": arrives[0],
        "cost": costs[0],
        "swings": {
            each.id: {
                "arrives": [arrives[2 * at + 1], arrives[2 * at + 2]],
                "cost": [costs[2 * at + 1], costs[2 * at + 2]],
            }
            for at, each in enumerate(chosen)
        },
    }


def years(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return what is asked for and arrives in the years from the scenario's on."""
    asked = range(scenario.year, scenario.year + YEARS)
    runs = [drawn(laid, replace(scenario, year=year), DRAWS) for year in asked]
    answers = _in_runs(laid, unit, runs, progress)
    demands = [each.id for each in laid.network.demands if _unit_of(laid, each.commodity) == unit]
    return {
        "years": [
            {"year": year, **totals(answer, demands)}
            for year, answer in zip(asked, answers, strict=True)
        ]
    }


def _in_runs(
    laid: Laid, unit: str, runs: Sequence[Sequence[Scenario]], progress: Progress | None
) -> list[list[Answer]]:
    """Solve runs of draws all in one go, and part the answers again."""
    answers = iter(_of_unit(laid, unit, [each for run in runs for each in run], progress))
    return [[next(answers) for _ in run] for run in runs]


def _of_unit(
    laid: Laid, unit: str, scenarios: Sequence[Scenario], progress: Progress | None
) -> list[Answer]:
    """Solve the part of a network that carries one unit."""
    whole = laid.compiled
    part = replace(whole, blocks=tuple(each for each in whole.blocks if each.unit == unit))
    return solve(part, scenarios, progress)


def _unit_of(laid: Laid, commodity: str) -> str:
    return laid.units[commodity]

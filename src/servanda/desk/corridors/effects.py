"""What projects change: each in its turn, and one with and without those it hangs together with.

A project's worth is the difference between two solved networks, draw by draw: money that carriage,
time and going without cost. Where several projects give something only together, what they give
is shared by Shapley: each gets the mean of what it adds over all orders of delivering them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import factorial

from servanda.desk.corridors.results import (
    FEWER,
    Plain,
    Range,
    arrives,
    days,
    demands_of,
    drawn,
    in_runs,
    of_unit,
    ranged,
    ranges_in,
)
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Answer, Progress
from servanda.flows.model import Project, Scenario

Set = frozenset[str]
EACH = 32
"""Draws of every set of projects that one project is looked at in."""
MOST = 5
"""Projects that one project is shared out with: coalitions double with each."""
NOTICED = 0.01
"""Share of an effect from which on another project is said to matter for it."""
SHOWN = 6
"""Assumptions that are named beside an effect."""


def projects(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return what each project changes: the scenario with it less the scenario without it."""
    chosen = changing(laid, unit)
    runs = [
        drawn(laid, _switched(scenario, {each.id: on}), FEWER)
        for each in chosen
        for on in (True, False)
    ]
    answers = in_runs(laid, unit, runs, progress)
    demands = demands_of(laid, unit)
    return {
        "draws": FEWER,
        "projects": {
            each.id: difference(
                answers[2 * at], answers[2 * at + 1], demands, own_links(laid, each, unit)
            )
            for at, each in enumerate(chosen)
        },
    }


def changing(laid: Laid, unit: str) -> list[Project]:
    """Return the projects that change a link of a unit."""
    return [each for each in laid.network.projects if own_links(laid, each, unit)]


def own_links(laid: Laid, project: Project, unit: str) -> list[str]:
    """Return the links of a unit that a project changes."""
    return [each.link for each in project.changes if laid.links[each.link].unit == unit]


def delivered(project: Project, scenario: Scenario) -> bool:
    """Tell whether a project works in a scenario."""
    planned = project.completes is not None and project.completes <= scenario.year
    return scenario.projects.get(project.id, planned)


def _switched(scenario: Scenario, switches: dict[str, bool]) -> Scenario:
    return replace(scenario, projects={**scenario.projects, **switches})


def difference(
    with_it: Sequence[Answer], without: Sequence[Answer], demands: Sequence[str], own: Sequence[str]
) -> Plain:
    """Return what one scenario has beyond another, draw by draw."""
    pairs = list(zip(with_it, without, strict=True))

    def change(of: Callable[[Answer], float]) -> Range:
        return ranged([of(one) - of(other) for one, other in pairs])

    def carried(answer: Answer) -> float:
        return max((answer.flow.get(name, 0.0) for name in own), default=0.0)

    return {
        "arrives": change(lambda each: arrives(each, demands)),
        "saves": change(lambda each: -each.worth),
        "days": change(lambda each: days(each, demands)),
        "carries": ranged([carried(each) for each in with_it]),
        "carried": ranged([carried(each) for each in without]),
    }


def effect(
    laid: Laid, scenario: Scenario, unit: str, project: str, progress: Progress | None = None
) -> Plain:
    """Return what one project changes in one unit, alone, with others and by its fair share."""
    found = next(each for each in laid.network.projects if each.id == project)
    own, demands = own_links(laid, found, unit), demands_of(laid, unit)
    mates, helpers = _hang_together(laid, scenario, unit, found, progress)
    group = (project, *mates)
    worlds = [
        frozenset(some) for size in range(len(group) + 1) for some in combinations(group, size)
    ]
    runs = [
        drawn(laid, _switched(scenario, {each: each in world for each in group}), EACH)
        for world in worlds
    ]
    answers = dict(zip(worlds, in_runs(laid, unit, runs, progress), strict=True))
    whole = frozenset(group)

    def gain(world: Set) -> Plain:
        return difference(answers[world], answers[world - {project}], demands, own)

    return {
        "draws": EACH,
        "with_others": gain(whole),
        "alone": gain(frozenset({project})),
        "without": {mate: gain(whole - {mate}) for mate in mates},
        "together": difference(answers[whole], answers[frozenset()], demands, own),
        "share": _shares(answers, group, project),
        "helped_by": helpers,
        "hangs_on": _hangs_on(laid, scenario, unit, project, progress),
    }


def _hang_together(
    laid: Laid, scenario: Scenario, unit: str, project: Project, progress: Progress | None
) -> tuple[list[str], list[str]]:
    """Return delivered projects that this one's worth turns on, and others that would raise it."""
    others = [each for each in changing(laid, unit) if each.id != project.id]
    worlds = [scenario] + [
        _switched(scenario, {each.id: not delivered(each, scenario)}) for each in others
    ]
    asked = [_switched(each, {project.id: on}) for each in worlds for on in (True, False)]
    answers = of_unit(laid, unit, asked, progress)
    own = own_links(laid, project, unit)
    gains = [
        (
            answers[2 * at + 1].worth - answers[2 * at].worth,
            max((answers[2 * at].flow.get(name, 0.0) for name in own), default=0.0),
        )
        for at in range(len(worlds))
    ]
    moved = {each.id: _moved(gains[0], gains[at + 1]) for at, each in enumerate(others)}
    there = [each.id for each in others if delivered(each, scenario) and moved[each.id] > NOTICED]
    mates = sorted(there, key=lambda name: (-moved[name], name))[:MOST]
    helpers = [
        each.id
        for at, each in enumerate(others)
        if not delivered(each, scenario)
        and moved[each.id] > NOTICED
        and gains[at + 1][0] > gains[0][0]
    ]
    return mates, helpers


def _moved(base: tuple[float, float], other: tuple[float, float]) -> float:
    """Return by what share of itself money or flow differs."""
    return max(
        abs(after - before) / max(abs(before), abs(after), 1e-9) if before != after else 0.0
        for before, after in zip(base, other, strict=True)
    )


def _shares(answers: dict[Set, list[Answer]], group: Sequence[str], project: str) -> Range:
    """Return the Shapley share of what a group of projects saves."""
    others, count = [each for each in group if each != project], len(group)
    total = [0.0] * len(next(iter(answers.values())))
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for some in combinations(others, size):
            world = frozenset(some)
            pairs = zip(answers[world], answers[world | {project}], strict=True)
            for at, (before, after) in enumerate(pairs):
                total[at] += weight * (before.worth - after.worth)
    return ranged(total)


def _hangs_on(
    laid: Laid, scenario: Scenario, unit: str, project: str, progress: Progress | None
) -> list[Plain]:
    """Return the assumptions that move what a project saves most, each at its ends."""
    chosen = ranges_in(laid, unit)
    worlds = [scenario] + [
        replace(scenario, assumptions={**scenario.assumptions, each.id: value})
        for each in chosen
        for value in (each.low, each.high)
    ]
    asked = [_switched(each, {project: on}) for each in worlds for on in (True, False)]
    answers = of_unit(laid, unit, asked, progress)
    saves = [answers[2 * at + 1].worth - answers[2 * at].worth for at in range(len(worlds))]
    rows = [
        {"id": each.id, "low": saves[2 * at + 1], "high": saves[2 * at + 2]}
        for at, each in enumerate(chosen)
    ]
    return strongest(rows, saves[0])


def strongest(rows: Iterable[Plain], middle: float) -> list[Plain]:
    """Return the rows whose ends lie farthest from the middle."""
    swung = [
        (max(abs(each["low"] - middle), abs(each["high"] - middle)), each["id"], each)
        for each in rows
    ]
    moving = [each for each in swung if each[0] > NOTICED * max(abs(middle), 1e-9)]
    return [row for _, _, row in sorted(moving, key=lambda each: (-each[0], each[1]))[:SHOWN]]

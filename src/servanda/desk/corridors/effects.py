"""What projects change: each in its turn, and one with and without those it depends on.

The library solves and shares out; here it is asked, and its arrays become ranges for pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from servanda.desk.corridors.results import FEWER, Plain, Range, draws_of, part_of, ranged
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Progress
from servanda.flows.asked import Measures
from servanda.flows.model import Project, Scenario
from servanda.flows.projects import ProjectEffect, project_effects, project_shares
from servanda.flows.sensitivities import Sensitivity, sensitivities

Real = NDArray[np.float64]
EACH = 32
"""Draws of every set of projects that one project is looked at in."""
MOST = 5
"""Projects that one project is shared out with: sets of them double with each."""
NOTICED = 0.01
"""Share of an effect from which on another project is said to matter for it."""
SHOWN = 6
"""Assumptions that are named beside an effect."""


def projects(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return what each project changes: the scenario with it less the scenario without it."""
    found = project_effects(
        part_of(laid, unit), scenario, draws_of(laid, FEWER), unit=unit, progress=progress
    )
    return {"draws": FEWER, "projects": {each.project: _gain(each) for each in found}}


def _gain(each: ProjectEffect) -> Plain:
    return {
        **_measured(each.effect),
        "carries": ranged(each.carries.tolist()),
        "carried": ranged(each.carried.tolist()),
        "alone": saving(each.alone),
    }


def _measured(change: Measures) -> Plain:
    return {
        "arrives": ranged(change.arrives.tolist()),
        "saves": saving(change),
        "days": ranged(change.days.tolist()),
    }


def saving(change: Measures) -> Range:
    """Return what a change saves of carriage, time and going without."""
    return ranged((-change.objective + 0.0).tolist())


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


def switched(scenario: Scenario, switches: dict[str, bool]) -> Scenario:
    """Return a scenario with some projects delivered, or not."""
    return replace(scenario, projects={**scenario.projects, **switches})


class Steps:
    """Tells how far a run of several parts has come."""

    def __init__(self, progress: Progress | None, parts: int) -> None:
        self.progress, self.parts, self.at = progress, parts, 0

    def next(self) -> Progress:
        """Begin the next part, and return what it reports to."""
        before = self.at
        self.at += 1

        def told(done: int, of: int) -> None:
            if self.progress is not None:
                self.progress(1000 * before + 1000 * done // max(of, 1), 1000 * self.parts)

        return told


def effect(
    laid: Laid, scenario: Scenario, unit: str, project: str, progress: Progress | None = None
) -> Plain:
    """Return what one project changes in one unit: with others, alone and by its fair share."""
    part, draws = part_of(laid, unit), draws_of(laid, EACH)
    others = [each for each in changing(laid, unit) if each.id != project]
    steps = Steps(progress, len(others) + MOST + 6)

    def gain(world: Scenario, *, drawn: bool = True) -> ProjectEffect:
        chosen = draws if drawn else ()
        (found,) = project_effects(
            part, world, chosen, projects=[project], unit=unit, progress=steps.next()
        )
        return found

    mates, helpers = _depends_on(scenario, others, gain)
    shares = project_shares(
        part, scenario, draws, projects=[project, *mates], unit=unit, progress=steps.next()
    )
    return {
        "draws": EACH,
        "with_others": _gain(gain(scenario)),
        "alone": _gain(gain(switched(scenario, dict.fromkeys(mates, False)))),
        "without": {mate: _gain(gain(switched(scenario, {mate: False}))) for mate in mates},
        "together": saving(shares.total),
        "share": saving(shares.shares[0]),
        "helped_by": helpers,
        "hangs_on": _hangs_on(laid, scenario, unit, project, steps),
    }


def _depends_on(
    scenario: Scenario, others: Sequence[Project], gain: Callable[..., ProjectEffect]
) -> tuple[list[str], list[str]]:
    """Return delivered projects that this one's worth turns on, and others that would raise it."""
    base = gain(scenario, drawn=False)
    moved, raised = dict[str, float](), set[str]()
    for each in others:
        world = switched(scenario, {each.id: not delivered(each, scenario)})
        found = gain(world, drawn=False)
        moved[each.id] = max(
            _moved(base.effect.objective[0], found.effect.objective[0]),
            _moved(base.carries[0], found.carries[0]),
        )
        if found.effect.objective[0] < base.effect.objective[0]:
            raised.add(each.id)
    matter = [each for each in others if moved[each.id] > NOTICED]
    there = [each.id for each in matter if delivered(each, scenario)]
    mates = sorted(there, key=lambda name: (-moved[name], name))[:MOST]
    return mates, [each.id for each in matter if each.id not in there and each.id in raised]


def _moved(before: float, after: float) -> float:
    """Return by what share of itself a figure differs."""
    return abs(after - before) / max(abs(before), abs(after)) if before != after else 0.0


def _hangs_on(laid: Laid, scenario: Scenario, unit: str, project: str, steps: Steps) -> list[Plain]:
    """Return the assumptions that move what a project saves most, each at its ends."""
    with_it, without = (
        {
            each.assumption: each
            for each in sensitivities(
                part_of(laid, unit),
                switched(scenario, {project: on}),
                unit=unit,
                progress=steps.next(),
            )
        }
        for on in (True, False)
    )
    rows = [_saved(each, without[name]) for name, each in with_it.items()]
    return strongest(rows)


def _saved(with_it: Sensitivity, without: Sensitivity) -> Plain:
    return {
        "id": with_it.assumption,
        "low": without.at_low - with_it.at_low,
        "middle": without.central - with_it.central,
        "high": without.at_high - with_it.at_high,
    }


def strongest(rows: Sequence[Plain]) -> list[Plain]:
    """Return the rows whose ends lie farthest from the middle."""
    swung = [
        (max(abs(each["low"] - each["middle"]), abs(each["high"] - each["middle"])), each)
        for each in rows
    ]
    moving = [each for each in swung if each[0] > NOTICED * max(abs(each[1]["middle"]), 1e-9)]
    ordered = sorted(moving, key=lambda each: (-each[0], each[1]["id"]))
    return [row for _, row in ordered[:SHOWN]]

"""What each project does to a network: with and without it, and its fair share among others.

A project may be worth nothing alone and everything beside another, so three questions are kept
apart: what it changes as the scenario has the others, alone, and last. The Shapley value (1953) is
its mean effect over all orders in which the projects of a list may come: the shares add up to the
effect of all of them. It is exact: every one of the 2ⁿ sets of projects is solved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import CRUMB, MEASURES, Change, Draws, Measures, asked
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Compiled
from servanda.flows.figures import Cases
from servanda.flows.model import BadNetwork, Scenario

Real = NDArray[np.float64]
MOST_PROJECTS = 12
"""Projects in a list that is shared out: 2¹² sets of them."""


@dataclass(frozen=True, slots=True)
class ProjectEffect:
    """What one project changes; arrays have the central value first."""

    project: str
    on: bool
    """Whether the scenario has it."""
    effect: Measures
    """With it less without it, the others as the scenario has them."""
    alone: Measures
    """The same with every other project off."""
    last: Measures
    """The same with every other project on."""
    carries: Real
    """What the busiest of its links carries with it, the others as the scenario has them."""
    carried: Real
    """What the busiest of its links carries without it."""


@dataclass(frozen=True, slots=True)
class Interaction:
    """What two projects do together beyond what each does by itself."""

    projects: tuple[str, str]
    alone: Measures
    """Both, less the first alone, less the second alone, every other of the list off."""
    last: Measures
    """The same with every other of the list on."""
    mean: Measures
    """The same on average over the others (the Shapley interaction index)."""


@dataclass(frozen=True, slots=True)
class ProjectShares:
    """How the effect of a list of projects is shared among them."""

    unit: str
    projects: tuple[str, ...]
    shares: tuple[Measures, ...]
    """By project: its Shapley value."""
    total: Measures
    """All of the list on, less all of it off."""
    interactions: tuple[Interaction, ...]
    """By pair of projects that change something in the unit."""


def project_effects(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    projects: Sequence[str] | None = None,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> tuple[ProjectEffect, ...]:
    """Return the effect of each project, as the scenario has the others, alone and last.

    Without a list these are all that change a link of the unit.
    """
    ask = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)
    chosen = _chosen(compiled, ask.unit, projects)
    changes: list[Change] = [_switched({}, rest=False), _switched({}, rest=True)]
    for _, at in chosen:
        changes += [_switched({at: True}), _switched({at: False})]
        changes += [_switched({at: True}, rest=False), _switched({at: False}, rest=True)]

    touched = sorted({link for _, at in chosen for link in _links(compiled, ask.unit, at)})

    def read(cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
        flow = outcomes.forward[:, touched] + outcomes.backward[:, touched]
        return {**ask.read_measures(cases, outcomes), "flow": flow}

    found = ask.gather(changes, read)
    flow = found.pop("flow")
    every = Measures(**found)
    has = ask.cases().projects[0]
    none, all_ = every.row(0), every.row(1)
    rows = []
    for place, (name, at) in enumerate(chosen):
        first = 2 + 4 * place
        own = [touched.index(link) for link in _links(compiled, ask.unit, at)]
        rows.append(
            ProjectEffect(
                name,
                bool(has[at]),
                every.row(first) - every.row(first + 1),
                every.row(first + 2) - none,
                all_ - every.row(first + 3),
                flow[first][:, own].max(axis=1, initial=0.0),
                flow[first + 1][:, own].max(axis=1, initial=0.0),
            )
        )
    return tuple(rows)


def project_shares(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    projects: Sequence[str] | None = None,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> ProjectShares:
    """Share the effect of a list of projects out among them; the rest stay as the scenario has.

    Without a list these are all that change a link of the unit; those that change none share
    nothing. Raise BadNetwork where more than 12 are to share.
    """
    ask = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)
    chosen = _chosen(compiled, ask.unit, projects)
    players = [(name, at) for name, at in chosen if _links(compiled, ask.unit, at)]
    if len(players) > MOST_PROJECTS:
        raise BadNetwork(
            f"Projects: {len(players)} change links in {ask.unit}, and every set of them is "
            f"solved, which is possible for {MOST_PROJECTS} at most. Name fewer; the rest stay as "
            "the scenario has them."
        )
    sets = range(1 << len(players))
    table = ask.measures([_switched(_members(players, each)) for each in sets])
    own = [_measured(table, partial(_share, i=i)) for i in range(len(players))]
    nothing = table.row(0) - table.row(0)
    by_name = dict(zip((name for name, _ in players), own, strict=True))
    return ProjectShares(
        ask.unit,
        tuple(name for name, _ in chosen),
        tuple(by_name.get(name, nothing) for name, _ in chosen),
        table.row(-1) - table.row(0),
        tuple(
            Interaction(
                (players[i][0], players[j][0]),
                _measured(table, partial(_beyond, before=0, i=i, j=j)),
                _measured(
                    table, partial(_beyond, before=len(sets) - 1 - (1 << i) - (1 << j), i=i, j=j)
                ),
                _measured(table, partial(_interaction, i=i, j=j)),
            )
            for i, j in combinations(range(len(players)), 2)
        ),
    )


def _members(players: Sequence[tuple[str, int]], bits: int) -> dict[int, bool]:
    return {at: bool(bits >> place & 1) for place, (_, at) in enumerate(players)}


def _measured(table: Measures, of: Callable[[Real], Real]) -> Measures:
    """Compute something of each measure, less what is rounding; its first axis are the sets."""
    found = []
    for values in (getattr(table, name) for name in MEASURES):
        own = of(values)
        found.append(np.where(np.abs(own) > CRUMB * np.abs(values).max(axis=0), own, 0.0))
    return Measures(*found)


def _share(values: Real, i: int) -> Real:
    """Return the Shapley value of a project: its mean effect over all orders to come in."""
    count = _count(values)
    total = np.zeros_like(values[0])
    for before in _without(count, i):
        size = before.bit_count()
        orders = factorial(size) * factorial(count - size - 1)
        total += orders / factorial(count) * (values[before | 1 << i] - values[before])
    return np.asarray(total)


def _interaction(values: Real, i: int, j: int) -> Real:
    """Return the Shapley interaction index of two projects (Grabisch and Roubens, 1999)."""
    count = _count(values)
    total = np.zeros_like(values[0])
    for before in _without(count, i, j):
        size = before.bit_count()
        orders = factorial(size) * factorial(count - size - 2)
        total += orders / factorial(count - 1) * _beyond(values, before, i, j)
    return np.asarray(total)


def _beyond(values: Real, before: int, i: int, j: int) -> Real:
    one, other = 1 << i, 1 << j
    both = values[before | one | other]
    return np.asarray(both - values[before | one] - values[before | other] + values[before])


def _count(values: Real) -> int:
    return len(values).bit_length() - 1


def _without(count: int, *out: int) -> Iterator[int]:
    bits = sum(1 << each for each in out)
    return (each for each in range(1 << count) if not each & bits)


def _switched(on: Mapping[int, bool], *, rest: bool | None = None) -> Change:
    """Switch projects; the rest all off, all on, or as they are."""

    def change(cases: Cases) -> None:
        if rest is not None:
            cases.projects[:] = rest
        for at, each in on.items():
            cases.projects[:, at] = each

    return change


def _chosen(compiled: Compiled, unit: str, projects: Sequence[str] | None) -> list[tuple[str, int]]:
    """List the projects asked about, with where each stands in its table."""
    known = compiled.places.projects
    if projects is None:
        return [(name, at) for name, at in known.items() if _links(compiled, unit, at)]
    for place, name in enumerate(projects):
        if name not in known:
            raise BadNetwork(
                f"Projects: “{name}” does not exist in the network. Correct the id or remove it."
            )
        if name in projects[:place]:
            raise BadNetwork(f"Projects: “{name}” is named twice. Name each once.")
    return [(name, known[name]) for name in projects]


def _links(compiled: Compiled, unit: str, project: int) -> list[int]:
    """List the links of the unit that a project changes."""
    places, links = compiled.places.links, compiled.network.links
    changed = {places[each.link] for each in compiled.network.projects[project].changes}
    return sorted(at for at in changed if links[at].unit == unit)

"""What may happen in an ensemble: disruptions, and the years in which projects are done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, inf, isfinite
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from servanda.flows.model import BadNetwork, Network, Scenario

Spread = tuple[float, float, float]
"""The lowest, the likeliest and the highest value."""
MOST_WEEKS = 52.0
SECOND_HALF = 7
TWO = 2
"""Quantiles that a line needs."""


@dataclass(frozen=True, slots=True)
class Disruption:
    """Something that takes capacity for part of a year: a border shut, a port out, a low sea."""

    id: str
    name: str
    rows: tuple[str, ...]
    """Ids of links, nodes, transfers and corridors; a node's loss holds for its links too."""
    probability: float
    """That it happens in a year."""
    weeks: Spread
    """How long it lasts, of 52."""
    left: Spread = (0.0, 0.0, 0.0)
    """The share of capacity that is left while it lasts."""
    lasting: bool = False
    """Drawn once for all years of a sample, as the level of a sea; otherwise for each year."""
    reason: str = ""
    """Why these figures, or the source that gives them."""


@dataclass(frozen=True, slots=True)
class Completion:
    """How likely it is that a project works by a year."""

    project: str
    by: tuple[tuple[int, float], ...]
    """Years in order, with the chance that it works in that year; beyond the last no more."""
    together: str = ""
    """Projects with the same word here are early and late together; others on their own."""
    reason: str = ""

    def chance(self, year: int) -> float:
        """Return the chance that it works in a year.

        >>> Completion("rail", ((2028, 0.1), (2030, 0.5))).chance(2029)
        0.1
        """
        return max((share for by, share in self.by if by <= year), default=0.0)


class ProjectRisk(Protocol):
    """What a simulation of a roadmap knows; `servanda.scheduling.risk.Risk` is one."""

    @property
    def samples(self) -> int:
        """How often it was drawn."""

    @property
    def finishes(self) -> Mapping[str, NDArray[np.int32]]:
        """Sorted moments by row; the moment of a day's evening is the ordinal of the next."""

    def reached(self, row: str = ...) -> float:
        """Return the chance that a row is done at all."""


def working_year(day: date) -> int:
    """Return the first year in which a project works: the next, if done in a second half.

    >>> working_year(date(2028, 6, 30)), working_year(date(2028, 7, 1))
    (2028, 2029)
    """
    return day.year + (day.month >= SECOND_HALF)


def certain(project: str, year: int) -> Completion:
    """Return a project that works from a year on."""
    return Completion(project, ((year, 1.0),))


def from_years(project: str, years: Sequence[int | None], *, together: str = "") -> Completion:
    """Return a completion from years that are equally likely; None is never.

    >>> from_years("rail", [2030, 2028, None, 2030]).by
    ((2028, 0.25), (2030, 0.75))
    """
    if not years:
        raise BadNetwork(f"Completion of “{project}”, years: there are none. Give one at least.")
    known = sorted(year for year in years if year is not None)
    by = {year: at / len(years) for at, year in enumerate(known, start=1)}
    return Completion(project, tuple(by.items()), together)


def from_risk(project: str, risk: ProjectRisk, row: str = "", *, together: str = "") -> Completion:
    """Return a completion from a roadmap's risk: of its end, or of one row that it watched."""
    if row not in risk.finishes:
        raise BadNetwork(
            f"Completion of “{project}”, row: the risk did not watch “{row}”. Watch it, or name "
            "another."
        )
    done = round(risk.reached(row) * risk.samples)
    days = [date.fromordinal(int(moment) - 1) for moment in risk.finishes[row][:done]]
    years = [*map(working_year, days), *[None] * (risk.samples - done)]
    return from_years(project, years, together=together)


def from_quantiles(
    project: str,
    years: Mapping[float, float],
    *,
    delivered: float = 1.0,
    together: str = "",
    reason: str = "",
) -> Completion:
    """Return a completion from years by their share, such as {0.1: 2028, 0.5: 2030, 0.8: 2033}.

    Chances run on straight lines between; before the first and after the last they fall and rise as
    fast as beside it, down to nothing and up to the chance of being delivered at all.

    >>> from_quantiles("rail", {0.1: 2028, 0.5: 2030, 0.8: 2033}, delivered=0.85).by[-2:]
    ((2033, 0.8), (2034, 0.85))
    """
    points = sorted((share, float(year)) for share, year in years.items())
    rising = all(one[1] <= other[1] for one, other in pairwise(points))
    if len(points) < TWO or not rising or not 0 < points[0][0] <= points[-1][0] <= delivered <= 1:
        raise BadNetwork(
            f"Completion of “{project}”: two years at least are needed, none before that of a "
            f"lower share, and no share above the chance of being delivered, {delivered:g}."
        )
    last = points[-1][1] + _pace(points[-2], points[-1]) * (delivered - points[-1][0])
    first = points[0][1] - _pace(points[0], points[1]) * points[0][0]
    points = [(0.0, first), *points, (delivered, last)]
    chances = [(year, _line(points, year)) for year in range(floor(first), ceil(last) + 1)]
    return Completion(project, tuple(each for each in chances if each[1] > 0), together, reason)


def _pace(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the years that all of a chance would take at the pace between two points."""
    return (other[1] - one[1]) / (other[0] - one[0])


def _line(points: Sequence[tuple[float, float]], year: int) -> float:
    """Return the chance in a year, on the straight lines through points of chance and year."""
    at = sum(known <= year for _, known in points) - 1
    if at < 0 or at == len(points) - 1:
        return points[at][0] if at >= 0 else 0.0
    (low, before), (high, after) = points[at], points[at + 1]
    return round(low + (high - low) * (year - before) / (after - before), 12)


def check_chances(
    network: Network,
    scenario: Scenario,
    disruptions: Sequence[Disruption],
    completions: Sequence[Completion],
) -> None:
    """Raise BadNetwork where a chance names what does not exist, or cannot be."""
    if disruptions and scenario.month is not None:
        raise BadNetwork(
            f"Scenario “{scenario.name or scenario.year}”, month: disruptions are of a whole year. "
            "Leave the month out, or the disruptions."
        )
    for kind, names in (
        ("Disruption", [each.id for each in disruptions]),
        ("Completion", [each.project for each in completions]),
    ):
        for name in names:
            if names.count(name) > 1:
                raise BadNetwork(f"{kind} “{name}”: it is there twice. Give it once.")
    known = {each.id for each in network.nodes} | {each.id for each in network.links}
    known |= {each.id for each in network.transfers} | {each.id for each in network.corridors}
    projects = {each.id for each in network.projects}
    for disruption in disruptions:
        for words in _disruption(disruption, known):
            raise BadNetwork(f"Disruption “{disruption.id}”, {words}")
    for completion in completions:
        for words in _completion(completion, projects):
            raise BadNetwork(f"Completion of “{completion.project}”, {words}")


def _disruption(each: Disruption, known: set[str]) -> Iterator[str]:
    if not each.rows:
        yield "rows: there are none, so that it would disrupt nothing. Name one."
    for row in each.rows:
        if row not in known:
            yield f"rows: “{row}” is no link, node, transfer or corridor. Correct or remove it."
    if not 0 <= each.probability <= 1:
        yield f"probability: it is {each.probability}. Give a chance from 0 to 1."
    for field, spread, most in (("weeks", each.weeks, MOST_WEEKS), ("left", each.left, 1.0)):
        low, likely, high = spread
        if not (all(map(isfinite, spread)) and 0 <= low <= likely <= high <= most):
            yield (
                f"{field}: they are {low}, {likely}, {high}. Give lowest, likeliest and highest in "
                f"order, from 0 to {most:g}."
            )


def _completion(each: Completion, projects: set[str]) -> Iterator[str]:
    if each.project not in projects:
        yield "project: the network has no such project. Correct the id or remove it."
    before = (-inf, 0.0)
    for year, share in each.by:
        if year <= before[0] or not before[1] <= share <= 1:
            yield (
                f"by: {share} in {year} cannot be. Give years in order, each with a chance from 0 "
                "to 1 and not below the one before."
            )
        before = (year, share)

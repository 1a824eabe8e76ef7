"""The years that the map can be moved through: from now to when the last project is done.

The network says from which year on the map counts a project; the risk of a roadmap, once it is
known, says when its draws have it done. Where the two differ, both years are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from servanda.desk.corridors.asking import Asked
from servanda.desk.corridors.effects import own_links
from servanda.desk.corridors.looking import Looking, address
from servanda.desk.corridors.selectors.completions import Expected, expected
from servanda.desk.corridors.selectors.networks import Laid

HALF = 0.5


@dataclass(frozen=True, slots=True)
class DoneYear:
    """A year in which projects are done, and the address of the same scenario in that year."""

    year: int
    names: tuple[str, ...]
    query: str
    chance: int | None = None
    """In percent, that it is ever done, where the year is that of a roadmap."""


@dataclass(frozen=True, slots=True)
class YearRange:
    """From which year to which the map can be moved, and the years that projects are done in."""

    first: int
    last: int
    done: tuple[DoneYear, ...]

    @property
    def marks(self) -> list[int]:
        """The years in which something is done, once each."""
        return sorted({each.year for each in self.done})

    @property
    def by_roadmaps(self) -> bool:
        """Tell whether any of the years is that of a roadmap."""
        return any(each.chance is not None for each in self.done)


def year_range(seen: Looking, laid: Laid, one: Asked) -> YearRange:
    """Return the years to move through, and those in which projects of the layer are done."""
    now = seen.request.viewpoint.on.year
    due = expected(seen.request.viewpoint, seen.partnership.id, laid)
    planned = {each.id: each.completes for each in laid.network.projects if each.completes}
    expected_in = {each.network_project: half_way(each) for each in due}
    every = [*planned.values(), *expected_in.values(), one.scenario.year]
    names = {
        each.id: each.name or each.id
        for each in laid.network.projects
        if own_links(laid, each, one.unit)
    }
    done = [
        *_by_network(seen, one, planned, names),
        *_by_roadmaps(seen, one, planned, names, due),
    ]
    return YearRange(
        min(now, one.scenario.year),
        max([*every, now + 1]),
        tuple(sorted((each for each in done if each.year >= now), key=_order)),
    )


def half_way(each: Expected) -> int:
    """Return the year by which half of the draws that reach the end of a roadmap have done so."""
    by = each.completion.by
    half = HALF * max(share for _year, share in by)
    return next(year for year, share in by if share >= half)


def _by_network(
    seen: Looking, one: Asked, planned: Mapping[str, int], names: Mapping[str, str]
) -> Iterable[DoneYear]:
    for year in sorted({planned[name] for name in names if name in planned}):
        done = tuple(names[name] for name in names if planned.get(name) == year)
        yield DoneYear(year, done, address(seen, _in_year(one, year)))


def _by_roadmaps(
    seen: Looking,
    one: Asked,
    planned: Mapping[str, int],
    names: Mapping[str, str],
    due: Iterable[Expected],
) -> Iterable[DoneYear]:
    """Tell a roadmap's year where the network has another, or none; there it is switched on."""
    for each in due:
        name, year = each.network_project, half_way(each)
        chance = round(100 * max(share for _year, share in each.completion.by))
        if name not in names or planned.get(name) == year or not chance:
            continue
        asked = _in_year(one, year)
        if planned.get(name, year + 1) > year:
            switched = {name: True, **asked.scenario.projects}
            asked = replace(asked, scenario=replace(asked.scenario, projects=switched))
        yield DoneYear(year, (names[name],), address(seen, asked), chance)


def _in_year(one: Asked, year: int) -> Asked:
    return replace(one, scenario=replace(one.scenario, year=year))


def _order(each: DoneYear) -> tuple[int, bool, tuple[str, ...]]:
    return each.year, each.chance is not None, each.names

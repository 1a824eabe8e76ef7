"""The questions that a planner comes with, as an address asks them and as the page offers them.

What does this project add in that year? Where is the bottleneck, and where after it? Who loses
what when this is out? Each is one choice and one button from any page of the corridor.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from servanda.desk.corridors.asking import EARLIEST, LATEST, LAYERS, UNIT_OF, Asked, number, refuse
from servanda.desk.corridors.effects import own_links
from servanda.desk.corridors.figures import LAYER_WORDS
from servanda.desk.corridors.outages import lines_on, places_on
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.tables import name_of
from servanda.flows.model import Project

MILESTONE = 5
"""The year of comparison, unless another is asked for, is the next that this divides."""
TOGETHER = ("freight", "containers")
"""Layers that count the same trains and ships, so that a bottleneck is looked for in both."""
Options = list[tuple[str, str, bool]]


def milestone(year: int) -> int:
    """Return the next round year.

    >>> milestone(2026), milestone(2030)
    (2030, 2035)
    """
    return (year // MILESTONE + 1) * MILESTONE


def project_asked(query: QueryDict, laid: Laid, name: str) -> Project | None:
    """Return the project that an address asks about, if it does."""
    wanted = query.get(name, "")
    if not wanted:
        return None
    projects = {each.id: each for each in laid.network.projects}
    refuse([wanted], projects, _("project"))
    return projects[wanted]


def out_asked(query: QueryDict, laid: Laid) -> str:
    """Return the link, place or line that an address asks about, or nothing."""
    wanted = query.get("out", "")
    if wanted:
        refuse([wanted], {*laid.links, *laid.nodes, *laid.lines}, _("link or place"))
    return wanted


def layers_changed(laid: Laid, project: Project) -> list[str]:
    """Return the layers in which a project changes a link."""
    return [layer for unit, layer in LAYERS.items() if own_links(laid, project, unit)]


def layers_out(laid: Laid, name: str) -> list[str]:
    """Return the layers that something out touches."""
    links = laid.lines.get(name, {name})
    units = {
        each.unit
        for each in laid.network.links
        if each.id in links or name in (each.tail, each.head)
    }
    return [layer for unit, layer in LAYERS.items() if unit in units]


def in_layer(one: Asked, layers: list[str]) -> Asked:
    """Return what is asked, in its own layer if that is among these, else in the first of them."""
    return one if one.layer in layers or not layers else replace(one, layer=layers[0])


def then_asked(query: QueryDict, one: Asked, project: Project) -> int:
    """Return the year after a project: as asked, else the next round one in which it works."""
    default = milestone(max(one.scenario.year, (project.completes or 0) - 1))
    return number(query.get("then"), default, EARLIEST, LATEST, _("year"))


def route_asked(query: QueryDict, laid: Laid) -> str:
    """Return the route on which an address looks for a bottleneck; nothing is the whole network."""
    wanted = query.get("route", "")
    if wanted:
        refuse([wanted], set(laid.routes.values()), _("route"))
    return wanted


def routes_offered(laid: Laid, chosen: str | None, countries: Collection[str]) -> Options:
    """Return the routes, the one that touches the parties most first, and chosen by default."""
    touching = dict.fromkeys(laid.routes.values(), 0)
    for line, name in laid.routes.items():
        for link in (laid.links[each] for each in laid.lines[line]):
            ends = (laid.nodes[link.tail], laid.nodes[link.head])
            touching[name] += sum(each.country in countries for each in ends)
    names = sorted(touching, key=lambda name: (-touching[name], name))
    default = names[0] if names and touching[names[0]] else ""
    wanted = default if chosen is None else chosen
    return [*((name, name, name == wanted) for name in names), ("", "", not wanted)]


@dataclass(frozen=True, slots=True)
class Shut:
    """Something that may be shut in any year: how likely, in percent, and for how many weeks."""

    name: str = ""
    chance: int = 20
    weeks: int = 8


def shut_asked(query: QueryDict, laid: Laid) -> Shut:
    """Return what an address says may be shut."""
    name = query.get("shut", "")
    if not name:
        return Shut()
    refuse([name], {*laid.links, *laid.nodes, *laid.lines}, _("link or place"))
    return Shut(
        name,
        number(query.get("chance"), 20, 0, 100, _("chance in percent")),
        number(query.get("weeks"), 8, 0, 52, _("number of weeks")),
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """What the forms of questions hold."""

    projects: list[tuple[str, Options]]
    outs: list[tuple[str, Options]]
    routes: Options
    year: int
    now: int
    then: int
    kept: list[tuple[str, str]]


def offered(
    laid: Laid, one: Asked, query: QueryDict, now: int, countries: Collection[str]
) -> Offered:
    """Return the forms of the questions, filled with what was asked last."""
    year = one.scenario.year
    asked = bool(query.get("project"))
    then = query.get("then", "")
    return Offered(
        _projects(laid, one, query.get("project") or query.get("after") or "", now),
        _outs(laid, one, query.get("out", "")),
        routes_offered(laid, query.get("route"), countries),
        year if asked or year > now else milestone(now),
        year,
        int(then) if then.isdigit() else milestone(max(now, year)),
        [pair for pair in one.pairs() if pair[0] not in {"year", "layer", "area"}]
        + [("layer", one.layer)],
    )


def _projects(laid: Laid, one: Asked, chosen: str, now: int) -> list[tuple[str, Options]]:
    """Return projects by layer, this one first: in the network's order, those to come first."""
    groups = []
    seen: set[str] = set()
    layers = [one.layer, *(each for each in LAYERS.values() if each != one.layer)]
    for layer in layers:
        found = [
            each
            for each in laid.network.projects
            if each.id not in seen and own_links(laid, each, UNIT_OF[layer])
        ]
        seen |= {each.id for each in found}
        found.sort(key=lambda each: (each.completes or LATEST) <= now)
        rows = [(each.id, each.name or each.id, each.id == chosen) for each in found]
        if rows:
            groups.append((str(LAYER_WORDS[layer]), rows))
    return groups


def _outs(laid: Laid, one: Asked, chosen: str) -> list[tuple[str, Options]]:
    """Return what may be out: lines of every layer, then borders, ports and links of this one."""
    mine = {each.id for each in laid.network.links if each.unit == one.unit}
    every = lines_on(laid, set(laid.links))
    names = {each.id: each.name or each.id for each in laid.network.corridors}
    groups = [
        (_("Whole lines"), [(names[each], each) for each in every]),
        (_("Borders and ports"), sorted((name_of(laid, x), x) for x in places_on(laid, mine))),
        (_("Links"), sorted((name_of(laid, each), each) for each in mine)),
    ]
    return [
        (title, [(name, words, name == chosen) for words, name in rows])
        for title, rows in groups
        if rows
    ]

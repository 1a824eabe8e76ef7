"""What every page of a corridor looks at: a network, what the address asks of it, and the run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, inf, radians
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Partnership, Party
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.corridors.asking import Asked, asked, layers_of
from servanda.desk.corridors.figures import LAYER_WORDS, PER_UNIT, UNITS
from servanda.desk.corridors.map.basemap import Box
from servanda.desk.corridors.map.drawing import box_around
from servanda.desk.corridors.models import NetworkVersion
from servanda.desk.corridors.questions import offered
from servanda.desk.corridors.selectors.networks import Laid, laid_out, network_in_use
from servanda.desk.corridors.tables import name_of, way
from servanda.exchange.network import NotANetwork
from servanda.flows.model import BadNetwork, Node, Project, Scenario
from servanda.flows.outages import is_gate

KEPT = ("on", "known")
LINKS_AROUND = 2
DEGREES_AROUND = 12.0


@dataclass(frozen=True, slots=True)
class Looking:
    """A network that somebody looks at, and what they ask of it."""

    request: Request
    partnership: Partnership
    version: NetworkVersion | None
    laid: Laid | None
    asked: Asked | None
    fault: str = ""


def looking(request: Request, partnership: str) -> Looking:
    """Read what a request asks; a fault is a sentence for the page."""
    found = partnership_or_404(request, partnership)
    version = network_in_use(request.viewpoint, found.id)
    if version is None:
        return Looking(request, found, None, None, None)
    try:
        laid = laid_out(version)
    except NotANetwork as error:
        first = str(error).partition("\n")[0]
        said = _("This network cannot be read as it was taken in: %(why)s Load its dossier again.")
        return Looking(request, found, version, None, None, said % {"why": first})
    year = request.viewpoint.on.year
    try:
        return Looking(request, found, version, laid, asked(request.GET, laid.network, year=year))
    except BadNetwork as error:
        return Looking(request, found, version, laid, None, str(error))


def ready(request: Request, partnership: str) -> tuple[Partnership, Laid, Asked]:
    """Return network and question for an address that is not a page; 404 where there is none."""
    seen = looking(request, partnership)
    if seen.laid is None or seen.asked is None:
        raise Http404
    return seen.partnership, seen.laid, seen.asked


def canonical(seen: Looking) -> str:
    """Return the query string that asks for the same in one way, "" where it was asked so."""
    query = seen.request.GET
    if seen.asked is None or not any(name.startswith(("p-", "b-p-")) for name in query):
        return ""
    return address(seen, seen.asked)


def address(seen: Looking, one: Asked) -> str:
    """Return the query string that asks for something as of the same day and knowledge."""
    query = seen.request.GET
    return urlencode(one.pairs() + [(name, query[name]) for name in KEPT if query.get(name)])


def context(seen: Looking) -> dict[str, Any]:
    """Return what the templates of all pages need."""
    base: dict[str, Any] = {"partnership": seen.partnership, "version": seen.version}
    base["fault"] = seen.fault
    if seen.laid is None or seen.asked is None:
        return base
    one, laid = seen.asked, seen.laid
    return {
        **base,
        "asked": one,
        "query": one.query(),
        "unit": UNITS[one.unit].words,
        "per_unit": PER_UNIT[one.unit],
        "layer": LAYER_WORDS[one.layer],
        "layers": [
            (name, LAYER_WORDS[name], one.query(layer=name)) for name in layers_of(laid.network)
        ],
        "form": switches(laid, one),
        "said": said(laid, one.scenario),
        "ask": offered(
            laid, one, seen.request.GET, seen.request.viewpoint.on.year, countries_of(seen)
        ),
    }


def switches(laid: Laid, one: Asked, prefix: str = "") -> dict[str, Any]:
    """Return the controls of a scenario as the form shows them."""
    scenario = one.scenario
    mine = {each.id for each in laid.network.links if each.unit == one.unit}
    stated = {row["id"]: row for row in laid.stored.sheets["projects"]}
    projects = [_switch(each, scenario, stated, mine) for each in laid.network.projects]
    ends = {end for name in mine for end in (laid.links[name].tail, laid.links[name].head)}
    places = [each for each in laid.network.nodes if each.id in ends and is_gate(each.kind)]
    listed = {each.id for each in places}
    return {
        "prefix": prefix,
        "year": scenario.year,
        "month": scenario.month,
        "layer": one.layer,
        "whole": one.whole,
        "here": [each for each in projects if each["here"]],
        "elsewhere": [each for each in projects if not each["here"] and each["choice"]],
        "places": [(each.id, each.name, each.id in scenario.closed) for each in places],
        "links": [(name, way(laid, laid.links[name])) for name in sorted(mine - scenario.closed)],
        "also_closed": [
            (each, name_of(laid, each)) for each in sorted(scenario.closed) if each not in listed
        ],
        "assumed": sorted(scenario.assumptions.items()),
    }


def _switch(
    each: Project, scenario: Scenario, stated: dict[str, Any], mine: set[str]
) -> dict[str, Any]:
    choice = {True: "on", False: "off"}.get(scenario.projects.get(each.id, None))  # type: ignore[arg-type]
    return {
        "project": each,
        "choice": choice or "",
        "here": any(change.link in mine for change in each.changes),
        "status": stated.get(each.id, {}).get("status", ""),
        "expected": stated.get(each.id, {}).get("expected", ""),
    }


def said(laid: Laid, scenario: Scenario) -> dict[str, list[str]]:
    """Return what a scenario changes, by name."""
    names = {each.id: each.name or each.id for each in laid.network.projects}
    return {
        "on": [names[each] for each, on in sorted(scenario.projects.items()) if on],
        "off": [names[each] for each, on in sorted(scenario.projects.items()) if not on],
        "closed": [name_of(laid, each) for each in sorted(scenario.closed)],
        "assumed": [_set(laid, *each) for each in sorted(scenario.assumptions.items())],
    }


def _set(laid: Laid, name: str, value: float) -> str:
    found = laid.assumptions[name]
    return f"{found.name or name}: {value:g} {found.unit}".strip()


def box_of(seen: Looking) -> Box:
    """Return the box to draw: around the parties' own places, or around the whole layer."""
    if seen.laid is None or seen.asked is None:
        raise Http404
    laid, unit = seen.laid, seen.asked.unit
    ends = [
        (laid.nodes[each.tail], laid.nodes[each.head])
        for each in laid.network.links
        if each.unit == unit
    ]
    everywhere = {node.id: node for pair in ends for node in pair}
    if seen.asked.whole:
        return box_around(everywhere.values())
    near = _near(ends, countries_of(seen))
    return box_around(near or everywhere.values())


def countries_of(seen: Looking) -> set[str]:
    """Return the countries of the parties."""
    parties = shelf(seen.request.viewpoint, seen.partnership.id).all(Party)
    return {each.iso2 for each in parties if each.iso2}


def _near(ends: Iterable[tuple[Node, Node]], countries: set[str]) -> list[Node]:
    """Return the parties' places and what is two links from them and not far."""
    pairs = list(ends)
    own = {each.id: each for pair in pairs for each in pair if each.country in countries}
    placed = [(e.lon, e.lat) for e in own.values() if e.lon is not None and e.lat is not None]
    if not placed:
        return []
    middle = sum(x for x, _ in placed) / len(placed), sum(y for _, y in placed) / len(placed)
    found = dict(own)
    for _step in range(LINKS_AROUND):
        reached = [each for pair in pairs if any(end.id in found for end in pair) for each in pair]
        found |= {each.id: each for each in reached if _degrees(each, middle) <= DEGREES_AROUND}
    return list(found.values())


def _degrees(node: Node, middle: tuple[float, float]) -> float:
    """Return how far a place is from another: degrees of latitude, near enough for a frame."""
    if node.lon is None or node.lat is None:
        return inf
    across = cos(radians((node.lat + middle[1]) / 2))
    return hypot((node.lon - middle[0]) * across, node.lat - middle[1])

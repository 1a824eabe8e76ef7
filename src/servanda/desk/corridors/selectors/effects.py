"""What other pages tell of the corridor: runs that are kept, as one viewer sees them.

Nothing is computed here: a figure that nobody has asked for yet is not there, and the page leads to
where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.corridors.asking import LAYERS, UNIT_OF
from servanda.desk.corridors.effects import switched
from servanda.desk.corridors.questions import layers_changed, milestone, routes_offered
from servanda.desk.corridors.runs import Question, kept_answer
from servanda.desk.corridors.saying import dependence_said, effect_said, today_said
from servanda.desk.corridors.selectors.completions import standing_for
from servanda.desk.corridors.selectors.networks import Laid, laid_out, network_in_use
from servanda.desk.corridors.tables import tightest
from servanda.desk.projects.models import Project
from servanda.desk.projects.selectors.projects import carrying
from servanda.desk.record.viewpoint import Viewpoint
from servanda.exchange.network import NotANetwork
from servanda.flows.model import BadNetwork, Scenario

SHOWN = ("freight", "containers", "gas")


@dataclass(frozen=True, slots=True)
class LayerEffect:
    """What a project adds in one layer, in words; nothing where no run is kept."""

    layer: str
    said: str
    query: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a project does to the corridor in the next round year."""

    project: Project
    name: str
    year: int
    layers: tuple[LayerEffect, ...]

    @property
    def known(self) -> bool:
        """Tell whether any run of it is kept."""
        return any(each.said for each in self.layers)


@dataclass(frozen=True, slots=True)
class Standing:
    """The corridor in one layer, now and at the next milestone, in words."""

    layer: str
    now: str
    then: str
    query: str
    then_query: str


@dataclass(frozen=True, slots=True)
class Today:
    """The corridor of a partnership, now and in the next round year."""

    year: int
    then: int
    layers: tuple[Standing, ...]


def effect_of_project(viewpoint: Viewpoint, project: Project) -> Effect | None:
    """Return what a project does to the corridor; None where the network does not have it."""
    laid = _network(viewpoint, project.partnership_id)
    name = standing_for(project, laid) if laid is not None else ""
    if laid is None or not name:
        return None
    found = next(each for each in laid.network.projects if each.id == name)
    year = milestone(viewpoint.on.year)
    scenario = switched(Scenario(year), {name: True})
    layers = []
    for layer in layers_changed(laid, found):
        unit = UNIT_OF[layer]
        kept = kept_answer(laid, Question("effect", scenario, unit, name))
        said = ""
        if kept is not None:
            names = {each.id: each.name or each.id for each in laid.network.projects}
            said = effect_said(names[name], year, unit, kept)
            said = f"{said} {dependence_said(kept, names)}".strip()
        query = urlencode([("year", year), ("layer", layer), ("project", name)])
        layers.append(LayerEffect(layer, said, query))
    return Effect(project, found.name or name, year, tuple(layers))


def effect_of_commitment(viewpoint: Viewpoint, commitment: Commitment) -> tuple[Effect, ...]:
    """Return what the projects that carry a commitment out do to the corridor."""
    projects = {shown.project.pk: shown.project for shown, _ in carrying(viewpoint, commitment)}
    found = _known(effect_of_project(viewpoint, each) for each in projects.values())
    return tuple({each.name: each for each in reversed(found)}.values())[::-1]


def _known(effects: Iterable[Effect | None]) -> list[Effect]:
    return [each for each in effects if each is not None]


def corridor_today(viewpoint: Viewpoint, partnership_id: str) -> Today | None:
    """Return the corridor now and in the next round year, as far as runs of it are kept."""
    laid = _network(viewpoint, partnership_id)
    if laid is None:
        return None
    year = viewpoint.on.year
    then = milestone(year)
    there = {each.unit for each in laid.network.commodities}
    layers = [layer for unit, layer in LAYERS.items() if unit in there and layer in SHOWN]
    parties = shelf(viewpoint, partnership_id).all(Party)
    offered = routes_offered(laid, None, {each.iso2 for each in parties if each.iso2})
    route = next(name for name, _, chosen in offered if chosen)
    standing = [_standing(laid, layer, year, then, route) for layer in layers]
    return Today(year, then, tuple(each for each in standing if each.now or each.then))


def told_elsewhere(
    viewpoint: Viewpoint, partnership_id: str, *, effects: bool = False
) -> list[tuple[Laid, Question]]:
    """Return the questions whose answers other pages show: today, and effects where wanted."""
    laid = _network(viewpoint, partnership_id)
    if laid is None:
        return []
    then = milestone(viewpoint.on.year)
    units = {each.unit for each in laid.network.commodities}
    asked = [
        Question(kind, Scenario(year), unit)
        for unit, layer in LAYERS.items()
        if unit in units and layer in SHOWN
        for year in (viewpoint.on.year, then)
        for kind in ("solve", "ways")
    ]
    for each in laid.network.projects if effects else ():
        scenario = switched(Scenario(then), {each.id: True})
        asked += [
            Question("effect", scenario, UNIT_OF[layer], each.id)
            for layer in layers_changed(laid, each)
        ]
    return [(laid, question) for question in asked]


def _standing(laid: Laid, layer: str, year: int, then: int, route: str) -> Standing:
    said = []
    for when in (year, then):
        kept = kept_answer(laid, Question("solve", Scenario(when), UNIT_OF[layer]))
        ways = kept_answer(laid, Question("ways", Scenario(when), UNIT_OF[layer]))
        among = ways.get(route, ()) if ways and route in ways else None
        rows = tightest(laid, kept, UNIT_OF[layer], among) if kept else []
        said.append(today_said(when, UNIT_OF[layer], kept, rows) if kept else "")
    queries = [urlencode([("year", when), ("layer", layer)]) for when in (year, then)]
    return Standing(layer, said[0], said[1], queries[0], queries[1])


def _network(viewpoint: Viewpoint, partnership_id: str) -> Laid | None:
    version = network_in_use(viewpoint, partnership_id)
    if version is None:
        return None
    try:
        return laid_out(version)
    except (NotANetwork, BadNetwork):
        return None

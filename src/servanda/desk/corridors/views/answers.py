"""The three questions: what a project adds, where the bottleneck is, who loses what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.corridors import result_rows, saying, tables
from servanda.desk.corridors.asking import UNIT_OF, Asked
from servanda.desk.corridors.ensembles import asked_of
from servanda.desk.corridors.figures import LAYER_WORDS, PER_UNIT, UNITS, amount, shown
from servanda.desk.corridors.looking import Looking, looking
from servanda.desk.corridors.questions import (
    TOGETHER,
    in_layer,
    layers_changed,
    layers_out,
    out_asked,
    project_asked,
    route_asked,
    then_asked,
)
from servanda.desk.corridors.result_rows import MILLION
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.runs import Answered, Question, answer
from servanda.desk.corridors.selectors.completions import expected
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.views.paging import page
from servanda.flows.model import BadNetwork, Project, Scenario

A_MOMENT = 0.8
"""Seconds that a page waits for what it shows beside its own answer."""


@require_safe
def projects(request: Request, partnership: str) -> HttpResponse:
    """Show what each project changes; or what one adds, alone, with others and by its share."""
    seen = looking(request, partnership)
    found: Project | None = None
    if seen.laid is not None and seen.asked is not None:
        try:
            found = project_asked(request.GET, seen.laid, "project")
        except BadNetwork as error:
            seen = replace(seen, asked=None, fault=str(error))
    if found is None or seen.laid is None or seen.asked is None:
        return page(seen, "projects", _all_projects)
    one = in_layer(seen.asked, layers_changed(seen.laid, found))
    seen = replace(seen, asked=one)
    return _one_project(seen, one, found)


def _all_projects(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
    rows = result_rows.project_rows(laid, result, one.unit)
    return {
        "rows": [each for each in rows if each["something"]],
        "nothing": [each for each in rows if not each["something"]],
    }


def _one_project(seen: Looking, one: Asked, project: Project) -> HttpResponse:
    switched = replace(one.scenario, projects={**one.scenario.projects, project.id: True})
    question = Question("effect", switched, one.unit, project.id)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        names = {each.id: each.name or each.id for each in laid.network.projects}
        name, year = names[project.id], one.scenario.year
        stated = {row["id"]: row for row in laid.stored.sheets["projects"]}.get(project.id, {})
        return {
            "project": project,
            "stated": stated,
            "source": laid.stored.sources.get(stated.get("source", "")),
            "planned": project.completes is not None and project.completes <= year,
            "effect_said": saying.effect_said(name, year, one.unit, result),
            "dependence": saying.dependence_said(result, names),
            "cases": result_rows.effect_rows(laid, result, one.unit),
            "together": shown(result["together"], MILLION),
            "share": shown(result["share"], MILLION),
            "mates": [names[each] for each in result["without"]],
            "helped_by": [names[each] for each in result["helped_by"]],
            "hanging": result_rows.hanging_rows(laid, result["hangs_on"], None),
            "other_layers": _in_other_layers(laid, one, project, switched),
            "likely": _likely(seen, laid, one, project),
        }

    return page(seen, "projects", rows, question=question)


def _likely(seen: Looking, laid: Laid, one: Asked, project: Project) -> dict[str, Any] | None:
    """Return what a project is worth times how likely it is there, by its roadmap's risk."""
    due = expected(seen.request.viewpoint, seen.partnership.id, laid)
    own = next((each for each in due if each.network_project == project.id), None)
    free = one.scenario.month is None and project.id not in one.scenario.projects
    if own is None or not free:
        return None
    about = asked_of([each.completion for each in due], project=project.id)
    result = answer(laid, Question("likely", one.scenario, one.unit, about), A_MOMENT).result
    return {
        "roadmap": own.roadmap,
        "chance": round(100 * own.completion.chance(one.scenario.year)),
        "expected": result and shown([result["expected"]] * 3, MILLION).middle,
        "saves": result and shown(result["saves"], MILLION),
        "draws": result and result["draws"],
    }


def _in_other_layers(
    laid: Laid, one: Asked, project: Project, switched: Scenario
) -> list[dict[str, Any]]:
    """Return what a project adds in its other layers, or that it is being reckoned."""
    found = []
    for layer in layers_changed(laid, project):
        if layer == one.layer:
            continue
        unit = UNIT_OF[layer]
        result = answer(laid, Question("effect", switched, unit, project.id), A_MOMENT).result
        name, year = project.name or project.id, one.scenario.year
        found.append(
            {
                "layer": LAYER_WORDS[layer],
                "said": saying.effect_said(name, year, unit, result) if result else "",
                "query": replace(one, layer=layer).query(),
            }
        )
    return found


@require_safe
def bottlenecks(request: Request, partnership: str) -> HttpResponse:
    """Show what is full or nearest to it, and where that is once a project is there."""
    seen = looking(request, partnership)
    project: Project | None = None
    then, route = 0, ""
    if seen.laid is not None and seen.asked is not None:
        try:
            project = project_asked(request.GET, seen.laid, "after")
            then = then_asked(request.GET, seen.asked, project) if project else 0
            route = route_asked(request.GET, seen.laid)
        except BadNetwork as error:
            seen = replace(seen, asked=None, fault=str(error))

    def rows(laid: Laid, one: Asked, _result: Plain) -> dict[str, Any]:
        worlds = _before_and_after(one, project, then)
        layers = [one.layer]
        if project is not None and one.layer in TOGETHER:
            there = {each.unit for each in laid.network.commodities}
            layers += [x for x in TOGETHER if x != one.layer and UNIT_OF[x] in there]
        parts = [_part(laid, world, layer, route) for layer in layers for world in worlds]
        return {"parts": parts, "after": project, "then": then, "route": route}

    return page(seen, "bottlenecks", rows, solve=True)


def _before_and_after(one: Asked, project: Project | None, then: int) -> list[tuple[str, Scenario]]:
    """Return the scenario, and the one of the later year with the project."""
    if project is None:
        return [("now", one.scenario)]
    before = {**one.scenario.projects}
    after = {**one.scenario.projects, project.id: True}
    return [
        ("now", replace(one.scenario, projects=before)),
        ("then", replace(one.scenario, year=then, projects=after)),
    ]


def _part(laid: Laid, world: tuple[str, Scenario], layer: str, route: str) -> dict[str, Any]:
    """Return the tightest places of one scenario in one layer."""
    when, scenario = world
    unit = UNIT_OF[layer]
    found: Answered = answer(laid, Question("solve", scenario, unit))
    passed = answer(laid, Question("ways", scenario, unit)).result if route else None
    among = passed.get(route, ()) if passed is not None else None
    tight = tables.tightest(laid, found.result, unit, among) if found.result else []
    extra = answer(laid, Question("reliefs", scenario, unit), A_MOMENT).result or {}
    for row in tight:
        more = extra.get(f"{row['kind']} {row['id']}")
        row["relief"] = more and {
            "extra": amount([more["extra"]] * 3, unit).middle,
            "saves": shown([more["saves"]] * 3, MILLION).middle,
        }
    return {
        "when": when,
        "year": scenario.year,
        "layer": LAYER_WORDS[layer],
        "unit": UNITS[unit].words,
        "per_unit": PER_UNIT[unit],
        "there": found.result is not None,
        "said": saying.tight_said(tight),
        "tight": tight,
        "draws": found.result["draws"] if found.result else 0,
        "query": Asked(scenario, layer).query(),
    }


@require_safe
def outages(request: Request, partnership: str) -> HttpResponse:
    """Show what is lost with each thing out; or who loses what when one is."""
    seen = looking(request, partnership)
    name = ""
    if seen.laid is not None and seen.asked is not None:
        try:
            name = out_asked(request.GET, seen.laid)
        except BadNetwork as error:
            seen = replace(seen, asked=None, fault=str(error))
    if not name or seen.laid is None or seen.asked is None:
        return page(seen, "outages", _all_outages)
    one = in_layer(seen.asked, layers_out(seen.laid, name))

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        what = result_rows.thing(laid, name)
        return {
            "out": what,
            "out_said": saying.out_said(what, one.scenario.year, one.unit, result),
            "lost": amount(result["lost"], one.unit),
            "dearer": shown(result["dearer"], MILLION),
            "groups": result_rows.buyer_rows(laid, result, one.unit),
            "hanging": result_rows.hanging_rows(laid, result["hangs_on"], one.unit),
            "closed_query": _closed_too(laid, one, name),
        }

    question = Question("out", one.scenario, one.unit, name)
    return page(replace(seen, asked=one), "outages", rows, question=question)


def _closed_too(laid: Laid, one: Asked, name: str) -> str:
    """Return the address of the scenario in which the same is closed."""
    closed = one.scenario.closed | laid.lines.get(name, frozenset({name}))
    return replace(one, scenario=replace(one.scenario, closed=closed)).query()


def _all_outages(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
    return {"rows": result_rows.outage_rows(laid, result, one.unit)}

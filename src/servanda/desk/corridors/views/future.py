"""The years to come: a band over assumptions, completions of projects, and what may be shut."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.corridors import result_rows
from servanda.desk.corridors.asking import Asked
from servanda.desk.corridors.ensembles import asked_of
from servanda.desk.corridors.looking import looking
from servanda.desk.corridors.questions import Shut, shut_asked
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.runs import Question
from servanda.desk.corridors.selectors.completions import Expected, expected
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.views.paging import page
from servanda.flows.chances import Disruption
from servanda.flows.model import BadNetwork

CHANCES = (0.1, 0.5, 0.8)


@require_safe
def years(request: Request, partnership: str) -> HttpResponse:
    """Show what arrives year by year, as a band."""
    seen = looking(request, partnership)
    laid, one = seen.laid, seen.asked
    if laid is None or one is None:
        return page(seen, "years", _nothing)
    try:
        shut = shut_asked(request.GET, laid)
    except BadNetwork as error:
        return page(replace(seen, asked=None, fault=str(error)), "years", _nothing)
    due = expected(request.viewpoint, partnership, laid)
    one = _whole_years(one)
    about = asked_of([each.completion for each in due], _disruptions(laid, shut))

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        return {
            "fan": result_rows.fan(result, one.unit),
            "due": [_row(each, laid, one) for each in due],
            "chances": [f"{100 * each:.0f}" for each in CHANCES],
            "shut": shut,
            "shut_name": result_rows.thing(laid, shut.name) if shut.name else "",
        }

    question = Question("years", one.scenario, one.unit, about)
    return page(replace(seen, asked=one), "years", rows, question=question)


def _nothing(_laid: Laid, _one: Asked, _result: Plain) -> dict[str, Any]:
    return {}


def _whole_years(one: Asked) -> Asked:
    return replace(one, scenario=replace(one.scenario, month=None))


def _disruptions(laid: Laid, shut: Shut) -> list[Disruption]:
    if not shut.name:
        return []
    rows = tuple(sorted(laid.lines.get(shut.name, frozenset({shut.name}))))
    weeks = float(shut.weeks)
    chance = shut.chance / 100
    return [Disruption(shut.name, shut.name, rows, chance, (weeks, weeks, weeks))]


def _row(each: Expected, laid: Laid, one: Asked) -> dict[str, Any]:
    """Return when a project may be done: the years by which it is with some chances."""
    names = {project.id: project.name or project.id for project in laid.network.projects}
    by = each.completion.by
    return {
        "name": names[each.network_project],
        "roadmap": each.roadmap,
        "by": [next((year for year, share in by if share >= least), None) for least in CHANCES],
        "at_all": round(100 * max((share for _, share in by), default=0.0)),
        "set": each.network_project in one.scenario.projects,
    }

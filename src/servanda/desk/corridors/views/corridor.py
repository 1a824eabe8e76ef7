"""The corridor: a map of flows, two scenarios side by side, and what runs came to."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.corridors import comparing, result_rows, tables
from servanda.desk.corridors.asking import Asked, asked
from servanda.desk.corridors.looking import box_of, context, looking, said, switches
from servanda.desk.corridors.map.drawing import picture
from servanda.desk.corridors.questions import milestone
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.runs import Question, answer
from servanda.desk.corridors.saying import lead
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.views.paging import page
from servanda.desk.corridors.year_range import year_range
from servanda.flows.model import BadNetwork, Scenario


@require_safe
def corridor(request: Request, partnership: str) -> HttpResponse:
    """Show the flows of one layer in one scenario, on a map and in tables."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        then = Scenario(milestone(request.viewpoint.on.year))
        for kind in ("solve", "ways"):  # the overview tells of them
            answer(laid, Question(kind, then, one.unit), 0.0)
            answer(laid, Question(kind, one.scenario, one.unit), 0.0)
        drawn = tables.drawn_links(laid, result, one.scenario, one.unit)
        links = tables.link_rows(laid, result, one.scenario, one.unit)
        return {
            "picture": picture(drawn, laid.nodes, box_of(seen), one.scenario.closed),
            "carrying": [each for each in links if not each.flow.nothing],
            "resting": [each for each in links if each.flow.nothing],
            "demands": tables.demand_rows(laid, result, one.unit),
            "lead": lead(laid, one, result),
            "years": year_range(seen, laid, one),
        }

    return page(seen, "corridor", rows, solve=True)


@require_safe
def assumptions(request: Request, partnership: str) -> HttpResponse:
    """Show what is assumed, that first on which most hangs."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        return {"rows": result_rows.assumption_rows(laid, result, one.unit, one.scenario)}

    return page(seen, "assumptions", rows)


@require_safe
def compare(request: Request, partnership: str) -> HttpResponse:
    """Show two scenarios side by side, and what differs."""
    seen = looking(request, partnership)
    shown: dict[str, Any] = {**context(seen), "tab": "compare", "kind": "pair"}
    if seen.laid is None or seen.asked is None:
        return render(request, "corridors/compare.html", shown, status=400 if seen.fault else 200)
    try:
        other = _other(seen.laid, request, seen.asked)
    except BadNetwork as error:
        return render(request, "corridors/compare.html", {**shown, "fault": str(error)}, status=400)
    if any(name.startswith(("p-", "b-p-")) for name in request.GET):
        both = f"{seen.asked.query()}&{other.query('b-')}"
        return redirect(f"{reverse('corridor_compare', args=[partnership])}?{both}")
    question = Question("pair", seen.asked.scenario, seen.asked.unit, other.scenario)
    found = answer(seen.laid, question)
    shown |= {
        "other": switches(seen.laid, other, "b-"),
        "other_said": said(seen.laid, other.scenario),
        "other_asked": other,
        "answer": found,
        "draws": (found.result or {}).get("draws"),
        "fault": found.fault,
        "query": f"{seen.asked.query()}&{other.query('b-')}",
    }
    if found.result is not None:
        shown |= comparing.compared(seen.laid, seen.asked.unit, found.result, box_of(seen))
    return render(request, "corridors/compare.html", shown)


def _other(laid: Laid, request: Request, one: Asked) -> Asked:
    """Return the second scenario, in the layer and area of the first."""
    other = asked(request.GET, laid.network, year=one.scenario.year, prefix="b-")
    return Asked(other.scenario, one.layer, one.whole)

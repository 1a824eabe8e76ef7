"""The corridor: a map of flows, two scenarios side by side, and what runs came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.corridors import comparing, result_rows, tables
from servanda.desk.corridors.asking import Asked, asked
from servanda.desk.corridors.looking import (
    Looking,
    box_of,
    canonical,
    context,
    looking,
    said,
    switches,
)
from servanda.desk.corridors.map.drawing import picture
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.runs import run, run_or_central
from servanda.desk.corridors.saying import lead
from servanda.desk.corridors.selectors.networks import Laid
from servanda.flows.model import BadNetwork

Rows = Callable[[Laid, Asked, Plain], dict[str, Any]]


@require_safe
def corridor(request: Request, partnership: str) -> HttpResponse:
    """Show the flows of one layer in one scenario, on a map and in tables."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        drawn = tables.drawn_links(laid, result, one.scenario, one.unit)
        links = tables.link_rows(laid, result, one.scenario, one.unit)
        return {
            "picture": picture(drawn, laid.nodes, box_of(seen), one.scenario.closed),
            "carrying": [each for each in links if not each.flow.nothing],
            "resting": [each for each in links if each.flow.nothing],
            "demands": tables.demand_rows(laid, result, one.unit),
            "lead": lead(laid, one, result),
        }

    return _page(seen, "corridor", "solve", rows)


@require_safe
def bottlenecks(request: Request, partnership: str) -> HttpResponse:
    """Show what is full, and what one more unit of it would save."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        found = tables.tight_rows(laid, result, one.unit)
        return {
            "tight": [each for each in found if not each["only_in_draws"]],
            "at_times": [each for each in found if each["only_in_draws"]],
        }

    return _page(seen, "bottlenecks", "solve", rows)


@require_safe
def projects(request: Request, partnership: str) -> HttpResponse:
    """Show what each project changes: with it less without it."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        return {"rows": result_rows.project_rows(laid, result, one.unit)}

    return _page(seen, "projects", "projects", rows)


@require_safe
def outages(request: Request, partnership: str) -> HttpResponse:
    """Show what is lost, and who loses it, with each link, border and port out."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        found = result_rows.outage_rows(laid, result, one.unit)
        wanted = request.GET.get("out", "")
        return {"rows": found, "wanted": next((x for x in found if x["id"] == wanted), None)}

    return _page(seen, "outages", "outages", rows)


@require_safe
def assumptions(request: Request, partnership: str) -> HttpResponse:
    """Show what is assumed, that first on which most hangs."""
    seen = looking(request, partnership)

    def rows(laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        return {"rows": result_rows.assumption_rows(laid, result, one.unit, one.scenario)}

    return _page(seen, "assumptions", "assumptions", rows)


@require_safe
def years(request: Request, partnership: str) -> HttpResponse:
    """Show what arrives year by year."""
    seen = looking(request, partnership)

    def rows(_laid: Laid, one: Asked, result: Plain) -> dict[str, Any]:
        return {"fan": result_rows.fan(result, one.unit)}

    return _page(seen, "years", "years", rows)


def _page(seen: Looking, name: str, kind: str, rows: Rows) -> HttpResponse:
    """Answer with a page of a run, or with how far the run has come."""
    again = canonical(seen)
    if again:
        return redirect(f"{seen.request.path}?{again}")
    shown, status = {**context(seen), "tab": name, "kind": kind}, 200
    if seen.fault:
        status = 400
    elif seen.laid is not None and seen.asked is not None:
        whole = True
        if kind == "solve":
            answer, whole = run_or_central(seen.laid, seen.asked)
        else:
            answer = run(seen.laid, seen.asked, kind)
        shown |= {"answer": answer, "fault": answer.fault, "central_alone": not whole}
        if answer.result is not None:
            shown |= rows(seen.laid, seen.asked, answer.result)
    response = render(seen.request, f"corridors/{name}.html", shown, status=status)
    if "answer" in shown and (shown["answer"].result is None or shown["central_alone"]):
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def compare(request: Request, partnership: str) -> HttpResponse:
    """Show two scenarios side by side, and what differs."""
    seen = looking(request, partnership)
    shown: dict[str, Any] = {**context(seen), "tab": "compare", "kind": "solve"}
    if seen.laid is None or seen.asked is None:
        return render(request, "corridors/compare.html", shown, status=400 if seen.fault else 200)
    try:
        other = _other(seen.laid, request, seen.asked)
    except BadNetwork as error:
        return render(request, "corridors/compare.html", {**shown, "fault": str(error)}, status=400)
    if any(name.startswith(("p-", "b-p-")) for name in request.GET):
        both = f"{seen.asked.query()}&{other.query('b-')}"
        return redirect(f"{reverse('corridor_compare', args=[partnership])}?{both}")
    answers = [run(seen.laid, each, "solve") for each in (seen.asked, other)]
    shown |= {
        "other": switches(seen.laid, other, "b-"),
        "other_said": said(seen.laid, other.scenario),
        "other_asked": other,
        "answer": answers[1] if answers[0].result else answers[0],
        "fault": answers[0].fault or answers[1].fault,
        "query": f"{seen.asked.query()}&{other.query('b-')}",
    }
    results = [each.result for each in answers]
    if results[0] is not None and results[1] is not None:
        shown |= comparing.compared(seen.laid, seen.asked, (results[0], results[1]), box_of(seen))
    return render(request, "corridors/compare.html", shown)


def _other(laid: Laid, request: Request, one: Asked) -> Asked:
    """Return the second scenario, in the layer and area of the first."""
    other = asked(request.GET, laid.network, year=one.scenario.year, prefix="b-")
    return Asked(other.scenario, one.layer, one.whole)

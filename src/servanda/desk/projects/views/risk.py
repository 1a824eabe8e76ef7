"""How sure the dates of a roadmap are."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request
from servanda.desk.projects import risk_page, roadmap_page
from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.plans import dues_of, schedule_of
from servanda.desk.projects.risk_results import Outcome
from servanda.desk.projects.risk_runs import SAMPLES
from servanda.desk.projects.roadmap_http import roadmap_or_404
from servanda.desk.projects.row_pages import ROWS
from servanda.desk.projects.selectors.risk import risk as risk_of
from servanda.desk.projects.selectors.roadmaps import parts_of, sources_of
from servanda.scheduling.calendars import NotAPlan


@require_safe
def risk(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show the fan, the tornado and the chances, or how far computing them has come."""
    found, one = roadmap_or_404(request, partnership, local)
    context = {"partnership": found, "roadmap": one, "samples": SAMPLES}
    parts = parts_of(request.viewpoint, one)
    context |= {"parts": parts, "every_day": len(parts.without_calendar)}
    try:
        if parts.rows:
            answer = risk_of(request.viewpoint, one)
            context |= {"answer": answer, "fault": answer.fault}
            if answer.outcome:
                context |= _shown(request, one, answer.outcome)
    except NotAPlan as error:
        context["fault"] = str(error)
    template = "risk_waiting" if request.htmx and "outcome" not in context else "roadmap_risk"
    response = render(request, f"projects/{template}.html", context)
    if request.htmx and "outcome" in context:
        response["HX-Refresh"] = "true"
    if "outcome" not in context:
        response["Cache-Control"] = "no-store"
    return response


def _shown(request: Request, one: Roadmap, outcome: Outcome) -> dict[str, object]:
    view = request.viewpoint
    parts = parts_of(view, one)
    sources = sources_of(view, parts)
    rows = roadmap_page.table(
        parts, schedule_of(view, one), dues_of(view, one), outcome.p80, sources
    )
    exposed = risk_page.exposed(parts, outcome)
    estimated = [each for each in rows if each.placed.activity.duration and not each.done]
    return {
        "outcome": outcome,
        "lead": risk_page.lead(outcome),
        "fan": risk_page.fan(rows, outcome, today=view.on),
        "tornado": risk_page.tornado(parts, outcome),
        "exposed": exposed[:ROWS],
        "unlisted": max(len(exposed), len(estimated)) > ROWS,
        "listed": ROWS,
        "rows": rows,
        "gates": [each for each in rows if each.row.gate and not each.done],
        "estimated": estimated[:ROWS],
    }

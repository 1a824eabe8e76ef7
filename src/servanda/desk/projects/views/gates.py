"""A gate: when it may open, and every project, commitment and due date that it moves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.projects import gate_page
from servanda.desk.projects.models import Gate
from servanda.desk.projects.roadmap_http import day_asked
from servanda.desk.projects.selectors import roadmaps as selectors
from servanda.desk.record.models import Source
from servanda.scheduling.calendars import NotAPlan

FAR = 366 * 60


@require_safe
def gate(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show what moves if a gate opens on another day; nothing is saved by trying one."""
    found = partnership_or_404(request, partnership)
    one = selectors.gate(request.viewpoint, found.id, local)
    if one is None:
        raise Http404
    written = request.GET.get("to", "")
    asked = day_asked(request, "to")
    wrong = bool(written) and (asked is None or abs((asked - one.likely).days) > FAR)
    to = gate_page.default_day(one, request.viewpoint.on) if asked is None or wrong else asked
    base = one.opened or one.likely
    context: dict[str, object] = {
        "partnership": found,
        "gate": one,
        "source": _source(request, one),
        "chance": round(100 * one.probability),
        "shut": 100 - round(100 * one.probability),
        "to": to,
        "wrong": written if wrong else "",
        "days": (to - base).days,
        "earlier": (base - to).days,
    }
    try:
        shifts = gate_page.shifts(request.viewpoint, one, to=to)
        context |= {"shifts": shifts, "totals": gate_page.totals(shifts)}
    except NotAPlan as error:
        context["fault"] = str(error)
    return render(request, "projects/gate_effects.html", context, status=400 if wrong else 200)


def _source(request: Request, one: Gate) -> Source | None:
    """Return what the gate's dates rest on, if the viewer sees it."""
    things = shelf(request.viewpoint, one.partnership_id)
    return next(iter(things.all(Source, id=one.source_id)), None) if one.source_id else None

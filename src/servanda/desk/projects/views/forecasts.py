"""Forecasts that were stored, and how they turned out."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.agreements.selectors import Page
from servanda.desk.agreements.selectors.shelf import last_day, shelf
from servanda.desk.agreements.views.adding import officer
from servanda.desk.projects.forecast_scores import EDGE, SIDE, scores
from servanda.desk.projects.models import Forecast, RoadmapRow
from servanda.desk.projects.roadmap_http import roadmap_or_404, sent
from servanda.desk.projects.services import forecasts as services

SIZE = 100


@require_safe
def forecasts(request: Request, partnership: str) -> HttpResponse:
    """List the forecasts with what came of them, and how well they did in all."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    things = shelf(view, found.id)
    every = _as_of(request, things.all(Forecast, "roadmap", "gate", "commitment"))
    names = {(row.roadmap_id, row.key): row for row in things.all(RoadmapRow)}
    size, number = SIZE, page_number(request)
    last = max(1, -(-len(every) // size))
    number = min(max(1, number), last)
    shown = every[(number - 1) * size : number * size]
    context = {
        "partnership": found,
        "page": Page(tuple(shown), number, size, len(every)),
        "before": number - 1,
        "after": number + 1,
        "rows": [(each, names.get((each.roadmap_id, each.key))) for each in shown],
        "scores": scores(every, on=view.on),
        "side": SIDE,
        "edge": EDGE,
        "ticks": [
            (percent, f"{EDGE + SIDE * percent / 100:.1f}", f"{8 + SIDE * (1 - percent / 100):.1f}")
            for percent in (0, 25, 50, 75, 100)
        ],
    }
    return render(request, "projects/forecasts.html", context)


def _as_of(request: Request, every: list[Forecast]) -> list[Forecast]:
    """Take back what had not come about by the day looked from; the latest forecasts first."""
    last = last_day(request.viewpoint)
    for each in every:
        if last and each.came_on and each.came_on > last:
            each.came_on = None
    return sorted(every, key=lambda each: (-each.made_on.toordinal(), each.roadmap_id, each.key))


@require_POST
def make(request: Request, partnership: str, local: str) -> HttpResponse:
    """Store a forecast of a roadmap as it is now."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "forecast.make")
    form = forms.Form(request.POST)
    made, status = sent(form, lambda: services.make(one.id, by=person))
    if made is None:
        context = {"partnership": found, "roadmap": one, "form": form}
        return render(request, "projects/forecast_refused.html", context, status=status)
    said = ngettext(
        "%(number)s forecast was stored.", "%(number)s forecasts were stored.", len(made)
    )
    messages.info(request, said % {"number": len(made)})
    return redirect("forecasts", found.id)


@require_POST
def settle(request: Request, partnership: str) -> HttpResponse:
    """Tell the open forecasts what came of them."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "forecast.settle")
    told = services.settle(found.id, by=person)
    said = (
        ngettext("%(number)s forecast was settled.", "%(number)s forecasts were settled.", told)
        % {"number": told}
        if told
        else _("Nothing that was forecast has come about, or failed to by its due date, since.")
    )
    messages.info(request, said)
    return redirect("forecasts", found.id)

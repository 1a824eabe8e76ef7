"""Baselines of a roadmap: taking one, and how the plan of now differs from it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from servanda.desk.accounts.http import Request
from servanda.desk.agreements.views.adding import officer
from servanda.desk.projects.models import Baseline, Roadmap
from servanda.desk.projects.roadmap_forms import BaselineForm
from servanda.desk.projects.roadmap_http import GET_AND_POST, roadmap_or_404, sent
from servanda.desk.projects.selectors.baselines import baselines as taken_of
from servanda.desk.projects.selectors.slips import comparison
from servanda.desk.projects.services.baselines import take
from servanda.scheduling.calendars import NotAPlan


@require_http_methods(GET_AND_POST)
def baselines(request: Request, partnership: str, local: str) -> HttpResponse:
    """List the baselines, compare one with now, and take another."""
    found, one = roadmap_or_404(request, partnership, local, now=request.method == "POST")
    form, status = BaselineForm(), 200
    if request.method == "POST":
        person = officer(request, found.id, "roadmap.freeze")
        form = BaselineForm(request.POST)
        done, status = sent(form, lambda: take(one.id, by=person, title=form.cleaned_data["title"]))
        if done is not None:
            return redirect("baselines", found.id, one.local_id)
    taken = taken_of(request.viewpoint, one)
    against = _against(request, taken)
    context = {
        "partnership": found,
        "roadmap": one,
        "baselines": taken,
        "against": against,
        "form": form,
        **_compared(request, one, against),
    }
    return render(request, "projects/baselines.html", context, status=status)


def _compared(request: Request, one: Roadmap, against: Baseline | None) -> dict[str, object]:
    if against is None:
        return {}
    try:
        return {"comparison": comparison(request.viewpoint, one, against)}
    except NotAPlan as error:
        return {"fault": str(error)}


def _against(request: Request, taken: list[Baseline]) -> Baseline | None:
    asked = request.GET.get("number", "")
    if not asked:
        return taken[0] if taken else None
    found = next((each for each in taken if str(each.number) == asked), None)
    if found is None:
        raise Http404
    return found

"""Putting a roadmap before both sides: a draft of it as it is now."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from servanda.desk.accounts.http import Request
from servanda.desk.agreements.forms import PlainForm
from servanda.desk.agreements.views.adding import officer
from servanda.desk.projects.roadmap_http import GET_AND_POST, present, roadmap_or_404, sent
from servanda.desk.projects.selectors.adoption import adoption
from servanda.desk.projects.services.roadmap_papers import draft


class DraftForm(PlainForm):
    """What changed and why."""

    note = forms.CharField(
        label=_("What changed and why"), required=False, widget=forms.Textarea({"rows": 3})
    )


@require_http_methods(GET_AND_POST)
def paper(request: Request, partnership: str, local: str) -> HttpResponse:
    """Draft the roadmap as a paper, or a new version of its paper."""
    found, one = roadmap_or_404(request, partnership, local, now=True)
    person = officer(request, found.id, "paper.draft")
    form, status = DraftForm(), 200
    if request.method == "POST":
        form = DraftForm(request.POST)
        done, status = sent(form, lambda: draft(one.id, by=person, note=form.cleaned_data["note"]))
        if done is not None:
            return redirect("paper", found.id, done.paper.local_id)
    context = {
        "partnership": found,
        "roadmap": one,
        "form": form,
        "adoption": adoption(present(request), one),
    }
    return render(request, "projects/roadmap_paper.html", context, status=status)

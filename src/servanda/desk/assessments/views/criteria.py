"""The criteria of a commitment: its versions with what each changed, and the draft to edit."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.views.adding import officer
from servanda.desk.assessments.coding_forms import DraftForm
from servanda.desk.assessments.selectors import criteria as selectors
from servanda.desk.assessments.selectors.criteria import VersionView
from servanda.desk.assessments.services import criteria as services
from servanda.desk.assessments.views.sending import commitment_or_404, present, sent
from servanda.desk.record.policy import may_do

ENDS = frozenset({"adopt", "discard"})


@require_safe
def criteria(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show every version of a commitment's criteria, the newest first."""
    found = partnership_or_404(request, partnership)
    due = commitment_or_404(request.viewpoint, found.id, local)
    shown = selectors.versions(request.viewpoint, due.commitment)
    may = may_do(request.viewer, "criteria.draft", found.id) and not request.viewpoint.historic
    context = {
        "partnership": found,
        "commitment": due.commitment,
        "due": due,
        "versions": shown,
        "draft": next((each for each in shown if each.draft), None),
        "may_draft": may,
    }
    return render(request, "assessments/criteria.html", context)


@require_POST
def draft(request: Request, partnership: str, local: str) -> HttpResponse:
    """Begin a new version, and open it for editing."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "criteria.draft")
    due = commitment_or_404(present(request), found.id, local)
    form = forms.Form({})
    made, status = sent(form, lambda: services.draft(due.commitment.id, by=person))
    if made is not None:
        return redirect("criteria_draft", found.id, made.local_id)
    shown = selectors.versions(present(request), due.commitment)
    context = {
        "partnership": found,
        "commitment": due.commitment,
        "due": due,
        "versions": shown,
        "draft": next((each for each in shown if each.draft), None),
        "may_draft": True,
        "form": form,
    }
    return render(request, "assessments/criteria.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, partnership: str, version: str) -> HttpResponse:
    """Edit a draft, adopt it or give it up; an adopted version only stands on its commitment."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "criteria.edit")
    shown = selectors.version(present(request), found.id, version)
    if shown is None:
        raise Http404
    local = shown.version.commitment.local_id
    if not shown.draft and request.method != "POST":
        return redirect("criteria", found.id, local)
    form = DraftForm(
        shown.criteria,
        request.POST if request.method == "POST" else None,
        note=shown.version.note,
    )
    status = 200
    if request.method == "POST":
        done, status = sent(form, lambda: _change(request, shown, form, person))
        if done is not None:
            verb = request.POST.get("do", "")
            return (
                redirect("criteria", found.id, local)
                if verb in ENDS
                else redirect("criteria_draft", found.id, version)
            )
    due = commitment_or_404(present(request), found.id, local)
    context = {
        "partnership": found,
        "shown": shown,
        "commitment": due.commitment,
        "due": due,
        "form": form,
        "rows": form.rows(),
    }
    return render(request, "assessments/criteria_draft.html", context, status=status)


def _change(request: Request, shown: VersionView, form: DraftForm, person: Person) -> bool:
    """Save what stands in the form; then adopt it or give it up, where that was asked for."""
    verb = request.POST.get("do", "")
    expected = request.POST.get("expected", "")
    note = form.cleaned_data["note"]
    if verb == "discard":
        services.discard(shown.version.id, expected=expected, by=person)
    elif verb == "adopt":
        services.save_and_adopt(
            shown.version.id, form.lines(), note=note, expected=expected, by=person
        )
    else:
        services.save_draft(shown.version.id, form.lines(), note=note, expected=expected, by=person)
    return True

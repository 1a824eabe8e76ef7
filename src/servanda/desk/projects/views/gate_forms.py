"""The forms that add and change gates; what a gate moves has a page of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.bodies.views.sending import allowed, present, sent
from servanda.desk.projects import forms
from servanda.desk.projects.models import Gate
from servanda.desk.projects.selectors.roadmaps import gate
from servanda.desk.projects.services import things

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def add(request: Request, partnership: str) -> HttpResponse:
    """Take a new gate in."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "gate.add", found.id)
    form = forms.NewGateForm(forms.Offers(present(request), found.id), request.POST or None)
    status = 200
    if request.method == "POST":
        made, status = sent(
            form, lambda: things.add(Gate, found.id, by=person, **form.cleaned_data)
        )
        if made is not None:
            return redirect("gate", found.id, made.local_id)
    context = {"partnership": found, "form": form}
    return render(request, "projects/edit_gate.html", context, status=status)


@require_http_methods(GET_AND_POST)
def edit(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change the dates, the chance or the basis of a gate."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "gate.change", found.id)
    one = gate(present(request), found.id, local)
    if one is None:
        raise Http404
    form = forms.GateForm(
        forms.Offers(present(request), found.id),
        request.POST or None,
        initial={name: getattr(one, name) for name in forms.GateForm.base_fields},
    )
    status, seen = 200, request.POST.get("seen", "")
    if request.method == "POST":
        done, status = sent(
            form, lambda: things.amend(one, by=person, seen=seen, **form.cleaned_data)
        )
        if done is not None:
            return redirect("gate", found.id, local)
    context = {"partnership": found, "form": form, "gate": one, "seen": fingerprint(one)}
    return render(request, "projects/edit_gate.html", context, status=status)

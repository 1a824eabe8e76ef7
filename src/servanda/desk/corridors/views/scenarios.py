"""Saved scenarios: listed, shown with their frozen inputs, and saved; runs that are stopped."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.bodies.views.sending import allowed, present, sent
from servanda.desk.corridors.asking import Asked, asked, hash_of
from servanda.desk.corridors.looking import ready, said
from servanda.desk.corridors.runs import ABOUT, KINDS, Question, answer
from servanda.desk.corridors.runs import stop as stop_run
from servanda.desk.corridors.saying import lead
from servanda.desk.corridors.selectors import networks
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.services.scenarios import save
from servanda.desk.corridors.views.exports import asked_by
from servanda.flows.model import BadNetwork


class SaveForm(forms.Form):
    """The name under which a scenario is kept."""

    title = forms.CharField(label=_("Title"), max_length=300)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=4000, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: Request, partnership: str) -> HttpResponse:
    """List the saved scenarios; save the one that an address asks for."""
    found = partnership_or_404(request, partnership)
    form, status = SaveForm(initial={"query": request.GET.urlencode()}), 200
    if request.method == "POST":
        person = allowed(request, "scenario.save", found.id)
        version = networks.network_in_use(present(request), found.id)
        if version is None:
            raise Http404
        form = SaveForm(request.POST)
        network = networks.laid_out(version).network
        if form.is_valid():
            try:
                query = QueryDict(form.cleaned_data["query"])
                one = asked(query, network, year=request.viewpoint.on.year)
            except BadNetwork as error:
                form.add_error(None, str(error))
        made, status = sent(form, lambda: save(version, one, by=person, **_named(form)))
        if made is not None:
            return redirect("scenario", found.id, made.local_id)
    context = {
        "partnership": found,
        "tab": "scenarios",
        "scenarios": networks.scenarios(request.viewpoint, found.id),
        "version": networks.network_in_use(request.viewpoint, found.id),
        "save": form,
        "query": request.GET.urlencode(),
    }
    return render(request, "corridors/scenarios.html", context, status=status)


def _named(form: SaveForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("title", "note")}


@require_safe
def scenario(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a saved scenario: how to cite it, its inputs, and whether they are as they were."""
    found = partnership_or_404(request, partnership)
    one = networks.scenario(request.viewpoint, found.id, local)
    if one is None:
        raise Http404
    laid = networks.laid_out(one.network)
    question = asked_by(one)
    frozen = question.scenario
    current = networks.network_in_use(request.viewpoint, found.id)
    context = {
        "partnership": found,
        "tab": "scenarios",
        "scenario": one,
        "frozen": frozen,
        "said": said(laid, frozen),
        "intact": hash_of(one.network.sha256, frozen) == one.sha256,
        "same_network": current is not None and current.sha256 == one.network.sha256,
        "current": current,
        "query": question.query(),
        "lead": _lead(laid, question),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "corridors/scenario.html", context)


def _lead(laid: Laid, question: Asked) -> str:
    """Say what the scenario comes to, if that is there within the patience of a page."""
    result = answer(laid, Question("solve", question.scenario, question.unit)).result
    return lead(laid, question, result) if result is not None else ""


@require_POST
def stop(request: Request, partnership: str) -> HttpResponse:
    """Stop a run that the person who asks is waiting for."""
    _found, laid, one = ready(request, partnership)
    kind = request.POST.get("kind", "")
    if kind in KINDS or kind in ABOUT:
        about = request.POST.get("about") or None
        stop_run(laid, Question(kind, one.scenario, one.unit, about))
    return redirect(f"{reverse('corridor', args=[partnership])}?{one.query()}")

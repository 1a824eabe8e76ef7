"""What people decide beside a level: replies, ends, suspensions, and how long silence may last."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements import selectors as agreements
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.views.adding import officer
from servanda.desk.assessments.decision_forms import (
    EndingForm,
    ReplyForm,
    ResumeForm,
    SilenceForm,
    SuspensionForm,
)
from servanda.desk.assessments.openness import as_open
from servanda.desk.assessments.selectors import decisions as selectors
from servanda.desk.assessments.selectors.evidence import evidence_about
from servanda.desk.assessments.selectors.sheets import Citable
from servanda.desk.assessments.services import decisions as services
from servanda.desk.assessments.services import replies
from servanda.desk.assessments.views.sending import commitment_or_404, present, sent
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def reply(request: Request, partnership: str, local: str) -> HttpResponse:
    """Take a party's reply from somebody who speaks for it."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "reply.give")
    own = replies.speaks_for(request.viewer, found.id)
    if not own:
        raise PermissionDenied
    due = commitment_or_404(present(request), found.id, local)
    parties = [each for each in shelf(present(request), found.id).all(Party) if each.id in own]
    form = ReplyForm([(each.id, str(each)) for each in parties], _data(request))
    return _answer(
        request,
        "assessments/reply.html",
        due,
        form,
        lambda: replies.reply(
            due.commitment.id,
            form.cleaned_data["party"],
            form.cleaned_data["body"],
            language=form.cleaned_data["language"],
            by=person,
        ),
    )


@require_http_methods(GET_AND_POST)
def end(request: Request, partnership: str, local: str) -> HttpResponse:
    """Record how a commitment came to its end."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "ending.decide")
    view = present(request)
    due = commitment_or_404(view, found.id, local)
    form = EndingForm(_others(view, due.commitment), _pieces(view, due.commitment), _data(request))

    def change() -> object:
        given = form.cleaned_data
        return services.end(
            due.commitment.id,
            given["state"],
            given["on"],
            reason_en=given["reason_en"],
            reason_az=given["reason_az"],
            evidence=given.get("evidence", []),
            superseded_by=given["superseded_by"],
            by=person,
        )

    return _answer(request, "assessments/end.html", due, form, change)


def _others(view: Viewpoint, commitment: Commitment) -> list[tuple[str, str]]:
    """Return the commitments that may have taken the place of this one."""
    found = shelf(view, commitment.partnership_id).all(Commitment, "instrument", state="adopted")
    return [
        (each.id, f"{each.instrument.short}: {each.summary}")
        for each in found
        if each.id != commitment.id and as_open(each, commitment)
    ]


def _pieces(view: Viewpoint, commitment: Commitment) -> list[Citable]:
    key = ("commitment", commitment.id)
    found = evidence_about(view, commitment.partnership_id, [key]).get(key, [])
    return [Citable(each, as_open(each.evidence, commitment)) for each in found]


@require_http_methods(GET_AND_POST)
def suspend(request: Request, partnership: str, local: str) -> HttpResponse:
    """Record that a commitment does not run, and the instrument that says so."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "suspension.record")
    view = present(request)
    due = commitment_or_404(view, found.id, local)
    shown = agreements.instruments(view, found.id)
    choices = [(each.instrument.id, str(each.instrument)) for each in shown]
    form = SuspensionForm(choices, _data(request))

    def change() -> object:
        given = form.cleaned_data
        return services.suspend(
            due.commitment.id,
            given["instrument"],
            given["since"],
            given["until"],
            reason=given["reason"],
            by=person,
        )

    return _answer(request, "assessments/suspend.html", due, form, change)


@require_http_methods(GET_AND_POST)
def resume(request: Request, partnership: str, suspension: str) -> HttpResponse:
    """Record when a suspension ends."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "suspension.end")
    view = present(request)
    shown = selectors.suspension(view, found.id, suspension)
    if shown is None:
        raise Http404
    due = commitment_or_404(view, found.id, shown.commitment.local_id)
    form = ResumeForm(_data(request))

    def change() -> object:
        given = form.cleaned_data
        return services.resume(shown.id, given["until"], reason=given["reason"], by=person)

    return _answer(request, "assessments/resume.html", due, form, change, suspension=shown)


@require_http_methods(GET_AND_POST)
def silence(request: Request, partnership: str) -> HttpResponse:
    """Show how long silence may last for each kind of commitment, and take another figure."""
    found = partnership_or_404(request, partnership)
    may = may_do(request.viewer, "silence_period.set", found.id) and not request.viewpoint.historic
    status, wrong, nature = 200, None, request.POST.get("nature", "")
    if request.method == "POST":
        person = officer(request, found.id, "silence_period.set")
        form = SilenceForm(request.POST, auto_id=f"id-{nature}-%s")
        done, status = sent(form, lambda: _set(found.id, nature, form, person))
        if done is not None:
            return redirect("silence", found.id)
        wrong = form
    rows = [
        (
            each,
            wrong
            if wrong is not None and each.nature == nature
            else SilenceForm(
                initial={"days": each.days, "reason": each.own.reason if each.own else ""},
                auto_id=f"id-{each.nature.replace(' ', '-')}-%s",
            ),
        )
        for each in selectors.periods(request.viewpoint, found.id)
    ]
    context = {"partnership": found, "rows": rows, "may_set": may}
    return render(request, "assessments/silence.html", context, status=status)


def _set(partnership_id: str, nature: str, form: SilenceForm, person: Person) -> object:
    given = form.cleaned_data
    return services.set_silence(
        partnership_id, nature, given["days"], reason=given["reason"], by=person
    )


def _data(request: Request) -> object:
    return request.POST if request.method == "POST" else None


def _answer(
    request: Request,
    template: str,
    due: DueCommitment,
    form: forms.Form,
    change: Callable[[], object],
    **more: object,
) -> HttpResponse:
    """Make the change, and lead back to the commitment; or show the form."""
    commitment, status = due.commitment, 200
    if request.method == "POST":
        done, status = sent(form, change)
        if done is not None:
            return redirect("commitment", commitment.partnership_id, commitment.local_id)
    context = {
        "partnership": partnership_or_404(request, commitment.partnership_id),
        "commitment": commitment,
        "due": due,
        "form": form,
        **more,
    }
    return render(request, template, context, status=status)

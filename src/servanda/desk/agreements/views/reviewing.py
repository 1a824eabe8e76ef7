"""The review of a reading: the text with what is proposed, and a decision on each proposal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements import selectors, services
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.finish_form import FinishForm
from servanda.desk.agreements.forms import CorrectForm, SplitForm
from servanda.desk.agreements.layout import Setter, cut
from servanda.desk.agreements.models import Proposal
from servanda.desk.agreements.selectors import ProposalView, ReadingView
from servanda.desk.agreements.views.adding import officer
from servanda.desk.agreements.words import Decision, ReadingState

STATUS: tuple[tuple[type[Refused], int], ...] = ((NotAllowed, 403), (Conflict, 409), (Refused, 422))
SIMPLE: dict[str, Callable[..., object]] = {
    "accept": services.accept,
    "drop": services.drop,
    "undo": services.undo,
}
FORMS: dict[str, type[CorrectForm | SplitForm]] = {"correct": CorrectForm, "split": SplitForm}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page of a review needs."""

    request: Request
    partnership: Partnership
    person: Person
    view: ReadingView

    def found(self, proposal_id: str) -> ProposalView:
        """Return a proposal of the reading; 404 where it has none such."""
        view = next(
            (each for each in _all(self.view.proposals) if each.proposal.id == proposal_id), None
        )
        if view is None:
            raise Http404
        return view

    def again(self) -> "Desk":
        """Return the same after a change."""
        return Desk(self.request, self.partnership, self.person, _reading(self))


def _desk(request: Request, partnership: str, reading: str) -> Desk:
    found = partnership_or_404(request, partnership)
    view = selectors.reading(request.viewpoint, found.id, reading)
    if view is None:
        raise Http404
    return Desk(request, found, officer(request, found.id), view)


def _reading(desk: Desk) -> ReadingView:
    view = selectors.reading(desk.request.viewpoint, desk.partnership.id, desk.view.reading.id)
    if view is None:
        raise Http404
    return view


def _all(proposals: Iterable[ProposalView]) -> Iterable[ProposalView]:
    for each in proposals:
        yield each
        yield from _all(each.pieces)


@require_safe
def review(request: Request, partnership: str, reading: str) -> HttpResponse:
    """Show the text on one side and the proposals on the other."""
    desk = _desk(request, partnership, reading)
    if desk.view.reading.state == ReadingState.FINISHED and desk.view.reading.instrument:
        return redirect("instrument", desk.partnership.id, desk.view.reading.instrument.local_id)
    return _page(desk)


@require_POST
def decide(
    request: Request, partnership: str, reading: str, proposal: str, verb: str
) -> HttpResponse:
    """Accept or drop a proposal, or take a decision back."""
    desk = _desk(request, partnership, reading)
    view = desk.found(proposal)
    expected = request.POST.get("expected", "")
    try:
        SIMPLE[verb](proposal, expected=expected, by=desk.person)
    except Refused as error:
        return _refused(desk, view, error)
    return _done(desk.again(), proposal)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(
    request: Request, partnership: str, reading: str, proposal: str, verb: str
) -> HttpResponse:
    """Correct a proposal or split it, with a form."""
    desk = _desk(request, partnership, reading)
    view = desk.found(proposal)
    form = FORMS[verb](view.proposal, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _shown(desk, view, form=form, verb=verb)
    if not form.is_valid():
        return _shown(desk, view, form=form, verb=verb, status=400)
    try:
        _edit(form, view.proposal, request.POST.get("expected", ""), desk.person)
    except Refused as error:
        form.add_error(None, str(error))
        return _shown(desk, view, form=form, verb=verb, status=_status(error))
    return _done(desk.again(), proposal)


def _edit(form: CorrectForm | SplitForm, proposal: Proposal, expected: str, person: Person) -> None:
    if isinstance(form, CorrectForm):
        services.correct(proposal.id, form.changes(), expected=expected, by=person)
    else:
        services.split(proposal.id, form.cuts(), expected=expected, by=person)


@require_POST
def accept_rest(request: Request, partnership: str, reading: str) -> HttpResponse:
    """Accept all that is still to be decided."""
    desk = _desk(request, partnership, reading)
    try:
        services.accept_all(desk.view.reading.id, by=desk.person)
    except Refused as error:
        return _page(desk, refused=str(error), status=_status(error))
    return redirect("reading", desk.partnership.id, desk.view.reading.id)


@require_POST
def discard(request: Request, partnership: str, reading: str) -> HttpResponse:
    """Give the reading up."""
    desk = _desk(request, partnership, reading)
    expected = request.POST.get("expected", "")
    try:
        services.discard_reading(desk.view.reading.id, expected=expected, by=desk.person)
    except Refused as error:
        return _page(desk, refused=str(error), status=_status(error))
    return redirect("instruments", desk.partnership.id)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: Request, partnership: str, reading: str) -> HttpResponse:
    """Name the instrument and adopt what was accepted."""
    desk = _desk(request, partnership, reading)
    parties = selectors.parties(request.viewpoint, desk.partnership.id)
    form = FinishForm(
        desk.view.reading, parties, request.POST if request.method == "POST" else None
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                instrument = services.finish_reading(
                    desk.view.reading.id,
                    form.details(),
                    expected=request.POST.get("expected", ""),
                    by=desk.person,
                )
            except Refused as error:
                form.add_error(None, str(error))
                status = _status(error)
            else:
                return redirect("instrument", desk.partnership.id, instrument.local_id)
    context = {"partnership": desk.partnership, "view": desk.view, "form": form}
    return render(request, "agreements/finish.html", context, status=status)


def _done(desk: Desk, proposal_id: str) -> HttpResponse:
    if desk.request.htmx:
        return _shown(desk, desk.found(proposal_id))
    address = reverse("reading", args=[desk.partnership.id, desk.view.reading.id])
    return redirect(f"{address}#p-{_following(desk.view, proposal_id)}")


def _following(view: ReadingView, proposal_id: str) -> str:
    """Return the next proposal that is still to be decided, or the same one."""
    leaves = [each.proposal for each in _all(view.proposals)]
    at = next(n for n, each in enumerate(leaves) if each.id == proposal_id)
    coming = (each.id for each in leaves[at + 1 :] if each.decision == Decision.PENDING)
    return next(coming, proposal_id)


def _refused(desk: Desk, view: ProposalView, error: Refused) -> HttpResponse:
    if isinstance(error, Missing):
        raise Http404
    return _shown(desk, view, refused=str(error), status=_status(error))


def _status(error: Refused) -> int:
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _shown(
    desk: Desk,
    view: ProposalView,
    *,
    form: forms.Form | None = None,
    verb: str = "",
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show one proposal anew where a script asks for it, otherwise the whole page."""
    more = {"editing": view.proposal.id, "edit_form": form, "verb": verb, "refused": refused}
    if not desk.request.htmx:
        return _page(desk, status=status, **more)
    root = next(each for each in desk.view.proposals if view in [each, *_all(each.pieces)])
    context = {"partnership": desk.partnership, "view": desk.view, "item": root, **more}
    context["root"] = root.proposal.id
    return render(desk.request, "agreements/parts/proposal_swap.html", context, status=status)


def _page(desk: Desk, *, status: int = 200, **more: object) -> HttpResponse:
    reading = desk.view.reading
    leaves = [each for each in _all(desk.view.proposals) if not each.pieces]
    spans = [(each.proposal.start, each.proposal.end, each.proposal.id) for each in leaves]
    context = {
        "partnership": desk.partnership,
        "view": desk.view,
        "reading": reading,
        "passages": Setter().block(cut(reading.body, spans))[1],
        "decisions": {each.proposal.id: each.proposal.decision for each in leaves},
        **more,
    }
    return render(desk.request, "agreements/review.html", context, status=status)

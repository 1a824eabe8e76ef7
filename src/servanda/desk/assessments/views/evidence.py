"""A source with its quotes lit, links made by hand, and a page for each piece of evidence."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements import selectors as agreements
from servanda.desk.agreements.errors import Missing, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.words import CommitmentState
from servanda.desk.assessments import services
from servanda.desk.assessments.forms_evidence import AmendForm, LinkForm, WithdrawForm
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors.evidence import ShownEvidence, evidence_in, one_piece
from servanda.desk.assessments.selectors.subjects import About, subjects
from servanda.desk.assessments.services.evidence import cited
from servanda.desk.assessments.source_page import lay_out
from servanda.desk.assessments.views.sending import STATUS, present, sent
from servanda.desk.projects.models import Gate, Project
from servanda.desk.record.changes import lines
from servanda.desk.record.policy import may_do, may_see
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources import selectors as sources
from servanda.desk.sources.models import Original
from servanda.desk.sources.particulars import particulars


@require_safe
def source(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show an original: what it says of itself, and its text with every accepted quote lit."""
    found = partnership_or_404(request, partnership)
    one = _original(request.viewpoint, found.id, local)
    form = _link_form(request, one) if _may(request, "evidence.accept", found) else None
    return _source_page(request, found, one, form)


@require_POST
def link(request: Request, partnership: str, local: str) -> HttpResponse:
    """Link words of an original to a commitment, project or gate, by hand."""
    found = partnership_or_404(request, partnership)
    one = _original(present(request), found.id, local)
    person = _person(request, "evidence.accept", found)
    form = _link_form(request, one)

    def accept() -> Evidence:
        asked = form.cleaned_data
        place = (*asked["span"], *asked["subject"])
        return services.accept(one.id, *place, by=person, **form.said())

    made, status = sent(form, accept)
    if made is None:
        return _source_page(request, found, one, form, status=status)
    messages.success(request, _("The words are linked. They are lit in the text."))
    return redirect(f"{reverse('original', args=[found.id, local])}#e-{made.local_id}")


@require_safe
def evidence(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show one piece of evidence, what it speaks of, and what became of it."""
    return _page_of(_piece(request, request.viewpoint, partnership, local))


@require_POST
def amend(request: Request, partnership: str, local: str) -> HttpResponse:
    """Change what is said of a quote."""
    page = _piece(request, present(request), partnership, local)
    person = _person(request, "evidence.amend", page.partnership)
    piece = page.shown.evidence
    form = AmendForm(piece, fingerprint(piece), request.POST)

    def change() -> Evidence:
        about = {"reason": form.cleaned_data["reason"], "expected": form.cleaned_data["expected"]}
        return services.amend(piece.id, by=person, **about, **form.said())

    done, status = sent(form, change)
    if done is None:
        return _page_of(page, amending=form, status=status)
    messages.success(request, _("What is said of the quote is amended."))
    return redirect("evidence", page.partnership.id, local)


@require_POST
def withdraw(request: Request, partnership: str, local: str) -> HttpResponse:
    """Withdraw a link, with the reason."""
    page = _piece(request, present(request), partnership, local)
    person = _person(request, "evidence.withdraw", page.partnership)
    form = WithdrawForm(request.POST)

    def change() -> Evidence:
        reason = form.cleaned_data["reason"]
        return services.withdraw(page.shown.evidence.id, by=person, reason=reason)

    done, status = sent(form, change)
    if done is None:
        return _page_of(page, withdrawing=form, status=status)
    messages.success(request, _("The link is withdrawn. It stays on record and counts no longer."))
    return redirect("evidence", page.partnership.id, local)


@require_POST
def take_back(request: Request, partnership: str, local: str) -> HttpResponse:
    """Undo an acceptance."""
    page = _piece(request, present(request), partnership, local)
    person = _person(request, "evidence.take_back", page.partnership)
    piece = page.shown.evidence
    try:
        services.take_back(piece.id, by=person)
    except Missing as error:
        raise Http404 from error
    except Refused as error:
        messages.error(request, str(error))
        status = next(status for kind, status in STATUS if isinstance(error, kind))
        return _page_of(page, status=status)
    messages.success(request, _("The link is taken back, as if it had not been made."))
    return redirect("original", page.partnership.id, piece.original.local_id)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page of a piece of evidence rests on."""

    request: Request
    view: Viewpoint
    partnership: Partnership
    shown: ShownEvidence


def _piece(request: Request, view: Viewpoint, partnership: str, local: str) -> _Page:
    found = partnership_or_404(request, partnership)
    shown = one_piece(view, found.id, local)
    if shown is None:
        raise Http404
    return _Page(request, view, found, shown)


def _page_of(
    page: _Page,
    *,
    amending: AmendForm | None = None,
    withdrawing: WithdrawForm | None = None,
    status: int = 200,
) -> HttpResponse:
    piece, view = page.shown.evidence, page.view
    changeable = _may(page.request, "evidence.amend", page.partnership) and not piece.withdrawn
    entries = agreements.history(view, piece)
    own = [entry.actor_id for entry in entries] == [page.request.viewer.person_id]
    about = subjects(view, str(piece.partnership_id), [page.shown.subject])
    context = {
        "partnership": page.partnership,
        "shown": page.shown,
        "about": about.get(page.shown.subject),
        "history": lines(entries),
        "amending": amending or (AmendForm(piece, fingerprint(piece)) if changeable else None),
        "withdrawing": withdrawing or (WithdrawForm() if changeable else None),
        "may_take_back": changeable and own and not cited(piece),
    }
    return render(page.request, "assessments/evidence.html", context, status=status)


def _source_page(
    request: Request,
    partnership: Partnership,
    one: Original,
    form: LinkForm | None,
    *,
    status: int = 200,
) -> HttpResponse:
    view = request.viewpoint if status == 200 else present(request)
    evidence = evidence_in(view, one)
    about = subjects(view, partnership.id, {each.subject for each in evidence})
    context = {
        "partnership": partnership,
        "original": one,
        "particulars": particulars(one),
        "told_of": one.source if one.source and may_see(view.viewer, one.source) else None,
        "reprints": sources.reprints(view, one),
        "page": lay_out(sources.shown(one).runs, evidence, about),
        "form": form,
    }
    return render(request, "sources/original.html", context, status=status)


def _original(view: Viewpoint, partnership_id: str, local: str) -> Original:
    found = sources.original(view, partnership_id, local)
    if found is None:
        raise Http404
    return found


def _link_form(request: Request, one: Original) -> LinkForm:
    things = shelf(present(request), one.partnership_id)
    adopted = things.all(Commitment, "instrument", "provision", state=CommitmentState.ADOPTED.value)
    offered: list[Commitment | Project | Gate] = [*adopted, *things.all(Project)]
    offered += things.all(Gate)
    data = request.POST if request.method == "POST" else None
    return LinkForm(one, map(About, offered), data, asked=request.GET.get("commitment", ""))


def _may(request: Request, action: str, partnership: Partnership) -> bool:
    """Tell whether to offer a change: to whoever may make it, on the page of now."""
    here = request.viewpoint.known is None
    return here and bool(may_do(request.viewer, action, partnership.id))


def _person(request: Request, action: str, partnership: Partnership) -> Person:
    """Return the person if their roles allow a change; 403 otherwise."""
    if not isinstance(request.user, Person) or not may_do(request.viewer, action, partnership.id):
        raise PermissionDenied
    return request.user

"""Papers: what both sides read, whose key is there, and the forms that draft and approve."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.errors import Missing, Refused
from servanda.desk.agreements.selectors import history
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies import forms
from servanda.desk.bodies.differences import differences
from servanda.desk.bodies.keys import acts_for
from servanda.desk.bodies.models import Body
from servanda.desk.bodies.outline import outline
from servanda.desk.bodies.readable import laid_out
from servanda.desk.bodies.selectors import papers as selectors
from servanda.desk.bodies.selectors.papers import PaperView, VersionView
from servanda.desk.bodies.services import papers as services
from servanda.desk.bodies.views.sending import STATUS, allowed, present, sent
from servanda.desk.bodies.words import PaperKind
from servanda.desk.record.changes import lines
from servanda.desk.record.models import LedgerEntry

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_safe
def paper(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show a paper: its words, both keys, its versions and what differs between them."""
    found = partnership_or_404(request, partnership)
    view = selectors.paper(request.viewpoint, found.id, local)
    if view is None:
        raise Http404
    return _page(request, found, view)


def _page(
    request: Request, found: Partnership, view: PaperView, *, said: str = "", status: int = 200
) -> HttpResponse:
    shown = _asked_for(request, view) or view.shown
    assert shown is not None  # noqa: S101 - a paper without a version that is seen is not seen
    other = _compared(request, view, shown)
    context = {
        "partnership": found,
        "view": view,
        "paper": view.paper,
        "shown": shown,
        "laid": view.paper.kind if laid_out(view.paper.kind, shown.version.content) else "",
        "outline": outline(shown.version.content),
        "other": other,
        "differences": differences(other.version.content, shown.version.content) if other else None,
        "keys": _keys(request, found.id, shown),
        "drafting": _drafting(request, found.id, shown),
        "may_revise": not request.viewpoint.historic
        and bool(acts_for(request.viewer, "paper.revise", found.id)),
        "as_text": _is_text(view),
        "said": said,
        "history": lines(_history(request, view)),
    }
    return render(request, "bodies/paper.html", context, status=status)


def _history(request: Request, view: PaperView) -> list[LedgerEntry]:
    """Return the entries of a paper, its versions and its keys, the oldest first."""
    keys = [k.approval for each in view.versions for k in each.keys if k.approval]
    about = [view.paper, *(each.version for each in view.versions), *keys]
    entries = [entry for thing in about for entry in history(request.viewpoint, thing)]
    return sorted(entries, key=lambda entry: entry.sequence)


def _asked_for(request: Request, view: PaperView) -> VersionView | None:
    """Return the version that the address names, by its number or as the own draft."""
    wanted = request.GET.get("version", "")
    if wanted == "draft":
        return next(iter(view.drafts), None)
    if not wanted:
        return None
    found = view.version(int(wanted)) if wanted.isascii() and wanted.isdigit() else None
    if found is None:
        raise Http404
    return found


def _compared(request: Request, view: PaperView, shown: VersionView) -> VersionView | None:
    """Return the version to compare with: the one asked for, else what is adopted or before."""
    wanted = request.GET.get("since", "")
    if wanted:
        other = view.version(int(wanted)) if wanted.isascii() and wanted.isdigit() else None
        if other is None:
            raise Http404
        return other
    if view.adopted is not None and view.adopted is not shown:
        return view.adopted
    earlier = [
        each
        for each in view.versions
        if each is not shown
        and each.version.number is not None
        and (shown.version.number is None or each.version.number < shown.version.number)
    ]
    return earlier[0] if earlier else None


def _keys(request: Request, partnership_id: str, shown: VersionView) -> list[Any]:
    """Return the parties whose key the viewer may turn for what is shown."""
    if request.viewpoint.historic or shown.version.state != "proposed":
        return []
    if any(
        key.approval and key.approval.person_id == request.viewer.person_id for key in shown.keys
    ):
        return []
    missing = {party.id for party in shown.missing}
    return [
        party
        for party in acts_for(request.viewer, "paper.approve", partnership_id)
        if party.id in missing
    ]


def _drafting(request: Request, partnership_id: str, shown: VersionView) -> bool:
    """Tell whether the viewer may propose or withdraw what is shown."""
    own = acts_for(request.viewer, "paper.propose", partnership_id)
    mine = shown.version.drafted_by_id in {party.id for party in own}
    return not request.viewpoint.historic and mine


def _is_text(view: PaperView) -> bool:
    """Tell whether a paper is written by hand; others come from a thing and are drafted there."""
    return view.paper.kind == PaperKind.DECISION and not view.paper.subject_kind


@require_http_methods(GET_AND_POST)
def draft(request: Request, partnership: str, local: str) -> HttpResponse:
    """Draft a decision as a paper."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.draft", found.id)
    bodies = shelf(present(request), found.id).all(Body, id=f"{found.id}.{local}")
    if not bodies:
        raise Http404
    form, status = forms.PaperForm(request.POST or None), 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: services.draft(
                bodies[0].id,
                PaperKind.DECISION,
                form.cleaned_data["title"],
                form.content(),
                by=person,
            ),
        )
        if made is not None:
            return redirect("paper", found.id, made.paper.local_id)
    context = {"partnership": found, "form": form, "body": bodies[0]}
    return render(request, "bodies/draft.html", context, status=status)


@require_http_methods(GET_AND_POST)
def revise(request: Request, partnership: str, local: str) -> HttpResponse:
    """Take another wording of a paper as a draft of one's own side."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.revise", found.id)
    view = selectors.paper(present(request), found.id, local)
    if view is None or not _is_text(view):
        raise Http404
    own = acts_for(request.viewer, "paper.revise", found.id)
    basis = view.basis(own[0].id if own else "")
    words = basis.content if basis else {}
    start = {**words, "base": basis.sha256 if basis else ""}
    form, status = forms.RevisionForm(request.POST or None, initial=start), 200
    if request.method == "POST":
        made, status = sent(
            form,
            lambda: services.revise(
                view.paper.id,
                form.content(),
                by=person,
                note=form.cleaned_data["note"],
                expected=form.cleaned_data["base"],
            ),
        )
        if made is not None:
            return redirect(draft_address(found.id, local))
    context = {"partnership": found, "form": form, "paper": view.paper, "view": view}
    return render(request, "bodies/revise.html", context, status=status)


def draft_address(partnership_id: str, local: str) -> str:
    """Return the address at which a paper's page shows the draft of the viewer's own side."""
    return f"{reverse('paper', args=[partnership_id, local])}?version=draft"


@require_POST
def propose(request: Request, partnership: str, local: str, version: str) -> HttpResponse:
    """Show a draft to the partners."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.propose", found.id)
    return _done(request, found, local, lambda: services.propose(_id(found, version), by=person))


@require_POST
def approve(request: Request, partnership: str, local: str, version: str) -> HttpResponse:
    """Turn a party's key for what was read."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.approve", found.id)
    form = forms.ApprovalForm(request.POST)
    if not form.is_valid():
        said = _("The form came without what it approves. Open the paper again.")
        return _done(request, found, local, lambda: _refuse(said))
    given = form.cleaned_data
    return _done(
        request,
        found,
        local,
        lambda: services.approve(
            _id(found, version), given["sha256"], by=person, party_id=given["party"]
        ),
    )


@require_POST
def withdraw(request: Request, partnership: str, local: str, version: str) -> HttpResponse:
    """Take back a version of one's own side."""
    found = partnership_or_404(request, partnership)
    person = allowed(request, "paper.withdraw", found.id)
    reason = request.POST.get("reason", "")[:2000]
    return _done(
        request,
        found,
        local,
        lambda: services.withdraw(_id(found, version), by=person, reason=reason),
    )


def _refuse(said: str) -> None:
    raise Refused(said)


def _id(found: Partnership, version: str) -> str:
    return f"{found.id}.{version}"


def _done(
    request: Request, found: Partnership, local: str, change: Callable[[], object]
) -> HttpResponse:
    """Make a change and lead back to the paper; or show the paper with why it was refused."""
    before = selectors.paper(present(request), found.id, local)
    if before is None:
        raise Http404
    try:
        change()
    except Missing as error:
        raise Http404 from error
    except (Refused, ValidationError) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        status = next(code for kind, code in STATUS if isinstance(error, kind))
        after = selectors.paper(present(request), found.id, local) or before
        return _page(request, found, after, said=said, status=status)
    if selectors.paper(present(request), found.id, local) is None:
        return redirect("body", found.id, before.paper.body.local_id)
    return redirect("paper", found.id, local)


def refused(
    form: django_forms.Form, change: Callable[[], object], *, checked: bool = False
) -> tuple[bool, int]:
    """Make a change whose answer does not matter; with `checked`, only if the form is right."""
    if checked:
        done, status = sent(form, lambda: (change(), True)[1])
        return bool(done), status
    form.is_valid()
    form.errors.clear()
    try:
        change()
    except Missing as error:
        raise Http404 from error
    except (Refused, ValidationError) as error:
        form.add_error(None, str(error))
        return False, next(code for kind, code in STATUS if isinstance(error, kind))
    return True, 200

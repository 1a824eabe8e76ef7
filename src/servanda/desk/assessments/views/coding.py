"""Coding: what was given to whom, a coder's sheet, both side by side, how far they agree."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from servanda.desk.accounts.http import Request, partnership_or_404
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements import selectors as agreements
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.commitments import NEAR
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.agreements.views.adding import officer
from servanda.desk.assessments.coding_forms import GiveForm, SheetForm
from servanda.desk.assessments.forms_evidence import WithdrawForm
from servanda.desk.assessments.models import Assignment, Criterion
from servanda.desk.assessments.selectors import sheets
from servanda.desk.assessments.selectors.agreement import agreement as agreement_of
from servanda.desk.assessments.selectors.coding import criteria_in_use
from servanda.desk.assessments.selectors.commitment_files import section_of
from servanda.desk.assessments.selectors.sheets import Pair, Sheet, Stage
from servanda.desk.assessments.services import adjudication
from servanda.desk.assessments.services import coding as services
from servanda.desk.assessments.side_by_side import compared
from servanda.desk.assessments.views.sending import present, sent
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint

GROUPS = (Stage.TO_DO, Stage.DRAFT, Stage.SUBMITTED)
EVERYTHING = "commitments"  # kept apart: what one by one are chosen from


@require_safe
def coding(request: Request, partnership: str) -> HttpResponse:
    """List what a coder was given, what is to be settled, and all that was given."""
    found = partnership_or_404(request, partnership)
    view = present(request)
    may_code = may_do(request.viewer, "coding.save", found.id)
    may_give = may_do(request.viewer, "assignment.make", found.id)
    if not may_code and not may_give:
        raise PermissionDenied
    tasks = sheets.tasks(view, found.id)
    person = request.viewer.person_id
    own = [each for each in tasks if person in _coders(each)]
    context = {
        "partnership": found,
        "may_code": may_code,
        "may_give": may_give,
        "groups": [(stage, [each for each in own if each.stage == stage]) for stage in GROUPS],
        "own": own,
        "to_settle": [
            each
            for each in tasks
            if may_code and each.stage == Stage.BOTH_IN and person not in _coders(each)
        ],
        "tasks": tasks,
    }
    return render(request, "assessments/coding.html", context)


def _coders(task: sheets.Task) -> tuple[str, str]:
    return task.assignment.first_id, task.assignment.second_id


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: Request, partnership: str) -> HttpResponse:
    """Give commitments to two coders: some, or all of a section or instrument."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "assignment.make")
    view = present(request)
    codable = _codable(view, found.id)
    form = _give_form(request, view, found, codable)
    status, given = 200, None
    if request.method == "POST":
        given, status = sent(form, lambda: _give(form, codable, person))
    context = {"partnership": found, "form": form, "given": given, "codable": codable}
    return render(request, "assessments/give.html", context, status=status)


def _codable(view: Viewpoint, partnership_id: str) -> list[Commitment]:
    """Return the commitments that have adopted criteria, in the order of the texts."""
    ready = criteria_in_use(view, partnership_id)
    things = shelf(view, partnership_id)
    found = things.all(Commitment, *NEAR, state="adopted", id__in=sorted(ready))
    return sorted(found, key=lambda each: (each.instrument.ordinal, each.ordinal, each.id))


def _give_form(
    request: Request, view: Viewpoint, found: Partnership, codable: list[Commitment]
) -> GiveForm:
    coders = [(each.id, each.name) for each in sheets.coders(found.id)]
    where = {_section(each) for each in codable} | {each.instrument_id for each in codable}
    sections: list[tuple[str, str]] = []
    for section, _number in agreements.sections(view, found.id):
        key = section_of(section.instrument.id, section.eid)
        whole = (section.instrument.id, section.instrument.short)
        sections += [whole] if whole not in sections and whole[0] in where else []
        sections += [(key, f"{section.instrument.short}, {section.place}")] if key in where else []
    one_by_one = [(each.id, f"{each.instrument.short}: {each.summary}") for each in codable]
    chosen = request.GET.get("commitment", "")
    form = GiveForm(
        coders,
        sections,
        one_by_one,
        request.POST if request.method == "POST" else None,
        timezone.localdate(),
    )
    form.initial["commitments"] = [f"{found.id}.{chosen}"] if chosen else []
    return form


def _section(commitment: Commitment) -> str:
    return section_of(commitment.instrument_id, commitment.provision.eid)


def _give(form: GiveForm, codable: list[Commitment], person: Person) -> services.Given:
    given = form.cleaned_data
    chosen = list(given["commitments"])
    if given["section"]:
        where = given["section"]
        chosen += [each.id for each in codable if where in (_section(each), each.instrument_id)]
    as_of: date = given["as_of"]
    return services.assign(chosen, as_of, given["first"], given["second"], by=person)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, partnership: str, assignment: str) -> HttpResponse:
    """Take a commitment back from two coders, with the reason."""
    found = partnership_or_404(request, partnership)
    person = officer(request, found.id, "assignment.withdraw")
    given = sheets.assignment(present(request), found.id, assignment)
    if given is None:
        raise Http404
    form, status = WithdrawForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        done, status = sent(form, lambda: _withdraw(given, form, person))
        if done:
            messages.success(request, _("The commitment is withdrawn from both coders."))
            return redirect("coding", found.id)
    context = {"partnership": found, "assignment": given, "form": form}
    return render(request, "assessments/withdraw_assignment.html", context, status=status)


def _withdraw(given: Assignment, form: WithdrawForm, person: Person) -> bool:
    services.withdraw(given.id, by=person, reason=form.cleaned_data["reason"])
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, partnership: str, assignment: str) -> HttpResponse:
    """Show a coder their own sheet, and take their answers; nobody else has such a page."""
    found = partnership_or_404(request, partnership)
    view = present(request)
    page = sheets.sheet(view, found.id, assignment)
    if page is None or not isinstance(request.user, Person):
        raise Http404
    if request.method != "POST":
        return _sheet_page(request, found, page, _sheet_form(page))
    officer(request, found.id, "coding.save")
    submit = request.POST.get("do") == "submit"
    form = _sheet_form(page, request.POST, complete=submit)
    person = request.user
    saved, status = sent(
        form,
        lambda: services.save(
            page.assignment.id,
            form.answers(),
            expected=request.POST.get("expected", ""),
            by=person,
            submit=submit,
        ),
    )
    if saved is None:
        return _sheet_page(request, found, page, form, status=status)
    return redirect("sheet", found.id, assignment)


def _sheet_form(page: Sheet, data: Any = None, *, complete: bool = False) -> SheetForm:
    judged: Mapping[str, Any] = page.own.judgements if page.own else {}
    return SheetForm(page.criteria, page.evidence, data, judged=judged, complete=complete)


def _sheet_page(
    request: Request, found: Partnership, page: Sheet, form: SheetForm, *, status: int = 200
) -> HttpResponse:
    in_use = criteria_in_use(present(request), found.id).get(page.commitment.id)
    newer = in_use.version if in_use and in_use.version.id != page.assignment.version_id else None
    due = agreements.commitment(present(request), found.id, page.commitment.local_id)
    context = {
        "partnership": found,
        "sheet": page,
        "form": form,
        "rows": form.rows(),
        "newer": newer,
        "due": due,
        "commitment": page.commitment,
        "both_in": sheets.pair(present(request), page.assignment) is not None,
    }
    return render(request, "assessments/sheet.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def both(request: Request, partnership: str, assignment: str) -> HttpResponse:
    """Show both codings side by side once both are in; let a third person settle differences."""
    found = partnership_or_404(request, partnership)
    view = present(request) if request.method == "POST" else request.viewpoint
    given = sheets.assignment(view, found.id, assignment)
    pair = sheets.pair(view, given) if given else None
    if given is None or pair is None:
        raise Http404
    differing = _differing(view, found.id, given, pair)
    pieces = sheets.evidence_for(view, pair.commitment, given)
    form = SheetForm(differing, pieces, judged=_cited_by_both(pair, differing))
    status = 200
    if request.method == "POST":
        person = officer(request, found.id, "coding.adjudicate")
        form = SheetForm(differing, pieces, request.POST, complete=True)
        settled, status = sent(
            form,
            lambda: adjudication.settle(
                given.id, form.answers(), reason=request.POST.get("reason", ""), by=person
            ),
        )
        if settled is not None:
            return redirect("both", found.id, assignment)
    context = {
        "partnership": found,
        "assignment": given,
        "pair": pair,
        "commitment": pair.commitment,
        "differing": differing,
        "form": form,
        "compared": compared(sheets.criteria_of(shelf(view, found.id), given), pair, pieces, form),
        "may_settle": _may_settle(request, found.id, given, pair),
    }
    return render(request, "assessments/both.html", context, status=status)


def _differing(view: Viewpoint, partnership_id: str, given: Any, pair: Pair) -> list[Criterion]:
    """Return the criteria that the two answered differently."""
    criteria = sheets.criteria_of(shelf(view, partnership_id), given)
    return [
        each
        for each in criteria
        if len({coder.judgements[each.id].answer for coder in pair.codings}) > 1
    ]


def _cited_by_both(pair: Pair, differing: list[Criterion]) -> dict[str, Any]:
    """Return, to begin with, the evidence that either coder cites, without an answer."""
    return {
        each.id: sheets.unanswered(
            name for coder in pair.codings for name in coder.judgements[each.id].evidence
        )
        for each in differing
    }


def _may_settle(request: Request, partnership_id: str, given: Any, pair: Pair) -> bool:
    person = request.viewer.person_id
    third = person not in {given.first_id, given.second_id}
    may = may_do(request.viewer, "coding.adjudicate", partnership_id)
    return bool(may) and third and pair.settled is None and not request.viewpoint.historic


@require_safe
def agreement(request: Request, partnership: str) -> HttpResponse:
    """Show how far coders agree, by section and overall, with the codings that it counts."""
    found = partnership_or_404(request, partnership)
    counted = agreement_of(request.viewpoint, found.id)
    context = {"partnership": found, "agreement": counted}
    return render(request, "assessments/agreement.html", context)

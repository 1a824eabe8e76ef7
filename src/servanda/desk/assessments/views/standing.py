"""How things stand: the overview, the list of commitments and each of them, with what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain, groupby, islice

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from servanda.deadlines import occurrences
from servanda.desk.accounts.http import Request, page_number, partnership_or_404
from servanda.desk.agreements import selectors as agreements
from servanda.desk.agreements.dates import recurrence_of
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors import AnnotatedText, DueCommitment, InstrumentView
from servanda.desk.agreements.selectors.counts import forces_by_area
from servanda.desk.agreements.selectors.shelf import kept, shelf
from servanda.desk.agreements.selectors.sources import citations, claims
from servanda.desk.agreements.selectors.versions import words_in
from servanda.desk.agreements.words import Force, Standing, Timeliness
from servanda.desk.assessments import figures, text_page
from servanda.desk.assessments.beside import beside
from servanda.desk.assessments.commitment_page import account, candidates_waiting
from servanda.desk.assessments.forms import CommitmentsForm
from servanda.desk.assessments.levels import Level
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors import latest_findings
from servanda.desk.assessments.selectors.assessing import Snapshot, assessments_of, snapshot
from servanda.desk.assessments.selectors.distribution import distribution, kept_by, settled
from servanda.desk.assessments.selectors.evidence import evidence_about
from servanda.desk.assessments.selectors.releases import releases
from servanda.desk.assessments.tables import Added, Around, areas, rows, totals
from servanda.desk.projects.selectors.projects import carrying
from servanda.desk.record.changes import Run, lines, runs
from servanda.desk.record.models import Claim
from servanda.desk.record.policy import may_do
from servanda.desk.record.selectors import ledger_page
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.web.wording import FORCE_MEANINGS

SHOWN = 8  # of what is overdue, and of what is due next; the rest is a link away
LATELY = 36
PIECES = 5  # of evidence that was added last
TOLD = ("instrument", "text", "event", "commitment", "finding", "partnership")
FOLLOWING = 3
COMING = (Timeliness.DUE, Timeliness.NOT_DUE)


@require_safe
def overview(request: Request, partnership: str) -> HttpResponse:
    """Show what is overdue, what is due next, what was committed to and what changed."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    tally = agreements.tally(view, found.id)
    levels = snapshot(view, found.id)
    late, done = _passed(view, levels)
    coming = agreements.due_dates(view, found.id, states=COMING, limit=SHOWN)
    shown = agreements.instruments(view, found.id)
    around = _around(view, found.id, [*late.shown, *done.shown, *coming], shown)
    return render(
        request,
        "assessments/overview.html",
        {
            "partnership": found,
            "overdue": rows(late.shown, around),
            "overdue_total": late.total,
            "settled": rows(done.shown, around),
            "settled_total": done.total,
            "coming": rows(coming, around),
            "more": _more(tally.by_due, len(coming)),
            "waiting": tally.by_due.get(Timeliness.OPEN, 0),
            "tally": tally,
            "forces": list(Force.values),
            "areas": areas(forces_by_area(view, found.id)),
            "totals": totals(tally.by_force),
            "instruments": shown,
            "changes": _changes(view, found.id),
            "levels": [figures.figure_row(cell) for cell in distribution(levels).by_force],
            "width": figures.WIDTH,
            "lately": _lately(view, found.id),
            "release": next(iter(releases(view, found.id)), None),
        },
    )


@dataclass(frozen=True, slots=True)
class _First:
    """The first of some commitments, and how many there are in all."""

    shown: list[DueCommitment]
    total: int


def _passed(view: Viewpoint, levels: Snapshot) -> tuple[_First, _First]:
    """Return those whose date has passed: the overdue ones, and those that the record settles."""
    partnership_id, apart = levels.partnership_id, settled(levels)
    passed = agreements.ids_by_date(view, partnership_id, [Timeliness.OVERDUE])
    late = [key for key in passed if key not in apart]
    done = [key for key in passed if key in apart]
    found = agreements.dated(view, partnership_id, [*late[:SHOWN], *done[:SHOWN]])
    return (
        _First([each for each in found if each.commitment.id not in apart], len(late)),
        _First([each for each in found if each.commitment.id in apart], len(done)),
    )


def _more(by_due: Mapping[Timeliness, int], coming: int) -> dict[str, int]:
    """Return how many commitments there are in all where only the first of them are shown."""
    counted = {state.name.lower(): by_due.get(state, 0) for state in COMING}
    return counted if sum(counted.values()) > coming else {}


def _changes(view: Viewpoint, partnership_id: str) -> list[Run]:
    """Return what changed lately, read once as long as the ledger stays the same."""
    known = kept(view, partnership_id)
    if "changes" not in known:
        known["changes"] = _read_changes(view, partnership_id)
    found: list[Run] = known["changes"]
    return found


def _read_changes(view: Viewpoint, partnership_id: str) -> list[Run]:
    """Return the last runs; how many the last of them has is not known where the page ends."""
    page = ledger_page(view, partnership_id, kinds=TOLD, size=LATELY)
    found = runs(page.entries)
    return [*found[:-1], replace(found[-1], number=1)] if page.older and found else found


def _lately(view: Viewpoint, partnership_id: str) -> list[Added]:
    """Return the evidence that was added last, as far as it still stands on record."""
    known = kept(view, partnership_id)
    if "lately" not in known:
        entries = ledger_page(view, partnership_id, kinds=("evidence",), size=2 * PIECES).entries
        known["lately"] = {one.subject_id: one.at for one in entries if one.before is None}
    days: dict[str, datetime] = known["lately"]
    things = shelf(view, partnership_id)
    found = things.all(Evidence, id__in=sorted(days), subject_kind="commitment", withdrawn=False)
    last = {each.id for each in sorted(found, key=lambda one: days[one.id])[-PIECES:]}
    about = sorted({each.subject_id for each in found if each.id in last})
    shown = evidence_about(view, partnership_id, [("commitment", name) for name in about])
    said = {one.id: one for one in things.all(Commitment, "provision__text", id__in=about)}
    added = [
        Added(piece, said[piece.evidence.subject_id], days[piece.evidence.id])
        for piece in chain.from_iterable(shown.values())
        if piece.evidence.id in last and piece.evidence.subject_id in said
    ]
    return sorted(added, key=lambda each: each.at, reverse=True)


def _around(
    view: Viewpoint,
    partnership_id: str,
    dues: Sequence[DueCommitment],
    shown: Iterable[InstrumentView] = (),
) -> Around:
    """Return what the rows of these commitments tell besides their dates."""
    return Around(
        latest_findings(view, partnership_id, [each.commitment for each in dues]),
        agreements.named_parties(view, partnership_id),
        agreements.awaited(shown),
        _levels(view, partnership_id, [each.commitment.id for each in dues]),
    )


def _levels(view: Viewpoint, partnership_id: str, ids: Iterable[str]) -> dict[str, Level]:
    """Return the levels of these commitments, by their ids."""
    held = assessments_of(view, partnership_id, ids)
    return {name: Level(each) for name, each in held.items()}


@require_safe
def commitments(request: Request, partnership: str) -> HttpResponse:
    """List the commitments that the filters keep, a page at a time."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    within = request.GET.get("section", "").partition(":")[0] or request.GET.get("instrument", "")
    levels = snapshot(view, found.id)
    choices = CommitmentsForm.choices_for(view, found.id, levels, within=within)
    form = CommitmentsForm(request.GET, choices=choices)
    asked = form.levels()
    page = agreements.commitments(
        view,
        found.id,
        form.filters(),
        page=page_number(request),
        among=kept_by(levels, asked) if asked else None,
    )
    context = {
        "partnership": found,
        "form": form,
        "filtered": form.narrows,
        "page": page,
        "before": page.number - 1,
        "after": page.number + 1,
        "rows": rows(page.items, _around(view, found.id, page.items)),
    }
    return render(request, "assessments/commitments.html", context)


@require_safe
def commitment(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show one commitment: its words, its date, what was found, its sources and its history."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    due = agreements.commitment(view, found.id, local)
    if due is None:
        raise Http404
    one = due.commitment
    text = one.provision.text
    subjects = [("commitment", one.id)]
    around = _around(view, found.id, [due], agreements.instruments(view, found.id))
    other = words_in(view, one, get_language() or "en")
    context = {
        "partnership": found,
        "other_version": other,
        "other_words": other.text.body[other.start : other.end] if other else "",
        "commitment": one,
        "due": due,
        "row": rows([due], around)[0],
        "text": text,
        "digest": text.standing == Standing.DIGEST,
        "standing": text.get_standing_display(),
        "finding": around.findings.get(one.id),
        "account": account(view, one),
        "waiting": candidates_waiting(view, one),
        **beside(view, one),
        "carrying": carrying(view, one),
        "following": _following(due, view.on),
        "force_meaning": FORCE_MEANINGS[one.force],
        "claims": _grouped(claims(view, found.id, subjects)),
        "citations": citations(view, found.id, subjects),
        "history": lines(agreements.history(view, one)),
    }
    return render(request, "assessments/commitment.html", context)


@require_safe
def text(request: Request, partnership: str, local: str) -> HttpResponse:
    """Show an instrument: its words with each commitment in the margin, its events and sources."""
    found = partnership_or_404(request, partnership)
    view = request.viewpoint
    shown = agreements.instrument(view, found.id, local)
    if shown is None:
        raise Http404
    text = _text(request, found.id, shown)
    subjects = [("instrument", shown.instrument.id)]
    subjects += [("event", event.id) for event in shown.events]
    context = {
        "partnership": found,
        "view": shown,
        "instrument": shown.instrument,
        "relations": text_page.relations(shown.instrument, shown.relations),
        "claims": _grouped(claims(view, found.id, subjects)),
        "citations": citations(view, found.id, subjects),
        "may_add": may_do(view.viewer, "reading.open", found.id),
        **(_laid_out(view, shown, text) if text else {}),
    }
    return render(request, "assessments/text.html", context)


def _text(request: Request, partnership_id: str, shown: InstrumentView) -> AnnotatedText | None:
    """Return the text asked for, or the one that counts most: authentic first, then the page's."""
    asked = request.GET.get("text")
    ranks, own = list(Standing.values), get_language()
    ranked = sorted(
        shown.texts, key=lambda each: (ranks.index(each.standing), each.language != own)
    )
    chosen = [each for each in ranked if asked in (None, each.local_id)]
    if asked and not chosen:
        raise Http404
    if not chosen:
        return None
    return agreements.annotated_text(request.viewpoint, partnership_id, chosen[0].local_id)


def _laid_out(view: Viewpoint, shown: InstrumentView, text: AnnotatedText) -> dict[str, object]:
    """Set a text with its notes, or with those of the version that its commitments are cut from."""
    notes = _notes(view, text)
    beside: text_page.Beside = {}
    for other in shown.texts:
        if not notes and not beside and other.id != text.text.id:
            found = agreements.annotated_text(view, shown.instrument.partnership_id, other.local_id)
            beside = text_page.beside(_notes(view, found)) if found else {}
    return {
        "text": text.text,
        "contents": [each for each in text.contents if each.heading],
        "blocks": text_page.blocks(text, notes, beside),
    }


def _notes(view: Viewpoint, text: AnnotatedText) -> dict[str, text_page.Note]:
    own = [due.commitment for due in text.commitments]
    if not own:
        return {}
    partnership_id = own[0].partnership_id
    differing = claims(view, partnership_id, [("commitment", each.id) for each in own])
    found = latest_findings(view, partnership_id, own)
    levels = _levels(view, partnership_id, [each.id for each in own])
    return text_page.notes(text, found, {claim.subject_id for claim in differing}, levels)


def _following(due: DueCommitment, on: date) -> list[date]:
    """Return a few dates of a recurrence after the next one."""
    recurrence = recurrence_of(due.commitment)
    if recurrence is None or due.date is None:
        return []
    since = due.commitment.counts_from or due.date
    coming = occurrences(recurrence, since, due.date + timedelta(days=5 * 366))
    return list(islice((day for day in coming if day > max(due.date, on)), FOLLOWING))


def _grouped(found: Iterable[Claim]) -> list[dict[str, object]]:
    ordered = sorted(found, key=lambda claim: (claim.field, claim.ordinal))
    return [
        {"field": field, "claims": list(group)}
        for field, group in groupby(ordered, key=lambda claim: claim.field)
    ]

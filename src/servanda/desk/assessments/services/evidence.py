"""Links exact words of an original to what they speak of, and changes and ends such links.

Each is one transaction: look the quote up again, change, record. A link is never more open than
the original and the thing, and its words are never retyped: they are cut from the stored text.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import (
    keep_in_sight,
    missing,
    permit,
    unchanged,
)
from servanda.desk.agreements.words import Precision
from servanda.desk.assessments.models import Ending, Evidence, Judgement, Release
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.assessments.services.dating import check_fact_day, source_day
from servanda.desk.assessments.services.quoting import Quote, cut
from servanda.desk.assessments.services.sharing import most_restrictive
from servanda.desk.record import services as record
from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import LedgerEntry, Recorded, new_id
from servanda.desk.record.policy import may_see, seen_by
from servanda.desk.sources.models import Original

SUBJECTS = ("commitment", "project", "gate")  # what evidence can be about, where the desk has it
AMENDABLE = (
    "direction",
    "strength",
    "claimant",
    "source_on",
    "fact_on",
    "fact_precision",
    "note_en",
    "note_az",
)
STEP = 1000


@transaction.atomic
def accept(
    original_id: str,
    start: int,
    end: int,
    subject_kind: str,
    subject_id: str,
    *,
    direction: str,
    strength: str,
    by: Person,
    claimant: str = "",
    source_on: date | None = None,
    fact_on: date | None = None,
    fact_precision: str = Precision.DAY,
    note_en: str = "",
    note_az: str = "",
) -> Evidence:
    """Link the words of a span of an original to a thing, or return the same link made before."""
    record.wait_for_the_ledger()
    original = Original.objects.filter(id=original_id).first()
    if original is None:
        raise missing()
    actor = permit(by, "evidence.accept", original.partnership_id, original)
    subject = _subject(by, original, subject_kind, subject_id)
    quote = cut(original, start, end)
    day = source_day(original, source_on)
    check_fact_day(fact_on, fact_precision, day, direction)
    fields = {
        "direction": direction,
        "strength": strength,
        "claimant": claimant.strip(),
        "source_on": day,
        "fact_on": fact_on,
        "fact_precision": fact_precision,
        "note_en": note_en.strip(),
        "note_az": note_az.strip(),
    }
    before = _same_link(by, original, quote, subject)
    if before is not None:
        return _accepted_before(before, fields)
    made = _made(original, quote, subject, fields | most_restrictive(original, subject))
    _refuse_unverified(made)
    record.create(made, by=actor, action="evidence.accepted")
    keep_in_sight(by, made)
    return made


@transaction.atomic
def amend(
    evidence_id: str, *, by: Person, reason: str = "", expected: str | None = None, **fields: Any
) -> Evidence:
    """Change what is said of a quote, never its words; `expected` is the form's fingerprint."""
    record.wait_for_the_ledger()
    piece = _piece(evidence_id)
    actor = permit(by, "evidence.amend", piece.partnership_id, piece)
    unknown = sorted(set(fields) - set(AMENDABLE))
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, _("This cannot be changed.")))
    if expected is not None:
        unchanged(piece, expected)
    if piece.withdrawn:
        raise Refused(
            _("Nothing was changed: this evidence was withdrawn. Link the words anew instead.")
        )
    _refuse_unverified(piece)
    given = {
        name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
    }
    wanted = {name: getattr(piece, name) for name in AMENDABLE} | given
    wanted["source_on"] = source_day(piece.original, wanted["source_on"])
    check_fact_day(
        wanted["fact_on"], wanted["fact_precision"], wanted["source_on"], wanted["direction"]
    )
    return record.change(piece, by=actor, action="evidence.amended", reason=reason, **wanted)


@transaction.atomic
def withdraw(evidence_id: str, *, by: Person, reason: str) -> Evidence:
    """Withdraw a link, with the reason; it stays in the record and counts no longer."""
    record.wait_for_the_ledger()
    piece = _piece(evidence_id)
    actor = permit(by, "evidence.withdraw", piece.partnership_id, piece)
    if piece.withdrawn:
        return piece
    if not reason.strip():
        raise Refused(_("Nothing was withdrawn: it takes a reason. Say in a sentence why."))
    return record.change(
        piece, by=actor, action="evidence.withdrawn", reason=reason.strip(), withdrawn=True
    )


@transaction.atomic
def take_back(evidence_id: str, *, by: Person) -> None:
    """Undo an acceptance: remove the link and the review that led to it, if nothing cites it.

    Only the person who accepted it can, and only as long as nobody has changed it since.
    """
    record.wait_for_the_ledger()
    piece = _piece(evidence_id)
    actor = permit(by, "evidence.take_back", piece.partnership_id, piece)
    entries = LedgerEntry.objects.filter(subject_kind="evidence", subject_id=piece.id)
    if [each.actor_id for each in entries[:2]] != [by.id]:
        raise Refused(
            _(
                "Nothing was taken back: only the person who linked these words can, and only "
                "before anybody changes the link. Withdraw it instead, with a reason."
            )
        )
    if cited(piece):
        raise Refused(
            _(
                "Nothing was taken back: a judgement, a decision or a release rests on this "
                "evidence. Withdraw it instead, with a reason."
            )
        )
    for review in piece.reviews.all():
        record.remove(review, by=actor, action="review.taken_back")
    record.remove(piece, by=actor, action="evidence.taken_back")


def cited(piece: Evidence) -> bool:
    """Tell whether a judgement, an ending or a release rests on a piece of evidence."""
    for model in (Judgement, Ending):
        written = Cast("evidence", TextField())
        rows = model.objects.annotate(written=written).filter(written__contains=piece.id)
        if any(piece.id in listed for listed in rows.values_list("evidence", flat=True)):
            return True
    releases = Release.objects.filter(partnership_id=piece.partnership_id)
    return releases.filter(content__contains=f'"{piece.id}"').exists()


def _piece(evidence_id: str) -> Evidence:
    light = Evidence.objects.select_related("original").defer(
        "original__text", "original__furniture"
    )
    found = light.filter(id=evidence_id).first()
    if found is None:
        raise missing()
    return found


def _subject(by: Person, original: Original, kind: str, subject_id: str) -> Recorded:
    """Return the thing to link to; one of another partnership, or unseen, is not there."""
    model = kinds().get(kind) if kind in SUBJECTS else None
    if model is None:
        raise Refused(
            _(
                "Nothing was linked: evidence is about a commitment, a project or a gate, and "
                "this is none of them. Choose one."
            )
        )
    found = model._default_manager.filter(pk=subject_id).first()
    if (
        found is None
        or found.ledger_partnership() != original.partnership_id
        or not may_see(viewer_for(by), found)
    ):
        raise missing()
    return found


def _same_link(by: Person, original: Original, quote: Quote, subject: Recorded) -> Evidence | None:
    same = Evidence.objects.filter(
        original=original,
        start=quote.start,
        end=quote.end,
        subject_kind=subject.ledger_kind,
        subject_id=subject.id,
        withdrawn=False,
    )
    return seen_by(viewer_for(by), same).first()


def _accepted_before(before: Evidence, fields: dict[str, Any]) -> Evidence:
    """Return a link that was made before if it says the same: a form may be sent twice."""
    if all(getattr(before, name) == value for name, value in fields.items()):
        return before
    raise Refused(
        _(
            "Nothing was linked: these words are linked to it already, as %(direction)s. Open "
            "that link and amend it."
        )
        % {"direction": before.get_direction_display()}
    )


def _made(original: Original, quote: Quote, subject: Recorded, fields: dict[str, Any]) -> Evidence:
    own = Evidence.objects.filter(partnership_id=original.partnership_id)
    last = own.aggregate(last=Max("ordinal"))["last"] or 0
    return Evidence(
        id=f"{original.partnership_id}.{new_id(Evidence.id_prefix)}",
        partnership_id=original.partnership_id,
        original=original,
        start=quote.start,
        end=quote.end,
        quote=quote.words,
        text_sha256=original.text_sha256,
        subject_kind=subject.ledger_kind,
        subject_id=subject.id,
        ordinal=last + STEP,
        **fields,
    )


def _refuse_unverified(piece: Evidence) -> None:
    verdict = verdicts([piece])[piece.id]
    if verdict == Verdict.VERIFIED:
        return
    raise Refused(
        _("Nothing was saved: the quote cannot be verified, because %(why)s. %(remedy)s")
        % {"why": verdict.why, "remedy": verdict.remedy}
    )

"""Opens a reading of an uploaded text, and takes the decisions on what it proposes, one by one."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Proposal, Reading
from servanda.desk.agreements.services.permission import (
    keep_in_sight,
    missing,
    permit,
    unchanged,
)
from servanda.desk.agreements.services.proposing import SPAN, checked, fields_of, outline_of
from servanda.desk.agreements.words import Decision, ReadingState
from servanda.desk.record import services as record
from servanda.desk.record.models import Classification
from servanda.desk.record.services import Actor
from servanda.reading import read
from servanda.reading.formats import extract


def open_reading(
    partnership_id: str,
    *,
    file_name: str,
    data: bytes,
    by: Person,
    signed: date | None = None,
    classification: str = Classification.PARTNERS,
    held_by: Party | None = None,
) -> Reading:
    """Read an uploaded document and store what it proposes, for review.

    Raises UnreadableDocument or NotAnAgreement, whose words are for the person, and stores nothing.
    """
    reading = Reading(
        partnership_id=partnership_id,
        classification=classification,
        held_by=held_by,
        file_name=file_name[-255:],
        sha256=hashlib.sha256(data).hexdigest(),
        signed=signed,
        created_by=by,
    )
    actor = permit(by, "reading.open", partnership_id)
    keep_in_sight(by, reading)
    body = extract(data, file_name).text
    agreement = read(body, signed=signed)
    reading.body, reading.found = body, outline_of(agreement)
    with transaction.atomic():
        record.create(reading, by=actor, action="reading.opened")
        proposals = [
            _proposal(reading, place, each.eid, each.start, each.end, fields_of(each))
            for place, each in enumerate(agreement.commitments)
        ]
        record.create_many(proposals, by=actor, action="proposal.made")
    return reading


def accept(proposal_id: str, *, expected: str, by: Person) -> Proposal:
    """Accept a proposal as it is."""
    return _decide(proposal_id, Decision.ACCEPTED, expected, by)


def drop(proposal_id: str, *, expected: str, by: Person, reason: str = "") -> Proposal:
    """Decide that a proposal is no commitment."""
    return _decide(proposal_id, Decision.DROPPED, expected, by, reason=reason)


@transaction.atomic
def correct(
    proposal_id: str, changes: Mapping[str, Any], *, expected: str, by: Person, reason: str = ""
) -> Proposal:
    """Accept a proposal with changes to its fields or to its span (`eid`, `start`, `end`)."""
    proposal, actor = _for_deciding(proposal_id, expected, by)
    span = {name: changes[name] for name in SPAN if name in changes}
    _check_span(proposal, span)
    fields = checked({name: each for name, each in changes.items() if name not in SPAN})
    return record.change(
        proposal,
        by=actor,
        action="proposal.corrected",
        reason=reason,
        decision=Decision.CORRECTED,
        fields={**proposal.fields, **fields},
        **span,
    )


@transaction.atomic
def split(proposal_id: str, at: Sequence[int], *, expected: str, by: Person) -> list[Proposal]:
    """Cut a proposal at offsets of the text into pieces that are decided one by one."""
    proposal, actor = _for_deciding(proposal_id, expected, by)
    cuts = sorted(set(at))
    if not cuts or not all(proposal.start < cut < proposal.end for cut in cuts):
        raise Refused(
            _(
                "Nothing was split: a cut must lie between the first and the last character of "
                "the words. Place the cursor inside them."
            )
        )
    spans = [
        _trimmed(proposal.reading.body, start, end)
        for start, end in zip([proposal.start, *cuts], [*cuts, proposal.end], strict=True)
    ]
    if any(start >= end for start, end in spans):
        raise Refused(_("Nothing was split: one of the pieces would have no words. Cut elsewhere."))
    record.change(proposal, by=actor, action="proposal.split", decision=Decision.SPLIT)
    pieces = [_piece(proposal, start, end) for start, end in spans]
    return list(record.create_many(pieces, by=actor, action="proposal.made"))


@transaction.atomic
def undo(proposal_id: str, *, expected: str, by: Person) -> Proposal:
    """Take a decision back: the proposal is again as it was made, and pieces of it are gone."""
    proposal, actor = _for_deciding(proposal_id, expected, by, split_too=True)
    _remove_pieces(proposal, actor)
    found = dict(proposal.found)
    span = {name: found.pop(name) for name in SPAN}
    return record.change(
        proposal,
        by=actor,
        action="proposal.reopened",
        decision=Decision.PENDING,
        fields=found,
        **span,
    )


@transaction.atomic
def accept_all(reading_id: str, *, by: Person) -> int:
    """Accept every proposal of a reading that is still to be decided; return how many."""
    reading = open_for_review(reading_id)
    actor = permit(by, "proposal.accept", reading.partnership_id, reading)
    pending = list(reading.proposals.filter(decision=Decision.PENDING))
    for proposal in pending:
        record.change(proposal, by=actor, action="proposal.accepted", decision=Decision.ACCEPTED)
    return len(pending)


@transaction.atomic
def discard_reading(reading_id: str, *, expected: str, by: Person, reason: str = "") -> None:
    """Give a reading up with all its proposals; the ledger keeps that there was one."""
    reading = open_for_review(reading_id)
    actor = permit(by, "reading.discard", reading.partnership_id, reading)
    unchanged(reading, expected)
    for proposal in reading.proposals.filter(split_from=None):
        _remove_pieces(proposal, actor)
        record.remove(proposal, by=actor, action="proposal.discarded", reason=reason)
    record.remove(reading, by=actor, action="reading.discarded", reason=reason)


def open_for_review(reading_id: str) -> Reading:
    """Return an open reading and hold it until the transaction ends."""
    record.wait_for_the_ledger()
    reading = Reading.objects.select_for_update().filter(id=reading_id).first()
    if reading is None:
        raise missing()
    if reading.state != ReadingState.OPEN:
        raise Refused(
            _(
                "This reading is finished, and its proposals can no longer be decided. "
                "Change the commitments themselves."
            )
        )
    return reading


@transaction.atomic
def _decide(
    proposal_id: str, decision: Decision, expected: str, by: Person, *, reason: str = ""
) -> Proposal:
    proposal, actor = _for_deciding(proposal_id, expected, by)
    return record.change(
        proposal, by=actor, action=f"proposal.{decision}", reason=reason, decision=decision
    )


def _for_deciding(
    proposal_id: str, expected: str, by: Person, *, split_too: bool = False
) -> tuple[Proposal, Actor]:
    """Return a proposal that the person may decide and that is as they saw it, and their name."""
    found = Proposal.objects.filter(id=proposal_id).first()
    if found is None:
        raise missing()
    reading = open_for_review(found.reading_id)
    proposal = Proposal.objects.select_related("reading").filter(id=proposal_id).first()
    if proposal is None:  # somebody undid the split that it was a piece of
        raise missing()
    actor = permit(by, "proposal.decide", reading.partnership_id, proposal)
    unchanged(proposal, expected)
    if proposal.decision == Decision.SPLIT and not split_too:
        raise Refused(_("This proposal is split: decide its pieces, or undo the split first."))
    return proposal, actor


def _proposal(
    reading: Reading, place: int, eid: str, start: int, end: int, fields: dict[str, Any]
) -> Proposal:
    return Proposal(
        reading=reading,
        ordinal=place,
        eid=eid,
        start=start,
        end=end,
        fields=fields,
        found={**fields, "eid": eid, "start": start, "end": end},
    )


def _piece(whole: Proposal, start: int, end: int) -> Proposal:
    """Cut a piece: it keeps verb class, actors and date, which often govern all of them."""
    words = whole.reading.body[start:end]
    fields = {**whole.fields, "act": words, "summary_en": "", "summary_az": ""}
    piece = _proposal(whole.reading, whole.ordinal, whole.eid, start, end, fields)
    piece.split_from = whole
    return piece


def _remove_pieces(proposal: Proposal, actor: Actor) -> None:
    for piece in proposal.pieces.all():
        _remove_pieces(piece, actor)
        record.remove(piece, by=actor, action="proposal.discarded")


def _check_span(proposal: Proposal, span: Mapping[str, Any]) -> None:
    start, end = span.get("start", proposal.start), span.get("end", proposal.end)
    known = {each["eid"] for each in proposal.reading.found["provisions"]}
    if span.get("eid", proposal.eid) not in known | {proposal.eid}:
        raise Refused(_("There is no such provision in the text. Choose one that it has."))
    if not 0 <= start < end <= len(proposal.reading.body):
        raise Refused(_("The words must be a stretch of the text. Mark them again."))


def _trimmed(body: str, start: int, end: int) -> tuple[int, int]:
    words = body[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())

"""Finishes a reading: the instrument, its text, its provisions and what was adopted, at once."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import (
    Commitment,
    Instrument,
    Proposal,
    Provision,
    Reading,
    Text,
)
from servanda.desk.agreements.services.details import InstrumentDetails
from servanda.desk.agreements.services.instruments import store_event, store_instrument
from servanda.desk.agreements.services.ordering import STEP
from servanda.desk.agreements.services.permission import keep_in_sight, permit, unchanged
from servanda.desk.agreements.services.refreshing import refresh_instrument
from servanda.desk.agreements.services.reviewing import open_for_review
from servanda.desk.agreements.services.sheet import joined_key
from servanda.desk.agreements.words import Decision, EventKind, ReadingState
from servanda.desk.record import services as record
from servanda.desk.record.models import Citation, Recorded, Source
from servanda.desk.record.services import Actor

EVENT_OF_ANCHOR: Mapping[str, EventKind] = {
    "signature": EventKind.SIGNED,
    "ratification": EventKind.RATIFIED,
    "entry_into_force": EventKind.ENTERED_INTO_FORCE,
    "adoption": EventKind.ADOPTED,
    "publication": EventKind.PUBLISHED,
    "notification": EventKind.NOTIFIED,
    "initialling": EventKind.INITIALLED,
}
ADOPTED = (Decision.ACCEPTED, Decision.CORRECTED)
WHOLE = "body"  # the provision for words that stand in none


@transaction.atomic
def finish_reading(
    reading_id: str, details: InstrumentDetails, *, expected: str, by: Person
) -> Instrument:
    """Adopt what was accepted as a new instrument, once every proposal is decided."""
    reading = open_for_review(reading_id)
    actor = permit(by, "instrument.add", reading.partnership_id, reading)
    unchanged(reading, expected)
    proposals = _decided(reading)
    instrument = store_instrument(reading.partnership_id, details, actor)
    keep_in_sight(by, instrument)
    _store_events(reading, instrument, details, actor)
    text = _store_text(reading, instrument, details, actor)
    provisions = _store_provisions(reading, text, actor)
    adopted = _store_commitments(reading, instrument, provisions, proposals, actor)
    _cite(reading, instrument, details, adopted, actor)
    for proposal, commitment in zip(proposals, adopted, strict=True):
        record.change(proposal, by=actor, action="proposal.adopted", commitment=commitment)
    record.change(
        reading,
        by=actor,
        action="reading.finished",
        state=ReadingState.FINISHED,
        instrument=instrument,
    )
    refresh_instrument(instrument.id)
    return instrument


def _decided(reading: Reading) -> list[Proposal]:
    """Return what is to be adopted, in the order of the text; refuse while anything is open."""
    pending = reading.proposals.filter(decision=Decision.PENDING).count()
    if pending:
        raise Refused(
            _(
                "%(number)s proposals are still to be decided, and nothing was adopted. "
                "Accept, correct, split or drop each of them."
            )
            % {"number": pending}
        )
    return list(reading.proposals.filter(decision__in=ADOPTED).order_by("start", "end", "id"))


def _store_events(
    reading: Reading, instrument: Instrument, details: InstrumentDetails, actor: Actor
) -> None:
    """Store the events that the text itself dates, apart from those that the officer dated."""
    told = {
        kind
        for kind, day in (
            (EventKind.SIGNED, details.signed),
            (EventKind.ENTERED_INTO_FORCE, details.in_force),
        )
        if day
    }
    for found in reading.found.get("events", ()):
        kind = EVENT_OF_ANCHOR.get(found["name"])
        if kind is not None and kind not in told:
            store_event(instrument, kind, date.fromisoformat(found["date"]), actor)


def _store_text(
    reading: Reading, instrument: Instrument, details: InstrumentDetails, actor: Actor
) -> Text:
    language = details.language or reading.found.get("language") or "en"
    text = Text(
        id=f"{instrument.id}-{language}",
        instrument=instrument,
        language=language,
        standing=details.standing,
        body=reading.body,
        sha256=hashlib.sha256(reading.body.encode()).hexdigest(),
        path=f"texts/{instrument.local_id}-{language}.md",
        ordinal=STEP,
    )
    return record.create(text, by=actor, action="text.added")


def _store_provisions(reading: Reading, text: Text, actor: Actor) -> dict[str, Provision]:
    found = [each for each in reading.found["provisions"] if each["start"] < each["end"]]
    language = "az" if text.language == "az" else "en"
    provisions = [
        _provision(
            text,
            place,
            eid=each["eid"],
            kind=each["kind"],
            num=each["num"][:120],
            start=each["start"],
            end=each["end"],
            **{f"heading_{language}": each["heading"]},
        )
        for place, each in enumerate(found, start=1)
    ]
    if any(each.eid not in {one["eid"] for one in found} for each in reading.proposals.all()):
        provisions.append(_provision(text, 0, eid=WHOLE, kind=WHOLE, start=0, end=len(text.body)))
    record.create_many(provisions, by=actor, action="provision.added")
    return {each.eid: each for each in provisions}


def _provision(text: Text, place: int, **fields: Any) -> Provision:
    own = f"{text.instrument.partnership_id}.{joined_key(text.local_id, fields['eid'])}"
    return Provision(id=own, text=text, ordinal=place * STEP, **fields)


def _store_commitments(
    reading: Reading,
    instrument: Instrument,
    provisions: Mapping[str, Provision],
    proposals: Sequence[Proposal],
    actor: Actor,
) -> Sequence[Commitment]:
    last = Commitment.objects.filter(partnership_id=instrument.partnership_id)
    first = last.aggregate(last=Max("ordinal"))["last"] or 0
    names: Counter[str] = Counter()
    adopted = []
    for place, proposal in enumerate(proposals, start=1):
        slug = re.sub(r"[^a-z0-9]+", "-", proposal.eid.lower()).strip("-") or WHOLE
        names[slug] += 1
        day = proposal.fields.get("deadline_date")
        fields = {**proposal.fields, "deadline_date": date.fromisoformat(day) if day else None}
        adopted.append(
            Commitment(
                id=f"{instrument.id}-{slug}-{names[slug]}",
                partnership_id=instrument.partnership_id,
                classification=instrument.classification,
                held_by_id=instrument.held_by_id,
                instrument=instrument,
                provision=provisions.get(proposal.eid) or provisions[WHOLE],
                start=proposal.start,
                end=proposal.end,
                quote=reading.body[proposal.start : proposal.end],
                ordinal=first + place * STEP,
                **fields,
            )
        )
    return record.create_many(adopted, by=actor, action="commitment.adopted")


def _cite(
    reading: Reading,
    instrument: Instrument,
    details: InstrumentDetails,
    adopted: Sequence[Commitment],
    actor: Actor,
) -> None:
    """Name the uploaded text as the source of everything that was taken from it."""
    source = Source(
        id=f"{instrument.id}-source",
        partnership_id=instrument.partnership_id,
        classification=instrument.classification,
        held_by_id=instrument.held_by_id,
        title=details.source_title or reading.file_name,
        url=details.source_url,
        kind="official",
        language=details.language or reading.found.get("language") or "en",
        reliability="high",
        note=f"{reading.file_name}, SHA-256 {reading.sha256}",
        ordinal=(Source.objects.aggregate(last=Max("ordinal"))["last"] or 0) + STEP,
    )
    record.create(source, by=actor, action="source.added")
    cited: list[Recorded] = [instrument, *instrument.events.all(), *adopted]
    last = Citation.objects.aggregate(last=Max("ordinal"))["last"] or 0
    citations = [
        Citation(
            source=source,
            subject_kind=each.ledger_kind,
            subject_id=each.id,
            ordinal=last + place * STEP,
        )
        for place, each in enumerate(cited, start=1)
    ]
    record.create_many(citations, by=actor, action="citation.added")

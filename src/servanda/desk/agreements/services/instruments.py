"""Adds instruments and what happens to them, and changes commitments already adopted."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Commitment, Event, Instrument, InstrumentParty
from servanda.desk.agreements.services.details import InstrumentDetails, Part, check_local_id
from servanda.desk.agreements.services.ordering import STEP
from servanda.desk.agreements.services.permission import (
    keep_in_sight,
    missing,
    permit,
    permit_changes,
    unchanged,
)
from servanda.desk.agreements.services.proposing import FIELDS
from servanda.desk.agreements.services.refreshing import refresh_instrument
from servanda.desk.agreements.services.sheet import joined_key
from servanda.desk.agreements.words import CommitmentState, EventKind, Precision
from servanda.desk.record import services as record
from servanda.desk.record.models import Classification
from servanda.desk.record.services import Actor

EVENT_FIELDS = ("kind", "date", "precision", "place", "label_en", "label_az")


@transaction.atomic
def add_instrument(partnership_id: str, details: InstrumentDetails, *, by: Person) -> Instrument:
    """Add an instrument without a text, with its parties and its signature."""
    actor = permit(by, "instrument.add", partnership_id)
    instrument = store_instrument(partnership_id, details, actor)
    keep_in_sight(by, instrument)
    return instrument


def store_instrument(partnership_id: str, details: InstrumentDetails, actor: Actor) -> Instrument:
    """Store an instrument with its parties and its signature, inside a transaction."""
    last = Instrument.objects.filter(partnership_id=partnership_id).aggregate(last=Max("ordinal"))
    names = ("title_en", "title_az", "short_en", "short_az", "kind", "binding", "language")
    instrument = Instrument(
        id=check_local_id(partnership_id, details.local_id),
        partnership_id=partnership_id,
        classification=details.classification,
        held_by_id=f"{partnership_id}.{details.held_by}" if details.held_by else None,
        summary_en=details.summary_en,
        summary_az=details.summary_az,
        ordinal=(last["last"] or 0) + STEP,
        **{name: getattr(details, name) for name in names},
    )
    record.create(instrument, by=actor, action="instrument.added")
    for place, part in enumerate(details.parts, start=1):
        _store_part(instrument, part, place, actor)
    if details.signed:
        store_event(instrument, EventKind.SIGNED, details.signed, actor, place=details.place)
    if details.in_force:
        store_event(instrument, EventKind.ENTERED_INTO_FORCE, details.in_force, actor)
    return instrument


def _store_part(instrument: Instrument, part: Part, place: int, actor: Actor) -> None:
    own = instrument.partnership_id
    party = Party.objects.filter(id=f"{own}.{part.party}").first() if part.party else None
    if part.party and party is None:
        raise missing()
    if party is None:
        party = _new_party(instrument, part.name, actor)
    role = InstrumentParty(
        id=f"{own}.{joined_key(instrument.local_id, party.local_id, part.role)}",
        instrument=instrument,
        party=party,
        role=part.role,
        defined_as=part.defined_as,
        ordinal=place * STEP,
    )
    record.create(role, by=actor, action="instrument_party.added")


def _new_party(instrument: Instrument, name: str, actor: Actor) -> Party:
    """Add a party that an instrument names and the partnership does not know yet."""
    partnership_id = instrument.partnership_id
    if instrument.classification != Classification.PUBLIC:
        raise Refused(
            _(
                "Everybody sees the parties of a partnership, so that a new one would tell of this "
                "instrument. Nothing was added. Choose a party that is known."
            )
        )
    number = Party.objects.filter(partnership_id=partnership_id).count() + 1
    party = Party(
        id=f"{partnership_id}.party-{number}",
        partnership_id=partnership_id,
        name_en=name,
        short_en=name[:80],
        kind="state",
        ordinal=number * STEP,
    )
    return record.create(party, by=actor, action="party.added")


@transaction.atomic
def add_event(
    instrument_id: str,
    kind: str,
    day: date,
    *,
    by: Person,
    precision: str = Precision.DAY,
    **fields: Any,
) -> Event:
    """Add what happened to an instrument; dates that waited for it are worked out."""
    instrument = Instrument.objects.filter(id=instrument_id).first()
    if instrument is None:
        raise missing()
    actor = permit(by, "event.add", instrument.partnership_id, instrument)
    event = store_event(instrument, kind, day, actor, precision=precision, **fields)
    refresh_instrument(instrument_id)
    return event


def store_event(
    instrument: Instrument,
    kind: str,
    day: date,
    actor: Actor,
    *,
    precision: str = Precision.DAY,
    **fields: Any,
) -> Event:
    """Store an event, inside a transaction; it is as open as its instrument."""
    fields = {
        "label_en": _label(kind, "en"),
        "label_az": _label(kind, "az"),
        "classification": instrument.classification,
        "held_by_id": instrument.held_by_id,
        **fields,
    }
    event = Event(
        id=_free_id(Event.objects.all(), f"{instrument.id}-{kind.replace('_', '-')}-{day}"),
        partnership_id=instrument.partnership_id,
        instrument=instrument,
        kind=kind,
        date=day,
        precision=precision,
        ordinal=(Event.objects.aggregate(last=Max("ordinal"))["last"] or 0) + STEP,
        **fields,
    )
    return record.create(event, by=actor, action="event.added")


@transaction.atomic
def change_event(
    event_id: str, changes: Mapping[str, Any], *, expected: str, by: Person, reason: str = ""
) -> Event:
    """Change what is recorded of an event; dates that count from it move with it."""
    record.wait_for_the_ledger()
    event = Event.objects.select_for_update().filter(id=event_id).first()
    if event is None:
        raise missing()
    actor = permit(by, "event.change", event.partnership_id, event)
    unchanged(event, expected)
    permit_changes(by, event, changes, EVENT_FIELDS)
    record.change(event, by=actor, action="event.changed", reason=reason, **changes)
    refresh_instrument(event.instrument_id)
    return event


@transaction.atomic
def change_commitment(
    commitment_id: str, changes: Mapping[str, Any], *, expected: str, by: Person, reason: str = ""
) -> Commitment:
    """Change an adopted commitment; its date and its place in lists follow."""
    record.wait_for_the_ledger()
    commitment = Commitment.objects.select_for_update().filter(id=commitment_id).first()
    if commitment is None:
        raise missing()
    actor = permit(by, "commitment.change", commitment.partnership_id, commitment)
    unchanged(commitment, expected)
    permit_changes(by, commitment, changes, {*FIELDS, "state"})
    dropped = changes.get("state", commitment.state) == CommitmentState.DROPPED
    action = "commitment.dropped" if dropped else "commitment.changed"
    record.change(commitment, by=actor, action=action, reason=reason, **changes)
    refresh_instrument(commitment.instrument_id)
    commitment.refresh_from_db()
    return commitment


def _label(kind: str, language: str) -> str:
    with translation.override(language):
        label = str(EventKind(kind).label)
    return label[:1].upper() + label[1:]


def _free_id(things: Any, wanted: str) -> str:
    """Return the id, with a number after it where there is one already."""
    taken = set(things.filter(id__startswith=wanted).values_list("id", flat=True))
    return next(each for each in _numbered(wanted) if each not in taken)


def _numbered(wanted: str) -> Iterable[str]:
    yield wanted
    for number in range(2, 10_000):
        yield f"{wanted}-{number}"

"""Writes: each change of a thing and its ledger entry, in one transaction.

Nothing else writes. Every function checks the thing, changes it and records it; if any of the three
fails, none of them happened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from servanda.desk.record.models import (
    Classification,
    Classified,
    Json,
    LedgerEntry,
    Recorded,
    SealedReader,
    new_id,
)
from servanda.ledger import GENESIS, Checkpoint, Verdict, canonical, entry_hash, verify

Thing = TypeVar("Thing", bound=Recorded)
LEDGER_LOCK = 0x5E7A11DA  # the advisory lock under which the chain grows on PostgreSQL
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change."""

    id: str
    name: str


SYSTEM = Actor("system", "Servanda")


@dataclass(frozen=True, slots=True)
class _Change:
    thing: Recorded
    before: dict[str, Json] | None
    after: dict[str, Json] | None


@transaction.atomic
def create(obj: Thing, *, by: Actor, action: str, reason: str = "") -> Thing:
    """Store a new thing and record it."""
    _ready(obj)
    obj.full_clean()
    obj.save(force_insert=True)
    _append([_Change(obj, None, obj.ledger_state())], by=by, action=action, reason=reason)
    return obj


@transaction.atomic
def create_many(
    objs: Iterable[Thing], *, by: Actor, action: str, reason: str = ""
) -> Sequence[Thing]:
    """Store new things of one kind and record each; the database checks what they refer to."""
    things = list(objs)
    if not things:
        return things
    model = type(things[0])
    foreign = [field.name for field in model._meta.concrete_fields if field.is_relation]
    for thing in things:
        _ready(thing)
        thing.clean_fields(exclude=foreign)
        thing.clean()
    model._default_manager.bulk_create(things, batch_size=AT_ONCE)
    changes = [_Change(thing, None, thing.ledger_state()) for thing in things]
    _append(changes, by=by, action=action, reason=reason)
    return things


@transaction.atomic
def change(obj: Thing, *, by: Actor, action: str, reason: str = "", **fields: Any) -> Thing:
    """Change the named fields of a stored thing and record it; without a difference, do nothing."""
    wait_for_the_ledger()
    stored = _stored(obj)
    before = stored.ledger_state()
    secret = {name for name in fields if name in obj.kept_out_of_ledger}
    for name, value in fields.items():
        setattr(stored, name, value)
    _ready(stored)
    stored.full_clean()
    after = stored.ledger_state()
    if after != before or secret:
        stored.save(force_update=True)
        _append([_Change(stored, before, after)], by=by, action=action, reason=reason)
    obj.refresh_from_db()
    return obj


@transaction.atomic
def remove(obj: Recorded, *, by: Actor, action: str, reason: str = "") -> None:
    """Remove a stored thing and record what it was."""
    wait_for_the_ledger()
    stored = _stored(obj)
    before = stored.ledger_state()
    stored.delete()
    _append([_Change(obj, before, None)], by=by, action=action, reason=reason)


@transaction.atomic
def name_reader(obj: Classified, person_id: str, *, by: Actor, reason: str = "") -> SealedReader:
    """Let one more person see a sealed thing."""
    wait_for_the_ledger()
    stored = _stored(obj)
    if stored.classification != Classification.SEALED:
        raise ValidationError("Readers are named for sealed things only. Seal it first.")
    reader = SealedReader(
        seal=stored.seal,
        subject_kind=obj.ledger_kind,
        subject_id=obj.id,
        person_id=person_id,
    )
    return create(reader, by=by, action="sealed_reader.named", reason=reason)


def strike_reader(obj: Classified, person_id: str, *, by: Actor, reason: str = "") -> None:
    """Let a person no longer see a sealed thing."""
    reader = SealedReader.objects.get(seal=obj.seal, person_id=person_id)
    remove(reader, by=by, action="sealed_reader.struck", reason=reason)


def verify_ledger(checkpoint: Checkpoint | None = None) -> Verdict:
    """Walk the whole stored ledger and name the first bad entry."""
    entries = LedgerEntry.objects.order_by("sequence").iterator(chunk_size=2000)
    rows = (
        {**entry.content(), "previous_hash": entry.previous_hash, "hash": entry.hash}
        for entry in entries
    )
    return verify(rows, checkpoint=checkpoint)


def head() -> Checkpoint:
    """Return the size and last hash of the stored ledger, for somebody else to keep."""
    last = LedgerEntry.objects.order_by("-sequence").first()
    return Checkpoint(last.sequence, last.hash) if last else Checkpoint(0, GENESIS)


def wait_for_the_ledger() -> None:
    """Hold the chain until this transaction ends; on SQLite the transaction itself already does.

    Whoever changes things waits here before holding any of them: so no two wait for each other.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])


def _stored(obj: Thing) -> Thing:
    """Return a thing as it is stored, and hold it.

    `obj` may only stand in for a thing, as the user of a request does: its type tells nothing.
    """
    model: Any = obj._meta.model
    stored: Thing = model._default_manager.select_for_update().get(pk=obj.pk)
    return stored


def _ready(obj: Recorded) -> None:
    """Give a new thing its id, and a sealed thing its seal."""
    if not obj.id and obj.id_prefix:
        obj.id = new_id(obj.id_prefix)
    if isinstance(obj, Classified) and obj.classification == Classification.SEALED and not obj.seal:
        obj.seal = new_id("seal")


def _append(changes: list[_Change], *, by: Actor, action: str, reason: str) -> None:
    """Add entries at the end of the chain, one writer at a time."""
    wait_for_the_ledger()
    last = head()
    sequence, previous, at = last.size, last.hash, timezone.now()
    entries = []
    for each in changes:
        sequence += 1
        entry = LedgerEntry(
            sequence=sequence,
            at=at,
            actor_id=by.id,
            actor_name=by.name,
            action=action,
            subject_kind=each.thing.ledger_kind,
            subject_id=each.thing.id,
            partnership_id=each.thing.ledger_partnership(),
            reason=reason,
            before=_written(each.before),
            after=_written(each.after),
            previous_hash=previous,
        )
        previous = entry.hash = entry_hash(entry.content(), previous)
        entries.append(entry)
    LedgerEntry.objects.bulk_create(entries, batch_size=AT_ONCE)


def _written(state: dict[str, Json] | None) -> str | None:
    return None if state is None else canonical(state).decode()

"""Writes: the change and its entry together, or neither."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.functional import SimpleLazyObject

import make
from servanda.desk.record import services
from servanda.desk.record.models import Citation, LedgerEntry, SealedReader, Source
from servanda.desk.record.services import SYSTEM, Actor

pytestmark = pytest.mark.django_db

CLERK = Actor("per_clerk", "A clerk")


def last() -> LedgerEntry:
    entry = LedgerEntry.objects.last()
    assert entry is not None
    return entry


def unsaved(**fields: object) -> Source:
    here = make.partnership()
    return Source(id=f"{here.id}.report", partnership=here, title="Report", **fields)


def test_a_new_thing_leaves_an_entry_of_what_it_is() -> None:
    services.create(unsaved(), by=CLERK, action="source.added", reason="named in the text")

    entry = last()
    told = (entry.actor_id, entry.actor_name, entry.action, entry.subject_id, entry.reason)
    assert told == (
        "per_clerk",
        "A clerk",
        "source.added",
        "north-south.report",
        "named in the text",
    )


def test_the_entry_of_a_new_thing_has_nothing_before_and_the_state_after() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")

    entry = last()
    assert (entry.before, json.loads(entry.after or "")) == (None, thing.ledger_state())


def test_a_change_leaves_an_entry_of_before_and_after() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")

    services.change(thing, by=CLERK, action="source.changed", title="The report")

    entry = last()
    titles = [json.loads(text or "")["title"] for text in (entry.before, entry.after)]
    assert titles == ["Report", "The report"]


def test_a_change_shows_in_the_thing_that_was_passed() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")

    services.change(thing, by=CLERK, action="source.changed", title="The report")

    assert thing.title == "The report"


def test_a_change_touches_only_the_fields_that_were_named() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    stale = Source.objects.get(pk=thing.pk)
    services.change(thing, by=CLERK, action="source.changed", publisher="A ministry")

    services.change(stale, by=CLERK, action="source.changed", title="The report")

    assert Source.objects.get(pk=thing.pk).publisher == "A ministry"


def test_who_asks_may_be_changed_through_the_request() -> None:
    person = make.person()
    stand_in: Any = SimpleLazyObject(lambda: person)

    services.change(stand_in, by=SYSTEM, action="person.language_chosen", language="az")

    assert stand_in.language == "az"


def test_a_change_of_nothing_leaves_no_entry() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    before = last().sequence

    services.change(thing, by=CLERK, action="source.changed", title="Report")

    assert last().sequence == before


def test_a_removal_leaves_an_entry_of_what_it_was() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    state = thing.ledger_state()

    services.remove(thing, by=CLERK, action="source.removed")

    entry = last()
    assert (json.loads(entry.before or ""), entry.after) == (state, None)


def test_a_thing_that_is_not_right_leaves_neither_itself_nor_an_entry() -> None:
    thing = unsaved(classification="party")
    before = last().sequence

    with pytest.raises(ValidationError, match="must name the party"):
        services.create(thing, by=CLERK, action="source.added")

    assert (Source.objects.count(), last().sequence) == (0, before)


def test_a_party_of_another_partnership_cannot_hold_a_thing() -> None:
    stranger = make.party(make.partnership("east-west"))

    with pytest.raises(ValidationError, match="another partnership"):
        services.create(
            unsaved(classification="party", held_by=stranger), by=CLERK, action="source.added"
        )


def test_a_thing_that_others_need_is_not_removed_and_leaves_no_entry() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    citation = Citation(source=thing, subject_kind="event", subject_id="x")
    services.create(citation, by=CLERK, action="citation.added")
    before = last().sequence

    with pytest.raises(ProtectedError):
        services.remove(thing, by=CLERK, action="source.removed")

    assert last().sequence == before


def test_many_things_leave_an_entry_each_in_their_order() -> None:
    here = make.partnership()
    things = [Source(id=f"{here.id}.{n}", partnership=here, title=str(n)) for n in range(1200)]

    services.create_many(things, by=CLERK, action="source.added")

    written = LedgerEntry.objects.filter(subject_kind="source").order_by("sequence")
    assert list(written.values_list("subject_id", flat=True)) == [thing.id for thing in things]


def test_one_wrong_thing_among_many_stops_them_all() -> None:
    here = make.partnership()
    things = [Source(id=f"{here.id}.{n}", partnership=here, title="x" * n) for n in range(3)]

    with pytest.raises(ValidationError):
        services.create_many(things, by=CLERK, action="source.added")

    assert Source.objects.count() == 0


def test_the_same_id_twice_is_refused() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    again = Source(id=thing.id, partnership=thing.partnership, title="Another")

    with pytest.raises((ValidationError, IntegrityError)):
        services.create(again, by=CLERK, action="source.added")


def test_the_same_id_twice_among_many_is_refused() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    again = Source(id=thing.id, partnership=thing.partnership, title="Another")

    with pytest.raises(IntegrityError):
        services.create_many([again], by=CLERK, action="source.added")


def test_nothing_to_create_leaves_nothing() -> None:
    assert services.create_many([], by=CLERK, action="source.added") == []


def test_the_chain_of_all_that_was_written_is_whole() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")
    services.change(thing, by=CLERK, action="source.changed", title="Hesabat: İşğal, ə")
    services.remove(thing, by=CLERK, action="source.removed")

    assert services.verify_ledger().whole


def test_the_head_is_the_last_entry() -> None:
    services.create(unsaved(), by=CLERK, action="source.added")

    assert services.head().hash == last().hash


def test_a_sealed_thing_gets_a_seal_and_keeps_it() -> None:
    thing = services.create(unsaved(classification="sealed"), by=CLERK, action="source.added")
    seal = thing.seal
    services.change(thing, by=CLERK, action="classification.changed", classification="public")

    services.change(thing, by=CLERK, action="classification.changed", classification="sealed")

    assert (bool(seal), thing.seal) == (True, seal)


def test_readers_are_named_for_sealed_things_only() -> None:
    thing = services.create(unsaved(), by=CLERK, action="source.added")

    with pytest.raises(ValidationError, match="Seal it first"):
        services.name_reader(thing, make.person().id, by=SYSTEM)


def test_to_name_a_reader_leaves_an_entry() -> None:
    thing = services.create(unsaved(classification="sealed"), by=CLERK, action="source.added")

    services.name_reader(thing, make.person().id, by=CLERK)

    assert (last().action, SealedReader.objects.count()) == ("sealed_reader.named", 1)

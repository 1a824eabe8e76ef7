"""The record as it was known on a day, and who may see that today."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from servanda.desk.accounts.models import Partnership
from servanda.desk.record import services
from servanda.desk.record.as_of import (
    entries_seen_by,
    history,
    revive,
    states,
    visible_things,
)
from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import Citation, LedgerEntry, Recorded, Source
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = date(2026, 5, 10), date(2026, 6, 10), date(2026, 7, 10)


def at(day: date, hour: int = 12) -> Any:
    return time_machine.travel(f"{day.isoformat()}T{hour:02}:00:00Z", tick=False)


@pytest.fixture
def here() -> Partnership:
    with at(date(2026, 1, 1)):
        return make.partnership()


def changed(thing: Source, day: date, **fields: Any) -> None:
    with at(day):
        services.change(thing, by=SYSTEM, action="source.changed", **fields)


def added(here: Partnership, day: date = MAY, **fields: Any) -> Source:
    with at(day):
        return make.source(here, **fields)


def known(here: Partnership, day: date) -> dict[str, Any]:
    return states("source", partnership_id=here.id, known=day)


def seen(here: Partnership, day: date, viewer: Any = ANONYMOUS) -> list[Source]:
    return visible_things(viewer, Source, partnership_id=here.id, known=day)


def test_a_thing_is_not_known_before_it_was_recorded(here: Partnership) -> None:
    added(here, JUNE)

    assert known(here, MAY) == {}


def test_a_thing_is_known_on_the_day_it_was_recorded(here: Partnership) -> None:
    thing = added(here, MAY)

    assert list(known(here, MAY)) == [thing.id]


def test_a_day_ends_at_midnight_utc(here: Partnership) -> None:
    with at(MAY, hour=23):
        late = make.source(here)
    with at(date(2026, 5, 11), hour=0):
        make.source(here)

    assert list(known(here, MAY)) == [late.id]


def test_a_thing_is_known_as_it_last_was_by_then(here: Partnership) -> None:
    thing = added(here, MAY, title="First")
    changed(thing, JUNE, title="Second")
    changed(thing, JULY, title="Third")

    assert known(here, JUNE)[thing.id]["title"] == "Second"


def test_two_changes_in_one_moment_follow_the_ledger_not_the_clock(here: Partnership) -> None:
    thing = added(here, MAY, title="First")
    changed(thing, JUNE, title="Second")
    changed(thing, JUNE, title="Third")

    assert known(here, JUNE)[thing.id]["title"] == "Third"


def test_a_removed_thing_is_not_known_after_its_removal(here: Partnership) -> None:
    thing = added(here, MAY)
    with at(JUNE):
        services.remove(thing, by=SYSTEM, action="source.removed")

    assert known(here, JULY) == {}


def test_a_removed_thing_is_still_known_as_of_before(here: Partnership) -> None:
    thing = added(here, MAY)
    with at(JULY):
        services.remove(thing, by=SYSTEM, action="source.removed")

    assert [each.id for each in seen(here, JUNE)] == [thing.id]


def test_things_of_another_partnership_are_not_among_them(here: Partnership) -> None:
    with at(MAY):
        make.source(make.partnership("east-west"))

    assert known(here, JUNE) == {}


def test_a_revived_thing_is_the_thing_as_it_was(here: Partnership) -> None:
    thing = added(here, MAY, accessed=date(2026, 4, 1), title="İlk")

    revived = revive(Source, known(here, MAY)[thing.id])

    assert revived.ledger_state() == thing.ledger_state()


def test_a_revived_thing_has_real_dates(here: Partnership) -> None:
    thing = added(here, MAY, accessed=date(2026, 4, 1))

    assert revive(Source, known(here, MAY)[thing.id]).accessed == date(2026, 4, 1)


def test_a_field_that_came_later_takes_its_default_when_revived() -> None:
    assert revive(Source, {"id": "north-south.x", "title": "Old"}).classification == "public"


def test_a_field_that_has_gone_since_is_left_out_when_revived() -> None:
    assert revive(Source, {"id": "north-south.x", "colour": "red"}).id == "north-south.x"


def test_revived_things_stand_in_their_own_order(here: Partnership) -> None:
    second = added(here, MAY, ordinal=2)
    first = added(here, MAY, ordinal=1)

    assert [each.id for each in seen(here, MAY)] == [first.id, second.id]


def test_what_was_public_and_is_hidden_now_is_hidden_as_of_then(here: Partnership) -> None:
    thing = added(here, MAY)
    changed(thing, JULY, classification="partners")

    assert seen(here, JUNE) == []


def test_what_was_hidden_and_is_public_now_stays_hidden_as_of_then(here: Partnership) -> None:
    thing = added(here, MAY, classification="partners")
    changed(thing, JULY, classification="public")

    assert seen(here, JUNE) == []


def test_what_was_hidden_and_is_public_now_is_seen_as_of_now(here: Partnership) -> None:
    thing = added(here, MAY, classification="partners")
    changed(thing, JUNE, classification="public")

    assert [each.id for each in seen(here, JULY)] == [thing.id]


def test_who_may_see_both_sees_what_was_hidden_then(here: Partnership) -> None:
    thing = added(here, MAY, classification="partners")
    changed(thing, JULY, classification="public")
    officer = make.viewer(role="officer", party=make.party(here))

    assert [each.id for each in seen(here, JUNE, officer)] == [thing.id]


def test_a_thing_hidden_when_it_was_removed_stays_hidden_as_of_before(here: Partnership) -> None:
    thing = added(here, MAY)
    changed(thing, JUNE, classification="partners")
    with at(JULY):
        services.remove(thing, by=SYSTEM, action="source.removed")

    assert seen(here, MAY) == []


def test_what_lies_inside_a_thing_that_is_hidden_now_is_hidden_as_of_then(
    here: Partnership,
) -> None:
    thing = added(here, MAY)
    with at(MAY):
        citation = Citation(source=thing, subject_kind="source", subject_id=thing.id)
        services.create(citation, by=SYSTEM, action="citation.added")
    changed(thing, JULY, classification="partners")

    inner = visible_things(ANONYMOUS, Citation, partnership_id=here.id, known=JUNE)

    assert inner == []


def test_the_history_of_a_public_thing_is_seen(here: Partnership) -> None:
    thing = added(here, MAY)
    changed(thing, JUNE, title="Another")

    actions = [entry.action for entry in history(ANONYMOUS, thing)]

    assert actions == ["source.added", "source.changed"]


def test_the_history_leaves_out_the_time_when_a_thing_was_hidden(here: Partnership) -> None:
    thing = added(here, MAY, classification="partners", title="CANARY")
    changed(thing, JUNE, classification="public", title="Public")
    changed(thing, JULY, title="Published")

    shown = history(ANONYMOUS, thing)

    assert ["CANARY" in f"{entry.before}{entry.after}" for entry in shown] == [False]


def test_the_history_of_a_thing_that_is_hidden_now_is_hidden(here: Partnership) -> None:
    thing = added(here, MAY)
    changed(thing, JUNE, classification="sealed")

    assert history(ANONYMOUS, thing) == []


def test_what_was_said_of_a_hidden_thing_is_not_shown_in_the_ledger(here: Partnership) -> None:
    hidden, public = added(here, MAY, classification="sealed"), added(here, MAY)
    with at(MAY):
        citation = Citation(source=public, subject_kind="source", subject_id=hidden.id)
        services.create(citation, by=SYSTEM, action="citation.added")

    shown = entries_seen_by(ANONYMOUS, LedgerEntry.objects.all())

    assert "citation" not in {entry.subject_kind for entry in shown}


def test_entries_about_people_are_shown_to_nobody(here: Partnership) -> None:
    make.person(role="officer", party=make.party(here))

    shown = entries_seen_by(ANONYMOUS, LedgerEntry.objects.all())

    assert {entry.subject_kind for entry in shown} == {"partnership", "party"}


def test_entries_about_memberships_are_shown_to_the_auditor(here: Partnership) -> None:
    auditor = make.viewer(role="auditor", within=here)

    shown = entries_seen_by(auditor, LedgerEntry.objects.all())

    assert "membership" in {entry.subject_kind for entry in shown}


def test_an_entry_about_a_kind_that_is_gone_is_shown_to_nobody(here: Partnership) -> None:
    entry = LedgerEntry(subject_kind="zeppelin", subject_id="x", after="{}")

    assert list(entries_seen_by(ANONYMOUS, [entry])) == []


def test_more_entries_take_no_more_queries(here: Partnership) -> None:
    sources = [make.source(here) for _ in range(30)]
    entries = LedgerEntry.objects.order_by("sequence")
    with CaptureQueriesContext(connection) as few:
        list(entries_seen_by(ANONYMOUS, entries[:10]))

    with CaptureQueriesContext(connection) as many:
        seen = list(entries_seen_by(ANONYMOUS, entries[:30]))

    assert len(seen) > len(sources) / 2
    assert len(many) <= len(few)


def test_every_kind_has_one_model() -> None:
    models = [model for model in apps.get_models() if issubclass(model, Recorded)]

    assert sorted(kinds()) == sorted(model.ledger_kind for model in models)

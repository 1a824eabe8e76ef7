"""Everything can be read as it was known on a day."""

from datetime import date
from typing import Any

import pytest

import make
from desk.agreements.builders import (
    WITHIN_THREE_MONTHS,
    at,
    commitment,
    event,
    instrument,
    looking,
    part,
    relation,
)
from servanda.desk.accounts.models import Party
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.services.refreshing import refresh_instrument
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (3, 4, 5, 6))


@pytest.fixture
def lists() -> Commitment:
    """A commitment recorded in April, and changed to six months in June."""
    with at(APRIL):
        here = make.partnership()
        charter = instrument(here)
        event(charter)
        made = commitment(charter, **WITHIN_THREE_MONTHS)
    with at(JUNE):
        changed(made, deadline_duration="P6M", deadline_expression="within six months")
    return made


def changed(thing: Commitment, **fields: Any) -> None:
    record.change(thing, by=SYSTEM, action="commitment.changed", **fields)
    refresh_instrument(thing.instrument_id)


def due(it: Commitment, known: date | None) -> date | None:
    found = selectors.commitment(looking(known=known), it.partnership_id, it.local_id)
    assert found is not None
    return found.date


def test_the_date_is_the_one_known_then(lists: Commitment) -> None:
    assert due(lists, MAY) == date(2026, 5, 10)


def test_the_date_is_the_changed_one_now(lists: Commitment) -> None:
    assert due(lists, None) == date(2026, 8, 10)


def test_on_the_day_of_the_change_the_change_is_known(lists: Commitment) -> None:
    assert due(lists, JUNE) == date(2026, 8, 10)


def test_before_it_was_recorded_nothing_was_known(lists: Commitment) -> None:
    found = selectors.commitments(looking(known=MARCH), lists.partnership_id)

    assert found.total == 0


def test_an_event_learnt_of_later_does_not_date_what_was_known() -> None:
    with at(APRIL):
        charter = instrument(make.partnership())
        waiting = commitment(charter, **WITHIN_THREE_MONTHS)
    with at(JUNE):
        event(charter)

    assert (due(waiting, MAY), due(waiting, None)) == (None, date(2026, 5, 10))


def test_the_list_by_date_is_the_one_known_then(lists: Commitment) -> None:
    found = selectors.due_dates(looking(known=MAY), lists.partnership_id)

    assert [each.date for each in found] == [date(2026, 5, 10)]


def test_the_calendar_is_the_one_known_then(lists: Commitment) -> None:
    found = selectors.calendar(looking(known=MAY), lists.partnership_id, 2026)

    assert [each.date for each in found] == [date(2026, 2, 10), date(2026, 5, 10)]


def test_the_history_ends_where_it_was_known(lists: Commitment) -> None:
    entries = selectors.history(looking(known=MAY), lists)

    assert [each.action for each in entries] == ["commitment.adopted"]


def test_what_was_public_once_and_is_not_now_stays_hidden(lists: Commitment) -> None:
    changed(lists, classification="partners")

    found = selectors.commitments(looking(known=MAY), lists.partnership_id)

    assert found.total == 0


def test_an_instrument_is_shown_with_what_belonged_to_it_then() -> None:
    with at(APRIL):
        here = make.partnership()
        charter, memorandum = instrument(here), instrument(here, "memorandum")
        party = make.party(here)
        part(charter, party)
        relation(charter, memorandum)
        event(charter)
    with at(JUNE):
        event(charter, "ratified", JUNE)

    view = selectors.instrument(looking(known=MAY), here.id, "charter")

    assert view is not None
    assert (len(view.parts), len(view.relations), len(view.events)) == (1, 1, 1)


def test_a_relation_to_a_hidden_instrument_is_not_shown(signed: Instrument, north: Party) -> None:
    hidden = instrument(signed.partnership, "hidden", classification="party", held_by=north)
    relation(signed, hidden)

    view = selectors.instrument(looking(), signed.partnership_id, "charter")

    assert view is not None
    assert view.relations == ()

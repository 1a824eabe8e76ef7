"""Officers change what is adopted; dates and lists follow, and nobody is overwritten."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

import make
from desk.agreements.builders import WITHIN_THREE_MONTHS, commitment, looking
from servanda.desk.accounts.models import Party, Person
from servanda.desk.agreements import selectors, services
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.services import fingerprint
from servanda.desk.record.models import LedgerEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(north: Party) -> Person:
    return make.person(role="officer", party=north)


@pytest.fixture
def lists(charter: Instrument) -> Commitment:
    return commitment(charter, **WITHIN_THREE_MONTHS)


def changed(lists: Commitment, by: Person, **changes: Any) -> Commitment:
    lists.refresh_from_db()
    return services.change_commitment(lists.id, changes, expected=fingerprint(lists), by=by)


def test_a_new_event_dates_what_waited_for_it(lists: Commitment, officer: Person) -> None:
    services.add_event(lists.instrument_id, "signed", date(2026, 2, 10), by=officer)

    lists.refresh_from_db()
    assert lists.due_date == date(2026, 5, 10)


def test_a_moved_event_moves_the_date(lists: Commitment, officer: Person) -> None:
    event = services.add_event(lists.instrument_id, "signed", date(2026, 2, 10), by=officer)
    services.change_event(
        event.id, {"date": date(2026, 3, 10)}, expected=fingerprint(event), by=officer
    )

    lists.refresh_from_db()
    assert lists.due_date == date(2026, 6, 10)


def test_a_changed_rule_moves_the_date(lists: Commitment, officer: Person) -> None:
    services.add_event(lists.instrument_id, "signed", date(2026, 2, 10), by=officer)

    after = changed(lists, officer, deadline_duration="P6M")

    assert after.due_date == date(2026, 8, 10)


def test_a_change_on_an_old_page_is_a_conflict(lists: Commitment, officer: Person) -> None:
    old = fingerprint(lists)
    changed(lists, officer, summary_en="First")

    with pytest.raises(services.Conflict):
        services.change_commitment(lists.id, {"summary_en": "Second"}, expected=old, by=officer)


def test_a_dropped_commitment_leaves_the_lists_and_stays_on_record(
    lists: Commitment, officer: Person
) -> None:
    changed(lists, officer, state="dropped")

    assert selectors.commitments(looking(), lists.partnership_id).total == 0
    assert LedgerEntry.objects.latest("sequence").action == "commitment.dropped"


@pytest.mark.parametrize("field", ["quote", "instrument_id", "due_date", "partnership_id", "id"])
def test_what_the_text_or_the_desk_says_cannot_be_changed(
    lists: Commitment, officer: Person, field: str
) -> None:
    with pytest.raises(ValidationError):
        changed(lists, officer, **{field: "x"})


def test_an_officer_may_not_change_who_sees_it(lists: Commitment, officer: Person) -> None:
    with pytest.raises(services.NotAllowed):
        changed(lists, officer, classification="partners")


def test_an_analyst_may_not_change_a_commitment(lists: Commitment, north: Party) -> None:
    with pytest.raises(services.NotAllowed):
        changed(lists, make.person(role="analyst", party=north), summary_en="Mine")


def test_who_may_not_see_it_is_told_that_there_is_none(
    charter: Instrument, officer: Person, south: Party
) -> None:
    theirs = commitment(charter, "theirs", classification="party", held_by=south)

    with pytest.raises(services.Missing):
        changed(theirs, officer, summary_en="Mine")


def test_nothing_changed_is_nothing_recorded(lists: Commitment, officer: Person) -> None:
    entries = LedgerEntry.objects.count()

    changed(lists, officer, summary_en=lists.summary_en)

    assert LedgerEntry.objects.count() == entries

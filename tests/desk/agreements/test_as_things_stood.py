"""Seen from an earlier day, nothing that came about after it is in any answer."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

import make
from desk.agreements.builders import (
    ONCE_A_YEAR,
    SIGNED,
    TODAY,
    WITHIN_THREE_MONTHS,
    at,
    commitment,
    event,
    instrument,
    looking,
)
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.counts import forces_by_area
from servanda.desk.agreements.words import Timeliness
from servanda.desk.assessments.models import Finding
from servanda.desk.assessments.selectors import findings, latest_findings
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db

JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    """Let today be 21 November 2026."""
    with at(TODAY):
        yield


@pytest.fixture
def lists() -> Commitment:
    """A commitment that is due three months after a signature in February."""
    charter = instrument(make.partnership())
    event(charter)
    return commitment(charter, **WITHIN_THREE_MONTHS)


@pytest.mark.parametrize("known", [None, TODAY])
def test_a_date_does_not_count_from_an_event_after_the_day(
    lists: Commitment, known: date | None
) -> None:
    found = selectors.commitment(looking(on=JANUARY, known=known), lists.partnership_id, "lists")

    assert found is not None
    assert (found.date, found.state) == (None, Timeliness.OPEN)


def test_it_waits_for_that_event(lists: Commitment) -> None:
    found = selectors.commitment(looking(on=JANUARY), lists.partnership_id, "lists")

    assert found is not None
    assert found.due is not None
    assert found.due.waits_for == "signature"


@pytest.mark.parametrize("on", [SIGNED, MARCH, TODAY])
def test_a_date_counts_from_an_event_up_to_the_day(lists: Commitment, on: date) -> None:
    found = selectors.commitment(looking(on=on), lists.partnership_id, "lists")

    assert found is not None
    assert found.date == date(2026, 5, 10)


def test_a_date_counts_from_an_event_ahead_as_seen_from_today() -> None:
    charter = instrument(make.partnership())
    event(charter, day=TODAY + DAY)
    made = commitment(charter, **WITHIN_THREE_MONTHS)

    found = selectors.commitment(looking(), made.partnership_id, "lists")

    assert found is not None
    assert found.date == date(2027, 2, 22)


def test_the_list_by_date_has_no_date_that_had_not_come_about(lists: Commitment) -> None:
    assert selectors.due_dates(looking(on=JANUARY), lists.partnership_id) == []


def test_the_list_filtered_by_what_waits_has_it(lists: Commitment) -> None:
    waiting = selectors.CommitmentFilters(due=Timeliness.OPEN)

    found = selectors.commitments(looking(on=JANUARY), lists.partnership_id, waiting)

    assert found.total == 1


def test_it_is_counted_among_what_waits(lists: Commitment) -> None:
    found = selectors.tally(looking(on=JANUARY), lists.partnership_id)

    assert found.by_due == {Timeliness.OPEN: 1}


def test_it_is_counted_by_area_and_section_as_it_is_today(lists: Commitment) -> None:
    then, now = looking(on=JANUARY), looking()

    assert forces_by_area(then, lists.partnership_id) == forces_by_area(now, lists.partnership_id)
    assert selectors.sections(then, lists.partnership_id) == selectors.sections(
        now, lists.partnership_id
    )


def test_the_calendar_has_neither_the_event_nor_what_counts_from_it(lists: Commitment) -> None:
    assert selectors.calendar(looking(on=JANUARY), lists.partnership_id, 2026) == []


def test_the_time_line_has_neither(lists: Commitment) -> None:
    assert selectors.timeline(looking(on=JANUARY), lists.partnership_id) == []


def test_what_recurs_does_not_count_from_an_event_after_the_day() -> None:
    charter = instrument(make.partnership())
    event(charter)
    made = commitment(charter, **ONCE_A_YEAR)

    assert selectors.calendar(looking(on=JANUARY), made.partnership_id, 2027) == []


@pytest.mark.parametrize("known", [None, TODAY])
def test_an_instrument_has_the_events_that_had_happened(
    lists: Commitment, known: date | None
) -> None:
    event(lists.instrument, "ratified", MARCH)

    view = selectors.instrument(looking(on=SIGNED, known=known), lists.partnership_id, "charter")

    assert view is not None
    assert [each.kind for each in view.events] == ["signed"]


def test_a_page_of_commitments_takes_no_query_for_each(
    lists: Commitment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        commitment(lists.instrument, f"more-{number}", **WITHIN_THREE_MONTHS)

    with django_assert_max_num_queries(10):
        selectors.commitments(looking(on=JANUARY), lists.partnership_id)


def test_the_stored_date_is_left_alone(lists: Commitment) -> None:
    selectors.commitments(looking(on=JANUARY), lists.partnership_id)

    lists.refresh_from_db()
    assert lists.due_date == date(2026, 5, 10)


@pytest.mark.parametrize("known", [None, TODAY])
def test_the_latest_search_is_the_latest_that_had_ended(
    lists: Commitment, known: date | None
) -> None:
    for until in (SIGNED, MARCH):
        new = Finding(
            partnership=lists.partnership,
            commitment=lists,
            searched_until=until,
            outcome="no_evidence_found",
        )
        record.create(new, by=SYSTEM, action="finding.recorded")
    view = looking(on=MARCH - DAY, known=known)

    found = latest_findings(view, lists.partnership_id, [lists])

    assert found[lists.id].searched_until == SIGNED
    assert [each.searched_until for each in findings(view, lists)] == [SIGNED]

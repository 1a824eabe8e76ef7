"""When commitments are due, how that is worked out, and what a date never gives away."""

from datetime import date, timedelta
from typing import Any

import pytest

import make
from desk.agreements.builders import (
    ONCE_A_YEAR,
    SIGNED,
    TODAY,
    WITHIN_THREE_MONTHS,
    commitment,
    event,
    instrument,
    looking,
)
from servanda.desk.accounts.models import Partnership, Party
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.words import Timeliness

pytestmark = pytest.mark.django_db


def seen(it: Commitment, on: date = TODAY, **of_viewer: Any) -> DueCommitment:
    viewer = make.viewer(**of_viewer) if of_viewer else looking().viewer
    found = selectors.commitment(looking(viewer, on), it.partnership_id, it.local_id)
    assert found is not None
    return found


def test_three_months_after_signature_are_worked_out_in_words(signed: Instrument) -> None:
    lists = commitment(signed, **WITHIN_THREE_MONTHS)

    words = seen(lists).derivation

    assert words == "10 February 2026 + 3 months = 10 May 2026 (Section IV)"


def test_a_date_that_has_passed_says_by_how_many_days(signed: Instrument) -> None:
    lists = commitment(signed, **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert (due.state, due.days) == (Timeliness.OVERDUE, -195)


def test_a_yearly_meeting_is_first_due_a_year_after_signature(signed: Instrument) -> None:
    meetings = commitment(signed, "meetings", **ONCE_A_YEAR)

    due = seen(meetings)

    assert due.date == date(2027, 2, 10)


def test_a_yearly_meeting_is_due_today_on_the_day_itself(signed: Instrument) -> None:
    meetings = commitment(signed, "meetings", **ONCE_A_YEAR)

    due = seen(meetings, on=date(2027, 2, 10))

    assert (due.date, due.days) == (date(2027, 2, 10), 0)


def test_the_day_after_a_period_ended_the_next_one_counts(signed: Instrument) -> None:
    meetings = commitment(signed, "meetings", **ONCE_A_YEAR)

    due = seen(meetings, on=date(2027, 2, 11))

    assert (due.date, due.last) == (date(2028, 2, 10), date(2027, 2, 10))


def test_before_the_first_period_ended_none_has(signed: Instrument) -> None:
    meetings = commitment(signed, "meetings", **ONCE_A_YEAR)

    due = seen(meetings)

    assert due.last is None


def test_without_its_event_a_date_stays_open_and_names_the_event(charter: Instrument) -> None:
    lists = commitment(charter, **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert (due.state, due.waits_for) == (Timeliness.OPEN, "signature")


def test_a_recurrence_without_its_event_names_the_event(charter: Instrument) -> None:
    meetings = commitment(charter, "meetings", **ONCE_A_YEAR)

    due = seen(meetings)

    assert (due.state, due.waits_for) == (Timeliness.OPEN, "signature")


def test_a_blank_stays_open(signed: Instrument) -> None:
    blank = {"deadline_expression": "within ____ days", "deadline_bound": "within"}
    lists = commitment(signed, **blank, deadline_anchor="signature")

    due = seen(lists)

    assert due.state == Timeliness.OPEN


def test_a_text_that_sets_no_time_has_no_deadline(signed: Instrument) -> None:
    lists = commitment(signed)

    due = seen(lists)

    assert (due.state, due.date) == (Timeliness.NONE, None)


@pytest.mark.parametrize("force", ["permission", "declaration"])
def test_what_may_be_done_is_never_late(signed: Instrument, force: str) -> None:
    lists = commitment(signed, force=force, **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert due.state == Timeliness.NONE


def test_a_date_from_which_something_runs_cannot_be_missed(signed: Instrument) -> None:
    runs: dict[str, Any] = {"deadline_expression": "from 1 May 2026", "deadline_bound": "from"}
    lists = commitment(signed, **runs, deadline_date=date(2026, 5, 1))

    due = seen(lists)

    assert due.state == Timeliness.NONE


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, Timeliness.OVERDUE),
        (0, Timeliness.DUE),
        (90, Timeliness.DUE),
        (91, Timeliness.NOT_DUE),
    ],
)
def test_soon_means_within_ninety_days(signed: Instrument, days: int, state: str) -> None:
    day = TODAY + timedelta(days=days)
    rule: dict[str, Any] = {
        "deadline_expression": "by then",
        "deadline_bound": "by",
        "deadline_date": day,
    }
    lists = commitment(signed, **rule)

    due = seen(lists)

    assert due.state == state


def test_a_signature_known_only_by_its_month_dates_nothing(charter: Instrument) -> None:
    event(charter, day=date(2026, 2, 1), precision="month")
    lists = commitment(charter, **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert due.state == Timeliness.OPEN


def test_the_last_of_several_ratifications_counts(charter: Instrument) -> None:
    event(charter, "ratified", date(2026, 3, 1))
    event(charter, "ratified", date(2026, 4, 1))
    rule = {**WITHIN_THREE_MONTHS, "deadline_anchor": "ratification"}
    lists = commitment(charter, **rule)

    due = seen(lists)

    assert due.date == date(2026, 7, 1)


def test_a_rule_without_an_anchor_counts_from_entry_into_force(signed: Instrument) -> None:
    event(signed, "entered_into_force", date(2026, 6, 1))
    lists = commitment(signed, **{**WITHIN_THREE_MONTHS, "deadline_anchor": ""})

    due = seen(lists)

    assert due.date == date(2026, 9, 1)


def test_the_dates_of_another_instrument_do_not_count(here: Partnership) -> None:
    event(instrument(here, "memorandum"))
    lists = commitment(instrument(here, "charter"), **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert due.state == Timeliness.OPEN


def test_a_public_date_does_not_betray_a_confidential_event(charter: Instrument) -> None:
    event(charter, classification="partners")
    lists = commitment(charter, **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert (due.date, lists.due_date) == (None, None)


def test_partners_are_shown_the_same_open_date_as_the_public(
    charter: Instrument, north: Party
) -> None:
    event(charter, classification="partners")
    lists = commitment(charter, **WITHIN_THREE_MONTHS)

    due = seen(lists, role="officer", party=north)

    assert due.date is None


def test_what_partners_share_is_dated_by_what_they_share(charter: Instrument, north: Party) -> None:
    event(charter, classification="partners")
    lists = commitment(charter, classification="partners", **WITHIN_THREE_MONTHS)

    due = seen(lists, role="officer", party=north)

    assert due.date == date(2026, 5, 10)


def test_one_partys_event_does_not_date_another_partys_commitment(
    charter: Instrument, north: Party, south: Party
) -> None:
    event(charter, classification="party", held_by=south)
    mine: dict[str, Any] = {"classification": "party", "held_by": north}
    lists = commitment(charter, **mine, **WITHIN_THREE_MONTHS)

    due = seen(lists, role="officer", party=north)

    assert due.date is None


def test_the_stored_date_is_the_computed_one(signed: Instrument) -> None:
    lists = commitment(signed, **WITHIN_THREE_MONTHS)

    due = seen(lists)

    assert lists.due_date == due.date == date(2026, 5, 10)


def test_the_stored_day_that_periods_count_from_is_the_signature(signed: Instrument) -> None:
    meetings = commitment(signed, "meetings", **ONCE_A_YEAR)

    assert meetings.counts_from == SIGNED

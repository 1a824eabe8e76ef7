"""The calendar of a year and the time line: everything with a date, in order."""

from datetime import date

import pytest

from desk.agreements.builders import (
    ONCE_A_YEAR,
    WITHIN_THREE_MONTHS,
    commitment,
    event,
    instrument,
    looking,
)
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.selectors import CalendarEntry

pytestmark = pytest.mark.django_db


def dates(entries: list[CalendarEntry]) -> list[tuple[str, str]]:
    return [(str(entry.date), entry.kind) for entry in entries]


def test_a_year_holds_its_events_and_due_dates_in_order(signed: Instrument) -> None:
    commitment(signed, **WITHIN_THREE_MONTHS)

    found = selectors.calendar(looking(), signed.partnership_id, 2026)

    assert dates(found) == [("2026-02-10", "event"), ("2026-05-10", "due")]


def test_what_recurs_is_in_every_year(signed: Instrument) -> None:
    commitment(signed, **ONCE_A_YEAR)

    found = selectors.calendar(looking(), signed.partnership_id, 2031)

    assert dates(found) == [("2031-02-10", "due")]


def test_what_recurs_twice_in_a_year_is_there_twice(signed: Instrument) -> None:
    commitment(signed, **{**ONCE_A_YEAR, "recurrence_every": "P6M"})

    found = selectors.calendar(looking(), signed.partnership_id, 2027)

    assert [day for day, _kind in dates(found)] == ["2027-02-10", "2027-08-10"]


def test_recurring_dates_have_ids_of_their_own(signed: Instrument) -> None:
    commitment(signed, "meet", **{**ONCE_A_YEAR, "recurrence_every": "P6M"})

    found = selectors.calendar(looking(), signed.partnership_id, 2027)

    assert [entry.uid for entry in found] == [
        "north-south.meet.20270210",
        "north-south.meet.20270810",
    ]


def test_nothing_recurs_before_it_began(signed: Instrument) -> None:
    commitment(signed, **ONCE_A_YEAR)

    assert selectors.calendar(looking(), signed.partnership_id, 2025) == []


def test_a_date_that_only_runs_is_a_term(signed: Instrument) -> None:
    runs = {"deadline_expression": "until 1 May 2026", "deadline_bound": "until"}
    commitment(signed, **runs, deadline_date=date(2026, 5, 1))

    found = selectors.calendar(looking(), signed.partnership_id, 2026)

    assert dates(found)[-1] == ("2026-05-01", "term")


def test_the_time_line_crosses_instruments(here: Partnership, signed: Instrument) -> None:
    event(instrument(here, "memorandum"), day=date(2025, 8, 8))

    found = selectors.timeline(looking(), here.id)

    assert [entry.instrument.local_id for entry in found] == ["memorandum", "charter"]


def test_the_time_line_names_what_recurs_once(signed: Instrument) -> None:
    commitment(signed, **ONCE_A_YEAR)

    found = selectors.timeline(looking(), signed.partnership_id)

    assert dates(found) == [("2026-02-10", "event"), ("2027-02-10", "due")]


def test_the_years_to_choose_from_include_this_one(signed: Instrument) -> None:
    event(signed, "reported", date(1992, 10, 24))

    assert selectors.years(looking(), signed.partnership_id) == [1992, 2026]


def test_a_hidden_event_is_in_no_calendar(signed: Instrument) -> None:
    event(signed, "met", date(2026, 3, 3), classification="partners")

    found = selectors.calendar(looking(), signed.partnership_id, 2026)

    assert dates(found) == [("2026-02-10", "event")]

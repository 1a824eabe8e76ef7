"""Recurring dates against dates worked out by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines.cases import the_recurrence
from servanda.deadlines import next_due, occurrences

SIGNED = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("words", "after", "due"),
    [
        ("at least once a year", date(2026, 11, 21), date(2027, 2, 10)),
        ("at least once a year", date(2027, 2, 9), date(2027, 2, 10)),
        ("at least once a year", date(2027, 2, 10), date(2028, 2, 10)),
        ("at least once a year", date(2025, 1, 1), date(2027, 2, 10)),
        ("once every 12-18 months", date(2026, 11, 21), date(2027, 8, 10)),
        ("twice a year", date(2026, 11, 21), date(2027, 2, 10)),
        ("every six months", date(2026, 11, 21), date(2027, 2, 10)),
        ("quarterly", date(2026, 3, 1), date(2026, 5, 10)),
        ("by 31 March of each year", date(2026, 4, 1), date(2027, 3, 31)),
        ("by the end of each year", date(2026, 11, 21), date(2026, 12, 31)),
    ],
)
def test_next_date_is_the_end_of_the_period_under_way(words: str, after: date, due: date) -> None:
    assert next_due(the_recurrence(words), SIGNED, after=after).date == due


def test_derivation_counts_whole_periods_from_the_start() -> None:
    found = next_due(the_recurrence("at least once a year"), SIGNED, after=date(2027, 11, 21))

    assert found.derivation == "10 February 2026 + 2 years = 10 February 2028"


def test_several_times_in_a_period_are_due_by_its_end() -> None:
    found = next_due(the_recurrence("twice a year"), SIGNED, after=date(2026, 11, 21))

    assert found.derivation == "10 February 2026 + 1 year = 10 February 2027 (2 times by then)"


def test_derivation_is_told_in_azerbaijani() -> None:
    rule = the_recurrence("ildə azı bir dəfə", "az")
    found = next_due(rule, SIGNED, after=date(2026, 11, 21), language="az")

    assert found.derivation == "10 fevral 2026-cı il + 1 il = 10 fevral 2027-ci il"


def test_period_beyond_the_calendar_is_open() -> None:
    found = next_due(the_recurrence("annually"), SIGNED, after=date(9999, 6, 1))

    assert (found.date, found.derivation) == (
        None,
        "Open: the date lies beyond the calendar (years 1 to 9999).",
    )


def test_planned_dates_of_twice_a_year_are_six_months_apart() -> None:
    planned = occurrences(the_recurrence("twice a year"), SIGNED, date(2027, 8, 10))

    assert planned == [date(2026, 8, 10), date(2027, 2, 10), date(2027, 8, 10)]


def test_monthly_from_a_31st_falls_on_the_last_day_of_shorter_months() -> None:
    planned = occurrences(the_recurrence("monthly"), date(2026, 1, 31), date(2026, 5, 31))

    assert planned == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
    ]


def test_yearly_from_29_february_falls_on_the_28th_of_common_years() -> None:
    planned = occurrences(the_recurrence("annually"), date(2028, 2, 29), date(2030, 12, 31))

    assert planned == [date(2029, 2, 28), date(2030, 2, 28)]


def test_yearly_day_is_planned_on_that_day() -> None:
    planned = occurrences(the_recurrence("by 30 June of each year"), SIGNED, date(2027, 12, 31))

    assert planned == [date(2026, 6, 30), date(2027, 6, 30)]


@given(
    st.sampled_from(["annually", "quarterly", "monthly", "every two years", "weekly", "daily"]),
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
)
def test_next_date_is_the_first_planned_date_after_the_day(
    words: str, start: date, after: date
) -> None:
    recurrence = the_recurrence(f"The Parties shall meet {words}.")
    due = next_due(recurrence, start, after=after).date

    assert due is not None
    planned = occurrences(recurrence, start, due)
    assert due == next(day for day in planned if day > after)

"""Counting on the calendar, against an independent brute-force count."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.deadlines.counting import (
    Length,
    add_months,
    add_working_days,
    end_of,
    parse_length,
    shift,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
HOLIDAYS = st.sets(st.dates(date(2026, 1, 1), date(2026, 6, 30)), max_size=20)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 2, 10), 3, date(2026, 5, 10)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_month_later_is_the_same_day_number_or_the_last_day(
    start: date, months: int, end: date
) -> None:
    assert add_months(start, months) == end


@given(DAYS, st.integers(-600, 600))
def test_adding_months_lands_in_that_month_and_never_overshoots(day: date, months: int) -> None:
    landed = add_months(day, months)

    assert 12 * landed.year + landed.month == 12 * day.year + day.month + months
    assert landed.day == min(day.day, monthrange(landed.year, landed.month)[1])


@given(DAYS, DAYS, st.integers(0, 40), st.integers(0, 40), st.integers(0, 400))
def test_later_start_never_leads_to_an_earlier_end(
    one: date, other: date, years: int, months: int, days: int
) -> None:
    length = Length(years=years, months=months, days=days)

    assert shift(min(one, other), length) <= shift(max(one, other), length)


@given(st.dates(date(2026, 1, 1), date(2026, 6, 30)), st.integers(1, 90), HOLIDAYS)
def test_working_days_agree_with_a_list_of_all_working_days(
    start: date, count: int, holidays: set[date]
) -> None:
    every_day = [start + timedelta(days=n) for n in range(1, 400)]
    working = [day for day in every_day if day.isoweekday() <= 5 and day not in holidays]

    assert add_working_days(start, count, holidays) == working[count - 1]


@given(st.dates(date(2026, 1, 1), date(2026, 6, 30)), st.integers(1, 90), HOLIDAYS)
def test_counting_back_from_a_working_day_undoes_counting_forward(
    start: date, count: int, holidays: set[date]
) -> None:
    there = add_working_days(start, count, holidays)
    first = add_working_days(there, -count, holidays)

    assert first <= start
    assert add_working_days(first, count, holidays) == there


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 2, 6), 1, date(2026, 2, 9)),
        (date(2026, 2, 7), 1, date(2026, 2, 9)),
        (date(2026, 2, 10), 10, date(2026, 2, 24)),
        (date(2026, 2, 9), -1, date(2026, 2, 6)),
    ],
)
def test_weekend_is_not_counted(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count) == end


def test_holiday_is_not_counted() -> None:
    novruz = [date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 24)]

    assert add_working_days(date(2026, 3, 19), 1, novruz) == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("unit", "end"),
    [
        ("month", date(2026, 2, 28)),
        ("quarter", date(2026, 3, 31)),
        ("half", date(2026, 6, 30)),
        ("year", date(2026, 12, 31)),
    ],
)
def test_end_of_a_unit_is_its_last_day(unit: str, end: date) -> None:
    assert end_of(date(2026, 2, 10), unit) == end


@given(
    st.builds(
        Length,
        years=st.integers(0, 99),
        months=st.integers(0, 99),
        weeks=st.integers(0, 99),
        days=st.integers(0, 999),
        hours=st.integers(0, 99),
    ).filter(lambda length: length != Length())
)
def test_iso_duration_reads_back(length: Length) -> None:
    assert parse_length(length.iso()) == length


@pytest.mark.parametrize("text", ["", "P", "PT", "3M", "P3X", "P-3M", "P3M ", "P1.5Y"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    assert parse_length(text) is None


def test_begun_day_of_hours_counts_as_a_day() -> None:
    assert shift(date(2026, 2, 10), Length(hours=36)) == date(2026, 2, 12)


def test_date_beyond_the_calendar_is_an_overflow() -> None:
    with pytest.raises(OverflowError):
        shift(date(9999, 12, 1), Length(months=1))

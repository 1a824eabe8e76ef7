"""A year lies in twelve months, each day with what falls on it."""

from dataclasses import replace
from datetime import date

from servanda.desk.agreements.models import Event, Instrument
from servanda.desk.agreements.month_grid import months, weekdays
from servanda.desk.agreements.selectors import CalendarEntry


def entry(day: date, precision: str = "day") -> CalendarEntry:
    return CalendarEntry(
        uid="x",
        date=day,
        precision=precision,
        kind="event",
        label="signed",
        instrument=Instrument(id="north-south.charter"),
    )


def test_a_year_has_every_one_of_its_days_once() -> None:
    year = months(2028, [])

    days = [day.date for month in year for week in month.weeks for day in week if day]
    assert len(days) == len(set(days)) == 366


def test_a_week_begins_on_monday() -> None:
    first = months(2026, [])[5].weeks[0][0]

    assert first
    assert first.date == date(2026, 6, 1)
    assert weekdays()[0].long == "Monday"


def test_what_falls_on_a_day_stands_on_it_and_in_its_month() -> None:
    may = months(2026, [entry(date(2026, 5, 10))])[4]

    marked = [day.date for week in may.weeks for day in week if day and day.entries]
    assert marked == [date(2026, 5, 10)]
    assert len(may.entries) == 1


def test_what_is_known_by_its_month_alone_stands_on_no_day() -> None:
    may = months(2026, [entry(date(2026, 5, 1), precision="month")])[4]

    assert [day for week in may.weeks for day in week if day and day.entries] == []
    assert len(may.entries) == 1


def test_a_day_tells_a_due_date_from_an_event() -> None:
    happened = replace(entry(date(2026, 5, 9)), event=Event(kind="signed"))
    due = entry(date(2026, 5, 10))

    may = months(2026, [happened, due])[4]

    marked = [day.due for week in may.weeks for day in week if day and day.entries]
    assert marked == [False, True]

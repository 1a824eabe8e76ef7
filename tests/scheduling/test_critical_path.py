"""Dates worked by hand on the calendar of March 2026 (2 March is a Monday, 20 and 23 are off)."""

import time
from datetime import date

import pytest

from scheduling.plans import activity, dates, day, no_earlier, random_plan, scheduled
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.model import Activity, Bound, Constraint, GateRange, Kind
from servanda.scheduling.network import network


def week(name: str, days: float, **fields: object) -> Activity:
    return activity(name, days, calendar="week", **fields)


@pytest.mark.parametrize(
    ("how", "first", "last"),
    [
        ("FS", 9, 11),  # a ends on Friday 6
        ("FS+2", 11, 13),
        ("FS-1", 6, 10),
        ("FS+9", 24, 26),  # 9 to 19 are nine days, 24 the first day after Novruz
        ("SS", 2, 4),
        ("SS+2", 4, 6),
        ("SS-3", 2, 4),  # the plan begins on the 2nd
        ("FF", 4, 6),
        ("FF+1", 5, 9),
        ("FF-1", 3, 5),
        ("SF+4", 3, 5),
        ("SF", 2, 4),  # may end when a starts, and the plan begins then
    ],
)
def test_a_link_holds_its_end(how: str, first: int, last: int) -> None:
    schedule = scheduled(week("a", 5), week("b", 3), links=f"a b {how}")

    assert dates(schedule, "b") == (first, last)


def test_days_off_are_not_worked() -> None:
    schedule = scheduled(week("a", 15))

    assert dates(schedule, "a") == (2, 24)


def test_every_day_is_worked_where_no_calendar_is_named() -> None:
    schedule = scheduled(activity("a", 15))

    assert dates(schedule, "a") == (2, 16)


@pytest.mark.parametrize(
    ("days", "last"), [(0.1, 2), (1.4, 2), (1.5, 3), (2.49, 3), (2.5, 4), (0, 1)]
)
def test_durations_are_rounded_half_up_and_work_takes_a_day(days: float, last: int) -> None:
    schedule = scheduled(activity("a", days))

    assert schedule["a"].finish - day(last + 1).toordinal() == 0


def test_float_is_counted_in_working_days() -> None:
    schedule = scheduled(week("a", 5), week("b", 3), week("c", 1), links="a c, b c")

    found = [(schedule[name].total_float, schedule[name].free_float) for name in "abc"]

    assert found == [(0, 0), (2, 2), (0, 0)]


def test_free_float_is_what_the_next_activity_does_not_need() -> None:
    schedule = scheduled(
        week("a", 9), week("b", 2), week("c", 3), week("d", 1), links="a d, b c, c d"
    )

    assert (schedule["b"].total_float, schedule["b"].free_float) == (4, 0)


def test_near_critical_activities_are_found() -> None:
    schedule = scheduled(week("a", 5), week("b", 3), week("c", 1), links="a c, b c")

    assert [row.activity.id for row in schedule.critical(within=2)] == ["a", "b", "c"]


def test_the_driving_chain_leads_from_the_beginning() -> None:
    schedule = scheduled(week("a", 5), week("b", 3), week("c", 1), links="a c, b c")

    assert [row.activity.id for row in schedule.path_to("c")] == ["a", "c"]


@pytest.mark.parametrize(
    ("bound", "on", "first", "last"),
    [
        (Bound.START_NO_EARLIER, 7, 9, 11),  # Saturday
        (Bound.FINISH_NO_EARLIER, 12, 10, 12),
        (Bound.START_ON, 5, 5, 9),
        (Bound.FINISH_ON, 6, 4, 6),
    ],
)
def test_a_date_set_for_an_activity_is_kept(bound: Bound, on: int, first: int, last: int) -> None:
    schedule = scheduled(week("a", 3, constraints=(Constraint(bound, day(on)),)))

    assert dates(schedule, "a") == (first, last)


def test_float_is_negative_where_a_deadline_cannot_be_met() -> None:
    deadline = (Constraint(Bound.FINISH_NO_LATER, day(6)),)

    schedule = scheduled(week("a", 4), week("b", 4, constraints=deadline), links="a b")

    assert [schedule[name].total_float for name in "ab"] == [-3, -3]


def test_a_latest_start_on_a_day_off_means_the_working_day_before() -> None:
    limit = (Constraint(Bound.START_NO_LATER, day(8)),)

    schedule = scheduled(week("a", 1, constraints=limit), week("b", 20))

    assert schedule["a"].total_float == 4


def test_what_is_finished_stands_and_is_not_critical() -> None:
    done = week("a", 5, started=day(2), finished=day(10))

    schedule = scheduled(done, week("b", 1), links="a b", status=day(10))

    assert (dates(schedule, "a"), dates(schedule, "b")) == ((2, 10), (11, 11))
    assert not schedule["a"].critical


def test_what_is_left_is_worked_from_the_status_date() -> None:
    begun = week("a", 10, started=day(2), complete=0.5)

    schedule = scheduled(begun, status=day(16))

    assert dates(schedule, "a") == (2, 24)


def test_what_has_not_begun_lies_on_or_after_the_status_date() -> None:
    schedule = scheduled(week("a", 2), status=day(11))

    assert dates(schedule, "a") == (11, 12)


def test_a_milestone_comes_about_when_its_cause_ends() -> None:
    schedule = scheduled(week("a", 5), Activity("m", kind=Kind.MILESTONE), links="a m")

    assert dates(schedule, "m") == (6, 6)


def test_work_waits_for_the_day_after_a_gate_opens() -> None:
    opens = GateRange(0.8, day(5), day(12), day(30))

    schedule = scheduled(Activity("g", kind=Kind.GATE, gate=opens), week("b", 1), links="g b")

    assert (dates(schedule, "g"), dates(schedule, "b")) == ((12, 12), (13, 13))


def test_a_gate_that_has_opened_stands() -> None:
    opens = GateRange(0.8, day(5), day(12), day(30))
    gate = Activity("g", kind=Kind.GATE, gate=opens, started=day(3))

    schedule = scheduled(gate, week("b", 1), links="g b", status=day(3))

    assert (dates(schedule, "g"), dates(schedule, "b")) == ((3, 3), (4, 4))


def test_a_lag_is_counted_in_the_calendar_of_what_waits() -> None:
    schedule = scheduled(week("a", 5), activity("b", 1), links="a b FS+2")

    assert dates(schedule, "b") == (9, 9)


def test_an_activity_that_works_weekends_may_end_on_one() -> None:
    schedule = scheduled(activity("a", 6), week("b", 2), links="a b FF")

    assert dates(schedule, "b") == (6, 9)


def test_ten_thousand_activities_take_seconds_not_minutes() -> None:
    ordered = network(random_plan(1, 10_000))

    began = time.process_time()
    critical_path(ordered)

    assert time.process_time() - began < 20


def test_a_plan_far_in_the_future_is_scheduled() -> None:
    schedule = scheduled(week("a", 1, constraints=(no_earlier(date(2100, 1, 1)),)))

    assert schedule["a"].first_day == date(2100, 1, 1)

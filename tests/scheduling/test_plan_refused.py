"""A plan that cannot be is refused with a sentence that names the row."""

from dataclasses import replace
from datetime import date
from math import inf, nan

import pytest

from scheduling.plans import MONDAY, WEEK, activity, day, plan, scheduled
from servanda.scheduling.calendars import BeyondCalendar, Calendar
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Dependency,
    Driver,
    Estimate,
    GateRange,
    Kind,
    NotAPlan,
    Resource,
)
from servanda.scheduling.network import network

FAR = Constraint(Bound.START_ON, date(2300, 1, 1))
OPENS = GateRange(0.5, day(5), day(6), day(7))


def on(bound: Bound, number: int) -> Constraint:
    return Constraint(bound, day(number))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Activity("x"), "has no duration"),
        (Activity("", duration=Estimate(1, 1, 1)), "Activity 1 has no id"),
        (activity("x", -1), "give durations from 0"),
        (activity("x", nan), "give durations from 0"),
        (activity("x", inf), "give durations from 0"),
        (Activity("x", duration=Estimate(3, 2, 4)), "out of order"),
        (Activity("x", kind=Kind.MILESTONE, duration=Estimate(1, 1, 1)), "takes no time"),
        (Activity("x", kind=Kind.GATE), "gate without dates"),
        (Activity("x", kind=Kind.GATE, gate=replace(OPENS, probability=1.2)), "from 0 to 1"),
        (Activity("x", kind=Kind.GATE, gate=replace(OPENS, likely=day(9))), "out of order"),
        (activity("x", 1, gate=OPENS), "make it one"),
        (activity("x", 1, calendar="moon"), "“moon”, which the plan does not have"),
        (activity("x", 1, needs={"crane": 1}), "no resource of the plan"),
        (activity("x", 1, drivers={"weather": 1}), "no driver of the plan"),
        (activity("x", 1, complete=0.3), "30% complete and never started"),
        (activity("x", 1, complete=1.3, started=MONDAY), "from 0 to 1"),
        (activity("x", 1, finished=MONDAY), "never started"),
        (activity("x", 1, started=day(9), finished=day(3)), "before it started"),
        (activity("x", 1, constraints=(FAR,)), "120 years"),
        (
            activity(
                "x", 1, constraints=(on(Bound.START_ON, 9), on(Bound.START_ON, 10))
            ),
            "which cannot be",
        ),
        (
            activity(
                "x",
                1,
                constraints=(on(Bound.START_NO_EARLIER, 19), on(Bound.FINISH_NO_LATER, 10)),
            ),
            "no earlier than 2026-03-19 and no later than 2026-03-10",
        ),
        (
            activity("x", 1, constraints=(Constraint(Bound.FINISH_NO_LATER, date(2026, 2, 1)),)),
            "before the plan starts",
        ),
        (
            activity("x", 1, calendar="week", constraints=(on(Bound.START_ON, 20),)),
            "a day off in its calendar “week”",
        ),
    ],
)  # fmt: skip
def test_a_row_is_named_with_what_is_wrong(row: Activity, words: str) -> None:
    with pytest.raises(NotAPlan, match=words) as refused:
        network(plan(row))

    assert "“x”" in str(refused.value) or "Activity 1" in str(refused.value)


def test_an_earliest_finish_after_a_latest_start_is_possible() -> None:
    both = (on(Bound.FINISH_NO_EARLIER, 19), on(Bound.START_NO_LATER, 3))

    schedule = scheduled(activity("x", 20, constraints=both))

    assert schedule.finish == day(22).toordinal()


def test_a_circle_is_named_by_its_members() -> None:
    circle = plan(*(activity(name, 1) for name in "abcd"), links="a b, b c, c b, c d")

    with pytest.raises(NotAPlan, match="b → c → b"):
        network(circle)


def test_an_activity_cannot_wait_for_itself() -> None:
    with pytest.raises(NotAPlan, match="a → a"):
        network(plan(activity("a", 1), links="a a"))


def test_the_same_id_twice_is_refused() -> None:
    with pytest.raises(NotAPlan, match="“a” is there twice"):
        network(plan(activity("a", 1), activity("a", 2)))


def test_an_empty_plan_is_refused() -> None:
    with pytest.raises(NotAPlan, match="no activities"):
        network(plan())


def test_a_dependency_names_what_is_not_there() -> None:
    unknown = replace(plan(activity("a", 1)), dependencies=(Dependency("a", "z"),))

    with pytest.raises(NotAPlan, match=r"Dependency 1 .a → z. names “z”"):
        network(unknown)


def test_a_lag_of_centuries_is_refused() -> None:
    with pytest.raises(NotAPlan, match="Dependency 1"):
        network(plan(activity("a", 1), activity("b", 1), links="a b FS+99999"))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"calendars": (WEEK, Calendar("week"))}, "Calendar “week” is there twice"),
        ({"calendars": (Calendar("idle", weekdays=frozenset()),)}, "“idle” works on no day"),
        ({"calendars": (Calendar("odd", weekdays=frozenset({9})),)}, "“odd” has the weekdays"),
        ({"resources": (Resource("r", capacity=-1),)}, "“r” has a capacity of -1"),
        ({"drivers": (Driver("d", probability=2),)}, "“d” strikes with probability 2"),
        ({"drivers": (Driver("d", low=2, likely=1),)}, "“d” multiplies durations"),
    ],
)
def test_a_part_of_a_plan_is_named(parts: dict[str, object], words: str) -> None:
    with pytest.raises(NotAPlan, match=words):
        network(replace(plan(activity("a", 1)), **parts))  # type: ignore[arg-type]


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9999, 12, 30)])
def test_a_start_out_of_range_is_refused(start: date) -> None:
    with pytest.raises(NotAPlan, match=f"starts on {start}, which is out of range"):
        network(replace(plan(activity("a", 1)), start=start))


def test_a_status_date_far_from_the_start_is_refused() -> None:
    with pytest.raises(NotAPlan, match="status date 9999-12-31 is more than 120 years"):
        network(plan(activity("a", 1), status=date(9999, 12, 31)))


def test_more_calendars_than_can_be_laid_out_are_refused() -> None:
    calendars = tuple(Calendar(f"c{number}") for number in range(101))

    with pytest.raises(NotAPlan, match="at most 100 are taken"):
        network(replace(plan(activity("a", 1)), calendars=calendars))


def test_a_need_above_the_capacity_is_refused() -> None:
    greedy = replace(plan(activity("a", 1, needs={"r": 2})), resources=(Resource("r", capacity=1),))

    with pytest.raises(NotAPlan, match="needs 2 of “r” and there are 1"):
        network(greedy)


def test_a_start_after_the_status_date_is_refused() -> None:
    with pytest.raises(NotAPlan, match="after the status date"):
        network(plan(activity("a", 1, started=day(9)), status=day(4)))


def test_a_calendar_that_runs_out_of_days_says_so() -> None:
    closed = Calendar("w").laid_out(day(2), day(6))

    with pytest.raises(BeyondCalendar, match="runs out of days"):
        closed.after(day(2).toordinal(), 6)

"""Timeliness comes from dates alone."""

from datetime import date, timedelta

import pytest

from scoring.files import DUE, REASON, TODAY, coded, ended, progress, subject, suspended
from servanda.reading import Force
from servanda.scoring import (
    Answer,
    Coding,
    EndState,
    Judgement,
    Timeliness,
    Timing,
    standing,
    timeliness,
)

DAY = timedelta(days=1)


def timed(answers: str = "r-", today: date = TODAY, **changes: object) -> Timeliness:
    file = coded(answers, **changes)
    return timeliness(file, standing(file, today=today), today=today)


def done_on(day: date | None, published: date | None = None, answer: str = "") -> Timeliness:
    return timed(f"r+ {answer}", evidence=(progress("e0", day, published=published or day),))


@pytest.mark.parametrize(
    ("day", "timing"), [(DUE, Timing.ON_TIME), (DUE + DAY, Timing.LATE)], ids=["on", "after"]
)
def test_what_is_done_is_on_time_or_late(day: date, timing: Timing) -> None:
    assert done_on(day).timing is timing


@pytest.mark.parametrize(
    ("today", "timing"), [(DUE, Timing.NOT_DUE), (DUE + DAY, Timing.OVERDUE)], ids=["on", "after"]
)
def test_what_is_not_done_is_overdue_from_the_day_after(today: date, timing: Timing) -> None:
    assert timed(today=today).timing is timing


def test_overdue_says_by_how_much_and_claims_no_more_than_the_record() -> None:
    found = timed(today=DUE + 12 * DAY)

    assert (found.days, found.said.en) == (
        12,
        "Overdue: 12 days past 10 May 2026, and nothing on record says that it was done.",
    )


def test_overdue_is_told_in_azerbaijani() -> None:
    assert timed(today=DUE + DAY).said.az == (
        "Vaxtı keçib: son tarixdən (10 may 2026-cı il) 1 gün ötüb "
        "və yerinə yetirildiyi barədə qeyd yoxdur."
    )


def test_late_says_by_how_much() -> None:
    assert done_on(DUE + DAY).said.en == "Late: done 1 day after 10 May 2026, its due date."


def test_partly_done_is_overdue_all_the_same() -> None:
    assert timed("a+ r-").timing is Timing.OVERDUE


def test_an_undated_fact_published_by_the_due_date_is_on_time() -> None:
    assert done_on(None, DUE).timing is Timing.ON_TIME


def test_an_undated_fact_published_later_is_neither_on_time_nor_late() -> None:
    assert done_on(None, DUE + DAY).timing is Timing.NO_DATE


@pytest.mark.parametrize(("answer", "timing"), [("t!", Timing.ON_TIME), ("t-", Timing.LATE)])
def test_people_answer_where_the_dates_do_not_tell(answer: str, timing: Timing) -> None:
    assert done_on(None, DUE + DAY, answer).timing is timing


def test_people_do_not_overrule_dates() -> None:
    assert done_on(DUE + DAY, answer="t!").timing is Timing.LATE


def test_without_a_due_date_there_is_none_to_miss() -> None:
    assert timed(subject=subject(due=None)).timing is Timing.NO_DATE


@pytest.mark.parametrize("force", [Force.PERMISSION, Force.DECLARATION])
def test_what_need_not_be_done_is_never_overdue(force: Force) -> None:
    assert timed(subject=subject(force=force)).timing is Timing.NO_DATE


def test_a_date_that_falls_into_a_suspension_is_not_missed() -> None:
    assert timed(suspension=suspended()).timing is Timing.NOT_DUE


def test_a_suspension_after_the_date_does_not_heal_it() -> None:
    assert timed(suspension=suspended(DUE + DAY)).timing is Timing.OVERDUE


def test_a_suspension_that_is_over_no_longer_holds_the_date() -> None:
    found = timed(suspension=suspended(DUE - DAY, DUE + 9 * DAY))

    assert found.timing is Timing.OVERDUE


def test_the_day_that_people_decided_counts_as_done() -> None:
    found = timed(ending=ended(EndState.DONE_DIFFERENTLY, DUE + 3 * DAY))

    assert (found.timing, found.days) == (Timing.LATE, 3)


@pytest.mark.parametrize("state", [EndState.DROPPED, EndState.SUPERSEDED])
def test_what_ended_before_it_fell_due_has_no_date(state: EndState) -> None:
    assert timed(ending=ended(state, DUE)).timing is Timing.NO_DATE


def test_what_was_dropped_after_its_date_stays_overdue_by_that_much() -> None:
    found = timed(ending=ended(EndState.DROPPED, DUE + 5 * DAY))

    assert (found.timing, found.days) == (Timing.OVERDUE, 5)


def test_an_end_to_come_changes_nothing_yet() -> None:
    found = timed(ending=ended(EndState.DROPPED, TODAY + DAY))

    assert (found.timing, found.days) == (Timing.OVERDUE, (TODAY - DUE).days)


def test_days_left_are_told_for_what_is_not_due() -> None:
    assert timed(today=DUE - 4 * DAY).days == 4


@pytest.mark.parametrize(("today", "timing"), [(DUE, Timing.NOT_DUE), (TODAY, Timing.NO_DATE)])
def test_what_cannot_be_assessed_is_not_held_to_be_overdue(today: date, timing: Timing) -> None:
    assert timed(today=today, unassessable=REASON).timing is timing


def test_a_stretch_that_begins_after_the_date_is_late_by_at_least_that_much() -> None:
    both = (progress("e0", DUE + 2 * DAY), progress("e1", DUE + 8 * DAY))
    coding = Coding("coder", TODAY, (Judgement("c0", Answer.MET, ("e0", "e1")),))

    found = timed("r+", evidence=both, coding=coding)

    assert found.said.en == "Late: done at least 2 days after 10 May 2026, its due date."

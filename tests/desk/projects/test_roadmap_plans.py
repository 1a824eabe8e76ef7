"""A plan is built from what the viewer sees, and says which row cannot be."""

from datetime import date

import pytest

import make
from desk.agreements.builders import looking
from desk.projects import roads
from servanda.desk.projects.plans import moved_by, plan_of, schedule_of
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM
from servanda.scheduling.calendars import NotAPlan

pytestmark = pytest.mark.django_db


def test_a_gate_of_the_desk_holds_what_waits_for_it() -> None:
    road = roads.road(make.partnership())

    schedule = schedule_of(looking(), road)

    assert schedule["works"].start == date(2027, 4, 2).toordinal()
    assert schedule["works"].driven_by == ("waiver",)


def test_a_gate_that_has_opened_holds_from_the_day_it_did() -> None:
    here = make.partnership()
    road = roads.road(here, roads.gate(here, opened=date(2026, 3, 1)))

    assert schedule_of(looking(), road)["works"].start == date(2026, 3, 2).toordinal()


def test_a_gate_that_opened_after_the_status_date_is_certain() -> None:
    here = make.partnership()
    opened = roads.gate(here, opened=date(2026, 3, 1))
    road = roads.road(here, opened, status_on=date(2026, 2, 1))

    assert schedule_of(looking(), road)["works"].start == date(2026, 3, 2).toordinal()


def test_a_gate_had_not_opened_on_an_earlier_day() -> None:
    here = make.partnership()
    road = roads.road(here, roads.gate(here, opened=date(2026, 3, 1)))

    before = schedule_of(looking(on=date(2026, 2, 1)), road)

    assert before["works"].start == date(2027, 4, 2).toordinal()


def test_work_had_not_finished_on_an_earlier_day() -> None:
    here = make.partnership()
    road = roads.roadmap(here)
    done = {"started": date(2026, 2, 1), "finished": date(2026, 2, 20), "complete": 1.0}
    roads.row(road, "survey", **done)

    activity = plan_of(looking(on=date(2026, 2, 10)), road).activities[0]

    assert (activity.started, activity.finished, activity.complete) == (
        date(2026, 2, 1),
        None,
        0.0,
    )


def test_holidays_of_a_country_are_days_off() -> None:
    road = roads.roadmap(make.partnership(), start=date(2026, 5, 27))
    roads.calendar(road, country="AZ")
    roads.row(road, "survey", calendar="az", low=1.0, likely=1.0, high=1.0)

    assert schedule_of(looking(), road)["survey"].first_day == date(2026, 6, 1)


def test_a_country_without_known_holidays_is_named() -> None:
    road = roads.roadmap(make.partnership())
    roads.calendar(road, country="XX")
    roads.row(road, "survey", calendar="az")

    with pytest.raises(NotAPlan, match="holidays of “XX” are not known"):
        plan_of(looking(), road)


def test_a_reference_class_serves_where_there_is_no_estimate() -> None:
    here = make.partnership()
    for name, days in (("a", 70), ("b", 140), ("c", 700)):
        roads.case(here, name, days)
    road = roads.roadmap(here)
    roads.row(road, "works", reference_class="roads")

    length = plan_of(looking(), road).activities[0].duration

    assert length is not None
    assert "reference class “roads”" in length.basis


def test_an_empty_reference_class_names_the_row() -> None:
    road = roads.roadmap(make.partnership())
    roads.row(road, "works", reference_class="tunnels")

    with pytest.raises(NotAPlan, match="“works” rests on the reference class “tunnels”"):
        plan_of(looking(), road)


def test_a_row_without_any_length_is_named() -> None:
    road = roads.roadmap(make.partnership())
    roads.row(road, "works", low=None, likely=None, high=None)

    with pytest.raises(NotAPlan, match="“works” has no duration"):
        schedule_of(looking(), road)


def test_a_change_is_in_the_next_answer() -> None:
    here = make.partnership()
    waiver = roads.gate(here)
    road = roads.road(here, waiver)
    before = schedule_of(looking(), road)["works"].start

    record.change(waiver, by=SYSTEM, action="gate.changed", likely=date(2027, 4, 11))

    assert schedule_of(looking(), road)["works"].start == before + 10


def test_a_hidden_gate_moves_no_date_of_those_who_do_not_see_it() -> None:
    here = make.partnership()
    road = roads.road(here, roads.gate(here, classification="partners"))

    schedule = schedule_of(looking(), road)

    assert "waiver" not in schedule.network.places
    assert schedule["works"].start == schedule["survey"].finish


def test_a_gate_moves_all_that_waits_for_it() -> None:
    here = make.partnership()
    waiver = roads.gate(here)
    road = roads.road(here, waiver)

    (effect,) = moved_by(looking(), waiver, to=date(2027, 5, 11))

    assert effect.roadmap == road
    assert {each.row.key: each.days for each in effect.moved} == {
        "waiver": 40,
        "works": 40,
        "open": 40,
    }
    assert effect.days == 40


def test_a_gate_that_nothing_waits_for_moves_nothing() -> None:
    here = make.partnership()
    roads.road(here)

    assert moved_by(looking(), roads.gate(here, "treaty"), to=date(2028, 1, 1)) == ()

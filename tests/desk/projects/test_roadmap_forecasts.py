"""Baselines and forecasts are made of what everybody sees, and scored by what came about."""

from datetime import date

import pytest

import make
from desk.agreements.builders import at, looking
from desk.projects import roads
from servanda.desk.agreements.errors import NotAllowed, Refused
from servanda.desk.projects.forecast_scores import scores
from servanda.desk.projects.models import Forecast, Roadmap
from servanda.desk.projects.plan_content import content_of, plan_from
from servanda.desk.projects.plans import plan_of
from servanda.desk.projects.selectors.slips import comparison
from servanda.desk.projects.services import baselines, forecasts
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
THEN, NOW = date(2026, 11, 1), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _however_busy_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "LONGEST", 600.0)


def forecast(**fields: object) -> Forecast:
    days = {"p10": date(2026, 1, 1), "p50": date(2026, 2, 1), "p80": date(2026, 3, 1)}
    return Forecast(key="open", made_on=date(2025, 6, 1), **{**days, **fields})


def test_a_baseline_holds_the_whole_plan() -> None:
    here = make.partnership()
    road = roads.road(here)
    person = make.person(role="officer", party=make.party(here))

    taken = baselines.take(road.id, by=person)

    assert plan_from(taken.content["plan"]) == plan_of(looking(), road)


def test_a_plan_read_back_says_the_same() -> None:
    here = make.partnership()
    road = roads.road(here)
    roads.calendar(road, country="AZ", off=["2026-02-10"], worked=["2026-02-14"])
    plan = plan_of(looking(), road)

    assert content_of(plan_from(content_of(plan))) == content_of(plan)


def test_a_baseline_leaves_out_what_not_everybody_sees() -> None:
    here = make.partnership()
    north = make.party(here)
    road = roads.road(here, roads.gate(here, classification="party", held_by=north))
    person = make.person(role="officer", party=north)

    taken = baselines.take(road.id, by=person)

    assert "waiver" not in str(taken.content)


def test_a_slip_names_the_gate_that_caused_it() -> None:
    here = make.partnership()
    waiver = roads.gate(here)
    road = roads.road(here, waiver)
    taken = baselines.take(road.id, by=make.person(role="secretariat", within=here))
    record.change(
        waiver,
        by=SYSTEM,
        action="gate.changed",
        likely=date(2027, 5, 11),
        latest=date(2027, 7, 1),
    )

    found = comparison(looking(), road, taken)

    assert found.days == 40
    assert any("waiver" in said and "40 days later" in said for said in found.sentences)


def test_nothing_moved_says_so_by_no_sentence() -> None:
    here = make.partnership()
    road = roads.road(here)
    taken = baselines.take(road.id, by=make.person(role="secretariat", within=here))

    found = comparison(looking(), road, taken)

    assert (found.rows, found.sentences, found.same) == ((), (), 5)


def test_a_forecast_keeps_the_days_and_what_they_rest_on() -> None:
    here = make.partnership()
    road = roads.road(here)

    made = forecasts.make(road.id, by=make.person(role="analyst", party=make.party(here)))

    assert {each.key for each in made} == {"waiver", "open"}
    assert all(each.inputs_sha256 and each.samples == 20_000 for each in made)


def test_the_same_forecast_is_not_stored_twice_a_day() -> None:
    here = make.partnership()
    road = roads.road(here)
    person = make.person(role="analyst", party=make.party(here))
    forecasts.make(road.id, by=person)

    with pytest.raises(Refused, match="stored today already"):
        forecasts.make(road.id, by=person)


def test_a_reader_makes_no_forecast() -> None:
    here = make.partnership()
    road = roads.road(here)

    with pytest.raises(NotAllowed):
        forecasts.make(road.id, by=make.person(role="reader", party=make.party(here)))


def test_a_forecast_is_settled_by_the_gate_that_opened() -> None:
    here = make.partnership()
    waiver = roads.gate(here)
    road = roads.road(here, waiver)
    person = make.person(role="analyst", party=make.party(here))
    with at(THEN):
        forecasts.make(road.id, by=person)
    record.change(waiver, by=SYSTEM, action="gate.opened", opened=date(2026, 11, 10))

    with at(NOW):
        told = forecasts.settle(here.id, by=person)

    assert told == 1
    assert Forecast.objects.get(key="waiver").came_on == date(2026, 11, 10)


def test_what_is_still_open_is_not_scored() -> None:
    found = scores([forecast()], on=date(2025, 12, 1))

    assert (found.known, found.brier) == (0, None)


def test_a_day_that_passed_counts_against_what_did_not_come() -> None:
    found = scores([forecast()], on=date(2026, 1, 15))

    assert found.known == 1
    assert found.brier == pytest.approx(0.01)


def test_what_came_is_scored_against_every_day_that_was_given() -> None:
    found = scores([forecast(came_on=date(2026, 2, 10))], on=date(2026, 2, 15))

    # not by P10 (0.1²), not by P50 (0.5²), by P80 (0.2²)
    assert found.brier == pytest.approx((0.01 + 0.25 + 0.04) / 3)


def test_what_came_after_the_day_looked_from_had_not_come() -> None:
    found = scores([forecast(came_on=date(2026, 2, 10))], on=date(2026, 2, 5))

    assert found.known == 2


def test_the_roadmap_is_untouched_by_a_forecast() -> None:
    here = make.partnership()
    road = roads.road(here)
    before = road.ledger_state()

    forecasts.make(road.id, by=make.person(role="analyst", party=make.party(here)))

    assert Roadmap.objects.get().ledger_state() == before

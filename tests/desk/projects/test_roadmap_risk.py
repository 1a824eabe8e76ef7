"""The risk of a roadmap: the same inputs give the same bytes, and only what is seen is in it."""

import json
from datetime import date
from typing import Any

import pytest

import make
from desk.agreements.builders import looking
from desk.projects import roads
from servanda.desk.projects import risk_runs
from servanda.desk.projects.plans import plan_of
from servanda.desk.projects.risk_results import read, written
from servanda.desk.projects.risk_runs import inputs_of, risk_of
from servanda.desk.projects.risk_simulating import computed
from servanda.desk.projects.selectors.risk import risk
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
LONG_ENOUGH = 600.0
SAMPLES = 2_000


def outcome_of(road: Any, **more: Any) -> Any:
    found = risk(looking(), road, patience=LONG_ENOUGH, **more).outcome
    assert found is not None
    return found


def test_the_same_plan_and_seed_give_the_same_bytes() -> None:
    plan = plan_of(looking(), roads.road(make.partnership()))

    once, again = (
        written(computed(plan, {}, "x", seed=7, samples=SAMPLES, workers=workers))
        for workers in (1, 2)
    )

    assert once == again


def test_another_seed_gives_other_samples() -> None:
    plan = plan_of(looking(), roads.road(make.partnership()))

    once, again = (computed(plan, {}, "x", seed=seed, samples=SAMPLES).weights for seed in (1, 2))

    assert once != again


def test_what_was_computed_is_kept_and_read_back_whole() -> None:
    road = roads.road(make.partnership())
    found = outcome_of(road)

    kept = risk_runs.folder() / f"{found.inputs}.json"

    assert read(json.loads(kept.read_bytes())) == found
    assert kept.read_bytes() == written(found)


def test_what_is_kept_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    road = roads.road(make.partnership())
    found = outcome_of(road)

    monkeypatch.setattr(risk_runs, "_begun", None)

    assert outcome_of(road) == found


def test_a_changed_plan_is_another_input() -> None:
    road = roads.road(make.partnership())
    before = plan_of(looking(), road)
    record.change(road, by=SYSTEM, action="roadmap.changed", start=date(2026, 1, 6))

    after = plan_of(looking(), road)

    assert inputs_of(before, {}, seed=1) != inputs_of(after, {}, seed=1)


def test_a_gate_that_may_not_open_keeps_the_end_from_being_reached() -> None:
    found = outcome_of(roads.road(make.partnership()))

    assert found.by_key["open"].never == pytest.approx(0.2, abs=0.02)
    assert found.by_key["open"].p90 is None
    assert found.ends.p90 is not None


def test_a_hidden_gate_is_not_in_the_risk_of_those_who_do_not_see_it() -> None:
    here = make.partnership()
    road = roads.road(here, roads.gate(here, classification="partners"))

    found = outcome_of(road)

    assert found.end.never == 0
    assert "waiver" not in found.by_key


def test_a_plan_that_cannot_be_says_why() -> None:
    plan = plan_of(looking(), roads.roadmap(make.partnership()))

    answer = risk_of(plan, {}, seed=1, patience=LONG_ENOUGH)

    assert "no activities" in answer.fault


def test_how_far_it_has_come_is_said_while_nobody_waits() -> None:
    plan = plan_of(looking(), roads.road(make.partnership()))

    answer = risk_of(plan, {}, seed=99, patience=0.0)
    risk_of(plan, {}, seed=99, patience=LONG_ENOUGH)

    assert answer.outcome is None

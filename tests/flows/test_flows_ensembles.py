"""Ensembles: drawn worlds, each solved, the same to the bit however the work is shared out."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from exchange.plans_held import FULL
from flows.networks import TONNES, corridor_like, demand, link, nodes
from servanda.flows.bands import Band, EnsembleResult
from servanda.flows.batch import Budget, Cancelled, OutOfBudget
from servanda.flows.chances import (
    Completion,
    Disruption,
    certain,
    from_quantiles,
    from_risk,
    from_years,
)
from servanda.flows.draws import Draws
from servanda.flows.ensembles import Ensemble, run_ensemble
from servanda.flows.figures import Places
from servanda.flows.model import (
    Assumption,
    BadNetwork,
    How,
    LinkChange,
    Network,
    Project,
    Scenario,
)
from servanda.flows.solving import solve
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.network import network as plan_network
from servanda.scheduling.risk import simulate

TODAY = Scenario(2030)
COST = Assumption("cost", "link.cost", ("AB",), 1.0, 2.0, 5.0)
RAIL = Project("rail", changes=(LinkChange("AC", opens=True),), completes=2029)


def two_ways(*, assumptions: Sequence[Assumption] = ()) -> Network:
    """Carry 10 of 20 from A to B at 1; a project opens another way for 5 at 2 by way of C."""
    return Network(
        nodes("ABC"),
        (link("AB", capacity=10.0), link("AC", capacity=5.0, closed=True), link("CB")),
        (TONNES,),
        (demand("AB", 20.0),),
        projects=(RAIL,),
        assumptions=tuple(assumptions),
    )


def busy() -> Network:
    """Make a freight network with ranges, in which much depends on a second track."""
    network = corridor_like(places=24, links=60, commodities=12)
    wide = [each.id for each in network.links[::3]]
    ranges = (
        Assumption("room", "link.capacity", tuple(wide), 0.3, 0.7, 1.0, how=How.FACTOR),
        Assumption("rate", "link.cost", tuple(wide), 0.5, 1.0, 2.0, how=How.FACTOR),
        Assumption("growth", "demand.volume", ("d1", "d2"), 1.0, 1.5, 3.0, how=How.FACTOR),
    )
    changes = tuple(LinkChange(each.id, capacity=9e7) for each in network.links[:20])
    track = Project("track", changes=changes)
    return dataclasses.replace(network, assumptions=ranges, projects=(track,))


BUSY = Ensemble(
    TODAY,
    (2030, 2031),
    40,
    seed=5,
    disruptions=(Disruption("shut", "Shut", ("n3", "l5"), 0.5, (2.0, 8.0, 30.0)),),
    completions=(from_quantiles("track", {0.1: 2030, 0.5: 2031}),),
    projects=("track",),
)


def drawn(**more: object) -> EnsembleResult:
    asked = Ensemble(TODAY, (2030,), 400, **more)  # type: ignore[arg-type]
    return run_ensemble(two_ways(assumptions=[COST]), asked, workers=1)


def plain(value: float) -> Band:
    return Band(value, value, value, value)


def test_a_figure_that_is_assumed_makes_a_band() -> None:
    money = drawn().year(2030).unit("t").transport

    # 10 carried at the triangular cost, 5 at 2
    assert money.p10 == pytest.approx(10 * (1 + np.sqrt(0.1 * 4 * 1)) + 10, rel=0.05)
    assert money.p90 == pytest.approx(10 * (5 - np.sqrt(0.1 * 4 * 3)) + 10, rel=0.05)
    assert money.mean == pytest.approx(10 * (1 + 2 + 5) / 3 + 10, rel=0.05)


def test_what_nothing_is_drawn_for_is_the_same_in_every_sample() -> None:
    year = drawn().year(2030)

    assert year.demand("AB").delivered == plain(15.0)
    assert year.demand("AB").unmet == plain(5.0)
    assert year.link("AB").utilisation == plain(1.0)


def test_a_value_that_the_scenario_gives_is_not_drawn() -> None:
    asked = Ensemble(Scenario(2030, assumptions={"cost": 3.0}), (2030,), 50)

    found = run_ensemble(two_ways(assumptions=[COST]), asked)

    assert found.year(2030).unit("t").transport == plain(10 * 3.0 + 5 * 2.0)


def test_a_border_shut_for_half_a_year_leaves_half_of_the_capacity() -> None:
    shut = Disruption("shut", "Shut", ("AB",), 1.0, (26.0, 26.0, 26.0))

    found = drawn(disruptions=[shut]).year(2030)

    assert found.link("AB").flow == plain(5.0)


def test_a_low_sea_leaves_its_share_while_it_lasts() -> None:
    low = Disruption("low", "Low", ("B",), 1.0, (52.0, 52.0, 52.0), (0.8, 0.8, 0.8))

    found = drawn(disruptions=[low]).year(2030)

    assert found.link("AB").flow.p50 == pytest.approx(8.0)


def test_a_disruption_happens_as_often_as_it_is_likely() -> None:
    rare = Disruption("rare", "Rare", ("AB",), 0.3, (52.0, 52.0, 52.0))

    flow = drawn(disruptions=[rare]).year(2030).link("AB").flow

    assert (flow.p10, flow.p90) == (0.0, 10.0)
    assert flow.mean == pytest.approx(10 * (1 - 0.3), rel=0.1)


@pytest.mark.parametrize(("lasting", "same"), [(True, True), (False, False)])
def test_only_a_lasting_disruption_is_the_same_in_all_years(lasting: bool, same: bool) -> None:
    network = two_ways()
    each = Disruption("sea", "Sea", ("AB",), 0.5, (10.0, 20.0, 30.0), lasting=lasting)
    draws = Draws(network, Places(network), TODAY, disruptions=[each])

    one, other = (draws.cases(year, 0, 50).links for year in (2030, 2031))

    assert np.array_equal(one, other) is same


def test_one_world_is_drawn_for_all_years() -> None:
    network = two_ways(assumptions=[COST])
    draws = Draws(network, Places(network), TODAY)

    one, other = (draws.cases(year, 0, 50).assumptions for year in (2030, 2031))

    assert np.array_equal(one, other)
    assert len(np.unique(one)) == 50


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 4), (5, 17), (49, 50)])
def test_a_sample_is_the_same_with_however_many_others(first: int, last: int) -> None:
    network = two_ways(assumptions=[COST])
    draws = Draws(network, Places(network), TODAY, seed=9)

    part = draws.cases(2030, first, last).assumptions

    assert np.array_equal(part, draws.cases(2030, 0, 50).assumptions[first:last])


def test_another_assumption_changes_no_draw() -> None:
    other = Assumption("other", "link.hours", ("CB",), 1.0, 2.0, 3.0)
    alone, beside = two_ways(assumptions=[COST]), two_ways(assumptions=[other, COST])

    one, two = (Draws(each, Places(each), TODAY).cases(2030, 0, 9) for each in (alone, beside))

    assert np.array_equal(one.assumptions[:, 0], two.assumptions[:, 1])


def test_a_project_delivers_its_effect_times_its_chance() -> None:
    late = Completion("rail", ((2030, 0.4),))

    effect = drawn(completions=[late], projects=["rail"]).year(2030).effect("rail")

    assert effect.probability == 0.4
    assert effect.delivered == plain(5.0)
    assert effect.expected_delivered == pytest.approx(5.0 * 0.4)
    assert effect.expected_objective == pytest.approx(-5.0 * (100 - 2) * 0.4)


def test_a_project_is_on_in_as_many_samples_as_its_chance_says() -> None:
    late = Completion("rail", ((2030, 0.4),))

    flow = drawn(completions=[late]).year(2030).link("AC").flow

    assert flow.mean == pytest.approx(5.0 * 0.4, rel=0.15)


def test_a_project_without_a_chance_follows_its_own_year() -> None:
    asked = Ensemble(TODAY, (2028, 2029), 10, projects=("rail",))

    found = run_ensemble(two_ways(), asked)

    assert [year.effect("rail").probability for year in found.years] == [0.0, 1.0]
    assert [year.link("AC").flow.p50 for year in found.years] == [0.0, 5.0]


def test_every_sample_is_solved_to_its_own_optimum() -> None:
    network = busy()
    asked = dataclasses.replace(BUSY, samples=6, years=(2031,), disruptions=(), projects=())

    found = run_ensemble(network, asked)

    draws = Draws(network, Places(network), TODAY, seed=5, completions=asked.completions)
    cases = draws.cases(2031, 0, 6)
    names = [each.id for each in network.assumptions]
    alone = [
        solve(
            network,
            Scenario(
                2031,
                projects={"track": bool(on[0])},
                assumptions=dict(zip(names, values.tolist(), strict=True)),
            ),
        ).objective
        for on, values in zip(cases.projects, cases.assumptions, strict=True)
    ]
    assert found.year(2031).unit("t").objective.mean == pytest.approx(np.mean(alone), rel=1e-9)


@pytest.mark.parametrize(("workers", "portion"), [(1, 7), (2, 1), (2, 64), (3, 13)])
def test_results_are_the_same_to_the_bit_however_work_is_shared(workers: int, portion: int) -> None:
    expected = run_ensemble(busy(), BUSY, workers=1)

    found = run_ensemble(busy(), BUSY, workers=workers, portion=portion)

    assert found.as_json() == expected.as_json()


def test_what_highs_solves_is_the_same_to_the_bit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.flows.core.running.STEPS", 3)
    asked = dataclasses.replace(BUSY, samples=5, projects=())

    one, other = (run_ensemble(busy(), asked, portion=portion) for portion in (2, 5))

    assert one.fallbacks > 0
    assert one.as_json() == other.as_json()


def test_another_seed_draws_another_world() -> None:
    one, other = (drawn(seed=seed).year(2030).unit("t").transport for seed in (1, 2))

    assert one != other


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_gives_the_same_to_the_bit() -> None:
    distributed = pytest.importorskip("distributed", reason="servanda[cluster] is not installed")
    expected = run_ensemble(busy(), BUSY, workers=1)

    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        found = run_ensemble(busy(), BUSY, scheduler=cluster.scheduler_address, portion=20)

    assert found.as_json() == expected.as_json()


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="servanda[cluster] is not installed")
    monkeypatch.setattr("servanda.flows.cluster.PATIENCE", 0.1)

    with pytest.raises(ConnectionError, match=r"tcp://127\.0\.0\.1:9 does not answer"):
        run_ensemble(two_ways(), Ensemble(TODAY, (2030,), 5), scheduler="tcp://127.0.0.1:9")


def test_a_cluster_without_its_extra_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "servanda.flows.cluster", None)

    with pytest.raises(ConnectionError, match=r"servanda\[cluster\] is not installed"):
        run_ensemble(two_ways(), Ensemble(TODAY, (2030,), 5), scheduler="tcp://127.0.0.1:9")


def test_progress_is_told_up_to_the_last_sample() -> None:
    told: list[tuple[int, int]] = []

    run_ensemble(busy(), BUSY, progress=lambda done, of: told.append((done, of)), portion=16)

    assert told[-1] == (80, 80)


def test_a_run_that_is_cancelled_ends() -> None:
    told: list[int] = []

    with pytest.raises(Cancelled, match="cancelled after 16 of 80 samples"):
        run_ensemble(
            busy(),
            BUSY,
            portion=16,
            progress=lambda done, _: told.append(done),
            cancelled=lambda: told[-1] > 0,
        )


def test_a_run_without_time_left_says_so() -> None:
    with pytest.raises(OutOfBudget, match=r"its budget of time, with 0 of 80 samples"):
        run_ensemble(busy(), BUSY, budget=Budget(seconds=0))


def test_a_run_that_needs_more_memory_than_it_may_take_says_so() -> None:
    asked = dataclasses.replace(BUSY, samples=1_000_000)

    with pytest.raises(OutOfBudget, match=r"1,000,000 samples of this network need about \d"):
        run_ensemble(busy(), asked, budget=Budget(gigabytes=0.5))


def test_years_of_a_roadmap_become_chances() -> None:
    class Found:
        samples = 4
        finishes = {
            "": np.array([date(2028, 3, 2).toordinal(), date(2029, 9, 2).toordinal(), 9**9])
        }

        def reached(self, row: str = "") -> float:
            return {"": 0.5}[row]

    assert from_risk("rail", Found()).by == ((2028, 0.25), (2030, 0.5))


@pytest.mark.parametrize("year", range(2026, 2031))
def test_a_roadmap_that_is_simulated_gives_its_chances(year: int) -> None:
    risk = simulate(critical_path(plan_network(FULL)).network, samples=300, seed=1)

    found = from_risk("rail", risk)

    assert found.chance(year) == pytest.approx(risk.chance_by("", date(year, 6, 30)))


def test_a_row_that_the_risk_did_not_watch_is_refused() -> None:
    risk = simulate(critical_path(plan_network(FULL)).network, samples=10, seed=1)

    with pytest.raises(BadNetwork, match="the risk did not watch “bridge”"):
        from_risk("rail", risk, "bridge")


def test_projects_of_one_roadmap_are_late_together() -> None:
    network = dataclasses.replace(two_ways(), projects=(RAIL, Project("road")))
    asked = [from_years(name, [2030, 2040], together="plan") for name in ("rail", "road")]

    cases = Draws(network, Places(network), TODAY, completions=asked).cases(2030, 0, 60)

    assert np.array_equal(cases.projects[:, 0], cases.projects[:, 1])
    assert 0 < cases.projects[:, 0].sum() < 60


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"samples": 0}, "samples: 0 were asked for"),
        ({"years": ()}, "years: they are"),
        ({"years": (2031, 2030)}, "each once, in order"),
        ({"seed": -1}, "Seed: -1 cannot be used"),
        ({"projects": ("bridge",)}, "“bridge” does not exist in the network; there are rail."),
        ({"projects": ("rail", "rail")}, "projects: “rail” is named twice"),
        ({"units": ("bcm",)}, "units: nothing is asked for in “bcm”. Name one of t"),
        ({"completions": (certain("bridge", 2030),)}, "no such project"),
        ({"completions": (Completion("rail", ((2030, 0.9), (2031, 0.5))),)}, "0.5 in 2031 cannot"),
        ({"disruptions": (Disruption("x", "", ("ZZ",), 0.5, (1, 1, 1)),)}, "rows: “ZZ” is no link"),
        (
            {"disruptions": (Disruption("x", "", ("AB",), 1.5, (1, 1, 1)),)},
            "probability: it is 1.5",
        ),
        ({"disruptions": (Disruption("x", "", ("AB",), 0.5, (1, 60, 70)),)}, "weeks: they are 1"),
        ({"disruptions": (Disruption("x", "", ("AB",), 0.5, (1, float("nan"), 2)),)}, "nan"),
        ({"scenario": Scenario(2030, closed=frozenset({"ZZ"}))}, "closed: “ZZ” does not exist"),
    ],
)
def test_what_cannot_be_drawn_is_refused(more: dict[str, object], words: str) -> None:
    asked = dataclasses.replace(Ensemble(TODAY, (2030,), 5), **more)  # type: ignore[arg-type]

    with pytest.raises(BadNetwork, match=words):
        run_ensemble(two_ways(), asked)


def test_quantiles_out_of_order_are_refused() -> None:
    with pytest.raises(BadNetwork, match="none before that of a lower share"):
        from_quantiles("rail", {0.1: 2031, 0.5: 2030})

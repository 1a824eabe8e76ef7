"""The simulation against the critical path sample by sample, and against what is known exactly."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from scheduling.plans import activity, day, plan, random_plan
from servanda.scheduling.calendars import BeyondCalendar
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Driver,
    Estimate,
    GateRange,
    Kind,
    NotAPlan,
    Plan,
)
from servanda.scheduling.network import network
from servanda.scheduling.risk import Cancelled, simulate
from servanda.scheduling.risk.arrays import arrays
from servanda.scheduling.risk.model import END
from servanda.scheduling.risk.passes import BLOCK
from servanda.scheduling.risk.simulation import draw, drive, run

OPENS = GateRange(0.5, day(3), day(9), day(20))


def spread(name: str, low: float, likely: float, high: float, **fields: object) -> Activity:
    return Activity(name, duration=Estimate(low, likely, high), **fields)  # type: ignore[arg-type]


def uncertain(seed: int, size: int = 25, *, opens: float = 1.0) -> Plan:
    """Make up a plan of every kind of link, calendar, constraint, driver and gate."""
    made = random_plan(seed, size)
    activities = []
    for place, each in enumerate(made.activities):
        likely = each.duration.likely if each.duration else 0
        length = Estimate(likely * 0.6, likely, likely * 1.9)
        each = replace(each, duration=length, drivers={"rain": 0.7} if place % 3 == 0 else {})  # noqa: PLW2901
        if place % 7 == 3:
            each = replace(each, constraints=(Constraint(Bound.FINISH_NO_EARLIER, day(27)),))  # noqa: PLW2901
        if place % 7 == 5:
            each = replace(each, constraints=(Constraint(Bound.START_NO_LATER, day(28)),))  # noqa: PLW2901
        if place % 9 == 4:
            gate = replace(OPENS, probability=opens)
            each = replace(each, kind=Kind.GATE, gate=gate, duration=None, drivers={})  # noqa: PLW2901
        activities.append(each)
    rain = Driver("rain", probability=0.4, low=1.0, likely=1.3, high=2.0)
    return replace(made, activities=tuple(activities), drivers=(rain,))


def drawn_plans(given: Plan, seed: int) -> list[Plan]:
    """Draw one block again, and put each sample's durations and gates into the plan."""
    ordered = network(given)
    laid = arrays(ordered)
    first = next(iter(ordered.timetables.values())).first
    factors = np.empty((len(given.drivers), BLOCK), dtype=np.float32)
    drive(laid, seed, 0, factors)
    columns = {}
    for row, each in enumerate(ordered.activities):
        drawn = np.empty(BLOCK, dtype=np.int32)
        draw(laid, seed, 0, row, factors, drawn)
        columns[each.id] = drawn
    return [
        replace(given, activities=tuple(
            certain(each, int(columns[each.id][sample]), first) for each in given.activities
        ))
        for sample in range(12)
    ]  # fmt: skip


def certain(each: Activity, drawn: int, first: int) -> Activity:
    if each.gate:
        on = date.fromordinal(drawn + first - 1)
        return replace(each, gate=GateRange(1.0, on, on, on))
    return replace(each, duration=Estimate(drawn, drawn, drawn), drivers={})


@pytest.mark.parametrize("seed", range(8))
def test_each_sample_ends_and_is_critical_as_the_critical_path_says(seed: int) -> None:
    given = uncertain(seed)
    ordered = network(given)
    laid = arrays(ordered)
    rows = np.arange(len(ordered.activities), dtype=np.int32)
    first = next(iter(ordered.timetables.values())).first
    wrong = []

    for sample, one in enumerate(drawn_plans(given, seed=5)):
        kept = np.zeros((len(rows), sample + 1), dtype=np.int32)
        ends = np.zeros(sample + 1, dtype=np.int32)
        counts = np.zeros((len(rows), 4), dtype=np.int64)
        run(laid, 5, sample, 1, rows, kept, ends, counts)
        expected = critical_path(network(one))
        for row, each in enumerate(expected.rows):
            if kept[row, sample] + first != each.finish:
                wrong.append((sample, each.activity.id, "finish"))
            if counts[row, 0] != each.critical:
                wrong.append((sample, each.activity.id, "critical"))

    assert wrong == []


def test_the_number_of_workers_changes_nothing() -> None:
    ordered = network(uncertain(3, 40, opens=0.7))

    one = simulate(ordered, samples=5_000, seed=9, workers=1)
    three = simulate(ordered, samples=5_000, seed=9, workers=3)

    assert (one.exposures, one.tornado) == (three.exposures, three.tornado)
    assert all((one.finishes[name] == three.finishes[name]).all() for name in one.finishes)


def test_another_seed_draws_others() -> None:
    ordered = network(uncertain(3, 40))

    one, other = (simulate(ordered, samples=500, seed=seed).finishes[END] for seed in (1, 2))

    assert (one != other).any()


def test_what_is_certain_ends_on_one_day() -> None:
    risk = simulate(network(plan(activity("a", 3), activity("b", 2), links="a b")), samples=100)

    assert risk.quantiles() == dict.fromkeys(("P10", "P50", "P80", "P90"), day(6))


def test_one_activity_has_the_mean_of_its_estimate() -> None:
    risk = simulate(network(plan(spread("a", 10, 20, 60))), samples=40_000)

    assert risk.exposures[0].mean_days == pytest.approx(25, abs=0.2)


def test_activities_in_a_row_add_up() -> None:
    row = plan(spread("a", 10, 20, 60), spread("b", 10, 20, 60), links="a b")

    risk = simulate(network(row), samples=40_000)

    spans = risk.finishes[END] - row.start.toordinal()
    variance = 2 * (25 - 10) * (60 - 25) / 7  # of a PERT distribution: (μ − low)(high − μ)/7
    assert spans.mean() == pytest.approx(50, abs=0.3)
    assert spans.var() == pytest.approx(variance, rel=0.05)


def test_of_two_alike_side_by_side_each_is_critical_half_the_time() -> None:
    both = plan(spread("a", 100, 300, 900), spread("b", 100, 300, 900))

    risk = simulate(network(both), samples=20_000)

    assert [each.criticality for each in risk.exposures] == pytest.approx([0.5, 0.5], abs=0.02)


def test_the_later_of_two_is_done_as_often_as_both() -> None:
    both = network(plan(spread("a", 0, 50, 100), spread("b", 0, 50, 100)))

    risk = simulate(both, samples=40_000, watched=["a", "b"])

    by = date.fromordinal(both.plan.start.toordinal() + 54)
    together = risk.chance_by("a", by) * risk.chance_by("b", by)
    assert risk.chance_by(END, by) == pytest.approx(together, abs=0.01)


def test_a_gate_opens_as_often_as_it_is_said_to() -> None:
    gate = Activity("g", kind=Kind.GATE, gate=replace(OPENS, probability=0.7))

    risk = simulate(network(plan(gate, activity("a", 5), links="g a")), samples=40_000)

    assert risk.reached("g") == pytest.approx(0.7, abs=0.01)
    assert risk.quantile(0.5) is not None
    assert risk.quantile(0.8) is None


def test_a_gate_that_never_opens_leaves_nothing_to_tell() -> None:
    gate = Activity("g", kind=Kind.GATE, gate=replace(OPENS, probability=0.0))

    risk = simulate(network(plan(gate, activity("a", 5), links="g a")), samples=100)

    assert risk.quantiles() == dict.fromkeys(("P10", "P50", "P80", "P90"))
    assert {each.criticality for each in risk.exposures} == {0.0}


def test_a_driver_makes_durations_go_together() -> None:
    storm = (Driver("storm", probability=0.5, low=2, likely=2, high=2),)
    rows = [spread(name, 19, 20, 21, drivers={"storm": 1.0}) for name in "ab"]

    risk = simulate(network(replace(plan(*rows, links="a b"), drivers=storm)), samples=5_000)

    [bar] = [bar for bar in risk.tornado if bar.kind == "driver"]
    assert [round(each.cruciality) for each in risk.exposures] == [1, 1]
    assert bar.swing == pytest.approx(40, abs=1)


def test_the_tornado_puts_the_widest_first() -> None:
    row = plan(spread("small", 9, 10, 11), spread("large", 10, 40, 90), links="small large")

    risk = simulate(network(row), samples=4_000)

    assert [bar.id for bar in risk.tornado] == ["large", "small"]


def test_what_is_done_is_not_critical() -> None:
    done = activity("a", 5, started=day(2), finished=day(6))

    risk = simulate(network(plan(done, activity("b", 2), links="a b", status=day(9))), samples=50)

    assert [each.criticality for each in risk.exposures] == [0.0, 1.0]


def test_samples_that_run_out_of_the_calendar_are_told() -> None:
    long = activity("a", 36_500, drivers={"slow": 1.0})
    slow = (Driver("slow", low=90, likely=95, high=100),)

    with pytest.raises(BeyondCalendar, match="runs out of the days"):
        simulate(network(replace(plan(long), drivers=slow)), samples=10)


def test_it_can_be_stopped_and_tells_how_far_it_is() -> None:
    told = list[tuple[int, int]]()

    with pytest.raises(Cancelled):
        simulate(
            network(plan(activity("a", 1))),
            samples=50_000,
            workers=1,
            progress=lambda done, all_: told.append((done, all_)),
            cancel=lambda: len(told) > 1,
        )

    assert told == [(2_048, 50_000), (4_096, 50_000)]


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"samples": 0}, "0 samples"), ({"seed": -1}, "seed -1"), ({"watched": ["z"]}, "“z”")],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, object], words: str) -> None:
    with pytest.raises(NotAPlan, match=words):
        simulate(network(plan(activity("a", 1))), **asked)  # type: ignore[arg-type]

"""Reference classes serve where there is no estimate, and say so."""

import pytest

from scheduling.plans import activity, plan
from servanda.scheduling.model import Activity, NotAPlan
from servanda.scheduling.network import network
from servanda.scheduling.reference import Case, ReferenceClass, estimate_from, with_references


def cases(*days: float) -> ReferenceClass:
    return ReferenceClass("rail", tuple(Case(f"line {n}", n) for n in days), "railways")


def test_the_points_are_quantiles() -> None:
    found = estimate_from(cases(*range(1, 102)))

    assert (found.low, found.likely, found.high) == (11, 51, 91)


def test_few_cases_widen_the_range_and_say_so() -> None:
    found = estimate_from(cases(90, 100, 110, 120))

    assert [found.low, found.likely, found.high] == pytest.approx([45, 105, 245])
    assert "4 cases" in found.basis
    assert "fewer than 10" in found.basis


def test_one_case_spans_a_third_to_three_times() -> None:
    found = estimate_from(cases(60))

    assert (found.low, found.high) == (20, 180)


def test_only_what_has_no_estimate_is_served() -> None:
    given = plan(activity("own", 5), Activity("open", reference_class="rail"))

    own, served = with_references(given, [cases(60)]).activities

    assert own.duration is given.activities[0].duration
    assert served.duration is not None
    assert served.duration.basis.startswith("assumed from the reference class “railways”")


def test_what_no_class_serves_is_named() -> None:
    given = with_references(plan(Activity("open", reference_class="sea")), [cases(60)])

    with pytest.raises(NotAPlan, match="“open” has no duration"):
        network(given)


@pytest.mark.parametrize(("days", "words"), [((), "has no cases"), ((3, -1), "“line -1” took -1")])
def test_a_class_that_says_nothing_is_refused(days: tuple[float, ...], words: str) -> None:
    with pytest.raises(NotAPlan, match=words):
        estimate_from(cases(*days))

"""Shares against values that SciPy computes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.scoring import jeffreys, percentages, share
from servanda.scoring.beta import beta_cdf, beta_quantile

# scipy.stats.beta.ppf; the outer end is 0 or 1 where nothing or everything was counted
SCIPY = [
    (1, 7, 0.0158765242127468, 0.5007974616190776),
    (3, 7, 0.13886421910489025, 0.7654987507479062),
    (0, 7, 0.0, 0.29243617366230984),
    (1, 2, 0.06083027592009732, 0.9391697240799026),
    (5, 20, 0.1023984856830451, 0.46419462924086813),
    (173, 174, 0.973456621909447, 0.9993791980406613),
    (12, 47, 0.14780096617786379, 0.3919220560495896),
    (400, 1000, 0.36996121659863546, 0.4306167055186297),
    (10, 10, 0.7828037324907894, 1.0),
    (0, 1, 0.0, 0.8532536836904248),
    (50000, 100000, 0.49690106234693243, 0.5030989376530676),
]
# scipy.special.betainc
SCIPY_CDF = [
    (0.3, 0.5, 0.5, 0.36901011956554536),
    (0.1, 2.5, 7.5, 0.11508726709050743),
    (0.35, 100.5, 200.5, 0.7261705902512441),
    (0.01, 0.5, 50.5, 0.6851152385491805),
    (0.99, 30.5, 0.5, 0.4355153068060028),
]


@pytest.mark.parametrize(("count", "of", "low", "high"), SCIPY)
def test_the_interval_is_that_of_scipy(count: int, of: int, low: float, high: float) -> None:
    assert jeffreys(count, of) == pytest.approx((low, high), rel=1e-9)


@pytest.mark.parametrize(("x", "a", "b", "probability"), SCIPY_CDF)
def test_the_beta_distribution_is_that_of_scipy(
    x: float, a: float, b: float, probability: float
) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(probability, rel=1e-10)


@settings(deadline=None)
@given(st.floats(0.001, 0.999), st.floats(0.5, 300), st.floats(0.5, 300))
def test_a_quantile_has_its_probability_below_it(p: float, a: float, b: float) -> None:
    assert beta_cdf(beta_quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-6)


COUNTS = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@settings(deadline=None)
@given(COUNTS, st.sampled_from([0.5, 0.8, 0.95, 0.999]))
def test_the_interval_contains_the_share(counts: tuple[int, int], credible: float) -> None:
    found = share(*counts, credible=credible)

    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


@settings(deadline=None)
@given(COUNTS)
def test_the_interval_of_what_is_left_mirrors_it(counts: tuple[int, int]) -> None:
    count, of = counts

    low, high = jeffreys(count, of)

    assert jeffreys(of - count, of) == pytest.approx((1 - high, 1 - low), abs=1e-9)


def test_more_of_the_same_narrows_the_interval() -> None:
    few, many = jeffreys(3, 10), jeffreys(300, 1000)

    assert many[1] - many[0] < few[1] - few[0]


def test_no_commitments_have_no_share() -> None:
    found = share(0, 0)

    assert (found.value, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize("counts", [(2, 1), (-1, 3)])
def test_counts_that_make_no_share_are_refused(counts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is no share: the counts overlap or are negative"):
        share(*counts)


@pytest.mark.parametrize("credible", [1.0, 0.4, float("nan")])
def test_a_credible_level_that_makes_no_interval_is_refused(credible: float) -> None:
    with pytest.raises(ValueError, match="does not make an interval around a share"):
        jeffreys(1, 2, credible=credible)


def test_rounded_percentages_add_up_where_plain_rounding_gives_101() -> None:
    counts = [87, 214, 110, 173]  # 14.9, 36.6, 18.8, 29.6: rounds to 15, 37, 19, 30

    assert percentages(counts) == (15, 37, 19, 29)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8))
def test_percentages_add_up(counts: list[int]) -> None:
    assert sum(percentages(counts)) == (100 if any(counts) else 0)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8).filter(any))
def test_percentages_stay_within_one_of_the_share(counts: list[int]) -> None:
    exact = [100 * count / sum(counts) for count in counts]

    found = percentages(counts)

    assert all(abs(part - share) < 1 for part, share in zip(found, exact, strict=True))

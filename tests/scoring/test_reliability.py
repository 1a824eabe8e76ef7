"""Krippendorff's alpha against his own example, hand-worked cases and a brute-force reckoning."""

from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from servanda.scoring import Metric, Rating, by_section, krippendorff

Matrix = list[list[int | None]]

# Krippendorff, "Computing Krippendorff's Alpha-Reliability": four observers, twelve units.
EXAMPLE = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""
METRICS = list(Metric)
MATRICES = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=coders, max_size=coders),
        min_size=1,
        max_size=8,
    )
)


def parsed(text: str) -> Matrix:
    """Read a matrix of observers by units, a point for a missing value, as units by observers."""
    rows = [line.split() for line in text.strip().splitlines()]
    return [
        [None if cell == "." else int(cell) for cell in unit] for unit in zip(*rows, strict=True)
    ]


def ratings(units: Matrix) -> list[Rating]:
    return [
        Rating(f"u{place:02}", f"coder {coder}", value)
        for place, unit in enumerate(units)
        for coder, value in enumerate(unit)
    ]


def alpha(units: Matrix, metric: Metric) -> float | None:
    return krippendorff(ratings(units), metric=metric).alpha


def brute_force(units: Matrix, metric: Metric) -> float | None:
    """Reckon alpha from every pair of values, and ordinal distance from ranks with ties halved."""
    kept = [[v for v in unit if v is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    pool = [value for unit in kept for value in unit]

    def rank(value: int) -> float:
        return sum(v < value for v in pool) + (1 + pool.count(value)) / 2

    def distance(one: int, other: int) -> float:
        if metric is Metric.NOMINAL:
            return float(one != other)
        if metric is Metric.ORDINAL:
            return (rank(one) - rank(other)) ** 2
        return float(one - other) ** 2

    def mean(pairs: list[tuple[int, int]]) -> float:
        return sum(distance(*pair) for pair in pairs) / len(pairs)

    if len(set(pool)) < 2:
        return None
    observed = sum(len(u) * mean(list(permutations(u, 2))) for u in kept) / len(pool)
    return 1 - observed / mean(list(permutations(pool, 2)))


@pytest.mark.parametrize(
    ("metric", "published"),
    [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849)],
)
def test_alpha_of_krippendorffs_own_example(metric: Metric, published: float) -> None:
    found = alpha(parsed(EXAMPLE), metric)

    assert found is not None
    assert round(found, 3) == published


def test_units_that_one_coder_coded_say_nothing() -> None:
    found = krippendorff(ratings(parsed(EXAMPLE)), metric=Metric.NOMINAL)

    assert (found.units, found.values, found.coders) == (11, 40, 4)


@settings(deadline=None)
@given(MATRICES, st.sampled_from(METRICS))
def test_alpha_is_what_brute_force_makes_it(units: Matrix, metric: Metric) -> None:
    assert alpha(units, metric) == pytest.approx(brute_force(units, metric), abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2), st.integers(2, 4), st.sampled_from(METRICS))
def test_alpha_is_one_where_all_agree(levels: list[int], coders: int, metric: Metric) -> None:
    assume(len(set(levels)) > 1)

    assert alpha([[level] * coders for level in levels], metric) == 1.0


@settings(deadline=None)
@given(MATRICES, st.sampled_from(METRICS), st.randoms(use_true_random=False))
def test_it_does_not_matter_which_coder_is_which(
    units: Matrix, metric: Metric, chance: st.DataObject
) -> None:
    shuffled = [chance.sample(unit, len(unit)) for unit in units]  # type: ignore[attr-defined]

    assert alpha(shuffled, metric) == alpha(units, metric)


@settings(deadline=None)
@given(MATRICES, st.sampled_from(METRICS))
def test_the_order_of_the_ratings_does_not_matter(units: Matrix, metric: Metric) -> None:
    given_so = ratings(units)

    assert krippendorff(given_so[::-1], metric=metric) == krippendorff(given_so, metric=metric)


@settings(deadline=None)
@given(MATRICES)
def test_the_ordinal_metric_knows_only_the_order(units: Matrix) -> None:
    stretched = [[None if v is None else v**3 for v in unit] for unit in units]

    assert alpha(stretched, Metric.ORDINAL) == alpha(units, Metric.ORDINAL)


def test_systematic_disagreement_is_below_zero() -> None:
    found = alpha([[0, 3], [3, 0]], Metric.NOMINAL)

    assert found == pytest.approx(-0.5)  # Do = 1; De = 2·2·2 / (4·3) = 2/3


def test_percent_agreement_counts_pairs_of_coders() -> None:
    found = krippendorff(ratings([[1, 1, 2], [3, 3, None]]))

    assert found.percent == 50.0  # 1 of 3 pairs in the first unit, 1 of 1 in the second


def test_nominal_values_may_be_words() -> None:
    words = [Rating("a", "x", "met"), Rating("a", "y", "met"), Rating("b", "x", "unclear")]

    found = krippendorff([*words, Rating("b", "y", "unclear")], metric=Metric.NOMINAL)

    assert found.alpha == 1.0


def test_words_have_no_place_on_a_scale() -> None:
    with pytest.raises(ValueError, match="a: “met” has no place on a scale"):
        krippendorff([Rating("a", "x", "met")])


def test_two_codings_by_one_coder_are_refused() -> None:
    with pytest.raises(ValueError, match="a: x coded it twice"):
        krippendorff([Rating("a", "x", 1), Rating("a", "x", 2)])


@pytest.mark.parametrize(
    "units", [[], [[1, None], [None, 2]]], ids=["no ratings", "no unit coded twice"]
)
def test_alpha_is_undefined_without_pairs(units: Matrix) -> None:
    found = krippendorff(ratings(units))

    assert (found.alpha, found.percent, found.said.en) == (
        None,
        None,
        "Undefined: no unit was coded by two coders or more.",
    )


def test_alpha_is_undefined_where_nothing_varies() -> None:
    found = krippendorff(ratings([[2, 2], [2, 2]]))

    assert (found.alpha, found.percent, found.said.en[:53]) == (
        None,
        100.0,
        "Undefined: all coders gave one and the same value thr",
    )


def test_agreement_is_told_in_a_sentence() -> None:
    assert krippendorff(ratings(parsed(EXAMPLE))).said.en == (
        "Krippendorff's alpha (ordinal) is 0.815 and percent agreement 78.2 over 11 units."
    )  # 43 of 55 pairs


def test_sections_are_reckoned_apart_in_order() -> None:
    some = [
        Rating("b", "x", 0, "II"),
        Rating("b", "y", 1, "II"),
        Rating("a", "x", 2, "I"),
    ]

    found = [(section, result.units) for section, result in by_section(some)]

    assert found == [("I", 0), ("II", 1)]

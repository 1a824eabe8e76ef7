"""Scores of forecasts, worked by hand."""

from datetime import date

import pytest

from servanda.scheduling.forecasts import (
    Bin,
    Chance,
    NotAForecast,
    brier,
    brier_skill,
    calibration,
    pinball,
)

GIVEN = [Chance(0.9, True), Chance(0.8, False), Chance(0.2, False), Chance(0.5), Chance(1.0, True)]


def test_the_brier_score_is_the_mean_square() -> None:
    assert brier(GIVEN) == pytest.approx((0.01 + 0.64 + 0.04 + 0) / 4)


def test_what_is_open_is_not_scored() -> None:
    assert brier([Chance(0.4)]) is None


def test_skill_is_against_how_often_it_happened() -> None:
    assert brier_skill(GIVEN) == pytest.approx(1 - 0.1725 / 0.25)


def test_always_the_same_outcome_leaves_no_skill_to_tell() -> None:
    assert brier_skill([Chance(0.9, True), Chance(0.8, True)]) is None


def test_calibration_groups_by_what_was_said() -> None:
    found = calibration(GIVEN, bins=2)

    low, high = found
    assert low == Bin(0.0, 0.5, 1, 0.2, 0.0)
    assert high.count == 3
    assert [high.said, high.happened] == pytest.approx([0.9, 2 / 3])


def test_a_chance_on_a_border_belongs_above() -> None:
    [found] = calibration([Chance(0.3, True)], bins=10)

    assert (found.low, found.high) == (0.3, 0.4)


def test_the_pinball_loss_weighs_lateness_by_the_share() -> None:
    given = {0.1: date(2026, 3, 1), 0.5: date(2026, 3, 11), 0.9: date(2026, 3, 21)}

    assert pinball(given, date(2026, 3, 11)) == pytest.approx((1.0 + 0 + 1.0) / 3)


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_chance_beyond_its_range_is_named(probability: float) -> None:
    with pytest.raises(NotAForecast, match="Forecast 1"):
        brier([Chance(probability, True)])


def test_a_share_beyond_its_range_is_named() -> None:
    with pytest.raises(NotAForecast, match=r"share 1\.5"):
        pinball({1.5: date(2026, 3, 1)}, date(2026, 3, 1))

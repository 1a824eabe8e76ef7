"""Forecasts and what became of them: how good the chances and dates were that were given.

Brier (1950) for chances, the calibration table after Murphy and Winkler (1977), the pinball loss
for quantiles after Koenker and Bassett (1978). Lower is better; what is still open is not scored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


class NotAForecast(ValueError):  # noqa: N818 - a finding about the input
    """Says which forecast cannot be scored, and why."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance that was given, and whether it came true; None while that is open."""

    probability: float
    happened: bool | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of about the same chance: what was said on average, and how often it came true."""

    low: float
    high: float
    count: int
    said: float
    happened: float


def brier(chances: Sequence[Chance]) -> float | None:
    """Return the mean squared distance of chances from what happened; None where all is open.

    >>> brier([Chance(0.75, True), Chance(0.5, False)])
    0.15625
    """
    known = _known(chances)
    if not known:
        return None
    return sum((said - came) ** 2 for said, came in known) / len(known)


def brier_skill(chances: Sequence[Chance]) -> float | None:
    """Return how much better than always saying how often it happened; None without a spread.

    >>> brier_skill([Chance(1.0, True), Chance(0.0, False)])
    1.0
    """
    known, score = _known(chances), brier(chances)
    base = sum(came for _, came in known) / len(known) if known else 0.0
    plain = base * (1 - base)
    return 1 - score / plain if score is not None and plain else None


def calibration(chances: Sequence[Chance], bins: int = 10) -> tuple[Bin, ...]:
    """Group forecasts by the chance that was given; empty groups are left out.

    A chance on a border belongs to the group above it, 1 to the highest.
    """
    if bins < 1:
        raise NotAForecast(f"{bins} groups cannot be made: give 1 or more.")
    groups: dict[int, list[tuple[float, float]]] = {}
    for said, came in _known(chances):
        groups.setdefault(min(bins - 1, int(said * bins + 1e-9)), []).append((said, came))
    return tuple(
        Bin(
            place / bins,
            (place + 1) / bins,
            len(group),
            sum(said for said, _ in group) / len(group),
            sum(came for _, came in group) / len(group),
        )
        for place, group in sorted(groups.items())
    )


def pinball(quantiles: Mapping[float, date], happened: date) -> float:
    """Return the mean loss, in days, of dates given for shares such as 0.1, 0.5 and 0.9.

    >>> pinball({0.5: date(2026, 3, 1)}, date(2026, 3, 5))
    2.0
    """
    if not quantiles:
        raise NotAForecast("No dates were given, so that there is nothing to score.")
    return sum(_loss(share, day, happened) for share, day in quantiles.items()) / len(quantiles)


def _loss(share: float, day: date, happened: date) -> float:
    if not 0 < share < 1:
        raise NotAForecast(f"A date was given for the share {share}: give one between 0 and 1.")
    late = (happened - day).days
    return max(share * late, (share - 1) * late)


def _known(chances: Sequence[Chance]) -> list[tuple[float, float]]:
    for place, each in enumerate(chances, start=1):
        if not 0 <= each.probability <= 1:
            raise NotAForecast(
                f"Forecast {place} gives the chance {each.probability}: give one from 0 to 1."
            )
    return [
        (each.probability, float(each.happened)) for each in chances if each.happened is not None
    ]

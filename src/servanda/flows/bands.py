"""What an ensemble comes to: every result of a year as P10, P50, P90 and mean over its samples.

Units are never added: tonnes, boxes, gas and power have each their own sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Bands = Mapping[tuple[str, ...], "Band | None"]
SHARES = (0.1, 0.5, 0.9)
HOURS_A_DAY = 24
CRUMB = 1e-9
"""What is smaller, beside the volume or sum that it is of, is rounding."""


@dataclass(frozen=True, slots=True)
class Band:
    """A figure over the samples; each of the three is a value of some sample."""

    p10: float
    p50: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True)
class UnitBands:
    """Everything of one unit together."""

    unit: str
    asked: Band
    delivered: Band
    unmet: Band
    transport: Band
    """US dollars for what is carried, without the value of time."""
    objective: Band
    """Transport, time and going without: what is made least."""
    days: Band | None
    """Mean days on the way of what arrives; None where nothing ever does."""


@dataclass(frozen=True, slots=True)
class DemandBands:
    """How a demand fares."""

    demand: str
    commodity: str
    unit: str
    asked: Band
    delivered: Band
    unmet: Band
    days: Band | None
    """Over the samples in which something arrives; None where nothing ever does."""
    cost: Band | None
    """US dollars for each unit that arrives, over the same samples."""


@dataclass(frozen=True, slots=True)
class LinkBands:
    """How far a link is used."""

    link: str
    unit: str
    flow: Band
    utilisation: Band | None
    """Share of capacity, over the samples in which it is open and limited; None without any."""


@dataclass(frozen=True, slots=True)
class ProjectEffect:
    """What a project changes in one unit: each sample with it less the same sample without it."""

    project: str
    unit: str
    probability: float
    """That it works in the year."""
    delivered: Band
    objective: Band
    """Below nothing where it saves."""
    days: Band | None
    expected_delivered: float
    """The mean effect times the probability of being delivered."""
    expected_objective: float


@dataclass(frozen=True, slots=True)
class YearBands:
    """One year of an ensemble."""

    year: int
    units: tuple[UnitBands, ...]
    demands: tuple[DemandBands, ...]
    links: tuple[LinkBands, ...]
    projects: tuple[ProjectEffect, ...]

    def unit(self, name: str) -> UnitBands:
        """Find a unit."""
        return next(each for each in self.units if each.unit == name)

    def demand(self, name: str) -> DemandBands:
        """Find a demand by its id."""
        return next(each for each in self.demands if each.demand == name)

    def link(self, name: str) -> LinkBands:
        """Find a link by its id."""
        return next(each for each in self.links if each.link == name)

    def effect(self, project: str) -> ProjectEffect:
        """Find what a project changes, in the first unit that it does."""
        return next(each for each in self.projects if each.project == project)


@dataclass(frozen=True, slots=True)
class EnsembleResult:
    """An ensemble, year by year; the same question gives the same to the bit."""

    samples: int
    seed: int
    years: tuple[YearBands, ...]
    fallbacks: int
    """Solves that the core could not prove and HiGHS did."""

    def year(self, year: int) -> YearBands:
        """Find a year."""
        return next(each for each in self.years if each.year == year)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


def bands_of(table: Real) -> list[Band | None]:
    """Return the band of each column; what is no number does not count, and None is none at all.

    >>> bands_of(np.array([[3.0], [1.0], [np.nan], [2.0]]))
    [Band(p10=1.0, p50=2.0, p90=3.0, mean=2.0)]
    """
    columns = np.sort(table.T, axis=1)
    counts = (~np.isnan(columns)).sum(axis=1)
    return [_band(row[:count]) for row, count in zip(columns, counts.tolist(), strict=True)]


def _band(values: Real) -> Band | None:
    """Return the band of sorted values: the least that a share of them do not exceed."""
    if not len(values):
        return None
    low, middle, high = (
        float(values[max(1, ceil(share * len(values) - 1e-9)) - 1]) for share in SHARES
    )
    return Band(low, middle, high, float(values.mean()))

"""What is kept of each sample of an ensemble: a row of figures, and the year made of many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.flows.bands import (
    Band,
    DemandBands,
    LinkBands,
    ProjectEffect,
    UnitBands,
    YearBands,
    bands_of,
)
from servanda.flows.batch import Outcomes
from servanda.flows.compile import Compiled

Real = NDArray[np.float64]
HOURS_A_DAY = 24
CRUMB = 1e-9
"""What is smaller, beside the volume or sum that it is of, is rounding."""
OF_UNIT = ("asked", "delivered", "unmet", "transport", "objective", "days")
OF_DEMAND = ("asked", "delivered", "unmet", "days", "cost")
OF_LINK = ("flow", "utilisation")
OF_PROJECT = ("delivered", "objective", "days")
Name = tuple[str, ...]


@dataclass(frozen=True)
class Sums:
    """The sums of each unit, one row a sample and one column a unit."""

    delivered: Real
    transport: Real
    objective: Real
    days: Real
    """Mean days on the way; no number where nothing arrives."""


class Tally:
    """The figures that are kept of a network, by the units that are asked for."""

    def __init__(self, compiled: Compiled) -> None:
        network = compiled.network
        unit_of = {each.id: each.unit for each in network.commodities}
        self.network = network
        self.units = [block.unit for block in compiled.blocks]
        self.of_unit = [
            [at for at, each in enumerate(network.demands) if unit_of[each.commodity] == unit]
            for unit in self.units
        ]
        self.demands = [at for chosen in self.of_unit for at in chosen]
        self.unit_of_demand = [unit_of[network.demands[at].commodity] for at in self.demands]
        self.links = [at for at, each in enumerate(network.links) if each.unit in self.units]

    @property
    def width(self) -> int:
        """Count the figures of a sample, without those of projects."""
        return (
            len(OF_UNIT) * len(self.units)
            + len(OF_DEMAND) * len(self.demands)
            + (len(OF_LINK) * len(self.links))
        )

    def rows(self, found: Outcomes) -> Real:
        """Return the figures of some samples."""
        asked, delivered = found.volume[:, self.demands], found.delivered[:, self.demands]
        some, missing = delivered > 0, _unmet(found.volume, found.delivered)
        flow = found.forward[:, self.links] + found.backward[:, self.links]
        room = found.capacity[:, self.links]
        limited = np.isfinite(room) & (room > 0)
        sums = self.sums(found)
        return np.hstack(
            [
                self._by_unit(found.volume),
                sums.delivered,
                self._by_unit(missing),
                sums.transport,
                sums.objective,
                sums.days,
                asked,
                delivered,
                missing[:, self.demands],
                np.where(some, found.hours[:, self.demands] / HOURS_A_DAY, np.nan),
                np.where(some, found.cost[:, self.demands], np.nan),
                flow,
                np.where(limited, flow / np.where(limited, room, 1.0), np.nan),
            ]
        )

    def sums(self, found: Outcomes) -> Sums:
        """Return the sums of each unit."""
        delivered = self._by_unit(found.delivered)
        days = self._by_unit(found.delivered * found.hours / HOURS_A_DAY)
        some = delivered > 0
        return Sums(
            delivered,
            self._by_unit(found.delivered * found.cost),
            found.by_unit,
            np.where(some, days / np.where(some, delivered, 1.0), np.nan),
        )

    def _by_unit(self, table: Real) -> Real:
        """Add up the demands of each unit, in the same order however many samples there are."""
        return np.stack(
            [np.ascontiguousarray(table[:, chosen]).sum(axis=1) for chosen in self.of_unit], axis=1
        )

    def year(
        self,
        year: int,
        table: Real,
        projects: Sequence[tuple[str, Sequence[str]]],
        chances: Mapping[str, float],
    ) -> YearBands:
        """Make the bands of a year from the figures of all its samples."""
        known = dict(zip(self._names(projects), bands_of(table), strict=True))
        return YearBands(
            year,
            tuple(UnitBands(name, *_known(known, "unit", name, OF_UNIT)) for name in self.units),
            tuple(self._demand_bands(known)),
            tuple(self._link_bands(known)),
            tuple(_effects(known, projects, chances)),
        )

    def _names(self, projects: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Name]:
        network = self.network
        yield from _pairs("unit", OF_UNIT, self.units)
        yield from _pairs("demand", OF_DEMAND, (network.demands[at].id for at in self.demands))
        yield from _pairs("link", OF_LINK, (network.links[at].id for at in self.links))
        for project, units in projects:
            yield from _pairs(f"project {project}", OF_PROJECT, units)

    def _demand_bands(self, known: Mapping[Name, Band | None]) -> Iterator[DemandBands]:
        for at, unit in zip(self.demands, self.unit_of_demand, strict=True):
            each = self.network.demands[at]
            bands = _known(known, "demand", each.id, OF_DEMAND)
            yield DemandBands(each.id, each.commodity, unit, *bands)

    def _link_bands(self, known: Mapping[Name, Band | None]) -> Iterator[LinkBands]:
        for at in self.links:
            each = self.network.links[at]
            yield LinkBands(each.id, each.unit, *_known(known, "link", each.id, OF_LINK))


def effects(on: NDArray[np.bool_], base: Sums, other: Sums, chosen: Sequence[int]) -> Real:
    """Return what a project changes in some units, from samples as drawn and with it switched.

    Columns are as in `OF_PROJECT`, one for each unit. Differences that are rounding are none.
    """
    sign = np.where(on, 1.0, -1.0)[:, None]
    pairs = (
        (base.delivered[:, chosen], other.delivered),
        (base.objective[:, chosen], other.objective),
        (base.days[:, chosen], other.days),
    )
    found = []
    for one, switched in pairs:
        change = sign * (one - switched)
        change[np.abs(change) <= CRUMB * np.maximum(np.abs(one), np.abs(switched))] = 0.0
        found.append(change)
    return np.hstack(found)


def _unmet(asked: Real, delivered: Real) -> Real:
    missing = np.maximum(asked - delivered, 0.0)
    return np.where(missing > CRUMB * asked, missing, 0.0)


def _pairs(kind: str, what: Sequence[str], rows: Iterable[str]) -> Iterator[Name]:
    named = list(rows)
    yield from ((kind, row, each) for each in what for row in named)


def _known(
    known: Mapping[Name, Band | None], kind: str, row: str, what: Sequence[str]
) -> list[Band]:
    """Return the bands of a row; those that may be None are declared so where they are kept."""
    return [known[kind, row, each] for each in what]  # type: ignore[misc]


def _effects(
    known: Mapping[Name, Band | None],
    projects: Sequence[tuple[str, Sequence[str]]],
    chances: Mapping[str, float],
) -> Iterator[ProjectEffect]:
    for project, units in projects:
        for unit in units:
            delivered, objective, days = _known(known, f"project {project}", unit, OF_PROJECT)
            chance = chances[project]
            yield ProjectEffect(
                project,
                unit,
                chance,
                delivered,
                objective,
                days,
                delivered.mean * chance,
                objective.mean * chance,
            )

"""What links carry and what demands get, in one unit, under draws of what is assumed; and by year.

The first row of every array is central, the draws follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import HOURS_A_DAY, Asked, Change, Draws, Measures, asked
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Compiled
from servanda.flows.figures import Cases, delivered_by_year
from servanda.flows.model import Scenario

Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinkTraffic:
    """What a link carries."""

    link: str
    forward: Real
    """What enters at its tail, in the unit a year."""
    backward: Real
    """What enters at its head."""
    capacity: Real
    """Infinity where nothing limits it."""
    price: Real
    """US dollars that one more unit of capacity would save."""

    @property
    def flow(self) -> Real:
        """Return what it carries both ways together."""
        return np.asarray(self.forward + self.backward)

    @property
    def utilisation(self) -> Real:
        """Return the share of capacity that is used; 0 where there is no limit or no room."""
        there = np.isfinite(self.capacity) & (self.capacity > 0)
        return np.divide(self.flow, self.capacity, out=np.zeros_like(self.flow), where=there)


@dataclass(frozen=True, slots=True)
class DemandTraffic:
    """What a demand gets, from its origin to its destination."""

    demand: str
    commodity: str
    origin: str
    destination: str
    volume: Real
    """What is asked for, in the unit a year."""
    delivered: Real
    broken: Real
    """What a contract promises and does not arrive."""
    days: Real
    """Mean days of what arrives; 0 where nothing does."""
    cost: Real
    """Mean US dollars for each unit that arrives, without the value of time; 0 as before."""

    @property
    def lost(self) -> Real:
        """Return what does not arrive."""
        return np.asarray(np.maximum(self.volume - self.delivered, 0.0))


@dataclass(frozen=True, slots=True)
class Traffic:
    """What is carried of a unit in a scenario."""

    year: int
    unit: str
    total: Measures
    asked: Real
    """What is asked for by all demands together."""
    links: tuple[LinkTraffic, ...]
    demands: tuple[DemandTraffic, ...]
    corridors: Mapping[str, Real]
    """By corridor that anything passes: what is delivered over paths that use it."""

    def link(self, name: str) -> LinkTraffic:
        """Find a link by its id."""
        return next(each for each in self.links if each.link == name)

    def demand(self, name: str) -> DemandTraffic:
        """Find a demand by its id."""
        return next(each for each in self.demands if each.demand == name)


def traffic(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Traffic:
    """Return what links carry and what demands get."""
    years = [scenario.year]
    return traffic_by_year(
        compiled, scenario, years, draws, unit=unit, progress=progress, workers=workers
    )[0]


def traffic_by_year(
    compiled: Compiled,
    scenario: Scenario,
    years: Sequence[int],
    draws: Draws = (),
    *,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> tuple[Traffic, ...]:
    """Return the same in each of some years: projects that are not switched follow their own."""
    ask = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)

    def read(cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
        return {**ask.read_measures(cases, outcomes), **_read(ask, outcomes)}

    found = ask.gather([_in_year(compiled, scenario, year) for year in years], read)
    return tuple(
        _traffic(ask, year, {name: values[at] for name, values in found.items()})
        for at, year in enumerate(years)
    )


def _in_year(compiled: Compiled, scenario: Scenario, year: int) -> Change:
    places, projects = compiled.places.projects, compiled.network.projects

    def change(cases: Cases) -> None:
        cases.years[:] = year
        cases.projects[:] = delivered_by_year(projects, cases.years)
        for name, on in scenario.projects.items():
            cases.projects[:, places[name]] = on

    return change


def _read(ask: Asked, outcomes: Outcomes) -> dict[str, Real]:
    own = ask.demands
    return {
        "forward": outcomes.forward,
        "backward": outcomes.backward,
        "capacity": outcomes.capacity,
        "price": outcomes.link_price,
        "corridors": outcomes.corridors,
        "volume": outcomes.volume[:, own],
        "delivered": outcomes.delivered[:, own],
        "broken": outcomes.broken[:, own],
        "hours": outcomes.hours[:, own],
        "each": outcomes.cost[:, own],
    }


def _traffic(ask: Asked, year: int, found: Mapping[str, Real]) -> Traffic:
    network = ask.compiled.network
    links = (at for at, each in enumerate(network.links) if each.unit == ask.unit)
    passed = {
        each.id: found["corridors"][:, at]
        for at, each in enumerate(network.corridors)
        if found["corridors"][:, at].any()
    }
    return Traffic(
        year,
        ask.unit,
        Measures(found["arrives"], found["cost"], found["days"], found["objective"]),
        found["volume"].sum(axis=1),
        tuple(_link(ask, at, found) for at in links),
        tuple(_demand(ask, place, at, found) for place, at in enumerate(ask.demands)),
        passed,
    )


def _link(ask: Asked, at: int, found: Mapping[str, Real]) -> LinkTraffic:
    fields = (found[name][:, at] for name in ("forward", "backward", "capacity", "price"))
    return LinkTraffic(ask.compiled.network.links[at].id, *fields)


def _demand(ask: Asked, place: int, at: int, found: Mapping[str, Real]) -> DemandTraffic:
    row = ask.compiled.network.demands[at]
    return DemandTraffic(
        row.id,
        row.commodity,
        row.origin,
        row.destination,
        found["volume"][:, place],
        found["delivered"][:, place],
        found["broken"][:, place],
        found["hours"][:, place] / HOURS_A_DAY,
        found["each"][:, place],
    )

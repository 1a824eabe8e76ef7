"""What is asked of a network: a scenario at its central values, then under draws, in one unit.

Results stand on many variants of one scenario: a project on, a link out, a capacity raised. Every
variant is solved at the central values and under the same draws of what is assumed, so that
differences are of like with like. The first row of every array is central, the draws follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from servanda.flows.batch import Outcomes, Progress, solve_cases
from servanda.flows.compile import Compiled
from servanda.flows.core.layout import PROMISED
from servanda.flows.figures import Cases, Figures, cases_of, figures_of
from servanda.flows.model import BadNetwork, Scenario

Real = NDArray[np.float64]
Draws = Sequence[Mapping[str, float]]
"""Values of assumptions, by id; what a scenario sets itself stands against them."""
Change = Callable[[Cases], None]
"""Makes a variant: changes the rows of a scenario in place."""
Key = tuple[str, str]
"""Kind and id of a capacity: ("node", "AZ_ALA")."""
ENOUGH = 1e6
"""A share of capacity at which nothing is scarce."""
AT_ONCE = 4096
"""Cases that are in memory at a time, of a network of a few hundred rows."""
NUMBERS = 60_000_000
"""Links and cases that are in memory at a time: about thirty numbers each."""
HOURS_A_DAY = 24
CRUMB = 1e-9
"""A share of a figure below which the solver does not tell it from another."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a unit's traffic comes to, or by how much that differs; one value a row."""

    arrives: Real
    """In the unit a year."""
    cost: Real
    """US dollars a year: transport, and the hours on the way at the value of time."""
    days: Real
    """Mean days on the way of what arrives; 0 where nothing does."""
    objective: Real
    """US dollars a year: `cost`, what goes without at its price, and broken contracts."""

    def __sub__(self, other: Measures) -> Measures:
        """Return the differences, without those that are rounding."""
        return Measures(
            difference(self.arrives, other.arrives),
            difference(self.cost, other.cost),
            difference(self.days, other.days),
            difference(self.objective, other.objective),
        )

    def row(self, at: int) -> Measures:
        """Take one variant of many."""
        return Measures(self.arrives[at], self.cost[at], self.days[at], self.objective[at])


MEASURES = ("arrives", "cost", "days", "objective")


@dataclass(frozen=True)
class Asked:
    """A scenario of one unit, at its central values and under draws."""

    compiled: Compiled
    unit: str
    scenario: Scenario
    draws: Draws = ()
    progress: Progress | None = None
    workers: int = 1

    @property
    def demands(self) -> list[int]:
        """List where the demands of the unit stand in their table."""
        return sorted({part.demand for block in self.compiled.blocks for part in block.parts})

    def scenarios(self) -> list[Scenario]:
        """Return the scenario as it is, then under each draw."""
        own = self.scenario
        drawn = (replace(own, assumptions={**each, **own.assumptions}) for each in self.draws)
        return [own, *drawn]

    def cases(self) -> Cases:
        """Lay the scenario and its draws out as arrays."""
        return cases_of(self.compiled.network, self.scenarios(), self.compiled.places)

    def gather(
        self, changes: Sequence[Change], read: Callable[[Cases, Outcomes], Mapping[str, Real]]
    ) -> dict[str, Real]:
        """Solve every variant; return what is read of each, by name, variant and row."""
        found: dict[str, list[Real]] = {}
        for cases, outcomes in self._in_turn(changes):
            for name, values in read(cases, outcomes).items():
                found.setdefault(name, []).append(values)
        rows = 1 + len(self.draws)
        joined = {name: np.concatenate(parts) for name, parts in found.items()}
        return {
            name: values.reshape((len(changes), rows, *values.shape[1:]))
            for name, values in joined.items()
        }

    def measures(self, changes: Sequence[Change]) -> Measures:
        """Solve every variant; return what each comes to, by variant and row."""
        return Measures(**self.gather(changes, self.read_measures))

    def read_measures(self, cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
        """Read what each case comes to."""
        own = self.demands
        delivered = outcomes.delivered[:, own]
        arrives = delivered.sum(axis=1)
        hours = (outcomes.hours[:, own] * delivered).sum(axis=1)
        days = np.divide(hours, arrives, out=np.zeros_like(hours), where=arrives > 0)
        return {
            "arrives": arrives,
            "cost": self._cost(cases, outcomes),
            "days": days / HOURS_A_DAY,
            "objective": outcomes.objective,
        }

    def _in_turn(self, changes: Sequence[Change]) -> Iterator[tuple[Cases, Outcomes]]:
        base = self.cases()
        rows, of = len(base), len(base) * len(changes)
        most = min(AT_ONCE, NUMBERS // (30 * max(len(self.compiled.network.links), 1)))
        step = max(most // rows, 1)
        for first in range(0, len(changes), step):
            chosen = changes[first : first + step]
            cases = _repeated(base, len(chosen))
            for at, change in enumerate(chosen):
                change(cases.part(slice(at * rows, (at + 1) * rows)))
            told = _from(self.progress, first * rows, of)
            yield cases, solve_cases(self.compiled, cases, workers=self.workers, progress=told)
            if self.progress is not None:
                self.progress(first * rows + len(cases), of)

    def _cost(self, cases: Cases, outcomes: Outcomes) -> Real:
        """Return transport and time.

        Means by demand tell it where nothing is lost on the way. Where something is, the lost part
        spent its time too: then it is the objective without what goes without.
        """
        own = self.demands
        figures = figures_of(self.compiled.network, cases, self.compiled.places)
        if any(block.lossy for block in self.compiled.blocks):
            return np.asarray(outcomes.objective - self._without(figures, outcomes))
        network, places = self.compiled.network, self.compiled.places
        worth = [places.commodities[network.demands[at].commodity] for at in own]
        each = outcomes.cost[:, own] + outcomes.hours[:, own] * figures.value_of_time[:, worth]
        return np.asarray((each * outcomes.delivered[:, own]).sum(axis=1))

    def _without(self, figures: Figures, outcomes: Outcomes) -> Real:
        """Return what going without costs, with the surcharge on broken contracts."""
        own = self.demands
        price = figures.unmet_price[:, own]
        unmet = np.maximum(outcomes.volume[:, own] - outcomes.delivered[:, own], 0.0)
        surcharge = PROMISED * price.max(axis=1, initial=0.0) * outcomes.broken[:, own].sum(axis=1)
        return np.asarray((unmet * price).sum(axis=1) + surcharge)


def asked(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Asked:
    """Ask about the part of a network that carries one unit; raise BadNetwork where none does."""
    own = chosen_unit(compiled, unit)
    part = replace(compiled, blocks=tuple(block for block in compiled.blocks if block.unit == own))
    return Asked(part, own, scenario, tuple(draws), progress, workers)


def chosen_unit(compiled: Compiled, unit: str | None) -> str:
    """Return the unit that is asked about: the only one where none is named."""
    units = [block.unit for block in compiled.blocks]
    known = ", ".join(units) or "none"
    if unit is None and len(units) == 1:
        return units[0]
    if unit is None:
        raise BadNetwork(
            f"Unit: the network carries {known}, which share no capacity and are never added. "
            "Name the one to ask about."
        )
    if unit not in units:
        raise BadNetwork(
            f"Unit: no demand of the network is in “{unit}”. Name one that it carries: {known}."
        )
    return unit


def difference(one: Real, other: Real) -> Real:
    """Subtract, and take for nothing what the solver cannot tell from it."""
    found = one - other
    found[np.abs(found) <= CRUMB * np.maximum(np.abs(one), np.abs(other))] = 0.0
    return np.asarray(found)


def as_it_is(cases: Cases) -> None:
    """Change nothing."""


def raised(compiled: Compiled, factors: Mapping[Key, float]) -> Change:
    """Multiply capacities, each by itself: a link keeps its own where its ends are raised."""
    places = compiled.places
    links = compiled.network.links if any(kind == "node" for kind, _ in factors) else ()
    tails = [places.nodes[each.tail] for each in links]
    heads = [places.nodes[each.head] for each in links]

    def change(cases: Cases) -> None:
        tables = {
            "link": cases.links,
            "node": cases.nodes,
            "transfer": cases.transfers,
            "corridor": cases.corridors,
        }
        before = np.minimum(cases.nodes[:, tails], cases.nodes[:, heads])
        for (kind, name), factor in factors.items():
            tables[kind][:, places.of(kind)[name]] *= factor
        if links:
            after = np.minimum(cases.nodes[:, tails], cases.nodes[:, heads])
            np.divide(cases.links * before, after, out=cases.links, where=after > 0)

    return change


def _repeated(cases: Cases, times: int) -> Cases:
    """Put copies of cases one after the other."""
    rows = np.tile(np.arange(len(cases)), times)
    return Cases(
        cases.years[rows],
        cases.projects[rows],
        cases.links[rows],
        cases.nodes[rows],
        cases.transfers[rows],
        cases.corridors[rows],
        cases.assumptions[rows],
        cases.demands[rows],
        cases.months[rows],
    )


def _from(progress: Progress | None, before: int, of: int) -> Progress | None:
    """Count on from the cases of the parts before."""
    if progress is None:
        return None
    tell = progress
    return lambda done, _: tell(before + done, of)

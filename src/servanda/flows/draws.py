"""Drawing a world: what is assumed, what is disrupted, and when projects are done.

Every figure that is drawn has a stream of its own, named after it and begun from the seed, and a
sample is a place in each stream. So a sample is the same whoever draws it, with how many others,
in whichever year, and stays the same when another figure joins the network. What is assumed and
when a project is done are drawn once for all years of a sample; a disruption, for each year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256

import numpy as np
from numpy.random import Generator, Philox, SeedSequence
from numpy.typing import NDArray

from servanda.flows.chances import Completion, Disruption, Spread, check_chances
from servanda.flows.figures import Cases, Places, cases_of
from servanda.flows.model import BadNetwork, Network, Scenario

Real = NDArray[np.float64]
Keys = NDArray[np.uint64]
WEEKS = 52
STEP = 4
"""Numbers that one step of Philox's counter gives."""
LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An assumption that is drawn: where it stands, its range, its stream."""

    at: int
    spread: Spread
    key: Keys


@dataclass(frozen=True, slots=True)
class _Due:
    """A project whose completion is drawn."""

    at: int
    completion: Completion
    key: Keys


class Draws:
    """The samples of a network in a scenario, as cases of any year and any range of samples."""

    def __init__(
        self,
        network: Network,
        places: Places,
        scenario: Scenario,
        *,
        disruptions: Sequence[Disruption] = (),
        completions: Sequence[Completion] = (),
        seed: int = 0,
    ) -> None:
        if not 0 <= seed <= LARGEST_SEED:
            raise BadNetwork(f"Seed: {seed} cannot be used. Give a whole number from 0 to 2⁶³ − 1.")
        check_chances(network, scenario, disruptions, completions)
        self.network, self.places, self.scenario, self.seed = network, places, scenario, seed
        self.disruptions = tuple(disruptions)
        self._assumed = [
            _Drawn(at, (each.low, each.central, each.high), self._key("assumption", each.id))
            for at, each in enumerate(network.assumptions)
            if each.low < each.high and each.id not in scenario.assumptions
        ]
        self._due = [
            _Due(
                places.projects[each.project],
                each,
                self._key("completion", each.together or each.project),
            )
            for each in completions
            if each.project not in scenario.projects
        ]

    def cases(self, year: int, first: int, last: int) -> Cases:
        """Return the samples from `first` up to and without `last`, in one year."""
        cases = self._plain(year, last - first)
        for each in self._assumed:
            cases.assumptions[:, each.at] = triangular(each.spread, _uniform(each.key, first, last))
        for due in self._due:
            draws = _uniform(due.key, first, last)
            cases.projects[:, due.at] = draws < due.completion.chance(year)
        for disruption in self.disruptions:
            self._disrupt(cases, disruption, self._left(disruption, year, first, last))
        return cases

    def chances(self, year: int) -> Real:
        """Return by project the chance that it works in a year."""
        found: Real = self._plain(year, 1).projects[0].astype(np.float64)
        for due in self._due:
            found[due.at] = due.completion.chance(year)
        return found

    def _plain(self, year: int, count: int) -> Cases:
        """Return the scenario in a year, so many times."""
        asked = [replace(self.scenario, year=year)]
        one = cases_of(self.network, asked, self.places)
        return Cases(*(np.repeat(getattr(one, field.name), count, axis=0) for field in fields(one)))

    def _left(self, each: Disruption, year: int, first: int, last: int) -> Real:
        """Draw the share of a year's capacity that a disruption leaves."""
        when = "" if each.lasting else str(year)
        happens, lasts, leaves = (
            _uniform(self._key("disruption", each.id, when, what), first, last)
            for what in ("happens", "weeks", "left")
        )
        weeks = np.minimum(triangular(each.weeks, lasts), WEEKS)
        lost = weeks / WEEKS * (1 - triangular(each.left, leaves))
        return np.where(happens < each.probability, np.maximum(1 - lost, 0.0), 1.0)

    def _disrupt(self, cases: Cases, each: Disruption, left: Real) -> None:
        for table, known in (
            (cases.links, self.places.links),
            (cases.nodes, self.places.nodes),
            (cases.transfers, self.places.transfers),
            (cases.corridors, self.places.corridors),
        ):
            for row in each.rows:
                if row in known:
                    table[:, known[row]] *= left

    def _key(self, *name: str) -> Keys:
        """Return where the stream of a name begins."""
        told = np.frombuffer(sha256("\0".join(name).encode()).digest(), dtype="<u4")
        begin = SeedSequence(self.seed, spawn_key=tuple(int(word) for word in told))
        return np.asarray(begin.generate_state(2, np.uint64), dtype=np.uint64)


def _uniform(key: Keys, first: int, last: int) -> Real:
    """Return the numbers of a stream at some places, each from 0 to below 1."""
    bits = Philox(key=key)
    steps = first // STEP
    bits.advance(steps)
    return Generator(bits).random(last - STEP * steps)[first - STEP * steps :]


def triangular(spread: Spread, draws: Real) -> Real:
    """Turn numbers from 0 to 1 into values of a triangular distribution.

    >>> triangular((0.0, 1.0, 2.0), np.array([0.0, 0.125, 0.5, 0.875])).tolist()
    [0.0, 0.5, 1.0, 1.5]
    """
    low, likely, high = spread
    if low == high:
        return np.full(len(draws), likely)
    width = high - low
    turn = (likely - low) / width
    rising = low + np.sqrt(draws * width * (likely - low))
    falling = high - np.sqrt((1 - draws) * width * (high - likely))
    return np.where(draws < turn, rising, falling)

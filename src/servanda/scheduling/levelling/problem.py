"""The resource-constrained project scheduling problem, as arrays.

Every link becomes a least distance between two starts (Bartusch, Möhring and Radermacher 1988):
start of the one plus lag is at most the start of the other. Times are whole working days from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """For each activity, the others that it is linked with and at what distance (CSR)."""

    begins: Whole
    """Where the neighbours of activity i begin; one entry more than there are activities."""
    who: Whole
    lags: Whole


class Arrays(NamedTuple):
    """A problem as the compiled functions take it."""

    durations: Whole
    releases: Whole
    needs: Whole
    capacities: Whole
    cause_begins: Whole
    causes: Whole
    cause_lags: Whole
    effect_begins: Whole
    effects: Whole
    effect_lags: Whole
    tied: bool
    """Whether nothing ends before what it waits for, so that sorting by ends keeps the links."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Activities in topological order, each with its duration, earliest start and needs."""

    durations: Whole
    releases: Whole
    needs: Whole
    """Units by activity (rows) and resource (columns)."""
    capacities: Whole
    causes: Neighbours
    effects: Neighbours

    @property
    def size(self) -> int:
        """Return how many activities there are."""
        return len(self.durations)

    @property
    def horizon(self) -> int:
        """Return a time by which one activity after the other would be done."""
        lags = int(np.maximum(self.causes.lags, 0).sum())
        return int(self.durations.sum()) + lags + int(self.releases.max(initial=0)) + 1

    @classmethod
    def of(
        cls,
        durations: Sequence[int],
        links: Sequence[tuple[int, int, int]],
        needs: Sequence[Sequence[int]],
        capacities: Sequence[int],
        releases: Sequence[int] | None = None,
    ) -> Problem:
        """Make a problem from lists; `links` are (before, after, least distance of starts).

        >>> Problem.of([2, 3], [(0, 1, 2)], [[1], [1]], [1]).horizon
        8
        """
        size = len(durations)
        return cls(
            np.array(durations, dtype=np.int32),
            np.array(releases or [0] * size, dtype=np.int32),
            np.array(needs, dtype=np.int32).reshape(size, len(capacities)),
            np.array(capacities, dtype=np.int32),
            _neighbours(size, [(after, before, lag) for before, after, lag in links]),
            _neighbours(size, links),
        )

    @property
    def arrays(self) -> Arrays:
        """Return the problem as the compiled functions take it."""
        causes, effects = self.causes, self.effects
        return Arrays(
            self.durations, self.releases, self.needs, self.capacities,
            causes.begins, causes.who, causes.lags,
            effects.begins, effects.who, effects.lags,
            bool((causes.lags >= self.durations[causes.who]).all()),
        )  # fmt: skip

    def makespan(self, starts: Whole) -> int:
        """Return when the last activity of a schedule is done."""
        return int((starts + self.durations).max(initial=0))

    def bound(self) -> int:
        """Return a time before which no schedule can be done: the critical path, or the work."""
        earliest = self.releases.astype(np.int64)
        for place in range(self.size):
            for at in range(self.causes.begins[place], self.causes.begins[place + 1]):
                reached = earliest[self.causes.who[at]] + self.causes.lags[at]
                earliest[place] = max(earliest[place], reached)
        path = int((earliest + self.durations).max(initial=0))
        work = (self.durations[:, None] * self.needs).sum(axis=0)
        shares = -(-work // np.maximum(self.capacities, 1))
        return max(path, int(shares.max(initial=0)))

    def violations(self, starts: Whole) -> list[str]:
        """List what a schedule breaks; nothing where it keeps every link, date and capacity."""
        found = [
            f"{self.causes.who[at]} → {place}"
            for place in range(self.size)
            for at in range(self.causes.begins[place], self.causes.begins[place + 1])
            if starts[self.causes.who[at]] + self.causes.lags[at] > starts[place]
        ]
        found += [f"{place} too early" for place in np.flatnonzero(starts < self.releases)]
        used = np.zeros((self.makespan(starts) + 1, len(self.capacities)), dtype=np.int64)
        for place in range(self.size):
            used[starts[place] : starts[place] + self.durations[place]] += self.needs[place]
        found += [f"resource {each}" for each in np.flatnonzero((used > self.capacities).any(0))]
        return found


def _neighbours(size: int, links: Sequence[tuple[int, int, int]]) -> Neighbours:
    ordered = sorted(links)
    counts = np.bincount([one for one, _, _ in ordered], minlength=size)
    return Neighbours(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        np.array([other for _, other, _ in ordered], dtype=np.int32),
        np.array([lag for _, _, lag in ordered], dtype=np.int32),
    )

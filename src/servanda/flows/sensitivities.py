"""Which assumption an answer hangs on: each at its lowest and highest, and ranks over the draws.

The swing holds all else at its central value and moves one assumption over its range. The rank
correlation (Spearman, 1904) tells over draws of all of them whether the answer rises or falls with
one, whatever the others are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import MEASURES, Asked, Change, Draws, as_it_is, asked
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Compiled
from servanda.flows.figures import Cases
from servanda.flows.model import Assumption, BadNetwork, Scenario

Real = NDArray[np.float64]
Figure = Callable[[Cases, Outcomes], Real]
"""What is asked about: one value a case."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How an answer moves with one assumption."""

    assumption: str
    low: float
    """The lowest value that the assumption may have."""
    high: float
    at_low: float
    """The answer there."""
    central: float
    """The answer with every assumption as the scenario has it."""
    at_high: float
    rank_correlation: float | None
    """From -1 to 1 over the draws; None where there are too few, or it or the answer is fixed."""

    @property
    def swing(self) -> float:
        """Return by how much the answer differs among low, central and high."""
        points = (self.at_low, self.central, self.at_high)
        return max(points) - min(points)


def sensitivities(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    figure: str | Figure = "objective",
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> tuple[Sensitivity, ...]:
    """Return how an answer moves with each assumption that has a range, the largest swing first.

    The figure is "arrives", "cost", "days", "objective", or a function that reads it.
    """
    found = all_sensitivities(
        compiled,
        scenario,
        draws,
        figures={"figure": figure},
        unit=unit,
        progress=progress,
        workers=workers,
    )
    return found["figure"]


def all_sensitivities(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    figures: dict[str, str | Figure],
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> dict[str, tuple[Sensitivity, ...]]:
    """Return the same for several figures of the same scenarios, solved once."""
    whole = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)
    one = asked(compiled, scenario, unit=unit, progress=progress, workers=workers)
    ranging = [
        (at, each) for at, each in enumerate(compiled.network.assumptions) if each.low < each.high
    ]
    changes: list[Change] = [as_it_is]
    for at, each in ranging:
        changes += [_set(at, each.low), _set(at, each.high)]
    swings = one.gather(changes, _reader(one, figures))
    drawn = whole.gather([as_it_is], _reader(whole, figures)) if draws else {}
    values = whole.cases().assumptions[1:]
    found = {}
    for name in figures:
        rows = [
            _sensitivity(
                each,
                swings[name][[0, 1 + 2 * place, 2 + 2 * place], 0],
                rank_correlation(values[:, at], drawn[name][0, 1:]) if drawn else None,
            )
            for place, (at, each) in enumerate(ranging)
        ]
        found[name] = tuple(sorted(rows, key=lambda each: (-each.swing, each.assumption)))
    return found


def rank_correlation(one: Real, other: Real) -> float | None:
    """Return Spearman's rank correlation, ties at their mean rank; None where one is fixed.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([10.0, 100.0, 50.0]))
    0.5
    """
    first, second = _ranks(one), _ranks(other)
    first -= first.mean()
    second -= second.mean()
    scale = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / scale if scale > 0 else None


def _ranks(values: Real) -> Real:
    """Return the rank of each value from 0; those that tie share the mean of theirs."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    below = np.cumsum(counts) - counts
    return np.asarray((below + (counts - 1) / 2)[at])


def _sensitivity(each: Assumption, points: Real, ranks: float | None) -> Sensitivity:
    central, at_low, at_high = (float(point) for point in points)
    return Sensitivity(each.id, each.low, each.high, at_low, central, at_high, ranks)


def _set(at: int, value: float) -> Change:
    def change(cases: Cases) -> None:
        cases.assumptions[:, at] = value

    return change


def _reader(
    ask: Asked, figures: dict[str, str | Figure]
) -> Callable[[Cases, Outcomes], dict[str, Real]]:
    for figure in figures.values():
        if isinstance(figure, str) and figure not in MEASURES:
            raise BadNetwork(
                f"Figure: “{figure}” is none of {', '.join(MEASURES)}. Name one of them, or give "
                "a function that reads it."
            )

    def read(cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
        measures = ask.read_measures(cases, outcomes)
        return {
            name: measures[figure] if isinstance(figure, str) else figure(cases, outcomes)
            for name, figure in figures.items()
        }

    return read

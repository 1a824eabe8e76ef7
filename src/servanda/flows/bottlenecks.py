"""Where a network is full, what one more unit there would save, and how much more is enough.

A shadow price holds for the next unit only. What relieves a bottleneck is found by solving again:
the optimum falls with capacity on a convex line of straight pieces. Solving where two known pieces
would meet either shows that they do, or finds another between (Eisner and Severance, 1976).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import (
    CRUMB,
    ENOUGH,
    Asked,
    Draws,
    Key,
    as_it_is,
    asked,
    difference,
    raised,
)
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Compiled
from servanda.flows.figures import Cases
from servanda.flows.model import Scenario
from servanda.flows.outcome import Use
from servanda.flows.solving import solve

Real = NDArray[np.float64]
ROUNDS = 60
MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of more capacity along which each unit saves the same."""

    extra: float
    """More capacity than today at the start of the stretch."""
    price: float
    """US dollars that each further unit saves."""


@dataclass(frozen=True, slots=True)
class Relief:
    """What makes a bottleneck none, all else as it is, at the central values."""

    extra: float
    """The least capacity more, in the unit a year, with which its price is nothing.

    0 where it is just enough: its price then tells what one unit less would cost.
    """
    savings: float
    """US dollars a year that this saves: transport, time and going without."""
    arrives: float
    """What arrives more then, in the unit a year."""
    steps: tuple[Step, ...]
    """What each unit on the way there saves: less and less."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A capacity that one more unit would relieve; arrays have the central value first."""

    kind: str
    """"link", "node", "transfer" or "corridor"."""
    id: str
    unit: str
    flow: Real
    capacity: Real
    """Infinity where nothing limits it."""
    utilisation: Real
    """Share of the capacity that is used; 0 where there is no limit or no room."""
    price: Real
    """US dollars that one more unit of capacity would save."""
    relief: Relief | None
    """None where it is none at the central values, or has no capacity at all to raise."""

    @property
    def often(self) -> float:
        """Return the share of the draws in which it is one."""
        rows = self.price[1:] if len(self.price) > 1 else self.price
        return float(np.mean(rows > 0))


def bottlenecks(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> tuple[Bottleneck, ...]:
    """Find the capacities that bind, the dearest at the central values first."""
    ask = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)
    uses = _uses(ask)
    keys = [key for key, rows in uses.items() if any(each.price > 0 for each in rows)]
    central = [key for key in keys if uses[key][0].price > 0 and uses[key][0].capacity]
    found = _reliefs(ask, {key: uses[key][0] for key in central})
    rows = [_bottleneck(uses[key], found.get(key)) for key in keys]
    return tuple(sorted(rows, key=lambda each: (-each.price[0], -each.price.max(), each.id)))


def _uses(ask: Asked) -> dict[Key, list[Use]]:
    """Solve every row by itself: what each capacity carries is counted along its paths."""
    found: dict[Key, list[Use]] = {}
    scenarios = ask.scenarios()
    for at, scenario in enumerate(scenarios):
        for use in solve(ask.compiled, scenario).limits:
            found.setdefault((use.kind, use.id), []).append(use)
        if ask.progress is not None:
            ask.progress(at + 1, len(scenarios))
    return found


def _bottleneck(uses: Sequence[Use], relief: Relief | None) -> Bottleneck:
    first = uses[0]
    return Bottleneck(
        first.kind,
        first.id,
        first.unit,
        np.array([each.flow for each in uses]),
        np.array([np.inf if each.capacity is None else each.capacity for each in uses]),
        np.array([each.utilisation or 0.0 for each in uses]),
        np.array([each.price for each in uses]) + 0.0,
        relief,
    )


class _Line(NamedTuple):
    """A tangent to what is left to save, by more capacity: at 0 more, and how fast it falls."""

    height: float
    price: float


NOTHING = _Line(0.0, 0.0)


class _Curve:
    """What more of one capacity saves, piece by piece: tangents are found where others meet."""

    def __init__(self, use: Use, left: float, crumb: float) -> None:
        self.key: Key = (use.kind, use.id)
        self.capacity = use.capacity or 0.0
        self.crumb = crumb
        self.first = _Line(left, use.price)
        self.between = [(self.first, NOTHING)] if left > crumb else []
        self.breaks: list[tuple[float, float]] = []

    def tries(self) -> list[float]:
        """List how much more to try next: where neighbours meet that may have one between."""
        return [_meeting(*pair) for pair in self.between]

    def take(self, left: Sequence[float], prices: Sequence[float]) -> None:
        """Take in what is left to save at what was tried, and the price there."""
        pairs, self.between = self.between, []
        for (one, other), above, price in zip(pairs, left, prices, strict=True):
            at = _meeting(one, other)
            known = one.height - one.price * at
            middle = one.price * (1 - CRUMB) > price > other.price * (1 + CRUMB)
            if above > known + self.crumb and middle and len(self.breaks) < MOST_STEPS:
                new = _Line(above + price * at, price)
                self.between += [(one, new), (new, other)]
            else:
                self.breaks.append((at, other.price))

    def relief(self, savings: float, arrives: float) -> Relief:
        """Return what was found."""
        breaks = sorted(self.breaks)
        starts = [(0.0, self.first.price), *breaks]
        least = CRUMB * self.capacity
        steps = [
            Step(extra, price)
            for (extra, price), (end, _) in pairwise(starts)
            if end > extra + least
        ]
        return Relief(breaks[-1][0] if breaks else 0.0, savings, arrives, tuple(steps))


def _meeting(one: _Line, other: _Line) -> float:
    return max((one.height - other.height) / (one.price - other.price), 0.0)


def _reliefs(ask: Asked, uses: dict[Key, Use]) -> dict[Key, Relief]:
    """Find what relieves each bottleneck by itself: all searches take each step in one batch."""
    if not uses:
        return {}
    one = Asked(ask.compiled, ask.unit, ask.scenario, workers=ask.workers)
    unlimited = [raised(ask.compiled, {key: ENOUGH}) for key in uses]
    plain = one.measures([as_it_is, *unlimited])
    base, enough = plain.objective[0, 0], plain.objective[1:, 0]
    more = difference(plain.arrives[1:, 0], np.full(len(uses), plain.arrives[0, 0]))
    crumb = CRUMB * max(abs(base), 1.0)
    savings = [float(base - each) if base - each > crumb else 0.0 for each in enough]
    curves = [_Curve(use, left, crumb) for use, left in zip(uses.values(), savings, strict=True)]
    for _ in range(ROUNDS):
        open_ = [(at, extra) for at, curve in enumerate(curves) for extra in curve.tries()]
        if not open_:
            break
        objective, prices = _tried(one, [(curves[at], extra) for at, extra in open_])
        for at, curve in enumerate(curves):
            own = [row for row, (each, _) in enumerate(open_) if each == at]
            curve.take((objective[own] - enough[at]).tolist(), prices[own].tolist())
    return {
        curve.key: curve.relief(savings[at], float(more[at]) if savings[at] else 0.0)
        for at, curve in enumerate(curves)
    }


def _tried(ask: Asked, tries: Sequence[tuple[_Curve, float]]) -> tuple[Real, Real]:
    """Solve with more of a capacity each; return the objectives, and its price in each."""

    def read(_: Cases, outcomes: Outcomes) -> dict[str, Real]:
        return {
            "objective": outcomes.objective,
            "link": outcomes.link_price,
            "node": outcomes.node_price,
            "transfer": outcomes.transfer_price,
            "corridor": outcomes.corridor_price,
        }

    found = ask.gather(
        [raised(ask.compiled, {curve.key: 1.0 + extra / curve.capacity}) for curve, extra in tries],
        read,
    )
    keys = [curve.key for curve, _ in tries]
    at = [ask.compiled.places.of(kind)[name] for kind, name in keys]
    own = [found[kind][row, 0, at[row]] for row, (kind, _) in enumerate(keys)]
    return found["objective"][:, 0], np.array(own)

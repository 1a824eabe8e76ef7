"""A transparent re-ranker: a reviewer's yes and no become one weight a kind, shown in a table.

Logistic regression by Newton's method with a ridge towards the delivered weights, in plain numpy:
the same decisions give the same weights. Training is asked for and gives a new `Ranker`; nothing
learns by itself, and a weight never falls below zero: what two texts share never speaks against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.matching.model import Candidate, Kind
from servanda.matching.weights import WEIGHTS

RIDGE = 60.0
STEPS = 100
SMALL = 1e-9
ENOUGH = 10


class TooFewDecisionsError(ValueError):
    """There are not enough decisions of both kinds to learn from."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of a candidate, and what had been measured."""

    parts: Mapping[Kind, float]
    yes: bool


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights with what they were learned from."""

    weights: Mapping[Kind, float]
    bias: float
    yes: int
    no: int

    def probability(self, candidate: Candidate) -> float:
        """Say how likely a reviewer is to say yes, as far as these decisions tell."""
        score = self.bias + sum(
            self.weights[kind] * points for kind, points in candidate.parts.items()
        )
        return float(1 / (1 + np.exp(-np.clip(score, -30, 30))))

    def table(self, before: Mapping[Kind, float] = WEIGHTS) -> str:
        """Show each weight beside what it was."""
        lines = [f"{'kind':20} {'before':>8} {'now':>8}"]
        lines += [f"{kind.value:20} {before[kind]:8.3f} {self.weights[kind]:8.3f}" for kind in Kind]
        return "\n".join([*lines, f"learned from {self.yes} yes and {self.no} no"])


def train(decisions: Sequence[Decision], *, start: Mapping[Kind, float] = WEIGHTS) -> Ranker:
    """Learn weights from decisions, starting from those in use.

    >>> good = Decision({Kind.AREAS: 3.0, Kind.WORDS: 1.0}, yes=True)
    >>> poor = Decision({Kind.AREAS: 0.0, Kind.WORDS: 1.0}, yes=False)
    >>> ranker = train([good, poor] * 200)
    >>> ranker.weights[Kind.AREAS] > WEIGHTS[Kind.AREAS], ranker.yes, ranker.no
    (True, 200, 200)
    """
    yes = sum(decision.yes for decision in decisions)
    if min(yes, len(decisions) - yes) < ENOUGH:
        raise TooFewDecisionsError(
            f"{yes} yes and {len(decisions) - yes} no are too few to learn from: "
            f"decide at least {ENOUGH} candidates each way, then train again."
        )
    measured = np.array([[one.parts.get(kind, 0.0) for kind in Kind] for one in decisions])
    answers = np.array([one.yes for one in decisions], dtype=np.float64)
    scale = measured.std(axis=0)
    scale[scale == 0] = 1.0
    prior = np.array([start[kind] for kind in Kind]) * scale
    found = _fit(measured / scale, answers, prior)
    weights = dict(zip(Kind, (found[:-1] / scale).tolist(), strict=True))
    return Ranker(weights, float(found[-1]), yes, len(decisions) - yes)


def _fit(
    measured: NDArray[np.float64], answers: NDArray[np.float64], prior: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Find the weights, the bias last: Newton's steps, halved until they help, kept at zero."""
    table = np.hstack([measured, np.ones((len(measured), 1))])
    rest = np.append(prior, 0.0)
    ridge = np.append(np.full(len(prior), RIDGE), 1e-6)
    share = answers.mean()
    weights = np.append(prior, np.log(share / (1 - share)) - (measured @ prior).mean())

    def cost(at: NDArray[np.float64]) -> float:
        score = table @ at
        fits = np.logaddexp(0, score) - answers * score
        return float(fits.sum() + 0.5 * (ridge * (at - rest) ** 2).sum())

    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - answers) + ridge * (weights - rest)
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(ridge)
        held = np.append((weights[:-1] <= 0) & (slope[:-1] > 0), False)
        step = np.zeros_like(weights)
        step[~held] = np.linalg.solve(curve[np.ix_(~held, ~held)], slope[~held])
        tried = _downhill(cost, weights, step)
        if np.abs(tried - weights).max() < SMALL:
            break
        weights = tried
    return weights


def _downhill(
    cost: Callable[[NDArray[np.float64]], float],
    weights: NDArray[np.float64],
    step: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Take the step, or half of it, or a quarter, as soon as it lowers the cost."""
    before, length = cost(weights), 1.0
    while length > SMALL:
        tried = weights - length * step
        tried[:-1] = np.maximum(tried[:-1], 0.0)
        if cost(tried) <= before:
            return tried
        length /= 2
    return weights

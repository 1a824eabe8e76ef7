"""Why a demand is not carried: what is missing, and the cut that causes it."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.flows.compile import Compiled
from servanda.flows.model import Scenario
from servanda.flows.outcome import Why


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One row of the cut."""

    kind: str
    """"link", "node", "transfer" or "corridor"."""
    id: str
    why: str
    """"full" or "closed"."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A demand of which part is not carried, and why."""

    demand: str
    unit: str
    volume: float
    missing: float
    broken: float
    """What a contract promises and does not arrive."""
    why: Why
    price: float
    """US dollars for each unit that goes without."""
    cheapest: float | None
    """US dollars and hours at their value for each unit on the cheapest way; None without one."""
    cut: tuple[Obstacle, ...]
    """What would have to be opened or widened; empty where ways are too dear or there are none."""


def shortages(
    compiled: Compiled, scenario: Scenario, *, unit: str | None = None
) -> tuple[Shortage, ...]:
    """Explain every demand that is not wholly carried, the one that misses most first."""
    raise NotImplementedError

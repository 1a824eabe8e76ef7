"""What a simulation found: dates with their chances, what is critical, what moves the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np
from numpy.typing import NDArray

from servanda.scheduling.network import Network
from servanda.scheduling.risk.passes import REACHED

END = ""
"""The name under which the end of the whole plan is kept."""
SHARES = (0.1, 0.5, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Exposure:
    """How an activity bears on the end, over the samples in which the plan ends at all."""

    id: str
    criticality: float
    """Share of these samples in which it lies on a critical path."""
    cruciality: float
    """Correlation of how long it takes (of a gate: when it opens) with the end."""
    mean_days: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the tornado: the middle of the end when something goes well, and when badly."""

    kind: str
    """“driver”, “gate” or “activity”."""
    id: str
    low: date | None
    """P50 of the end in the tenth of the samples in which it is least; None where none ends."""
    high: date | None

    @property
    def swing(self) -> int:
        """Return the days between the two."""
        return (self.high - self.low).days if self.low and self.high else 0


@dataclass(frozen=True)
class Risk:
    """What a simulation found; the same network, samples and seed give the same to the bit."""

    network: Network
    samples: int
    seed: int
    finishes: Mapping[str, NDArray[np.int32]]
    """Sorted moments of the end (`END`) and each watched row; from REACHED on they never come."""
    exposures: tuple[Exposure, ...]
    tornado: tuple[Bar, ...]

    def quantile(self, share: float, row: str = END) -> date | None:
        """Return the day by which a row is done in a share of all samples; None where it is not.

        The smallest such day: in at least that share of samples it is done by its evening.
        """
        moments = self.finishes[row]
        at = min(len(moments), max(1, ceil(share * len(moments) - 1e-9))) - 1
        moment = int(moments[at])
        return self._day(moment) if moment < REACHED else None

    def quantiles(self, row: str = END) -> dict[str, date | None]:
        """Return P10, P50, P80 and P90 of a row."""
        return {f"P{round(100 * share)}": self.quantile(share, row) for share in SHARES}

    def reached(self, row: str = END) -> float:
        """Return the chance that a row is done at all."""
        return int(np.searchsorted(self.finishes[row], REACHED)) / self.samples

    def chance_by(self, row: str, day: date) -> float:
        """Return the chance that a row is done by the evening of a day."""
        last = day.toordinal() + 1
        return int(np.searchsorted(self.finishes[row], last, side="right")) / self.samples

    def _day(self, moment: int) -> date:
        return max(date.fromordinal(moment - 1), self.network.plan.start)

"""How fast risk is simulated, beside the straightforward NumPy version of the same plan.

    python benchmarks/risk.py [--samples N] [--activities N] [--workers N] [--rounds N]

The plan is made up: each activity waits for two of the thirty before it, every fifth is moved by a
common driver. Both count how often each activity is critical and how its length goes with the end.
The straightforward version goes through the activities in topological order with whole rows of
samples, float64, in blocks that suit the cache; it runs on fewer samples and is scaled. The two
take turns, so that other work on the machine slows both; the least of each counts, in wall and in
CPU time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from servanda.scheduling.model import Activity, Dependency, Driver, Estimate, Plan
from servanda.scheduling.network import Network, network
from servanda.scheduling.risk import Risk, simulate
from servanda.scheduling.risk.model import END
from servanda.scheduling.risk.passes import BLOCK

machine: Any = import_module("machine")
FEWER = 8_000
"""Samples of the straightforward version."""
BLOCKS = (250, 500, 1_000, 2_000)
EVERY = 5
LEAST_BYTES, MOST_BYTES = 24, 40
"""Bytes a sample-activity that a pass in main memory would move at the least."""
Real = NDArray[np.float64]


def made_up(size: int) -> Plan:
    """Make a plan up, the same each time."""
    draw = random.Random(1)  # noqa: S311 - repeatable, not secret
    activities, links = [], []
    for place in range(size):
        likely = draw.randint(5, 60)
        length = Estimate(likely * 0.7, likely, likely * draw.uniform(1.2, 2))
        moved = {"weather": 0.5} if place % EVERY == 0 else {}
        activities.append(Activity(f"a{place}", duration=length, drivers=moved))
        causes = {draw.randint(max(0, place - 30), place - 1) for _ in range(2) if place}
        links += [Dependency(f"a{before}", f"a{place}") for before in sorted(causes)]
    weather = Driver("weather", probability=0.3, low=1, likely=1.2, high=2)
    return Plan(date(2026, 1, 1), tuple(activities), tuple(links), drivers=(weather,))


@dataclass
class Straightforward:
    """The plan for NumPy: who waits for whom, and the betas of durations."""

    into: list[list[int]]
    out: list[list[int]]
    low: Real
    span: Real
    one: Real
    other: Real
    driven: list[int]

    @classmethod
    def of(cls, plan: Network) -> Straightforward:
        """Lay a network out."""
        places, rows = plan.places, plan.activities
        lengths = [each.duration for each in rows if each.duration]
        low, likely, high = (
            np.array([getattr(each, point) for each in lengths])
            for point in ("low", "likely", "high")
        )
        return cls(
            [[places[link.before] for link in plan.into.get(each.id, ())] for each in rows],
            [[places[link.after] for link in plan.out_of.get(each.id, ())] for each in rows],
            low,
            high - low,
            1 + 4 * (likely - low) / (high - low),
            1 + 4 * (high - likely) / (high - low),
            [place for place, each in enumerate(rows) if each.drivers],
        )

    def drawn(self, rng: np.random.Generator, width: int) -> Real:
        """Draw the durations of a block."""
        size = (len(self.low), width)
        shares = rng.beta(self.one[:, None], self.other[:, None], size)
        days = self.low[:, None] + self.span[:, None] * shares
        strikes = rng.random(width) < 0.3
        factor = np.where(strikes, 1 + rng.beta(1.8, 4.2, width), 1)
        days[self.driven] *= 1 + 0.5 * (factor - 1)
        return np.maximum(1, np.floor(days + 0.5))

    def run(self, samples: int, block: int) -> tuple[Real, Real]:
        """Return the ends, and how often each activity was critical."""
        rng = np.random.default_rng(1)
        ends, critical = [], np.zeros(len(self.low))
        sums = np.zeros((3, len(self.low)))
        for begin in range(0, samples, block):
            days = self.drawn(rng, min(block, samples - begin))
            finish = np.zeros_like(days)
            for row, causes in enumerate(self.into):
                start = np.zeros(days.shape[1])
                for cause in causes:
                    np.maximum(start, finish[cause], out=start)
                finish[row] = start + days[row]
            end = finish.max(axis=0)
            late = np.tile(end, (len(days), 1))
            for row in range(len(days) - 1, -1, -1):
                for effect in self.out[row]:
                    np.minimum(late[row], late[effect] - days[effect], out=late[row])
            critical += (late <= finish).sum(axis=1)
            sums += [days.sum(axis=1), (days * days).sum(axis=1), (days * end).sum(axis=1)]
            ends.append(end)
        return np.concatenate(ends), critical / samples


def furthest(one: NDArray[np.generic], other: NDArray[np.generic]) -> float:
    """Return the Kolmogorov–Smirnov distance of two samples."""
    at = np.unique(np.concatenate([one, other]))
    shares = [np.searchsorted(np.sort(each), at, side="right") / len(each) for each in (one, other)]
    return float(np.abs(shares[0] - shares[1]).max())


@dataclass
class Turns:
    """What one side needed in each of its turns, in nanoseconds a sample-activity."""

    wall: list[float]
    cpu: list[float]

    def take(self, run: Callable[[], object], sample_activities: int) -> None:
        """Take one turn."""
        began, spent = time.perf_counter(), time.process_time()
        run()
        self.wall.append(1e9 * (time.perf_counter() - began) / sample_activities)
        self.cpu.append(1e9 * (time.process_time() - spent) / sample_activities)


def timed(
    ours: Network, plain: Straightforward, options: argparse.Namespace
) -> tuple[Turns, Turns, int]:
    """Let both take turns; return what each needed, and the best block of NumPy."""
    mine, theirs, blocks = Turns([], []), Turns([], []), []
    asked = {"samples": options.samples, "seed": 1, "workers": options.workers}
    for _ in range(options.rounds):
        for block in BLOCKS:
            mine.take(lambda: simulate(ours, **asked), options.samples * options.activities)
            theirs.take(lambda: plain.run(FEWER, block), FEWER * options.activities)  # noqa: B023
            blocks.append(block)
    return mine, theirs, blocks[int(np.argmin(theirs.wall))]


def compare(risk: Risk, ends: Real, critical: Real, start: int) -> None:
    """Print how far the two distributions are from each other."""
    days = risk.finishes[END] - start
    distance = furthest(days, ends)
    allowed = 1.95 * (1 / len(days) + 1 / len(ends)) ** 0.5  # passed by chance once in a thousand
    ours = np.array([each.criticality for each in risk.exposures])
    error = 4.5 * np.sqrt(np.maximum(ours * (1 - ours), 1e-4) / len(ends))
    beyond = int((np.abs(ours - critical) > error + 1e-3).sum())
    print(f"  ends: Kolmogorov-Smirnov distance {distance:.4f} (by chance up to {allowed:.4f})")
    print(f"  criticality: {beyond} of {len(ours)} activities differ by more than sampling error")


def main() -> None:
    """Measure, and print both."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(machine.described())
    print(machine.compared({"NumPy": "numpy"}))
    ours = network(made_up(options.activities))
    plain = Straightforward.of(ours)
    began = time.perf_counter()
    simulate(ours, samples=BLOCK, seed=1)
    print(
        f"first use (compiling, or reading what was compiled): {time.perf_counter() - began:.1f} s"
    )
    mine, theirs, block = timed(ours, plain, options)
    print(
        f"{options.samples:,} samples of {options.activities:,} activities with criticality; "
        f"{len(mine.wall)} turns each"
    )
    total = options.samples * options.activities / 1e9
    for name, turns in (
        (f"servanda, {options.workers} workers", mine),
        (f"NumPy, blocks of {block}", theirs),
    ):
        print(
            f"  {name:22} {min(turns.wall):7.2f} ns a sample-activity at best, "
            f"{statistics.median(turns.wall):7.2f} in the middle, "
            f"{min(turns.cpu):7.2f} of CPU; {min(turns.wall) * total:6.2f} s for all"
        )
    print(f"  (NumPy is scaled from {FEWER:,} samples)")
    pairs = [there / here for here, there in zip(mine.wall, theirs.wall, strict=True)]
    print(
        f"  ratio {min(theirs.wall) / min(mine.wall):.1f} at best, "
        f"{statistics.median(pairs):.1f} in the middle of turns beside each other; by CPU time "
        f"{min(theirs.cpu) / min(mine.cpu):.1f} for each worker that has a core of its own"
    )
    room = 2 * 4 * BLOCK * options.activities / 2**20
    speeds = [bytes_ / min(mine.wall) for bytes_ in (LEAST_BYTES, MOST_BYTES)]
    print(
        f"  a block of {BLOCK} samples takes {room:.1f} MiB a worker; from main memory, at "
        f"{LEAST_BYTES} to {MOST_BYTES} bytes a sample-activity, this would be "
        f"{speeds[0]:.1f} to {speeds[1]:.1f} GB/s"
    )
    ends, critical = plain.run(FEWER, block)
    risk = simulate(ours, samples=options.samples, seed=1, workers=options.workers)
    compare(risk, ends, critical, ours.plan.start.toordinal())


if __name__ == "__main__":
    main()

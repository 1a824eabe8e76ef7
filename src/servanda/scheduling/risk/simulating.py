"""Running a simulation: blocks of samples over threads, summed in whole numbers."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Event

import numpy as np
from numpy.typing import NDArray

from servanda.scheduling.calendars import BeyondCalendar
from servanda.scheduling.model import Kind, NotAPlan
from servanda.scheduling.network import Network
from servanda.scheduling.risk.arrays import Arrays, arrays
from servanda.scheduling.risk.model import END, Exposure, Risk
from servanda.scheduling.risk.passes import REACHED
from servanda.scheduling.risk.simulation import run
from servanda.scheduling.risk.tornado import tornado

Whole = NDArray[np.int32]
PORTION = 2_048
"""Samples that a thread takes at a time; a whole number of blocks."""
MOST = 10_000_000


class Cancelled(RuntimeError):  # noqa: N818 - not an error: somebody asked for it
    """A simulation that was asked to stop before it was done."""


@dataclass(frozen=True)
class _Room:
    """Where the threads write: each its own samples, so that none waits for another."""

    watched: Whole
    kept: Whole
    ends: Whole


def simulate(
    network: Network,
    *,
    samples: int = 10_000,
    seed: int = 0,
    workers: int | None = None,
    watched: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Risk:
    """Draw a plan many times; the result is the same to the bit whatever the number of workers.

    `watched` are the rows whose dates are kept (every milestone and gate where not given);
    `progress` is told samples done and samples asked for, `cancel` is asked whether to stop.
    """
    _check(network, samples, seed, watched)
    names = _watched(network) if watched is None else tuple(dict.fromkeys(watched))
    plan = arrays(network)
    rows = np.array([network.places[name] for name in names], dtype=np.int32)
    room = _Room(rows, np.empty((len(rows), samples), np.int32), np.empty(samples, np.int32))
    sums = _run(plan, room, seed, workers or os.cpu_count() or 1, progress, cancel)
    first = next(iter(network.timetables.values())).first
    found = {END: room.ends, **dict(zip(names, room.kept, strict=True))}
    exposures = _exposures(network, sums, room.ends, plan.origin)
    return Risk(
        network,
        samples,
        seed,
        {name: np.sort(moments) + np.int32(first) for name, moments in found.items()},
        exposures,
        tornado(network, plan, seed, room.ends, exposures, first),
    )


def _check(network: Network, samples: int, seed: int, watched: Collection[str] | None) -> None:
    if not 1 <= samples <= MOST:
        raise NotAPlan(f"{samples} samples were asked for: give a number from 1 to {MOST:,}.")
    if not 0 <= seed < 2**63:
        raise NotAPlan(f"The seed {seed} cannot be used: give a whole number from 0 to 2⁶³ − 1.")
    for name in watched or ():
        if name not in network.places:
            raise NotAPlan(f"“{name}” is to be watched and is no activity of the plan. Correct it.")


def _watched(network: Network) -> tuple[str, ...]:
    return tuple(each.id for each in network.activities if each.kind is not Kind.ACTIVITY)


def _run(
    plan: Arrays,
    room: _Room,
    seed: int,
    workers: int,
    progress: Callable[[int, int], None] | None,
    cancel: Callable[[], bool] | None,
) -> NDArray[np.int64]:
    samples, stop = len(room.ends), Event()
    sums = np.zeros((len(plan.rows), 4), dtype=np.int64)
    with ThreadPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(_portion, plan, room, seed, first, stop)
            for first in range(0, samples, PORTION)
        ]
        try:
            for done, job in enumerate(as_completed(jobs), start=1):
                sums += job.result()
                if progress:
                    progress(min(samples, done * PORTION), samples)
                if cancel and cancel():
                    raise Cancelled("The simulation was stopped before it was done, as asked.")
        finally:
            stop.set()
    return sums


def _portion(plan: Arrays, room: _Room, seed: int, first: int, stop: Event) -> NDArray[np.int64]:
    counts = np.zeros((len(plan.rows), 4), dtype=np.int64)
    if stop.is_set():
        return counts
    samples = min(PORTION, len(room.ends) - first)
    if run(plan, seed, first, samples, room.watched, room.kept, room.ends, counts):
        raise BeyondCalendar(
            "In some samples the plan runs out of the days that its calendars were laid out for. "
            "Shorten the longest durations, or weaken the drivers that multiply them."
        )
    return counts


def _exposures(
    network: Network, sums: NDArray[np.int64], ends: Whole, origin: int
) -> tuple[Exposure, ...]:
    spans = ends[ends < REACHED].astype(np.int64) - origin
    count = len(spans)
    if not count:
        return tuple(Exposure(each.id, 0.0, 0.0, 0.0) for each in network.activities)
    total, squares = int(spans.sum()), int((spans * spans).sum())
    return tuple(
        Exposure(
            each.id,
            int(critical) / count,
            _correlation(count, (int(days), int(square)), (total, squares), int(product)),
            int(days) / count,
        )
        for each, (critical, days, square, product) in zip(network.activities, sums, strict=True)
    )


def _correlation(count: int, one: tuple[int, int], other: tuple[int, int], product: int) -> float:
    """Return Pearson's correlation from exact sums: Python's whole numbers do not overflow."""
    spread = (count * one[1] - one[0] ** 2) * (count * other[1] - other[0] ** 2)
    shared = count * product - one[0] * other[0]
    return max(-1.0, min(1.0, shared / spread**0.5)) if spread > 0 else 0.0

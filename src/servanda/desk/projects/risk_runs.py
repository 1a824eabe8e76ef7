"""Computes the risk of plans in the background, one at a time, and keeps what was found.

What is kept is named by the hash of everything that it rests on: who may see a plan can compute its
hash, and nobody else finds the file. The same inputs give the same bytes.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings

from servanda.desk.projects.plan_content import sha256_of
from servanda.desk.projects.risk_results import Outcome, read, written
from servanda.scheduling.calendars import NotAPlan
from servanda.scheduling.model import Plan

SAMPLES = 20_000
ENGINE = "risk 2"
"""Raised when the simulation changes, so that what an older one found is not taken for its own."""
PATIENCE = 1.0
"""Seconds that a page waits for what is being computed."""
WORKERS = 2
WAITING = 20
"""Plans that may wait for their turn; for more than that nothing is begun."""
KEPT = 500
_one_at_a_time = ThreadPoolExecutor(1, thread_name_prefix="risk")
_jobs: dict[str, "Running"] = {}
_lock = Lock()


@dataclass(slots=True)
class Running:
    """A computation that has been asked for."""

    done: int = 0  # samples
    future: Future[Outcome] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be said now: the outcome, or how far it has come, or why there is none."""

    outcome: Outcome | None = None
    done: int = 0
    fault: str = ""


def inputs_of(plan: Plan, dues: Mapping[str, date], *, seed: int, samples: int = SAMPLES) -> str:
    """Return the hash of all that an outcome rests on."""
    return sha256_of(plan, dict(dues), seed, samples, ENGINE)


def risk_of(
    plan: Plan,
    dues: Mapping[str, date],
    *,
    seed: int,
    samples: int = SAMPLES,
    patience: float | None = None,
) -> Answer:
    """Return the risk of a plan, or how far its computation has come after a while."""
    inputs = inputs_of(plan, dues, seed=seed, samples=samples)
    found = _kept(inputs)
    if found is not None:
        return Answer(found)
    job = _begun(inputs, plan, dues, seed, samples)
    if job is None:
        return Answer()
    wait([job.future], timeout=PATIENCE if patience is None else patience)
    if not job.future.done():
        return Answer(done=job.done)
    with _lock:
        _jobs.pop(inputs, None)
    try:
        return Answer(job.future.result())
    except NotAPlan as error:
        return Answer(fault=str(error))


def known(plan: Plan, dues: Mapping[str, date], *, seed: int) -> Outcome | None:
    """Return the risk of a plan if it was computed already; nothing is begun."""
    return _kept(inputs_of(plan, dues, seed=seed))


def _begun(
    inputs: str, plan: Plan, dues: Mapping[str, date], seed: int, samples: int
) -> Running | None:
    """Return the computation of some inputs, begun if nobody has; None where too many wait."""
    with _lock:
        if inputs not in _jobs:
            waiting = [each for each in _jobs.values() if not each.future.done()]
            if len(waiting) >= WAITING:
                return None
            for name in [name for name, each in _jobs.items() if each.future.done()]:
                del _jobs[name]
            job = _jobs[inputs] = Running()
            job.future = _one_at_a_time.submit(_compute, job, inputs, plan, dues, seed, samples)
        return _jobs[inputs]


def _compute(
    job: Running, inputs: str, plan: Plan, dues: Mapping[str, date], seed: int, samples: int
) -> Outcome:
    from servanda.desk.projects.risk_simulating import computed  # noqa: PLC0415 - compiles

    def progress(done: int, _all: int) -> None:
        job.done = done

    outcome = computed(
        plan, dues, inputs, seed=seed, samples=samples, workers=WORKERS, progress=progress
    )
    _keep(inputs, written(outcome))
    return outcome


def folder() -> Path:
    """Return where outcomes are kept."""
    return Path(settings.DATA_DIR) / "risk"


def _kept(inputs: str) -> Outcome | None:
    place = folder() / f"{inputs}.json"
    return _read(place) if place.is_file() else None


@lru_cache(maxsize=64)
def _read(place: Path) -> Outcome:
    return read(json.loads(place.read_bytes()))


def _keep(inputs: str, content: bytes) -> None:
    """Write an outcome whole or not at all; the oldest make room."""
    folder().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder(), suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(folder() / f"{inputs}.json")
    kept = sorted(folder().glob("*.json"), key=lambda each: each.stat().st_mtime)
    for each in kept[:-KEPT]:
        each.unlink(missing_ok=True)

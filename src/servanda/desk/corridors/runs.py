"""Computes runs in the background, one at a time, and keeps what they came to under a hash.

Who sees a network can compute the hash of a question to it; nobody else finds the answer. The same
question gives the same answer, so that it is computed once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

from django.db import IntegrityError, transaction

from servanda.desk.corridors import effects, ensembles, outages, pairs, reliefs, results
from servanda.desk.corridors.asking import Asked, hash_of, inputs_of
from servanda.desk.corridors.models import Run
from servanda.desk.corridors.results import SEED, Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import ENGINE, Progress, Stopped
from servanda.flows.model import BadNetwork, Scenario

KINDS: Mapping[str, Callable[[Laid, Scenario, str, Progress | None], Plain]] = {
    "solve": results.solved,
    "central": results.central,
    "projects": effects.projects,
    "outages": outages.outages,
    "assumptions": results.assumptions,
    "reliefs": reliefs.reliefs,
    "ways": reliefs.ways,
}
ABOUT: Mapping[str, Callable[[Laid, Scenario, str, Any, Progress | None], Plain]] = {
    "effect": effects.effect,
    "out": outages.out,
    "pair": pairs.pair,
    "years": ensembles.years,
    "likely": ensembles.likely,
}
"""Runs about one project, one thing that is out, one other scenario, what may happen."""
PATIENCE = 4.0
"""Seconds that a page waits for what is being computed."""
GLANCE = 1.5
"""Seconds that it waits for the draws before it shows the central values alone."""
BUDGET = 300.0
"""Seconds that a run may take in all."""
WAITING = 20
"""Runs that may wait for their turn; for more than that nothing is begun."""
KEPT = 64
Key = tuple[str, str]
_one_at_a_time = ThreadPoolExecutor(1, thread_name_prefix="corridor")
_at_once = ThreadPoolExecutor(1, thread_name_prefix="corridor-central")
_jobs: dict[Key, Job] = {}
_found: OrderedDict[Key, Plain] = OrderedDict()
_lock = Lock()


@dataclass(slots=True)
class Job:
    """A run that has been asked for."""

    done: int = 0
    of: int = 0
    stopped: bool = False
    future: Future[Plain] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class Answered:
    """What can be said now: the result, or how far it has come, or why there is none."""

    result: Plain | None = None
    percent: int = 0
    fault: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a run is asked: a kind of run, of a scenario, in a unit, about something."""

    kind: str
    scenario: Scenario
    unit: str
    about: str | Plain | Scenario | None = None

    def key(self, laid: Laid) -> Key:
        """Return under what its answer is kept."""
        about = inputs_of(self.about) if isinstance(self.about, Scenario) else self.about
        more = () if about is None else (about,)
        return hash_of(laid.sha256, self.scenario, *more), f"{self.kind} {self.unit}"


def kept_answer(laid: Laid, question: Question) -> Plain | None:
    """Return what a run came to if it is kept; nothing is computed."""
    return _kept(question.key(laid))


def run(laid: Laid, asked: Asked, kind: str, patience: float | None = None) -> Answered:
    """Return what a run came to, or how far it has come after a while."""
    return answer(laid, Question(kind, asked.scenario, asked.unit), patience)


def answer(laid: Laid, question: Question, patience: float | None = None) -> Answered:
    """Return the answer to a question, or how far it has come after a while."""
    key = question.key(laid)
    sha256 = key[0]
    kept = _kept(key)
    if kept is not None:
        return Answered(kept, 100, sha256=sha256)
    job = _begun(key, laid, question)
    if job is None:
        return Answered(sha256=sha256)
    wait([job.future], timeout=PATIENCE if patience is None else patience)
    if not job.future.done():
        return Answered(percent=100 * job.done // max(job.of, 1), sha256=sha256)
    with _lock:
        _jobs.pop(key, None)
    try:
        found = job.future.result()
    except (BadNetwork, Stopped) as error:
        return Answered(fault=str(error), sha256=sha256)
    _keep(key, found)
    return Answered(found, 100, sha256=sha256)


def run_or_central(laid: Laid, asked: Asked) -> tuple[Answered, bool]:
    """Return flows with their ranges, or at the central values while the draws run.

    The second says whether the ranges are there.
    """
    found = run(laid, asked, "solve", GLANCE)
    if found.result is not None or found.fault:
        return found, True
    alone = run(laid, asked, "central")
    return (alone, False) if alone.result is not None else (found, False)


def stop(laid: Laid, question: Question) -> None:
    """Stop a run that is waited for."""
    with _lock:
        job = _jobs.get(question.key(laid))
    if job is not None:
        job.stopped = True


def _begun(key: Key, laid: Laid, question: Question) -> Job | None:
    """Return the run of a question, begun if nobody has; None where too many wait."""
    with _lock:
        if key not in _jobs:
            waiting = [each for each in _jobs.values() if not each.future.done()]
            if len(waiting) >= WAITING:
                return None
            for name in [name for name, each in _jobs.items() if each.future.done()]:
                del _jobs[name]
            job = _jobs[key] = Job()
            pool = _at_once if question.kind == "central" else _one_at_a_time
            job.future = pool.submit(_compute, job, laid, question)
        return _jobs[key]


def _compute(job: Job, laid: Laid, question: Question) -> Plain:
    """Run, without touching the database: threads have no transaction of their own."""
    end = monotonic() + BUDGET

    def progress(done: int, of: int) -> None:
        job.done, job.of = done, of
        if job.stopped:
            raise Stopped("The run was stopped by somebody. Load the page again to begin it anew.")
        if monotonic() > end:
            raise Stopped(
                f"The run took longer than its {BUDGET:.0f} seconds and was ended at "
                f"{100 * done // of} %. Ask for a smaller network, or on a quieter machine."
            )

    kind, scenario, unit = question.kind, question.scenario, question.unit
    if kind in ABOUT:
        return ABOUT[kind](laid, scenario, unit, question.about, progress)
    return KINDS[kind](laid, scenario, unit, progress)


def _kept(key: Key) -> Plain | None:
    with _lock:
        if key in _found:
            _found.move_to_end(key)
            return _found[key]
    stored = Run.objects.filter(
        sha256=key[0], kind=key[1], engine=ENGINE, seed=SEED, state="done"
    ).first()
    if stored is None:
        return None
    _remember(key, stored.result)
    result: Plain = stored.result
    return result


def _keep(key: Key, found: Plain) -> None:
    _remember(key, found)
    try:
        with transaction.atomic():
            Run.objects.create(
                sha256=key[0],
                kind=key[1],
                engine=ENGINE,
                seed=SEED,
                result=found,
                state="done",
                progress=1.0,
            )
    except IntegrityError:
        pass  # somebody kept the same meanwhile


def _remember(key: Key, found: Plain) -> None:
    with _lock:
        _found[key] = found
        while len(_found) > KEPT:
            _found.popitem(last=False)

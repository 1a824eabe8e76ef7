"""Runs an ingest on all processors, or on a Dask cluster; it may be killed at any moment.

Worker processes prepare documents; this process alone writes, a few dozen documents in one
transaction. Which are done stands in the database, so that a run goes on where the last one ended.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError

from servanda.desk.accounts.models import Person
from servanda.desk.record.services import SYSTEM, Actor
from servanda.desk.sources import files, preparing
from servanda.desk.sources.bringing import bring
from servanda.desk.sources.models import IngestItem, IngestJob
from servanda.desk.sources.places import incoming, lock, originals
from servanda.desk.sources.preparing import Outcome, Task, prepare
from servanda.desk.sources.services.following import Followed, follow_up
from servanda.desk.sources.services.jobs import begin, end
from servanda.desk.sources.services.taking_in import settle
from servanda.desk.sources.words import ItemState, JobState

TOGETHER = 40  # documents settled in one transaction, at most
AHEAD = 4  # documents under way for each worker
EVERY = 1.0  # seconds between two looks whether it was cancelled, and two transactions at most
LITTER = 3600.0  # seconds after which a half-written file is nobody's any more
KILLS = "its parser was ended by the system; give a simpler copy"
Progress = Callable[[int], None]


class Busy(RuntimeError):  # noqa: N818 - an answer to whoever asks
    """The ingest is being run by another process."""


def run(
    job: IngestJob,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    followed: Followed | None = None,
) -> None:
    """Take in what still waits of an ingest, until it is finished or cancelled; see `follow_up`."""
    with alone(job.id):
        files.sweep(originals(), before=time.time() - LITTER)
        begin(job)
        actor = _actor(job)
        if job.state == JobState.RUNNING:
            with _executor(workers) as (executor, count):
                _Run(job, executor, count, actor, progress or (lambda _done: None)).go()
        end(job, by=actor)
        job.refresh_from_db()
    follow_up(job, followed)


def run_apart(job: IngestJob) -> None:
    """Run an ingest in a process of its own, which outlives the request that asks for it."""
    subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-m", "servanda.desk", "run_ingest", job.id],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SERVANDA_DATA_DIR": str(settings.DATA_DIR)},
        start_new_session=True,
    )


def is_running(job_id: str) -> bool:
    """Tell whether a process runs the ingest now."""
    try:
        with alone(job_id):
            return False
    except Busy:
        return True


def _actor(job: IngestJob) -> Actor:
    person = Person.objects.filter(pk=job.created_by_id).first()
    return SYSTEM if person is None else Actor(person.id, person.name)


@contextmanager
def alone(work: str) -> Iterator[None]:
    """Hold the lock of some work, which the system lets go of when this process ends in any way."""
    path = lock(work)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Busy("Another process does this already. Wait for it, or cancel it.") from None
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def _executor(workers: int | None) -> Iterator[tuple[Executor, int]]:
    """Return what prepares documents: a Dask cluster where one is named, else this machine."""
    if address := settings.DASK_SCHEDULER:
        from servanda.desk.sources.cluster import executor_of  # noqa: PLC0415 - it is an extra

        with executor_of(address) as (executor, count):
            yield executor, count
        return
    count = workers or os.cpu_count() or 1
    with _pool(count) as executor:
        yield executor, count


@contextmanager
def _pool(count: int) -> Iterator[Executor]:
    executor = ProcessPoolExecutor(
        count,
        mp_context=get_context("spawn"),
        initializer=preparing.end_with,
        initargs=(os.getpid(),),
    )
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


class _Run:
    """One run over the waiting items of an ingest."""

    def __init__(
        self, job: IngestJob, executor: Executor, workers: int, actor: Actor, progress: Progress
    ) -> None:
        self.job, self.executor, self.actor, self.progress = job, executor, actor, progress
        self.ahead = AHEAD * workers
        self.under_way: dict[Future[Outcome], Task] = {}
        self.done: list[Outcome] = []
        self.looked = self.settled = time.monotonic()
        self.cancelled = False

    def go(self) -> None:
        """Go on until nothing waits any more, archives' contents included, or it is cancelled."""
        while not self.cancelled and (items := self._next_items()):
            for item in items:
                self._make_room()
                if self.cancelled:
                    break
                self._submit(item)
            while self.under_way and not self.cancelled:
                self._collect()
            for future in self.under_way:
                future.cancel()
            self._collect_finished()
            self._settle()

    def _next_items(self) -> list[IngestItem]:
        waiting = IngestItem.objects.filter(job=self.job, state=ItemState.WAITING)
        return list(islice(waiting.order_by("ordinal").iterator(chunk_size=500), 2000))

    def _submit(self, item: IngestItem) -> None:
        task = self._task(item)
        if isinstance(task, Outcome):
            self.done.append(task)
            return
        self.under_way[self.executor.submit(prepare, task)] = task

    def _task(self, item: IngestItem) -> Task | Outcome:
        """Say where the bytes of an item are; those of an address are fetched first."""
        local = not settings.DASK_SCHEDULER
        keep_in = str(originals()) if local else ""
        kind, _colon, rest = item.place.partition(":")
        if kind == "url":
            return bring(item, rest, keep_in)
        path = Path(rest) if kind == "file" else files.place(incoming(self.job.id), rest)
        if local:
            return Task(item.pk, item.name, path=str(path), depth=item.depth, keep_in=keep_in)
        return preparing.carried(Task(item.pk, item.name, path=str(path), depth=item.depth))

    def _make_room(self) -> None:
        while len(self.under_way) >= self.ahead and not self.cancelled:
            self._collect()

    def _collect(self) -> None:
        """Wait for the next documents, settle what is done and look whether to go on."""
        wait(self.under_way, timeout=EVERY, return_when=FIRST_COMPLETED)
        self._collect_finished()
        now = time.monotonic()
        if len(self.done) >= TOGETHER or (self.done and now - self.settled >= EVERY):
            self._settle()
        if now - self.looked >= EVERY:
            self.looked = now
            state = IngestJob.objects.values_list("state", flat=True).get(pk=self.job.pk)
            self.cancelled = state != JobState.RUNNING

    def _collect_finished(self) -> None:
        for future in [each for each in self.under_way if each.done()]:
            task = self.under_way.pop(future)
            if future.cancelled():
                continue
            try:
                self.done.append(future.result())
            except BrokenProcessPool:
                raise
            except Exception as error:  # noqa: BLE001 - one document's fault is not the ingest's
                self.done.append(Outcome(task.item, reason=f"{KILLS} ({type(error).__name__})"))

    def _settle(self) -> None:
        while self.done:
            batch, self.done = self.done[:TOGETHER], self.done[TOGETHER:]
            try:
                settle(self.job, batch, by=self.actor)
            except IntegrityError:  # another ingest took the same bytes in at the same moment
                settle(self.job, batch, by=self.actor)
            self.progress(len(batch))
        self.settled = time.monotonic()

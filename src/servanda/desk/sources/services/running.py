"""Runs an ingest on all processors, or on a Dask cluster; it may be killed at any moment.

Worker processes prepare documents; this process alone writes, a few dozen documents in one
transaction. Which are done stands in the database, so that a run goes on where the last one ended.
"""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from django.conf import settings
from django.db.utils import OperationalError

from servanda.desk.accounts.models import Person
from servanda.desk.record.services import SYSTEM, Actor
from servanda.desk.sources import files, preparing
from servanda.desk.sources.locks import Busy, alone, is_held, note_why
from servanda.desk.sources.models import IngestJob
from servanda.desk.sources.places import originals
from servanda.desk.sources.preparing import NoRoom
from servanda.desk.sources.services.following import Followed, follow_up
from servanda.desk.sources.services.jobs import begin, end
from servanda.desk.sources.services.one_run import Progress, Run, Workers
from servanda.desk.sources.words import JobState

_SYSTEM = "the system does not let it go on"
_WHY = {
    NoRoom: "the disk cannot be written to",
    OperationalError: "the database cannot be written to",
}
LITTER = 3600.0  # seconds after which a half-written file is nobody's any more


class Stopped(RuntimeError):  # noqa: N818 - an answer to whoever asks
    """The ingest could not go on; nothing of it is lost, and it can be taken up again."""


def run(
    job: IngestJob,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    followed: Followed | None = None,
) -> None:
    """Take in what still waits of an ingest, until it is finished or cancelled; see `follow_up`."""
    with alone(job.id):
        note_why(job.id, "")
        try:
            _run(job, workers, progress or (lambda _done: None))
        except (NoRoom, OSError, OperationalError) as error:
            raise _stopped(job, error) from error
    follow_up(job, followed)


def _run(job: IngestJob, workers: int | None, progress: Progress) -> None:
    files.sweep(originals(), before=time.time() - LITTER)
    begin(job)
    actor = _actor(job)
    if job.state == JobState.RUNNING:
        with _workers(workers) as processes:
            Run(job, processes, actor, progress).go()
    end(job, by=actor)
    job.refresh_from_db()


def _stopped(job: IngestJob, error: Exception) -> Stopped:
    """Say why an ingest stopped, here and on its page."""
    what = getattr(error, "strerror", None) or str(error) or type(error).__name__
    sentence = (
        f"The ingest stopped: {_WHY.get(type(error), _SYSTEM)} ({what}). "
        "What was taken in is safe. "
        "Ask the operator to look after it, then go on with the ingest."
    )
    note_why(job.id, sentence)
    return Stopped(sentence)


def run_apart(job: IngestJob) -> None:
    """Run an ingest in a process of its own, which outlives the request that asks for it."""
    desk_apart("run_ingest", job.id)


def desk_apart(*command: str) -> None:
    """Run a command of the desk in a process of its own."""
    subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-m", "servanda.desk", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SERVANDA_DATA_DIR": str(settings.DATA_DIR)},
        start_new_session=True,
    )


def is_running(job_id: str) -> bool:
    """Tell whether a process runs the ingest now."""
    return is_held(job_id)


def _actor(job: IngestJob) -> Actor:
    person = Person.objects.filter(pk=job.created_by_id).first()
    return SYSTEM if person is None else Actor(person.id, person.name)


@contextmanager
def _workers(count: int | None) -> Iterator[Workers]:
    """Return what prepares documents: a Dask cluster where one is named, else this machine."""
    if address := settings.DASK_SCHEDULER:
        from servanda.desk.sources.cluster import executor_of  # noqa: PLC0415 - it is an extra

        with executor_of(address) as (executor, threads):
            yield _Cluster(executor, threads)
        return
    pool = _Pool(count or os.cpu_count() or 1)
    try:
        yield pool
    finally:
        pool.executor.shutdown(wait=True, cancel_futures=True)


class _Cluster:
    """Other machines' processors; the cluster itself replaces a process that ends."""

    def __init__(self, executor: Executor, count: int) -> None:
        self.executor, self.count = executor, count

    def restart(self) -> None:
        """Do nothing."""


class _Pool:
    """Processes on this machine, one a processor, which end as soon as this one does."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.executor: Executor = self._made()

    def _made(self) -> Executor:
        return ProcessPoolExecutor(
            self.count,
            mp_context=get_context("spawn"),
            initializer=preparing.end_with,
            initargs=(os.getpid(),),
        )

    def restart(self) -> None:
        """Begin anew after a process ended in the middle of its work; blame no document in vain."""
        self.executor.shutdown(wait=True, cancel_futures=True)
        self.executor = self._made()
        try:
            self.executor.submit(int).result()
        except BrokenProcessPool:
            raise OSError(errno.ECHILD, "the processes that read documents do not start") from None


__all__ = ["Busy", "Stopped", "alone", "desk_apart", "is_running", "run", "run_apart"]

"""One run over the waiting documents of an ingest: hand out, collect, settle, look again."""

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from typing import Protocol

from django.conf import settings
from django.db import IntegrityError

from servanda.desk.record.services import Actor
from servanda.desk.sources import files, preparing
from servanda.desk.sources.bringing import bring
from servanda.desk.sources.models import IngestItem, IngestJob
from servanda.desk.sources.places import incoming, originals
from servanda.desk.sources.preparing import NoRoom, Outcome, Task, prepare
from servanda.desk.sources.services.taking_in import settle
from servanda.desk.sources.services.walking import path_at
from servanda.desk.sources.words import ItemState, JobState

TOGETHER = 40  # documents settled in one transaction, at most
AHEAD = 12  # documents under way for each worker: what they do while a transaction is written
EVERY = 1.0  # seconds between two looks whether it was cancelled, and two transactions at most
MOST_PACKED = 50_000  # documents that may come out of archives in one run
MOST_UNPACKED = 2_000_000_000  # and their bytes
KILLS = "its parser was ended by the system; give a simpler copy"
SWELLS = "with it the archives of this ingest hold far more than is unpacked at once; unpack it"
Progress = Callable[[int], None]


class Workers(Protocol):
    """The processes that prepare documents."""

    executor: Executor
    count: int

    def restart(self) -> None:
        """Begin anew after a process ended in the middle of its work."""
        ...


class Run:
    """One run over the waiting items of an ingest."""

    def __init__(self, job: IngestJob, workers: Workers, actor: Actor, progress: Progress) -> None:
        self.job, self.workers, self.actor, self.progress = job, workers, actor, progress
        self.under_way: dict[Future[Outcome], Task] = {}
        self.done: list[Outcome] = []
        self.suspects: set[int] = set()  # documents of which one ended its process
        self.packed, self.unpacked = 0, 0
        self.looked = self.settled = time.monotonic()
        self.cancelled = False

    def go(self) -> None:
        """Go on until nothing waits any more, archives' contents included, or it is cancelled."""
        while not self.cancelled and (items := self._next_items()):
            try:
                self._through(items)
            except BrokenProcessPool:
                self._begin_anew()
            self._settle()

    def _through(self, items: list[IngestItem]) -> None:
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

    def _begin_anew(self) -> None:
        """Go on after a document ended its process: one at a time, until it is known which."""
        suspects = {task.item for task in self.under_way.values()}
        self.under_way.clear()
        self.workers.restart()
        if len(suspects) == 1:
            self.suspects -= suspects
            self.done.append(Outcome(suspects.pop(), reason=KILLS))
        self.suspects |= suspects

    def _next_items(self) -> list[IngestItem]:
        waiting = IngestItem.objects.filter(job=self.job, state=ItemState.WAITING)
        return list(islice(waiting.order_by("ordinal").iterator(chunk_size=500), 2000))

    def _submit(self, item: IngestItem) -> None:
        task = self._task(item)
        if isinstance(task, Outcome):
            self.done.append(task)
            return
        self.under_way[self.workers.executor.submit(prepare, task)] = task

    def _task(self, item: IngestItem) -> Task | Outcome:
        """Say where the bytes of an item are; those of an address are fetched first."""
        local = not settings.DASK_SCHEDULER
        keep_in = str(originals()) if local else ""
        kind, _colon, rest = item.place.partition(":")
        if kind == "url":
            return bring(item, rest, keep_in)
        stored = kind == "stored"
        path = files.place(incoming(self.job.id), rest) if stored else path_at(item.place)
        if local:
            return Task(item.pk, item.name, path=str(path), depth=item.depth, keep_in=keep_in)
        return preparing.carried(Task(item.pk, item.name, path=str(path), depth=item.depth))

    def _make_room(self) -> None:
        ahead = 1 if self.suspects else AHEAD * self.workers.count
        while len(self.under_way) >= ahead and not self.cancelled:
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
            if not future.cancelled():
                self._note(future, self.under_way[future])
            del self.under_way[future]

    def _note(self, future: Future[Outcome], task: Task) -> None:
        try:
            self.done.append(future.result())
        except (BrokenProcessPool, NoRoom):
            raise  # no fault of this document, or not only of this one
        except Exception as error:  # noqa: BLE001 - one document's fault is not the ingest's
            self.done.append(Outcome(task.item, reason=f"{KILLS} ({type(error).__name__})"))
        self.suspects.discard(task.item)

    def _settle(self) -> None:
        while self.done:
            batch, self.done = self.done[:TOGETHER], self.done[TOGETHER:]
            batch = [self._within_bounds(each) for each in batch]
            try:
                settle(self.job, batch, by=self.actor)
            except IntegrityError:  # another ingest took the same bytes in at the same moment
                settle(self.job, batch, by=self.actor)
            self.progress(len(batch))
        self.settled = time.monotonic()

    def _within_bounds(self, outcome: Outcome) -> Outcome:
        """Refuse an archive with which those of this run would unpack to far too much."""
        self.packed += len(outcome.members) + len(outcome.refused)
        self.unpacked += sum(len(each.data) for each in outcome.members)
        if self.packed <= MOST_PACKED and self.unpacked <= MOST_UNPACKED:
            return outcome
        if not outcome.members and not outcome.refused:
            return outcome
        self.packed -= len(outcome.members) + len(outcome.refused)
        self.unpacked -= sum(len(each.data) for each in outcome.members)
        if outcome.prepared is None:
            return Outcome(outcome.item, reason=SWELLS)
        return replace(outcome, members=(), refused=(("what is attached to it", SWELLS),))

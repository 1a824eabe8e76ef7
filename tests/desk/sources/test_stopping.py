"""What stops an ingest is said in a sentence, blames no document in vain, and loses nothing."""

import errno
import os
import resource
import signal
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from desk.sources.samples import report, written
from desk.sources.test_killing import (
    COUNT,
    PREPARE,
    SQLITE_ONLY,
    environment,
    ingest,
    job_of,
    python,
)
from servanda.desk.accounts.models import Partnership
from servanda.desk.sources import files
from servanda.desk.sources.models import Original
from servanda.desk.sources.places import originals
from servanda.desk.sources.preparing import Task, prepare
from servanda.desk.sources.services import Stopped, open_paths, run, running

pytestmark = pytest.mark.django_db
FILES = 40


class Here:
    """Workers in this process, which end as told."""

    count = 2

    def __init__(self, ends: set[str] = frozenset(), starts: int = 99) -> None:  # type: ignore[assignment]
        self.executor: Any = self
        self.ends, self.starts, self.broken = ends, starts, False

    def submit(self, _do: Any, task: Task) -> Future[Any]:
        future: Future[Any] = Future()
        self.broken = self.broken or any(name in task.name for name in self.ends)
        if self.broken:
            future.set_exception(BrokenProcessPool())
            return future
        try:
            future.set_result(prepare(task))
        except Exception as error:  # noqa: BLE001 - as a pool hands it on
            future.set_exception(error)
        return future

    def restart(self) -> None:
        self.starts -= 1
        if self.starts < 0:
            raise OSError(errno.ECHILD, "the processes that read documents do not start")
        self.broken = False

    def shutdown(self, **_how: Any) -> None:
        pass


def workers(monkeypatch: pytest.MonkeyPatch, made: Here) -> None:
    monkeypatch.setattr(running, "_Pool", lambda _count: made)


def test_a_document_that_ends_its_process_is_named_and_the_rest_goes_on(
    here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = {f"r{number}_txt": report(number) for number in range(8)}
    job = open_paths(here, [written(tmp_path / "in", bad_txt=report(99), **several)])
    workers(monkeypatch, Here({"bad.txt"}))

    run(job)

    refused = {each.name: each.reason for each in job.items.filter(state="refused")}
    assert list(refused) == ["in/bad.txt"]
    assert refused["in/bad.txt"].startswith("its parser was ended by the system")
    assert Original.objects.count() == len(several)


def test_where_no_process_starts_no_document_is_blamed(
    here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = open_paths(here, [written(tmp_path / "in", a_txt=report(1), b_txt=report(2))])
    workers(monkeypatch, Here({"a.txt", "b.txt"}, starts=0))

    with pytest.raises(Stopped, match="do not start"):
        run(job)

    assert set(job.items.values_list("state", flat=True)) == {"waiting"}


def test_a_full_disk_blames_no_document_and_is_gone_on_from(
    here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = open_paths(here, [written(tmp_path / "in", a_txt=report(1))])
    workers(monkeypatch, Here())
    keep = files.keep

    def full(root: Path, data: bytes) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "keep", full)
    with pytest.raises(Stopped, match=r"disk cannot be written to \(No space left on device\)"):
        run(job)
    monkeypatch.setattr(files, "keep", keep)

    run(job)

    assert [each.state for each in job.items.all()] == ["taken"]
    assert files.read(originals(), Original.objects.get().sha256) == report(1).encode()


def limited(data_dir: Path, most: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run an ingest that can write no file beyond a size, as on a disk that is full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "servanda.cli", "ingest", *arguments],
        env=environment(data_dir),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@SQLITE_ONLY
def test_an_ingest_that_runs_out_of_room_says_so_and_is_gone_on_with(tmp_path: Path) -> None:
    several = {f"r{number}_txt": report(number, 200) for number in range(FILES)}
    folder = written(tmp_path / "in", **several)
    whole, full = tmp_path / "whole", tmp_path / "full"
    for data_dir in (whole, full):
        python(data_dir, PREPARE)
    ingest(whole, str(folder)).wait()
    room = (full / "servanda.sqlite3").stat().st_size + 400_000

    stopped = limited(full, room, str(folder))
    ingest(full, "--resume", job_of(full)).wait()

    assert "The ingest stopped: the database cannot be written to" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert python(full, COUNT) == python(whole, COUNT)

"""An ingest that is killed at any moment loses nothing and doubles nothing."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from desk.sources.samples import packed, report, written
from house.tracked import ROOT

KILLS = int(os.environ.get("SERVANDA_TEST_KILLS", "4"))
DOCUMENTS = 60
SQLITE_ONLY = pytest.mark.skipif(
    bool(os.environ.get("SERVANDA_DATABASE_URL")), reason="the killed desk has its own SQLite"
)
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from servanda.desk.accounts.models import Partnership
from servanda.desk.record.services import SYSTEM, create
create(Partnership(id="north-south", title_en="N"), by=SYSTEM, action="partnership.created")
"""
COUNT = """
import django, json; django.setup()
from collections import Counter
from django.conf import settings
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import verify_ledger
from servanda.desk.sources import files
from servanda.desk.sources.models import *
from servanda.desk.sources.places import originals
stored = Original.objects.order_by("id")
print(json.dumps({
    "texts": sorted(each.text for each in stored),
    "bytes": sorted(files.digest(files.read(originals(), each.sha256)) for each in stored),
    "files": len([1 for each in originals().rglob("*") if files.NAME.fullmatch(each.name)]),
    "passages": Passage.objects.count(),
    "indexed": SearchEntry.objects.count(),
    "likenesses": sorted(Likeness.objects.values_list("one", "other", "share")),
    "entries": LedgerEntry.objects.filter(subject_kind="original").count(),
    "whole": verify_ledger().whole,
    "items": Counter(IngestItem.objects.values_list("state", flat=True)),
}))
"""


def environment(data_dir: Path) -> Mapping[str, str]:
    return {
        **os.environ,
        "SERVANDA_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "servanda.desk.web.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }


def python(data_dir: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(data_dir),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def ingest(data_dir: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "servanda.cli", "ingest", *arguments],
        env=environment(data_dir),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def job_of(data_dir: Path) -> str:
    return python(
        data_dir,
        "import django; django.setup()\n"
        "from servanda.desk.sources.models import IngestJob\n"
        "print(getattr(IngestJob.objects.first(), 'id', ''))",
    ).strip()


def documents(folder: Path) -> Path:
    several = {f"r{number}_txt": report(number) for number in range(DOCUMENTS)}
    archive = packed(**{f"z{number}_txt": report(900 + number).encode() for number in range(9)})
    twice = report(1, 40)
    return written(
        folder, **several, all_zip=archive, a_txt=twice, b_txt=f"{twice}\nMore.\n", bad_pdf=b"%PDF-"
    )


@SQLITE_ONLY
def test_a_killed_ingest_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    folder = documents(tmp_path / "in")
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    for data_dir in (whole, killed):
        python(data_dir, PREPARE)
    ingest(whole, str(folder)).wait()
    run_and_kill(killed, folder)

    ingest(killed, "--resume", job_of(killed)).wait()

    assert json.loads(python(killed, COUNT)) == json.loads(python(whole, COUNT))


def run_and_kill(data_dir: Path, folder: Path) -> None:
    """Begin an ingest and kill it with everything that it began, again and again."""
    chance = random.Random(KILLS)  # noqa: S311 - for moments, not for secrets
    arguments = [str(folder)]
    for _ in range(KILLS):
        process = ingest(data_dir, *arguments)
        wait_for_work(data_dir, process)
        time.sleep(chance.uniform(0, 0.5))
        with contextlib.suppress(ProcessLookupError):  # it was done before its moment came
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if job := job_of(data_dir):
            arguments = ["--resume", job]


def wait_for_work(data_dir: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until originals come in, so that the kill meets the ingest at work."""
    before = number_of_files(data_dir)
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if number_of_files(data_dir) > before:
            return
        time.sleep(0.02)


def number_of_files(data_dir: Path) -> int:
    return sum(1 for each in (data_dir / "originals").rglob("*") if each.is_file())

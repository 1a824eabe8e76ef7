"""A load that is killed at any step leaves all of a dossier or nothing of it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from exchange.dossier.small import small_dossier
from house.tracked import ROOT
from servanda.exchange import dossier as d

SQLITE_ONLY = pytest.mark.skipif(
    bool(os.environ.get("SERVANDA_DATABASE_URL")), reason="the killed desk has its own SQLite"
)
KILL_AT = """
import os, signal, sys
import django; django.setup()
from servanda.desk.record import services as record
from servanda.desk.agreements.services import load_dossier
step, made = int(sys.argv[2]), record.create_many
def create_many(things, **told):
    global step
    step -= 1
    if step == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return made(things, **told)
record.create_many = create_many
load_dossier(sys.argv[1], by=record.SYSTEM)
"""
COUNT = """
import django, json; django.setup()
from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.verification import faults
from servanda.desk.sources.models import Passage, SearchEntry
print(json.dumps({
    "entries": LedgerEntry.objects.count(),
    "things": sum(model.objects.count() for model in kinds().values()),
    "passages": [Passage.objects.count(), SearchEntry.objects.count()],
    "faults": list(faults()),
}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    d.write(small_dossier(), tmp_path / "north-south")
    return tmp_path / "north-south"


def environment(data_dir: Path) -> Mapping[str, str]:
    return {
        **os.environ,
        "SERVANDA_DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "servanda.desk.web.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }


def python(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment(data_dir),
        capture_output=True,
        text=True,
        check=False,
    )


def count(data_dir: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(python(data_dir, "-c", COUNT).stdout)
    return told


@SQLITE_ONLY
def test_a_killed_load_leaves_nothing_and_the_next_leaves_all(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    python(data, "-m", "servanda.desk", "migrate", "--verbosity=0")

    ends = [python(data, "-c", KILL_AT, str(folder), str(step)) for step in (2, 12, 14, 20)]
    after_kills = count(data)
    python(data, "-c", KILL_AT, str(folder), "0")

    whole = count(data)
    assert [end.returncode for end in ends] == [-signal.SIGKILL] * 4
    assert after_kills == {"entries": 0, "things": 0, "passages": [0, 0], "faults": []}
    assert (whole["entries"], whole["passages"], whole["faults"]) == (whole["things"], [2, 2], [])

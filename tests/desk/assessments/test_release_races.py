"""Releases built and published by several processes: the same bytes, and no number twice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from desk.agreements.builders import at
from desk.assessments.quoted import path_of
from desk.assessments.released import KNOWN, ON, Case, case
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.selectors.release_content import Frozen, content
from servanda.desk.assessments.services.releases import publish
from servanda.exchange import release as exchange
from servanda.ledger import Checkpoint

pytestmark = pytest.mark.django_db(transaction=True)

FROZEN = Frozen(1, ON, KNOWN, Checkpoint(9, "a" * 64))
TIMES, WRITERS = 3, 3
BUILD = """
import django; django.setup()
import sys
from desk.assessments.test_release_races import FROZEN
from servanda.desk.accounts.models import Partnership
from servanda.desk.assessments.selectors.release_content import content
from servanda.exchange import release
sys.stdout.buffer.write(release.write(content(Partnership.objects.get(), FROZEN)))
"""
PUBLISH = f"""
import django; django.setup()
from desk.assessments.released import ON
from servanda.desk.accounts.models import Person
from servanda.desk.assessments.services.releases import publish
for _time in range({TIMES}):
    print(publish("north-south", by=Person.objects.get(), on=ON).number)
"""
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="other processes work on a copied file"
)


@pytest.fixture
def here() -> Iterator[Case]:
    made = case()
    with at(ON):
        yield made


@pytest.fixture
def copied(here: Case, tmp_path: Path) -> Path:
    """Copy the desk into a folder that other processes can work on."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "servanda.sqlite3")])
    originals = path_of(here.report).parents[1]
    (tmp_path / originals.name).symlink_to(originals)
    return tmp_path


def started(code: str, data: Path, seed: str) -> subprocess.Popen[bytes]:
    """Start a process of its own on a copied desk."""
    kept = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "src:tests"}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**kept, "SERVANDA_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
    )


@on_sqlite
def test_two_processes_with_different_hash_seeds_build_the_same_bytes(
    here: Case, copied: Path
) -> None:
    built = {started(BUILD, copied, seed).communicate(timeout=120)[0] for seed in ("1", "2")}

    assert built == {exchange.write(content(here.here, FROZEN))}


@on_sqlite
def test_processes_that_publish_at_once_leave_no_gap(copied: Path) -> None:
    writers = [started(PUBLISH, copied, "0") for _writer in range(WRITERS)]

    said = [writer.communicate(timeout=240)[0].split() for writer in writers]

    numbers = sorted(int(number) for each in said for number in each)
    assert numbers == list(range(1, WRITERS * TIMES + 1))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer a process")
def test_threads_that_publish_at_once_leave_no_gap(here: Case) -> None:
    def several(_writer: int) -> None:
        for _time in range(TIMES):
            publish(here.here.id, by=here.analyst, on=ON)
        connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(several, range(WRITERS)))

    numbers = Release.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, WRITERS * TIMES + 1))

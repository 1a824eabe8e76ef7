"""Several people link, change and end the same words at the same time: each thing happens once."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import make
from desk.agreements import builders
from desk.assessments import quoted
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.services import take_back, withdraw
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import verify_ledger
from servanda.desk.sources.models import Original

AT_ONCE = 4
SETTING_UP = """
import django; django.setup()
import make
from desk.agreements import builders
from desk.assessments import quoted
here = make.partnership()
make.person(role="analyst", party=make.party(here), email="analyst@example.org")
builders.commitment(builders.instrument(here))
quoted.original(here)
"""
LINKING = """
import django; django.setup()
from desk.assessments import quoted
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.sources.models import Original
who = Person.objects.get(email="analyst@example.org")
for _ in range(5):
    print(quoted.linked(Original.objects.get(), Commitment.objects.get(), who).id)
"""
COUNTING = """
import django; django.setup()
from servanda.desk.assessments.models import Evidence
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import verify_ledger
linked = LedgerEntry.objects.filter(action="evidence.accepted")
print(Evidence.objects.count(), linked.count(), verify_ledger().whole)
"""


def test_processes_that_link_the_same_words_make_one_link(tmp_path: Path) -> None:
    environment = {
        **{key: value for key, value in os.environ.items() if key != "SERVANDA_DATABASE_URL"},
        "SERVANDA_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "servanda.desk.web.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }

    def run(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    run("-m", "servanda.desk", "migrate", "--verbosity=0").communicate()
    run("-c", SETTING_UP).communicate()
    writers = [run("-c", LINKING) for _ in range(AT_ONCE)]
    ids = {line for writer in writers for line in writer.communicate()[0].split()}
    told, _ = run("-c", COUNTING).communicate()

    assert [writer.returncode for writer in writers] == [0] * AT_ONCE
    assert (len(ids), told.split()) == (1, ["1", "1", "True"])


def together(*works: Callable[[], Any]) -> list[BaseException]:
    """Do several things in threads that start at once; return what was refused or failed."""
    failures: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> tuple[Original, Commitment, Person]:
    settings.DATA_DIR = tmp_path
    here = make.partnership()
    lists = builders.commitment(builders.instrument(here))
    analyst = make.person(role="analyst", party=make.party(here))
    return quoted.original(here), lists, analyst


on_postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite's writers are separate processes, above"
)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_threads_that_link_the_same_words_make_one_link(
    world: tuple[Original, Commitment, Person],
) -> None:
    failures = together(*[lambda: quoted.linked(*world)] * AT_ONCE)

    linked = LedgerEntry.objects.filter(action="evidence.accepted")
    assert (failures, Evidence.objects.count(), linked.count()) == ([], 1, 1)
    assert verify_ledger().whole


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_taking_back_and_withdrawing_at_once_the_first_counts(
    world: tuple[Original, Commitment, Person],
) -> None:
    analyst, piece = world[2], quoted.linked(*world)

    failures = together(
        lambda: take_back(piece.id, by=analyst),
        lambda: withdraw(piece.id, by=analyst, reason="It was another list."),
    )

    assert [isinstance(each, Refused) for each in failures] == [True]
    assert verify_ledger().whole

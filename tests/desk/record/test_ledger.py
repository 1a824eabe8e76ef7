"""The stored ledger: the database refuses to change it, and writers queue for its end."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

import make
from servanda.desk.record import services
from servanda.desk.record.models import LedgerEntry, Source
from servanda.desk.record.services import SYSTEM


def altered_in_the_database(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_ledgerentry SET reason = 'another' WHERE sequence = 1",
        "UPDATE record_ledgerentry SET sequence = 99 WHERE sequence = 1",
        "DELETE FROM record_ledgerentry WHERE sequence = 1",
        "DELETE FROM record_ledgerentry",
    ],
)
def test_the_database_refuses_to_touch_an_entry(statement: str) -> None:
    make.partnership()

    with pytest.raises(DatabaseError, match="append-only"):
        altered_in_the_database(statement)


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="INSERT OR REPLACE is SQLite's")
def test_sqlite_refuses_to_replace_an_entry() -> None:
    make.partnership()

    with pytest.raises(DatabaseError, match="append-only"):
        altered_in_the_database(
            "INSERT OR REPLACE INTO record_ledgerentry SELECT * FROM record_ledgerentry LIMIT 1"
        )


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="TRUNCATE is PostgreSQL's")
def test_postgresql_refuses_to_empty_the_ledger() -> None:
    make.partnership()

    with pytest.raises(DatabaseError, match="append-only"):
        altered_in_the_database("TRUNCATE record_ledgerentry")


@pytest.mark.django_db
def test_the_models_own_ways_are_refused_too() -> None:
    make.partnership()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.update(reason="another")


@pytest.mark.django_db
def test_entries_are_numbered_from_one_without_a_gap() -> None:
    here = make.partnership()
    make.source(here)
    make.source(here)

    numbers = list(LedgerEntry.objects.values_list("sequence", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_leaves_no_entry_and_no_gap() -> None:
    here = make.partnership()
    before = services.head().size

    with transaction.atomic():
        make.source(here)
        transaction.set_rollback(True)

    make.source(here)
    assert (services.head().size, services.verify_ledger().whole) == (before + 1, True)


WRITERS, EACH = 6, 10


def together(work: Callable[[int], None]) -> list[BaseException]:
    """Run the work in several threads that start at once, each with its own connection."""
    failures: list[BaseException] = []
    start = threading.Barrier(WRITERS)

    def run(number: int) -> None:
        try:
            start.wait()
            for _ in range(EACH):
                work(number)
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite's writers are separate processes, below"
)
def test_writers_at_the_same_time_make_one_unbroken_chain() -> None:
    here = make.partnership()
    before = services.head().size

    failures = together(lambda _: (make.source(here), None)[1])

    assert (failures, services.head().size - before, services.verify_ledger().whole) == (
        [],
        WRITERS * EACH,
        True,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="one row is locked on PostgreSQL")
def test_changes_of_one_thing_at_the_same_time_follow_one_another() -> None:
    thing = make.source(make.partnership())

    def add_a_letter(number: int) -> None:
        with transaction.atomic():
            stored = Source.objects.select_for_update().get(pk=thing.pk)
            services.change(stored, by=SYSTEM, action="source.changed", note=stored.note + "x")

    failures = together(add_a_letter)

    thing.refresh_from_db()
    assert (failures, len(thing.note)) == ([], WRITERS * EACH)


WRITER = f"""
import django
django.setup()
import make
from servanda.desk.accounts.models import Partnership
for _ in range({EACH}):
    make.source(Partnership.objects.get())
"""
SETTING_UP = "import django; django.setup(); import make; make.partnership()"
VERIFYING = (
    "import django; django.setup(); from servanda.desk.record import services as s;"
    "print(s.verify_ledger().whole, s.head().size)"
)


def test_processes_that_write_to_one_sqlite_file_make_one_unbroken_chain(tmp_path: Path) -> None:
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
    writers = [run("-c", WRITER) for _ in range(4)]
    for writer in writers:
        writer.communicate()
    told, _ = run("-c", VERIFYING).communicate()

    assert ([writer.returncode for writer in writers], told.split()) == (
        [0] * 4,
        ["True", str(1 + 4 * EACH)],
    )

"""What was done to the record past the ledger is named, whatever was done."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

import make
from servanda.desk.record import services
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.verification import faults
from servanda.ledger import Checkpoint

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="triggers are lifted as on SQLite"),
]
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def tamper(*statements: str) -> None:
    """Do what somebody with the database file can do, and put the triggers back."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS)
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(autouse=True)
def written() -> Any:
    here = make.partnership()
    source = make.source(here, "first", title="One title")
    make.source(here, "second")
    services.change(source, by=SYSTEM, action="source.changed", title="Another title")
    return here


def test_a_record_that_nobody_touched_has_no_fault() -> None:
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("done", "named"),
    [
        ("UPDATE record_ledgerentry SET reason = 'x' WHERE sequence = 2", "Entry 2 was altered"),
        ("UPDATE record_ledgerentry SET at = 'no time' WHERE sequence = 2", "Entry 2"),
        ("UPDATE record_ledgerentry SET at = '2026-99-99 00:00' WHERE sequence = 2", "cannot even"),
        ("UPDATE record_ledgerentry SET after = x'00ff' WHERE sequence = 2", "Entry 2"),
        ("DELETE FROM record_ledgerentry WHERE sequence = 2", "Entry 2 should follow"),
        ("UPDATE record_ledgerentry SET sequence = 9 WHERE sequence = 1", "Entry 1 should follow"),
        ("DELETE FROM record_ledgerentry WHERE sequence = 4", "not as its last entry left it"),
        ("DELETE FROM record_ledgerentry WHERE sequence > 2", "ledger does not have it"),
        ("UPDATE record_source SET title = 'Mine'", "not as its last entry left it: title"),
        ("DELETE FROM record_source WHERE id LIKE '%second'", "is gone"),
    ],
)
def test_what_was_done_past_the_ledger_is_named(done: str, named: str) -> None:
    tamper(done)

    assert named in " ".join(faults())


def test_two_entries_that_changed_places_are_named() -> None:
    tamper(
        "UPDATE record_ledgerentry SET sequence = 99 WHERE sequence = 2",
        "UPDATE record_ledgerentry SET sequence = 2 WHERE sequence = 3",
        "UPDATE record_ledgerentry SET sequence = 3 WHERE sequence = 99",
    )

    assert "Entry 2" in next(faults())


def test_a_missing_guard_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_refuses_delete")

    assert next(faults()).endswith("its trigger ledger_refuses_delete is gone.")


def test_a_ledger_and_things_cut_off_together_are_shown_by_a_checkpoint() -> None:
    kept = services.head()
    tamper(
        "DELETE FROM record_ledgerentry WHERE sequence = 4",
        "UPDATE record_source SET title = 'One title' WHERE title = 'Another title'",
    )

    assert list(faults()) == []
    assert "the end was cut off" in next(faults(kept))


def test_the_command_prints_a_checkpoint_that_it_takes_back() -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    printed = out.getvalue().split()[-1]

    call_command("verify", checkpoint=Checkpoint(4, printed.partition(":")[2]), stdout=out)

    assert "4 entries" in out.getvalue()


def test_the_command_ends_with_1_where_something_is_wrong() -> None:
    tamper("DELETE FROM record_ledgerentry WHERE sequence = 2")

    with pytest.raises(SystemExit, match="1"):
        call_command("verify", stdout=StringIO())


def test_a_checkpoint_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="checkpoint"):
        call_command("verify", "--checkpoint", "3", stdout=StringIO())

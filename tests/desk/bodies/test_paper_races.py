"""Both sides act at the same time: a paper is adopted once, whole, or not at all."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from desk.bodies import table
from desk.bodies.table import SHORTER, Table, refusal
from servanda.desk.bodies.models import Approval, PaperVersion
from servanda.desk.bodies.services.papers import approve, propose, revise, withdraw
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import verify_ledger

ROUNDS = 3
IN_THREADS = """
import sys
import django; django.setup()
from desk.bodies import test_paper_races as races
from desk.bodies.table import table
laid = table()
for name in sorted(races.RACES):
    for _round in range(races.ROUNDS):
        races.RACES[name](laid)
print("all held")
"""


def together(*works: Callable[[], Any]) -> list[str]:
    """Do several things in threads that start at once; return with what each was refused."""
    start = Barrier(len(works))

    def run(work: Callable[[], Any]) -> str:
        try:
            start.wait()
            return refusal(work)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def both_approve(at: Table) -> None:
    """Both sides turn their keys at once: adopted, by two keys, with one entry that says so."""
    version = table.proposed(at)
    said = together(
        lambda: approve(version.id, version.sha256, by=at.northern),
        lambda: approve(version.id, version.sha256, by=at.southern),
    )
    assert said == ["", ""], said
    check(version, adopted=True)


def one_approves_twice(at: Table) -> None:
    """One approver sends the form four times at once: one key."""
    version = table.proposed(at)
    said = together(*[lambda: approve(version.id, version.sha256, by=at.northern)] * 4)
    assert said == [""] * 4, said
    check(version, adopted=False, keys=1)


def two_of_a_side_approve(at: Table) -> None:
    """Two approvers of one side at once: one key, and the other is told."""
    version = table.proposed(at)
    said = together(
        lambda: approve(version.id, version.sha256, by=at.northern),
        lambda: approve(version.id, version.sha256, by=at.other_northern),
    )
    assert sorted(map(bool, said)) == [False, True], said
    check(version, adopted=False, keys=1)


def edited_while_approving(at: Table) -> None:
    """The last key and a new version at once: adopted and then changed, or never adopted."""
    version = table.proposed(at)
    approve(version.id, version.sha256, by=at.northern)
    new = revise(version.paper_id, SHORTER, by=at.drafter)
    key, edit = together(
        lambda: approve(version.id, version.sha256, by=at.southern),
        lambda: propose(new.id, by=at.drafter),
    )
    assert edit == "", edit
    assert key == "" or "It changed while you were reading" in key, key
    check(version, adopted=key == "", keys=1 + (key == ""))


def withdrawn_while_approving(at: Table) -> None:
    """The last key and a withdrawal at once: whichever comes first stands."""
    version = table.proposed(at)
    approve(version.id, version.sha256, by=at.northern)
    key, withdrawal = together(
        lambda: approve(version.id, version.sha256, by=at.southern),
        lambda: withdraw(version.id, by=at.drafter, reason="The figures are old."),
    )
    assert bool(key) != bool(withdrawal), (key, withdrawal)
    check(version, adopted=not key, keys=1 + (not key))


def revoked_while_approving(at: Table) -> None:
    """The last key and the end of its role at once: turned while the role was held, or not."""
    version = table.proposed(at)
    approve(version.id, version.sha256, by=at.northern)
    key, _revoked = together(
        lambda: approve(version.id, version.sha256, by=at.southern),
        lambda: table.grant(at.southern, at.south, "reader"),
    )
    actions = LedgerEntry.objects.filter(action__in=["approval.given", "membership.changed"])
    last = list(actions.order_by("-sequence").values_list("action", flat=True)[:2])
    turned_in_time = last == ["membership.changed", "approval.given"] and not key
    assert turned_in_time or "you do not hold it there" in key or "roles" in key, (last, key)
    check(version, adopted=not key, keys=1 + (not key))
    table.grant(at.southern, at.south, "approver")


def check(version: PaperVersion, *, adopted: bool, keys: int = 2) -> None:
    """Hold a version, its keys and its entries against each other."""
    version.refresh_from_db()
    entries = LedgerEntry.objects.filter(subject_id=version.id, action="paper_version.adopted")
    approvals = Approval.objects.filter(version=version)
    assert (version.adopted is not None, entries.count()) == (adopted, int(adopted))
    assert [each.sha256 for each in approvals] == [version.sha256] * keys
    assert verify_ledger().whole


RACES: dict[str, Callable[[Table], None]] = {
    race.__name__: race
    for race in (
        both_approve,
        one_approves_twice,
        two_of_a_side_approve,
        edited_while_approving,
        withdrawn_while_approving,
        revoked_while_approving,
    )
}


@pytest.fixture
def laid() -> Table:
    return table.table()


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's threads share a file in the test below"
)
@pytest.mark.parametrize("name", sorted(RACES))
@pytest.mark.django_db(transaction=True)
def test_threads_at_once_on_postgresql(laid: Table, name: str) -> None:
    for _round in range(ROUNDS):
        RACES[name](laid)


def test_threads_at_once_on_a_file_of_sqlite(tmp_path: Path) -> None:
    environment = {
        **{key: value for key, value in os.environ.items() if key != "SERVANDA_DATABASE_URL"},
        "SERVANDA_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "servanda.desk.web.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    migrate = [sys.executable, "-m", "servanda.desk", "migrate", "--verbosity=0"]
    subprocess.run(migrate, env=environment, check=True)

    done = subprocess.run(
        [sys.executable, "-c", IN_THREADS],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout.strip(), done.stderr) == ("all held", "")

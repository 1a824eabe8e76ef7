"""The account at the end of a test run is plain and keeps secrets."""

import pytest

from house.skipped import account, database_used


def skipped(why: str) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid="test_something",
        location=("test_something.py", 1, "test_something"),
        keywords={},
        outcome="skipped",
        longrepr=("test_something.py", 1, f"Skipped: {why}"),
        when="setup",
    )


def test_a_run_without_skips_says_so() -> None:
    lines = account([])

    assert lines == ["Skipped: nothing"]


def test_skips_are_counted_by_reason() -> None:
    reports = [skipped("no Chromium"), skipped("only on PostgreSQL"), skipped("no Chromium")]

    lines = account(reports)

    assert lines == ["Skipped 2: no Chromium", "Skipped 1: only on PostgreSQL"]


def test_the_password_of_the_database_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_DATABASE_URL", "postgresql://servanda:secret@localhost/servanda")

    line = database_used()

    assert line == "Database: PostgreSQL"


def test_a_run_on_sqlite_says_that_postgresql_was_not_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SERVANDA_DATABASE_URL", raising=False)

    line = database_used()

    assert line == "Database: SQLite (PostgreSQL not tried: SERVANDA_DATABASE_URL is not set)"

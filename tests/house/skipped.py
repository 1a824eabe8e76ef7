"""Say at the end of a test run which database it used, what was skipped and why."""

import os
from collections import Counter
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser's tests, visibly, where there is no browser."""
    if CHROMIUM.exists():
        return
    skip = pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: apt install chromium")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write the plain account, above pytest's own last line."""
    terminalreporter.section("What this run covered")
    terminalreporter.line(database_used())
    if selection := config.getoption("markexpr") or config.getoption("keyword"):
        terminalreporter.line(f"Only tests matching: {selection}")
    for line in account(terminalreporter.stats.get("skipped", [])):
        terminalreporter.line(line)
    for report in terminalreporter.stats.get("xfailed", []):
        terminalreporter.line(f"Known to fail: {report.nodeid}: {report.wasxfail}")


def database_used() -> str:
    """Name the database without its password."""
    url = os.environ.get("SERVANDA_DATABASE_URL", "")
    if url.startswith("postgres"):
        return "Database: PostgreSQL"
    return "Database: SQLite (PostgreSQL not tried: SERVANDA_DATABASE_URL is not set)"


def account(skipped: list[pytest.TestReport]) -> list[str]:
    """Count skipped tests by reason."""
    if not skipped:
        return ["Skipped: nothing"]
    reasons = Counter(reason(report) for report in skipped)
    return [f"Skipped {count}: {why}" for why, count in reasons.most_common()]


def reason(report: pytest.TestReport) -> str:
    """Take the reason out of a skipped test's report."""
    told = report.longrepr
    text = told[2] if isinstance(told, tuple) else str(told)
    return text.removeprefix("Skipped: ")

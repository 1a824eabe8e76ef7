"""How the desk is set up by its environment; what is set wrongly stops it with a sentence."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from servanda.desk.web import environment, settings

CHECKING = "import django; django.setup(); from django.conf import settings as s; print({})"


def set_up(told: str, data_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start the desk afresh in another process and print a setting."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SERVANDA_")}
    return subprocess.run(
        [sys.executable, "-c", CHECKING.format(told)],
        env={**kept, "DJANGO_SETTINGS_MODULE": "servanda.desk.web.settings"}
        | {"SERVANDA_DATA_DIR": str(data_dir)}
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_secret_key_is_made_once(tmp_path: Path) -> None:
    assert environment.secret_key(tmp_path) == environment.secret_key(tmp_path)


def test_only_the_owner_reads_the_secret_key(tmp_path: Path) -> None:
    environment.secret_key(tmp_path / "var")

    modes = [(tmp_path / name).stat().st_mode for name in ("var", "var/secret-key")]
    assert [stat.S_IMODE(mode) for mode in modes] == [0o700, 0o600]


def test_a_secret_key_that_is_too_short_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVANDA_SECRET_KEY", "short")

    with pytest.raises(ImproperlyConfigured, match="has 5 characters, too few to be safe"):
        environment.secret_key(Path("nowhere"))


def test_sqlite_takes_the_write_lock_at_once_and_syncs_fully(tmp_path: Path) -> None:
    options = environment.database(tmp_path)["OPTIONS"] if not _postgresql() else _sqlite(tmp_path)

    assert (options["transaction_mode"], "synchronous=FULL" in options["init_command"]) == (
        "IMMEDIATE",
        True,
    )


def _postgresql() -> bool:
    return "SERVANDA_DATABASE_URL" in os.environ


def _sqlite(data_dir: Path) -> dict[str, str]:
    found: dict[str, str] = environment._sqlite(data_dir)["OPTIONS"]
    return found


@pytest.mark.parametrize(
    ("version", "journal"),
    [((3, 40, 1), "DELETE"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL"), ((4, 0, 0), "WAL")],
)
def test_sqlite_writes_ahead_only_where_that_is_safe(
    monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], journal: str
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)

    assert f"journal_mode={journal};" in _sqlite(Path("x"))["init_command"]


def test_postgresql_is_read_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://some%40one:p%2Fw@db.example.org:5433/desk?sslmode=require"
    monkeypatch.setenv("SERVANDA_DATABASE_URL", address)

    found = environment.database(Path("x"))

    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")] == [
        "some@one",
        "p/w",
        "db.example.org",
        "5433",
        "desk",
        {"sslmode": "require"},
    ]


BAD = {
    "SERVANDA_DATABASE_URL": ("mysql://localhost/x", "only PostgreSQL is read from it"),
    "SERVANDA_DEBUG": ("yes", "it is a switch"),
    "SERVANDA_HTTPS": ("true", "it is a switch"),
    "SERVANDA_SECRET_KEY": ("secret", "too few to be safe"),
    "SERVANDA_EMAIL_URL": ("http://mail", "mail goes out by SMTP"),
    "SERVANDA_TIME_ZONE": ("Baku", "Incorrect timezone setting"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_set_wrongly_stops_the_desk_with_a_sentence(tmp_path: Path, name: str) -> None:
    value, answer = BAD[name]

    done = set_up("s.DEBUG", tmp_path, **{name: value})

    assert (done.returncode, answer in done.stderr) == (1, True)


def test_django_has_no_complaint_about_a_desk_behind_https(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "servanda.desk", "check", "--deploy"],
        env={**os.environ, "SERVANDA_DATA_DIR": str(tmp_path), "SERVANDA_HTTPS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_desk_answers_only_to_this_machine_unless_told() -> None:
    hosts = environment.listed("SERVANDA_HOSTS_NOT_SET", default="localhost,127.0.0.1,[::1]")

    assert hosts == ["localhost", "127.0.0.1", "[::1]"]


def test_debug_pages_are_off_unless_asked_for() -> None:
    assert settings.DEBUG is False

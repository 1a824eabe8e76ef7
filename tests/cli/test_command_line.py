"""The command line as a whole, and the commands on dossiers and the desk."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import OperationalError

from servanda.cli import main
from servanda.exchange import dossier
from servanda.exchange.dossier import Mistake, NotADossier

FIRST_DOSSIER = Path(__file__).parents[2] / "dossiers" / "azerbaijan-us"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="servanda")


def test_the_version_is_that_of_the_distribution() -> None:
    assert run("--version").stdout == f"servanda {version('servanda')}\n"


def test_help_names_every_command() -> None:
    done = run("--help")

    assert done.exit_code == 0
    assert all(f"  {name} " in done.stdout for name in ("read", "check", "load", "dump", "desk"))


def test_without_a_command_the_help_is_shown_as_an_error() -> None:
    done = run()

    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage: servanda" in done.stderr


def test_an_unknown_command_is_said_in_one_sentence() -> None:
    done = run("raed")

    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert "No such command 'raed'" in done.stderr


def test_help_loads_neither_django_nor_a_parser() -> None:
    script = (
        "import sys, servanda.cli; print([name for name in "
        "('django', 'lxml', 'numpy', 'rich', 'pypdfium2', 'yaml') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_check_names_file_row_and_field_of_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake = Mistake("events.csv", 7, "date", "“soon” is not a date.")
    monkeypatch.setattr(dossier, "check", lambda _: [mistake])

    done = run("check", str(tmp_path))

    assert done.exit_code == 1
    assert done.stdout == "events.csv, line 7, date: “soon” is not a date.\n"


def test_check_says_so_when_there_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier, "check", lambda _: [])

    done = run("check", str(tmp_path))

    assert (done.exit_code, done.stdout) == (0, f"No mistakes in {tmp_path}.\n")


@pytest.mark.parametrize("command", ["check", "load"])
@pytest.mark.parametrize(
    ("path", "why"), [("nowhere", "there is no such folder"), (__file__, "it is a file")]
)
def test_what_is_no_folder_is_refused(command: str, path: str, why: str) -> None:
    done = run(command, path)

    assert (done.exit_code, done.stdout) == (2, "")
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


def test_load_names_every_mistake_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *, by: object) -> None:
        raise NotADossier([Mistake("events.csv", 7, "date", "“soon” is not a date.")])

    monkeypatch.setattr("servanda.desk.agreements.services.load_dossier", refuse)
    done = run("load", str(tmp_path))

    assert (done.exit_code, done.stdout) == (2, "")
    assert "events.csv, line 7, date: “soon” is not a date." in done.stderr
    assert "was not loaded" in done.stderr


def test_the_desk_passes_other_commands_on_to_django(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[list[str]] = []
    monkeypatch.setattr("servanda.desk.__main__.main", passed.append)

    done = run("desk", "migrate", "--check", "-v", "2")

    assert done.exit_code == 0
    assert passed == [["migrate", "--check", "-v", "2"]]


@pytest.mark.django_db
def test_what_is_loaded_is_dumped_byte_for_byte(tmp_path: Path) -> None:
    loaded = run("load", str(FIRST_DOSSIER))
    dumped = run("dump", "azerbaijan-us", str(tmp_path / "out"))

    assert (loaded.exit_code, dumped.exit_code) == (0, 0)
    assert loaded.stdout.startswith("Loaded azerbaijan-us from ")
    assert files_in(tmp_path / "out") == files_in(FIRST_DOSSIER)


@pytest.mark.django_db
def test_a_second_load_says_that_nothing_changed() -> None:
    run("load", str(FIRST_DOSSIER))

    assert run("load", str(FIRST_DOSSIER)).stdout.endswith(": it is as the desk has it.\n")


@pytest.mark.django_db
def test_dumping_what_the_desk_does_not_have_is_refused(tmp_path: Path) -> None:
    done = run("dump", "nowhere", str(tmp_path / "out"))

    assert (done.exit_code, done.stdout) == (2, "")
    assert "There is no partnership “nowhere”" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_database_that_cannot_be_used_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, *, by: object) -> None:
        raise OperationalError("no such table: accounts_partnership")

    monkeypatch.setattr("servanda.desk.agreements.services.load_dossier", fail)
    done = run("load", str(tmp_path))

    assert (done.exit_code, done.stdout) == (2, "")
    assert "no such table" in done.stderr
    assert "run servanda desk migrate" in done.stderr
    assert done.stderr.count("\n") == 1


def files_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}

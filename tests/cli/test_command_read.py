"""`servanda read`: results on standard output, one sentence on standard error."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from servanda import reading
from servanda.cli import documents, main
from servanda.exchange.akoma_ntoso import read_back
from servanda.reading.formats import DEFAULT

CHARTER = """\
CHARTER BETWEEN THE GOVERNMENT OF A AND THE GOVERNMENT OF B

The Government of A and the Government of B (the "Parties") have agreed as follows:

Article 1

The Parties shall exchange lists of projects within three months of signature.

Article 2

The Parties shall meet at least once a year.
"""


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *arguments], input=stdin)


@pytest.fixture
def charter(tmp_path: Path) -> str:
    path = tmp_path / "charter.txt"
    path.write_text(CHARTER, encoding="utf-8")
    return str(path)


def test_json_is_printed_and_nothing_else(charter: str) -> None:
    done = run(charter, "--signed", "2026-02-10", "--json")

    told = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert list(told) == [
        "title", "language", "signed", "binding", "parties", "provisions", "commitments",
    ]  # fmt: skip
    assert told["signed"] == "2026-02-10"


def test_spans_refer_to_the_text_that_is_printed(charter: str) -> None:
    text = run(charter, "--text").stdout
    told = json.loads(run(charter, "--json").stdout)

    assert text == CHARTER
    assert told["commitments"]
    assert all(c["text"] == text[c["start"] : c["end"]] for c in told["commitments"])


def test_a_due_date_follows_from_the_day_of_signature(charter: str) -> None:
    by_option = json.loads(run(charter, "--signed", "2026-02-10", "--json").stdout)
    by_event = json.loads(run(charter, "--event", "signature=2026-02-10", "--json").stdout)

    assert by_option == by_event
    dues = [c["deadline"]["due"] for c in by_option["commitments"] if c["deadline"]]
    assert dues == ["2026-05-10"]


def test_events_reach_the_reader_by_name(charter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    read = reading.read

    def listening(text: str, **arguments: object) -> reading.Agreement:
        given.update(arguments)
        return read(text)

    monkeypatch.setattr(reading, "read", listening)
    run(charter, "--event", "Entry into force=2026-05-01", "--event", "ratification=2026-04-01")

    assert {name: str(day) for name, day in dict(given["events"]).items()} == {  # type: ignore[call-overload]
        "entry_into_force": "2026-05-01",
        "ratification": "2026-04-01",
    }


def test_akoma_ntoso_is_printed_and_comes_back(charter: str) -> None:
    done = run(charter, "--akn")

    assert read_back(done.stdout_bytes).text == CHARTER


def test_a_document_comes_from_standard_input() -> None:
    done = run("-", "--text", stdin=CHARTER.encode("utf-16"))

    assert (done.exit_code, done.stdout) == (0, CHARTER)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.txt"], "nowhere.txt cannot be read: there is no such file; check its path."),
        (["."], ". cannot be read: it is a folder; name the file of the agreement in it."),
        ([], "Missing argument 'FILE'; see main read --help."),
        (["x", "--jsn"], "No such option '--jsn'"),
        (["x", "--json", "--akn"], "--json, --text and --akn exclude each other; choose one"),
        (["x", "--signed", "10/02/2026"], "“10/02/2026” is not a date; write YEAR-MONTH-DAY"),
        (["x", "--signed", "20260210"], "“20260210” is not a date"),
        (["x", "--signed", "2026-02-30"], "is not a date (day is out of range for month)"),
        (["x", "--event", "ratification"], "is not an event; write NAME=DATE"),
        (["x", "--event", "ratification=soon"], "“soon” is not a date"),
        (["x", "--event", "a=2026-01-01", "--event", "a=2026-01-02"], "was given two dates"),
        (["x", "--signed", "2026-01-01", "--event", "signature=2026-01-02"], "differ; give one"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(arguments: list[str], sentence: str) -> None:
    done = run(*arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert done.stderr.startswith("servanda: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"Dear all, see you tomorrow.", "not"),
        (("Стороны договорились развивать сотрудничество. " * 20).encode(), "English"),
        (b"a" * (DEFAULT.document_bytes + 1), "larger than 20 MB"),
    ],
    ids=["empty", "picture", "letter", "Russian", "large"],
)
def test_a_file_that_is_no_agreement_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(data)

    done = run(str(path), "--json")

    assert (done.exit_code, done.stdout) == (2, "")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_stream_that_never_ends_is_not_read_to_its_end() -> None:
    began = time.monotonic()

    done = run("/dev/zero")

    assert done.exit_code == 2
    assert "larger than 20 MB" in done.stderr
    assert time.monotonic() - began < 10


def test_a_file_that_may_not_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(documents, "_opened", refuse)
    done = run("secret.txt")

    assert done.exit_code == 2
    assert "secret.txt cannot be read: you may not open it" in done.stderr


def test_a_fault_of_ours_is_owned_up_to_without_a_traceback(
    charter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom\nboom")

    monkeypatch.setattr(reading, "read", fail)
    done = run(charter)

    assert (done.exit_code, done.stdout) == (3, "")
    assert "something is wrong in Servanda itself (RuntimeError: boom boom)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_of_our_output_may_stop_early(charter: str) -> None:
    command = f"{sys.executable} -m servanda.cli read --json {charter} | head -c 1"

    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("{", "")


def test_a_pipe_that_nobody_writes_to_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 10)
    os.mkfifo(tmp_path / "pipe")

    done = CliRunner().invoke(main, ["read", str(tmp_path / "pipe")])

    assert (done.exit_code, done.stdout) == (2, "")
    assert "a pipe that nobody writes to" in done.stderr


def test_an_empty_name_is_said_to_be_one() -> None:
    done = CliRunner().invoke(main, ["read", ""])

    assert (done.exit_code, "the name is empty" in done.stderr) == (2, True)


def test_closed_standard_input_is_empty() -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m servanda.cli read - <&-"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (2, "")
    assert "it is empty" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_not_called_a_fault_of_ours(charter: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m servanda.cli read '{charter}' > /dev/full"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written: No space left" in done.stderr

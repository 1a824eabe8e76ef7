"""The child that parses untrusted documents reaches nothing; what befalls it is told."""

import json
import subprocess
import sys
import textwrap
import time
from dataclasses import asdict

import pytest

from reading.formats.building import docx_of_body, paragraph
from servanda.reading.formats import DEFAULT, Limits, UnreadableDocument, extract, isolation

PAGE = b"<html><body>" + b"<p>The Parties shall meet.</p>" * 50_000 + b"</body></html>"


def in_confinement(code: str) -> str:
    """Run code in a process that has given up what the parsing child gives up."""
    script = textwrap.dedent(f"""
        import os, socket, sys
        from servanda.reading.formats.child import confine
        from servanda.reading.formats.limits import DEFAULT
        confine(DEFAULT)
        try:
            {code}
        except Exception as error:
            print(type(error).__name__, error)
        else:
            print("done")
    """)
    command = [sys.executable, "-I", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("socket.socket()", "OSError [Errno 24] Too many open files"),
        ("open('/etc/hostname')", "OSError [Errno 24] Too many open files: '/etc/hostname'"),
        ("open('made-by-a-document', 'w')", "OSError [Errno 24] Too many open files"),
        ("bytearray(2_000_000_000)", "MemoryError"),
    ],
)
def test_the_confined_process_is_refused_by_the_kernel(code: str, answer: str) -> None:
    assert in_confinement(code).startswith(answer)


def test_the_limits_cannot_be_raised_again_by_an_ordinary_user() -> None:
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_AS), end=' ')"

    soft_and_hard = (DEFAULT.memory_bytes, DEFAULT.memory_bytes)
    assert in_confinement(code) == f"{soft_and_hard} done"


def test_too_little_time_ends_in_a_sentence_and_not_in_waiting() -> None:
    began = time.monotonic()

    with pytest.raises(UnreadableDocument, match="more memory or time than any document"):
        extract(PAGE, "slow.html", limits=Limits(wall_seconds=0))

    assert time.monotonic() - began < 10


def test_too_little_memory_ends_in_a_sentence() -> None:
    with pytest.raises(UnreadableDocument, match=r"more memory or time|is damaged"):
        extract(PAGE, "large.html", limits=Limits(memory_bytes=40_000_000))


def test_a_text_that_grows_too_long_is_stopped_in_the_child() -> None:
    with pytest.raises(UnreadableDocument, match="longer than 100 characters"):
        extract(PAGE, "large.html", limits=Limits(characters=100))


def test_a_child_that_dies_or_babbles_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_CHILD", "this")

    with pytest.raises(UnreadableDocument, match="its structure is damaged"):
        extract(docx_of_body(paragraph("Article 1")), "a.docx")


def test_a_child_that_cannot_even_start_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_CHILD", "no.such.module")

    with pytest.raises(UnreadableDocument, match="its structure is damaged"):
        extract(docx_of_body(paragraph("Article 1")), "a.docx")


def test_the_child_has_no_environment_and_writes_nothing_but_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SERVANDA_SECRET", "do not pass on")
    command = [sys.executable, "-I", "-m", "servanda.reading.formats.child", "html"]
    limits = json.dumps(asdict(DEFAULT))

    done = subprocess.run(
        [*command, limits], input=b"<p>Article 1</p>", env={}, capture_output=True, check=True
    )

    assert json.loads(done.stdout) == {"text": "Article 1\n", "title": ""}
    assert done.stderr == b""

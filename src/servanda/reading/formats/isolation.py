"""Parse an untrusted document in a child process that is thrown away afterwards.

The child gets the bytes on standard input and an empty environment; its answer goes to a temporary
file whose size the kernel limits. Whatever happens to it, the caller gets a text or a reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from typing import IO, Any

from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_CHILD = "servanda.reading.formats.child"
_TOO_MUCH = (
    "reading it takes more memory or time than any document needs",
    "save it anew as DOCX, PDF or plain text and try again",
)
_GAVE_UP = (
    "its structure is damaged or not what its format allows",
    "save it anew as DOCX, PDF or plain text and try again",
)


def parse(kind: str, data: bytes, limits: Limits) -> tuple[str, str]:
    """Give the text and the title of a document of a kind, or raise Refusal."""
    with tempfile.TemporaryFile() as answer:
        _run(kind, data, limits, answer)
        told = _told(answer)
    if "why" in told:
        raise Refusal(str(told["why"]), str(told["advice"]))
    text, title = told.get("text"), told.get("title")
    if not isinstance(text, str) or not isinstance(title, str):
        raise Refusal(*_GAVE_UP)
    return text, title


def _run(kind: str, data: bytes, limits: Limits, answer: IO[bytes]) -> None:
    command = [sys.executable, "-I", "-X", "utf8", "-m", _CHILD, kind, json.dumps(asdict(limits))]
    try:
        subprocess.run(  # noqa: S603 - our own interpreter and module; the document goes to stdin
            command,
            input=data,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={},
            cwd=tempfile.gettempdir(),
            timeout=limits.wall_seconds,
            check=True,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise Refusal(*_TOO_MUCH) from None
    except subprocess.CalledProcessError as error:
        raise Refusal(*(_TOO_MUCH if error.returncode < 0 else _GAVE_UP)) from None


def _told(answer: IO[bytes]) -> dict[str, Any]:
    answer.seek(0)
    try:
        told = json.load(answer)
    except (ValueError, RecursionError):
        raise Refusal(*_GAVE_UP) from None
    return told if isinstance(told, dict) else {}

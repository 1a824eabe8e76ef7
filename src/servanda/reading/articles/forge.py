"""The process that has untrusted documents parsed one after the other, in forks of its own.

Loading the parsers takes longer than most documents do. So this process loads them once and then
makes copies of itself that give up what parsing does not need (see `servanda.reading.formats.child`),
parse, answer and are gone. It never looks at a document itself, and every document has a copy to
itself: were a page to take its parser over, it could not answer for the next.
"""

import json
import os
import select
import signal
import sys
import tempfile
import time
from typing import IO

from servanda.reading.articles.parsing import answer
from servanda.reading.formats.child import confine
from servanda.reading.formats.limits import DEFAULT, Limits

_DEEPEST = 20_000
_LENGTH = 8  # bytes that tell the length of an answer
_MOST_OPEN = 64
_GAVE_UP = {
    "why": "its structure is damaged or not what its format allows",
    "advice": "get an undamaged copy of it",
}
_TOO_MUCH = {
    "why": "reading it takes more memory or time than any document needs",
    "advice": "give a simpler copy",
}
_CODECS = (
    "ascii latin-1 utf-8 utf-16 utf-16-le utf-7 cp437 cp1250 cp1251 cp1252 cp1254 koi8-r koi8-u "
    "iso8859-1 iso8859-2 iso8859-5 iso8859-9 iso8859-15 cp866 idna punycode"
)
_PAGE = "<html><head><title>A</title></head><body><article><p>{}</p></article></body></html>"
_FEED = (
    b"<rss version='2.0'><channel><item><link>https://example.org/</link></item></channel></rss>"
)
# Of every part and encoding that a message may have, so that all that reads them is loaded.
_MESSAGE = (
    b"From: =?utf-8?q?A?= <a@example.org>\nDate: Tue, 10 Feb 2026 12:00:00 +0400\nSubject: "
    b"=?utf-8?b?QQ==?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    b"Content-Type: multipart/alternative; boundary=y\n\n--y\nContent-Type: text/plain; "
    b"charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=41\n--y\nContent-Type: "
    b"text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+QTwvcD4=\n--y--\n--x\n"
    b"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: "
    b"attachment; filename*=utf-8''a.pdf\n\nQQ==\n--x\nContent-Type: message/rfc822\n\n"
    b"From: b@example.org\nContent-Type: multipart/mixed; boundary=z\n\n--z\nContent-Type: "
    b"text/plain; charset=x-unknown\n\nA\n--z--\n--x--\n"
)


def main() -> None:
    """Serve documents from standard input until it is closed."""
    sys.setrecursionlimit(_DEEPEST)
    _load()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while head := source.readline():
        order = json.loads(head)
        data = source.read(order["size"])
        told = parsed(order["kind"], data, Limits(**order["limits"]))
        sink.write(len(told).to_bytes(_LENGTH, "big") + told)
        sink.flush()


def _load() -> None:
    """Have every module and codec loaded that a confined child could not load any more."""
    for codec in _CODECS.split():
        "".encode(codec)
    page = _PAGE.format("Some words of a page. " * 40).encode()
    nothing = b"PK\x05\x06" + b"\x00" * 18
    for kind, data in (("html", page), ("eml", _MESSAGE), ("feed", _FEED), ("zip", nothing)):
        answer(kind, data, DEFAULT)
    answer("pdf", b"%PDF-1.4", DEFAULT)


def parsed(kind: str, data: bytes, limits: Limits) -> bytes:
    """Parse a document in a fork, and return the fork's answer or why there is none."""
    with _room_for_an_answer() as file:
        pid = os.fork()
        if pid == 0:
            _be_the_child(kind, data, limits, file)
        status = _wait(pid, limits.wall_seconds)
        if status is None:
            return json.dumps(_TOO_MUCH).encode()
        if os.waitstatus_to_exitcode(status) != 0:
            return json.dumps(_TOO_MUCH if os.WIFSIGNALED(status) else _GAVE_UP).encode()
        file.seek(0)
        return file.read()


def _room_for_an_answer() -> IO[bytes]:
    """Open a file that lies in memory where the system knows such, whatever room the disk has."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("answer", os.MFD_CLOEXEC), "w+b")
    return tempfile.TemporaryFile()


def _be_the_child(kind: str, data: bytes, limits: Limits, file: IO[bytes]) -> None:
    """Answer into the file with nothing else open, and end without returning."""
    try:
        os.dup2(file.fileno(), 1)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 2)
        os.closerange(3, _MOST_OPEN)
        confine(limits)
        told = json.dumps(answer(kind, data, limits)).encode()
        while told:
            told = told[os.write(1, told) :]
        os._exit(0)
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)
    finally:
        os._exit(1)


def _wait(pid: int, seconds: float) -> int | None:
    """Wait for a child; after too long, end it and return None."""
    if _ended_within(pid, seconds):
        return os.waitpid(pid, 0)[1]
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def _ended_within(pid: int, seconds: float) -> bool:
    if hasattr(os, "pidfd_open"):
        handle = os.pidfd_open(pid)
        try:
            return bool(select.select([handle], [], [], seconds)[0])
        finally:
            os.close(handle)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        time.sleep(0.002)
    return False


if __name__ == "__main__":
    main()

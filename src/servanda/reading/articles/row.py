"""A child that parses a few small pages in a row, under the same limits as one that parses one.

Making a child costs several times what a small page does. So a few share one. What is refused, or
takes too long, ends the child, and that page is parsed again in a child of its own: no page answers
for another. What the child could still do, were it taken over by a page, is to answer wrongly for
the pages after it in the row; so the row is short, and only web pages of little size stand in one.
"""

import json
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Any

from servanda.reading.formats.child import confine
from servanda.reading.formats.limits import Limits

SMALL = 400_000  # bytes
IN_A_ROW = 8
_LENGTH = 8
_MOST_OPEN = 64
Answer = Callable[[str, bytes, Limits], dict[str, Any]]
Alone = Callable[[str, bytes, Limits], bytes]


class Row:
    """Parses documents: small pages a few to a child, any other in one of its own."""

    def __init__(self, alone: Alone, answer: Answer) -> None:
        self._alone, self._answer = alone, answer
        self._child: _Child | None = None

    def parsed(self, kind: str, data: bytes, limits: Limits) -> bytes:
        """Return what a document holds, or why it is not read."""
        if kind != "html" or len(data) > SMALL:
            return self._alone(kind, data, limits)
        child = self._ready(limits)
        told = child.ask(data)
        if told is None:
            self._end()
            return self._alone(kind, data, limits)
        return told

    def _ready(self, limits: Limits) -> "_Child":
        if self._child is None or self._child.asked >= IN_A_ROW or self._child.limits != limits:
            self._end()
            self._child = _Child(limits, self._answer)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """One child and the two pipes to it, on neither of which it can keep us waiting."""

    def __init__(self, limits: Limits, answer: Answer) -> None:
        self.limits, self.asked = limits, 0
        there, self._down = os.pipe()
        self._up, back = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _be_the_child(limits, answer, there, back)
        os.close(there)
        os.close(back)
        os.set_blocking(self._down, False)

    def ask(self, data: bytes) -> bytes | None:
        """Return the answer for a page, or None where there is none, or one that refuses it."""
        self.asked += 1
        until = time.monotonic() + self.limits.wall_seconds
        try:
            self._write(len(data).to_bytes(_LENGTH, "big") + data, until)
            length = int.from_bytes(self._read(_LENGTH, until), "big")
            if not 0 < length <= self.limits.characters * 12:
                return None
            return self._read(length, until)
        except OSError:
            return None

    def _write(self, data: bytes, until: float) -> None:
        view = memoryview(data)
        while view:
            if not select.select([], [self._down], [], max(0.0, until - time.monotonic()))[1]:
                raise TimeoutError
            view = view[os.write(self._down, view) :]

    def _read(self, length: int, until: float) -> bytes:
        pieces = bytearray()
        while len(pieces) < length:
            if not select.select([self._up], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            piece = os.read(self._up, length - len(pieces))
            if not piece:
                raise BrokenPipeError
            pieces += piece
        return bytes(pieces)

    def end(self) -> None:
        """End the child, whatever it is doing."""
        os.close(self._down)
        os.close(self._up)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _be_the_child(limits: Limits, answer: Answer, there: int, back: int) -> None:
    """Answer for one page after the other with nothing else open, and end without returning."""
    try:
        os.dup2(there, 0)
        os.dup2(back, 1)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 2)
        os.closerange(3, _MOST_OPEN)
        confine(limits)
        while head := _exactly(_LENGTH):
            told = answer("html", _exactly(int.from_bytes(head, "big")), limits)
            words = b"" if "why" in told else json.dumps(told).encode()
            _say(len(words).to_bytes(_LENGTH, "big") + words)
    finally:
        os._exit(0)


def _exactly(length: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < length:
        piece = os.read(0, length - len(pieces))
        if not piece:
            return b""
        pieces += piece
    return bytes(pieces)


def _say(words: bytes) -> None:
    view = memoryview(words)
    while view:
        view = view[os.write(1, view) :]

"""What is made of a document's bytes before it is stored: text, passages, folded words, signature.

Nothing here needs Django or the database: it runs in worker processes, on this machine or another.
Everything that reads untrusted bytes happens in the workshop's children.
"""

import os
import stat
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from servanda.desk.sources import files
from servanda.desk.sources.folding import STOP_WORDS
from servanda.desk.sources.likeness import bands, runs
from servanda.matching.folding import words_of
from servanda.matching.passages import cut
from servanda.reading.articles import (
    LARGEST,
    Document,
    Member,
    Particular,
    Workshop,
    open_document,
)
from servanda.reading.formats.refusal import Refusal

DEEPEST = 3  # archives within archives
_TOO_DEEP = "it is packed in too many others; unpack it and give the folder"
# Marks between words: with plain ones a text is folded many times faster, to the same words.
_MARKS = {ord(mark): " " for mark in "“”„‟«»‘’‚‹›–—―…•·§©®\u00a0\u2009\u202f"}
_GIVE_UP_AFTER = 1.0  # seconds between looks for the process that we work for


class NoRoom(Exception):  # noqa: N818 - a finding about the disk
    """The originals' disk takes nothing more."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to prepare: a file to read, or bytes that came along."""

    item: int
    name: str
    path: str = ""
    data: bytes | None = None
    depth: int = 0
    keep_in: str = ""  # the folder of originals, where this process may write to it


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage: where it stands, and its folded words for the index."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be stored."""

    sha256: str
    size: int
    text_sha256: str
    document: Document
    passages: tuple[Cut, ...]
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: a document, packed ones, or the reason why there is none."""

    item: int
    prepared: Prepared | None = None
    members: tuple[Member, ...] = ()
    refused: tuple[tuple[str, str], ...] = field(default=())
    reason: str = ""
    data: bytes | None = None  # the bytes, where this process could not keep them


def carried(task: Task) -> Task | Outcome:
    """Return a task with its bytes along, for a worker that cannot read this machine's files."""
    try:
        return replace(task, data=_read(Path(task.path)), path="")
    except Refusal as refusal:
        return Outcome(task.item, reason=_sentence(refusal))


def prepare(task: Task) -> Outcome:
    """Make of one document what is stored; every reason why not is an answer, not an error."""
    try:
        data = task.data if task.data is not None else _read(Path(task.path))
        opened = open_document(data, task.name, _workshop())
    except Refusal as refusal:
        return Outcome(task.item, reason=_sentence(refusal))
    if opened.members and task.depth >= DEEPEST:
        return Outcome(task.item, reason=_TOO_DEEP)
    done = _prepared(opened.document, data) if opened.document else None
    carried = None
    if done is not None and task.keep_in:
        _keep(Path(task.keep_in), data)
    elif done is not None:
        carried = data
    return Outcome(task.item, done, opened.members, opened.refused, data=carried)


def _keep(folder: Path, data: bytes) -> None:
    """Keep the bytes; a disk without room is no fault of the document's."""
    try:
        files.keep(folder, data)
    except OSError as error:
        raise NoRoom(error.strerror or "the disk cannot be written to") from None


def _read(path: Path) -> bytes:
    """Read a file, never more of it than a document may have, and nothing but a file."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refusal("it is no file any more", "give a file")
            return file.read(LARGEST.document_bytes + 1)
    except OSError as error:
        why = (error.strerror or "it cannot be opened").lower()
        raise Refusal(
            f"it cannot be opened ({why})", "check that it is there and readable"
        ) from None


def _sentence(refusal: Refusal) -> str:
    return f"{refusal.why}; {refusal.advice}" if refusal.advice else refusal.why


def _prepared(document: Document, data: bytes) -> Prepared:
    text = document.text
    spans = article_spans(document)
    words = [words_of(text[start:end].translate(_MARKS)) for start, end in spans]
    cuts = (
        Cut(start, end, " ".join(word for word in own if word not in STOP_WORDS))
        for (start, end), own in zip(spans, words, strict=True)
    )
    return Prepared(
        files.digest(data),
        len(data),
        files.digest(text.encode("utf-8", "surrogatepass")),
        document,
        tuple(cuts),
        tuple(bands(runs(word for own in words for word in own))),
    )


def article_spans(document: Document) -> list[tuple[int, int]]:
    r"""Return the passages of a document, page furniture left out; all of it where nothing else is.

    >>> from servanda.reading.articles import Furniture
    >>> text = "Views: 121\n\nThe Parties shall meet.\n"
    >>> article_spans(Document(text, "text", {}, (Furniture(0, 10, "counter"),)))
    [(12, 35)]
    """
    return spans_outside(document.text, [(each.start, each.end) for each in document.furniture])


def spans_outside(text: str, furniture: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the passages of a text outside these spans."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in [*sorted(furniture), (len(text), len(text))]:
        if start > at:
            found += [(at + each.start, at + each.end) for each in cut(text[at:start])]
        at = max(at, end)
    return found or [(each.start, each.end) for each in cut(text)]


@cache
def _workshop() -> Workshop:
    return Workshop()


def end_with(parent: int) -> None:
    """End this process as soon as the one that it works for is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_GIVE_UP_AFTER)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


__all__ = [
    "Cut",
    "NoRoom",
    "Outcome",
    "Particular",
    "Prepared",
    "Task",
    "carried",
    "end_with",
    "prepare",
]

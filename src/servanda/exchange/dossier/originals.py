"""Originals: the bytes of a file by their hash, and the text that is read out of them.

What a file holds is read as an ingest reads it, packed formats in a child process with limits, so
that spans count the same text on the desk and here.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from servanda.exchange.dossier.files import stored_bytes
from servanda.exchange.dossier.mistakes import Mistake, NotADossier
from servanda.exchange.dossier.tables import Line
from servanda.reading.articles import Document, Workshop, open_document
from servanda.reading.formats.refusal import Refusal

_FILE = "originals.csv"


class OriginalFiles(Mapping[str, bytes]):
    """The bytes of the originals of a folder by their ids, read one at a time when asked for."""

    def __init__(self, folder: Path, paths: Mapping[str, str]) -> None:
        self._folder = folder
        self._paths = dict(paths)

    def __getitem__(self, key: str) -> bytes:
        data, mistakes = stored_bytes(self._folder, self._paths[key])
        if mistakes:
            raise NotADossier(mistakes)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def read_originals(
    folder: Path, lines: Sequence[Line]
) -> tuple[dict[str, Document], list[Mistake]]:
    """Read every original of a folder; those that cannot be read are named and left out."""
    documents: dict[str, Document] = {}
    mistakes: list[Mistake] = []
    with Workshop() as workshop:
        for line in lines:
            data, wrong = stored_bytes(folder, line.row.path)
            if not wrong:
                found, wrong = _document(line, data, workshop)
                documents |= found
            mistakes += wrong
    return documents, mistakes


def _document(
    line: Line, data: bytes, workshop: Workshop
) -> tuple[dict[str, Document], list[Mistake]]:
    sha256 = hashlib.sha256(data).hexdigest()
    wrong = [] if sha256 == line.row.sha256 else [_changed(line, sha256)]
    try:
        opened = open_document(data, Path(line.row.path).name, workshop)
    except Refusal as refusal:
        why = f"{line.row.path} cannot be read: {refusal.why}; {refusal.advice}."
        return {}, [*wrong, Mistake(_FILE, line.number, "path", why)]
    if opened.document is None:
        why = f"{line.row.path} is no document but holds others; unpack it and list those."
        return {}, [*wrong, Mistake(_FILE, line.number, "path", why)]
    return {line.row.id: opened.document}, wrong


def _changed(line: Line, sha256: str) -> Mistake:
    why = (
        f"The original was changed: {line.row.path} has the SHA-256 {sha256}. Put the file back as"
        " it was; a new edition is an original of its own, with an id of its own."
    )
    return Mistake(_FILE, line.number, "sha256", why)

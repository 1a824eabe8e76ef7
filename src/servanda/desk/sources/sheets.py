"""Originals in a dossier: bytes in files by their hash, text, passages and index beside the row."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils import timezone

from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.sheet import Fields, Sheet
from servanda.desk.sources import files
from servanda.desk.sources.models import Original
from servanda.desk.sources.places import originals
from servanda.desk.sources.services.indexing import derive, forget
from servanda.exchange.dossier import Dossier, Mistake, NotADossier, schema_evidence
from servanda.reading.articles import PARTICULARS

FOUND = "dossier"
SUFFIXES = {"markdown": ".md", "html": ".html", "pdf": ".pdf", "docx": ".docx", "eml": ".eml"}


class StoredFiles(Mapping[str, bytes]):
    """The bytes of the originals of a partnership by their local ids, read when asked for."""

    def __init__(self, partnership_id: str) -> None:
        found = Original.objects.filter(partnership_id=partnership_id)
        self._hashes = {
            key.partition(".")[2]: sha256 for key, sha256 in found.values_list("id", "sha256")
        }

    def __getitem__(self, key: str) -> bytes:
        try:
            return files.read(originals(), self._hashes[key])
        except files.Altered as error:
            raise Refused(f"Nothing was written. {key}: {error}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._hashes)

    def __len__(self) -> int:
        return len(self._hashes)


def _keep(dossier: Dossier) -> None:
    """Keep the bytes of every original, before any row names them."""
    for row in dossier.originals:
        if files.keep(originals(), dossier.files[row.id]) != row.sha256:
            why = f"{row.path} was changed while it was being loaded. Load the dossier again."
            raise NotADossier([Mistake("originals.csv", None, "sha256", why)])


def _asked(row: Any, _dossier: Dossier) -> Fields:
    told = [name for name in PARTICULARS if getattr(row, name)]
    return {"name": PurePosixPath(row.path).name, "found": dict.fromkeys(told, FOUND)}


def _once(row: Any, dossier: Dossier) -> Fields:
    document = dossier.documents[row.id]
    return {
        "size": len(dossier.files[row.id]),
        "format": document.format,
        "text": document.text,
        "text_sha256": files.digest(document.text.encode("utf-8", "surrogatepass")),
        "furniture": [[span.start, span.end, span.reason] for span in document.furniture],
        "added": timezone.now(),
    }


def _cells(original: Original, rest: Mapping[str, Any]) -> Fields:
    """Give the file of an original that was taken in on the desk a name."""
    suffix = Path(original.name).suffix.lower()
    if not suffix[1:].isalnum() or not suffix.isascii():
        suffix = SUFFIXES.get(original.format, ".txt")
    made = f"{schema_evidence.ORIGINALS_FOLDER}/{original.local_id}{suffix}"
    return {"path": rest.get("path", made)}


def _leaving(original: Original) -> None:
    forget([original.id])


def _made(made: Sequence[Original]) -> None:
    derive(list(made))


SHEETS = (
    Sheet(
        schema_evidence.ORIGINALS,
        Original,
        fixed=frozenset({"sha256"}),
        asked=_asked,
        once=_once,
        cells=_cells,
        before=_keep,
        made=_made,
        leaving=_leaving,
        files=StoredFiles,
    ),
)

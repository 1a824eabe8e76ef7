"""Originals with their files, and quotes linked to commitments, made for tests."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.services import accept
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources import files
from servanda.desk.sources.models import Original, Passage
from servanda.desk.sources.places import originals

WORDS = "Siyahı fevralın 20-də təsdiq edildi. The list was adopted in Bakı. Nothing else was said."
ADOPTED = "The list was adopted in Bakı."
ADDED = datetime(2026, 11, 19, 9, tzinfo=UTC)


def original(here: Partnership, text: str = WORDS, **fields: Any) -> Original:
    """Take a text in as a document of its own, its bytes in their file."""
    data = fields.pop("data", text.encode())
    made = Original(
        id=f"{here.id}.{new_id('doc')}",
        partnership=here,
        sha256=files.keep(originals(), data),
        size=len(data),
        name="page.txt",
        format="text",
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        added=ADDED,
        **{"published": "2026-02-21", "title": "A report", **fields},
    )
    record.create(made, by=SYSTEM, action="original.taken_in")
    Passage.objects.create(original=made, ordinal=0, start=0, end=len(text))
    return made


def span(of: Original, words: str = ADOPTED) -> tuple[int, int]:
    """Return where words stand in an original."""
    start = of.text.index(words)
    return start, start + len(words)


def linked(
    of: Original, to: Commitment, by: Person, *, words: str = ADOPTED, **fields: Any
) -> Evidence:
    """Link words of an original to a commitment."""
    said: dict[str, Any] = {"direction": "progress", "strength": "official act", **fields}
    return accept(of.id, *span(of, words), "commitment", to.id, by=by, **said)


def path_of(of: Original) -> Path:
    """Return where the bytes of an original lie."""
    return files.place(originals(), of.sha256)


def rewrite(of: Original, **columns: Any) -> None:
    """Change an original past every service, as somebody with the database could."""
    Original.objects.filter(pk=of.pk).update(**columns)


FEBRUARY = date(2026, 2, 21)

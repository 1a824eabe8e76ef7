"""How fast one search of the desk is, policy applied, beside other engines on the same passages.

    python benchmarks/searching.py [--shared FOLDER] [--passages N] [--folder FOLDER]

Passages of three sentences each are made up from the pages of FOLDER (default: ../shared) and put
into a database of the desk in a folder of its own: SQLite, or PostgreSQL where
SERVANDA_DATABASE_URL names an empty one. Fifteen of a hundred originals are not public. The desk's
own search is asked as a stranger and as an analyst, for passages that have all words; the other
engines know of no policy, and the library's index, bm25s and tantivy take passages with any of the
words. A million passages take 1 GB of disk; with --folder the database is kept and used again.
"""
# ruff: noqa: PLC0415 - the desk is imported once it has been told its folder

from __future__ import annotations

import argparse
import logging
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from servanda.matching.folding import stems_of
from servanda.matching.index import Index

BROAD = ["security support", "united states", "energy cooperation", "defense", "trade investment"]
TYPICAL = ["critical minerals supply chains", "air defense systems", "working group roadmap"]
RARE = ["demining", "interconnectors", "textbooks", "riverine", "cryptocurrency"]
KINDS = {"broad": BROAD, "typical": TYPICAL, "rare": RARE}
OF_ONE_ORIGINAL = 50
AT_ONCE = 200
TODAY = date(2026, 11, 22)
PASSAGE = (
    'INSERT INTO sources_passage (id, original_id, ordinal, start, "end") '
    "VALUES (%s, %s, %s, %s, %s)"
)
Ask = Callable[[str], object]
beside: Any = import_module("matching")
"""The benchmark of the matcher, which stands beside this one and makes passages up too."""


def start_desk(folder: Path) -> None:
    """Start the desk on a database of its own."""
    os.environ["SERVANDA_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "servanda.desk.web.settings"
    import_module("django").setup()
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    import_module("django.core.management").call_command("migrate", verbosity=0)


def fill(texts: Sequence[str]) -> None:
    """Put passages into the desk's tables and index, fifty to an original."""
    from django.db import connection, transaction

    from servanda.desk.accounts.models import Partnership, Party
    from servanda.desk.record.services import SYSTEM, create

    here = create(Partnership(id="p", title_en="P"), by=SYSTEM, action="partnership.created")
    create(Party(id="p.north", partnership=here, name_en="N"), by=SYSTEM, action="party.created")
    draw = random.Random(4)  # noqa: S311 - repeatable, not secret
    step = OF_ONE_ORIGINAL * AT_ONCE
    for begin in range(0, len(texts), step):
        with transaction.atomic():
            put(texts[begin : begin + step], begin, draw)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def put(texts: Sequence[str], begin: int, draw: random.Random) -> None:
    """Store some originals, their passages and the folded words."""
    from django.db import connection

    from servanda.desk.sources.folding import index_words
    from servanda.desk.sources.models import Original
    from servanda.desk.sources.services.indexing import index

    originals, passages, words = [], [], []
    for first in range(0, len(texts), OF_ONE_ORIGINAL):
        own = texts[first : first + OF_ONE_ORIGINAL]
        original = original_of(own, (begin + first) // OF_ONE_ORIGINAL, draw)
        originals.append(original)
        at = 0
        for ordinal, text in enumerate(own):
            number = begin + first + ordinal + 1
            passages.append((number, original.id, ordinal, at, at + len(text)))
            words.append((number, index_words(text)))
            at += len(text) + 2
    Original.objects.bulk_create(originals)
    with connection.cursor() as cursor:
        cursor.executemany(PASSAGE, passages)
    index(words)


def original_of(texts: Sequence[str], number: int, draw: random.Random) -> Any:
    """Make an original; most are public."""
    from django.utils.timezone import now

    from servanda.desk.sources.models import Original

    [standing] = draw.choices(["public", "partners", "party"], [85, 10, 5])
    body, mark = "\n\n".join(texts), f"{number:064x}"
    return Original(
        id=f"p.{number:08d}", partnership_id="p", classification=standing,
        held_by_id="p.north" if standing == "party" else None, sha256=mark, text_sha256=mark,
        size=len(body), name=f"{number}.txt", format="text", text=body, title=f"Page {number}",
        published=f"2026-0{draw.randrange(1, 10)}-10", language="en", added=now(),
    )  # fmt: skip


def asked_of_desk(texts: Sequence[str], *, member: bool) -> Ask:
    """Ask the desk's own search, as a stranger or as an analyst of a delegation."""
    from servanda.desk.record.policy import ANONYMOUS, Membership, Viewer
    from servanda.desk.record.viewpoint import Viewpoint
    from servanda.desk.sources.models import Original
    from servanda.desk.sources.selectors import search

    if not Original.objects.exists():
        fill(texts)
    own = (Membership("p", "p.north", frozenset({"analyst"})),)
    viewpoint = Viewpoint(Viewer("per_x", own) if member else ANONYMOUS, TODAY)
    return lambda query: search(viewpoint, "p", query)


def asked_of_ours(texts: Sequence[str]) -> Ask:
    """Index with the library's own index; a tenth of the passages is hidden from who asks."""
    index = Index.build(stems_of(text, "en") for text in texts)
    allowed = np.arange(len(texts)) % 10 != 0
    return lambda query: index.search(stems_of(query, "en"), allowed=allowed)


def asked_of_bm25s(texts: Sequence[str]) -> Ask:
    """Index the same stems with bm25s."""
    retriever = import_module("bm25s").BM25()
    retriever.index([stems_of(text, "en") for text in texts], show_progress=False)
    return lambda query: retriever.retrieve([stems_of(query, "en")], k=10, show_progress=False)


def asked_of_sqlite(texts: Sequence[str]) -> Ask:
    """Index the same words as the desk with SQLite FTS5, and rank all that is found."""
    from servanda.desk.sources.folding import index_words

    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE passage USING fts5(body)")
    base.executemany("INSERT INTO passage VALUES (?)", ((index_words(text),) for text in texts))
    ask = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 10"
    return lambda query: base.execute(ask, (" AND ".join(query.split()),)).fetchall()


def asked_of_tantivy(texts: Sequence[str]) -> Ask:
    """Index the texts with tantivy."""
    tantivy = import_module("tantivy")
    store = tantivy.Index(tantivy.SchemaBuilder().add_text_field("body", stored=False).build())
    writer = store.writer()
    for text in texts:
        writer.add_document(tantivy.Document(body=[text]))
    writer.commit()
    store.reload()
    searcher = store.searcher()
    return lambda query: searcher.search(store.parse_query(query, ["body"]), 10)


def engines() -> dict[str, Callable[[Sequence[str]], Ask]]:
    """Name what is compared; what is not installed is left out, and said."""
    named: dict[str, Callable[[Sequence[str]], Ask]] = {
        "desk, stranger": lambda texts: asked_of_desk(texts, member=False),
        "desk, analyst": lambda texts: asked_of_desk(texts, member=True),
        "library index": asked_of_ours,
        "SQLite FTS5": asked_of_sqlite,
    }
    if beside.installed("bm25s"):
        named["bm25s"] = asked_of_bm25s
    if beside.installed("tantivy"):
        named["tantivy"] = asked_of_tantivy
    return named


def show(texts: Sequence[str], wanted: Sequence[str]) -> None:
    """Print the median of each kind of query, engine by engine."""
    print(f"one search of {len(texts):,} passages; load of the machine {os.getloadavg()[0]:.1f}")
    for name, index in engines().items():
        if wanted and name.partition(",")[0] not in wanted:
            continue
        began = time.perf_counter()
        ask = index(texts)
        built = time.perf_counter() - began
        each = {
            kind: [beside.median_ms(ask, [query] * 5) for query in KINDS[kind]] for kind in KINDS
        }
        told = "   ".join(
            f"{kind} {statistics.median(times):7.2f} (worst {max(times):.2f})"
            for kind, times in each.items()
        )
        print(f"  {name:16} {told} ms   built in {built:.1f} s", flush=True)


def main() -> None:
    """Make the passages up, and search them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=beside.ROOT.parent / "shared")
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, help="keep the database here")
    parser.add_argument("--engines", nargs="*", default=[], help='"desk", "SQLite FTS5", …')
    options = parser.parse_args()
    if not (options.shared / "pool").is_dir():
        print(
            f"Not measured: {options.shared} is not here, and the passages are made of its pages."
        )
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = options.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        start_desk(folder)
        show(
            list(beside.made_up(beside.sentences_of(options.shared), options.passages, 3)),
            options.engines,
        )


if __name__ == "__main__":
    main()

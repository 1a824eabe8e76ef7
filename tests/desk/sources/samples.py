"""Small documents of every kind, sound and unsound, made for tests."""

import io
import random
import zipfile
from pathlib import Path

from servanda.desk.accounts.models import Partnership
from servanda.desk.sources.models import IngestItem, IngestJob
from servanda.desk.sources.services import open_paths, run

NOUNS = [
    "port",
    "road",
    "bridge",
    "cable",
    "pipe",
    "tunnel",
    "depot",
    "station",
    "railway",
    "corridor",
    "harbour",
    "terminal",
]
VERBS = [
    "opened",
    "closed",
    "repaired",
    "inspected",
    "financed",
    "surveyed",
    "widened",
    "planned",
    "measured",
    "dredged",
]


def report(seed: int, sentences: int = 12) -> str:
    """Make a text that is like no other of another seed."""
    chance = random.Random(seed)  # noqa: S311 - a test's
    lines = [
        f"The {chance.choice(NOUNS)} number {chance.randrange(9999)} was {chance.choice(VERBS)} "
        f"on day {chance.randrange(365)} by team {chance.randrange(999)}."
        for _ in range(sentences)
    ]
    return f"Report {seed}\n\n" + "\n\n".join(lines) + "\n"


def page(title: str, *paragraphs: str) -> bytes:
    """Make a web page with a menu and an article."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | A site</title>'
        f'<meta property="og:title" content="{title}"><meta name="author" content="A. Writer">'
        '<meta property="article:published_time" content="2026-02-11T10:00:00+04:00">'
        '<meta property="og:site_name" content="A site"></head><body>'
        '<div class="top"><p><a href="/">Home</a></p><p><a href="/n">All our news</a></p></div>'
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def packed(**members: bytes) -> bytes:
    """Make a ZIP archive; an underscore in a name stands for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


def written(folder: Path, **documents: bytes | str) -> Path:
    """Write documents into a folder; an underscore in a name stands for a dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in documents.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def ingested(here: Partnership, *paths: Path, classification: str = "public") -> IngestJob:
    """Take files and folders in, to the end."""
    job = open_paths(here, paths, classification=classification)
    run(job, workers=1)
    return job


def item(job: IngestJob, end_of_name: str) -> IngestItem:
    """Return the one document of an ingest whose name ends so."""
    return job.items.get(name__endswith=end_of_name)

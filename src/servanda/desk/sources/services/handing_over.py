"""Opens an ingest: of files and folders on this machine, of bytes handed over, of addresses."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import keep_in_sight, permit
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM, Actor
from servanda.desk.sources import files
from servanda.desk.sources.models import IngestItem, IngestJob
from servanda.desk.sources.places import incoming
from servanda.reading.articles import PARTICULARS

CATALOGUE = "sources.csv"
_LARGEST_CATALOGUE = 5_000_000
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A document whose bytes were handed over, with what was told of it."""

    name: str
    data: bytes
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Listed:
    name: str
    place: str
    given: Mapping[str, str]


def open_paths(
    partnership: Partnership,
    paths: Sequence[Path],
    *,
    classification: str = "partners",
    held_by_id: str | None = None,
    by: Actor = SYSTEM,
) -> IngestJob:
    """Open an ingest of files and of everything in folders, on this machine."""
    listed = [each for path in paths for each in _walk(path)]
    if not listed:
        raise Refused(_("There is no file to take in. Name files, or folders with files in them."))
    label = ", ".join(path.name or str(path) for path in paths)
    job = _job(partnership.id, label, classification, held_by_id, None)
    return _open(job, listed, by)


def open_handed_over(
    partnership_id: str,
    documents: Iterable[GivenFile],
    *,
    by: Person,
    classification: str = "partners",
    held_by_id: str | None = None,
) -> IngestJob:
    """Open an ingest of documents that a person hands over, or of words that they paste."""
    actor = permit(by, "ingest.open", partnership_id)
    given = list(documents)
    if not given:
        raise Refused(
            _("There is nothing to take in. Choose files, paste words or name addresses.")
        )
    label = ", ".join(each.name for each in given[:3]) + ("…" if len(given) > 3 else "")
    job = _job(partnership_id, label, classification, held_by_id, by)
    keep_in_sight(by, job)
    record.create(job, by=actor, action="ingest.opened")
    listed = [
        _Listed(each.name, f"stored:{files.keep(incoming(job.id), each.data)}", dict(each.told))
        for each in given
    ]
    _list(job, listed)
    return job


def open_addresses(
    partnership_id: str,
    addresses: Sequence[str],
    *,
    by: Person | None,
    classification: str = "partners",
    held_by_id: str | None = None,
    told: Mapping[str, Mapping[str, str]] | None = None,
) -> IngestJob:
    """Open an ingest of pages that are fetched when it runs."""
    actor = SYSTEM if by is None else permit(by, "ingest.open", partnership_id)
    wanted = list(dict.fromkeys(each.strip() for each in addresses if each.strip()))
    if not wanted:
        raise Refused(
            _("There is nothing to take in. Choose files, paste words or name addresses.")
        )
    label = wanted[0] if len(wanted) == 1 else f"{wanted[0]} …"
    job = _job(partnership_id, label, classification, held_by_id, by)
    if by is not None:
        keep_in_sight(by, job)
    given = told or {}
    listed = [_Listed(each, f"url:{each}", dict(given.get(each, {}))) for each in wanted]
    return _open(job, listed, actor)


def _job(
    partnership_id: str,
    label: str,
    classification: str,
    held_by_id: str | None,
    by: Person | None,
) -> IngestJob:
    return IngestJob(
        partnership_id=partnership_id,
        label=label[:300],
        classification=classification,
        held_by_id=held_by_id,
        opened=timezone.now(),
        created_by=by,
    )


@transaction.atomic
def _open(job: IngestJob, listed: Sequence[_Listed], by: Actor) -> IngestJob:
    record.create(job, by=by, action="ingest.opened")
    _list(job, listed)
    return job


def _list(job: IngestJob, listed: Sequence[_Listed]) -> None:
    items = [
        IngestItem(
            job=job,
            ordinal=number,
            name=each.name[:500],
            place=each.place,
            given=dict(each.given),
        )
        for number, each in enumerate(listed, start=1)
    ]
    IngestItem.objects.bulk_create(items, batch_size=AT_ONCE)


def _walk(path: Path) -> Iterator[_Listed]:
    """List a file, or every file in a folder in the order of their names; links lead nowhere."""
    if not path.is_dir():
        yield _Listed(path.name, f"file:{path.absolute()}", _told(path))
        return
    for folder, folders, names in os.walk(path, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(folder)
        catalogue = _catalogue(here / CATALOGUE)
        for name in sorted(names):
            file = here / name
            skipped = name.startswith(".") or (catalogue and name == CATALOGUE)
            if not skipped and not file.is_symlink():
                shown = str(file.relative_to(path.parent))
                yield _Listed(shown, f"file:{file.absolute()}", catalogue.get(name, {}))


def _told(path: Path) -> Mapping[str, str]:
    return _catalogue(path.parent / CATALOGUE).get(path.name, {})


def _catalogue(path: Path) -> dict[str, dict[str, str]]:
    """Read the list that may lie beside documents: columns `file`, `title`, `publisher`, …."""
    try:
        if path.stat().st_size > _LARGEST_CATALOGUE:
            return {}
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    return {
        row["file"]: {
            **{name: row[name] for name in PARTICULARS if row.get(name)},
            "where": CATALOGUE,
        }
        for row in rows
        if row.get("file")
    }

"""Opens an ingest: of files and folders on this machine, of bytes handed over, of addresses."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import keep_in_sight, permit
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import SYSTEM, Actor
from servanda.desk.sources import files
from servanda.desk.sources.models import IngestItem, IngestJob
from servanda.desk.sources.places import incoming
from servanda.desk.sources.services.walking import Listed, readable, walk
from servanda.desk.sources.words import ItemState
from servanda.reading.articles import LARGEST
from servanda.reading.formats.extraction import refuse_size
from servanda.reading.formats.refusal import Refusal

AT_ONCE = 1000


class Upload(Protocol):
    """Bytes that are read when their turn comes, and how many there are."""

    size: int | None

    def read(self) -> bytes:
        """Return the bytes."""
        ...


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A document whose bytes were handed over, with what was told of it."""

    name: str
    data: bytes | Upload
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.data) if isinstance(self.data, bytes) else self.data.size or 0

    def read(self) -> bytes:
        """Return its bytes."""
        return self.data if isinstance(self.data, bytes) else self.data.read()


def open_paths(
    partnership: Partnership,
    paths: Sequence[Path],
    *,
    classification: str = "partners",
    held_by_id: str | None = None,
    by: Actor = SYSTEM,
) -> IngestJob:
    """Open an ingest of files and of everything in folders, on this machine."""
    listed = [each for path in paths for each in walk(path)]
    if not listed:
        raise Refused(_("There is no file to take in. Name files, or folders with files in them."))
    label = readable(", ".join(path.name or str(path) for path in paths))
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
    label = given[0].name if len(given) == 1 else f"{given[0].name} (+{len(given) - 1})"
    job = _job(partnership_id, readable(label), classification, held_by_id, by)
    keep_in_sight(by, job)
    job.id = new_id(job.id_prefix)
    try:
        return _open(job, [_handed_over(job, each) for each in given], actor)
    except BaseException:
        shutil.rmtree(incoming(job.id), ignore_errors=True)
        raise


def _handed_over(job: IngestJob, given: GivenFile) -> Listed:
    """Keep the bytes for the run, or list the document with the reason why they are not kept."""
    name = readable(given.name)
    if given.size > LARGEST.document_bytes:
        return Listed(name, "", reason=_too_large())
    sha256 = files.keep(incoming(job.id), given.read())
    return Listed(name, f"stored:{sha256}", dict(given.told))


def _too_large() -> str:
    try:
        refuse_size(LARGEST.document_bytes + 1, LARGEST)
    except Refusal as refusal:
        return f"{refusal.why}; {refusal.advice}"
    return ""


def open_addresses(
    partnership_id: str,
    addresses: Sequence[str],
    *,
    by: Person | None,
    classification: str = "partners",
    held_by_id: str | None = None,
    told: Mapping[str, Mapping[str, str]] | None = None,
    label: str = "",
) -> IngestJob:
    """Open an ingest of pages that are fetched when it runs."""
    actor = SYSTEM if by is None else permit(by, "ingest.open", partnership_id)
    wanted = list(dict.fromkeys(each.strip() for each in addresses if each.strip()))
    if not wanted:
        raise Refused(
            _("There is nothing to take in. Choose files, paste words or name addresses.")
        )
    shown = label or (wanted[0] if len(wanted) == 1 else f"{wanted[0]} …")
    job = _job(partnership_id, shown, classification, held_by_id, by)
    if by is not None:
        keep_in_sight(by, job)
    given = told or {}
    listed = [Listed(each, f"url:{each}", dict(given.get(each, {}))) for each in wanted]
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
def _open(job: IngestJob, listed: Sequence[Listed], by: Actor) -> IngestJob:
    record.create(job, by=by, action="ingest.opened")
    _list(job, listed)
    return job


def _list(job: IngestJob, listed: Sequence[Listed]) -> None:
    items = [
        IngestItem(
            job=job,
            ordinal=number,
            name=each.name[:500],
            place=each.place,
            given=dict(each.given),
            state=ItemState.REFUSED if each.reason else ItemState.WAITING,
            reason=each.reason,
        )
        for number, each in enumerate(listed, start=1)
    ]
    IngestItem.objects.bulk_create(items, batch_size=AT_ONCE)

"""Takes prepared documents in: original, passages, index and the item's end, in one transaction."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from servanda.desk.record import services as record
from servanda.desk.record.models import Source
from servanda.desk.record.services import Actor
from servanda.desk.sources import files
from servanda.desk.sources.models import IngestItem, IngestJob, Original, Passage
from servanda.desk.sources.places import incoming, originals
from servanda.desk.sources.preparing import Outcome, Prepared
from servanda.desk.sources.services.indexing import index
from servanda.desk.sources.services.resembling import Printed, note_all
from servanda.desk.sources.words import ItemState
from servanda.reading.articles import PARTICULARS, Particular

LIMITS = {"publisher": 300, "author": 300, "published": 10, "language": 12}
GIVEN = "given with it"
_ENDED = (
    "UPDATE sources_ingestitem SET state = %s, reason = %s, original_id = %s "
    "WHERE id = %s AND state = 'waiting'"
)


@dataclass(frozen=True, slots=True)
class _Arrival:
    item: IngestItem
    done: Prepared
    id: str


@transaction.atomic
def settle(job: IngestJob, outcomes: Sequence[Outcome], *, by: Actor) -> None:
    """Record what became of some items of an ingest; those settled before stay as they are."""
    waiting = _still_waiting(job, outcomes)
    kept = [each for each in outcomes if each.item in waiting]
    for outcome in kept:
        _keep(outcome)
    arrivals = [
        _Arrival(waiting[each.item], each.prepared, _id(job, each.prepared))
        for each in kept
        if each.prepared is not None
    ]
    _take_in(job, arrivals, by)
    _open(job, [(waiting[each.item], each) for each in kept if each.members or each.refused])
    _end((ItemState.REFUSED, each.reason, None, waiting[each.item]) for each in kept if each.reason)


def _still_waiting(job: IngestJob, outcomes: Sequence[Outcome]) -> dict[int, IngestItem]:
    items = IngestItem.objects.select_for_update().filter(
        job=job, state=ItemState.WAITING, pk__in=[each.item for each in outcomes]
    )
    return {each.pk: each for each in items}


def _keep(outcome: Outcome) -> None:
    if outcome.prepared is not None and outcome.data is not None:
        files.keep(originals(), outcome.data)


def _id(job: IngestJob, done: Prepared) -> str:
    """Return the id of these bytes for whoever may see the ingest: the same bytes, the same id."""
    circle = "" if job.classification == "public" else f"{job.classification}:{job.held_by_id}"
    key = hashlib.sha256(f"{done.sha256}{circle}".encode()).hexdigest() if circle else done.sha256
    return f"{job.partnership_id}.doc-{key[:20]}"


def _take_in(job: IngestJob, arrivals: Sequence[_Arrival], by: Actor) -> None:
    known = set(
        Original.objects.filter(id__in=[each.id for each in arrivals]).values_list("id", flat=True)
    )
    new: dict[str, _Arrival] = {}
    for each in arrivals:
        if each.id not in known:
            new.setdefault(each.id, each)
    sources = _sources(job, new.values())
    made = [_original(job, each, sources) for each in new.values()]
    record.create_many(made, by=by, action="original.taken_in", reason=job.id)
    _derive(made, new)
    _end(
        (ItemState.TAKEN if new.get(each.id) is each else ItemState.KNOWN, "", each.id, each.item)
        for each in arrivals
    )


def _original(job: IngestJob, each: _Arrival, sources: Mapping[str, Source]) -> Original:
    done = each.done
    told = _particulars(each)
    fields = {name: _short(name, told[name].value) for name in PARTICULARS if name in told}
    return Original(
        id=each.id,
        partnership_id=job.partnership_id,
        classification=job.classification,
        held_by_id=job.held_by_id,
        sha256=done.sha256,
        size=done.size,
        name=each.item.name[:255],
        format=done.document.format,
        text=done.document.text,
        text_sha256=done.text_sha256,
        furniture=[[span.start, span.end, span.reason] for span in done.document.furniture],
        found={name: told[name].where for name in fields},
        source=sources.get(fields.get("url", "")),
        added=timezone.now(),
        **fields,
    )


def _particulars(each: _Arrival) -> dict[str, Particular]:
    """Return what was told along with a document before what it says of itself."""
    given = {
        name: Particular(str(value), str(each.item.given.get("where") or GIVEN))
        for name, value in each.item.given.items()
        if name in PARTICULARS and value
    }
    return {**each.done.document.particulars, **given}


def _short(name: str, value: str) -> str:
    clean = value.replace("\x00", " ").strip()
    return clean[: LIMITS.get(name, 2000)]


def _sources(job: IngestJob, arrivals: Iterable[_Arrival]) -> dict[str, Source]:
    """Return the known sources of these addresses that are as open as the ingest or more."""
    urls = {told["url"].value for each in arrivals if "url" in (told := _particulars(each))}
    found = Source.objects.filter(partnership_id=job.partnership_id, url__in=sorted(urls))
    same = {"classification": job.classification, "held_by_id": job.held_by_id}
    open_ones = found.filter(classification="public") | found.filter(**same)
    return {each.url: each for each in open_ones.exclude(classification="sealed").order_by("-id")}


def _derive(made: Sequence[Original], new: Mapping[str, _Arrival]) -> None:
    passages, folded = [], []
    for original in made:
        for number, each in enumerate(new[original.id].done.passages):
            place = {"ordinal": number, "start": each.start, "end": each.end}
            passages.append(Passage(original=original, **place))
            folded.append(each.folded)
    stored = Passage.objects.bulk_create(passages, batch_size=500)
    index((passage.pk, words) for passage, words in zip(stored, folded, strict=True))
    note_all(_printed(original, new[original.id].done) for original in made)


def _printed(original: Original, done: Prepared) -> Printed:
    spans = [(each.start, each.end) for each in done.passages]
    return Printed(original.text_sha256, original.text, spans, done.bands)


def _open(job: IngestJob, opened: Sequence[tuple[IngestItem, Outcome]]) -> None:
    """List what was packed in an archive or attached to a message, to be taken in next."""
    if not opened:
        return
    last = job.items.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    new = []
    for item, outcome in opened:
        for member in outcome.members:
            last += 1
            sha256 = files.keep(incoming(job.id), member.data)
            inside = _inside(job, item, last, member.name)
            inside.place = f"stored:{sha256}"
            new.append(inside)
        for name, why in outcome.refused:
            last += 1
            inside = _inside(job, item, last, name)
            inside.state, inside.reason = ItemState.REFUSED, why
            new.append(inside)
        if outcome.prepared is None:
            _end([(ItemState.OPENED, "", None, item)])
    IngestItem.objects.bulk_create(new, batch_size=500)


def _inside(job: IngestJob, item: IngestItem, ordinal: int, name: str) -> IngestItem:
    clean = "".join(char if char.isprintable() else " " for char in name)
    return IngestItem(
        job=job, ordinal=ordinal, name=f"{item.name} / {clean}"[:500], depth=item.depth + 1
    )


def _end(ended: Iterable[tuple[ItemState, str, str | None, IngestItem]]) -> None:
    """Note the state, reason and original of items that still wait; one statement for all."""
    rows = [(state.value, why, original, item.pk) for state, why, original, item in ended]
    with connection.cursor() as cursor:
        cursor.executemany(_ENDED, rows)

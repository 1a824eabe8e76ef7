"""Reads of ingests: how far they have come, and the report that names every document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, When

from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.record.policy import seen_by
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import IngestItem, IngestJob, Original
from servanda.desk.sources.words import ItemState

PAGE = 200
LISTED = 50


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents of an ingest are in each state."""

    waiting: int
    taken: int
    known: int
    opened: int
    refused: int

    @property
    def total(self) -> int:
        """Return how many there are."""
        return self.waiting + self.settled

    @property
    def settled(self) -> int:
        """Return how many are done with."""
        return self.taken + self.known + self.opened + self.refused


@dataclass(frozen=True, slots=True)
class Report:
    """An ingest, its tally and some of its documents, those that were refused first."""

    job: IngestJob
    tally: Tally
    items: Sequence[IngestItem]
    more: bool
    may_be_tried_again: bool  # something refused can still be had where it was


def ingests(viewpoint: Viewpoint, partnership_id: str) -> list[IngestJob]:
    """Return the ingests that the viewer may see, the latest first."""
    found = shelf(viewpoint, partnership_id).all(IngestJob)
    return sorted(found, key=lambda job: job.opened, reverse=True)[:LISTED]


def report(
    viewpoint: Viewpoint, partnership_id: str, job_id: str, *, page: int = 1, state: str = ""
) -> Report | None:
    """Return the report of an ingest, or None where there is none for this viewer."""
    found = shelf(viewpoint, partnership_id).all(IngestJob, id=job_id)
    if not found:
        return None
    job = found[0]
    at = (max(1, page) - 1) * PAGE
    items = list(_items(job.id, state)[at : at + PAGE + 1])
    again = within_reach(job).exists()
    return Report(job, tally(job), items[:PAGE], len(items) > PAGE, again)


def tally(job: IngestJob) -> Tally:
    """Count the documents of an ingest by state."""
    rows = IngestItem.objects.filter(job_id=job.id).order_by().values("state")
    counts = {row["state"]: row["number"] for row in rows.annotate(number=Count("id"))}
    return Tally(**{state: counts.get(state, 0) for state in ItemState.values})


def within_reach(job: IngestJob) -> QuerySet[IngestItem]:
    """Return the refused documents whose bytes can be had again: pages, files of this machine."""
    refused = IngestItem.objects.filter(job_id=job.id, state=ItemState.REFUSED)
    places = Q(place__startswith="url:") | Q(place__startswith="file:")
    return refused.filter(places | Q(place__startswith="rawfile:"))


def rows(viewpoint: Viewpoint, job: IngestJob) -> Iterator[tuple[object, ...]]:
    """Yield each document of an ingest as a row; of originals only what the viewer may see."""
    mine = Original.objects.filter(items__job_id=job.id).distinct()
    seen = {each.id: each for each in seen_by(viewpoint.viewer, mine).only("id", "title", "sha256")}
    items = IngestItem.objects.filter(job_id=job.id).order_by("ordinal")
    for item in items.iterator(chunk_size=1000):
        one = seen.get(item.original_id or "")
        told = (one.local_id, one.title, one.sha256) if one else ("", "", "")
        yield (item.ordinal, item.name, item.get_state_display(), item.reason, *told)


def _items(job_id: str, state: str) -> QuerySet[IngestItem]:
    items = IngestItem.objects.filter(job_id=job_id).select_related("original")
    if state in ItemState.values:
        items = items.filter(state=state)
    refused_first = Case(When(state=ItemState.REFUSED, then=0), default=1)
    items = items.defer("original__text", "original__furniture")
    return items.order_by(refused_first, "ordinal")

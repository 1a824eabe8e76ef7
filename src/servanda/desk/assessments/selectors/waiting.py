"""Which candidates wait: offered, about something that the viewer sees, and not decided yet.

Words that are linked to the same thing already, in the inbox or elsewhere, are decided too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from servanda.desk.assessments.matching import Material, Subject
from servanda.desk.assessments.models import Candidate, Evidence, Review
from servanda.desk.record.policy import Viewer, seen_by
from servanda.desk.sources.models import Passage


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate that waits, and where its passage stands."""

    original_id: str
    passage: int
    """The ordinal of the passage."""
    start: int
    end: int
    subject: Subject
    score: float


def waiting(
    viewer: Viewer, material: Material, originals: Collection[str]
) -> dict[str, list[Waiting]]:
    """Return what waits in each of these originals, in the order of the text, the best first."""
    ids = sorted(originals)
    seen = material.by_subject
    decided = _decided(viewer, ids)
    places = _places(ids)
    found: defaultdict[str, list[Waiting]] = defaultdict(list)
    rows = Candidate.objects.filter(passage__original__in=ids).order_by("passage_id", "place")
    for passage, *named, score in rows.values_list(
        "passage_id", "subject_kind", "subject_id", "score"
    ):
        subject = (named[0], named[1])
        original_id, ordinal, start, end = places[passage]
        if subject in seen and not _overlaps(decided[original_id, subject], start, end):
            found[original_id].append(Waiting(original_id, ordinal, start, end, subject, score))
    for each in found.values():
        each.sort(key=lambda one: (one.passage, -one.score, one.subject))
    return dict(found)


def reviews_in(viewer: Viewer, originals: Sequence[str]) -> QuerySet[Review]:
    """Return the decisions on these originals that the viewer may see, the latest first."""
    some = Review.objects.filter(original__in=originals).order_by("-at", "-id")
    return seen_by(viewer, some)


def linked_in(viewer: Viewer, originals: Sequence[str]) -> QuerySet[Evidence]:
    """Return the evidence from these originals that the viewer may see, by whatever way it came."""
    some = Evidence.objects.filter(original__in=originals, withdrawn=False).order_by("id")
    return seen_by(viewer, some)


def _places(ids: Sequence[str]) -> dict[int, tuple[str, int, int, int]]:
    rows = Passage.objects.filter(original__in=ids, candidates__isnull=False).distinct()
    return {
        key: (original_id, ordinal, start, end)
        for key, original_id, ordinal, start, end in rows.order_by().values_list(
            "pk", "original_id", "ordinal", "start", "end"
        )
    }


def _decided(
    viewer: Viewer, ids: Sequence[str]
) -> defaultdict[tuple[str, Subject], list[tuple[int, int]]]:
    found: defaultdict[tuple[str, Subject], list[tuple[int, int]]] = defaultdict(list)
    for things in (reviews_in(viewer, ids), linked_in(viewer, ids)):
        for original_id, kind, key, start, end in things.values_list(
            "original_id", "subject_kind", "subject_id", "start", "end"
        ):
            found[original_id, (kind, key)].append((start, end))
    return found


def _overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)

"""The queue of the inbox: sources by what waits in them, reprints of one text counted once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Max, Q

from servanda.desk.assessments.matching import Material, material_for, newest, whole_material
from servanda.desk.assessments.models import Matched, Passed, Review
from servanda.desk.assessments.selectors.waiting import Waiting, waiting
from servanda.desk.assessments.services.candidates import unmatched
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.policy import Viewer, seen_by
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import Likeness, Original
from servanda.desk.sources.selectors.originals import groups_of

PAGE = 25
CHUNK = 200  # sources looked at together
FURTHEST = 2000  # sources looked at in all; those further down have weaker candidates
OPEN = ("name", "party", "ranker")
RESTS_ON = ("original", "sealed_reader", "membership", "ingest")


@dataclass(frozen=True, slots=True)
class Row:
    """A source of the queue with what waits in it."""

    original: Original
    passages: int
    candidates: int
    best: float
    reprints: tuple[Original, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The sources in which something waits, and how much waits in all."""

    rows: tuple[Row, ...]
    sources: int
    passages: int
    at_least: bool
    """Whether more may wait in sources that were not looked at."""
    rested: int

    def page(self, number: int) -> tuple[Row, ...]:
        """Return the rows of one page."""
        at = (max(1, number) - 1) * PAGE
        return self.rows[at : at + PAGE]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many sources were never matched, and how many before the commitments changed."""

    unmatched: int
    stale: int


def queue(viewpoint: Viewpoint, partnership_id: str, *, rested: bool = False) -> Queue:
    """Return the queue, the source with the best candidate first; `rested` for those passed."""
    viewer = viewpoint.viewer
    material = material_for(viewpoint, partnership_id)
    shelf = sources(viewpoint, partnership_id)
    passed = _passed(viewer, partnership_id)
    heads = [each for each in _best_first(partnership_id, shelf) if (each in passed) is rested]
    rows = [row for chunk in _chunks(heads) for row in _rows(viewer, material, shelf, chunk)]
    rows.sort(key=lambda row: (-row.best, row.original.id))
    resting = len(passed & set(shelf.members))
    return Queue(
        tuple(rows),
        len(rows),
        sum(row.passages for row in rows),
        at_least=len(heads) > FURTHEST,
        rested=resting,
    )


def freshness(viewpoint: Viewpoint, partnership_id: str) -> Freshness:
    """Return how many of the sources that the viewer sees are to be matched, or matched anew.

    They are said to be from before a change only if the viewer sees something that changed since.
    """
    shown = sources(viewpoint, partnership_id).by_id
    never = len(shown.keys() & set(unmatched(partnership_id)))
    changed = _last_change(viewpoint, partnership_id)
    if changed is None:
        return Freshness(never, 0)
    older = Matched.objects.filter(original__partnership_id=partnership_id, at__lt=changed)
    now = whole_material(partnership_id).fingerprint
    others = older.exclude(fingerprint=now).values_list("original_id", flat=True)
    return Freshness(never, len(shown.keys() & set(others)))


def _last_change(viewpoint: Viewpoint, partnership_id: str) -> datetime | None:
    """Return when anything last changed that the viewer's own candidates rest on."""
    entries = LedgerEntry.objects.filter(partnership_id=partnership_id)
    by_kind: defaultdict[str, list[str]] = defaultdict(list)
    for kind, key in material_for(viewpoint, partnership_id).by_subject:
        by_kind[kind].append(key)
    own = Q(pk__in=[])
    for kind, keys in by_kind.items():
        own |= Q(subject_kind=kind, subject_id__in=keys)
    found: datetime | None = entries.filter(own | Q(subject_kind__in=OPEN)).aggregate(
        last=Max("at")
    )["last"]
    return found


@dataclass(frozen=True, slots=True)
class Sources:
    """The originals that a viewer sees, light, and which of them stand for their reprints."""

    by_id: dict[str, Original]
    members: dict[str, tuple[str, ...]]
    """For each original that stands for others, those others."""

    def reprints_of(self, original_id: str) -> tuple[Original, ...]:
        """Return the reprints that an original stands for."""
        return tuple(self.by_id[each] for each in self.members.get(original_id, ()))

    def head_of(self, original_id: str) -> str:
        """Return the original that stands for this one."""
        if original_id in self.members:
            return original_id
        return next(
            (head for head, others in self.members.items() if original_id in others), original_id
        )


def sources(viewpoint: Viewpoint, partnership_id: str) -> Sources:
    """Return the originals that the viewer sees, grouped; kept for as long as none is added."""
    alike = Likeness.objects.aggregate(last=Max("id"))["last"]
    added = newest(partnership_id, RESTS_ON)
    by_id, groups = _grouped(viewpoint.viewer, partnership_id, viewpoint.on, added, alike or 0)
    several = [key for group in groups if len(group) > 1 for key in group]
    decided = Review.objects.filter(original__in=several).order_by() if several else None
    reviewed = set(decided.values_list("original_id", flat=True)) if decided is not None else set()
    return Sources(by_id, dict(_standing_for(group, reviewed) for group in groups))


@lru_cache(maxsize=16)
def _grouped(
    viewer: Viewer,
    partnership_id: str,
    on: date,  # noqa: ARG001 - all that follow are the key
    added: str,  # noqa: ARG001
    alike: int,  # noqa: ARG001
) -> tuple[dict[str, Original], list[list[str]]]:
    every = Original.objects.filter(partnership_id=partnership_id)
    seen = seen_by(viewer, every).select_related("source").defer("text", "furniture")
    by_id = {each.id: each for each in seen.order_by("id")}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key, head in groups_of(by_id.values()).items():
        groups[head].append(key)
    return by_id, list(groups.values())


def _standing_for(group: Sequence[str], reviewed: set[str]) -> tuple[str, tuple[str, ...]]:
    """Choose the original that stands for a group: one that somebody decided on, else the first."""
    head = min(group, key=lambda key: (key not in reviewed, key))
    return head, tuple(sorted(set(group) - {head}))


def _passed(viewer: Viewer, partnership_id: str) -> set[str]:
    own = Passed.objects.filter(person_id=viewer.person_id, original__partnership_id=partnership_id)
    return set(own.values_list("original_id", flat=True))


def _best_first(partnership_id: str, shelf: Sources) -> list[str]:
    matched = Matched.objects.filter(original__partnership_id=partnership_id, best__gt=0)
    ordered = matched.order_by("-best", "original_id").values_list("original_id", flat=True)
    return [each for each in ordered if each in shelf.members]


def _chunks(heads: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, min(len(heads), FURTHEST), CHUNK):
        yield heads[at : at + CHUNK]


def _rows(
    viewer: Viewer, material: Material, shelf: Sources, chunk: Sequence[str]
) -> Iterator[Row]:
    for original_id, found in waiting(viewer, material, chunk).items():
        yield _row(shelf, original_id, found)


def _row(shelf: Sources, original_id: str, found: Sequence[Waiting]) -> Row:
    return Row(
        shelf.by_id[original_id],
        len({each.passage for each in found}),
        len(found),
        max(each.score for each in found),
        shelf.reprints_of(original_id),
    )

"""Makes candidates: for each passage, the commitments, projects and gates that it may speak of.

They are derived, and so without ledger entries. Those of one source are written in one transaction
together with the note that it was matched: killed at any moment, a source is matched wholly or not
at all, and the next run goes on where this one ended.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from servanda.desk.assessments.matching import (
    Material,
    matcher_of,
    namer_of,
    usual_score,
    whole_material,
)
from servanda.desk.assessments.models import Candidate, Matched
from servanda.desk.sources.locks import Busy, alone
from servanda.desk.sources.models import IngestJob, Original, Passage
from servanda.matching.matcher import Bulk

MOST = 8  # commitments offered for a passage
MOST_WORKS = 4  # projects and gates offered for it
# Shares of what a commitment usually scores against its own words. By the labels, 95 of 100 true
# pairs lie above the first, and they do so alike for 3 commitments and for 77.
LEAST = 0.23  # of a candidate
LEAST_BEST = 0.27  # of the best candidate of a passage
TOGETHER = 25  # sources written in one transaction
AT_ONCE = 1000
Progress = Callable[[int, int], None]
Row = tuple[int, str, str, float, int]  # passage, kind and id of the subject, score, place


def match_after_ingest(job: IngestJob, progress: Progress | None = None) -> None:
    """Match what an ingest took in, and what earlier ones left unmatched.

    Where another process matches already it is left to that one, and to the next look.
    """
    partnership_id = str(job.partnership_id)
    try:
        while waiting := unmatched(partnership_id):
            match(partnership_id, waiting, progress=progress)
    except Busy:
        return


def rebuild(partnership_id: str, *, progress: Progress | None = None) -> int:
    """Match every source of a partnership anew; return how many there are."""
    ids = Original.objects.filter(partnership_id=partnership_id).order_by("id")
    return match(partnership_id, list(ids.values_list("id", flat=True)), progress=progress)


def catch_up(partnership_id: str, *, progress: Progress | None = None) -> int:
    """Match the sources that were not matched, or were against other commitments or weights."""
    waiting = [*unmatched(partnership_id), *stale(partnership_id)]
    return match(partnership_id, waiting, progress=progress)


def unmatched(partnership_id: str) -> list[str]:
    """Return the ids of the sources that were never matched."""
    found = Original.objects.filter(partnership_id=partnership_id, matched__isnull=True)
    return list(found.order_by("id").values_list("id", flat=True))


def stale(partnership_id: str, fingerprint: str = "") -> list[str]:
    """Return the ids of the sources that were matched against what has changed since."""
    now = fingerprint or whole_material(partnership_id).fingerprint
    found = Matched.objects.filter(original__partnership_id=partnership_id)
    others = found.exclude(fingerprint=now).order_by("original_id")
    return list(others.values_list("original_id", flat=True))


def match(
    partnership_id: str, originals: Sequence[str], *, progress: Progress | None = None
) -> int:
    """Match these sources, a few in one transaction; return how many."""
    with alone(f"match-{partnership_id}"):
        material = whole_material(partnership_id)
        done = 0
        for at in range(0, len(originals), TOGETHER):
            done += _match(material, originals[at : at + TOGETHER])
            if progress is not None:
                progress(done, len(originals))
    return done


def match_apart(partnership_id: str) -> None:
    """Catch up in a process of its own, which outlives the request that asks for it."""
    subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-m", "servanda.desk", "match", partnership_id, "--waiting"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SERVANDA_DATA_DIR": str(settings.DATA_DIR)},
        start_new_session=True,
    )


def _match(material: Material, ids: Sequence[str]) -> int:
    texts = dict(Original.objects.filter(pk__in=ids).values_list("pk", "text"))
    passages = list(Passage.objects.filter(original__in=ids).order_by("original_id", "ordinal"))
    rows = list(_rows(material, passages, texts))
    of_passage = {each.pk: each.original_id for each in passages}
    best: dict[str, float] = dict.fromkeys(texts, 0.0)
    for passage, _kind, _subject, score, _place in rows:
        best[of_passage[passage]] = max(best[of_passage[passage]], score)
    _write(material.fingerprint, best, rows)
    return len(texts)


def _rows(material: Material, passages: Sequence[Passage], texts: dict[str, str]) -> Iterator[Row]:
    """Give the candidates that are worth offering."""
    if not material.targets:
        return
    words = (texts[each.original_id][each.start : each.end] for each in passages)
    at = 0
    for bulk in matcher_of(material).bulk(words, MOST):
        some = passages[at : at + len(bulk.scores)]
        yield from _worth_offering(material, bulk, some)
        yield from _named(material, bulk, some)
        at += len(bulk.scores)


def _worth_offering(material: Material, bulk: Bulk, passages: Sequence[Passage]) -> Iterator[Row]:
    usual = usual_score(material)
    for row in np.flatnonzero(bulk.scores[:, 0] >= LEAST_BEST * usual).tolist():
        for place, target in enumerate(bulk.places[row].tolist()):
            score = float(bulk.scores[row, place])
            if target >= 0 and score >= LEAST * usual:
                one = material.targets[target]
                yield passages[row].pk, one.kind, one.id, round(score, 4), place + 1


def _named(material: Material, bulk: Bulk, passages: Sequence[Passage]) -> Iterator[Row]:
    """Give the projects and gates that passages name; they stand behind the commitments."""
    namer = namer_of(material)
    for passage, seen in zip(passages, bulk.seen, strict=True):
        found = namer.candidates(seen, MOST_WORKS)
        for place, one in enumerate(found, start=MOST + 1):
            yield passage.pk, one.kind, one.id, round(one.score, 4), place


@transaction.atomic
def _write(fingerprint: str, best: dict[str, float], rows: Iterable[Row]) -> None:
    """Write the candidates of some sources and note that these were matched."""
    ids = sorted(best)
    Candidate.objects.filter(passage__original__in=ids).delete()
    Candidate.objects.bulk_create(
        (
            Candidate(
                passage_id=passage,
                subject_kind=kind,
                subject_id=subject,
                score=score,
                place=place,
            )
            for passage, kind, subject, score, place in rows
        ),
        batch_size=AT_ONCE,
    )
    now = timezone.now()
    Matched.objects.bulk_create(
        [Matched(original_id=key, fingerprint=fingerprint, best=best[key], at=now) for key in ids],
        update_conflicts=True,
        unique_fields=["original"],
        update_fields=["fingerprint", "best", "at"],
    )

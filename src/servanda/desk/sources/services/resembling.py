"""Notes which texts are reprints of each other, exactly and whatever the order they came in."""

from collections.abc import Sequence

from django.db.models import Count

from servanda.desk.sources.likeness import ALIKE, Runs, bands, runs, share
from servanda.desk.sources.models import Band, Likeness, Original
from servanda.matching.folding import words_of

Spans = Sequence[tuple[int, int]]
COMPARED = 200  # texts, those with the most bands in common first


def note_likenesses(
    text_sha256: str, text: str, spans: Spans, keys: Sequence[int] | None = None
) -> None:
    """Compare a text with those that may be like it, once, and note what they have in common."""
    if Band.objects.filter(text_sha256=text_sha256).exists():
        return
    own = runs_of(text, spans)
    found = bands(own) if keys is None else list(keys)
    if not found:
        return
    pairs = [_pair(text_sha256, other, own) for other in _alike(text_sha256, found)]
    Likeness.objects.bulk_create(
        [pair for pair in pairs if pair is not None], ignore_conflicts=True
    )
    Band.objects.bulk_create(
        [Band(text_sha256=text_sha256, key=key) for key in found], ignore_conflicts=True
    )


def runs_of(text: str, spans: Spans) -> Runs:
    """Return the runs of words in the passages of a text."""
    return runs(word for start, end in spans for word in words_of(text[start:end]))


def _alike(text_sha256: str, keys: Sequence[int]) -> list[str]:
    near = Band.objects.filter(key__in=keys).exclude(text_sha256=text_sha256)
    counted = near.values("text_sha256").annotate(shared=Count("id"))
    ordered = counted.order_by("-shared", "text_sha256")[:COMPARED]
    return [str(each["text_sha256"]) for each in ordered]


def _pair(text_sha256: str, other: str, own: Runs) -> Likeness | None:
    holder = Original.objects.filter(text_sha256=other).order_by("id").first()
    if holder is None:
        return None
    from_passages = [(each.start, each.end) for each in holder.passages.all()]
    common = share(own, runs_of(holder.text, from_passages))
    if common < ALIKE:
        return None
    one, two = sorted((text_sha256, other))
    return Likeness(one=one, other=two, share=round(common, 4))

"""Notes which texts are reprints of each other, exactly and whatever the order they came in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from servanda.desk.sources.likeness import (
    ALIKE,
    Runs,
    bands,
    on_one_form,
    runs,
    share,
    words_in_sentences,
)
from servanda.desk.sources.models import Band, Likeness, Original
from servanda.matching.folding import words_of

Spans = Sequence[tuple[int, int]]
COMPARED = 200  # texts, those with the most bands in common first
AT_ONCE = 400
_PUT = "INSERT INTO sources_band (text_sha256, key) VALUES (%s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Printed:
    """A text by its hash, with where its passages stand and the bands of its signature."""

    sha256: str
    text: str
    spans: Spans
    bands: Sequence[int]

    def runs(self) -> Runs:
        """Return its runs of words."""
        return runs_of(self.text, self.spans)

    def words(self) -> Counter[str]:
        """Count the words of its sentences."""
        parts = (self.text[start:end] for start, end in self.spans)
        return words_in_sentences("\n\n".join(parts))


def note_likenesses(
    text_sha256: str, text: str, spans: Spans, keys: Sequence[int] | None = None
) -> None:
    """Compare a text with those that may be like it, once, and note what they have in common."""
    found = bands(runs_of(text, spans)) if keys is None else keys
    note_all([Printed(text_sha256, text, spans, found)])


def note_all(texts: Iterable[Printed]) -> None:
    """Compare texts with those that may be like them and with each other, each pair once."""
    fresh = _unknown({each.sha256: each for each in texts if each.bands})
    sharing = _sharing(fresh.values())
    pairs = []
    for each in fresh.values():
        near = sharing[each.sha256]
        if not near:
            continue
        own = each.runs()
        ordered = sorted(near, key=lambda other: (-near[other], other))[:COMPARED]
        pairs += [_pair(each, own, fresh.get(other) or _stored(other)) for other in ordered]
    Likeness.objects.bulk_create([pair for pair in pairs if pair], ignore_conflicts=True)
    rows = [(each.sha256, key) for each in fresh.values() for key in each.bands]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_PUT, rows)


def runs_of(text: str, spans: Spans) -> Runs:
    """Return the runs of words in the passages of a text."""
    return runs(word for start, end in spans for word in words_of(text[start:end]))


def _unknown(texts: dict[str, Printed]) -> dict[str, Printed]:
    stored = Band.objects.filter(text_sha256__in=list(texts))
    known = set(stored.values_list("text_sha256", flat=True).distinct())
    return {sha256: each for sha256, each in texts.items() if sha256 not in known}


def _sharing(fresh: Iterable[Printed]) -> dict[str, Counter[str]]:
    """Return for each text how many bands it shares with which stored or earlier one."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    wanted = {key for each in fresh for key in each.bands}
    for some in _pieces(sorted(wanted)):
        near = Band.objects.filter(key__in=some).values_list("key", "text_sha256")
        for key, holder in near:
            holders[key].append(holder)
    found: dict[str, Counter[str]] = {}
    for each in fresh:
        found[each.sha256] = Counter(holder for key in each.bands for holder in holders[key])
        for key in each.bands:
            holders[key].append(each.sha256)
    return found


def _pieces(keys: list[int]) -> list[list[int]]:
    return [keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE)]


def _pair(one: Printed, own: Runs, other: Printed | None) -> Likeness | None:
    if other is None:
        return None
    common = share(own, other.runs())
    if common < ALIKE or on_one_form(one.words(), other.words()):
        return None
    first, second = sorted((one.sha256, other.sha256))
    return Likeness(one=first, other=second, share=round(common, 4))


def _stored(text_sha256: str) -> Printed | None:
    holder = Original.objects.filter(text_sha256=text_sha256).order_by("id").first()
    if holder is None:
        return None
    spans = [(each.start, each.end) for each in holder.passages.all()]
    return Printed(text_sha256, holder.text, spans, ())

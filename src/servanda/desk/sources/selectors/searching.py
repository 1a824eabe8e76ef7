"""Full-text search over the passages that the viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.record.policy import visible
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.folding import Term, lit, terms
from servanda.desk.sources.lookups import Worth
from servanda.desk.sources.models import Original, Passage, SearchEntry
from servanda.desk.sources.selectors.originals import groups_of

PAGE = 20
FURTHEST = 50  # pages
_WANTED = ("id", "partnership_id", "title", "name", "publisher", "published", "language", "format")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a snippet, lit where it is a word that was looked for."""

    text: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its words in pieces, and the original that it stands in."""

    original: Original
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An original with the passages found in it; `reprints` are others with the same text."""

    original: Original
    hits: tuple[Hit, ...]
    reprints: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found; `more` tells whether another follows."""

    query: str
    hits: tuple[Hit, ...]
    more: bool
    page: int

    def by_original(self) -> list[Found]:
        """Return the hits of this page by original, reprints of one text counted once."""
        originals = {each.original.id: each.original for each in self.hits}
        groups = groups_of(originals.values())
        heads: dict[str, list[str]] = {}
        for original_id in originals:
            heads.setdefault(groups[original_id], []).append(original_id)
        return [
            Found(
                originals[ids[0]],
                tuple(each for each in self.hits if each.original.id == ids[0]),
                len(ids) - 1,
            )
            for ids in heads.values()
        ]


def search(
    viewpoint: Viewpoint,
    partnership_id: str,
    query: str,
    *,
    page: int = 1,
    language: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Results:
    """Return a page of the passages that have all words of a query, the fittest first."""
    wanted = terms(query)
    page = min(max(page, 1), FURTHEST)
    if not wanted:
        return Results(query, (), more=False, page=page)
    entries = SearchEntry.objects.filter(
        visible(viewpoint.viewer, prefix="passage__original__"),
        folded__finds=wanted,
        passage__original__partnership_id=partnership_id,
    )
    for name, value in (("language", language), ("published__gte", since and since.isoformat())):
        entries = entries.filter(**{f"passage__original__{name}": value}) if value else entries
    if until:
        latest = f"{until.isoformat()}"
        entries = entries.filter(passage__original__published__lte=latest)
        entries = entries.exclude(passage__original__published="")
    ranked = entries.annotate(worth=Worth(wanted)).order_by("worth", "passage_id")
    ids = _ids(viewpoint, partnership_id, ranked, (page - 1) * PAGE)
    hits = _hits(ids[:PAGE], wanted)
    return Results(query, tuple(hits), more=len(ids) > PAGE and page < FURTHEST, page=page)


def _ids(
    viewpoint: Viewpoint, partnership_id: str, ranked: QuerySet[SearchEntry], offset: int
) -> list[int]:
    """Return the passages of a page and one more, as known on the day that is looked at."""
    if viewpoint.known is None:
        return list(ranked.values_list("passage_id", flat=True)[offset : offset + PAGE + 1])
    known = {each.id for each in shelf(viewpoint, partnership_id).all(Original)}
    rows = ranked.values_list("passage_id", "passage__original_id").iterator(chunk_size=500)
    kept = (passage for passage, original in rows if original in known)
    return list(islice(kept, offset, offset + PAGE + 1))


def _hits(ids: list[int], wanted: list[Term]) -> list[Hit]:
    passages = (
        Passage.objects.filter(pk__in=ids)
        .select_related("original")
        .defer("original__text", "original__furniture")
        .annotate(words=Substr("original__text", F("start") + 1, F("end") - F("start")))
    )
    found: dict[int, Any] = {each.pk: each for each in passages}
    return [_hit(found[pk], wanted) for pk in ids if pk in found]


def _hit(passage: Any, wanted: list[Term]) -> Hit:
    return Hit(
        passage.original,
        passage.start,
        passage.end,
        tuple(pieces(passage.words, lit(passage.words, wanted))),
    )


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterable[Piece]:
    """Divide a text into runs that are lit and runs that are not.

    >>> [(each.text, each.lit) for each in pieces("a port", [(2, 6)])]
    [('a ', False), ('port', True)]
    """
    at = 0
    for start, end in spans:
        if start > at:
            yield Piece(text[at:start], lit=False)
        yield Piece(text[start:end], lit=True)
        at = end
    if at < len(text):
        yield Piece(text[at:], lit=False)

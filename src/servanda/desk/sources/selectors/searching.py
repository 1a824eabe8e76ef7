"""Full-text search over the passages that the viewer may see.

The database finds the passages that have the words, the ones taken in last first, and no more than
`MOST` of those that the viewer may see; these are then put in order by how well they fit. So a
search for words that stand everywhere costs no more than any other, on both databases alike.
"""

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
from servanda.desk.sources.folding import Term, lit, terms, worth
from servanda.desk.sources.lookups import Finds
from servanda.desk.sources.models import Original, Passage, SearchEntry
from servanda.desk.sources.selectors.originals import groups_of

PAGE = 20
FURTHEST = 50  # pages
MOST = PAGE * FURTHEST
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
    """One page of what was found; `more` tells whether another follows.

    `cut` tells that more than `MOST` passages have the words, and only those taken in last were
    put in order: another word or a date would find the rest.
    """

    query: str
    hits: tuple[Hit, ...]
    more: bool
    page: int
    cut: bool = False

    @property
    def most(self) -> int:
        """Return how many passages are put in order at most."""
        return MOST

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
        Finds(F("folded"), wanted),
        passage__original__partnership_id=partnership_id,
    )
    for name, value in (("language", language), ("published__gte", since and since.isoformat())):
        entries = entries.filter(**{f"passage__original__{name}": value}) if value else entries
    if until:
        latest = f"{until.isoformat()}"
        entries = entries.filter(passage__original__published__lte=latest)
        entries = entries.exclude(passage__original__published="")
    found = _latest(viewpoint, partnership_id, entries)
    fittest = sorted(found[:MOST], key=lambda row: (-worth(row[1], wanted), row[0]))
    ids = [passage for passage, _ in fittest[(page - 1) * PAGE : page * PAGE]]
    return Results(
        query,
        tuple(_hits(ids, wanted)),
        more=len(fittest) > page * PAGE,
        page=page,
        cut=len(found) > MOST,
    )


def _latest(
    viewpoint: Viewpoint, partnership_id: str, entries: QuerySet[SearchEntry]
) -> list[tuple[int, str]]:
    """Return the passages taken in last with their folded words, as known on the day looked at.

    One more than `MOST` tells that there are more.
    """
    latest = entries.order_by("-passage_id")
    if viewpoint.known is None:
        return list(latest.values_list("passage_id", "folded")[: MOST + 1])
    known = {each.id for each in shelf(viewpoint, partnership_id).all(Original)}
    rows = latest.values_list("passage_id", "folded", "passage__original_id")
    kept = (
        (passage, folded)
        for passage, folded, original in rows.iterator(chunk_size=500)
        if original in known
    )
    return list(islice(kept, MOST + 1))


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

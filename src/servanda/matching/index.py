"""An inverted index with BM25, in plain numpy: what a term adds to a document is worked out once.

Works in both directions: a handful of commitments asked by a million passages (`scores_of`), and
many passages asked by a few words (`search`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
MOST_BY_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A document of the index, by its place in it, and its score."""

    place: int
    score: float


@dataclass(frozen=True)
class Index:
    """Terms, the documents that have each, and what the term adds to their scores."""

    terms: Mapping[str, int]
    begins: Integers
    """Where the postings of each term begin; one more than there are terms."""
    places: NDArray[np.int32]
    points: Floats
    size: int

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]], *, k1: float = K1, b: float = B) -> Index:
        """Index documents that are given as their terms.

        >>> index = Index.build([["gas", "pipeline"], ["gas", "gas"], ["railway"]])
        >>> [(found.place, round(found.score, 2)) for found in index.search(["gas"])]
        [(1, 0.61), (0, 0.43)]
        """
        terms: dict[str, int] = {}
        said = array("q")
        lengths = array("q")
        for document in documents:
            lengths.append(len(document))
            said.extend(terms.setdefault(term, len(terms)) for term in document)
        return cls._laid_out(
            terms, np.array(said, dtype=np.int64), np.array(lengths, dtype=np.int64), k1, b
        )

    @classmethod
    def _laid_out(
        cls, terms: dict[str, int], said: Integers, lengths: Integers, k1: float, b: float
    ) -> Index:
        """Lay the postings out term by term, with what each adds to its document."""
        size = max(1, len(lengths))
        said_in = np.repeat(np.arange(len(lengths)), lengths)
        cells, counts = np.unique(said * size + said_in, return_counts=True)
        of_term, places = cells // size, cells % size
        having = np.bincount(of_term, minlength=len(terms)).astype(np.float64)
        rarity = np.log1p((len(lengths) - having + 0.5) / (having + 0.5))
        mean = lengths.mean() if lengths.any() else 1.0
        damped = k1 * (1 - b + b * lengths[places] / mean)
        points = rarity[of_term] * counts * (k1 + 1) / (counts + damped)
        begins = np.concatenate(([0], np.cumsum(having))).astype(np.int64)
        return cls(terms, begins, places.astype(np.int32), points.astype(np.float32), len(lengths))

    @cached_property
    def sorted_terms(self) -> list[str]:
        """Give the terms in the order of their letters."""
        return sorted(self.terms)

    def beginning_with(self, prefix: str) -> list[str]:
        """Give the terms that begin so: endings of words then do not matter.

        >>> Index.build([["dehliz", "dehlizler", "qatar"]]).beginning_with("dehl")
        ['dehliz', 'dehlizler']
        """
        first = bisect_left(self.sorted_terms, prefix)
        last = bisect_left(self.sorted_terms, prefix + "\U0010ffff", first)
        return self.sorted_terms[first : min(last, first + MOST_BY_PREFIX)]

    def scores(self, query: Iterable[str]) -> Floats:
        """Score every document by a query's terms, each counted once."""
        scores = np.zeros(self.size, dtype=np.float32)
        for term in sorted({self.terms[word] for word in query if word in self.terms}):
            run = slice(self.begins[term], self.begins[term + 1])
            scores[self.places[run]] += self.points[run]
        return scores

    def search(
        self,
        query: Iterable[str],
        k: int = 10,
        *,
        allowed: NDArray[np.bool_] | None = None,
        prefix: bool = False,
    ) -> list[Found]:
        """Find the best documents; what `allowed` leaves out is neither found nor counted."""
        words = set(query)
        if prefix:
            words = {term for word in words for term in self.beginning_with(word)}
        scores = self.scores(words)
        near = np.flatnonzero(scores)
        if allowed is not None:
            near = near[allowed[near]]
        places = near[best(scores[near], k)]
        return [Found(int(place), float(scores[place])) for place in places]

    def scores_of(self, queries: Sequence[Iterable[str]]) -> Floats:
        """Score every document by every query at once: one row a query."""
        terms = self.terms
        known = [[terms[word] for word in query if word in terms] for query in queries]
        counts = np.array([len(row) for row in known], dtype=np.int64)
        asked = np.fromiter((term for row in known for term in row), np.int64, int(counts.sum()))
        rows = np.repeat(np.arange(len(queries)), counts)
        lengths = self.begins[asked + 1] - self.begins[asked]
        runs = _runs(self.begins[asked], lengths)
        cells = np.repeat(rows * self.size, lengths) + self.places[runs]
        flat = np.bincount(cells, self.points[runs], minlength=len(queries) * self.size)
        return flat.astype(np.float32).reshape(len(queries), self.size)


def best(scores: Floats, k: int) -> Integers:
    """Give the places of the k highest scores above zero, ties in the order of the documents."""
    wanted = min(k, len(scores))
    if wanted <= 0:
        return np.empty(0, dtype=np.int64)
    edge = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
    near = np.flatnonzero((scores >= edge) & (scores > 0))
    return near[np.argsort(-scores[near], kind="stable")][:wanted]


def _runs(begins: Integers, lengths: Integers) -> Integers:
    """Count upward from each beginning: [3, 9] and [2, 3] give 3 4 9 10 11."""
    total = int(lengths.sum())
    ends = np.cumsum(lengths)
    runs: Integers = np.arange(total) + np.repeat(begins - (ends - lengths), lengths)
    return runs

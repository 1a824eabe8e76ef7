"""Proposes, for a passage, the commitments that it may speak of, and says what spoke for each.

The score is a sum: what each kind of feature measures, times the weight of the kind. The weights
are few and shown (`WEIGHTS`, or those of a trained `Ranker`). Nothing here decides: a person does.

Words count in the sentence of the passage where they fit best, so that a long page does not match
everything; names, parties, areas, figures and dates count wherever they stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from servanda.matching.features import Features, Lens
from servanda.matching.index import Floats, Index, best
from servanda.matching.model import Candidate, Kind, Reason, Target, Thing
from servanda.matching.passages import sentences
from servanda.matching.weights import WEIGHTS

IN_SENTENCE = (Kind.WORDS, Kind.COMMON, Kind.PHRASES, Kind.MEANINGS, Kind.ACTS)
ANYWHERE = (Kind.NAMES, Kind.PARTIES, Kind.AREAS, Kind.FIGURES, Kind.DATES)
BY_LENGTH = frozenset({Kind.WORDS, Kind.COMMON, Kind.PHRASES})
SHARES = {
    Kind.SHARE: (Kind.WORDS, Kind.COMMON),
    Kind.AREA_SHARE: (Kind.AREAS,),
    Kind.MEANING_SHARE: (Kind.MEANINGS,),
}
BATCH = 512
LEAST = {Kind.SHARE: 3.0, Kind.AREA_SHARE: 2.0, Kind.MEANING_SHARE: 1.5}
"""Added to what a commitment has in all, so that two words out of two are not everything."""

Parts = Mapping[Kind, Floats]


@dataclass(frozen=True)
class Bulk:
    """Candidates of many passages at once: the targets' places, best first, -1 where none."""

    places: NDArray[np.int32]
    scores: Floats
    seen: Sequence[Sequence[Features]] = ()
    """What the sentences of each passage show."""


@dataclass(frozen=True)
class Matcher:
    """The commitments of a partnership, ready to be asked by passages."""

    targets: tuple[Target, ...]
    lens: Lens
    shown: tuple[Features, ...]
    """What each target shows."""
    indexes: Mapping[Kind, Index]
    wholes: Mapping[Kind, Floats]
    """What each target would score against itself, for the shares."""
    weights: Mapping[Kind, float] = field(default_factory=lambda: WEIGHTS)

    @classmethod
    def of(
        cls,
        targets: Iterable[Target],
        *,
        things: Iterable[Thing] = (),
        parties: Iterable[Thing] = (),
        weights: Mapping[Kind, float] = WEIGHTS,
    ) -> Matcher:
        """Make commitments ready to be asked.

        >>> matcher = Matcher.of([Target("a", "clear mines"), Target("b", "sell gas to Europe")])
        >>> [candidate] = matcher.candidates("Gas was sold to Europe for the first time.")
        >>> candidate.id, sorted(str(reason.kind) for reason in candidate.reasons)[:2]
        ('b', ['areas', 'meanings'])
        """
        all_targets = tuple(targets)
        lens = Lens.of(things, parties)
        shown = tuple(lens.features(f"{target.text} {target.area}") for target in all_targets)
        indexes = {
            kind: Index.build(
                (features[kind] for features in shown), b=0.75 if kind in BY_LENGTH else 0.0
            )
            for kind in (*IN_SENTENCE, *ANYWHERE)
        }
        own = {
            kind: np.diagonal(index.scores_of([features[kind] for features in shown]))
            for kind, index in indexes.items()
        }
        wholes = {
            share: np.sum([own[kind] for kind in kinds], axis=0) + np.float32(LEAST[share])
            for share, kinds in SHARES.items()
        }
        return cls(all_targets, lens, shown, indexes, wholes, weights)

    def candidates(self, passage: str, k: int = 10, *, language: str = "") -> list[Candidate]:
        """Propose the best commitments for a passage, each with its reasons."""
        seen = self.see(passage, language)
        parts = {kind: rows[0] for kind, rows in self._measure([seen]).items()}
        total = self._total(parts)
        together = {kind: {one for run in seen for one in run[kind]} for kind in self.indexes}
        return [
            self._candidate(int(place), together, parts, float(total[place]))
            for place in best(total, k)
        ]

    def bulk(self, passages: Iterable[str], k: int = 10) -> Iterator[Bulk]:
        """Propose for many passages, a batch at a time; `candidates` gives the reasons of one."""
        rest = iter(passages)
        while batch := list(islice(rest, BATCH)):
            seen = [self.see(text) for text in batch]
            yield _best_of_rows(self._total(self._measure(seen)), min(k, len(self.targets)), seen)

    def see(self, passage: str, language: str = "") -> list[Features]:
        """Return what each sentence of a passage shows."""
        return [self.lens.features(run, language) for run in _runs(passage)]

    def _measure(self, seen: Sequence[Sequence[Features]]) -> dict[Kind, Floats]:
        """Measure passages, given as the features of their sentences, against every target."""
        begins = np.cumsum([0, *(len(runs) for runs in seen[:-1])])
        parts: dict[Kind, Floats] = {}
        for kind in IN_SENTENCE:
            rows = self.indexes[kind].scores_of([run[kind] for runs in seen for run in runs])
            parts[kind] = _highest(rows, begins)
        for kind in ANYWHERE:
            asked = [{one for run in runs for one in run[kind]} for runs in seen]
            parts[kind] = self.indexes[kind].scores_of(asked)
        for share, kinds in SHARES.items():
            parts[share] = np.sum([parts[kind] for kind in kinds], axis=0) / self.wholes[share]
        return parts

    def _total(self, parts: Parts) -> Floats:
        total = np.zeros_like(parts[Kind.WORDS])
        for kind, weight in self.weights.items():
            total += np.float32(weight) * parts[kind]
        return total

    def _candidate(
        self, place: int, seen: Mapping[Kind, set[str]], parts: Parts, score: float
    ) -> Candidate:
        measured = {kind: float(parts[kind][place]) for kind in Kind if parts[kind][place] > 0}
        reasons = [
            Reason(kind, self._shared(place, seen, kind), self.weights[kind] * points)
            for kind, points in measured.items()
        ]
        ordered = tuple(sorted(reasons, key=lambda reason: -reason.points))
        return Candidate(self.targets[place].id, score, ordered, measured)

    def _shared(self, place: int, seen: Mapping[Kind, set[str]], kind: Kind) -> tuple[str, ...]:
        kinds = SHARES.get(kind, (kind,))
        return tuple(
            sorted(one for each in kinds for one in seen[each] & set(self.shown[place][each]))
        )


def _runs(passage: str) -> list[str]:
    """Give the sentences of a passage; at least one, be it empty."""
    return [sentence.text for sentence in sentences(passage)] or [""]


def _highest(rows: Floats, begins: NDArray[np.int64]) -> Floats:
    """Give the highest of each run of rows."""
    highest = rows[begins]
    lengths = np.diff(np.append(begins, len(rows)))
    for further in range(1, int(lengths.max())):
        longer = np.flatnonzero(lengths > further)
        highest[longer] = np.maximum(highest[longer], rows[begins[longer] + further])
    return highest


def _best_of_rows(total: Floats, k: int, seen: Sequence[Sequence[Features]]) -> Bulk:
    edge = np.argpartition(-total, k - 1, axis=1)[:, :k]
    edge.sort(axis=1)
    near = np.take_along_axis(total, edge, axis=1)
    order = np.argsort(-near, axis=1, kind="stable")
    places = np.take_along_axis(edge, order, axis=1).astype(np.int32)
    scores = np.take_along_axis(near, order, axis=1)
    return Bulk(np.where(scores > 0, places, np.int32(-1)), scores, seen)

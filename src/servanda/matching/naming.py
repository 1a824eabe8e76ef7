"""Finds works that go by a name in a passage: the projects and gates that it speaks of.

A commitment is known by what it promises, a project by what it is called: a sentence that has most
of the name speaks of it, one that only deals with the same matter does not. Words of a name count
by how rarely the commitments and the other works have them (inverse document frequency, Spärck
Jones 1972), so that “railway” says little and “Horadiz” much; a thing or party in it must be named,
under whichever of its names.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.matching.features import Features, Lens
from servanda.matching.folding import stems_of
from servanda.matching.matcher import Matcher
from servanda.matching.model import Candidate, Kind, Reason, Target

ENOUGH = 0.65
"""Share of a name, by how telling its words are, that one sentence must have."""
AT_LEAST = 2
"""Words of a name that it must have, where the name has as many."""
_ASIDE = re.compile(r"\s*\([^()]*\)")

Token = tuple[Kind, str]
"""A stem, or the id of a named thing or party."""
KINDS = {
    Kind.WORDS: Kind.WORDS,
    Kind.COMMON: Kind.WORDS,
    Kind.NAMES: Kind.NAMES,
    Kind.PARTIES: Kind.PARTIES,
}


@dataclass(frozen=True)
class Namer:
    """Works, ready to be found by their names."""

    works: tuple[Target, ...]
    names: tuple[tuple[int, frozenset[Token]], ...]
    """The place of a work and what one of its names shows; a work may have several names."""
    weights: Mapping[Token, float]
    named_with: Mapping[Token, tuple[int, ...]]
    """The names that show a token."""

    @classmethod
    def of(cls, works: Iterable[Target], matcher: Matcher) -> Namer:
        """Make works ready, beside the commitments of a matcher and with its names of things.

        >>> called = {"r": ("Horadiz railway",), "b": ("Bridge",)}
        >>> works = [Target(key, "", names=names) for key, names in called.items()]
        >>> matcher = Matcher.of([Target("a", "to build railways")])
        >>> seen = matcher.see("Rails lie on the railway to Horadiz. A bridge and a railway.")
        >>> [(each.id, len(each.reasons)) for each in Namer.of(works, matcher).candidates(seen)]
        [('r', 1), ('b', 1)]
        """
        known = tuple(works)
        names = tuple(
            (place, shown)
            for place, work in enumerate(known)
            for shown in dict.fromkeys(_shows(matcher.lens, name) for name in _called(work))
            if shown
        )
        texts = [_tokens(shown) for shown in matcher.shown]
        texts += [_told(matcher.lens, work) for work in known]
        counted = Counter(token for text in texts for token in text)
        weights = {
            token: math.log((len(texts) + 1) / (counted[token] + 0.5))
            for _, shown in names
            for token in shown
        }
        named_with: defaultdict[Token, list[int]] = defaultdict(list)
        for at, (_, shown) in enumerate(names):
            for token in shown:
                named_with[token].append(at)
        return cls(known, names, weights, {key: tuple(at) for key, at in named_with.items()})

    def candidates(self, seen: Sequence[Features], k: int = 4) -> list[Candidate]:
        """Propose the works that a passage names, given as what its sentences show, best first."""
        best: dict[int, frozenset[Token]] = {}
        for features in seen:
            for place, shared in self._named(_tokens(features)):
                if self._score(shared) > self._score(best.get(place, frozenset())):
                    best[place] = shared
        found = [self._candidate(place, shared) for place, shared in best.items()]
        return sorted(found, key=lambda each: (-each.score, each.id))[:k]

    def _named(self, sentence: frozenset[Token]) -> Iterator[tuple[int, frozenset[Token]]]:
        near = Counter(at for token in sentence for at in self.named_with.get(token, ()))
        for at, words in near.items():
            place, name = self.names[at]
            shared = name & sentence
            things = {token for token in name if token[0] is not Kind.WORDS}
            enough = self._score(shared) >= ENOUGH * self._score(name)
            if enough and things <= shared and words >= min(AT_LEAST, len(name)):
                yield place, shared

    def _score(self, tokens: frozenset[Token]) -> float:
        return sum(self.weights[token] for token in sorted(tokens))

    def _candidate(self, place: int, shared: frozenset[Token]) -> Candidate:
        by_kind: defaultdict[Kind, list[Token]] = defaultdict(list)
        for token in sorted(shared):
            by_kind[token[0]].append(token)
        reasons = [
            Reason(kind, tuple(what for _, what in tokens), self._score(frozenset(tokens)))
            for kind, tokens in by_kind.items()
        ]
        ordered = tuple(sorted(reasons, key=lambda each: -each.points))
        parts = {each.kind: each.points for each in ordered}
        work = self.works[place]
        return Candidate(work.id, sum(parts.values()), ordered, parts, work.kind)


def _told(lens: Lens, work: Target) -> frozenset[Token]:
    """Return what a work shows in all that is said of it, in every language of its names."""
    every = [_tokens(lens.features(text)) for text in (work.text, *work.names)]
    return frozenset[Token]().union(*every)


def _called(work: Target) -> Iterator[str]:
    """Give the names of a work, each also without what stands in brackets."""
    for name in work.names:
        yield name
        yield _ASIDE.sub("", name)


def _shows(lens: Lens, name: str) -> frozenset[Token]:
    """Return what a name shows: a thing named in it stands for its words, whichever they are."""
    shown = _tokens(lens.features(name))
    things = [what for kind, what in shown if kind is Kind.NAMES]
    theirs = {(Kind.WORDS, stem) for thing in things for stem in _stems_of_thing(lens, thing)}
    return shown - theirs


def _stems_of_thing(lens: Lens, thing: str) -> Iterator[str]:
    for entries in lens.things.by_first.values():
        for stems, things in entries:
            if thing in things:
                yield from stems
    for written, named in lens.things.capitals.items():
        if named == thing:
            yield from stems_of(written, "en")


def _tokens(features: Features) -> frozenset[Token]:
    return frozenset((kind, what) for of, kind in KINDS.items() for what in features[of])

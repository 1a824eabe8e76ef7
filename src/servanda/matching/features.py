"""What a text shows, kind by kind, in the form in which two texts are compared.

Words and their neighbours by stems, named things, parties, subject areas, meanings, the verbs of
acts, figures with units, and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from servanda.deadlines import find_dates
from servanda.matching.folding import language_of, stem
from servanda.matching.model import Kind, Thing
from servanda.matching.names import Names, areas, meanings, phrases
from servanda.matching.quantities import quantities
from servanda.matching.words import word_class
from servanda.reading.lexicon import is_only_verb, lemma_of

Features = Mapping[Kind, Sequence[str]]

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_MONTHS = "|".join(sorted(word_class("months")))
_DATED = re.compile(
    rf"\d[^.;\n]{{0,12}}?\b(?:{_MONTHS})|\b(?:{_MONTHS})\w*"
    r"[^.;\n]{0,6}?\d|\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}",
    re.IGNORECASE,
)
_NEAR = 24
"""A date is read with this much of what stands around it; reading whole pages takes long."""


@dataclass(frozen=True)
class Lens:
    """What to look for in a text beside its words: the things and parties of a partnership."""

    things: Names
    parties: Names

    @classmethod
    def of(cls, things: Iterable[Thing] = (), parties: Iterable[Thing] = ()) -> Lens:
        """Make a lens from the dossier's names."""
        return cls(Names.of(things), Names.of(parties))

    def features(self, text: str, language: str = "") -> dict[Kind, list[str]]:
        """Take a text apart, kind by kind.

        >>> tripp = Thing("tripp", ("Trump Route", "TRIPP"))
        >>> seen = Lens.of([tripp]).features("TRIPP will open 43 km of railway.")
        >>> seen[Kind.NAMES], seen[Kind.FIGURES], seen[Kind.ACTS]
        (['tripp'], ['43 km'], [])
        """
        tongue = language or language_of(text)
        words = _WORD.findall(text)
        stemmed = [(found, word) for word in words if (found := stem(word, tongue))]
        every = [found for found, _ in stemmed]
        named, places = self.parties.taken(every)
        own = [pair for place, pair in enumerate(stemmed) if place not in places]
        stems = [found for found, _ in own]
        spelled = set(words) if self.things.capitals or self.parties.capitals else ()
        genre = _genre()
        return {
            Kind.WORDS: [found for found in stems if found not in genre],
            Kind.COMMON: [found for found in stems if found in genre],
            Kind.PHRASES: phrases(stems),
            Kind.NAMES: sorted(self.things.ids(every, spelled)),
            Kind.PARTIES: sorted(named | self.parties.ids((), spelled)),
            Kind.AREAS: sorted(areas(tongue).ids(every)),
            Kind.MEANINGS: sorted(meanings(tongue).ids(stems)),
            Kind.ACTS: acts_of(word for _, word in own) if tongue == "en" else [],
            Kind.FIGURES: figures_of(text),
            Kind.DATES: dates_of(text, tongue),
        }


@cache
def _genre() -> frozenset[str]:
    """Give the stems of the words that every agreement uses."""
    return frozenset(stem(word) for word in word_class("genre_en"))


def acts_of(words: Iterable[str]) -> list[str]:
    """Give the base forms of the verbs that say what is done.

    >>> acts_of("has delivered and repaired the grid".split())
    ['deliver', 'repair']
    """
    return sorted({act for word in words if (act := _act(word))})


@lru_cache(maxsize=1 << 17)
def _act(word: str) -> str:
    """Give the base form of a word that can be a verb, or "" where it says nothing."""
    lower = word.lower()
    base = lemma_of(lower)
    inflected = base != lower and lower.endswith(("ed", "ing"))
    if base in word_class("empty_acts") or not (inflected or is_only_verb(base)):
        return ""
    return base if stem(lower) else ""


def figures_of(text: str) -> list[str]:
    """Give the figures of a text as words for the index."""
    if _DIGIT.search(text) is None:
        return []
    return sorted({found.token for found in quantities(text) if found.unit or found.value >= 10})


def dates_of(text: str, language: str = "en") -> list[str]:
    """Give the calendar days that a text names.

    >>> dates_of("signed on 10 February 2026")
    ['2026-02-10']
    """
    if _DIGIT.search(text) is None:
        return []
    days: set[str] = set()
    for near in _DATED.finditer(text):
        around = text[max(0, near.start() - _NEAR) : near.end() + _NEAR]
        for named in find_dates(around, language):
            if named.precision == "day" and named.date is not None:
                days.add(named.date.isoformat())
    return sorted(days)

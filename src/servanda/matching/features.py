"""What a text shows, kind by kind, in the form in which two texts are compared.

Words and their neighbours by stems, named things, parties, subject areas, meanings, the verbs of
acts, figures with units, and dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

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
_NUMERIC = re.compile(r"\d[-./]\d")
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
        parties, things, subjects, senses = self._begun(every, tongue)
        named, places = self.parties.taken(every, parties)
        own = [pair for place, pair in enumerate(stemmed) if place not in places]
        stems = [found for found, _ in own]
        spelled = [word for word in words if word in self.capitals]
        genre = _genre()
        return {
            Kind.WORDS: [found for found in stems if found not in genre],
            Kind.COMMON: [found for found in stems if found in genre],
            Kind.PHRASES: phrases(stems),
            Kind.NAMES: sorted(self.things.taken(every, things)[0] | self.things.spelled(spelled)),
            Kind.PARTIES: sorted(named | self.parties.spelled(spelled)),
            Kind.AREAS: sorted(areas(tongue).taken(every, subjects)[0]),
            Kind.MEANINGS: sorted(
                meanings(tongue).taken(every, [at for at in senses if at not in places])[0]
            ),
            Kind.ACTS: acts_of(word for _, word in own) if tongue == "en" else [],
            Kind.FIGURES: figures_of(text),
            Kind.DATES: dates_of(text, tongue),
        }

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Give the short names that are looked for as they are written."""
        return frozenset(self.things.capitals) | frozenset(self.parties.capitals)

    @cached_property
    def _beginnings(self) -> dict[str, dict[str, tuple[int, ...]]]:
        """Keep for each language which lists have a name that begins with a stem."""
        return {}

    def _begun(self, stems: Sequence[str], tongue: str) -> tuple[list[int], ...]:
        """Give for each list of names the places where one of its names may begin."""
        if tongue not in self._beginnings:
            lists = (self.parties, self.things, areas(tongue), meanings(tongue))
            firsts = {first for names in lists for first in names.by_first}
            self._beginnings[tongue] = {
                first: tuple(at for at, names in enumerate(lists) if first in names.by_first)
                for first in firsts
            }
        beginnings = self._beginnings[tongue]
        begun: tuple[list[int], ...] = ([], [], [], [])
        for place in [at for at, found in enumerate(stems) if found in beginnings]:
            for which in beginnings[stems[place]]:
                begun[which].append(place)
        return begun


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
    if _DIGIT.search(text) is None or not _may_name_a_day(text):
        return []
    days: set[str] = set()
    for near in _DATED.finditer(text):
        around = text[max(0, near.start() - _NEAR) : near.end() + _NEAR]
        for named in find_dates(around, language):
            if named.precision == "day" and named.date is not None:
                days.add(named.date.isoformat())
    return sorted(days)


def _may_name_a_day(text: str) -> bool:
    """Tell quickly whether a text with figures has a month in it, by name or by number."""
    lower = text.lower()
    return any(month in lower for month in word_class("months")) or bool(_NUMERIC.search(text))

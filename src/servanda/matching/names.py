"""Finds named things in a text, under any of their names, and the subject areas it touches.

TRIPP, Trump Route and Zangezur corridor are one thing where the dossier says so; the names are
data. Names are compared by stems, so that endings do not matter (dəhlizinin, corridors).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from servanda.matching.folding import fold, language_of, spans_of, stem, stems_of
from servanda.matching.model import Thing
from servanda.matching.words import word_lines

_BRACKETS = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*(.*)$")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,4}")
_SHORT = 3
Entry = tuple[tuple[str, ...], tuple[str, ...]]
"""The stems of a name, and what goes by it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in a text, and where."""

    id: str
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """Names ready to be looked for: by their stems, and short capitals as they are written."""

    by_first: Mapping[str, tuple[Entry, ...]]
    capitals: Mapping[str, str]

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Names:
        """Make the names of things ready.

        >>> names = Names.of([Thing("tripp", ("Trump Route (TRIPP)", "Zangezur corridor"))])
        >>> text = "The Zangezur Corridor, or TRIPP"
        >>> [(m.id, text[m.start : m.end]) for m in names.mentions(text)]
        [('tripp', 'Zangezur Corridor'), ('tripp', 'TRIPP')]
        """
        table: dict[tuple[str, ...], set[str]] = {}
        capitals: dict[str, str] = {}
        for thing in things:
            for name in (part for whole in thing.names for part in _apart(whole)):
                plain = name.replace(".", "")
                if _is_as_written(plain):
                    capitals[plain] = thing.id
                elif stems := tuple(stems_of(name)):
                    table.setdefault(stems, set()).add(thing.id)
        return cls(_by_first(table), capitals)

    def mentions(self, text: str, language: str = "") -> list[Mention]:
        """Find the things that a text names, in its order; the longest name wins."""
        tongue = language or language_of(text)
        initials = [
            Mention(self.capitals[plain], found.start(), found.end())
            for found in _INITIALS.finditer(text)
            if (plain := found.group().replace(".", "")) in self.capitals
        ]
        words = [
            (stem(word, tongue), word, start, end)
            for word, start, end in spans_of(text)
            if stem(word, tongue) or word in self.capitals
        ]
        return sorted([*initials, *self._walk(words)], key=lambda mention: mention.start)

    def _walk(self, words: Sequence[tuple[str, str, int, int]]) -> Iterator[Mention]:
        place = 0
        while place < len(words):
            folded, word, start, end = words[place]
            if word in self.capitals:
                yield Mention(self.capitals[word], start, end)
            for stems, things in self.by_first.get(folded, ()):
                run = words[place : place + len(stems)]
                if tuple(found[0] for found in run) == stems:
                    yield from (Mention(thing, start, run[-1][3]) for thing in things)
                    place += len(stems) - 1
                    break
            place += 1

    def ids(self, stems: Sequence[str], words: Iterable[str] = ()) -> set[str]:
        """Tell which things are named, from the stems of a text and its words as written."""
        return self.taken(stems)[0] | self.spelled(words)

    def spelled(self, words: Iterable[str]) -> set[str]:
        """Tell which things are named by their short capitals, from words as written."""
        return {self.capitals[word] for word in words if word in self.capitals}

    def taken(
        self, stems: Sequence[str], begun: Sequence[int] | None = None
    ) -> tuple[set[str], set[int]]:
        """Tell which things the stems name, and which places the names take; the longest wins.

        `begun` are the places where a name may begin, where they are known already.
        """
        named: set[str] = set()
        places: set[int] = set()
        if begun is None:
            begun = [at for at, first in enumerate(stems) if first in self.by_first]
        for place in begun:
            if place in places:
                continue
            for name, things in self.by_first[stems[place]]:
                if len(name) == 1 or tuple(stems[place : place + len(name)]) == name:
                    named.update(things)
                    places.update(range(place, place + len(name)))
                    break
        return named, places


def _is_as_written(name: str) -> bool:
    """Tell whether a name counts in its capitals only: it is short, or stems as another word.

    >>> [name for name in ("TRIPP", "SOCAR", "US", "Us") if _is_as_written(name)]
    ['TRIPP', 'US']
    """
    if not name.isupper():
        return False
    return len(name) <= _SHORT or (name.isalpha() and stem(name, "en") != fold(name))


def _apart(name: str) -> list[str]:
    """Give "Trump Route (TRIPP)" as both of its names."""
    found = _BRACKETS.match(name)
    if found is None:
        return [name]
    return [part for part in (f"{found[1]} {found[3]}".strip(), found[2]) if part]


def _by_first(table: Mapping[tuple[str, ...], set[str]]) -> dict[str, tuple[Entry, ...]]:
    """Lay names out by their first stem, the longest first."""
    laid: dict[str, list[Entry]] = {}
    for stems in sorted(table, key=lambda name: (-len(name), name)):
        laid.setdefault(stems[0], []).append((stems, tuple(sorted(table[stems]))))
    return {first: tuple(entries) for first, entries in laid.items()}


@cache
def areas(language: str = "en") -> Names:
    """Give the subject areas and the words that show them, in a language.

    >>> sorted(areas().ids(stems_of("an interceptor for the air defences")))
    ['air defence']
    """
    return _listed("areas", language)


@cache
def meanings(language: str = "en") -> Names:
    """Give the meanings of the field and the words that have each; so far in English only.

    >>> sorted(meanings().ids(stems_of("financing for armaments")))
    ['funding', 'weapons']
    """
    return _listed("meanings", language)


def _listed(name: str, language: str) -> Names:
    """Read a list of "what: word; word" lines; "az" or "ru" after the first tells the language."""
    table: dict[tuple[str, ...], set[str]] = {}
    for line in word_lines(name):
        head, _, terms = line.partition(": ")
        what, tongue = (head[:-3], head[-2:]) if head.endswith((" az", " ru")) else (head, "en")
        for stems in (tuple(stems_of(term, language)) for term in terms.split("; ")):
            if stems and tongue == language:
                table.setdefault(stems, set()).add(what)
    return Names(_by_first(table), {})


def phrases(stems: Sequence[str]) -> list[str]:
    """Give each pair of neighbours: "air defence" says more than "air" and "defence".

    >>> phrases(["air", "defen", "system"])
    ['air defen', 'defen system']
    """
    return [f"{first} {second}" for first, second in pairwise(stems)]

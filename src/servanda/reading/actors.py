"""Names for those who act: the words of a subject, turned into parties where they mean them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from servanda.reading.model import Party
from servanda.reading.parties import short_name
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import ALL_PARTIES

EVERYBODY = re.compile(
    r"^(?:the |both |each |either |no |neither |all |our |their |these |two |three |other |a |of |high |contracting |participating |signatory |respective )*"
    r"(?:part(?:y|ies)|participants?|sides?|we|leaders?|governments?|countries|country|nations?|states?|they|signator(?:y|ies)|presidents|"
    r"ministers|partners|them)$"
)


class Cast:
    """The parties of an instrument and every name they go by."""

    def __init__(self, parties: Iterable[Party], collective: Iterable[str] = ()) -> None:
        self.parties = tuple(parties)
        terms = {term.lower().removeprefix("the ").removesuffix("s") for term in collective}
        self._collective = (
            re.compile(
                rf"^(?:(?:the|both|each|either|no|neither|all|other|an?) )*(?:{'|'.join(map(re.escape, sorted(terms)))})s?$"
            )
            if terms
            else None
        )
        self.names = {
            alias.lower().replace("’", "'"): _label(party)
            for party in self.parties
            for alias in (party.name, short_name(party.name), *party.aliases)
        }
        self.known = frozenset(self.names)
        ordered = sorted(self.names, key=len, reverse=True)
        self._pattern = (
            re.compile(r"(?<!\w)(" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
            if ordered
            else None
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """Give the names by which the parties are shown."""
        return tuple(_label(party) for party in self.parties)

    def actors(self, s: Sentence, subject: tuple[int, int] | None, text: str) -> tuple[str, ...]:
        """Name who acts, in the parties' own names where the words mean parties."""
        if subject is None or subject[0] >= subject[1]:
            return ()
        phrase = text[s.starts[subject[0]] : s.ends[subject[1] - 1]]
        lower = re.sub(r"\s+", " ", phrase.lower().replace("’", "'")).strip(" ,")
        own = self.names.get(lower.removeprefix("the "))
        if own is not None:
            return (own,)
        if self._collective and self._collective.match(lower):
            return tuple(_label(party) for party in self.parties) or (phrase,)
        if EVERYBODY.match(lower) or (
            lower.split()[-1] in ALL_PARTIES and self._pattern and not self._pattern.search(lower)
        ):
            return tuple(_label(party) for party in self.parties) or (phrase,)
        named = self._named(lower)
        if named:
            return named
        return (re.sub(r"^(?:the|a|an|and)\s+", "", " ".join(phrase.split()), flags=re.IGNORECASE),)

    def _named(self, lower: str) -> tuple[str, ...]:
        """Give the parties that a phrase names as its head, not as somebody's owner."""
        if self._pattern is None:
            return ()
        found = list(self._pattern.finditer(lower))
        left = self._pattern.sub(" ", lower)
        rest = [
            w
            for w in re.findall(r"[\w'.]+", left)
            if w
            not in {
                "the",
                "and",
                "both",
                "government",
                "governments",
                "of",
                "together",
                "with",
                "republic",
                "as",
                "well",
            }
        ]
        if not found or rest:
            return ()
        return tuple(dict.fromkeys(self.names[f[1]] for f in found))


def _label(party: Party) -> str:
    """Give the shortest full name: the state's rather than its government's."""
    short = short_name(party.name)
    for alias in party.aliases:
        if (
            alias[:1].isupper()
            and alias.lower() in short.lower()
            and not alias.isupper()
            and "." not in alias
        ):
            return alias
    return short

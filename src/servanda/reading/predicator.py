"""The governing words of a clause, as a value, and what modals and promises share."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.reading.lexicon import (
    is_adverb,
    is_verb,
)
from servanda.reading.model import Force
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import MODALS
from servanda.reading.words import word_class

DETERMINERS = word_class("determiners")
LIST_OPENERS = frozenset({":", "─", "—", "–", "-"})
LOOK_AHEAD = 30
NEED_AGENT = frozenset(
    "plan plans aim aims pledge promise desire hope wish resolve seek look looks expect propose engage "
    "engages prepare".split()
)


@dataclass(frozen=True, slots=True)
class Predicator:
    """The governing words of a clause: their force, where they stand and what they take."""

    force: Force
    start: int  # token of the modal or verb
    head: int  # token of the first verb of the act (or of its first word)
    form: str  # "base", "gerund" or "none": the form that parallel acts share
    words: str  # as found, for the reason given
    negative: bool = False
    finite_past: bool = False
    open_list: bool = False  # nothing follows but a list: "the Parties agree:"

    perfect: bool = False  # "shall have given": the state in which something else happens

    @property
    def modal(self) -> bool:
        """Tell whether a modal verb governs the clause."""
        return self.words.split()[0] in MODALS

    @property
    def needs_agent(self) -> bool:
        """Tell whether only somebody who acts can be its subject: "plans" may be a noun."""
        first = self.words.split()[0]
        return (self.finite_past and not self.open_list) or first in NEED_AGENT


def verb_behind_insertion(s: Sentence, j: int) -> int | None:
    """Find the verb behind ", when practicable, …,": the first verb that follows a comma."""
    for k in range(j, min(len(s) - 1, j + 2 * LOOK_AHEAD)):
        if s.lower[k] != ",":
            continue
        v = k + 1
        while v < len(s) and (
            is_adverb(s.lower[v]) or s.lower[v] in {"not", "each", "both", "all"}
        ):
            v += 1
        if v < len(s) and (is_verb(s.lower[v]) or s.lower[v] in {"be", "have"}):
            return v
    return None

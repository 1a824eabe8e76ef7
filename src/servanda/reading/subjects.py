"""Who speaks in a clause: its subject, and whether the clause stands on its own.

A modal in a clause that hangs on "if", "which" or "that" promises nothing by itself, except
where the parties agree *that* somebody shall do something, or where a relative clause lays a
duty on a party ("which the other Party shall consider").
"""

from __future__ import annotations

from dataclasses import dataclass

from servanda.reading.lexicon import (
    is_adverb,
    is_finite,
    is_gerund,
    is_noun,
    is_participle,
    is_verb,
    is_word,
    lemma_of,
)
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import AGENTS, ALL_PARTIES, INSTRUMENTS, STANCES, SUBORDINATORS
from servanda.reading.words import word_class

STOPS = frozenset({",", ";", ":", "─", "—", "–", "(", ")"})
PREPOSITIONS = word_class("prepositions")
THAT_PROMISES = frozenset(
    "agree decide understand determine resolve intend undertake stipulate state announce pledge commit confirm".split()
)
INSERTED = frozenset(
    "together including subject consistent acting represented working pursuant via along jointly recalling recognizing after before during following without having each hereinafter hereafter".split()
)
AUXILIARIES = frozenset("is are was were has have had do does".split())
# Nouns whose "that" tells what they hold, as "the view that", and not which one is meant.
CONTENTS = frozenset(
    "view fact understanding belief conviction hope principle importance extent event condition idea commitment assurance notice confirmation confidence opinion conclusion".split()
)
INSERTION_AT_MOST = 30
TRAILERS = frozenset("concerned involved affected aforementioned thereto thereof".split())
OPENINGS = frozenset("no not after before during immediately annually every once".split())
STARTS_PHRASE = frozenset("the each both either neither all our any a an its their".split())
COMPARED = frozenset("later earlier less more sooner rather other fewer greater".split())


@dataclass(frozen=True, slots=True)
class Subject:
    """The words before a predicator that say who acts."""

    first: int
    last: int  # exclusive
    clause: int  # token at which the clause with this subject begins
    standing: str  # "main", "agreed", "relative" or "subordinate"
    inherited: bool = False

    @property
    def empty(self) -> bool:
        """Tell whether no words of its own say who acts."""
        return self.first >= self.last


def subject_of(s: Sentence, predicator: int, floor: int) -> Subject:
    """Find the subject of the predicator that starts at a token, not looking left of `floor`."""
    last = _skip_back(s, predicator - 1, floor) + 1
    j = _boundary(s, last - 1, floor, last)
    if j > floor and _is_restrictive(s, j, last):
        last, j = j, _boundary(s, j - 1, floor, j)
    first = _behind_opening(s, j + 1, last)
    if floor and first < last and s.lower[first] in PREPOSITIONS and not is_agent(s, first, last):
        first = last  # "and in the interval shall stay": the phrase is no subject
    standing = _standing(s, j, floor, empty=first >= last)
    clause = _clause_start(s, j, floor) if first < last or standing == "relative" else predicator
    if first < last and first < len(s) and s.lower[first] in {"and", "but", "or", "then"}:
        first += 1
    return Subject(first, last, clause, standing, inherited=first >= last)


def _boundary(s: Sentence, j: int, floor: int, last: int) -> int:
    """Step left to the token that bounds a noun phrase."""
    while j >= floor and not _bounds(s, j, floor, last):
        j -= 1
    return j


def _is_restrictive(s: Sentence, j: int, last: int) -> bool:
    """Tell "Each Party that receives a request shall" from "agree that each Party shall".

    A relative clause with a verb of its own, right behind a noun, belongs to the subject.
    """
    if s.lower[j] not in {"that", "which", "who", "whose"} or s.lower[j - 1] in STOPS:
        return False
    before = s.lower[j - 1]
    if before in CONTENTS or lemma_of(before) in STANCES or not is_noun(before):
        return False
    first = next((w for w in s.lower[j + 1 : last] if not is_adverb(w)), "")
    return first in AUXILIARIES or is_finite(first) or is_verb(first)


def _behind_opening(s: Sentence, first: int, last: int) -> int:
    """Step over an opening phrase without a comma: "By 31 March 2027 the Parties shall"."""
    if first >= last or s.lower[first] not in PREPOSITIONS | OPENINGS:
        return first
    if s.lower[last - 1] in {"it", "they", "we"}:
        return last - 1
    for d in range(last - 1, first, -1):
        if s.lower[d] in STARTS_PHRASE and is_agent(s, d, last):
            return d
    return first


def _skip_back(s: Sentence, j: int, floor: int) -> int:
    """Step left over adverbs, auxiliaries and insertions between the subject and its verb."""
    while j >= floor:
        word = s.lower[j]
        if (is_adverb(word) and not (j and s.lower[j - 1] in {",", "the"} and j - 1 == floor)) or word in {
            "both", "each", "all", "do", "does", "did", "have", "has", "had",
        }:  # fmt: skip
            if word in {"both", "each", "all"} and (
                j == floor or s.lower[j - 1] in STOPS | {"and", "that"}
            ):
                return j
            j -= 1
        elif word == ",":
            k = _comma_before(s, j, floor)
            if k is None:
                return j
            j = k - 1
        elif word == ")":
            while j > floor and s.lower[j] != "(":
                j -= 1
            j -= 1
        else:
            return j
    return j


def _comma_before(s: Sentence, j: int, floor: int) -> int | None:
    """Find the comma that opens the insertion which closes at `j`, if it is an insertion."""
    for k in range(j - 1, max(floor, j - INSERTION_AT_MOST) - 1, -1):
        if s.lower[k] in {";", ":"}:
            return None
        opener = s.lower[k + 1]
        if s.lower[k] == "," and k > floor and _inserts(opener):
            return k
    return None


def _inserts(opener: str) -> bool:
    """Tell whether a word opens an insertion: ", as appropriate,", ", numbering 960,"."""
    if opener in PREPOSITIONS | SUBORDINATORS | INSERTED or is_adverb(opener):
        return True
    return opener.endswith(("ing", "ed"))


def _bounds(s: Sentence, j: int, floor: int, last: int) -> bool:
    word = s.lower[j]
    if word in SUBORDINATORS:
        return _subordinates(s, j)
    if word in STOPS:
        return word not in {"(", ")"}
    if word in {"and", "but", "or", "then"}:
        if j == floor or j + 1 == last or s.lower[j - 1] in {",", ";"} or word in {"but", "then"}:
            return True
        if floor > 0 and word == "and" and s.lower[j + 1] in PREPOSITIONS:
            return True
        return floor > 0 and is_agent(s, j + 1, last) and not is_agent(s, j - 1, j)
    return False


def _subordinates(s: Sentence, j: int) -> bool:
    """Tell "that the Parties" from "that Party", "later than" and "goods so salved"."""
    word, after = s.lower[j], s.lower[j + 1] if j + 1 < len(s) else ""
    before = s.lower[j - 1] if j else ""
    if word == "that":
        return not (before in PREPOSITIONS or (after in AGENTS and (not j or before in STOPS)))
    if word == "than":
        return before not in COMPARED
    if word == "so":
        return not is_participle(after)
    if word == "as":
        return not is_participle(before)
    return True


def _standing(s: Sentence, j: int, floor: int, *, empty: bool) -> str:
    if j < floor or s.lower[j] not in SUBORDINATORS:
        return "main"
    if s.lower[j] == "that" and j and lemma_of(_verb_before_that(s, j)) in THAT_PROMISES:
        return "agreed"
    if s.lower[j] in {"which", "who", "whom"} and (not empty or s.lower[j - 1] == ","):
        return "relative"
    if s.lower[j] == "that" and floor and "provided" in s.lower[max(0, j - 4) : j]:
        return "main"
    if s.lower[j] in {"while", "whereas"} and not empty and s.lower[j - 1] == ",":
        return "main"
    return "subordinate"


def stands_for_body(s: Sentence, j: int) -> bool:
    """Tell whether a relative pronoun behind a comma stands for a body: "a group, which shall"."""
    if j < 2 or s.lower[j - 1] != ",":
        return False
    return any(word in AGENTS for word in s.lower[max(0, j - 6) : j - 1])


def _verb_before_that(s: Sentence, j: int) -> str:
    k = j - 1
    while k and (is_adverb(s.lower[k]) or s.lower[k] == "further"):
        k -= 1
    return s.lower[k]


def _clause_start(s: Sentence, j: int, floor: int) -> int:
    """Tell where the clause of a subject begins: behind the stop that parts it from the last."""
    if j < floor:
        return floor
    if s.lower[j] in SUBORDINATORS:
        return j if s.lower[j] in {"which", "who", "whom"} else j + 1
    if s.lower[j] in {";", ":", "─", "—"}:
        return j + 1
    if s.lower[j] in {"and", "but"} and _has_finite(s, j):
        return j + 1
    if floor == 0:
        return 0  # an opening phrase belongs to the sentence: "Upon request, the Parties …"
    return j + 1


def _has_finite(s: Sentence, last: int) -> bool:
    """Tell whether a clause of its own stands before a token: "X had talks, and both agreed"."""
    return any(
        word in AUXILIARIES or (is_finite(word) and not is_noun(word)) for word in s.lower[:last]
    )


def is_agent(s: Sentence, first: int, last: int, known: frozenset[str] = frozenset()) -> bool:
    """Tell whether a noun phrase names somebody who can promise: a party, a body, a person."""
    first = first + 1 if first < last and s.lower[first] in {"and", "but", "then", "or"} else first
    if first >= last:
        return False
    phrase = s.phrase(first, last)
    if phrase in known or phrase.removeprefix("the ") in known:
        return True
    head = _head(s, first, last)
    word = s.lower[head]
    if word in INSTRUMENTS:
        return False
    if word in AGENTS or word in ALL_PARTIES or word in {"each", "either", "neither"}:
        return True
    return _is_proper(s, head, first)


def names_instrument(s: Sentence, first: int, last: int) -> bool:
    """Tell whether a noun phrase names the instrument or a part or end of it."""
    if first >= last:
        return False
    while last > first + 1 and (s.lower[last - 1] in {"(", ")"} or s.words[last - 1][:1].isdigit()):
        last -= 1
    return s.lower[_head(s, first, last)] in INSTRUMENTS


def _head(s: Sentence, first: int, last: int) -> int:
    """Give the token that heads a noun phrase: the last word before its first preposition."""
    while last > first + 1 and s.lower[last - 1] in TRAILERS:
        last -= 1
    for j in range(first + 1, last):
        if is_gerund(s.lower[j]) and is_noun(s.lower[j - 1]) and not is_noun(s.lower[j]):
            return j - 1
        if s.lower[j] in PREPOSITIONS | {
            ",",
            "(",
            "including",
            "set",
            "described",
            "referred",
            "or",
        }:
            return j - 1
    return last - 1


def _is_proper(s: Sentence, head: int, first: int) -> bool:
    word = s.words[head]
    if not word[:1].isupper():
        return False
    if head > 0 and head > first:
        return not (is_noun(word) and word.lower() in {"cooperation", "activities", "projects"})
    return head > 0 or not is_word(word) or (word.isupper() and len(word) > 1)

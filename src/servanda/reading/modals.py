"""Modal verbs: shall, must, will, should, may, can, and the verb that each governs."""

from __future__ import annotations

import re

from servanda.reading.lexicon import (
    is_adverb,
    is_only_verb,
    is_participle,
    is_verb,
)
from servanda.reading.model import Force
from servanda.reading.predicator import (
    DETERMINERS,
    LIST_OPENERS,
    Predicator,
    verb_behind_insertion,
)
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import MODALS
from servanda.reading.words import word_class

BETWEEN_MODAL_AND_VERB = word_class("between_modal_and_verb")
NEGATED = re.compile(r"\b(?:under no circumstances|in no case|at no time|in no event)$")
TIMES = frozenset(
    "time times stage moment notice occasion faith request turn circumstances case event".split()
)


def modal(s: Sentence, i: int) -> Predicator | None:
    """Read a modal and the verb that it governs: "shall, when practicable, notify"."""
    force = MODALS.get(s.lower[i])
    if force is None or _is_month_or_noun(s, i):
        return None
    head, negative = _verb_after(s, i + 1)
    if head is None and i and NEGATED.search(s.phrase(0, i)):
        head, negative = _verb_behind_subject(s, i + 1), True
    if head is None:
        return _open_modal(s, i, force)
    if "do so" in s.phrase(head, head + 4):
        return None
    if s.phrase(head, head + 3) == "be limited to":
        return None
    return Predicator(
        _force_of_modal(s, i, head, force, negative=negative),
        i,
        head,
        "base",
        s.phrase(i, i + 1) + (" not" if negative else ""),
        negative,
        perfect=s.lower[head] == "have" and is_participle(s.phrase(head + 1, head + 2)),
    )


def _open_modal(s: Sentence, i: int, force: Force) -> Predicator | None:
    rest = s.lower[i + 1 :]
    plain = all(w in {"also", "not"} or is_adverb(w) for w in rest[:-1])
    if rest and rest[-1] in LIST_OPENERS and (plain or rest[0] in BETWEEN_MODAL_AND_VERB | {","}):
        negative = "not" in rest
        force = Force.PROHIBITION if negative and force is Force.OBLIGATION else force
        return Predicator(force, i, len(s), "base", s.lower[i], negative, open_list=True)
    return None


def _is_month_or_noun(s: Sentence, i: int) -> bool:
    """Tell the month of May, the will of the people and a can from modal verbs."""
    before = s.lower[i - 1] if i else ""
    after = s.lower[i + 1] if i + 1 < len(s) else ""
    if (
        s.words[i] == "May"
        and i
        and (after[:1].isdigit() or before in {"of", "in", "by", "until", "since"})
    ):
        return True
    if s.words[i] == "May" and before[:1].isdigit():
        return True
    return before in DETERMINERS - {
        "each",
        "all",
        "both",
        "either",
        "neither",
        "any",
        "that",
        "this",
        "these",
        "those",
    } | {
        "political",
        "good",
        "free",
    }


def _force_of_modal(s: Sentence, i: int, head: int, force: Force, *, negative: bool) -> Force:
    verb = s.lower[head]
    after = s.phrase(head + 1, head + 2)
    if negative and s.lower[i] in {"shall", "must", "may"}:
        return _not_required(s, head) or Force.PROHIBITION
    if s.lower[i] in {"shall", "must"} and verb == "refrain":
        return Force.PROHIBITION
    if (
        s.lower[i] == "will"
        and verb in {"seek", "aim", "strive", "endeavor", "endeavour"}
        and after == "to"
    ):
        return Force.INTENTION
    return force


def _not_required(s: Sentence, head: int) -> Force | None:
    """Read "shall not be required to" as what it is: leave not to."""
    if s.lower[head] == "be" and s.phrase(head + 1, head + 2) in {
        "required",
        "obliged",
        "obligated",
        "bound",
    }:
        return Force.PERMISSION
    return None


def _verb_after(s: Sentence, j: int) -> tuple[int | None, bool]:
    """Find the verb that a modal governs, past adverbs and insertions; and whether it is denied."""
    negative = False
    while j < len(s):
        word = s.lower[j]
        if word in {"not", "never", "neither"}:
            negative, j = True, j + 1
        elif word == "so":
            j += 1
        elif (
            word in {"be", "have"}
            or (word == "subject" and s.phrase(j + 1, j + 2) != "to")
            or (is_verb(word) and not (is_adverb(word) and _verb_near(s, j + 1)))
        ):
            return j, negative
        elif is_adverb(word) or word in {"both", "all", "each", "either"}:
            j += 1
        elif word == ",":
            return verb_behind_insertion(s, j + 1), negative
        elif word in BETWEEN_MODAL_AND_VERB:
            verb = _verb_behind_phrase(s, j + 1)
            return verb, negative or "no" in s.lower[j : verb or j]
        else:
            return None, negative
    return None, negative


def _verb_behind_subject(s: Sentence, j: int) -> int | None:
    """Find the verb behind an inverted subject: "Under no circumstances shall goods be used"."""
    for k in range(j + 1, min(len(s), j + 14)):
        if s.lower[k] in {"be", "have"} or (
            is_only_verb(s.lower[k]) and s.lower[k - 1] not in DETERMINERS
        ):
            return k
    return None


def _verb_near(s: Sentence, j: int) -> bool:
    return j < len(s) and is_verb(s.lower[j])


def _verb_behind_phrase(s: Sentence, j: int) -> int | None:
    """Find the verb behind a short phrase: "shall in good faith consider"."""
    for k in range(j, min(len(s), j + 12)):
        if s.lower[k] in {",", ";", ":"}:
            v = k + 1
            return v if v < len(s) and is_verb(s.lower[v]) else None
        if s.lower[k] in {"be", "have"} or (
            is_only_verb(s.lower[k]) and s.lower[k - 1] not in DETERMINERS | {"to"}
        ):
            return k
        if s.lower[k - 1] in TIMES and is_verb(s.lower[k]):
            return k
    return None

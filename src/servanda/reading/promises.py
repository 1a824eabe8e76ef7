"""Verbs, states and nouns of promise: "intends to", "is committed to", "its commitment to"."""

from __future__ import annotations

from servanda.reading.conjuncts import reads_as_verb
from servanda.reading.lexicon import (
    is_adverb,
    is_gerund,
    is_only_verb,
    is_verb,
    lemma_of,
)
from servanda.reading.model import Force
from servanda.reading.predicator import (
    DETERMINERS,
    LIST_OPENERS,
    LOOK_AHEAD,
    Predicator,
    verb_behind_insertion,
)
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import PROMISE_NOUNS, PROMISES, STATES
from servanda.reading.words import word_class

BE = word_class("be")
PRESENT_BE = frozenset(
    ["is", "are", "am", "'re", "remain", "remains", "stand", "stands", "stay", "stays"]
)
OWNERS = frozenset(["its", "their", "his", "her", "our", "the", "a", "an", "my"])
PLEDGED = frozenset(
    "support further continued additional new an a up over more its their full another".split()
)
BESIDE_STATE = frozenset({"both", "not", "also", "each", "all", "been"})
REFLEXIVES = frozenset({"themselves", "itself", "ourselves", "themself"})
OPENS_LIST = frozenset("agree intend commit decide undertake pledge resolve plan".split())
MANNERS = frozenset("best reasonable all every joint utmost own possible".split())
CARRIES_PROMISE = word_class("carries_promise")


def promise(s: Sentence, i: int) -> Predicator | None:
    """Read a verb of promise and what it takes: "intends to", "agree that", "pledged 25 million"."""
    word = s.lower[i]
    lemma = lemma_of(word)
    force = PROMISES.get(lemma)
    if force is None or word.endswith("ing") or _is_noun_here(s, i):
        return None
    past = word.endswith(("ed", "pt", "ook", "ought")) and word != lemma
    j = _behind_verb(s, i + 1)
    after = s.phrase(j, j + 1)
    if after in LIST_OPENERS and j == len(s) - 1 and lemma in OPENS_LIST:
        return Predicator(force, i, len(s), "to", word, finite_past=past, open_list=True)
    if _takes_clause(s, j, lemma):
        return Predicator(force, i, j, "none", word, finite_past=past)
    if after != "to":
        return _inserted_to(s, i, j, force, past=past)
    noun = lemma in {"commit", "agree", "pledge"}
    return _after_to(s, i, j, force, f"{word} to", past=past, noun=noun)


def _is_noun_here(s: Sentence, i: int) -> bool:
    """Tell "its plans to", "Kestria's pledge to" and "best endeavours to" from the verbs."""
    if not i:
        return False
    before = s.lower[i - 1]
    return before.endswith("'s") or before in OWNERS | PRESENT_BE | MANNERS | {"be", "to", "as"}


def _behind_verb(s: Sentence, j: int) -> int:
    """Step over adverbs and "in principle", "themselves" behind a verb of promise."""
    while j < len(s) and (is_adverb(s.lower[j]) or s.lower[j] in {"not", "both"}):
        j += 1
    if s.phrase(j, j + 2) == "in principle":
        j += 2
    return j + 1 if s.phrase(j, j + 1) in REFLEXIVES else j


def _takes_clause(s: Sentence, j: int, lemma: str) -> bool:
    """Read "intend for X to", "intend that X be" and "pledge 25 million"."""
    after = s.phrase(j, j + 1)
    if after == "for":
        return lemma == "intend"
    if after == "that":
        return lemma in {"intend", "propose", "expect"}
    return lemma == "pledge" and (after in PLEDGED or after[:1].isdigit())


def _inserted_to(s: Sentence, i: int, j: int, force: Force, *, past: bool) -> Predicator | None:
    """Read "intend, as appropriate, to meet" and "are determined, within a year, to identify"."""
    if s.phrase(j, j + 1) != ",":
        return None
    for k in range(j + 1, min(len(s) - 1, j + LOOK_AHEAD)):
        if s.lower[k] == "," and s.lower[k + 1] == "to":
            return _after_to(s, i, k + 1, force, f"{s.lower[i]} to", past=past, noun=False)
        if s.lower[k] in {";", ":"}:
            return None
    return None


def _after_to(
    s: Sentence, i: int, to: int, force: Force, words: str, *, past: bool = False, noun: bool
) -> Predicator | None:
    """Read what follows a "to": a verb, a gerund, an insertion, a list, or (for some) a noun."""
    j, negative = to + 1, False
    while j < len(s) and (
        s.lower[j] in {"not", "never"} or (is_adverb(s.lower[j]) and j + 1 < len(s))
    ):
        negative = negative or s.lower[j] in {"not", "never"}
        j += 1
    if j >= len(s) or (s.lower[j] in LIST_OPENERS and j == len(s) - 1):
        return Predicator(force, i, len(s), "base", words, negative, past, open_list=True)
    if s.lower[j] == ",":
        behind = verb_behind_insertion(s, j + 1)
        return Predicator(force, i, behind, "base", words, negative, past) if behind else None
    if s.lower[j] in {"be", "have"} or (
        is_verb(s.lower[j]) and not (noun and _reads_as_noun(s, j))
    ):
        return Predicator(force, i, j, "base", words, negative, past)
    if is_gerund(s.lower[j]):
        return Predicator(force, i, j, "gerund", words, negative, past)
    return Predicator(force, i, j, "none", words, negative, past) if noun else None


def _reads_as_noun(s: Sentence, j: int) -> bool:
    """Tell "commit to work with" from "commit to work on standards being …"; "to peace and"."""
    after = s.lower[j + 1] if j + 1 < len(s) else ""
    return not is_only_verb(s.lower[j]) and after in {"of", "and", "or", ".", ";", ","} and s.lower[j] not in {
        "work", "meet", "cooperate", "support", "develop", "establish", "consult",
    }  # fmt: skip


def state(s: Sentence, i: int) -> Predicator | None:
    """Read a state of promise: "is committed to", "are to", "stands ready to"."""
    if s.lower[i] not in BE or s.lower[i] in {"be", "been"}:
        return None
    j = i + 1
    while j < len(s) and (is_adverb(s.lower[j]) or s.lower[j] in BESIDE_STATE):
        j += 1
    if j >= len(s):
        return None
    denied = "not" in s.lower[i:j]
    if s.lower[j] == "to" and s.lower[i] in {"is", "are"}:
        hit = _after_to(s, i, j, Force.UNDERTAKING, f"{s.lower[i]} to", noun=False)
        return hit if hit and hit.form == "base" and not denied else None
    return _fixed_state(s, i, j) or (None if denied else _state_to(s, i, j))


def _fixed_state(s: Sentence, i: int, j: int) -> Predicator | None:
    """Read "is aimed at", "are prohibited from" and "it is expected that"."""
    verb, pair = s.lower[i], s.phrase(j, j + 2)
    if pair == "aimed at" and j + 2 < len(s) and is_gerund(s.lower[j + 2]):
        return Predicator(Force.INTENTION, i, j + 2, "gerund", f"{verb} aimed at")
    if pair == "prohibited from" and j + 2 < len(s):
        return Predicator(Force.PROHIBITION, i, j + 2, "gerund", f"{verb} prohibited from")
    if i and s.lower[i - 1] == "it" and s.phrase(j + 1, j + 2) == "that" and s.lower[j] in STATES:
        return Predicator(STATES[s.lower[j]], i, j + 2, "none", f"it {verb} {s.lower[j]} that")
    return None


def _state_to(s: Sentence, i: int, j: int) -> Predicator | None:
    """Read "is committed to", also with an insertion before its "to"."""
    force = STATES.get(s.lower[j])
    if force is None or (s.lower[i] in {"was", "were"} and s.lower[j] != "committed"):
        return None
    if s.phrase(j + 1, j + 2) == ",":
        return _inserted_to(s, i, j + 1, force, past=False)
    if s.phrase(j + 1, j + 2) != "to":
        return None
    return _after_to(s, i, j + 1, force, f"{s.lower[i]} {s.lower[j]} to", noun=False)


def promise_noun(s: Sentence, i: int) -> Predicator | None:
    """Read "reaffirms its commitment to …" where an act follows."""
    force = PROMISE_NOUNS.get(s.lower[i])
    if force is None or s.phrase(i + 1, i + 2) != "to":
        return None
    verb = _stance_before(s, i)
    if verb is None or (force is Force.PERMISSION) != (lemma_of(s.lower[verb]) == "reserve"):
        return None
    hit = _after_to(s, verb, i + 1, force, f"{s.lower[verb]} … {s.lower[i]} to", noun=False)
    if hit is None or hit.form != "base" or is_only_verb(s.lower[hit.head]):
        return hit
    after = s.phrase(hit.head + 1, hit.head + 2)
    return hit if reads_as_verb(s.lower[hit.head], after, strict=False) else None


def _stance_before(s: Sentence, i: int) -> int | None:
    """Find the finite verb of stance that governs a noun: "reaffirm our firm commitment"."""
    for j in range(i - 1, max(-1, i - 9), -1):
        word = s.lower[j]
        if word in {",", ";", "that", "of", "in", "and", "for", "with", "from", "by"}:
            if word == "and" and j and s.lower[j - 1] != "," and j > i - 5:
                continue
            return None
        if (
            lemma_of(word) in CARRIES_PROMISE
            and not word.endswith("ing")
            and (not j or s.lower[j - 1] not in DETERMINERS)
        ):
            return j
    return None

"""Predicators: the words by which a clause promises, permits or forbids.

A predicator is a modal ("shall"), a verb of promise with its "to" ("intends to"), a state
("is committed to") or a noun of promise under a verb of stance ("reaffirms its commitment
to"). What follows it is the act. The table of force is in `vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from servanda.reading.lexicon import (
    is_adverb,
    is_gerund,
    is_only_verb,
    is_participle,
    is_verb,
    lemma_of,
)
from servanda.reading.model import Force
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import (
    MODALS,
    PROMISE_NOUNS,
    PROMISES,
    STATES,
)
from servanda.reading.words import word_class

BE = word_class("be")
PRESENT_BE = frozenset(
    ["is", "are", "am", "'re", "remain", "remains", "stand", "stands", "stay", "stays"]
)
DETERMINERS = word_class("determiners")
OWNERS = frozenset(["its", "their", "his", "her", "our", "the", "a", "an", "my"])
BETWEEN_MODAL_AND_VERB = word_class("between_modal_and_verb")
LIST_OPENERS = frozenset({":", "─", "—", "–", "-"})
LOOK_AHEAD = 30
TIMES = frozenset("time times stage moment notice occasion faith request turn".split())
PLEDGED = frozenset(
    "support further continued additional new an a up over more its their full another".split()
)
REFLEXIVES = frozenset({"themselves", "itself", "ourselves", "themself"})
OPENS_LIST = frozenset("agree intend commit decide undertake pledge resolve plan".split())
NEED_AGENT = frozenset(
    "plan plans aim aims pledge promise desire hope wish resolve seek look looks expect propose engage "
    "engages prepare".split()
)
MANNERS = frozenset("best reasonable all every joint utmost own possible".split())
CARRIES_PROMISE = word_class("carries_promise")


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


def predicators(s: Sentence) -> list[Predicator]:
    """Find every predicator of a sentence, in order, whatever clause it stands in."""
    found: list[Predicator] = []
    i = 0
    while i < len(s):
        hit = _modal(s, i) or _state(s, i) or _promise(s, i) or _promise_noun(s, i)
        if hit:
            found.append(hit)
            i = (
                max(hit.head + 1, i + 1)
                if hit.force is not None and s.lower[i] in MODALS
                else max(hit.head, i + 1)
            )
        else:
            i += 1
    return found


def _modal(s: Sentence, i: int) -> Predicator | None:
    force = MODALS.get(s.lower[i])
    if force is None or _is_month_or_noun(s, i):
        return None
    head, negative = _verb_after(s, i + 1)
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
    if verb == "be" and s.phrase(head + 2, head + 3) == "to":
        return STATES.get(after, force) if STATES.get(after) is Force.PERMISSION else force
    if verb == "have" and s.phrase(head + 1, head + 4) == "the right to":
        return Force.PERMISSION
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
        elif (
            word in {"be", "have"}
            or (word == "subject" and s.phrase(j + 1, j + 2) != "to")
            or (is_verb(word) and not (is_adverb(word) and _verb_near(s, j + 1)))
        ):
            return j, negative
        elif is_adverb(word) or word in {"both", "all", "each", "either"}:
            j += 1
        elif word == ",":
            return _verb_behind_insertion(s, j + 1), negative
        elif word in BETWEEN_MODAL_AND_VERB:
            return _verb_behind_phrase(s, j + 1), negative
        else:
            return None, negative
    return None, negative


def _verb_near(s: Sentence, j: int) -> bool:
    return j < len(s) and is_verb(s.lower[j])


def _verb_behind_insertion(s: Sentence, j: int) -> int | None:
    """Find the verb behind ", when practicable, …,": the first verb that follows a comma."""
    for k in range(j, min(len(s) - 1, j + 2 * LOOK_AHEAD)):
        if s.lower[k] != ",":
            continue
        v = k + 1
        while v < len(s) and (is_adverb(s.lower[v]) or s.lower[v] == "not"):
            v += 1
        if v < len(s) and (is_verb(s.lower[v]) or s.lower[v] in {"be", "have"}):
            return v
    return None


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


def _promise(s: Sentence, i: int) -> Predicator | None:
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
        behind = _verb_behind_insertion(s, j + 1)
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


def _state(s: Sentence, i: int) -> Predicator | None:
    if s.lower[i] not in BE:
        return None
    j = i + 1
    negative = False
    while j < len(s) and (
        is_adverb(s.lower[j]) or s.lower[j] in {"both", "not", "also", "each", "all", "been"}
    ):
        negative = negative or s.lower[j] == "not"
        j += 1
    if j >= len(s):
        return None
    if s.lower[j] == "to" and s.lower[i] in {"is", "are"}:
        hit = _after_to(s, i, j, Force.UNDERTAKING, f"{s.lower[i]} to", noun=False)
        return hit if hit and hit.form == "base" and not negative else None
    if s.phrase(j, j + 2) == "aimed at" and j + 2 < len(s) and is_gerund(s.lower[j + 2]):
        return Predicator(Force.INTENTION, i, j + 2, "gerund", f"{s.lower[i]} aimed at")
    if s.phrase(j, j + 2) == "prohibited from" and j + 2 < len(s):
        return Predicator(Force.PROHIBITION, i, j + 2, "gerund", f"{s.lower[i]} prohibited from")
    force = STATES.get(s.lower[j])
    if force is None or (s.lower[i] in {"be", "was", "were"} and s.lower[j] != "committed"):
        return None
    words = f"{s.lower[i]} {s.lower[j]} to"
    if s.phrase(j + 1, j + 2) == ",":
        return _inserted_to(s, i, j + 1, force, past=False)
    if s.phrase(j + 1, j + 2) != "to":
        return None
    hit = _after_to(s, i, j + 1, force, words, noun=False)
    return None if negative and hit else hit


def _promise_noun(s: Sentence, i: int) -> Predicator | None:
    """Read "reaffirms its commitment to …" where an act follows."""
    force = PROMISE_NOUNS.get(s.lower[i])
    if force is None or s.phrase(i + 1, i + 2) != "to":
        return None
    verb = _stance_before(s, i)
    if verb is None or (force is Force.PERMISSION) != (lemma_of(s.lower[verb]) == "reserve"):
        return None
    return _after_to(s, verb, i + 1, force, f"{s.lower[verb]} … {s.lower[i]} to", noun=False)


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


def walk_acts(found: list[Predicator]) -> Iterator[tuple[Predicator, Predicator | None]]:
    """Pair each predicator with the one that follows it."""
    for n, predicator in enumerate(found):
        yield predicator, found[n + 1] if n + 1 < len(found) else None

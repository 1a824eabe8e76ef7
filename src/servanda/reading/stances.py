"""Stances: sentences that state a position and promise no act."""

from __future__ import annotations

from servanda.reading.acts import Act
from servanda.reading.conjuncts import trimmed
from servanda.reading.lexicon import is_adverb, is_finite, lemma_of
from servanda.reading.model import Force
from servanda.reading.sentences import Sentence
from servanda.reading.subjects import AUXILIARIES, PREPOSITIONS, is_agent, subject_of
from servanda.reading.vocabulary import PLAIN_STANCES, SUBORDINATORS
from servanda.reading.words import word_class

# Verbs that state a position only in company: (verb, words behind it).
IN_COMPANY = {
    "agree": ("on", "that", "with", "about", "upon"),
    "remain": ("committed", "united", "dedicated", "steadfast", "convinced", "resolute", "concerned", "opposed", "firm"),
    "be": ("committed", "united", "convinced", "confident", "resolved", "dedicated", "concerned", "opposed", "proud",
           "grateful", "pleased", "determined", "deeply", "encouraged", "mindful", "of"),
    "share": ("the", "a", "an", "our", "their", "common", "deep", "concerns", "similar", "this"),
    "stand": ("with", "by", "united", "together", "firmly", "shoulder", "against"),
    "hold": ("that", "the"),
    "attach": ("great", "importance", "particular", "high", "special", "significant"),
    "pay": ("tribute",),
    "take": ("note", "pride"),
    "call": ("for",),
    "continue": ("to",),
    "consider": ("that",),
    "commit": ("to",),
    "expect": ("that", "the"),
    "regard": ("the", "this"),
    "join": ("in",),
    "have": ("full", "confidence", "deep"),
    "extend": ("their", "its", "our", "appreciation", "gratitude", "congratulations", "condolences", "thanks"),
    "offer": ("congratulations", "condolences", "thanks"),
    "see": ("the",),
    "understand": ("that",),
    "prioritize": ("the",),
    "renew": ("their", "its", "our", "his", "her"),
    "recall": ("that", "the", "their", "its", "our"),
}  # fmt: skip
BE_FORMS = frozenset(["is", "are", "am", "was", "were"])
VISITORS = word_class("visitors")


def stance(
    s: Sentence,
    first: int,
    last: int,
    known: frozenset[str],
    carried: tuple[int, int] | None = None,
) -> list[Act]:
    """Find the position that a run of words states: at most one a sentence."""
    for j in range(first, last):
        words = _stance_words(s, j)
        if words is None:
            continue
        subject = _speaker(s, j, first, known, carried)
        if subject is None:
            continue
        why = f"“{words}” states a position and promises no act: declaration"
        return [Act(Force.DECLARATION, first, trimmed(s, first, last), j, subject, why, "none")]
    return []


def _stance_words(s: Sentence, j: int) -> str | None:
    word = s.lower[j]
    if word.endswith("ing"):
        return None
    lemma = "be" if word in BE_FORMS else lemma_of(word)
    if lemma in PLAIN_STANCES:
        return None if _receives(s, j, lemma) or _thanks(s, j, lemma) else word
    company = IN_COMPANY.get(lemma)
    if company is None:
        return None
    k = j + 1
    while (
        k < len(s)
        and (is_adverb(s.lower[k]) or s.lower[k] in {"both", "also", "all", "now"})
        and s.lower[k] not in company
    ):
        k += 1
    after = s.lower[k] if k < len(s) else ""
    if after not in company:
        return None
    if lemma == "continue":
        return (
            f"{word} to" if k + 1 < len(s) and lemma_of(s.lower[k + 1]) in PLAIN_STANCES else None
        )
    if lemma == "be" and after == "of":
        return (
            None
            if s.phrase(k, k + 3) not in {"of the view", "of one mind"}
            else f"{word} of the view"
        )
    return f"{word} {after}"


def _thanks(s: Sentence, j: int, lemma: str) -> bool:
    """Tell thanks and congratulations, which state no position."""
    if lemma in {"thank", "congratulate"}:
        return True
    return lemma in {"express", "extend", "convey"} and any(
        w in {"gratitude", "thanks", "condolences", "congratulations"}
        for w in s.lower[j + 1 : j + 6]
    )


def _receives(s: Sentence, j: int, lemma: str) -> bool:
    """Tell "welcomed the Prime Minister to the White House" from "welcomed the agreement"."""
    return lemma in {"welcome", "receive"} and any(w in VISITORS for w in s.lower[j + 1 : j + 4])


def _speaker(
    s: Sentence, j: int, first: int, known: frozenset[str], carried: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Give the words that say whose position it is, where somebody's it is."""
    if carried is not None and j == first:
        return carried
    subject = subject_of(s, j, first)
    if subject.standing in {"subordinate", "relative", "agreed"}:
        return None
    if subject.empty:
        return opening_agent(s, j, known) if is_finite(s.lower[j]) and j else None
    if s.lower[subject.first] in PREPOSITIONS or s.lower[subject.last - 1].endswith("'s"):
        return None
    if not is_agent(s, subject.first, subject.last, known):
        return None
    return subject.first, subject.last


def opening_agent(s: Sentence, last: int, known: frozenset[str]) -> tuple[int, int] | None:
    """Give the agent that a sentence opens with: "Ukraine has achieved progress and intends"."""
    first = 1 if s.lower[0] in SUBORDINATORS else 0
    for k in range(first + 1, min(last, first + 14)):
        verb = is_finite(s.lower[k]) or s.lower[k] in AUXILIARIES
        if verb and is_agent(s, first, k, known):
            return first, k
    return None

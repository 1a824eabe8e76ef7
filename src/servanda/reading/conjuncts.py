"""Coordinated acts: "identify projects and publish a list" is two acts under one modal.

A conjunct begins where a comma or conjunction is followed by a verb in the form that the
predicator governs, unless that verb belongs to a phrase inside the act ("to identify and
address barriers", "policies that advance A and promote B", "by sharing A and training B").
Verbs that share one object ("adopt and maintain measures") stay one act.
"""

from __future__ import annotations

from servanda.reading.lexicon import (
    is_adjective_only,
    is_adverb,
    is_gerund,
    is_noun,
    is_only_verb,
    is_verb,
)
from servanda.reading.sentences import Sentence
from servanda.reading.vocabulary import AGENTS, JOINT_EFFORT, SUBORDINATORS
from servanda.reading.words import word_class

CONNECTORS = frozenset({"and", "or", "and/or", "nor"})
BREAKS = frozenset({",", ";"})
INTRANSITIVE = frozenset(
    "consult meet cooperate collaborate negotiate withdraw participate coordinate act".split()
)
WITH_PARTICLES = frozenset(
    "invest report focus respond contribute benefit meet build work act engage set draw carry hand phase roll speed step scale".split()
)
PARTICLES = frozenset({"up", "out", "off", "down", "over", "in", "on", "away", "back"})
# Nouns that a purpose right behind them belongs to: "a forum to guide X, set Y".
TOOLS = (AGENTS - {"states"}) | frozenset(
    "mechanism mechanisms platform platforms framework frameworks system systems dialogue tool tools process strategy plan "
    "roadmap initiative initiatives arrangement arrangements efforts effort steps measures channel channels together".split()
)
CHAINS = word_class("chains")
OPENS_OBJECT = word_class("opens_object")
GERUND_GOVERNORS = word_class("gerund_governors")
VERB_PARTICLES = word_class("verb_particles")

NOUN_PRONE = word_class("noun_prone")
ADJUNCTS = word_class("adjuncts")
OFTEN_VERBS = word_class("often_verbs")
# Of those, what an object right behind turns back into a verb.
OBJECT_TURNS = OPENS_OBJECT - {
    "that",
    "such",
    "other",
    "new",
    "more",
    "additional",
    "relevant",
    "no",
}


def conjuncts(s: Sentence, head: int, last: int, form: str) -> list[tuple[int, int]]:
    """Cut the act that begins at `head` into its coordinated acts: (first, last) tokens each."""
    cuts = [head]
    seen = _Inside()
    depth = 0
    j = _chained(s, head, last) + 1
    while j < last:
        word = s.lower[j]
        depth += (word == "(") - (word == ")")
        if depth == 0 and (word in BREAKS or word in CONNECTORS):
            place = _verb_at(s, j, last)
            if place and _parallel(
                s, cuts[-1], j, place[1], last, form, seen, listed=len(cuts) > 1
            ):
                cuts.append(place[0])
                seen = _Inside()
                j = place[1] + 1
                continue
        seen.note(s, cuts[-1], j, form)
        j += 1
    return _spans(s, cuts, last)


def _chained(s: Sentence, head: int, last: int) -> int:
    """Step over "continue to", "seek to": the acts are those of the verb behind."""
    while (
        head + 2 < last
        and s.lower[head] in CHAINS
        and s.lower[head + 1] == "to"
        and is_verb(s.lower[head + 2])
    ):
        head += 2
    return head


class _Inside:
    """What has been opened inside the present conjunct: purposes, relative clauses, gerunds."""

    def __init__(self) -> None:
        self.infinitive = False
        self.relative = False
        self.gerund = False
        self.close = False  # the purpose belongs to the verb or object right before it

    def note(self, s: Sentence, start: int, j: int, form: str) -> None:
        word = s.lower[j]
        after = s.lower[j + 1] if j + 1 < len(s) else ""
        if word == "to" and (is_verb(after) or is_adverb(after)):
            self.infinitive = True
            self.close = (
                self.close
                or s.lower[j - 1] in TOOLS | {"order"}
                or (s.lower[start] in JOINT_EFFORT and j - start <= 4)
            )
        elif word in SUBORDINATORS and word not in {"as", "than"}:
            self.relative = True
        elif form == "gerund" and is_gerund(word) and s.lower[j - 1] in GERUND_GOVERNORS:
            self.gerund = True

    def ends(self, *, comma: bool, listed: bool) -> bool:
        """Tell whether a verb in base form leaves the purposes and clauses opened so far."""
        if self.relative:
            return comma and listed
        return not self.infinitive or (comma and (listed or not self.close))

    def bare_verb(self, s: Sentence, j: int) -> bool:
        """Tell whether a connector parts two verbs that share one object: "to purchase, utilize, or"."""
        k = j - 1 if s.lower[j - 1] not in BREAKS else j - 2
        return (
            (self.infinitive or self.relative)
            and is_verb(s.lower[k])
            and s.lower[k - 1] in CONNECTORS | BREAKS | {"to", "that", "which"}
        )


def _verb_at(s: Sentence, j: int, last: int) -> tuple[int, int] | None:
    """Give where a conjunct behind a connector would begin, and the token of its verb.

    Inserted phrases belong to it: "and, to that end, station guards".
    """
    k = j + 1
    while k < last and s.lower[k] in CONNECTORS:
        k += 1
    joined = s.lower[k - 1] in CONNECTORS
    if joined and k < last and s.lower[k] == ",":
        k += 1
        begin, verb = k, _behind_insertion(s, k, last)
    elif joined and k < last and s.lower[k] in {"where", "if", "when", "as"}:
        begin, verb = k, _behind_insertion(s, k, last)
    else:
        begin, verb = k, k
    while verb is not None and verb < last and _before_verb(s, verb):
        verb += 1
    return (begin, verb) if verb is not None and verb < last else None


def _before_verb(s: Sentence, k: int) -> bool:
    word = s.lower[k]
    return word in {"to", "then", "also", "not", "otherwise"} or (
        is_adverb(word) and not is_only_verb(word)
    )


def _behind_insertion(s: Sentence, k: int, last: int) -> int | None:
    """Find what follows an inserted phrase: "and where necessary, adopt"."""
    for m in range(k, min(last, k + 14)):
        if s.lower[m] == ",":
            return m + 1 if m + 1 < last else None
    return None


def _parallel(
    s: Sentence,
    start: int,
    j: int,
    verb: int,
    last: int,
    form: str,
    inside: _Inside,
    *,
    listed: bool,
) -> bool:
    """Tell whether the verb behind a connector is one more act, not part of the present one."""
    if not _right_form(s, verb, last, form) or _is_listed_noun(s, start, j, verb, form):
        return False
    to = _has_connector_to(s, verb)
    if not _has_object(s, start, j) and not (to and s.lower[start] in INTRANSITIVE):
        return False
    joined = s.lower[j] in CONNECTORS or s.lower[j + 1] in CONNECTORS or s.lower[j] == ";"
    comma = s.lower[j] in BREAKS or s.lower[j - 1] in BREAKS
    if to:
        inner = inside.infinitive and (not comma or not listed) and s.lower[j] != ";"
        known = joined and not inner and not (form == "gerund" and inside.gerund)
        return known or (comma and _series_of_to(s, verb, last))
    if form == "gerund":
        aside = not joined and s.lower[verb] in ADJUNCTS
        apart = (comma and joined) or not (inside.relative or inside.infinitive)
        return apart and not aside and not inside.gerund
    return not inside.bare_verb(s, j) and (
        s.lower[j] == ";" or inside.ends(comma=comma, listed=listed)
    )


def _is_listed_noun(s: Sentence, start: int, j: int, verb: int, form: str) -> bool:
    """Tell "national laws, and license requirements" from one more act."""
    if form != "base" or is_only_verb(s.lower[verb]) or not _in_noun_list(s, start, j):
        return False
    return s.phrase(verb + 1, verb + 2) not in OBJECT_TURNS


def _right_form(s: Sentence, k: int, last: int, form: str) -> bool:
    word, after = s.lower[k], s.lower[k + 1] if k + 1 < last else "."
    if form == "gerund":
        return is_gerund(word) and reads_as_verb(word, after, strict=not is_noun(word))
    if not is_verb(word) or (
        word in {"be", "have", "do"}
        and after not in OPENS_OBJECT | {"regard", "recourse", "in", "prepared", "guided"}
    ):
        return False
    return reads_as_verb(word, after, strict=is_only_verb(word))


def reads_as_verb(word: str, after: str, *, strict: bool) -> bool:
    """Tell a verb from the noun of the same spelling by what follows it."""
    if word in NOUN_PRONE:
        return after in OBJECT_TURNS
    if strict:
        return True
    if after in {"of", "for", ".", ";", ":", ","} or after in CONNECTORS:
        return False
    if after in OPENS_OBJECT or is_adverb(after):
        return True
    if after in VERB_PARTICLES | PARTICLES:
        return word in JOINT_EFFORT or word in WITH_PARTICLES
    if is_adjective_only(after):
        return True
    return word in OFTEN_VERBS and after[:1].isalnum()


def _has_object(s: Sentence, start: int, j: int) -> bool:
    """Tell whether the present act says what it acts on, or shares that with the next verb."""
    k = start
    while k < j and (is_adverb(s.lower[k]) or s.lower[k] in {"to", "not", "also"}):
        k += 1
    rest = [
        w
        for n, w in enumerate(s.lower[k + 1 : j], start=k + 1)
        if not is_adverb(w)
        and w not in BREAKS
        and w not in CONNECTORS
        and not (is_verb(w) and s.lower[n - 1] in CONNECTORS | BREAKS)
    ]
    return not all(word in PARTICLES | {"upon"} for word in rest)


def _series_of_to(s: Sentence, verb: int, last: int) -> bool:
    """Tell a series ("to hold X, to award Y and to print Z") from a purpose (", to combat X")."""
    for k in range(verb + 1, last - 2):
        if s.lower[k] in CONNECTORS and (place := _verb_at(s, k - 1, last)):
            return _has_connector_to(s, place[1])
    return False


def _in_noun_list(s: Sentence, start: int, j: int) -> bool:
    """Tell whether the act runs through a list of things: "treaties, national laws, and"."""
    commas = [k for k in range(start + 1, j) if s.lower[k] == ","]
    if s.lower[j] != "," or not commas:
        return False
    opener = s.lower[commas[-1] + 1]
    return not (
        opener in GERUND_GOVERNORS
        or opener in SUBORDINATORS
        or is_adverb(opener)
        or opener in CONNECTORS
    )


def _has_connector_to(s: Sentence, verb: int) -> bool:
    return s.lower[verb - 1] == "to"


def _spans(s: Sentence, cuts: list[int], last: int) -> list[tuple[int, int]]:
    """Turn the first tokens of acts into spans, without the connectors between them."""
    spans = []
    for first, following in zip(cuts, [*cuts[1:], last], strict=True):
        spans.append((first, trimmed(s, first, following)))
    return spans


def trimmed(s: Sentence, first: int, last: int) -> int:
    """Give the end of a run of words without the punctuation and connectors that close it."""
    while last > first and (
        s.lower[last - 1] in {",", ";", ".", ":", "─", "—", "–", "!", "then", "also", "to"}
        or s.lower[last - 1] in CONNECTORS | {"but"}
    ):
        last -= 1
    return last

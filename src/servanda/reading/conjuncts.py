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
from servanda.reading.vocabulary import AGENTS, JOINT_EFFORT, MODALS, SUBORDINATORS
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
            verb = _verb_at(s, j, last)
            if verb is not None and _parallel(
                s, cuts[-1], j, verb, last, form, seen, listed=len(cuts) > 1
            ):
                cuts.append(verb if not _has_connector_to(s, verb) else verb - 1)
                seen = _Inside()
                j = verb + 1
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
                or s.lower[j - 1] in TOOLS
                or (s.lower[start] in JOINT_EFFORT and j - start <= 4)
            )
        elif word in SUBORDINATORS and word not in {"as", "than"}:
            self.relative = (
                self.relative
                or is_verb(after)
                or after in MODALS
                or word not in {"that", "which", "who"}
            )
        elif form == "gerund" and is_gerund(word) and s.lower[j - 1] in GERUND_GOVERNORS:
            self.gerund = True

    def bare_verb(self, s: Sentence, j: int) -> bool:
        """Tell whether a connector parts two verbs that share one object: "to purchase, utilize, or"."""
        k = j - 1 if s.lower[j - 1] not in BREAKS else j - 2
        return (
            (self.infinitive or self.relative)
            and is_verb(s.lower[k])
            and s.lower[k - 1] in CONNECTORS | BREAKS | {"to", "that", "which"}
        )


def _verb_at(s: Sentence, j: int, last: int) -> int | None:
    """Give the token behind a connector at which a parallel verb would stand."""
    k = j + 1
    while k < last and (
        s.lower[k] in CONNECTORS
        or s.lower[k] in {"to", "then", "also", "not", "otherwise", "as", ","}
    ):
        if s.lower[k] == "as":
            return None
        if s.lower[k] == "," and s.lower[k - 1] not in CONNECTORS:
            return None
        k += 1
    if (
        k < last
        and k > j + 1
        and s.lower[k - 1] in CONNECTORS
        and s.lower[k] in {"where", "if", "when", "in", "through", "by"}
    ):
        return _behind_insertion(s, k, last)
    while k < last and is_adverb(s.lower[k]) and not is_only_verb(s.lower[k]):
        k += 1
    return k if k < last else None


def _behind_insertion(s: Sentence, k: int, last: int) -> int | None:
    """Read "and, where necessary, adopt" and "and where necessary, adopt"."""
    for m in range(k, min(last, k + 10)):
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
    if not _right_form(s, verb, last, form):
        return False
    if not _has_object(s, start, j) and not (
        _has_connector_to(s, verb) and s.lower[start] in INTRANSITIVE
    ):
        return False
    connected = s.lower[j] in CONNECTORS or s.lower[j + 1] in CONNECTORS or s.lower[j] == ";"
    comma = s.lower[j] in BREAKS or s.lower[j - 1] in BREAKS
    if _has_connector_to(s, verb):
        inner = inside.infinitive and (not comma or not listed) and s.lower[j] != ";"
        return connected and form == "base" and not inner
    if form == "gerund":
        if not connected and s.lower[verb] in ADJUNCTS:
            return False
        return not inside.gerund and (
            (comma and connected) or not (inside.relative or inside.infinitive)
        )
    if inside.bare_verb(s, j):
        return False
    if s.lower[j] == ";":
        return True
    if inside.relative:
        return comma and listed
    return not inside.infinitive or (comma and (listed or not inside.close))


def _right_form(s: Sentence, k: int, last: int, form: str) -> bool:
    word, after = s.lower[k], s.lower[k + 1] if k + 1 < last else "."
    if form == "gerund":
        return is_gerund(word) and _reads_as_verb(word, after, strict=not is_noun(word))
    if not is_verb(word) or (
        word in {"be", "have", "do"}
        and after not in OPENS_OBJECT | {"regard", "recourse", "in", "prepared", "guided"}
    ):
        return False
    return _reads_as_verb(word, after, strict=is_only_verb(word))


def _reads_as_verb(word: str, after: str, *, strict: bool) -> bool:
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
    if all(word in PARTICLES for word in rest):
        return False
    return bool(rest) or (
        s.lower[k] in {"meet", "cooperate", "collaborate", "consult", "agree", "act"} and False
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

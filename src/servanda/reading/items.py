"""Lists: items inherit the modal, the actor and the deadline of what leads them in.

"The Parties shall: (a) adopt …; (b) publish …" is two obligations; a list of noun phrases
("cooperation may include: (a) training; (b) exercises") stays one commitment that runs to
the end of its last item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.reading.acts import Act
from servanda.reading.conjuncts import NOUN_PRONE, conjuncts, trimmed
from servanda.reading.lexicon import is_adverb, is_gerund, is_verb, lemma_of
from servanda.reading.model import Force
from servanda.reading.sentences import Sentence, sentences
from servanda.reading.structure import Node
from servanda.reading.words import word_class

LEADS = re.compile(r"(?:[:─—–]|\b(?:by|to|including|following))\s*$")
STATED = frozenset(
    "reaffirm affirm recognise recognize welcome reiterate acknowledge condemn underline".split()
)
EMPTY_VERBS = frozenset(
    [
        "include",
        "includes",
        "comprise",
        "consist",
        "cover",
        "contain",
        "encompass",
        "involve",
        "be",
        "entail",
        "feature",
        "focus",
    ]
)
POINTS_AHEAD = re.compile(
    r"\b(?:the following|as follows|these|those)\b(?:\s+\w+){0,4}\W*$", re.IGNORECASE
)
TAIL = re.compile(
    r"[,\s]*\b(?:including(?: but not limited to| by| through)?|such as|notably|in particular|especially|inter alia)\b[^.;]{0,40}$"
    r"|,\s*(?:by|through)\W*$",
    re.IGNORECASE,
)
DANGLING = word_class("dangling")
MARKED = frozenset(
    [
        "arabic",
        "decimal",
        "letter",
        "small_roman",
        "bullet",
        "continuation",
        "roman",
        "capital",
        "item",
        "paragraph",
    ]
)


@dataclass(frozen=True, slots=True)
class LeadIn:
    """A paragraph that leads in items, with the act that they continue."""

    node: Node
    act: Act
    actors: tuple[str, ...]
    sentence: Sentence


def leads_in(node: Node) -> bool:
    """Tell whether a paragraph breaks off where items are to follow."""
    return bool(LEADS.search(node.words)) and node.mark != "container"


def stands_alone(s: Sentence, act: Act) -> bool:
    """Tell whether a lead-in is a whole act ("shall facilitate trade, including by:")."""
    if act.open_list or act.verb >= len(s):
        return False
    words = " ".join(s.words[act.verb : act.last])
    if s.lower[act.verb] in EMPTY_VERBS:
        return False
    tail = TAIL.search(words)
    kept = words[: tail.start()] if tail else words
    if not tail and POINTS_AHEAD.search(words):
        return False
    rest = kept.split()[1:]
    if rest and rest[-1].lower() in DANGLING:
        return False
    return (
        len(rest) >= 2
        and (tail is not None or s.lower[act.last - 1] not in DANGLING)
        and tail is not None
    )


def item_form(nodes: Sequence[Node]) -> str | None:
    """Say in which form the items of a list are acts ("base", "gerund"), or None if they are things."""
    votes = [_opens_with(node) for node in nodes]
    for form in ("base", "gerund"):
        if votes.count(form) * 2 > len(votes):
            return form
    return None


def _opens_with(node: Node) -> str | None:
    first = next(sentences(node.words), None)
    if first is None:
        return None
    j = 0
    while j < len(first) - 1 and (
        is_adverb(first.lower[j]) or first.lower[j] in {"to", "also", "not"}
    ):
        j += 1
    word, after = first.lower[j], first.lower[j + 1] if j + 1 < len(first) else ""
    if is_gerund(word):
        return (
            None if word in NOUN_PRONE and after in {"and", "of", ",", ";", "for", ""} else "gerund"
        )
    if is_verb(word) and word != "be":
        if (
            word in NOUN_PRONE
            and j == 0
            and after not in {"the", "a", "an", "its", "their", "all", "any"}
        ):
            return None
        return (
            None
            if after in {"of", ",", ";", "between", "for"} and first.lower[0] != "to"
            else "base"
        )
    return None


def item_acts(s: Sentence, form: str, lead: LeadIn) -> list[Act]:
    """Cut the first sentence of an item into its acts, with the force of the lead-in."""
    head = 0
    while head < len(s) - 1 and (
        is_adverb(s.lower[head]) or s.lower[head] in {"to", "also", "not"}
    ):
        head += 1
    found = []
    for n, (a, b) in enumerate(conjuncts(s, head, len(s), form)):
        first = 0 if n == 0 else a
        denied = n == 0 and "not" in s.lower[:head]
        force = _item_force(s, lead.act, a, denied=denied)
        why = f"item of the list under {lead.act.why}"
        found.append(Act(force, first, b, a, None, why, form))
    return found


def _item_force(s: Sentence, lead: Act, verb: int, *, denied: bool) -> Force:
    """Let the item's own verb turn a duty into a prohibition: "refrain from", "not disclose"."""
    force = lead.force
    if lemma_of(s.lower[verb]) in STATED and not lead.open_list:
        return Force.DECLARATION
    if force is not Force.OBLIGATION:
        return force
    return Force.PROHIBITION if denied or s.lower[verb] in {"refraining", "refrain"} else force


def list_end(s: Sentence, act: Act) -> int:
    """Give the end of a lead-in's own act, without the words that only point to its list."""
    words = s.lower[act.verb : act.last]
    last = act.last
    for k in range(len(words) - 1, max(0, len(words) - 9), -1):
        if words[k] in {"including", "notably", "especially"} or (
            words[k] == "by" and words[k - 1] == ","
        ):
            candidate = act.verb + k
            if len(words) - k <= 3:
                last = candidate
            break
    return trimmed(s, act.first, last)


def items_after(nodes: Sequence[Node], n: int) -> list[Node]:
    """Give the items that a lead-in governs: over sub-headings, up to the next full paragraph."""
    lead = nodes[n]
    found: list[Node] = []
    for node in nodes[n + 1 :]:
        if node.mark == "container" and node.kind == "section" and not node.num:
            continue
        if node.mark not in MARKED or (lead.mark in MARKED and node.rank <= lead.rank):
            break
        if not found or node.rank <= found[0].rank + 0.5:
            found.append(node)
    return found


def begins_with_verb(s: Sentence, form: str) -> bool:
    """Tell whether a sentence begins with a verb in the given form."""
    return is_verb(s.lower[0]) if form == "base" else is_gerund(s.lower[0])

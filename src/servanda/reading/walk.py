"""Walking through an instrument, part by part, and writing down what it commits to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from servanda.deadlines import DeadlineRule, find_deadlines
from servanda.reading.actors import Cast
from servanda.reading.acts import Act
from servanda.reading.clauses import acts
from servanda.reading.conditions import conditions
from servanda.reading.headings import is_recital
from servanda.reading.items import (
    MARKED,
    LeadIn,
    begins_with_verb,
    item_acts,
    item_form,
    items_after,
    leads_in,
    list_end,
    stands_alone,
)
from servanda.reading.lexicon import is_finite, is_noun, is_participle, lemma_of
from servanda.reading.model import Commitment, Force, Term
from servanda.reading.sentences import Sentence, sentences
from servanda.reading.stances import opening_agent
from servanda.reading.structure import BARE_SPEAKER, Node, Outline
from servanda.reading.subjects import is_agent
from servanda.reading.terms import term_kind
from servanda.reading.timing import Clock, Timing, recurring, timing_of
from servanda.reading.verifiable import verifiable

RECITAL_END = re.compile(r"[\s,;.:]*(?:\band\b)?[\s,;.:]*$")
RECITAL_CUT = re.compile(r";\s+(?=[A-Z][A-Za-z]+(?:ing|ed)\b)")
CARRIES_ON = re.compile(r"^(?:this|these|such|those)\b[^.]{0,60}\binclude", re.IGNORECASE)
ENDS_PHRASE = frozenset(
    ", ; . : in on at with to for upon within under from through and by".split()
)
OWN_MODAL = re.compile(r"\b(?:shall|will|intends?|agrees?)\b")


@dataclass(slots=True)
class _List:
    """The items that follow a lead-in, and the form in which they are acts."""

    lead: LeadIn
    form: str | None
    rank: float


@dataclass(slots=True)
class Walk:
    """Collects the commitments and own terms of an instrument, in reading order."""

    cast: Cast
    clock: Clock
    text: str
    commitments: list[Commitment] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _last: tuple[Act, tuple[str, ...]] | None = None
    _speaker: tuple[str, ...] = ()
    _headings: dict[str, DeadlineRule | None] = field(default_factory=dict)

    def through(self, tree: Outline) -> None:
        """Read every part of an instrument."""
        for n, node in enumerate(tree.nodes):
            if node.zone == "conclusions":
                continue
            if node.kind == "recital":
                self._recital(node)
            elif node.mark != "container":
                self._paragraph(tree, n, node)

    def _recital(self, node: Node) -> None:
        words = node.words
        starts = [0, *(m.end() for m in RECITAL_CUT.finditer(words))]
        for a, b in zip(starts, [*starts[1:], len(words)], strict=True):
            end = a + len(RECITAL_END.sub("", words[a:b]))
            if end <= a:
                continue
            start, stop = node.span(node.body + a, node.body + end)
            self.commitments.append(
                Commitment(
                    eid=node.eid,
                    start=start,
                    end=stop,
                    text=self.text[start:stop],
                    force=Force.DECLARATION,
                    act=" ".join(words[a:end].split()),
                    recital=True,
                    why="a recital gives reasons and promises no act: declaration",
                )
            )

    def _paragraph(self, tree: Outline, n: int, node: Node) -> None:
        if BARE_SPEAKER.fullmatch(node.words) or self._only_names(node):
            self._speaks_next(node)
            return
        listed = self._list_of(node)
        parts = list(sentences(node.paragraph.text, node.body))
        opens = leads_in(node)
        for k, s in enumerate(parts):
            final = k == len(parts) - 1
            self._sentence(node, s, listed if k == 0 else None, opens=opens and final)
        if opens and parts and self._last is not None:
            self._open_list(tree, n, node, parts[-1])

    def _only_names(self, node: Node) -> bool:
        """Tell a paragraph that only says who speaks: "The United States and Belmora:"."""
        words = node.words.rstrip()
        if not words.endswith(":") or len(words) > 200:
            return False
        s = next(sentences(words.rstrip(": ")), None)
        if s is None or acts(s, self.cast.known):
            return False
        named = self.cast.actors(s, (0, len(s)), words)
        return bool(named) and set(named) <= set(self.cast.labels)

    def _speaks_next(self, node: Node) -> None:
        """Keep who speaks in what follows: "The Parties:" and then "Agree to …", "(a) shall …"."""
        s = next(sentences(node.words.rstrip(": ")))
        self._speaker = self.cast.actors(s, (0, len(s)), node.words)
        self._lists.clear()
        self._last = None

    def _list_of(self, node: Node) -> _List | None:
        """Give the list that a node is an item of, closing those that it ends."""
        if node.mark not in MARKED:
            self._lists.clear()
            return None
        while len(self._lists) > 1 and self._lists[-1].rank >= node.rank:
            self._lists.pop()
        return self._lists[-1] if self._lists else None

    def _sentence(self, node: Node, s: Sentence, listed: _List | None, *, opens: bool) -> None:
        words = node.paragraph.text[s.start : s.end]
        found = self._own_acts(s, words)
        kind = term_kind(words)
        if kind:
            found = self._beside_terms(found, s, kind)
            if not found:
                self.terms.append(Term(kind, *node.span(s.start, s.end)))
                self._last = None if opens else self._last
                return
        if listed is not None and not _speaks(found):
            self._item(node, s, listed)
        elif found:
            self._place(node, s, found, opens=opens)
        elif not (opens and CARRIES_ON.match(words)):
            self._last = None if opens else self._last

    def _own_acts(self, s: Sentence, words: str) -> list[Act]:
        if is_recital(words) and words.rstrip()[-1:] in ",;":
            return []
        spoken = bool(self._speaker) or (is_finite(s.lower[0]) and not is_noun(s.lower[0]))
        found = acts(s, self.cast.known, spoken=spoken)
        if found and found[0].subject and found[0].subject[1] > found[0].subject[0] == 0:
            self._speaker = ()
        return found

    def _beside_terms(self, found: list[Act], s: Sentence, kind: str) -> list[Act]:
        """Keep what is promised beside a term of the instrument: a power to end it, a date set by it."""
        if kind == "commencement and duration":
            return [
                a
                for a in found
                if a.force is Force.PERMISSION
                or (a.subject is not None and is_agent(s, *a.subject, self.cast.known))
            ]
        return []

    def _place(self, node: Node, s: Sentence, found: list[Act], *, opens: bool) -> None:
        """Record the acts of a sentence; the last of a lead-in waits for its list."""
        timing = timing_of(node.paragraph.text, s)
        for n, act in enumerate(found):
            actors = self._who(s, act, node)
            self._last = (act, actors)
            waits = opens and n == len(found) - 1
            if waits and not stands_alone(s, act):
                continue
            whole = replace(act, last=list_end(s, act)) if waits else act
            self._record(node, s, whole, actors, timing, opening=found[0].verb)

    def _who(self, s: Sentence, act: Act, node: Node) -> tuple[str, ...]:
        """Name who acts; "it" and "they" are whoever acted last."""
        first, last = act.subject or (0, 0)
        if s.phrase(first, last) in {"it", "they"}:
            opener = opening_agent(s, first, self.cast.known)
            if opener is not None:
                return self.cast.actors(s, opener, node.paragraph.text)
            if self._last is not None and self._last[1]:
                return self._last[1]
        if first >= last and self._speaker:
            return self._speaker
        if (agent := _by_whom(s, act)) is not None:
            return self.cast.actors(s, agent, node.paragraph.text)
        return self.cast.actors(s, act.subject, node.paragraph.text)

    def _open_list(self, tree: Outline, n: int, node: Node, s: Sentence) -> None:
        """Look ahead at the items that a lead-in opens and decide whether they are acts."""
        if self._last is None:
            return
        act, actors = self._last
        items = items_after(tree.nodes, n)
        form = item_form(items)
        if items and form is None and not stands_alone(s, act):
            self._noun_list(node, s, act, actors, items)
        rank = node.rank if node.mark in MARKED else 0.0
        self._lists.append(_List(LeadIn(node, act, actors, s), form, rank + 0.005))

    def _noun_list(
        self, node: Node, s: Sentence, act: Act, actors: tuple[str, ...], items: Sequence[Node]
    ) -> None:
        """Record a lead-in whose items are things: one commitment to the end of the list."""
        if any(OWN_MODAL.search(item.words[:200]) for item in items):
            return
        timing = timing_of(node.paragraph.text, s)
        self._record(node, s, act, actors, timing, opening=act.verb, end=_list_stop(items[-1]))

    def _item(self, node: Node, s: Sentence, listed: _List) -> None:
        """Record an item as acts of its lead-in."""
        form = listed.form
        if form is None or (item_form([node]) is None and not begins_with_verb(s, form)):
            return
        lead = listed.lead
        above = timing_of(lead.node.paragraph.text, lead.sentence)
        timing = timing_of(node.paragraph.text, s)
        for act in item_acts(s, form, lead):
            self._record(node, s, act, lead.actors, timing, above=above)
            self._last = (act, lead.actors)

    def _deadline_of_heading(self, node: Node) -> DeadlineRule | None:
        """Give the deadline that a heading sets for what stands below it: "By 30 June 2027"."""
        above = node.parent
        while above is not None:
            if above.mark == "container" and above.heading:
                if above.eid not in self._headings:
                    rules = find_deadlines(above.heading)
                    self._headings[above.eid] = rules[0] if rules and rules[0].date else None
                if (rule := self._headings[above.eid]) is not None:
                    return rule
            above = above.parent
        return None

    def _record(
        self,
        node: Node,
        s: Sentence,
        act: Act,
        actors: tuple[str, ...],
        timing: Timing,
        *,
        opening: int = 0,
        end: int | None = None,
        above: Timing | None = None,
    ) -> None:
        if act.first >= act.last:
            return
        body = node.paragraph.text
        a, b = s.starts[act.first], s.ends[act.last - 1]
        start, stop = node.span(a, b)
        before = s.starts[opening] if opening < len(s) and not act.aside else 0
        verb = s.starts[act.verb] if act.verb < len(s) else a
        due = (
            timing.deadline(a, b, before, verb)
            or (above.first_deadline() if above else None)
            or self._deadline_of_heading(node)
        )
        again = timing.recurrence(a, b, before) or (above.first_recurrence() if above else None)
        said = body[verb:b] if verb < b else body[a:b]
        word = _main_verb(s, act.verb)
        clear, reason = verifiable(act.force, word, said, dated=bool(due or again))
        dated = due if due is not None and act.force is not Force.DECLARATION else None
        deadline = self.clock.deadline(dated) if dated else None
        self.commitments.append(
            Commitment(
                eid=node.eid,
                start=start,
                end=end or stop,
                text=self.text[start : end or stop],
                force=act.force,
                actors=actors,
                act=" ".join(said.split()),
                conditions=conditions(body[a:b]),
                verifiable=clear,
                deadline=deadline,
                recurrence=recurring(again) if again else None,
                why=_reasons(
                    act, actors, reason, deadline.derivation if deadline else "", clear=clear
                ),
            )
        )


def _by_whom(s: Sentence, act: Act) -> tuple[int, int] | None:
    """Give who acts in a passive: "may be terminated by either Party"."""
    if act.verb >= len(s) or s.lower[act.verb] != "be":
        return None
    for k in range(act.verb + 2, act.last - 1):
        if s.lower[k] == "by":
            end = next((m for m in range(k + 1, act.last) if s.lower[m] in ENDS_PHRASE), act.last)
            return (k + 1, end) if is_agent(s, k + 1, end) else None
    return None


def _main_verb(s: Sentence, verb: int) -> str:
    """Give the verb that says what is done: "be submitted" is submitting."""
    if verb >= len(s):
        return ""
    if s.lower[verb] == "be":
        after = next((w for w in s.lower[verb + 1 : verb + 5] if is_participle(w)), "be")
        return lemma_of(after)
    return lemma_of(s.lower[verb])


def _reasons(
    act: Act, actors: tuple[str, ...], reason: str, derivation: str, *, clear: bool
) -> str:
    parts = [act.why]
    if actors:
        parts.append("by " + ", ".join(actors))
    parts.append(("can be checked: " if clear else "cannot be checked from outside: ") + reason)
    if derivation:
        parts.append(derivation)
    return "; ".join(parts)


def _speaks(found: list[Act]) -> bool:
    """Tell whether a sentence has a clause of its own, with its own subject."""
    return any(act.subject is not None and act.subject[0] < act.subject[1] for act in found)


def _list_stop(node: Node) -> int:
    words = RECITAL_END.sub("", node.words)
    return node.span(node.body, node.body + max(1, len(words)))[1]

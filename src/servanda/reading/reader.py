"""Reading an agreement: from its text to its provisions and commitments."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from servanda.deadlines import DeadlineRule, Recurrence
from servanda.reading.actors import Cast
from servanda.reading.acts import Act
from servanda.reading.clauses import acts
from servanda.reading.conditions import conditions
from servanda.reading.genre import require_agreement, require_english
from servanda.reading.headings import is_recital
from servanda.reading.items import (
    MARKED,
    LeadIn,
    item_acts,
    item_form,
    leads_in,
    list_end,
    stands_alone,
)
from servanda.reading.layout import Paragraph, paragraphs
from servanda.reading.lexicon import lemma_of
from servanda.reading.model import Agreement, Commitment, DatedEvent, Force, Provision, Term
from servanda.reading.parties import find_binding, find_events, find_parties, find_signature
from servanda.reading.sentences import Sentence, sentences
from servanda.reading.subjects import is_agent
from servanda.reading.structure import Node, Outline, outline
from servanda.reading.terms import term_kind
from servanda.reading.timing import Clock, recurring, rules_in
from servanda.reading.verifiable import verifiable

RECITAL_END = re.compile(r"[\s,;.:]*(?:\band\b)?[\s,;.:]*$")
RECITAL_CUT = re.compile(r";\s+(?=[A-Z][A-Za-z]+(?:ing|ed)\b)")
CARRIES_ON = re.compile(r"^(?:this|these|such|those)\b[^.]{0,60}\binclude", re.I)


def read(
    text: str,
    *,
    signed: datetime.date | None = None,
    events: Mapping[str, datetime.date] | None = None,
) -> Agreement:
    """Read the text of an agreement into provisions and dated commitments.

    `signed` overrides the date of the signature formula; `events` dates further anchors by
    name ("entry_into_force", "ratification", …). Spans are offsets into `text`.

    Raises NotAnAgreement for a text in another language, or one that is no agreement.
    """
    require_english(text)
    tree = outline(paragraphs(text))
    cast = Cast(find_parties(tree, text))
    found_signed, place = find_signature(tree, text)
    when = signed or found_signed
    clock = Clock(when, events or {}, text)
    reader = _Reader(cast, clock, text)
    reader.walk(tree)
    promises = sum(c.force is not Force.DECLARATION for c in reader.commitments)
    formal = any(node.zone == "conclusions" for node in tree.nodes) or any(
        n.kind == "recital" for n in tree.nodes
    )
    require_agreement(tree.title, text, promises, formal)
    days = [DatedEvent("signature", when, "", 0, 0)] if when and False else []
    return Agreement(
        text=text,
        title=tree.title,
        language="en",
        signed=when,
        place=place,
        binding=find_binding(text),
        parties=cast.parties,
        provisions=tuple(_provisions(tree)),
        commitments=tuple(reader.commitments),
        terms=tuple(reader.terms),
        events=find_events(text, days),
        commencement=clock.commencement,
    )


def _provisions(tree: Outline) -> Iterator[Provision]:
    for node in tree.nodes:
        yield Provision(node.eid, node.kind, node.num, node.heading, node.start, node.end)


@dataclass(slots=True)
class _List:
    """The items that follow a lead-in, and the form in which they are acts."""

    lead: LeadIn
    form: str | None
    rank: float


@dataclass(slots=True)
class _Reader:
    """Walks the nodes in order and collects commitments and terms."""

    cast: Cast
    clock: Clock
    text: str
    commitments: list[Commitment] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    last: tuple[Act, tuple[str, ...]] | None = None

    def walk(self, tree: Outline) -> None:
        """Read every node."""
        for n, node in enumerate(tree.nodes):
            if node.zone == "conclusions" or node.paragraph is None:
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
            span = _span(node, node.body + a, node.body + end)
            self._add(
                node,
                span,
                Force.DECLARATION,
                (),
                words[a:end],
                recital=True,
                why="a recital gives reasons: declaration",
            )

    def _paragraph(self, tree: Outline, n: int, node: Node) -> None:
        found = self._listed(node)
        parts = list(sentences(node.paragraph.text, node.body)) if node.paragraph else []
        opens = leads_in(node)
        for k, s in enumerate(parts):
            final = k == len(parts) - 1
            self._sentence(node, s, found if k == 0 else None, opens=opens and final)
        if opens and parts and self.last is not None:
            self._open_list(tree, n, node, parts[-1])

    def _listed(self, node: Node) -> _List | None:
        """Give the list that a node is an item of, closing those that it ends."""
        if node.mark not in MARKED:
            self.lists.clear()
            return None
        while len(self.lists) > 1 and self.lists[-1].rank >= node.rank:
            self.lists.pop()
        return self.lists[-1] if self.lists else None

    def _sentence(self, node: Node, s: Sentence, listed: _List | None, *, opens: bool) -> None:
        body = node.paragraph.text if node.paragraph else ""
        words = body[s.start : s.end]
        found = self._own_acts(s, words)
        kind = term_kind(words)
        if kind == "commencement and duration":
            found = [a for a in found if _agent(a, s, self.cast.known)]
        if (
            kind
            and not (found and kind == "commencement and duration")
            and not self._power(found, kind)
        ):
            self.terms.append(Term(kind, *_span(node, s.start, s.end)))
            self.last = None if opens else self.last
            return
        if listed is not None and not _speaks(found):
            self._item(node, s, listed)
            return
        if not found and opens and CARRIES_ON.match(words):
            return
        if not found:
            self.last = None if opens else self.last
            return
        self._place(node, s, found, opens=opens)

    def _own_acts(self, s: Sentence, words: str) -> list[Act]:
        if is_recital(words) and words.rstrip()[-1:] in ",;":
            return []
        return acts(s, self.cast.known)

    def _power(self, found: list[Act], kind: str) -> bool:
        """Tell whether a clause of the instrument's own life is a power to change or end it."""
        agents = [a for a in found if a.force is Force.PERMISSION]
        return (
            bool(agents)
            and kind in {"commencement and duration", "languages"}
            or (kind == "languages" and bool(found))
        )

    def _place(self, node: Node, s: Sentence, found: list[Act], *, opens: bool) -> None:
        """Record the acts of a sentence; the last of a lead-in waits for its list."""
        body = node.paragraph.text if node.paragraph else ""
        deadlines, recurrences = rules_in(body[s.start : s.end])
        for n, act in enumerate(found):
            actors = self.cast.actors(s, act.subject, body)
            self.last = (act, actors)
            if opens and n == len(found) - 1:
                if not stands_alone(s, act):
                    continue
                act = replace(act, last=list_end(s, act))
            self._record(node, s, act, actors, deadlines, recurrences, lead=found[0].verb)

    def _open_list(self, tree: Outline, n: int, node: Node, s: Sentence) -> None:
        """Look ahead at the items that a lead-in opens and decide whether they are acts."""
        if self.last is None:
            return
        act, actors = self.last
        items = _items_after(tree.nodes, n)
        form = item_form(items)
        own = stands_alone(s, act)
        if items and form is None and not own:
            self._noun_list(node, s, act, actors, items)
        rank = node.rank if node.mark in MARKED else 0.0
        self.lists.append(_List(LeadIn(node, act, actors, own, s), form, rank + 0.005))

    def _noun_list(
        self, node: Node, s: Sentence, act: Act, actors: tuple[str, ...], items: list[Node]
    ) -> None:
        """Record a lead-in whose items are things: one commitment to the end of the list."""
        if any(_has_modal(item) for item in items) or node.paragraph is None:
            return
        deadlines, recurrences = rules_in(node.paragraph.text[s.start : s.end])
        self._record(
            node, s, act, actors, deadlines, recurrences, lead=act.verb, end=_node_end(items[-1])
        )

    def _item(self, node: Node, s: Sentence, listed: _List) -> None:
        """Record an item as acts of its lead-in."""
        form = listed.form if listed.form else None
        single = item_form([node])
        if form is None or (single is None and not _begins_with_verb(s, form)):
            return
        body = node.paragraph.text if node.paragraph else ""
        lead = listed.lead
        deadlines, recurrences = rules_in(body[s.start : s.end])
        above = (
            rules_in(lead.node.paragraph.text[lead.sentence.start : lead.sentence.end])
            if lead.node.paragraph
            else ([], [])
        )
        for act in item_acts(s, form, lead):
            self._record(node, s, act, lead.actors, deadlines, recurrences, lead=0, above=above)
            self.last = (act, lead.actors)

    def _record(
        self,
        node: Node,
        s: Sentence,
        act: Act,
        actors: tuple[str, ...],
        deadlines: list[DeadlineRule],
        recurrences: list[Recurrence],
        *,
        lead: int,
        end: int | None = None,
        above: tuple[list[DeadlineRule], list[Recurrence]] = ([], []),
    ) -> None:
        body = node.paragraph.text if node.paragraph else ""
        if act.first >= act.last:
            return
        a, b = s.starts[act.first], s.ends[act.last - 1]
        start, stop = _span(node, a, b)
        opening = s.starts[lead] - s.start if lead < len(s) else 0
        due = _within(deadlines, a - s.start, b - s.start, opening) or (
            above[0][0] if above[0] else None
        )
        again = _within(recurrences, a - s.start, b - s.start, opening) or (
            above[1][0] if above[1] else None
        )
        verb = lemma_of(s.lower[act.verb]) if act.verb < len(s) else ""
        said = body[s.starts[act.verb] : b] if act.verb < act.last else body[a:b]
        clear, reason = verifiable(act.force, verb, said, dated=bool(due or again))
        deadline = self.clock.deadline(due) if due else None
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
                    act.why, actors, clear, reason, deadline.derivation if deadline else ""
                ),
            )
        )

    def _add(
        self,
        node: Node,
        span: tuple[int, int],
        force: Force,
        actors: tuple[str, ...],
        act: str,
        *,
        recital: bool,
        why: str,
    ) -> None:
        self.commitments.append(
            Commitment(
                node.eid,
                *span,
                self.text[span[0] : span[1]],
                force,
                actors,
                " ".join(act.split()),
                recital=recital,
                why=why,
            )
        )


def _reasons(force: str, actors: tuple[str, ...], clear: bool, reason: str, derivation: str) -> str:  # noqa: FBT001
    parts = [force]
    if actors:
        parts.append("by " + ", ".join(actors))
    parts.append(("can be checked: " if clear else "cannot be checked from outside: ") + reason)
    if derivation:
        parts.append(derivation)
    return "; ".join(parts)


def _within(
    rules: list[DeadlineRule] | list[Recurrence], start: int, end: int, opening: int
) -> DeadlineRule | Recurrence | None:  # type: ignore[valid-type]
    """Give the rule that stands in an act, or before all acts of the sentence."""
    for rule in rules:
        if start <= rule.start < end or rule.end <= opening:
            return rule
    return None


def _agent(act: Act, s: Sentence, known: frozenset[str]) -> bool:
    return act.subject is not None and is_agent(s, *act.subject, known)


def _speaks(found: list[Act]) -> bool:
    """Tell whether a sentence has a clause of its own, with its own subject."""
    return any(act.subject is not None and act.subject[0] < act.subject[1] for act in found)


def _items_after(nodes: list[Node], n: int) -> list[Node]:
    """Give the items that a lead-in governs: over sub-headings, up to the next full paragraph."""
    lead, found = nodes[n], []
    for node in nodes[n + 1 :]:
        if node.mark == "container" and found and node.kind == "section" and not node.num:
            continue
        if node.mark not in MARKED or (lead.mark in MARKED and node.rank <= lead.rank):
            break
        if found and node.rank > found[0].rank + 0.5:
            continue
        found.append(node)
    return found


def _has_modal(node: Node) -> bool:
    return re.search(r"\b(?:shall|will|intends?|agrees?)\b", node.words[:200]) is not None


def _begins_with_verb(s: Sentence, form: str) -> bool:
    from servanda.reading.lexicon import is_gerund, is_verb

    return is_verb(s.lower[0]) if form == "base" else is_gerund(s.lower[0])


def _node_end(node: Node) -> int:
    words = RECITAL_END.sub("", node.words)
    return _span(node, node.body, node.body + len(words))[1]


def _span(node: Node, start: int, end: int) -> tuple[int, int]:
    paragraph: Paragraph = node.paragraph  # type: ignore[assignment]
    return paragraph.span(start, max(end, start + 1))

"""What was read in the text, in `otherAnalysis`: commitments, parties, terms, events.

The standard leaves the content of `otherAnalysis` to a namespace of its user. Every annotation
names the provision that it belongs to by `eId`, or its words by their span in the text.
"""

from __future__ import annotations

from lxml import etree

from servanda.exchange.akoma_ntoso.elements import add, add_own
from servanda.reading.model import Agreement, Commitment, Deadline, iso


def add_annotations(analysis: etree._Element, agreement: Agreement) -> None:
    """Write everything that was read, in the order of the text."""
    other = add(analysis, "otherAnalysis", source="#servanda")
    instrument = add_own(
        other,
        "instrument",
        title=agreement.title,
        language=agreement.language,
        signed=iso(agreement.signed),
        place=agreement.place,
        binding=None if agreement.binding is None else _yes(agreement.binding),
    )
    if agreement.commencement:
        _deadline(instrument, "commencement", agreement.commencement)
    for number, party in enumerate(agreement.parties, start=1):
        node = add_own(other, "party", refersTo=f"#party_{number}", name=party.name)
        for alias in party.aliases:
            add_own(node, "alias", value=alias)
    for commitment in agreement.commitments:
        _commitment(other, commitment)
    for term in agreement.terms:
        add_own(other, "term", kind=term.kind, start=str(term.start), end=str(term.end))
    for event in agreement.events:
        add_own(
            other,
            "event",
            name=event.name,
            date=iso(event.date),
            expression=event.expression,
            start=str(event.start),
            end=str(event.end),
        )


def _commitment(parent: etree._Element, commitment: Commitment) -> None:
    node = add_own(
        parent,
        "commitment",
        provision=f"#{commitment.eid}",
        start=str(commitment.start),
        end=str(commitment.end),
        force=str(commitment.force),
        recital=_yes(commitment.recital),
        verifiable=_yes(commitment.verifiable),
        act=commitment.act,
        why=commitment.why,
    )
    for actor in commitment.actors:
        add_own(node, "actor", value=actor)
    for condition in commitment.conditions:
        add_own(node, "condition", value=condition)
    if commitment.deadline:
        _deadline(node, "deadline", commitment.deadline)
    if commitment.recurrence:
        recurrence = commitment.recurrence
        add_own(
            node,
            "recurrence",
            expression=recurrence.expression,
            every=recurrence.every,
            times=str(recurrence.times),
            rrule=recurrence.rrule,
        )


def _deadline(parent: etree._Element, name: str, deadline: Deadline) -> None:
    add_own(
        parent,
        name,
        expression=deadline.expression,
        duration=deadline.duration,
        date=iso(deadline.date),
        anchor=deadline.anchor,
        bound=str(deadline.bound),
        due=iso(deadline.due),
        derivation=deadline.derivation,
    )


def _yes(is_so: bool) -> str:  # noqa: FBT001 - the one thing that it is about
    return "true" if is_so else "false"

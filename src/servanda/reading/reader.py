"""Reading an agreement: from its text to its provisions and commitments."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from servanda.reading.actors import Cast
from servanda.reading.genre import require_agreement, require_english, require_prose
from servanda.reading.layout import paragraphs
from servanda.reading.model import Agreement, Force, Provision
from servanda.reading.parties import collective_terms, find_parties
from servanda.reading.signature import find_binding, find_events, find_signature
from servanda.reading.structure import Outline, outline
from servanda.reading.timing import Clock
from servanda.reading.walk import Walk


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
    require_prose(text)
    tree = outline(paragraphs(text))
    cast = Cast(find_parties(tree, text), collective_terms(tree))
    found_signed, place = find_signature(tree)
    when = signed or found_signed
    clock = Clock(when, events or {}, text)
    walk = Walk(cast, clock, text)
    walk.through(tree)
    promises = sum(c.force is not Force.DECLARATION for c in walk.commitments)
    require_agreement(tree.title, text, promises, formal=_formal(tree))
    return Agreement(
        text=text,
        title=tree.title,
        language="en",
        signed=when,
        place=place,
        binding=find_binding(text),
        parties=cast.parties,
        provisions=tuple(_provisions(tree)),
        commitments=tuple(walk.commitments),
        terms=tuple(walk.terms),
        events=find_events(text),
        commencement=clock.commencement,
    )


def _formal(tree: Outline) -> bool:
    """Tell whether the text has the furniture of an instrument: recitals or a closing formula."""
    return any(node.zone == "conclusions" or node.kind == "recital" for node in tree.nodes)


def _provisions(tree: Outline) -> Iterator[Provision]:
    for node in tree.nodes:
        yield Provision(node.eid, node.kind, node.num, node.heading, node.start, node.end)

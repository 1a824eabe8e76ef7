"""An agreement from the Akoma Ntoso that `write` made of it, without loss."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from lxml import etree

from servanda.exchange.akoma_ntoso.elements import LEAVES, akn, own
from servanda.exchange.akoma_ntoso.leaves import filled
from servanda.reading.model import (
    Agreement,
    Commitment,
    DatedEvent,
    Deadline,
    Force,
    Party,
    Provision,
    Recurring,
    Term,
)


class NotAkomaNtoso(ValueError):  # noqa: N818 - a finding about the document
    """Say that a document is not Akoma Ntoso as we write it: what, why, what to do."""


def read_back(data: bytes) -> Agreement:
    """Read an agreement that `write` has written."""
    root = _parse(data)
    other = root.find(f".//{akn('otherAnalysis')}")
    instrument = other.find(own("instrument")) if other is not None else None
    if other is None or instrument is None:
        raise NotAkomaNtoso(
            "The document holds no reading by Servanda, so its commitments are not known; "
            "read its text instead."
        )
    try:
        return _agreement(root, other, instrument)
    except (KeyError, ValueError) as error:
        raise NotAkomaNtoso(
            f"The reading in the document is damaged ({error}); write it anew from the text."
        ) from None


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise NotAkomaNtoso(
            "The document is not well-formed XML; get an undamaged copy of it."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None or root.tag != akn("akomaNtoso"):
        raise NotAkomaNtoso(
            "The document is not Akoma Ntoso 3.0, or declares entities of its own; "
            "give one that `servanda read --akn` has written."
        )
    return root


def text_of(root: etree._Element) -> str:
    """Join the leaves of a document: the text of the agreement."""
    leaves = root.iter(*(akn(name) for name in LEAVES))
    return "".join(filled(leaf) for leaf in leaves)


def _agreement(
    root: etree._Element, other: etree._Element, instrument: etree._Element
) -> Agreement:
    text = text_of(root)
    return Agreement(
        text=text,
        title=instrument.get("title") or "",
        language=instrument.get("language") or "",
        signed=_day(instrument.get("signed")),
        place=instrument.get("place"),
        binding={"true": True, "false": False}.get(instrument.get("binding") or ""),
        parties=tuple(_parties(other)),
        provisions=tuple(_provisions(root)),
        commitments=tuple(_commitment(node, text) for node in other.iter(own("commitment"))),
        terms=tuple(
            Term(_said(node, "kind"), int(_said(node, "start")), int(_said(node, "end")))
            for node in other.iter(own("term"))
        ),
        events=tuple(_events(other)),
        commencement=_deadline(instrument.find(own("commencement"))),
    )


def _parties(other: etree._Element) -> Iterator[Party]:
    for node in other.iter(own("party")):
        yield Party(_said(node, "name"), _values(node, "alias"))


def _provisions(root: etree._Element) -> Iterator[Provision]:
    for node in root.iter():
        if isinstance(node.tag, str) and node.get(own("start")) is not None:
            yield Provision(
                eid=_said(node, "eId"),
                kind=node.get(own("kind")) or "",
                num=node.get(own("num")) or "",
                heading=node.get(own("heading")) or "",
                start=int(_said(node, own("start"))),
                end=int(_said(node, own("end"))),
            )


def _events(other: etree._Element) -> Iterator[DatedEvent]:
    for node in other.iter(own("event")):
        yield DatedEvent(
            _said(node, "name"),
            datetime.date.fromisoformat(_said(node, "date")),
            _said(node, "expression"),
            int(_said(node, "start")),
            int(_said(node, "end")),
        )


def _commitment(node: etree._Element, text: str) -> Commitment:
    start, end = int(_said(node, "start")), int(_said(node, "end"))
    return Commitment(
        eid=_said(node, "provision").removeprefix("#"),
        start=start,
        end=end,
        text=text[start:end],
        force=Force(_said(node, "force")),
        actors=_values(node, "actor"),
        act=_said(node, "act"),
        conditions=_values(node, "condition"),
        recital=_said(node, "recital") == "true",
        verifiable=_said(node, "verifiable") == "true",
        deadline=_deadline(node.find(own("deadline"))),
        recurrence=_recurrence(node.find(own("recurrence"))),
        why=_said(node, "why"),
    )


def _deadline(node: etree._Element | None) -> Deadline | None:
    if node is None:
        return None
    return Deadline(
        expression=_said(node, "expression"),
        duration=node.get("duration"),
        date=_day(node.get("date")),
        anchor=node.get("anchor"),
        bound=_said(node, "bound"),
        due=_day(node.get("due")),
        derivation=node.get("derivation") or "",
    )


def _recurrence(node: etree._Element | None) -> Recurring | None:
    if node is None:
        return None
    return Recurring(
        _said(node, "expression"),
        _said(node, "every"),
        int(_said(node, "times")),
        _said(node, "rrule"),
    )


def _said(node: etree._Element, name: str) -> str:
    value = node.get(name)
    if value is None:
        raise KeyError(name)
    return value


def _values(node: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(_said(child, "value") for child in node.findall(own(name)))


def _day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None

"""An agreement as the bytes of an Akoma Ntoso document; the same agreement, the same bytes."""

from __future__ import annotations

from lxml import etree

from servanda.exchange.akoma_ntoso.body import Text
from servanda.exchange.akoma_ntoso.elements import add, element, indent
from servanda.exchange.akoma_ntoso.metadata import add_identification, add_meta
from servanda.exchange.akoma_ntoso.structure import Branch, Parts, parts_of
from servanda.reading.model import Agreement


def write(agreement: Agreement) -> bytes:
    """Write an agreement as Akoma Ntoso 3.0."""
    root = element("akomaNtoso")
    act = add(root, "act", name="agreement", contains="originalVersion")
    add_meta(act, agreement)
    parts = parts_of(agreement.provisions, len(agreement.text))
    text = Text(agreement.text)
    _front(act, text, parts, agreement.title)
    body = add(act, "body")
    text.hierarchy(body, parts.body, parts.body_end, "")
    if len(body) == 0:
        add(add(body, "hcontainer", name="text", eId="hcontainer_1"), "content")
    if parts.conclusions:
        conclusions = add(act, "conclusions", eId="conclusions")
        text.conclusions(conclusions, parts.conclusions, parts.conclusions_end)
    if parts.attachments:
        _attachments(add(act, "attachments"), text, parts.attachments, agreement)
    indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _front(act: etree._Element, text: Text, parts: Parts, title: str) -> None:
    if parts.preamble_start > 0 and (parts.preamble or parts.body):
        text.preface(add(act, "preface", eId="preface"), parts.preamble_start, title)
    if parts.preamble:
        preamble = add(act, "preamble", eId="preamble")
        text.preamble(preamble, parts.preamble, parts.body_start)


def _attachments(
    parent: etree._Element, text: Text, branches: list[Branch], agreement: Agreement
) -> None:
    """Write each annex as a document of its own within the agreement; notes go together."""
    groups: list[list[Branch]] = []
    for branch in branches:
        if groups and branch.provision.kind != "annex" != groups[-1][0].provision.kind:
            groups[-1].append(branch)
        else:
            groups.append([branch])
    ends = [group[0].provision.start for group in groups[1:]] + [len(agreement.text)]
    for number, (group, end) in enumerate(zip(groups, ends, strict=True), start=1):
        eid = f"att_{number}"
        name = "annex" if group[0].provision.kind == "annex" else "notes"
        document = add(add(parent, "attachment", eId=eid), "doc", name=name)
        meta = add(document, "meta")
        add_identification(meta, agreement, eid)
        text.hierarchy(add(document, "mainBody"), group, end, eid)

"""Who, what and when: the metadata of the document after FRBR.

An agreement belongs to no one country, so its addresses bear the code `xx`, which ISO 3166 leaves
to users; a date that is not known is written 0001-01-01 and named "unknown", since the standard
wants one.
"""

from __future__ import annotations

import datetime

from lxml import etree

from servanda.exchange.akoma_ntoso.annotations import add_annotations
from servanda.exchange.akoma_ntoso.elements import add, slug
from servanda.reading.model import Agreement

SOURCE = "#servanda"
_LANGUAGES = {"en": "eng", "az": "aze", "ru": "rus", "tr": "tur", "fr": "fra"}
_UNKNOWN = "0001-01-01"
_COUNTRY = "xx"


def add_meta(parent: etree._Element, agreement: Agreement) -> None:
    """Write the metadata of the agreement."""
    meta = add(parent, "meta")
    add_identification(meta, agreement, "main")
    _lifecycle(meta, agreement)
    add_annotations(add(meta, "analysis", source=SOURCE), agreement)
    _references(meta, agreement)


def add_identification(meta: etree._Element, agreement: Agreement, component: str) -> None:
    """Write which work, expression and manifestation a document is."""
    identification = add(meta, "identification", source=SOURCE)
    work = _work(agreement)
    language = _LANGUAGES.get(agreement.language, agreement.language or "und")
    expression = f"{work}/{language}@{_day(agreement)}"
    node = add(identification, "FRBRWork")
    _core(node, agreement, f"{work}/!{component}", work)
    add(node, "FRBRcountry", value=_COUNTRY)
    add(node, "FRBRsubtype", value="agreement")
    if agreement.title:
        add(node, "FRBRname", value=agreement.title)
    if agreement.binding is not None:
        add(node, "FRBRprescriptive", value="true" if agreement.binding else "false")
    node = add(identification, "FRBRExpression")
    _core(node, agreement, f"{expression}/!{component}", expression)
    add(node, "FRBRlanguage", language=language)
    node = add(identification, "FRBRManifestation")
    _core(node, agreement, f"{expression}/!{component}.xml", f"{expression}.akn")


def _core(node: etree._Element, agreement: Agreement, this: str, uri: str) -> None:
    add(node, "FRBRthis", value=this)
    add(node, "FRBRuri", value=uri)
    add(node, "FRBRdate", date=_day(agreement), name="signature" if agreement.signed else "unknown")
    for number in range(1, len(agreement.parties) + 1):
        add(node, "FRBRauthor", href=f"#party_{number}")
    if not agreement.parties:
        add(node, "FRBRauthor", href=SOURCE)


def _work(agreement: Agreement) -> str:
    day = agreement.signed.isoformat() if agreement.signed else "unknown"
    return f"/akn/{_COUNTRY}/act/agreement/{day}/{slug(agreement.title)}"


def _day(agreement: Agreement) -> str:
    return agreement.signed.isoformat() if agreement.signed else _UNKNOWN


def dated_events(agreement: Agreement) -> list[tuple[str, datetime.date]]:
    """Give the instrument's events by day, the signature first among those of its day."""
    events = {(event.name, event.date) for event in agreement.events}
    if agreement.signed:
        events.add(("signature", agreement.signed))
    return sorted(events, key=lambda event: (event[1], event[0] != "signature", event[0]))


def _lifecycle(meta: etree._Element, agreement: Agreement) -> None:
    events = dated_events(agreement)
    if not events:
        return
    lifecycle = add(meta, "lifecycle", source=SOURCE)
    for number, (name, day) in enumerate(events, start=1):
        add(
            lifecycle,
            "eventRef",
            eId=f"eventRef_{number}",
            date=day.isoformat(),
            source="#original",
            refersTo=f"#event_{slug(name)}",
            type="generation" if name == "signature" else None,
        )


def _references(meta: etree._Element, agreement: Agreement) -> None:
    references = add(meta, "references", source=SOURCE)
    title = agreement.title or "untitled"
    add(references, "original", eId="original", href=_work(agreement), showAs=title)
    _topic(references, "TLCOrganization", "servanda", "/ontology/organization/servanda", "Servanda")
    for number, party in enumerate(agreement.parties, start=1):
        href = f"/ontology/organization/{slug(party.name)}"
        short = party.aliases[0] if party.aliases else None
        _topic(references, "TLCOrganization", f"party_{number}", href, party.name, short)
    for name in sorted({name for name, _ in dated_events(agreement)}):
        href = f"/ontology/event/{slug(name)}"
        _topic(references, "TLCEvent", f"event_{slug(name)}", href, name.replace("_", " "))


def _topic(
    references: etree._Element,
    tag: str,
    eid: str,
    href: str,
    shown: str,
    short: str | None = None,
) -> None:
    add(references, tag, eId=eid, href=href, showAs=shown, shortForm=short)

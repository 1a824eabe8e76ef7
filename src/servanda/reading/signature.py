"""When and where the instrument was signed, and whether it says that it binds."""

from __future__ import annotations

import datetime
import re

from servanda.deadlines import find_dates
from servanda.reading.model import DatedEvent
from servanda.reading.structure import Outline

LINE_WITH_YEAR = re.compile(r"^.*\b(?:1[6-9]|20)\d\d\b.*$", re.MULTILINE)
BINDING_KIND = re.compile(
    r"\b(?:agreement|treaty|convention|protocol|contract|accord|covenant)\b", re.IGNORECASE
)
SHALL = re.compile(r"\bshall\b", re.IGNORECASE)
NON_BINDING = re.compile(
    r"\b(?:not\s+(?:be\s+)?(?:intended\s+to\s+(?:be|constitute|create|give\s+rise)[^.]{0,60}?)?(?:legally\s+)?binding"
    r"|(?:does|do|shall|is|are)\s+not\s+(?:\w+\s+){0,5}?(?:create|constitute|give\s+rise\s+to|establish|impose|generate)\s+(?:\w+\s+){0,4}?"
    r"(?:legally[\s-]binding|rights|obligations|commitments)"
    r"|(?:does|do|shall|is|are)\s+not\s+(?:\w+\s+){0,3}?legally[\s-]binding"
    r"|nothing\s+in\s+this\s+[\w\s]{3,40}(?:give\s+rise\s+to|create|constitute)[^.]{0,80}?(?:obligations|commitments|rights)"
    r"|no\s+(?:legal\s+force|legally\s+binding|binding\s+legal)|(?:creates?|gives?\s+rise\s+to|constitutes?)\s+no\s+(?:legal\s+|legally\s+binding\s+)?(?:obligations?|rights|commitments?)|political\s+intentions?\s+only|non-?\s?binding|political\s+commitments?\s+only"
    r"|not\s+(?:an?\s+)?(?:international\s+)?(?:treaty|agreement)\s+(?:under|governed\s+by)\s+international\s+law)\b",
    re.IGNORECASE,
)
BINDING = re.compile(
    r"\b(?:shall\s+enter\s+into\s+force|enters?\s+into\s+force|(?:is|are|be)\s+(?:legally\s+)?binding\s+(?:on|upon|under|for)|legally\s+binding\s+(?:agreement|treaty|instrument))\b",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"\b(?:done|signed|executed|adopted|issued)\s+(?:\w+\s+){0,3}?(?:at|in)\s+(?:duplicate\s+at\s+|two\s+originals\s+at\s+|the\s+city\s+of\s+)?(?P<place>[A-ZÀ-ÖØ-ÞƏĞİŞÇ][\w’'.\- ]*(?:,\s*[A-Z][\w. ]+)?)",
    re.IGNORECASE,
)
SIGNATURE_LINE = re.compile(r"^(?:done|signed|executed|adopted)\b", re.IGNORECASE)
PLACE_END = re.compile(
    r"[,\s]+(?:on|this|the|in|at)\s*$|\s+(?:on|this|the|in\s+(?:duplicate|two|three|triplicate|quadruplicate)).*$",
    re.IGNORECASE,
)


def find_binding(text: str) -> bool | None:
    """Tell whether the instrument says that it does not bind (False), or speaks as binding (True)."""
    annex = re.search(r"^\s*annex\b", text, re.IGNORECASE | re.MULTILINE)
    main = text[: annex.start()] if annex and annex.start() > len(text) // 3 else text
    if NON_BINDING.search(main):
        return False
    if BINDING.search(main):
        return True
    return True if BINDING_KIND.search(text[:400]) and len(SHALL.findall(main)) >= 3 else None


def find_signature(outline: Outline) -> tuple[datetime.date | None, str | None]:
    """Find when and where the instrument was signed, from its closing formula."""
    for node in outline.nodes:
        if node.zone != "conclusions" and not SIGNATURE_LINE.match(node.words):
            continue
        dates = [d for d in find_dates(node.words) if d.precision == "day"]
        place = _place(node.words)
        if dates or place:
            return (dates[0].date if dates else None), place
    return _from_opening(outline)


def _place(words: str) -> str | None:
    found = SIGNED.search(words)
    if not found:
        return None
    place = PLACE_END.sub("", found["place"]).strip(" ,.")
    place = re.sub(
        r",?\s*(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*$",
        "",
        place,
    ).strip(" ,")
    return place or None


def _from_opening(outline: Outline) -> tuple[datetime.date | None, str | None]:
    """Read the date of a joint statement from its dateline, or from "met in … on …"."""
    for named in find_dates(outline.dateline):
        if named.precision == "day":
            return named.date, None
    for node in outline.nodes[:6]:
        dates = [d for d in find_dates(node.words) if d.precision == "day"]
        if dates and len(node.words) < 40:
            return dates[0].date, None
        if (
            dates
            and re.search(
                r"\b(?:adopted|signed)\b.{0,60}\b(?:following|this|present)\b|\bmet in\b",
                node.words[:300],
                re.IGNORECASE,
            )
            and re.search(
                r"\b(?:declar|statement|charter|adopted|declare the following)",
                node.words,
                re.IGNORECASE,
            )
        ):
            return dates[0].date, None
    return None, None


def find_events(text: str) -> tuple[DatedEvent, ...]:
    """List the days that the text itself names."""
    found = []
    for line in LINE_WITH_YEAR.finditer(text):
        for named in find_dates(line[0]):
            if named.precision == "day" and named.date is not None:
                start, end = line.start() + named.start, line.start() + named.end
                found.append(DatedEvent("mentioned", named.date, named.expression, start, end))
    return tuple(found)

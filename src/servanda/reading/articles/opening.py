"""Opens a file taken in as evidence: what it is, told from its bytes; its text and particulars."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace
from typing import Any

from servanda.reading.articles.furniture import furniture_of
from servanda.reading.articles.languages import language_of
from servanda.reading.articles.model import Document, Furniture, Member, Opened, Particular
from servanda.reading.articles.plain_particulars import front_matter, particulars_of
from servanda.reading.articles.workshop import Workshop
from servanda.reading.formats.encoding import decode
from servanda.reading.formats.extraction import refuse_size
from servanda.reading.formats.limits import Limits
from servanda.reading.formats.markup import declared_encoding
from servanda.reading.formats.refusal import Refusal
from servanda.reading.formats.sniffing import packed_kind, text_kind

LARGEST = Limits(document_bytes=50_000_000, characters=12_000_000, memory_bytes=1024 * 1024 * 1024)
_INVISIBLE = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\x00-\x1f]*")
_HEADER = re.compile(
    rb"(?:Received|Return-Path|From|To|Date|Subject|MIME-Version|Message-ID|Delivered-To|Content-"
    rb"Type|X-[\w-]+|DKIM-Signature|Reply-To|Organization|Cc|Sender|List-[\w-]+)\s*:[^\n]*",
    re.IGNORECASE,
)
_HEADERS_NEEDED = 3
_ADD_TEXT = "get a copy that has its text"


def open_document(
    data: bytes, name: str, workshop: Workshop, *, limits: Limits = LARGEST
) -> Opened:
    """Return what a file holds, or raise Refusal."""
    refuse_size(len(data), limits)
    if not data:
        raise Refusal("it is empty", _ADD_TEXT)
    kind = _packed_kind(data, name)
    if kind is None:
        return _words(data, name, workshop, limits)
    told = workshop.parse(kind, data, limits)
    return _opened(told, str(told.get("format", kind)), limits)


def _packed_kind(data: bytes, name: str) -> str | None:
    packed = packed_kind(data)
    if packed is not None:
        return packed
    return "eml" if _is_message(data, name) else None


def _is_message(data: bytes, name: str) -> bool:
    """Tell a message by its first lines; the name alone is not enough."""
    head = data[:4096].lstrip().splitlines()[:12]
    headers = sum(bool(_HEADER.fullmatch(line.rstrip())) for line in head)
    first = bool(head and _HEADER.fullmatch(head[0].rstrip()))
    return first and headers >= (1 if name.lower().endswith((".eml", ".mht")) else _HEADERS_NEEDED)


def _words(data: bytes, name: str, workshop: Workshop, limits: Limits) -> Opened:
    text = decode(data, declared_encoding(data))
    kind = text_kind(text, name)
    if kind == "html":
        told = workshop.parse("html", text.encode("utf-8", "replace"), limits)
        return _opened(told, "html", limits)
    return Opened(_plain(text, kind, limits))


def _plain(text: str, kind: str, limits: Limits) -> Document:
    _refuse_length(text, limits)
    front, spans = front_matter(text)
    lines = furniture_of(text, max((each.end for each in spans), default=0))
    furniture = [*spans, *lines]
    told = {**particulars_of(text, furniture), **front}
    return Document(text, kind, told, tuple(furniture))


def _opened(told: dict[str, Any], kind: str, limits: Limits) -> Opened:
    """Read the answer of the parsing child, of which nothing is believed unseen."""
    try:
        members = tuple(
            Member(str(name), base64.b64decode(packed, validate=True))
            for name, packed in told.get("members", ())
        )
        refused = tuple((str(name), str(why)) for name, why in told.get("refused", ()))
        document = _document(told, kind, limits)
    except (TypeError, ValueError, KeyError, binascii.Error):
        raise Refusal(
            "its structure is damaged or not what its format allows", "get an undamaged copy of it"
        ) from None
    if document is None and not members and not refused:
        raise Refusal("there is no text in it", _ADD_TEXT)
    return Opened(document, members, refused)


def _document(told: dict[str, Any], kind: str, limits: Limits) -> Document | None:
    text = told.get("text")
    if not isinstance(text, str) or (kind == "eml" and _INVISIBLE.fullmatch(text)):
        return None
    text = text.replace("\x00", " ")
    _refuse_length(text, limits)
    outside = [
        Furniture(int(start), int(end), str(reason))
        for start, end, reason in told.get("furniture", ())
        if 0 <= int(start) < int(end) <= len(text)
    ]
    known = {each.start for each in outside}
    furniture = outside + [
        each
        for each in furniture_of(text)
        if each.start not in known and not _inside(each, outside)
    ]
    furniture.sort(key=lambda each: each.start)
    found = Document(text, kind, {}, tuple(furniture))
    return replace(found, particulars=_particulars(told, found))


def _inside(each: Furniture, spans: list[Furniture]) -> bool:
    return any(span.start <= each.start and each.end <= span.end for span in spans)


def _particulars(told: dict[str, Any], found: Document) -> dict[str, Particular]:
    said = {
        str(name): Particular(str(value), str(where))
        for name, (value, where) in dict(told.get("particulars", {})).items()
    }
    if told.get("title"):
        said.setdefault("title", Particular(str(told["title"]), f"{found.format} title"))
    own = language_of(found.text)
    by_lines = particulars_of(found.text, found.furniture, own)
    merged = {**by_lines, **said}
    if own and "language" in said and said["language"].value != own:
        merged["language"] = by_lines["language"]  # templates keep one lang for all their pages
    return merged


def _refuse_length(text: str, limits: Limits) -> None:
    if _INVISIBLE.fullmatch(text):
        raise Refusal("there is no text in it", _ADD_TEXT)
    if len(text) > limits.characters:
        raise Refusal(f"its text is longer than {limits.characters:,} characters", "divide it")

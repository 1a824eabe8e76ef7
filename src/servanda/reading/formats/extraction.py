"""Extract the text of a document, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.reading.formats import isolation
from servanda.reading.formats.encoding import decode
from servanda.reading.formats.limits import DEFAULT, Limits
from servanda.reading.formats.markup import declared_encoding
from servanda.reading.formats.refusal import Refusal, unreadable
from servanda.reading.formats.sniffing import packed_kind, text_kind

_ADD_TEXT = "add the text of the agreement and try again"
_INVISIBLE = re.compile(r"[\s\ufeff\u200b-\u200f\u2060\x00-\x1f]*")
_MARKDOWN_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of record of a document, its format, and the title that it gives itself."""

    text: str
    format: str
    title: str


def extract(data: bytes, name: str, *, limits: Limits = DEFAULT) -> Extracted:
    """Give the text of a document, or raise UnreadableDocument with one sentence."""
    try:
        refuse_size(len(data), limits)
        extracted = _extract(data, name, limits)
        _refuse_length(extracted.text, limits)
    except Refusal as refusal:
        raise unreadable(name, refusal.why, refusal.advice) from None
    return extracted


def refuse_size(size: int, limits: Limits = DEFAULT) -> None:
    """Refuse a document of too many bytes, before all of it is read where its size is known."""
    if size > limits.document_bytes:
        raise Refusal(
            f"it is larger than {limits.document_bytes // 1_000_000} MB",
            "give its text alone, without pictures or attachments",
        )


def _extract(data: bytes, name: str, limits: Limits) -> Extracted:
    if not data:
        raise Refusal("it is empty", _ADD_TEXT)
    if (packed := packed_kind(data)) is not None:
        return _parsed({"pdf": "pdf", "zip": "docx"}[packed], data, limits)
    text = decode(data, declared_encoding(data))
    kind = text_kind(text, name)
    if kind == "html":
        return _parsed("html", text.encode("utf-8", "replace"), limits)
    title = _MARKDOWN_TITLE.search(text) if kind == "markdown" else None
    return Extracted(text, kind, title.group(1).strip() if title else "")


def _parsed(kind: str, data: bytes, limits: Limits) -> Extracted:
    text, title = isolation.parse(kind, data, limits)
    return Extracted(text, kind, title)


def _refuse_length(text: str, limits: Limits) -> None:
    if _INVISIBLE.fullmatch(text):
        raise Refusal("there is no text in it", _ADD_TEXT)
    if len(text) > limits.characters:
        raise Refusal(
            f"its text is longer than {limits.characters:,} characters",
            "give it in parts, without its annexes",
        )

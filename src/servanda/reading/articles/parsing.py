"""What the confined child does with one document, by kind: each answer is plain data."""

from collections.abc import Callable
from typing import Any

from servanda.reading.articles import feeds, html_article, packed
from servanda.reading.formats import child
from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_TOO_MUCH = ("reading it takes more memory or time than any document needs", "give a simpler copy")
_GAVE_UP = ("its structure is damaged or not what its format allows", "get an undamaged copy of it")


def answer(kind: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """Return what a document of a kind holds, or why it is not read."""
    if kind in {"pdf", "docx"}:
        return dict(child.answer(kind, data, limits))
    try:
        return _PARSERS[kind](data, limits)
    except Refusal as refusal:
        return {"why": refusal.why, "advice": refusal.advice}
    except (MemoryError, RecursionError):
        return {"why": _TOO_MUCH[0], "advice": _TOO_MUCH[1]}
    except Exception:  # noqa: BLE001 - a hostile document may break a parser in any way
        return {"why": _GAVE_UP[0], "advice": _GAVE_UP[1]}


def _page(data: bytes, _limits: Limits) -> dict[str, Any]:
    return {**html_article.article(data.decode("utf-8")), "format": "html"}


def _zip(data: bytes, limits: Limits) -> dict[str, Any]:
    if packed.is_office(data):
        return {**child.answer("docx", data, limits), "format": "docx"}
    return {**packed.members_of(data, limits), "format": "zip"}


def _message(data: bytes, limits: Limits) -> dict[str, Any]:
    found = packed.message(data, limits)
    if page := found.pop("page", None):
        told = html_article.article(page)
        found["particulars"] = {**told.pop("particulars"), **found["particulars"]}
        found |= told
    return {**found, "format": "eml"}


_PARSERS: dict[str, Callable[[bytes, Limits], dict[str, Any]]] = {
    "html": _page,
    "zip": _zip,
    "eml": _message,
    "feed": feeds.parsed,
}

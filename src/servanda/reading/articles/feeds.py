"""Reads the entries of an RSS or Atom feed from bytes, in a confined child."""

import hashlib
import time
from dataclasses import dataclass
from datetime import date
from typing import Any

import feedparser

from servanda.reading.articles.workshop import Workshop
from servanda.reading.formats.limits import DEFAULT, Limits
from servanda.reading.formats.refusal import Refusal

_MOST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: its key, its address, and what the feed tells of it."""

    key: str
    address: str
    title: str
    published: str


def entries_of(feed: bytes, workshop: Workshop) -> list[Entry]:
    """Return the entries that lead to a page, in the feed's order; an unreadable feed has none."""
    try:
        told = workshop.parse("feed", feed, DEFAULT)
        return [Entry(*(str(part) for part in each)) for each in told.get("entries", ())]
    except (Refusal, TypeError):
        return []


def parsed(feed: bytes, _limits: Limits) -> dict[str, Any]:
    """Parse a feed, in the child.

    >>> feed = b"<rss version='2.0'><channel><item><link>https://example.org/a</link></item>"
    >>> parsed(feed, DEFAULT)["entries"][0][1]
    'https://example.org/a'
    """
    found = feedparser.parse(feed, sanitize_html=True, resolve_relative_uris=False)
    return {"entries": [entry for each in found.entries[:_MOST] if (entry := _entry(each))]}


def _entry(each: Any) -> list[str]:
    address = str(each.get("link", "")).strip()
    if not address.startswith(("http://", "https://")):
        return []
    key = hashlib.sha256(str(each.get("id") or address).encode()).hexdigest()
    title = " ".join(str(each.get("title", "")).split())
    return [key, address, title, _day(each.get("published_parsed"))]


def _day(moment: time.struct_time | None) -> str:
    try:
        return date(*moment[:3]).isoformat() if moment else ""
    except (TypeError, ValueError):
        return ""

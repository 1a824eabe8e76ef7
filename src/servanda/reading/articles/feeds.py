"""Reads the entries of an RSS or Atom feed from bytes, in a confined child."""

import hashlib
import time
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

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


def entries_of(feed: bytes, workshop: Workshop, address: str = "") -> list[Entry]:
    """Return the entries that lead to a page, in the feed's order; refuse what is no feed."""
    told = workshop.parse("feed", feed, DEFAULT) if feed.strip() else {}
    if not told.get("feed"):
        raise Refusal(
            "what the address answers is no feed (RSS or Atom)",
            "look on the site for the address of its feed",
        )
    entries = (_checked(each, address) for each in told.get("entries", ()))
    return [entry for entry in entries if entry is not None]


def _checked(each: Any, address: str) -> Entry | None:
    """Read an entry of the child's answer, of which nothing is believed unseen."""
    key, link, title, published = (str(part) for part in each)
    try:
        whole = urljoin(address, link)
    except ValueError:
        return None
    if not whole.startswith(("http://", "https://")):
        return None
    told = hashlib.sha256((key or whole).encode()).hexdigest()
    return Entry(told, whole, title, published)


def parsed(feed: bytes, _limits: Limits) -> dict[str, Any]:
    """Parse a feed, in the child.

    >>> feed = b"<rss version='2.0'><channel><item><link>https://example.org/a</link></item>"
    >>> parsed(feed, DEFAULT)["entries"][0][1]
    'https://example.org/a'
    """
    found = feedparser.parse(feed, sanitize_html=True, resolve_relative_uris=False)
    entries = [_entry(each) for each in found.entries[:_MOST] if each.get("link")]
    return {"feed": bool(found.version), "entries": entries}


def _entry(each: Any) -> list[str]:
    title = " ".join(str(each.get("title", "")).split())
    link = str(each.get("link", "")).strip()
    return [str(each.get("id") or ""), link, title, _day(each.get("published_parsed"))]


def _day(moment: time.struct_time | None) -> str:
    try:
        return date(*moment[:3]).isoformat() if moment else ""
    except (TypeError, ValueError):
        return ""

"""What a web page says of itself: in JSON-LD, in meta elements, in its headings and its address."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from servanda.reading.articles.days import iso_day
from servanda.reading.articles.model import Particular

_META = {
    "title": "og:title dc.title dcterms.title citation_title twitter:title headline",
    "publisher": "og:site_name dc.publisher dcterms.publisher citation_publisher application-name "
    "publisher",
    "author": "author article:author dc.creator dcterms.creator citation_author byl parsely-author",
    "published": "article:published_time datepublished dc.date dcterms.date dc.date.issued "
    "dcterms.issued citation_publication_date citation_date date pubdate publish-date "
    "parsely-pub-date sailthru.date",
    "language": "og:locale dc.language dcterms.language content-language citation_language",
    "url": "og:url",
}
_KINDS = re.compile(r"article|posting|report|webpage|document|government", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
_LONGEST = 600
_MOST_NODES = 500


def particulars_of(root: html.HtmlElement) -> dict[str, Particular]:
    """Return each particular from the most telling place that has it."""
    found: dict[str, Particular] = {}
    for name, value, where in _told(root):
        tidy = _tidied(name, value)
        if tidy and name not in found:
            found[name] = Particular(tidy, where)
    return found


def _told(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    yield from _linked_data(root)
    yield from _metas(root)
    yield from _elements(root)


def _linked_data(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for script in root.iterfind('.//script[@type="application/ld+json"]'):
        try:
            told = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in _nodes(told):
            if _KINDS.search(str(node.get("@type", ""))):
                yield from _of_node(node)


def _nodes(told: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [told], 0
    while waiting and seen < _MOST_NODES:
        each, seen = waiting.pop(0), seen + 1
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            yield each
            waiting.extend(value for key, value in each.items() if key == "@graph")


def _of_node(node: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, key in (
        ("title", "headline"),
        ("publisher", "publisher"),
        ("author", "author"),
        ("published", "datePublished"),
        ("language", "inLanguage"),
        ("url", "url"),
    ):
        if value := _name(node.get(key)):
            yield name, value, f"JSON-LD {key}"


def _name(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(name for each in value[:8] if (name := _name(each)))
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else ""


def _metas(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    told: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        key = key or meta.get("http-equiv") or ""
        told.setdefault(key.lower(), meta.get("content") or "")
    for name, keys in _META.items():
        for key in keys.split():
            if told.get(key):
                yield name, told[key], f"meta {key}"


def _elements(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    for link in root.iterfind('.//link[@rel="canonical"]'):
        yield "url", link.get("href") or "", "link canonical"
    for heading in root.iter("h1"):
        yield "title", " ".join(heading.itertext()), "h1"
    for title in root.iterfind(".//head/title"):
        yield "title", title.text or "", "title"
    for moment in root.iter("time"):
        yield "published", moment.get("datetime") or "", "time"
    whole = root.getroottree().getroot()
    yield "language", whole.get("lang") or "", "html lang"


def _tidied(name: str, value: str) -> str:
    tidy = " ".join(value.split())[:_LONGEST]
    if name == "published":
        return iso_day(tidy)
    if name == "language":
        code = _LANGUAGE.match(tidy)
        return code.group().lower() if code else ""
    if name == "url":
        return tidy if tidy.startswith(("http://", "https://")) else ""
    if name == "author" and tidy.startswith(("http://", "https://")):
        return ""
    return tidy

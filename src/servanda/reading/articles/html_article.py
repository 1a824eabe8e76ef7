"""A web page as an article: all its text, with what lies outside the article marked.

Two parsers look at each page. Ours lays out the whole text, which becomes the text of record;
trafilatura says which of it is the article. So nothing that a page says is silently missing.
"""

import re
from typing import Any

import trafilatura
from lxml import html

from servanda.reading.articles.page_particulars import particulars_of
from servanda.reading.formats import html_page
from servanda.reading.formats.blocks import lay_out

_PART = re.compile(r"\S(?:.*\S)?(?:\n(?!\n).*\S)*")
_WORD = re.compile(r"\w+")
_LEAST = 250  # characters of an article; with less, trafilatura found none
_RUN = 4
_MOSTLY = 0.5


def article(source: str) -> dict[str, Any]:
    """Return text, particulars and furniture of a page."""
    blocks, title = html_page.blocks_of(source)
    text = lay_out(blocks)
    found = particulars_of(_tree(source))
    told = {name: [each.value, each.where] for name, each in found.items()}
    if title:
        told.setdefault("title", [title, "h1"])
    return {"text": text, "particulars": told, "furniture": _outside(text, _main(source))}


def _tree(source: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    return html.document_fromstring(source.encode("utf-8"), parser=parser)


def _main(source: str) -> str:
    found = trafilatura.extract(
        source,
        fast=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        with_metadata=False,
    )
    return found or ""


def _outside(text: str, main: str) -> list[list[Any]]:
    """Return the spans of the paragraphs whose words are not in the article."""
    if len(main) < _LEAST:
        return []
    words = _words(main)
    whole = f" {' '.join(words)} "
    runs = _runs(words)
    return [
        [part.start(), part.end(), "not_article"]
        for part in _PART.finditer(text)
        if not _within(_words(part.group()), whole, runs)
    ]


def _within(words: list[str], whole: str, runs: set[tuple[str, ...]]) -> bool:
    if not words or f" {' '.join(words)} " in whole:
        return True
    own = _runs(words)
    return len(own & runs) > _MOSTLY * len(own)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}

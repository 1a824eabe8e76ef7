"""Cut a run of text into leaves that together are exactly that run."""

from __future__ import annotations

import re

from lxml import etree

from servanda.exchange.akoma_ntoso.elements import add, akn, printable
from servanda.reading.model import Provision

_PARAGRAPH_END = re.compile(r"\n[ \t\u00a0\f]*\n\s*")
_NUMBER_WITHIN = 48  # "Article", "Section", "§", an opening bracket … stand before a number
_AFTER_NUMBER = re.compile(r"[.):\]]*[\s*_]*[-–—:.]*\s*")
_FORM_FEED = "\f"


def fill(node: etree._Element, text: str) -> etree._Element:
    """Put text into a leaf; a form feed becomes an end-of-page marker."""
    first, *others = text.split(_FORM_FEED)
    node.text = printable(first)
    for page in others:
        add(node, "eop").tail = printable(page)
    return node


def filled(node: etree._Element) -> str:
    """Give the text of a leaf as it was put in."""
    parts = [node.text or ""]
    for child in node:
        parts.append(_FORM_FEED if child.tag == akn("eop") else filled(child))
        parts.append(child.tail or "")
    return "".join(parts)


def paragraphs(text: str) -> list[str]:
    r"""Cut text at blank lines, each piece with the white space after it.

    >>> paragraphs("one\n\ntwo\nlines\n")
    ['one\n\n', 'two\nlines\n']
    """
    cuts = [match.end() for match in _PARAGRAPH_END.finditer(text) if match.end() < len(text)]
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if a < b]


def number_end(text: str, provision: Provision, start: int, limit: int) -> int:
    """Find where the number of a provision ends, `start` where it does not stand at its head."""
    if not provision.num:
        return start
    head = text[start : min(limit, start + _NUMBER_WITHIN + len(provision.num))]
    line = head.lstrip().split("\n")[0]
    pattern = rf"(?<![\w.]){re.escape(provision.num)}(?!\w)"
    found = re.search(pattern, line)
    if not found:
        return start
    at = start + len(head) - len(head.lstrip()) + found.end()
    after = _AFTER_NUMBER.match(text, at, limit)
    return after.end() if after else at


def heading_end(text: str, provision: Provision, start: int, limit: int) -> int:
    """Find where the heading of a provision ends, `start` where it does not stand there."""
    words = provision.heading.split()
    if not words:
        return start
    pattern = re.compile(r"[\s*_#]*" + r"\s+".join(map(re.escape, words)) + r"[ \t*_]*[.:]?\s*")
    found = pattern.match(text, start, limit)
    return found.end() if found else start

"""The names that Akoma Ntoso gives things, and how an element is made."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:x-servanda:reading"
NAMESPACES: dict[Any, str] = {None: AKN, "servanda": OWN}

# Elements of the hierarchy that bear the name of what they are; any other is an hcontainer.
HIERARCHY = frozenset(
    {
        "alinea", "article", "book", "chapter", "clause", "division", "indent", "level", "list",
        "paragraph", "part", "point", "proviso", "rule", "section", "subchapter", "subclause",
        "subdivision", "sublist", "subparagraph", "subpart", "subrule", "subsection", "subtitle",
        "title", "tome", "transitional",
    }
)  # fmt: skip
LEAVES = ("num", "heading", "p")

_AZERBAIJANI = str.maketrans("əƏıİ", "eEiI")


def element(tag: str, **attributes: str | None) -> etree._Element:
    """Make an element of the standard; attributes without a value are left out."""
    node = etree.Element(f"{{{AKN}}}{tag}", nsmap=NAMESPACES)
    return _with_attributes(node, attributes)


def add(parent: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
    """Make an element of the standard at the end of another."""
    node = etree.SubElement(parent, f"{{{AKN}}}{tag}")
    return _with_attributes(node, attributes)


def add_own(parent: etree._Element, tag: str, **attributes: str | None) -> etree._Element:
    """Make an element of our own namespace at the end of another."""
    node = etree.SubElement(parent, own(tag))
    return _with_attributes(node, attributes)


def own(name: str) -> str:
    """Give a name in our own namespace."""
    return f"{{{OWN}}}{name}"


def akn(name: str) -> str:
    """Give a name in the namespace of the standard."""
    return f"{{{AKN}}}{name}"


def slug(words: str, longest: int = 80) -> str:
    """Write words as part of an address.

    >>> slug("Əməkdaşlıq haqqında Xartiya, 2026")
    'emekdasliq-haqqinda-xartiya-2026'
    """
    plain = unicodedata.normalize("NFKD", words.translate(_AZERBAIJANI))
    folded = plain.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", folded)[:longest].strip("-") or "untitled"


def indent(node: etree._Element, depth: int = 0) -> None:
    """Put each element on a line of its own, except within the leaves, whose text is the text."""
    children = list(node)
    if not children or etree.QName(node).localname in LEAVES:
        return
    node.text = "\n" + "  " * (depth + 1)
    for child in children:
        indent(child, depth + 1)
        child.tail = "\n" + "  " * (depth + 1)
    children[-1].tail = "\n" + "  " * depth


def _with_attributes(node: etree._Element, attributes: dict[str, str | None]) -> etree._Element:
    for name, value in attributes.items():
        if value is not None:
            node.set(name.rstrip("_"), printable(value))
    return node


def printable(text: str) -> str:
    """Replace the characters that XML cannot hold, one for one, so that spans stay right."""
    return _IMPOSSIBLE.sub("\ufffd", text)


_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

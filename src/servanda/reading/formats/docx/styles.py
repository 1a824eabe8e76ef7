"""What a paragraph's style says: heading or title, and which list numbers it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from servanda.reading.formats.docx.wordml import attribute, child, children, whole

_HEADING = re.compile(r"heading ?[1-9]", re.IGNORECASE)
_CONTENTS = re.compile(r"toc ?[1-9]|toc heading|contents ?[1-9]", re.IGNORECASE)
_DEEPER_LIST = re.compile(r"list [a-z]+ ([2-9])", re.IGNORECASE)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, with what it inherits from those it is based on."""

    kind: str = "paragraph"
    list_id: str | None = None
    level: int | None = None
    depth: int = 0


def styles_of(root: etree._Element | None) -> dict[str, Style]:
    """Read all paragraph styles by their ids."""
    if root is None:
        return {}
    nodes = {attribute(node, "styleId") or "": node for node in children(root, "style")}
    return {style_id: _style(style_id, nodes) for style_id in nodes}


def _style(style_id: str, nodes: dict[str, etree._Element]) -> Style:
    kind, list_id, level = "paragraph", None, None
    node = nodes.get(style_id)
    for _ in range(_DEEPEST):
        if node is None:
            break
        properties = child(node, "pPr")
        kind = kind if kind != "paragraph" else _kind(node, properties)
        list_id = list_id or attribute(child(properties, "numPr", "numId"))
        if level is None and (own := attribute(child(properties, "numPr", "ilvl"))):
            level = whole(own, 0)
        node = nodes.get(attribute(child(node, "basedOn")) or "")
    return Style(kind, list_id, level, _depth(nodes[style_id]))


def _depth(node: etree._Element) -> int:
    """Read how deep "List Bullet 2" stands: its level in its own list is the first."""
    found = _DEEPER_LIST.fullmatch(attribute(child(node, "name")) or "")
    return int(found.group(1)) - 1 if found else 0


def _kind(node: etree._Element, properties: etree._Element | None) -> str:
    name = attribute(child(node, "name")) or ""
    if _CONTENTS.fullmatch(name):
        return "contents"
    if name.lower() == "title":
        return "title"
    outline = attribute(child(properties, "outlineLvl"))
    if _HEADING.fullmatch(name) or whole(outline, 9) < 9:
        return "heading"
    return "paragraph"

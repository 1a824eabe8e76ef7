"""Elements and attributes of WordprocessingML by their local names.

Word writes two namespaces, the transitional and the strict; their local names are the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(node: etree._Element) -> str:
    """Give an element's name without its namespace; none for comments."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the children of that name."""
    return (child for child in node if local(child) == name)


def child(node: etree._Element | None, *path: str) -> etree._Element | None:
    """Go down by first children of these names."""
    for name in path:
        if node is None:
            return None
        node = next(children(node, name), None)
    return node


def attribute(node: etree._Element | None, name: str = "val") -> str | None:
    """Give an attribute, whatever its namespace."""
    if node is None:
        return None
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def whole(written: str | None, otherwise: int) -> int:
    """Read a whole number of sensible size."""
    try:
        return int(written) if written and len(written) < 7 else otherwise
    except ValueError:
        return otherwise


def is_on(node: etree._Element | None) -> bool:
    """Read a switch, which is on when it is there and not said to be off."""
    return node is not None and attribute(node) not in {"0", "false", "off"}

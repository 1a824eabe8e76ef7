"""What on a web page is furniture and not text: scripts, menus, forms, hidden parts."""

import re

from lxml import html

_NEVER_TEXT_TAGS = (
    "script style noscript template nav button select input textarea svg iframe object embed "
    "canvas audio video map dialog head link meta"
)
_NEVER_TEXT = frozenset(_NEVER_TEXT_TAGS.split())
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog"})
_CLASSES = (
    "nav navbar navigation menu breadcrumb breadcrumbs cookie cookies cookie-banner cookie-notice "
    "share sharing social social-share social-links sidebar site-header site-footer page-footer "
    "skip-link skip-links screen-reader-text newsletter related-posts pagination toolbar "
    "mw-editsection noprint"
)
_NAMES = frozenset(_CLASSES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOSTLY = 0.5


def is_furniture(node: html.HtmlElement, whole: int) -> bool:
    """Say whether an element is no part of the page's text, which is `whole` characters long."""
    if node.tag in _NEVER_TEXT or node.get("hidden") is not None:
        return True
    if node.get("role") in _ROLES or _HIDDEN.search(node.get("style") or ""):
        return True
    if node.tag == "del" or node.get("aria-hidden") == "true":
        return True
    if node.tag in {"footer", "aside"}:
        return not _within_text(node)
    return _is_named_so(node, whole)


def text_length(node: html.HtmlElement) -> int:
    """Count the characters of the words in an element, furniture apart."""
    total = len((node.text or "").strip())
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _NEVER_TEXT:
            total += text_length(child)
        total += len((child.tail or "").strip())
    return total


def _within_text(node: html.HtmlElement) -> bool:
    """Keep the foot of an article, where notes and signatures stand."""
    return any(parent.tag in {"article", "main", "blockquote"} for parent in node.iterancestors())


def _is_named_so(node: html.HtmlElement, whole: int) -> bool:
    names = f"{node.get('class') or ''} {node.get('id') or ''}".lower().split()
    if node.tag in {"html", "body", "main", "article"} or not _NAMES.intersection(names):
        return False
    return text_length(node) < _MOSTLY * whole  # else the name misleads: it holds the text

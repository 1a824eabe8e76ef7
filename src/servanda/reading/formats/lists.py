"""How the items of an HTML list are marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

from servanda.reading.formats.marks import list_mark

_CSS = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "none": "",
}
_CSS_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+(?:-[a-z]+)?)", re.IGNORECASE)
_OWN_MARK = re.compile(r"\s*(?:\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|[•·–-])\s")


@dataclass
class Numbering:
    """The running number of one list."""

    ordered: bool
    style: str
    number: int
    step: int = 1

    @classmethod
    def of(cls, node: html.HtmlElement) -> Numbering:
        """Begin to count a list as its `type`, `start`, `reversed` and style say."""
        style = node.get("type") or "1"
        if (css := _CSS_STYLE.search(node.get("style") or "")) is not None:
            style = _CSS.get(css.group(1).lower(), style)
        backwards = node.get("reversed") is not None
        first = len(node.findall("li")) if backwards else 1
        start = _whole(node.get("start"), first)
        return cls(node.tag == "ol", style, start, -1 if backwards else 1)

    def next(self, item: html.HtmlElement) -> str:
        """Give the mark of the next item, none where the item carries its own."""
        self.number = _whole(item.get("value"), self.number)
        number, self.number = self.number, self.number + self.step
        if not self.style or _OWN_MARK.match("".join(item.itertext())[:40]):
            return ""
        return list_mark(self.style, number) if self.ordered else "-"


def _whole(written: str | None, otherwise: int) -> int:
    try:
        return int(written) if written and len(written) < 6 else otherwise
    except ValueError:
        return otherwise

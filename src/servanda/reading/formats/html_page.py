"""HTML as blocks: headings, paragraphs, list items with their marks, rows of tables, notes.

Scripts, menus and other furniture of a page go; everything that a reader of the page would call
its text stays. The parser never opens another file and never expands an entity of the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from servanda.reading.formats.blocks import Block, row, tidy
from servanda.reading.formats.furniture import is_furniture, text_length
from servanda.reading.formats.lists import Numbering
from servanda.reading.formats.refusal import Refusal

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section "
    "summary table tbody td tfoot th thead tr ul menu"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ol", "ul", "menu"})
_WHITE = re.compile(r"[ \t\n\r\f]+")
_MOSTLY = 0.5


def blocks_of(source: str) -> tuple[list[Block], str]:
    """Give the blocks of a page and its title."""
    root = _parse(source)
    if root is None:
        return [], ""
    main = _main_part(root)
    walk = _Walk(text_length(main))
    walk.element(main)
    walk.close()
    return walk.blocks, _title(root)


def _parse(source: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but a declaration or comments
        return None
    # The parser mends what is ill-formed, but past a limit it stops, and text would be missing.
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise Refusal("its HTML goes beyond what can be parsed", "save it as DOCX or plain text")
    return root


def _title(root: html.HtmlElement) -> str:
    found = root.find(".//h1")
    found = found if found is not None else root.find(".//title")
    return "" if found is None else tidy(_WHITE.sub(" ", "".join(found.itertext())))


def _main_part(root: html.HtmlElement) -> html.HtmlElement:
    """Choose the page's <main> or only <article> where most of its text stands there."""
    body = root.find("body")
    whole = body if body is not None else root
    mains = whole.xpath('.//main | .//*[@role="main"]') or whole.xpath(".//article")
    if len(mains) == 1 and text_length(mains[0]) > _MOSTLY * text_length(whole):
        return mains[0]
    return whole


@dataclass
class _Walk:
    """Go through a page once, gathering inline text until a block begins or ends."""

    whole: int
    blocks: list[Block] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    kind: str = "paragraph"
    mark: str = ""
    begun: bool = False
    numbering: list[Numbering] = field(default_factory=list)

    def close(self) -> None:
        """End the block that is being gathered."""
        text = "".join(self.buffer)
        self.buffer.clear()
        if text.strip():
            self.blocks.append(Block(self.kind, text, self.mark, self._depth()))
            self.mark, self.begun = "", True

    def _depth(self) -> int:
        """Set what follows the first paragraph of an item one step in, below its mark."""
        follows = self.kind == "item" and not self.mark and self.begun
        return max(0, len(self.numbering) - 1) + follows

    def text(self, words: str | None) -> None:
        """Add running words, in which white space is a space as in a browser."""
        if words:
            self.buffer.append(_WHITE.sub(" ", words))

    def element(self, node: html.HtmlElement) -> None:
        """Take in one element and all that is in it."""
        if not isinstance(node.tag, str) or is_furniture(node, self.whole):
            return
        tag = node.tag
        if tag == "br":
            self.buffer.append("\n")
        elif tag == "table":
            self._table(node)
        elif tag == "pre":
            self._preformatted(node)
        elif tag in _BLOCKS:
            self._block(node, tag)
        elif _is_note_mark(node):
            self.text(f"[{''.join(node.itertext()).strip(' []')}]")
        else:
            self.children(node)

    def children(self, node: html.HtmlElement) -> None:
        """Take in all that is in an element, but not the element itself."""
        self.text(node.text)
        for child in node:
            self.element(child)
            self.text(child.tail)

    def _block(self, node: html.HtmlElement, tag: str) -> None:
        self.close()
        before = self.kind
        self.kind = "heading" if tag in _HEADINGS else "item" if tag == "li" else before
        if tag in _LISTS:
            self._list(node)
        elif tag == "li":
            self._item(node)
        else:
            self.children(node)
        self.close()
        self.kind = before

    def _list(self, node: html.HtmlElement) -> None:
        self.numbering.append(Numbering.of(node))
        self.children(node)
        self.close()
        self.numbering.pop()
        self.mark = ""

    def _item(self, node: html.HtmlElement) -> None:
        if self.numbering:
            mark = self.numbering[-1].next(node)
            # A list that only holds another list lends its mark to the first item that has words.
            self.mark = f"{self.mark} {mark}".strip() if self.mark else mark
            self.begun = False
        self.children(node)
        self.close()
        self.mark = ""

    def _preformatted(self, node: html.HtmlElement) -> None:
        self.close()
        self.buffer.append("".join(node.itertext()))
        self.close()

    def _table(self, node: html.HtmlElement) -> None:
        self.close()
        self._caption(node)
        for table_row in _rows(node):
            cells = [self._cell(cell) for cell in table_row if cell.tag in {"td", "th"}]
            filled = [blocks for blocks in cells if blocks]
            if len(filled) == 1 or any(len(blocks) > 1 for blocks in filled):
                self.blocks.extend(block for blocks in filled for block in blocks)
            elif filled:
                words = row(f"{b.mark} {b.text}".strip() for blocks in filled for b in blocks)
                self.blocks.append(Block("row", words))

    def _cell(self, node: html.HtmlElement) -> list[Block]:
        if is_furniture(node, self.whole):
            return []
        walk = _Walk(self.whole)
        walk.children(node)
        walk.close()
        return walk.blocks

    def _caption(self, node: html.HtmlElement) -> None:
        for caption in node.iterchildren("caption"):
            self.element(caption)
        self.close()


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _is_note_mark(node: html.HtmlElement) -> bool:
    """Recognise the raised mark of a footnote: a short link, raised or to a note of this page."""
    if node.tag not in {"sup", "a"}:
        return False
    words = "".join(node.itertext()).strip(" []")
    if not re.fullmatch(r"\d{1,3}|[*†‡a-z]", words):
        return False
    if node.tag == "a":
        return (node.get("href") or "").startswith(("#fn", "#_ftn", "#note", "#footnote", "#_edn"))
    return node.find(".//a[@href]") is not None

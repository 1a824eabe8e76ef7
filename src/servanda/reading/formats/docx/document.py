"""The body of a DOCX file as blocks, in the order in which it is printed.

Text that was inserted under revision counts, deleted and hidden text does not; a table of contents,
which only repeats the headings, goes; running heads live in parts of their own and are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from servanda.reading.formats.blocks import Block, row, tidy
from servanda.reading.formats.docx.inline import Inline
from servanda.reading.formats.docx.numbering import Numbering, numbering_of
from servanda.reading.formats.docx.package import Package
from servanda.reading.formats.docx.styles import Style, styles_of
from servanda.reading.formats.docx.wordml import attribute, child, children, local, whole
from servanda.reading.formats.limits import Limits
from servanda.reading.formats.refusal import Refusal

_THROUGH = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdtContent"})
_NOTES = ("footnotes", "endnotes")


def blocks_of(data: bytes, limits: Limits) -> tuple[list[Block], str]:
    """Give the blocks of a DOCX file and its title."""
    package = Package.open(data, limits)
    main = package.main_part()
    body = child(package.xml(main), "body")
    if body is None:
        raise Refusal("its main part holds no document", "get an undamaged copy of it")
    reader = _Reader(
        styles_of(package.related(main, "styles")),
        numbering_of(package.related(main, "numbering")),
    )
    blocks = list(reader.blocks(body))
    for kind in _NOTES:
        blocks.extend(reader.notes(package.related(main, kind), kind))
    title = next((tidy(block.text) for block in blocks if block.kind == "title"), "")
    return blocks, title.replace("\n", " ")


@dataclass
class _Reader:
    styles: dict[str, Style]
    numbering: Numbering
    inline: Inline = field(default_factory=Inline)

    def blocks(self, node: etree._Element) -> Iterator[Block]:
        """Give the blocks of a body, a cell or a note."""
        for element in node:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                yield from self._control(element)
            elif name in _THROUGH:
                yield from self.blocks(element)
            elif name == "altChunk":
                raise Refusal(
                    "it holds another document inside", "save it anew in Word and try again"
                )

    def _control(self, node: etree._Element) -> Iterator[Block]:
        gallery = attribute(child(node, "sdtPr", "docPartObj", "docPartGallery")) or ""
        content = child(node, "sdtContent")
        if content is not None and gallery != "Table of Contents":
            yield from self.blocks(content)

    def _paragraph(self, node: etree._Element) -> Iterator[Block]:
        properties = child(node, "pPr")
        style_id = attribute(child(properties, "pStyle")) or ""
        style = self.styles.get(style_id, Style())
        text, boxes = self.inline.read(node)
        if style.kind != "contents" and text.strip():
            mark, level = self._mark(properties, style, style_id)
            kind = "item" if mark and style.kind == "paragraph" else style.kind
            yield Block(kind, text, mark, max(level, style.depth) if mark == "-" else 0)
        for box in boxes:
            yield from self.blocks(box)

    def _mark(
        self, properties: etree._Element | None, style: Style, style_id: str
    ) -> tuple[str, int]:
        """Count a paragraph; give its mark, and its level in the list."""
        own = child(properties, "numPr")
        list_id = attribute(child(own, "numId")) or style.list_id
        if not list_id or list_id == "0":
            return "", 0
        written = attribute(child(own, "ilvl"))
        level = self.numbering.level_of_style(list_id, style_id) if written is None else None
        if level is None:
            level = whole(written, style.level or 0)
        return self.numbering.mark(list_id, level), level

    def _table(self, node: etree._Element) -> Iterator[Block]:
        for table_row in _rows(node):
            if child(table_row, "trPr", "del") is not None:
                continue
            cells = [list(self.blocks(cell)) for cell in _cells(table_row)]
            filled = [blocks for blocks in cells if blocks]
            if len(filled) == 1 or any(len(blocks) > 1 for blocks in filled):
                yield from (block for blocks in filled for block in blocks)
            elif filled:
                words = row(f"{b.mark} {b.text}".strip() for blocks in filled for b in blocks)
                yield Block("row", words)

    def notes(self, root: etree._Element | None, kind: str) -> Iterator[Block]:
        """Give the notes that the text refers to, each with the mark set in the text."""
        if root is None:
            return
        for note in root:
            number = self.inline.note_number(kind, attribute(note, "id") or "")
            if number is None or attribute(note, "type") in {"separator", "continuationSeparator"}:
                continue
            words = "\n".join(tidy(block.text) for block in self.blocks(note))
            yield Block("note", words, f"[{number}]")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _THROUGH:
            yield from _rows(element)
        elif local(element) == "sdt" and (content := child(element, "sdtContent")) is not None:
            yield from _rows(content)


def _cells(table_row: etree._Element) -> Iterator[etree._Element]:
    for element in table_row:
        if local(element) == "tc":
            yield element
        elif local(element) == "sdt" and (content := child(element, "sdtContent")) is not None:
            yield from children(content, "tc")

"""The words within a paragraph of a DOCX file."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from servanda.reading.formats.docx.wordml import attribute, child, is_on, local

_SKIPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "Fallback", "rt", "sdtPr", "object"}
)
_FIXED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PRIVATE = range(0xE000, 0xF900)


@dataclass
class Inline:
    """Read paragraphs in order, numbering the notes as they are referred to."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def note_number(self, kind: str, note_id: str) -> int | None:
        """Give the number under which the text referred to a note."""
        return self.numbers.get((kind, note_id))

    def read(self, paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
        """Give a paragraph's words, and the text boxes anchored in it."""
        words: list[str] = []
        boxes: list[etree._Element] = []
        self._gather(paragraph, words, boxes)
        return "".join(words), boxes

    def _gather(self, node: etree._Element, words: list[str], boxes: list[etree._Element]) -> None:
        for element in node:
            name = local(element)
            if name == "t":
                words.append(element.text or "")
            elif name in _FIXED:
                words.append(_FIXED[name])
            elif name in {"footnoteReference", "endnoteReference"}:
                words.append(self._reference(element, name))
            elif name == "sym":
                words.append(_symbol(element))
            elif name == "txbxContent":
                boxes.append(element)
            elif name not in _SKIPPED and not _is_hidden(element, name):
                self._gather(element, words, boxes)

    def _reference(self, element: etree._Element, name: str) -> str:
        key = (f"{name.removesuffix('Reference')}s", attribute(element, "id") or "")
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return f"[{number}]"


def _is_hidden(run: etree._Element, name: str) -> bool:
    return name == "r" and is_on(child(run, "rPr", "vanish"))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return "•" if code in _PRIVATE or code > 0xFFFF or code < 0x20 else chr(code)

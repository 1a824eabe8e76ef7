"""A laid-out document as blocks of text, and how blocks become the text of record."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

_SPACES = re.compile(r"[ \r\f\v]*\t[ \t\r\f\v]*|[ \r\f\v]{2,}|[\r\f\v]")
_NUMBER = re.compile(r"\(?(?:[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]+|\(?\d+(?:\.\d+)*[.)]*")
_STEP = "  "
_BREAKS = re.compile(r" *\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, row of a table or note, with the mark set before it.

    `depth` is how far within lists it stands: which bullet belongs below which shows in nothing else.
    """

    kind: str
    text: str
    mark: str = ""
    depth: int = 0


def lay_out(blocks: Iterable[Block]) -> str:
    """Write the blocks: blank lines between them, the rows of one table on adjoining lines."""
    parts: list[str] = []
    previous = ""
    for block in blocks:
        body = tidy(block.text)
        if not body.strip():
            continue
        if parts:
            parts.append("\n" if block.kind == previous == "row" else "\n\n")
        marked = f"{block.mark} {body}" if block.mark else body
        parts.append(textwrap.indent(marked, _STEP * block.depth))
        previous = block.kind
    return "".join(parts) + ("\n" if parts else "")


def tidy(text: str) -> str:
    """Collapse runs of spaces, keep no-break spaces and the line breaks within a paragraph."""
    spaced = _SPACES.sub(lambda run: "\t" if "\t" in run.group() else " ", text)
    return _BREAKS.sub("\n", spaced).strip(" \t\n")


def row(cells: Iterable[str]) -> str:
    """Write the cells of a row in one line; a bare number before a cell is that cell's number.

    >>> row(["Item", "Date"])
    'Item | Date'
    >>> row(["(a)", "The Parties shall meet."])
    '(a) The Parties shall meet.'
    """
    filled = [text for text in (tidy(cell).replace("\n", " ") for cell in cells) if text]
    if len(filled) > 1 and _NUMBER.fullmatch(filled[0]):
        return f"{filled[0]} {' | '.join(filled[1:])}"
    return " | ".join(filled)

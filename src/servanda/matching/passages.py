"""Cuts a text into passages: paragraphs and bullets, long ones into windows of whole sentences.

Total: any text has passages, and every passage is exactly the text between its offsets. What
stands in no passage is only white space.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 1200
_UNWRAPPED = 160  # a longer line was not broken by hand: it is a paragraph by itself
_BULLET = re.compile(r"^[ \t]*(?:[-*•–]|\(?[0-9a-z]{1,3}[.)])[ \t]+(?=\S)", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\Wa-z_])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|No|Art|Sec|Gen|vs|Inc|Co)|\b[A-ZƏİ])\.\s+\Z"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a text: `text` is exactly what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def cut(text: str, *, longest: int = LONGEST) -> list[Passage]:
    r"""Cut a text into passages, in its order and without overlap.

    >>> [passage.text for passage in cut("One. Two.\n\n- three\n- four\n")]
    ['One. Two.', '- three', '- four']
    """
    return [
        Passage(start, end, text[start:end])
        for block in _blocks(text)
        for item in _items(text, *block)
        for start, end in _windows(text, *item, longest)
    ]


def sentences(text: str) -> list[Passage]:
    """Cut a text into its sentences.

    >>> [sentence.text for sentence in sentences("Mr. Vance met U.S. firms. They signed. ")]
    ['Mr. Vance met U.S. firms.', 'They signed.']
    """
    return [
        Passage(start, end, text[start:end])
        for block in _blocks(text)
        for start, end in _sentences(text, *block)
    ]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Give the runs of lines between empty ones; a line that was never wrapped is its own."""
    begins = here = 0
    for line in text.split("\n"):
        ends = here + len(line)
        alone = len(line) >= _UNWRAPPED
        if alone or not line.strip():
            yield begins, here
            begins = here if alone else ends
        if alone:
            yield here, ends
            begins = ends
        here = ends + 1
    yield begins, len(text)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give each bullet of a block, and what stands before the first."""
    marks = [found.start() for found in _BULLET.finditer(text, start, end)]
    cuts = [*sorted({start, *marks}), end]
    for begins, ends in pairwise(cuts):
        if (span := _trimmed(text, begins, ends)) is not None:
            yield span


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begins = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(begins, found.start() - 6), found.end()):
            continue
        if (span := _trimmed(text, begins, found.end())) is not None:
            yield span
        begins = found.end()
    if (span := _trimmed(text, begins, end)) is not None:
        yield span


def _windows(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Give the span whole, or runs of its sentences that are no longer than `longest`."""
    if end - start <= longest:
        yield start, end
        return
    first = last = start
    for begins, ends in _sentences(text, start, end):
        if ends - first > longest and last > first:
            yield first, last
            first = begins
        last = ends
    yield first, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Leave white space at both ends out."""
    inside = text[start:end]
    begins = start + len(inside) - len(inside.lstrip())
    ends = start + len(inside.rstrip())
    return (begins, ends) if begins < ends else None

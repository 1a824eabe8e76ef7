"""From the characters of a page to paragraphs: what the printer added is taken out again.

A paragraph here is a run of words that belong together, with the offset of every
character in the document of record. Hard line breaks are joined, hyphenated words healed,
page numbers and running heads dropped, footnote marks and emphasis marks skipped; the
document itself is never changed, so every span found later can be cut from it exactly.
"""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from servanda.reading.lexicon import is_verb, is_word
from servanda.reading.marks import opens_item

PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
RULE = re.compile(r"[\s\\_\-–—=*#.~]{3,}")
FOOTNOTE_MARK = re.compile(r"(?<=[\w.,;:”\")\]])\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|\\(?=\W)|^#{1,6}\s+")
GLUED_MODAL = re.compile(r"\b([A-Z][a-z]+)(shall)\b|\b(shall)([a-z]{3,})\b")
BLANK_FIELD = re.compile(r"_{2,}")
ENDS_SENTENCE = re.compile(r"[.;:!?─—][”\")\]’']*$")
NEEDS_CARE = re.compile(r"[\s]{2}|[^\S ]|[\[*_\\#\u00ad\u200b\ufeff¹²³⁴⁵⁶⁷⁸⁹⁰]")
SPACES = frozenset(" \t\u00a0\u2002\u2003\u2007\u2009\u202f\u3000")
WRAPPED_AT_MOST = 120
RUNNING_HEAD_AT_MOST = 100
RUNNING_HEAD_TIMES = 3
FULL_LINE, LONG_LINE = 0.85, 0.7  # proportional type fills lines unevenly
PAGE_MARGIN = 3  # lines at the head or foot of a page that may be its furniture


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document: its words and where they stand."""

    text: str
    start: int
    indent: int
    ends_page: bool = False

    @property
    def width(self) -> int:
        """Give the width as printed, the indent counted."""
        return self.indent + len(self.text)


@dataclass(slots=True)
class Paragraph:
    """Words that belong together, each character with its offset in the document."""

    text: str
    offsets: array[int]
    indent: int = 0
    centred: bool = False
    gap_before: bool = True

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of this paragraph to a span of the document."""
        return self.offsets[start], self.offsets[end - 1] + 1

    @property
    def start(self) -> int:
        """Give the offset of the first character in the document."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Give the offset behind the last character in the document."""
        return self.offsets[-1] + 1


def paragraphs(text: str) -> list[Paragraph]:
    """Cut a document into its paragraphs, in order."""
    lines = list(_lines(text))
    furniture = _furniture(lines)
    width = _wrap_width(lines)
    found = []
    for run, gap in _runs(lines, furniture, width):
        paragraph = _build(run)
        if paragraph.text:
            paragraph.centred = _centred(run, width)
            paragraph.gap_before = gap
            found.append(paragraph)
    return found


def _lines(text: str) -> Iterator[Line]:
    position = 0
    for raw in re.split(r"(?<=[\n\f])", text):
        body = raw.rstrip("\n\f\r")
        stripped = body.strip("".join(SPACES) + "\u200b\ufeff")
        indent = len(body) - len(body.lstrip())
        start = position + body.find(stripped) if stripped else position
        yield Line(stripped, start, indent, ends_page=raw.endswith("\f"))
        position += len(raw)


def _furniture(lines: list[Line]) -> set[int]:
    """Find the lines that belong to the page and not to the text."""
    margins = _margins(lines)
    numbers = {
        i
        for i, line in enumerate(lines)
        if _is_page_number(line) and (i in margins or _stands_alone(lines, i))
    }
    if len(numbers) < 2 and not any("of" in lines[i].text.lower() for i in numbers):
        numbers = set()
    rules = {i for i, line in enumerate(lines) if line.text and RULE.fullmatch(line.text)}
    near = {j for i in numbers for j in range(i - PAGE_MARGIN, i + PAGE_MARGIN + 1)} - numbers
    return numbers | rules | _far_apart(lines) | _recurring(lines, margins | near)


def _margins(lines: list[Line]) -> set[int]:
    """Give the lines at the head and foot of pages, where the text tells its pages."""
    ends = [i for i, line in enumerate(lines) if line.ends_page]
    return {j for i in ends for j in range(i - PAGE_MARGIN + 1, i + PAGE_MARGIN + 1)}


def _recurring(lines: list[Line], places: set[int]) -> set[int]:
    """Find heads that recur at the edges of pages, even if only twice."""
    found: dict[str, set[int]] = {}
    for i in places:
        if 0 <= i < len(lines) and _may_be_running_head(lines[i].text):
            found.setdefault(_shape(lines[i].text), set()).add(i)
    return {i for same in found.values() if len(same) > 1 for i in same}


def _is_page_number(line: Line) -> bool:
    return bool(line.text) and PAGE_NUMBER.fullmatch(line.text) is not None


def _stands_alone(lines: list[Line], i: int) -> bool:
    before = i == 0 or not lines[i - 1].text or _is_page_number(lines[i - 1])
    after = i + 1 >= len(lines) or not lines[i + 1].text
    return before or after


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _may_be_running_head(text: str) -> bool:
    if not 4 <= len(text) <= RUNNING_HEAD_AT_MOST or ENDS_SENTENCE.search(text):
        return False
    return not opens_item(text)


def _far_apart(lines: list[Line]) -> set[int]:
    """Find lines that recur at the distance of pages, as a running head does."""
    by_shape: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if _may_be_running_head(line.text):
            by_shape.setdefault(_shape(line.text), []).append(i)
    kept: set[int] = set()
    for places in by_shape.values():
        gaps = sorted(b - a for a, b in pairwise(places))
        if len(places) >= RUNNING_HEAD_TIMES and gaps[len(gaps) // 2] >= 12:
            kept.update(places)
    return kept


def _wrap_width(lines: list[Line]) -> int | None:
    """Tell at which width the lines were broken by hand, or None if they were not."""
    widths = [line.width for line in lines if line.text]
    if not widths:
        return None
    pairs = sum(1 for a, b in itertools.pairwise(lines) if a.text and b.text)
    ordered = sorted(widths)
    widest = ordered[min(len(ordered) - 1, int(len(ordered) * 0.97))]
    if widest > WRAPPED_AT_MOST or pairs < 0.25 * len(widths):
        return None
    return ordered[int(len(ordered) * 0.9)]


def _runs(
    lines: list[Line], furniture: set[int], width: int | None
) -> Iterator[tuple[list[Line], bool]]:
    """Group the lines into paragraphs, and say whether a gap stood before each."""
    run: list[Line] = []
    gap, page_broke, next_gap = False, False, True
    for i, line in enumerate(lines):
        if i in furniture:
            page_broke = True
            continue
        page_broke = page_broke or line.ends_page
        if not line.text:
            gap = True
            continue
        broken = gap and not (page_broke and run and _runs_on(run[-1], line, width))
        if run and (broken or not _continues(run[-1], line, width)):
            yield run, next_gap
            run, next_gap = [], gap
        run.append(line)
        gap, page_broke = False, line.ends_page
    if run:
        yield run, next_gap


def _runs_on(last: Line, line: Line, width: int | None) -> bool:
    """Tell whether a sentence goes on over a page break."""
    if ENDS_SENTENCE.search(last.text) or opens_item(line.text):
        return False
    return line.text[:1].islower() or (width is not None and last.width >= 0.85 * width)


def _continues(last: Line, line: Line, width: int | None) -> bool:
    """Tell whether a line goes on with the sentence of the line above it."""
    if opens_item(line.text) and not (last.text[-1:] == "," and line.text[:1].islower()):
        return False
    if line.text[:1].islower() and not ENDS_SENTENCE.search(last.text):
        return True
    if width is None:
        return False
    first_word = len(line.text.split(maxsplit=1)[0])
    full = last.width + 1 + first_word > FULL_LINE * width
    unfinished = not ENDS_SENTENCE.search(last.text) and last.width > LONG_LINE * width
    return full or unfinished or _both_centred(last, line, width)


def _both_centred(last: Line, line: Line, width: int) -> bool:
    return _is_centred(last, width) and _is_centred(line, width)


def _is_centred(line: Line, width: int) -> bool:
    right = width - line.width
    return line.indent >= 4 and right >= 2 and abs(right - line.indent) <= max(6, line.indent // 3)


def _centred(run: list[Line], width: int | None) -> bool:
    return width is not None and all(_is_centred(line, width) for line in run)


def _build(run: list[Line]) -> Paragraph:
    """Join lines into one paragraph, keeping each character's offset."""
    words: list[str] = []
    offsets: array[int] = array("L")
    for line in run:
        if words and not _heal_hyphen(words, offsets, line):
            words.append(" ")
            offsets.append(line.start - 1 if line.start else 0)
        _append(line, words, offsets)
    paragraph = Paragraph("".join(words), offsets, run[0].indent if run else 0)
    return _unglue(_strip(paragraph))


def _heal_hyphen(words: list[str], offsets: array[int], line: Line) -> bool:
    """Join a word broken at the end of the line above; tell whether it was."""
    last = words[-1]
    if last[-1] not in "-\u00ad" or not line.text[:1].islower():
        return last[-1] in "-\u2013"
    before = re.search(r"[A-Za-z]+-$", "".join(words[-30:])[-60:])
    after = re.match(r"[a-z]+", line.text)
    if before and after and is_word(before[0][:-1] + after[0]):
        words[-1] = last[:-1]
        offsets.pop()
    return True


def _append(line: Line, words: list[str], offsets: array[int]) -> None:
    if not NEEDS_CARE.search(line.text):
        words.append(line.text)
        offsets.extend(range(line.start, line.start + len(line.text)))
        return
    skip = _skipped(line.text)
    space = True
    for i, char in enumerate(line.text):
        if i in skip or char in "\u00ad\u200b\ufeff":
            continue
        blank = char in SPACES
        if blank and space:
            continue
        words.append(" " if blank else char)
        offsets.append(line.start + i)
        space = blank


def _skipped(text: str) -> set[int]:
    """Give the positions of marks that are no words: footnote marks, emphasis, escapes."""
    skipped: set[int] = set()
    if "[" in text or any(char in text for char in "¹²³⁴⁵⁶⁷⁸⁹⁰"):
        for found in FOOTNOTE_MARK.finditer(text):
            skipped.update(range(*found.span()))
    if any(char in text for char in "*_\\#"):
        kept = {p for blank in BLANK_FIELD.finditer(text) for p in range(*blank.span())}
        for found in EMPHASIS.finditer(text):
            skipped.update(p for p in range(*found.span()) if p not in kept)
    return skipped


def _strip(paragraph: Paragraph) -> Paragraph:
    lead = len(paragraph.text) - len(paragraph.text.lstrip())
    kept = paragraph.text.strip()
    offsets = paragraph.offsets[lead : lead + len(kept)]
    return Paragraph(kept, offsets, paragraph.indent)


def _unglue(paragraph: Paragraph) -> Paragraph:
    """Part "Malaysiashall" and "shalladopt", which real files hold, at no cost to offsets."""
    if "shall" not in paragraph.text:
        return paragraph
    for found in reversed(list(GLUED_MODAL.finditer(paragraph.text))):
        if found[4] and not is_verb(found[4]):
            continue
        at = found.start(2) if found[2] else found.start(4)
        text = paragraph.text[:at] + " " + paragraph.text[at:]
        offsets = paragraph.offsets[:at]
        offsets.append(paragraph.offsets[at])
        offsets.extend(paragraph.offsets[at:])
        paragraph = Paragraph(text, offsets, paragraph.indent)
    return paragraph

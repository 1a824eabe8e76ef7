"""The tree of an instrument: title, preamble, articles, paragraphs, points, annexes.

Every paragraph of the document becomes a node with an `eId` after the naming convention of
Akoma Ntoso 3.0 (`art_2__para_1__point_a`). Containers are opened by numbered or unnumbered
headings; a paragraph that ends with a colon or dash leads in the items below it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from servanda.reading.headings import (
    TITLE_DATE,
    is_heading,
    is_recital,
    speaks,
    split_heading,
    title_length,
    title_start,
)
from servanda.reading.kinds import KIND, PREFIX, RANK
from servanda.reading.layout import Paragraph
from servanda.reading.marks import Mark, read_mark, roman_value

WHEREAS = re.compile(r"(?:whereas|recitals?)\s*:?", re.IGNORECASE)
BARE_SPEAKER = re.compile(
    r"(?:(?:the|both|each|either)\s+)?(?:\w+\s+){0,3}(?:part(?:y|ies)|participants?|sides?|states?|governments?|leaders|signatories|members?)\s*:",
    re.IGNORECASE,
)
ENACTING = re.compile(
    r"\b(?:have|has|having)\s+(?:mutually\s+)?(?:agreed|decided|reached|resolved|come to)\b.{0,80}$"
    r"|\b(?:agree|declare|decide|adopt|affirm|state)s?\b.{0,40}\b(?:as follows|the following)\W*$"
    r"|\b(?:as follows|the following(?: \w+){0,2})\s*[:.]?$",
    re.IGNORECASE | re.DOTALL,
)
CLOSING = re.compile(
    r"(?:in witness whereof|in faith whereof|done (?:at|in|on|this)\b|signed (?:at|in|on|this)\b|executed (?:at|in)\b"
    r"|for the government of\b.{0,80}$|witnessed by\b)",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(r"\[(\d{1,3})\]\s+|\^(\d{1,3})\s+")


@dataclass(slots=True)
class Node:
    """One part of the instrument, with the paragraph that opens it."""

    kind: str
    eid: str
    num: str
    heading: str
    start: int
    end: int
    rank: float
    zone: str  # title, preamble, body, conclusions, footnotes
    paragraph: Paragraph
    body: int = 0  # offset in the paragraph at which the words begin, behind number and heading
    mark: str = ""
    parent: Node | None = None
    children: Counter[str] = field(default_factory=Counter)

    @property
    def words(self) -> str:
        """Give the words of the node, without its number and heading."""
        return self.paragraph.text[self.body :]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of the node's paragraph to a span of the document."""
        return self.paragraph.span(start, max(end, start + 1))


@dataclass(slots=True)
class Outline:
    """The nodes of an instrument in reading order, and its title."""

    title: str
    nodes: list[Node]
    dateline: str = ""


def outline(paragraphs: list[Paragraph]) -> Outline:
    """Lay out the paragraphs of an instrument as a tree."""
    builder = _Builder(paragraphs)
    skipped = title_start(paragraphs)
    titles = skipped + title_length(paragraphs[skipped:])
    title = " ".join(p.text for p in paragraphs[skipped:titles] if not TITLE_DATE.fullmatch(p.text))
    builder.zone = "preamble" if _enacting_at(paragraphs) is not None else "body"
    builder.enacting = _enacting_at(paragraphs)
    i = titles
    while i < len(paragraphs):
        i = builder.take(i)
    builder.close()
    dateline = next((p.text for p in paragraphs[:titles] if TITLE_DATE.fullmatch(p.text)), "")
    return Outline(re.sub(r"\s+", " ", title), builder.nodes, dateline)


def _enacting_at(paragraphs: list[Paragraph]) -> int | None:
    """Find the paragraph with the enacting formula, if a preamble of recitals comes before it."""
    recitals = 0
    for i, paragraph in enumerate(paragraphs[:80]):
        text = paragraph.text
        mark = read_mark(text)
        if is_recital(text[mark.length :] if mark else text) or WHEREAS.fullmatch(text):
            recitals += 1
        elif (len(text) < 700 and ENACTING.search(text) and (recitals or i < 6)) or (
            recitals and BARE_SPEAKER.fullmatch(text)
        ):
            return i
        elif mark and mark.kind in {"article", "section", "roman"} and i > 2:
            return i - 1 if recitals else None
    return None


class _Builder:
    """Walks the paragraphs once and keeps the open containers."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.nodes: list[Node] = []
        self.open: list[Node] = []
        self.roots: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.zone = "body"
        self.enacting: int | None = None
        self.whereas = False
        named = [mark.kind for p in paragraphs if (mark := read_mark(p.text))]
        first = next((kind for kind in named if kind in {"article", "section"}), "")
        self.articles_first = first == "article"
        self.paragraphs_only = "article" not in named and "section" not in named

    def take(self, i: int) -> int:
        """Place paragraph `i` (and its title on the next line); give the next one to take."""
        paragraph = self.paragraphs[i]
        mark = read_mark(paragraph.text)
        self._turn_zone(i, paragraph, mark)
        if self.zone == "preamble":
            self._preamble(i, paragraph, mark)
            return i + 1
        if self.zone in {"conclusions", "footnotes"}:
            self._outside(paragraph)
            return i + 1
        return self._body(i, paragraph, mark)

    def close(self) -> None:
        """Let every container end where its last part ends."""
        for node in reversed(self.nodes):
            if node.parent is not None:
                node.parent.end = max(node.parent.end, node.end)

    def _turn_zone(self, i: int, paragraph: Paragraph, mark: Mark | None) -> None:
        text = paragraph.text
        if FOOTNOTE.match(text) and self.zone != "preamble":
            self._turn("footnotes")
        elif CLOSING.match(text) and self.zone == "body" and i > 2:
            self._turn("conclusions")
        elif (
            mark and RANK.get(mark.kind, 9) == 0 and self.zone in {"conclusions", "footnotes"}
        ) or (self.zone == "preamble" and self.enacting is not None and i > self.enacting):
            self._turn("body")

    def _turn(self, zone: str) -> None:
        self.zone, self.open = zone, []

    def _preamble(self, i: int, paragraph: Paragraph, mark: Mark | None) -> None:
        if WHEREAS.fullmatch(paragraph.text):
            self.whereas = True
            return
        if i == self.enacting and not is_recital(paragraph.text):
            kind = "plain"
        elif (self.whereas and mark) or is_recital(
            paragraph.text[mark.length :] if mark else paragraph.text
        ):
            kind = "recital"
        else:
            kind = "plain"
        if is_heading(paragraph, None) and len(paragraph.text.split()) == 1:
            return
        self._add(
            kind, "", "", paragraph, mark.length if mark else 0, 8, "" if not mark else mark.kind
        )

    def _outside(self, paragraph: Paragraph) -> None:
        note = FOOTNOTE.match(paragraph.text)
        if self.zone == "footnotes" and note:
            self.open = []
            self._add("footnote", note[1] or note[2], "", paragraph, note.end(), 8)
        else:
            self._add("plain", "", "", paragraph, 0, 8)

    def _body(self, i: int, paragraph: Paragraph, mark: Mark | None) -> int:
        following = self.paragraphs[i + 1] if i + 1 < len(self.paragraphs) else None
        if mark is None:
            if is_heading(paragraph, following):
                self._container("heading", "", paragraph.text.rstrip(":"), paragraph, 6)
            else:
                self._plain(paragraph)
            return i + 1
        kind = self._settle(mark)
        rest = paragraph.text[mark.length :]
        if (
            RANK[kind] <= 5
            or (kind == "paragraph" and self.paragraphs_only)
            or (
                kind in {"roman", "capital", "arabic", "decimal"}
                and self._heads(kind, rest, following, paragraph)
            )
        ):
            return self._headed(i, paragraph, mark, kind, rest)
        self._item(paragraph, mark, kind)
        return i + 1

    def _heads(
        self, kind: str, rest: str, following: Paragraph | None, paragraph: Paragraph
    ) -> bool:
        """Tell a numbered heading ("1. Purpose") from a numbered paragraph."""
        if kind == "roman" and len(rest) < 150 and not rest.rstrip().endswith((".", ";", ",")):
            return True
        bare = Paragraph(
            rest, paragraph.offsets[-len(rest) :] if rest else paragraph.offsets, paragraph.indent
        )
        if following is None or not is_heading(bare, following):
            return False
        after = read_mark(following.text)
        return after is None or after.kind != kind

    def _headed(self, i: int, paragraph: Paragraph, mark: Mark, kind: str, rest: str) -> int:
        rank = self._container_rank(kind, mark.num)
        used = i + 1
        heading = rest.strip()
        if not heading and used < len(self.paragraphs):
            title = self.paragraphs[used]
            after = self.paragraphs[used + 1] if used + 1 < len(self.paragraphs) else None
            if read_mark(title.text) is None and is_heading(title, after, below_number=True):
                heading, used = title.text, used + 1
        if (
            len(heading) > 200
            or speaks(heading)
            or (re.search(r"[.;]\s*$", heading) and len(heading.split()) > 12)
        ):
            self._container(kind, mark.num, "", paragraph, rank, mark.length)
            self._add("plain", "", "", paragraph, mark.length, 8)
            return used
        node = self._container(kind, mark.num, heading, paragraph, rank, len(paragraph.text))
        if used > i + 1:
            node.end = self.paragraphs[used - 1].end
        return used

    def _container_rank(self, kind: str, num: str) -> float:
        """Rank a container; sections stand inside articles where articles come first."""
        if kind == "decimal":
            return 5.5 + 0.1 * num.count(".")
        if kind == "arabic":
            return 5.5
        if kind == "section" and self.articles_first:
            return 5.2
        if kind == "phase":
            return 5.3
        return 5.0 if kind == "paragraph" else RANK[kind]

    def _container(
        self,
        kind: str,
        num: str,
        heading: str,
        paragraph: Paragraph,
        rank: float,
        body: int | None = None,
    ) -> Node:
        node = self._add(
            kind, num, heading, paragraph, len(paragraph.text) if body is None else body, rank
        )
        node.mark = "container"
        return node

    def _item(self, paragraph: Paragraph, mark: Mark, kind: str) -> None:
        heading, body = split_heading(paragraph.text, mark.length)
        rank = RANK[kind] + (min(paragraph.indent, 40) / 100 if kind == "bullet" else 0)
        num = "" if kind == "bullet" else mark.num
        self._add(kind, num, heading, paragraph, body, rank, kind)

    def _plain(self, paragraph: Paragraph) -> None:
        heading, body = split_heading(paragraph.text, 0)
        continues = (
            bool(self.open)
            and self.open[-1].rank > 8
            and paragraph.indent >= self.open[-1].paragraph.indent + 2
            if self.open and self.open[-1].paragraph
            else False
        )
        self._add(
            "continuation" if continues else "plain",
            "",
            heading,
            paragraph,
            body,
            13 if continues else 8,
        )

    def _settle(self, mark: Mark) -> str:
        """Decide between readings of a mark by what came before: (i) after (h), C. after B."""
        last = {
            node.mark if node.mark not in {"", "container"} else node.kind: node.num
            for node in self.open
        }
        sibling = {
            m: n for m, n in ((node.mark or node.kind, node.num) for node in self.nodes[-40:]) if m
        }
        if (
            mark.kind == "small_roman"
            and len(mark.num) == 1
            and sibling.get("letter") == chr(ord(mark.num) - 1)
        ):
            return "letter"
        if mark.kind == "letter" and mark.num == "i" and sibling.get("letter") != "h":
            return "small_roman"
        if mark.kind == "roman" and len(mark.num) == 1:
            capital = next((n.num for n in reversed(self.nodes) if n.kind == "subsection"), "")
            roman = next(
                (
                    n.num
                    for n in reversed(self.nodes)
                    if n.kind == "section" and n.num and n.num.isalpha()
                ),
                "",
            )
            expected = roman_value(roman) + 1 if roman and set(roman) <= set("IVXLC") else 1
            if (
                roman_value(mark.num) != expected
                and capital
                and ord(capital[0]) + 1 == ord(mark.num)
            ):
                return "capital"
        del last
        return mark.kind

    def _add(
        self,
        kind: str,
        num: str,
        heading: str,
        paragraph: Paragraph,
        body: int,
        rank: float,
        mark: str = "",
    ) -> Node:
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        parent = self.open[-1] if self.open else None
        start, end = paragraph.start, paragraph.end
        node = Node(
            KIND[kind],
            self._eid(kind, num, parent),
            num,
            heading,
            start,
            end,
            rank,
            self.zone,
            paragraph,
            body,
            mark or kind,
            parent,
        )
        self.nodes.append(node)
        if self.zone not in {"preamble", "conclusions", "footnotes"}:
            self.open.append(node)
        return node

    def _eid(self, kind: str, num: str, parent: Node | None) -> str:
        prefix = PREFIX[kind]
        counter = parent.children if parent else self.roots
        scope = {"preamble": "preamble", "conclusions": "conclusions", "footnotes": "fns"}.get(
            self.zone, ""
        )
        counter[scope + prefix] += 1
        number = re.sub(r"[^\w.-]", "", num).replace(".", "-") or str(counter[scope + prefix])
        stem = parent.eid + "__" if parent else scope + "__" if scope else ""
        eid = f"{stem}{prefix}_{number}"
        self.seen[eid] += 1
        return eid if self.seen[eid] == 1 else f"{eid}-{self.seen[eid]}"

"""The parts of the document as elements, every character of the text in exactly one leaf."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from servanda.exchange.akoma_ntoso.elements import HIERARCHY, add, own
from servanda.exchange.akoma_ntoso.leaves import fill, heading_end, number_end, paragraphs
from servanda.exchange.akoma_ntoso.structure import Branch
from servanda.reading.model import Provision


@dataclass
class Text:
    """A text that is written from its beginning to its end; `at` is how far."""

    text: str
    at: int = 0
    unnamed: dict[str, int] = field(default_factory=dict)

    def preface(self, parent: etree._Element, end: int, title: str) -> None:
        """Write what stands before the first provision; the title's own lines are marked."""
        whole = " ".join(title.split())
        for piece in self._pieces(end):
            words = " ".join(piece.split())
            paragraph = add(parent, "p")
            fill(add(paragraph, "docTitle") if words and words in whole else paragraph, piece)

    def preamble(self, parent: etree._Element, provisions: list[Provision], end: int) -> None:
        """Write a preamble: its recitals together, whatever else it holds between them."""
        recitals: etree._Element | None = None
        count = 0
        for provision, limit in _with_ends(provisions, end):
            if provision.kind != "recital":
                recitals = None
                self._contained(parent, provision, limit)
                continue
            if recitals is None:
                count += 1
                recitals = add(parent, "recitals", eId=f"preamble__recs_{count}")
            recital = _addressed(add(recitals, "recital"), provision)
            self._marked(recital, provision, limit)
            self._blocks(recital, limit)

    def conclusions(self, parent: etree._Element, provisions: list[Provision], end: int) -> None:
        """Write the closing formula and the signatures."""
        for provision, limit in _with_ends(provisions, end):
            self._contained(parent, provision, limit)

    def hierarchy(self, parent: etree._Element, branches: list[Branch], end: int, eid: str) -> None:
        """Write provisions below one another, and what stands between them without an address."""
        for branch in branches:
            self._unnamed(parent, branch.provision.start, eid)
            self._branch(parent, branch, self._branch_end(branches, branch, end))
        self._unnamed(parent, end, eid)

    def _branch_end(self, branches: list[Branch], branch: Branch, end: int) -> int:
        """Let a branch take the white space after it, but not words that are not its own."""
        place = branches.index(branch) + 1
        limit = branches[place].provision.start if place < len(branches) else end
        own_end = max(_reach(branch), self.at)
        return limit if not self.text[own_end:limit].strip() else own_end

    def _branch(self, parent: etree._Element, branch: Branch, end: int) -> None:
        provision = branch.provision
        if provision.kind in HIERARCHY:
            node = _addressed(add(parent, provision.kind), provision)
        else:
            node = _addressed(add(parent, "hcontainer", name=provision.kind or "text"), provision)
        first = branch.children[0].provision.start if branch.children else end
        self._marked(node, provision, first if first > provision.start else end)
        if not branch.children:
            if self.at < end:
                self._blocks(add(node, "content"), end)
            return
        if self.at < first:
            self._blocks(add(node, "intro"), first)
        self.hierarchy(node, branch.children, end, provision.eid)

    def _marked(self, node: etree._Element, provision: Provision, limit: int) -> None:
        """Write the number and the heading where the text begins with them."""
        start = self.at
        number = number_end(self.text, provision, start, limit)
        heading = heading_end(self.text, provision, number, limit)
        for tag, end in (("num", number), ("heading", heading)):
            if end > self.at:
                fill(add(node, tag), self.text[self.at : end])
                self.at = end

    def _contained(self, parent: etree._Element, provision: Provision, end: int) -> None:
        name = provision.kind or "text"
        container = _addressed(add(parent, "container", name=name), provision)
        self._blocks(container, end)

    def _unnamed(self, parent: etree._Element, end: int, eid: str) -> None:
        if self.at >= end:
            return
        self.unnamed[eid] = self.unnamed.get(eid, 0) + 1
        name = f"hcontainer_{self.unnamed[eid]}"
        node = add(parent, "hcontainer", name="text", eId=f"{eid}__{name}" if eid else name)
        self._blocks(add(node, "content"), end)

    def _blocks(self, parent: etree._Element, end: int) -> None:
        pieces = self._pieces(end)
        for piece in pieces:
            fill(add(parent, "p"), piece)
        if not pieces:
            add(parent, "p")

    def _pieces(self, end: int) -> list[str]:
        pieces = paragraphs(self.text[self.at : max(end, self.at)])
        self.at = max(end, self.at)
        return pieces


def _with_ends(provisions: list[Provision], end: int) -> list[tuple[Provision, int]]:
    starts = [provision.start for provision in provisions[1:]]
    return list(zip(provisions, [*starts, end], strict=True)) if provisions else []


def _reach(branch: Branch) -> int:
    return max(branch.provision.end, *(_reach(child) for child in branch.children), 0)


def _addressed(node: etree._Element, provision: Provision) -> etree._Element:
    """Give an element its address, and its span in the text in our own attributes."""
    node.set("eId", provision.eid)
    node.set(own("start"), str(provision.start))
    node.set(own("end"), str(provision.end))
    for name in ("num", "heading", "kind"):
        if value := getattr(provision, name):
            node.set(own(name), value)
    return node

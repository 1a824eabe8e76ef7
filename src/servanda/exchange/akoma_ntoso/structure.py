"""The tree of provisions as the parts that Akoma Ntoso has: preface to attachments.

Parts are told apart by the `eId`s and by where they stand, because the standard fixes their order
while a text does not: only what follows the signatures can be an attachment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from servanda.reading.model import Provision


@dataclass
class Branch:
    """A provision with those below it, and the run of text that is its own."""

    provision: Provision
    children: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class Parts:
    """The provisions by part of the document, each part from one offset to the next."""

    preamble: list[Provision]
    body: list[Branch]
    conclusions: list[Provision]
    attachments: list[Branch]
    body_start: int
    body_end: int
    conclusions_end: int
    preamble_start: int


def parts_of(provisions: Iterable[Provision], length: int) -> Parts:
    """Sort the provisions into the parts of a document of some length."""
    ordered = sorted(provisions, key=lambda p: p.start)
    preamble = _leading(ordered, "preamble")
    rest = ordered[len(preamble) :]
    first = next((n for n, p in enumerate(rest) if _zone(p) == "conclusions"), len(rest))
    conclusions = _leading(rest[first:], "conclusions")
    after = rest[first + len(conclusions) :]
    body = rest[:first]
    if not conclusions:
        body, after = _annexes_off(body)
    conclusions_start = conclusions[0].start if conclusions else _start(after, length)
    body_start = _start(body, conclusions_start)
    return Parts(
        preamble=preamble,
        body=_branches(body),
        conclusions=conclusions,
        attachments=_branches(after),
        preamble_start=_start(preamble, body_start),
        body_start=body_start,
        body_end=conclusions_start,
        conclusions_end=_start(after, length),
    )


def _zone(provision: Provision) -> str:
    return provision.eid.split("__")[0]


def _leading(provisions: list[Provision], zone: str) -> list[Provision]:
    for count, provision in enumerate(provisions):
        if _zone(provision) != zone:
            return provisions[:count]
    return list(provisions)


def _start(provisions: list[Provision], otherwise: int) -> int:
    return provisions[0].start if provisions else otherwise


def _annexes_off(body: list[Provision]) -> tuple[list[Provision], list[Provision]]:
    """Take the annexes off the end of a body that no signatures divide from them."""
    cut = len(body)
    for n in range(len(body) - 1, 0, -1):
        root = _zone(body[n])
        if not root.startswith(("annex", "fns")):
            break
        cut = n
    return body[:cut], body[cut:]


def _branches(provisions: list[Provision]) -> list[Branch]:
    """Hang each provision on the nearest one before it whose `eId` begins its own."""
    roots: list[Branch] = []
    known: dict[str, Branch] = {}
    for provision in provisions:
        branch = Branch(provision)
        above = _above(provision.eid, known)
        (above.children if above else roots).append(branch)
        known[provision.eid] = branch
    return roots


def _above(eid: str, known: dict[str, Branch]) -> Branch | None:
    while "__" in eid:
        eid = eid.rpartition("__")[0]
        if eid in known:
            return known[eid]
    return None

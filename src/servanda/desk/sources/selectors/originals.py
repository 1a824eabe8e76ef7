"""Reads of originals: one with its text in runs, and which of several are reprints."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.record.policy import seen_by
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import Likeness, Original
from servanda.desk.sources.words import FURNITURE
from servanda.desk.web.wording import word_for

AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the text: a passage with its number, furniture with its reason, or neither."""

    start: int
    end: int
    text: str
    passage: int | None = None
    reason: str = ""

    @property
    def why(self) -> str:
        """Say why it is furniture."""
        return word_for(FURNITURE, self.reason)


@dataclass(frozen=True, slots=True)
class Shown:
    """An original with its whole text, run by run."""

    original: Original
    runs: tuple[Run, ...]


def original(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Original | None:
    """Return one original, or None where there is none for this viewer."""
    wanted = f"{partnership_id}.{local_id}"
    found = shelf(viewpoint, partnership_id).all(Original, id=wanted)
    if not found:
        return None
    if viewpoint.known is not None:  # the ledger keeps the hash of the text, the table the text
        kept = Original.objects.only("text", "furniture").get(pk=wanted)
        found[0].text, found[0].furniture = kept.text, kept.furniture
    return found[0]


def shown(found: Original) -> Shown:
    """Return the text of an original in runs, passages and furniture told apart."""
    marks: list[tuple[int, int, int | None, str]] = [
        (each.start, each.end, each.ordinal, "") for each in found.passages.order_by("ordinal")
    ]
    passages = [(start, end) for start, end, _number, _reason in marks]
    marks += [
        (start, end, None, reason)
        for start, end, reason in found.furniture
        if not any(start < e and s < end for s, e in passages)
    ]
    runs, at = [], 0
    for start, end, number, reason in sorted(marks, key=lambda mark: mark[:2]):
        if start > at:
            runs.append(Run(at, start, found.text[at:start]))
        runs.append(Run(start, end, found.text[start:end], number, reason))
        at = end
    if at < len(found.text):
        runs.append(Run(at, len(found.text), found.text[at:]))
    return Shown(found, tuple(runs))


def reprints(viewpoint: Viewpoint, found: Original) -> list[Original]:
    """Return the other originals that the viewer may see with the same text or nearly so."""
    texts = {found.text_sha256}
    while more := _like(texts) - texts:
        texts |= more
    others = Original.objects.filter(
        partnership_id=found.partnership_id, text_sha256__in=sorted(texts)
    ).exclude(pk=found.pk)
    seen = list(seen_by(viewpoint.viewer, others).defer("text", "furniture").order_by("id"))
    groups = groups_of([found, *seen])
    return [each for each in seen if groups[each.id] == groups[found.id]]


def groups_of(originals: Iterable[Original]) -> dict[str, str]:
    """Return for each of these originals, by id, the first of those that print the same text.

    Only these originals themselves tie each other together, so that what a viewer does not see
    says nothing here either.
    """
    found = sorted(originals, key=lambda each: each.id)
    first: dict[str, str] = {}
    for each in found:
        first.setdefault(each.text_sha256, each.text_sha256)
    for one, other in _ties(first):
        roots = _root(first, one), _root(first, other)
        first[max(roots)] = min(roots)
    heads: dict[str, str] = {}
    for each in found:
        heads.setdefault(_root(first, each.text_sha256), each.id)
    return {each.id: heads[_root(first, each.text_sha256)] for each in found}


def _root(first: dict[str, str], text: str) -> str:
    while first[text] != text:
        text = first[text]
    return text


def _ties(texts: Collection[str]) -> list[tuple[str, str]]:
    ordered = sorted(texts)
    found: list[tuple[str, str]] = []
    for at in range(0, len(ordered), AT_ONCE):
        some = Likeness.objects.filter(one__in=ordered[at : at + AT_ONCE])
        found += [pair for pair in some.values_list("one", "other") if pair[1] in texts]
    return sorted(found)


def _like(texts: set[str]) -> set[str]:
    ordered = sorted(texts)
    pairs = Likeness.objects.filter(Q(one__in=ordered) | Q(other__in=ordered))
    return {text for pair in pairs.values_list("one", "other") for text in pair}

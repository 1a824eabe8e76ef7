"""Reads of evidence: what was accepted, each piece with today's verdict on its quote."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.assessments.evidence_words import Known, day_of_fact, told
from servanda.desk.assessments.matching import Subject
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.record.models import Source
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import Original

MANY = 400  # above this number of names it is quicker to take everything and choose


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A piece of evidence with the verdict on its quote at the moment of showing."""

    evidence: Evidence
    verdict: Verdict

    @property
    def verified(self) -> bool:
        """Tell whether the quote stands in the stored original."""
        return self.verdict == Verdict.VERIFIED

    @property
    def told(self) -> str:
        """Say what the quote tells and how strongly."""
        return told(self.evidence)

    @property
    def fact(self) -> Known | None:
        """Return the day of the fact, where the source says it."""
        return day_of_fact(self.evidence)

    @property
    def subject(self) -> Subject:
        """Return what it is about."""
        return self.evidence.subject_kind, self.evidence.subject_id


def evidence_about(
    viewpoint: Viewpoint,
    partnership_id: str,
    subjects: Iterable[Subject] | None = None,
    *,
    withdrawn: bool = False,
) -> dict[Subject, list[ShownEvidence]]:
    """Return the evidence about these things, or about everything, by what it is about.

    The oldest source comes first. With `withdrawn`, what was withdrawn is among it.
    """
    things = shelf(viewpoint, partnership_id)
    found = _about(things, subjects)
    kept = [each for each in found if withdrawn or not each.withdrawn]
    by_subject: defaultdict[Subject, list[ShownEvidence]] = defaultdict(list)
    for shown in _shown(things, kept):
        by_subject[shown.subject].append(shown)
    return dict(by_subject)


def evidence_in(viewpoint: Viewpoint, original: Original) -> list[ShownEvidence]:
    """Return the evidence that was cut from an original, in the order of its text."""
    things = shelf(viewpoint, original.partnership_id)
    found = [each for each in things.all(Evidence, original_id=original.id) if not each.withdrawn]
    shown = _shown(things, found)
    return sorted(shown, key=lambda each: (each.evidence.start, each.evidence.end))


def one_piece(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> ShownEvidence | None:
    """Return one piece of evidence, withdrawn or not, or None where there is none to see."""
    things = shelf(viewpoint, partnership_id)
    found = things.all(Evidence, id=f"{partnership_id}.{local_id}")
    return _shown(things, found)[0] if found else None


def _about(things: Shelf, subjects: Iterable[Subject] | None) -> list[Evidence]:
    if subjects is None:
        return things.all(Evidence)
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for kind, key in subjects:
        by_kind[kind].add(key)
    found: list[Evidence] = []
    for kind, wanted in sorted(by_kind.items()):
        near: dict[str, Any] = {} if len(wanted) > MANY else {"subject_id__in": sorted(wanted)}
        all_of_kind = things.all(Evidence, subject_kind=kind, **near)
        found += [each for each in all_of_kind if each.subject_id in wanted]
    return found


def _shown(things: Shelf, found: list[Evidence]) -> list[ShownEvidence]:
    if things.viewpoint.known is None:
        found = _tied(things, found)
    given = verdicts(found)
    ordered = sorted(found, key=lambda each: (each.source_on, each.ordinal, each.id))
    return [ShownEvidence(each, given[each.id]) for each in ordered]


def _tied(things: Shelf, found: list[Evidence]) -> list[Evidence]:
    """Set the original of each, without its text, and of a digest the publication it tells of."""
    wanted = {each.original_id for each in found}
    light = Original.objects.filter(partnership_id=things.partnership_id)
    if len(wanted) <= MANY:
        light = light.filter(pk__in=sorted(wanted))
    originals = {each.id: each for each in light.defer("text", "furniture").order_by()}
    named = {each.source_id for each in originals.values() if each.source_id}
    sources = {each.id: each for each in things.all(Source)} if named else {}
    for original in originals.values():
        original.source = sources.get(original.source_id or "")
    for each in found:
        each.original = originals[each.original_id]
    return found

"""What the page of a commitment tells of its level: criteria, quotes, and what speaks against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.levels import Level, in_words
from servanda.desk.assessments.models import Candidate, Criterion, Judgement, Review
from servanda.desk.assessments.models.words import CriterionKind
from servanda.desk.assessments.selectors.assessing import assessments_of
from servanda.desk.assessments.selectors.coding import (
    CodingInUse,
    codings_in_use,
    criteria_in_use,
)
from servanda.desk.assessments.selectors.evidence import ShownEvidence, evidence_about
from servanda.desk.projects.models import Gate, Project
from servanda.desk.record.policy import may_do, seen_by
from servanda.desk.record.viewpoint import Viewpoint
from servanda.desk.sources.models import Original
from servanda.scoring import Answer, Assessment
from servanda.scoring.levels import reading

_SPAN = ("passage__start", "passage__end")


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with its answer, the reason, and the quotes that it cites.

    `bare` tells that it was judged met and nothing that counts bears it out.
    """

    criterion: Criterion
    judgement: Judgement | None = None
    cited: tuple[ShownEvidence, ...] = ()
    bare: bool = False

    @property
    def about_time(self) -> bool:
        """Tell whether it asks about the date alone, so that it does not move the level."""
        return self.criterion.kind == CriterionKind.ON_TIME


@dataclass(frozen=True, slots=True)
class Against:
    """Two pieces of evidence that cannot both be right as they stand, and why."""

    first: ShownEvidence
    second: ShownEvidence
    why: str


@dataclass(frozen=True, slots=True)
class Account:
    """How the level of a commitment comes about; without a level where it is not assessed."""

    level: Level | None = None
    coding: CodingInUse | None = None
    criteria: tuple[Judged, ...] = ()
    evidence: tuple[ShownEvidence, ...] = ()
    against: tuple[Against, ...] = ()
    fallen: tuple[ShownEvidence, ...] = field(default=())

    @property
    def provisional(self) -> bool:
        """Tell whether one coder alone judged the criteria."""
        return self.coding is not None and self.coding.provisional


def account(viewpoint: Viewpoint, commitment: Commitment) -> Account:
    """Gather how the level of a commitment comes about, as far as the viewer may see."""
    partnership_id = commitment.partnership_id
    held = assessments_of(viewpoint, partnership_id, [commitment.id]).get(commitment.id)
    key = ("commitment", commitment.id)
    shown = tuple(evidence_about(viewpoint, partnership_id, [key]).get(key, ()))
    by_id = {each.evidence.id: each for each in shown}
    own = [commitment.id]
    coding = codings_in_use(viewpoint, partnership_id, own).get(commitment.id)
    used = coding or criteria_in_use(viewpoint, partnership_id, own).get(commitment.id)
    return Account(
        level=Level(held) if held else None,
        coding=coding,
        criteria=tuple(_judged(used.criteria, coding, by_id, held)) if used else (),
        evidence=shown,
        against=tuple(_against(held, by_id)) if held else (),
        fallen=tuple(each for each in shown if not each.verified),
    )


def candidates_waiting(viewpoint: Viewpoint, thing: Commitment | Project | Gate) -> int:
    """Count the passages that the matcher offers for it and nobody has decided on yet.

    Only whoever may decide on them is told, and only of originals that they may see.
    """
    viewer = viewpoint.viewer
    if viewpoint.historic or not may_do(viewer, "review.decide", str(thing.partnership_id)):
        return 0
    same = {"subject_kind": thing.ledger_kind, "subject_id": thing.id}
    offered = Candidate.objects.filter(**same)
    places = offered.order_by().values_list("passage__original_id", *_SPAN)
    seen = seen_by(viewer, Original.objects.filter(pk__in=offered.values("passage__original_id")))
    ids = set(seen.values_list("pk", flat=True))
    decided = seen_by(viewer, Review.objects.filter(**same))
    done = list(decided.order_by().values_list("original_id", "start", "end"))
    return sum(
        original in ids and not any(one == original and a < end and start < b for one, a, b in done)
        for original, start, end in places
    )


def _judged(
    criteria: Iterable[Criterion],
    coding: CodingInUse | None,
    by_id: Mapping[str, ShownEvidence],
    held: Assessment | None,
) -> Iterable[Judged]:
    given = {each.criterion_id: each for each in coding.judgements} if coding else {}
    bare = _bare(held)
    for criterion in criteria:
        judgement = given.get(criterion.id)
        names = dict.fromkeys(judgement.evidence) if judgement else ()
        cited = tuple(by_id[name] for name in names if name in by_id)
        yield Judged(criterion, judgement, cited, criterion.key in bare)


def _bare(held: Assessment | None) -> frozenset[str]:
    """Return the keys of the criteria that were judged met with nothing to bear it out."""
    if held is None or held.file.coding is None:
        return frozenset()
    met = {each.criterion for each in held.file.coding.judgements if each.answer is Answer.MET}
    return frozenset(
        each.id
        for each in held.file.criteria
        if each.id in met and reading(each, held.file, held.today)[0] is None
    )


def _against(held: Assessment, by_id: Mapping[str, ShownEvidence]) -> Iterable[Against]:
    for pair in held.contradictions:
        if pair.first in by_id and pair.second in by_id:
            yield Against(by_id[pair.first], by_id[pair.second], in_words(pair.why))

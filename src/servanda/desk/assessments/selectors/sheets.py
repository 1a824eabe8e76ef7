"""Coding sheets: what a coder was given, both codings of an assignment once both are in.

Whether one of two is in is told to nobody but its coder: to the others both are awaited.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from servanda import scoring
from servanda.desk.accounts.models import Membership, Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.commitments import NEAR
from servanda.desk.agreements.selectors.shelf import Shelf, shelf
from servanda.desk.assessments.levels import in_words, outcome_word
from servanda.desk.assessments.models import Assignment, Coding, Criterion, Judgement
from servanda.desk.assessments.models.words import CodingRole, CodingState
from servanda.desk.assessments.openness import as_open
from servanda.desk.assessments.selectors.assessing import commitment_files
from servanda.desk.assessments.selectors.coding import fingerprint_of, is_open
from servanda.desk.assessments.selectors.evidence import ShownEvidence, evidence_about
from servanda.desk.record.policy import roles_for
from servanda.desk.record.viewpoint import Viewpoint


class Stage(StrEnum):
    """How far an assignment has come, as the one who looks may know."""

    TO_DO = "to do"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    AWAITED = "awaited"
    BOTH_IN = "both in"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Judged:
    """A coding with its judgements by criterion, and the level that follows from them."""

    coding: Coding
    judgements: Mapping[str, Judgement]
    standing: scoring.Standing | None

    @property
    def level(self) -> int | None:
        """Return the level, or None where the answers give none."""
        return self.standing.outcome.level if self.standing else None

    @property
    def name(self) -> str:
        """Return the name of whoever judged."""
        return self.coding.coder.name if self.coding.coder else self.coding.coder_name

    @property
    def word(self) -> str:
        """Return the word for the level, with its number."""
        return outcome_word(self.standing.outcome) if self.standing else ""

    @property
    def said(self) -> str:
        """Say in a sentence how the level follows from the answers."""
        return in_words(self.standing.said) if self.standing else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The codings of one unit by two coders, both in, and what was settled between them."""

    unit: str
    codings: tuple[Judged, ...]
    settled: Judged | None

    @property
    def local_id(self) -> str:
        """Return the local id of the assignment."""
        return self.unit.partition(".")[2]

    @property
    def commitment(self) -> Commitment:
        """Return what both judged."""
        return self.codings[0].coding.commitment

    @property
    def same(self) -> bool:
        """Tell whether both came to the same level, or both to none."""
        return len({each.level for each in self.codings}) == 1


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment in a list, with its stage."""

    assignment: Assignment
    commitment: Commitment
    stage: Stage


@dataclass(frozen=True, slots=True)
class Citable:
    """A piece of evidence on a sheet; not citable where fewer see it than the commitment."""

    shown: ShownEvidence
    citable: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one coder sees of an assignment: never anything of the other's."""

    assignment: Assignment
    commitment: Commitment
    criteria: tuple[Criterion, ...]
    evidence: tuple[Citable, ...]
    own: Judged | None
    fingerprint: str

    @property
    def submitted(self) -> bool:
        """Tell whether the coder has submitted, so that nothing changes any more."""
        return self.own is not None and self.own.coding.state == CodingState.SUBMITTED


def tasks(viewpoint: Viewpoint, partnership_id: str) -> list[Task]:
    """Return every assignment that the viewer may see, with the stage that they may know."""
    things = shelf(viewpoint, partnership_id)
    codings = _by_assignment(things.all(Coding, "commitment"))
    return [
        Task(each, each.commitment, _stage(codings[each.id], viewpoint.viewer.person_id, each))
        for each in things.all(Assignment, "commitment__instrument", "first", "second", "version")
    ]


def sheet(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Sheet | None:
    """Return a coder's own sheet; None for everybody else."""
    things = shelf(viewpoint, partnership_id)
    person = viewpoint.viewer.person_id
    found = things.all(Assignment, "version", "first", "second", id=f"{partnership_id}.{local_id}")
    if not found or person not in {found[0].first_id, found[0].second_id}:
        return None
    assignment = found[0]
    commitment = things.all(Commitment, *NEAR, id=assignment.commitment_id)[0]
    own = things.all(Coding, "commitment", assignment_id=assignment.id, coder_id=person)
    coders = [each for each in own if each.role == CodingRole.CODER]
    judged = _judged(viewpoint, things, coders)
    mine = judged[0] if judged else None
    return Sheet(
        assignment,
        commitment,
        criteria_of(things, assignment),
        evidence_for(viewpoint, commitment, assignment),
        mine,
        fingerprint_of(mine.coding, mine.judgements.values()) if mine else "",
    )


def assignment(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> Assignment | None:
    """Return an assignment by its local id, or None where there is none to see."""
    things = shelf(viewpoint, partnership_id)
    found = things.all(Assignment, "version", "first", "second", id=f"{partnership_id}.{local_id}")
    return found[0] if found else None


def criteria_of(things: Shelf, assignment: Assignment) -> tuple[Criterion, ...]:
    """Return the criteria of the version that an assignment is judged by, in order."""
    found = things.all(Criterion, version_id=assignment.version_id)
    return tuple(sorted(found, key=lambda each: (each.ordinal, each.id)))


def evidence_for(
    viewpoint: Viewpoint, commitment: Commitment, assignment: Assignment
) -> tuple[Citable, ...]:
    """Return all evidence about a commitment as things stood on the day of an assignment."""
    then = replace(viewpoint, on=min(viewpoint.on, assignment.as_of))
    key = ("commitment", commitment.id)
    found = evidence_about(then, commitment.partnership_id, [key]).get(key, [])
    return tuple(Citable(each, as_open(each.evidence, commitment)) for each in found)


def coders(partnership_id: str) -> list[Person]:
    """Return who may code in a partnership, by name: for those who give them something to code."""
    rows = Membership.objects.filter(partnership_id=partnership_id, person__is_active=True)
    may = roles_for("coding.save")
    found = {each.person for each in rows.select_related("person") if may & set(each.roles)}
    return sorted(found, key=lambda each: (each.name, each.id))


def unanswered(cited: Iterable[str]) -> Judgement:
    """Return a judgement to begin with: nothing answered, and what is cited already."""
    return Judgement(answer="", reason="", evidence=list(dict.fromkeys(cited)))


def pairs(viewpoint: Viewpoint, partnership_id: str, of: str = "") -> list[Pair]:
    """Return the codings of every unit of which both are in, in order of their commitments.

    With `of`, the id of a commitment, only its own.
    """
    things = shelf(viewpoint, partnership_id)
    narrowed = {"commitment_id": of} if of else {}
    submitted = things.all(
        Coding, "commitment", "coder", "assignment", state=CodingState.SUBMITTED, **narrowed
    )
    units: defaultdict[str, list[Coding]] = defaultdict(list)
    for each in submitted:
        if is_open(each):
            units[_unit(each)].append(each)
    complete = {unit: codings for unit, codings in units.items() if _two(codings)}
    of_two = [coding for codings in complete.values() for coding in codings]
    judged = {each.coding.id: each for each in _judged(viewpoint, things, of_two)}
    found = [
        _pair(unit, [judged[each.id] for each in each_of]) for unit, each_of in complete.items()
    ]
    return sorted(found, key=lambda pair: (pair.commitment.ordinal, pair.commitment.id, pair.unit))


def pair(viewpoint: Viewpoint, assignment: Assignment) -> Pair | None:
    """Return both codings of an assignment, or None until both are in."""
    found = pairs(viewpoint, assignment.partnership_id, assignment.commitment_id)
    return next((each for each in found if each.unit == assignment.id), None)


def standing_of(
    file: scoring.CommitmentFile,
    coding: Coding,
    criteria: Iterable[Criterion],
    given: Iterable[Judgement],
) -> scoring.Standing:
    """Compute the level that follows from one coding, from what was known by its day."""
    statements = tuple(
        scoring.Criterion(
            each.key,
            scoring.Kind(each.kind),
            scoring.Words(each.statement_en, each.statement_az or each.statement_en),
        )
        for each in criteria
    )
    keys = {each.id: each.key for each in criteria}
    seen = {each.id for each in file.evidence}
    judgements = tuple(
        scoring.Judgement(
            keys[each.criterion_id],
            scoring.Answer(each.answer),
            tuple(name for name in each.evidence if name in seen),
        )
        for each in given
    )
    own = scoring.Coding(coding.role, coding.as_of, judgements)
    judged = replace(file, criteria=statements, coding=own, ending=None)
    return scoring.standing(judged, today=coding.as_of)


def _judged(viewpoint: Viewpoint, things: Shelf, codings: list[Coding]) -> list[Judged]:
    """Return codings with their judgements and levels."""
    if not codings:
        return []
    given: defaultdict[str, list[Judgement]] = defaultdict(list)
    for each in things.all(Judgement, coding_id__in=[coding.id for coding in codings]):
        given[each.coding_id].append(each)
    criteria: defaultdict[str, list[Criterion]] = defaultdict(list)
    for criterion in things.all(Criterion, version_id__in={each.version_id for each in codings}):
        criteria[criterion.version_id].append(criterion)
    files = {each.subject.id: each for each in commitment_files(viewpoint, things.partnership_id)}
    return [
        Judged(
            each,
            {judgement.criterion_id: judgement for judgement in given[each.id]},
            standing_of(file, each, criteria[each.version_id], given[each.id])
            if (file := files.get(each.commitment_id))
            else None,
        )
        for each in codings
    ]


def _stage(codings: Iterable[Coding], person: str | None, assignment: Assignment) -> Stage:
    seen = [each for each in codings if each.state == CodingState.SUBMITTED and is_open(each)]
    if any(each.role == CodingRole.ADJUDICATED for each in seen):
        return Stage.SETTLED
    if _two(seen):
        return Stage.BOTH_IN
    if person not in {assignment.first_id, assignment.second_id}:
        return Stage.AWAITED
    own = next((each for each in codings if each.coder_id == person), None)
    if own is None:
        return Stage.TO_DO
    return Stage.SUBMITTED if own.state == CodingState.SUBMITTED else Stage.DRAFT


def _by_assignment(codings: Iterable[Coding]) -> defaultdict[str | None, list[Coding]]:
    found: defaultdict[str | None, list[Coding]] = defaultdict(list)
    for each in codings:
        found[each.assignment_id].append(each)
    return found


def _unit(coding: Coding) -> str:
    """Return what two codings share: their assignment, or else commitment and day."""
    return coding.assignment_id or f"{coding.commitment_id}@{coding.as_of}"


def _two(codings: Iterable[Coding]) -> bool:
    return sum(each.role == CodingRole.CODER for each in codings) > 1


def _pair(unit: str, judged: Iterable[Judged]) -> Pair:
    ordered = sorted(judged, key=lambda each: _order(each.coding))
    coders = tuple(each for each in ordered if each.coding.role == CodingRole.CODER)
    settled = [each for each in ordered if each.coding.role == CodingRole.ADJUDICATED]
    return Pair(unit, coders, settled[-1] if settled else None)


def _order(coding: Coding) -> tuple[bool, str, str]:
    """Return what decides who stands first: whom the assignment names first."""
    given = coding.assignment
    return given is not None and coding.coder_id != given.first_id, coding.coder_name, coding.id

"""Assignments of commitments to two coders, and the coding of each, blind to the other's.

A coding is sealed to its coder from its first saving. The submission that makes both complete
opens both, in the same transaction; until then nobody else reads either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Conflict, Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.assessments.models import (
    Assignment,
    Coding,
    CriteriaVersion,
    Criterion,
    Judgement,
)
from servanda.desk.assessments.models.words import Answer, CodingRole, CodingState, VersionState
from servanda.desk.assessments.openness import openness_of
from servanda.desk.assessments.selectors.coding import fingerprint_of
from servanda.desk.assessments.services.citing import citable, commitment_for
from servanda.desk.record import services as record
from servanda.desk.record.models import Classification, new_id
from servanda.desk.record.policy import may_do
from servanda.desk.record.services import Actor

STEP = 1000


@dataclass(frozen=True, slots=True)
class Answered:
    """What a coder answers to one criterion, why, and on what evidence."""

    answer: str
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What came of giving commitments to coders: those given, and those left out and why."""

    made: tuple[Assignment, ...]
    without_criteria: tuple[Commitment, ...]
    given_before: tuple[Commitment, ...]


@transaction.atomic
def assign(
    commitment_ids: Iterable[str], as_of: date, first_id: str, second_id: str, *, by: Person
) -> Given:
    """Give commitments to two coders, to be judged as things stood on a day."""
    record.wait_for_the_ledger()
    commitments = [commitment_for(each) for each in dict.fromkeys(commitment_ids)]
    if not commitments:
        raise Refused(_("No commitment was chosen, so nothing was given. Choose one or more."))
    actors = [permit(by, "assignment.make", each.partnership_id, each) for each in commitments]
    if as_of > timezone.localdate():
        raise Refused(
            _("Nobody can judge how things stand on a day to come. Choose today or an earlier day.")
        )
    coders = _coders(first_id, second_id, commitments)
    made, without, before = [], [], []
    for commitment in commitments:
        version = _adopted(commitment)
        if version is None:
            without.append(commitment)
        elif commitment.assignments.filter(as_of=as_of).exists():
            before.append(commitment)
        else:
            made.append(_assignment(commitment, version, as_of, coders))
    record.create_many(made, by=actors[0], action="assignment.made")
    return Given(tuple(made), tuple(without), tuple(before))


@transaction.atomic
def withdraw(assignment_id: str, *, by: Person, reason: str) -> None:
    """Take a commitment back from its coders, with their drafts, as long as neither submitted."""
    record.wait_for_the_ledger()
    assignment = Assignment.objects.select_for_update().filter(id=assignment_id).first()
    if assignment is None:
        raise missing()
    actor = permit(by, "assignment.withdraw", assignment.partnership_id, assignment)
    if not reason.strip():
        raise Refused(_("Nothing was withdrawn: it takes a reason. Say in a sentence why."))
    drafts = list(assignment.codings.all())
    if any(each.state == CodingState.SUBMITTED for each in drafts):
        raise Refused(
            _(
                "Nothing was withdrawn: a coder has submitted, and a submitted coding stays. "
                "Ask the other coder to submit, or give the commitment anew for another day."
            )
        )
    said = reason.strip()
    for draft in drafts:
        for each in draft.judgements.all():
            record.remove(each, by=actor, action="judgement.removed", reason=said)
        record.remove(draft, by=actor, action="coding.withdrawn", reason=said)
    record.remove(assignment, by=actor, action="assignment.withdrawn", reason=said)


@transaction.atomic
def save(
    assignment_id: str,
    answers: Mapping[str, Answered],
    *,
    expected: str,
    by: Person,
    submit: bool = False,
) -> Coding:
    """Store a coder's answers, by the key of the criterion; submit them when all are there."""
    assignment, actor = _sheet(assignment_id, by)
    coding = own_coding(assignment, by)
    _as_seen(coding, expected)
    given = _checked(assignment, answers, by)
    if coding is None:
        coding = _opened(assignment, by, actor)
    _put(coding, assignment, given, actor)
    if submit:
        _submit(coding, assignment, actor)
    return coding


def after_all(commitment: Commitment) -> int:
    """Return the place of a new coding: the later of one day counts."""
    last: int | None = commitment.codings.aggregate(last=Max("ordinal"))["last"]
    return (last or 0) + STEP


def own_coding(assignment: Assignment, person: Person) -> Coding | None:
    """Return a coder's coding of an assignment, if they began one."""
    return assignment.codings.filter(coder=person, role=CodingRole.CODER).first()


def _coders(
    first_id: str, second_id: str, commitments: Iterable[Commitment]
) -> tuple[Person, Person]:
    """Return the two coders; each must be able to code each of the commitments."""
    if first_id == second_id:
        raise Refused(_("Two coders judge a commitment, each without the other. Name two people."))
    found = {each.id: each for each in Person.objects.filter(id__in=[first_id, second_id])}
    if len(found) != 2:
        raise missing()
    for person in found.values():
        viewer = viewer_for(person)
        for each in commitments:
            if not may_do(viewer, "coding.save", each.partnership_id, each):
                raise Refused(
                    _("%(name)s may not code what was chosen. Choose an analyst who may see it.")
                    % {"name": person.name}
                )
    return found[first_id], found[second_id]


def _adopted(commitment: Commitment) -> CriteriaVersion | None:
    versions = commitment.criteria_versions.filter(state=VersionState.ADOPTED)
    return versions.order_by("-number").first()


def _assignment(
    commitment: Commitment, version: CriteriaVersion, as_of: date, coders: tuple[Person, Person]
) -> Assignment:
    return Assignment(
        id=f"{commitment.partnership_id}.{new_id(Assignment.id_prefix)}",
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        version=version,
        as_of=as_of,
        first=coders[0],
        second=coders[1],
        opened=timezone.now(),
        **openness_of(commitment),
    )


def _sheet(assignment_id: str, by: Person) -> tuple[Assignment, Actor]:
    """Return an assignment of the person's own, held, and the name under which they code."""
    record.wait_for_the_ledger()
    near = Assignment.objects.select_related("commitment", "version")
    assignment = near.select_for_update(of=("self",)).filter(id=assignment_id).first()
    if assignment is None or by.id not in {assignment.first_id, assignment.second_id}:
        raise missing()
    return assignment, permit(by, "coding.save", assignment.partnership_id, assignment)


def _as_seen(coding: Coding | None, expected: str) -> None:
    if coding is not None and coding.state == CodingState.SUBMITTED:
        raise Refused(
            _("This coding is submitted, and a submitted coding is not changed any more.")
        )
    seen = fingerprint_of(coding, coding.judgements.all()) if coding else ""
    if expected != seen:
        raise Conflict(
            _(
                "This coding was changed in another window since you opened it, and nothing was "
                "saved. Open it again and make your change anew."
            )
        )


def _checked(
    assignment: Assignment, answers: Mapping[str, Answered], by: Person
) -> dict[str, Answered]:
    """Return the answers that can be stored: of this version, in its words, on open evidence."""
    keys = set(assignment.version.criteria.values_list("key", flat=True))
    unknown = set(answers) - keys
    if unknown or any(each.answer not in Answer.values for each in answers.values()):
        raise Refused(
            _("An answer was sent that this sheet does not ask for. Open it again and answer.")
        )
    cited = [name for each in answers.values() for name in each.evidence]
    citable(assignment.commitment, cited, by)
    return dict(answers)


def _opened(assignment: Assignment, by: Person, actor: Actor) -> Coding:
    """Begin a coding, sealed to its coder."""
    coding = Coding(
        id=f"{assignment.partnership_id}.{new_id(Coding.id_prefix)}",
        partnership_id=assignment.partnership_id,
        classification=Classification.SEALED,
        commitment=assignment.commitment,
        version=assignment.version,
        assignment=assignment,
        coder=by,
        as_of=assignment.as_of,
        ordinal=after_all(assignment.commitment),
    )
    record.create(coding, by=actor, action="coding.begun")
    record.name_reader(coding, by.id, by=actor)
    return coding


def _put(
    coding: Coding, assignment: Assignment, given: Mapping[str, Answered], actor: Actor
) -> None:
    """Make the judgements of a coding what was answered."""
    known = {each.criterion_id: each for each in coding.judgements.all()}
    for criterion in assignment.version.criteria.all():
        answered, stored = given.get(criterion.key), known.get(criterion.id)
        if answered is None:
            if stored is not None:
                record.remove(stored, by=actor, action="judgement.removed")
            continue
        fields: dict[str, Any] = {
            "answer": answered.answer,
            "reason": answered.reason.strip(),
            "evidence": list(dict.fromkeys(answered.evidence)),
        }
        if stored is not None:
            record.change(stored, by=actor, action="judgement.changed", **fields)
        else:
            new = judgement(coding, criterion, **fields)
            record.create(new, by=actor, action="judgement.made")


def judgement(coding: Coding, criterion: Criterion, **fields: Any) -> Judgement:
    """Return a judgement of a coding, not yet stored."""
    return Judgement(
        id=f"{coding.id}-{criterion.key}",
        coding=coding,
        criterion=criterion,
        ordinal=criterion.ordinal,
        **fields,
    )


def _submit(coding: Coding, assignment: Assignment, actor: Actor) -> None:
    """Submit a coding, and open both when the other is in."""
    judged = list(coding.judgements.all())
    missing_ones = assignment.version.criteria.count() - len(judged)
    if missing_ones or not all(each.reason for each in judged):
        raise Refused(
            _(
                "It was not submitted: each criterion needs an answer and a reason. "
                "Give those that are missing."
            )
        )
    record.change(coding, by=actor, action="coding.submitted", state=CodingState.SUBMITTED)
    both = assignment.codings.filter(role=CodingRole.CODER, state=CodingState.SUBMITTED)
    if both.count() == 2:
        for each in both:
            record.change(
                each, by=actor, action="coding.opened", **openness_of(assignment.commitment)
            )
    coding.refresh_from_db()

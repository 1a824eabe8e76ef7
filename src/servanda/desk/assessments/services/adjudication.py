"""Settles what two coders judged differently; their own codings stay as they are.

An analyst who is neither of the two settles. Where both agree, the answer is taken over with both
reasons and all that either cites; where they differ, the third gives an answer and a reason.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import NotAllowed, Refused
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.assessments.models import Assignment, Coding, Criterion, Judgement
from servanda.desk.assessments.models.words import Answer, CodingRole, CodingState
from servanda.desk.assessments.openness import openness_of
from servanda.desk.assessments.services.citing import citable
from servanda.desk.assessments.services.coding import Answered, after_all, judgement
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import Actor

Both = tuple[Judgement, Judgement]


@transaction.atomic
def settle(
    assignment_id: str, answers: Mapping[str, Answered], *, reason: str = "", by: Person
) -> Coding:
    """Settle each difference between two submitted codings, by the key of the criterion."""
    assignment, actor, codings = _for_settling(assignment_id, by)
    coding = Coding(
        id=f"{assignment.partnership_id}.{new_id(Coding.id_prefix)}",
        partnership_id=assignment.partnership_id,
        commitment=assignment.commitment,
        version=assignment.version,
        assignment=assignment,
        role=CodingRole.ADJUDICATED,
        coder=by,
        as_of=assignment.as_of,
        state=CodingState.SUBMITTED,
        reason=reason.strip(),
        ordinal=after_all(assignment.commitment),
        **openness_of(assignment.commitment),
    )
    settled = _settled(assignment, codings, answers, by)
    record.create(coding, by=actor, action="coding.adjudicated", reason=coding.reason)
    made = [judgement(coding, criterion, **fields) for criterion, fields in settled]
    record.create_many(made, by=actor, action="judgement.made")
    return coding


def _for_settling(assignment_id: str, by: Person) -> tuple[Assignment, Actor, list[Coding]]:
    """Return an assignment with both codings in and none settled, and who settles it."""
    record.wait_for_the_ledger()
    near = Assignment.objects.select_related("commitment", "version")
    assignment = near.select_for_update(of=("self",)).filter(id=assignment_id).first()
    if assignment is None:
        raise missing()
    actor = permit(by, "coding.adjudicate", assignment.partnership_id, assignment)
    submitted = assignment.codings.filter(state=CodingState.SUBMITTED)
    codings = sorted(
        submitted.filter(role=CodingRole.CODER),
        key=lambda each: each.coder_id != assignment.first_id,
    )
    if len(codings) != 2:
        raise missing()
    if by.id in {assignment.first_id, assignment.second_id}:
        raise NotAllowed(
            _(
                "Nothing was settled: a third person settles what two coders judged, "
                "not one of them."
            )
        )
    if submitted.filter(role=CodingRole.ADJUDICATED).exists():
        raise Refused(_("These two codings are settled already, and what is settled stays."))
    return assignment, actor, codings


def _settled(
    assignment: Assignment, codings: list[Coding], answers: Mapping[str, Answered], by: Person
) -> list[tuple[Criterion, dict[str, object]]]:
    first, second = ({each.criterion_id: each for each in c.judgements.all()} for c in codings)
    found, differing = [], set()
    for criterion in assignment.version.criteria.all():
        both = first[criterion.id], second[criterion.id]
        if both[0].answer == both[1].answer:
            found.append((criterion, _taken_over(both)))
        else:
            differing.add(criterion.key)
            found.append((criterion, _decided(answers.get(criterion.key))))
    if set(answers) - differing:
        raise Refused(
            _("Where both coders agree there is nothing to settle. Settle only the differences.")
        )
    citable(assignment.commitment, [e for each in answers.values() for e in each.evidence], by)
    return found


def _taken_over(both: Both) -> dict[str, object]:
    reasons = list(dict.fromkeys(each.reason for each in both))
    cited = [name for each in both for name in each.evidence]
    return {
        "answer": both[0].answer,
        "reason": " — ".join(reasons),
        "evidence": list(dict.fromkeys(cited)),
    }


def _decided(answered: Answered | None) -> dict[str, object]:
    if answered is None or answered.answer not in Answer.values or not answered.reason.strip():
        raise Refused(
            _("Nothing was settled: each difference needs an answer and a reason. Give both.")
        )
    return {
        "answer": answered.answer,
        "reason": answered.reason.strip(),
        "evidence": list(dict.fromkeys(answered.evidence)),
    }

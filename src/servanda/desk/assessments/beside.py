"""What stands beside a commitment's level: criteria, codings, replies, ends and suspensions.

`beside` builds the context of the parts `parts/criteria.html`, `parts/codings.html`,
`parts/replies.html` and `parts/endings.html`; each says in its first line what it takes from it.
"""

from dataclasses import dataclass
from typing import Any

from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Criterion, Judgement
from servanda.desk.assessments.selectors import decisions
from servanda.desk.assessments.selectors.coding import (
    CodingInUse,
    codings_in_use,
    criteria_in_use,
)
from servanda.desk.assessments.selectors.evidence import ShownEvidence, evidence_about
from servanda.desk.assessments.selectors.sheets import pairs
from servanda.desk.assessments.services.replies import speaks_for
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion with its answer and the evidence that the answer cites."""

    criterion: Criterion
    judgement: Judgement | None
    cited: tuple[ShownEvidence, ...]


def beside(viewpoint: Viewpoint, commitment: Commitment) -> dict[str, Any]:
    """Return the context of the four parts for one commitment."""
    partnership_id = commitment.partnership_id
    coding = codings_in_use(viewpoint, partnership_id).get(commitment.id)
    return {
        "criteria": criteria_in_use(viewpoint, partnership_id).get(commitment.id),
        "coding": coding,
        "judged": judged(viewpoint, commitment, coding) if coding else [],
        "pairs": pairs(viewpoint, partnership_id, commitment.id),
        "replies": decisions.replies(viewpoint, commitment),
        "endings": decisions.endings(viewpoint, commitment),
        "suspensions": decisions.suspensions(viewpoint, commitment),
        "may": rights(viewpoint, partnership_id),
    }


def judged(viewpoint: Viewpoint, commitment: Commitment, coding: CodingInUse) -> list[Judged]:
    """Return the answers of a coding, in order of its criteria, with what they cite."""
    key = ("commitment", commitment.id)
    found = evidence_about(viewpoint, commitment.partnership_id, [key]).get(key, [])
    pieces = {each.evidence.id: each for each in found}
    given = {each.criterion_id: each for each in coding.judgements}
    return [
        Judged(
            each,
            given.get(each.id),
            tuple(
                pieces[name]
                for name in (given[each.id].evidence if each.id in given else ())
                if name in pieces
            ),
        )
        for each in coding.criteria
    ]


def rights(viewpoint: Viewpoint, partnership_id: str) -> dict[str, bool]:
    """Return what the viewer may do beside a level; nothing in the past."""
    viewer, now = viewpoint.viewer, not viewpoint.historic
    may = {
        "draft": "criteria.draft",
        "give": "assignment.make",
        "end": "ending.decide",
        "suspend": "suspension.record",
    }
    found = {
        name: now and bool(may_do(viewer, action, partnership_id)) for name, action in may.items()
    }
    return {**found, "reply": now and bool(speaks_for(viewer, partnership_id))}

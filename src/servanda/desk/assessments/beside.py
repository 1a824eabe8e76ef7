"""What stands beside a commitment's level: criteria, codings, replies, ends and suspensions.

`beside` builds the context of the parts `parts/judged.html`, `parts/criteria.html`,
`parts/replies.html` and `parts/endings.html`; each says in its first line what it takes from it.
"""

from typing import Any

from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.selectors import decisions
from servanda.desk.assessments.selectors.coding import codings_in_use, criteria_in_use
from servanda.desk.assessments.selectors.sheets import pairs
from servanda.desk.assessments.services.replies import speaks_for
from servanda.desk.record.policy import may_do
from servanda.desk.record.viewpoint import Viewpoint


def beside(viewpoint: Viewpoint, commitment: Commitment) -> dict[str, Any]:
    """Return the context of the four parts for one commitment."""
    partnership_id, own = commitment.partnership_id, [commitment.id]
    return {
        "criteria": criteria_in_use(viewpoint, partnership_id, own).get(commitment.id),
        "coding": codings_in_use(viewpoint, partnership_id, own).get(commitment.id),
        "pairs": pairs(viewpoint, partnership_id, commitment.id),
        "replies": decisions.replies(viewpoint, commitment),
        "endings": decisions.endings(viewpoint, commitment),
        "suspensions": decisions.suspensions(viewpoint, commitment),
        "may": rights(viewpoint, partnership_id),
    }


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

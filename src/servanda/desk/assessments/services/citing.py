"""What may be cited on a commitment, and what of.

What is cited must be at least as open as what cites it: else readers would meet a level that rests
on words which they may not read, and the names of things that are not for them.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.services.permission import missing
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.openness import as_open
from servanda.desk.record.policy import seen_by


def commitment_for(commitment_id: str) -> Commitment:
    """Return a commitment by its id, or say that there is none."""
    found = Commitment.objects.select_related("instrument").filter(id=commitment_id).first()
    if found is None:
        raise missing()
    return found


def citable(commitment: Commitment, ids: Iterable[str], by: Person) -> list[str]:
    """Return the evidence that may be cited on a commitment, as named; refuse any other."""
    wanted = list(dict.fromkeys(ids))
    about = Evidence.objects.filter(subject_kind="commitment", subject_id=commitment.id)
    found = seen_by(viewer_for(by), about.filter(id__in=wanted, withdrawn=False))
    pieces = {each.id: each for each in found.select_related("original")}
    if set(pieces) != set(wanted):
        raise Refused(
            _(
                "A piece of evidence that is cited is no longer there, and nothing was saved. "
                "Open the page again and cite what stands there now."
            )
        )
    if not all(as_open(pieces[each], commitment) for each in wanted):
        raise Refused(
            _(
                "Not everybody who sees the commitment may see this evidence, so it cannot bear "
                "out what they read, and nothing was saved. Cite evidence as open as the "
                "commitment."
            )
        )
    return wanted

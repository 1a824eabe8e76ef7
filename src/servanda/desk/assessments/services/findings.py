"""Records what a search for evidence came to; a later search is a new finding."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.services.permission import keep_in_sight, missing, permit
from servanda.desk.assessments.models import Finding
from servanda.desk.record import services as record

STEP = 1000


@transaction.atomic
def record_finding(
    commitment_id: str, outcome: str, searched_until: date, *, by: Person, **fields: Any
) -> Finding:
    """Record a finding about a commitment; it is as open as the commitment unless said otherwise.

    `fields` are `scope_en`, `scope_az`, `sources_searched`, `source`, `classification`, `held_by`.
    """
    commitment = Commitment.objects.filter(id=commitment_id).first()
    if commitment is None:
        raise missing()
    actor = permit(by, "finding.record", commitment.partnership_id, commitment)
    count = Finding.objects.filter(commitment=commitment).count()
    last = Finding.objects.aggregate(last=Max("ordinal"))["last"] or 0
    openness = {
        "classification": commitment.classification,
        "held_by_id": commitment.held_by_id,
    }
    finding = Finding(
        id=f"{commitment.id}-finding-{count + 1}",
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        outcome=outcome,
        searched_until=searched_until,
        ordinal=last + STEP,
        **{**openness, **fields},
    )
    record.create(finding, by=actor, action="finding.recorded")
    keep_in_sight(by, finding)
    return finding

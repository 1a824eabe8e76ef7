"""Reads of findings, what searches for evidence came to."""

from collections.abc import Iterable

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.models import Finding
from servanda.desk.record.viewpoint import Viewpoint


def findings(viewpoint: Viewpoint, commitment: Commitment) -> list[Finding]:
    """Return what searches for evidence of a commitment came to, the latest first."""
    things = shelf(viewpoint, commitment.partnership_id)
    return sorted(things.all(Finding, commitment_id=commitment.id), key=_newest)


def latest_findings(
    viewpoint: Viewpoint, partnership_id: str, commitments: Iterable[Commitment]
) -> dict[str, Finding]:
    """Return the latest finding of each of these commitments, by the id of the commitment."""
    ids = sorted({each.id for each in commitments})
    found = shelf(viewpoint, partnership_id).all(Finding, commitment_id__in=ids)
    return {each.commitment_id: each for each in sorted(found, key=_newest, reverse=True)}


def _newest(finding: Finding) -> tuple[int, int, str]:
    return -finding.searched_until.toordinal(), finding.ordinal, finding.id

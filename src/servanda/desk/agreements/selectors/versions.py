"""The same provision in another language version of an instrument."""

from servanda.desk.agreements.models import Commitment, Provision
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.record.viewpoint import Viewpoint


def words_in(viewpoint: Viewpoint, commitment: Commitment, language: str) -> Provision | None:
    """Return the commitment's provision in another language, or None where there is none."""
    if commitment.provision.text.language == language:
        return None
    found = shelf(viewpoint, commitment.partnership_id).all(
        Provision,
        "text",
        eid=commitment.provision.eid,
        text__instrument_id=commitment.instrument_id,
        text__language=language,
    )
    return found[0] if found else None

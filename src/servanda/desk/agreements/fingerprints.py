"""A fingerprint of a thing as a form showed it, so that two people never overwrite each other."""

import hashlib

from servanda.desk.record.models import Recorded
from servanda.ledger import canonical


def fingerprint(thing: Recorded) -> str:
    """Return the SHA-256 of the recorded state of a thing."""
    return hashlib.sha256(canonical(thing.ledger_state())).hexdigest()

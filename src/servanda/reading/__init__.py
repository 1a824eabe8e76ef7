"""Reading agreements: text → provisions → commitments."""

from servanda.reading.model import (
    Agreement,
    Commitment,
    DatedEvent,
    Deadline,
    Force,
    NotAnAgreement,
    Party,
    Provision,
    Recurring,
    Term,
)
from servanda.reading.reader import read

__all__ = [
    "Agreement",
    "Commitment",
    "DatedEvent",
    "Deadline",
    "Force",
    "NotAnAgreement",
    "Party",
    "Provision",
    "Recurring",
    "Term",
    "read",
]

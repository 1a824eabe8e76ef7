"""Reading agreements: text → provisions → commitments."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """Load the grammar and its dictionary only when somebody reads: extraction does without."""
    if name == "read":
        return import_module("servanda.reading.reader").read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

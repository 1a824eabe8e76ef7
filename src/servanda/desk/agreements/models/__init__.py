"""Instruments with their texts, the commitments in them, and readings under review."""

from servanda.desk.agreements.models.commitments import Commitment
from servanda.desk.agreements.models.instruments import (
    Event,
    Instrument,
    InstrumentParty,
    Provision,
    Relation,
    Text,
)
from servanda.desk.agreements.models.loading import LoadedRow
from servanda.desk.agreements.models.readings import Proposal, Reading

__all__ = [
    "Commitment",
    "Event",
    "Instrument",
    "InstrumentParty",
    "LoadedRow",
    "Proposal",
    "Provision",
    "Reading",
    "Relation",
    "Text",
]

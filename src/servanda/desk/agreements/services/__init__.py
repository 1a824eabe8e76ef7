"""Writes: each checks, changes and records in one transaction, or raises and changes nothing.

`by` is the person who asks; what their roles do not allow raises `NotAllowed`, what they may not
see `Missing`. `expected` is the fingerprint that a form was given, so that a change made meanwhile
raises `Conflict`. All three are `Refused`, whose words are for the person. Wrong values raise
Django's `ValidationError` with the names of the fields.
"""

from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.services.details import InstrumentDetails, Part
from servanda.desk.agreements.services.dump import dossier_of, dump_dossier
from servanda.desk.agreements.services.finishing import finish_reading
from servanda.desk.agreements.services.instruments import (
    add_event,
    add_instrument,
    change_commitment,
    change_event,
)
from servanda.desk.agreements.services.load import Loaded, load_dossier
from servanda.desk.agreements.services.reviewing import (
    accept,
    accept_all,
    correct,
    discard_reading,
    drop,
    open_reading,
    split,
    undo,
)

__all__ = [
    "Conflict",
    "InstrumentDetails",
    "Loaded",
    "Missing",
    "NotAllowed",
    "Part",
    "Refused",
    "accept",
    "accept_all",
    "add_event",
    "add_instrument",
    "change_commitment",
    "change_event",
    "correct",
    "discard_reading",
    "dossier_of",
    "drop",
    "dump_dossier",
    "fingerprint",
    "finish_reading",
    "load_dossier",
    "open_reading",
    "split",
    "undo",
]

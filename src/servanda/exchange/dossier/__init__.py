"""A dossier: a partnership as a folder of plain files, read, checked and written back.

`read` gives the whole folder as frozen values or refuses it whole, `check` names the file, row and
field of every mistake, `write` puts it back byte for byte. The tables are described in `schema`.
"""

from servanda.exchange.dossier.mistakes import Mistake, NotADossier
from servanda.exchange.dossier.reading import check, read
from servanda.exchange.dossier.rows import (
    Citation,
    Claim,
    Commitment,
    Dossier,
    Event,
    Finding,
    Instrument,
    InstrumentParty,
    Name,
    Partnership,
    Party,
    Provision,
    Relation,
    Source,
    Text,
)
from servanda.exchange.dossier.rows_evidence import (
    Coding,
    Criteria,
    Ending,
    Evidence,
    Judgement,
    Original,
    Reply,
    SilencePeriod,
    Statement,
    Suspension,
)
from servanda.exchange.dossier.writing import files_of, write

__all__ = [
    "Citation",
    "Claim",
    "Coding",
    "Commitment",
    "Criteria",
    "Dossier",
    "Ending",
    "Event",
    "Evidence",
    "Finding",
    "Instrument",
    "InstrumentParty",
    "Judgement",
    "Mistake",
    "Name",
    "NotADossier",
    "Original",
    "Partnership",
    "Party",
    "Provision",
    "Relation",
    "Reply",
    "SilencePeriod",
    "Source",
    "Statement",
    "Suspension",
    "Text",
    "check",
    "files_of",
    "read",
    "write",
]

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
from servanda.exchange.dossier.rows_bodies import Body, Decision, Mandate, Meeting
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
from servanda.exchange.dossier.rows_projects import (
    Carried,
    Funding,
    Gate,
    Involved,
    ListEntry,
    Project,
    ProjectList,
)
from servanda.exchange.dossier.rows_roadmaps import (
    ReferenceCase,
    RiskDriver,
    Roadmap,
    RoadmapCalendar,
    RoadmapLink,
    RoadmapResource,
    RoadmapRow,
)
from servanda.exchange.dossier.writing import files_of, write

__all__ = [
    "Body",
    "Carried",
    "Citation",
    "Claim",
    "Coding",
    "Commitment",
    "Criteria",
    "Decision",
    "Dossier",
    "Ending",
    "Event",
    "Evidence",
    "Finding",
    "Funding",
    "Gate",
    "Instrument",
    "InstrumentParty",
    "Involved",
    "Judgement",
    "ListEntry",
    "Mandate",
    "Meeting",
    "Mistake",
    "Name",
    "NotADossier",
    "Original",
    "Partnership",
    "Party",
    "Project",
    "ProjectList",
    "Provision",
    "ReferenceCase",
    "Relation",
    "Reply",
    "RiskDriver",
    "Roadmap",
    "RoadmapCalendar",
    "RoadmapLink",
    "RoadmapResource",
    "RoadmapRow",
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

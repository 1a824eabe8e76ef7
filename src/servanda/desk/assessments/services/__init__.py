"""Changes to evidence, criteria, codings, decisions and releases; each leaves a ledger entry."""

from servanda.desk.assessments.services.evidence import accept, amend, take_back, withdraw
from servanda.desk.assessments.services.findings import record_finding

__all__ = ["accept", "amend", "record_finding", "take_back", "withdraw"]

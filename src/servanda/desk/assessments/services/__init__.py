"""Changes to evidence, criteria, codings, decisions and releases; each leaves a ledger entry."""

from servanda.desk.assessments.services.findings import record_finding

__all__ = ["record_finding"]

"""Reads of evidence, codings, levels and releases; who looks, and from when, comes first."""

from servanda.desk.assessments.selectors.assessing import (
    assessments,
    commitment_files,
    half_lives,
)
from servanda.desk.assessments.selectors.evidence import (
    ShownEvidence,
    evidence_about,
    evidence_in,
)
from servanda.desk.assessments.selectors.findings import findings, latest_findings

__all__ = [
    "ShownEvidence",
    "assessments",
    "commitment_files",
    "evidence_about",
    "evidence_in",
    "findings",
    "half_lives",
    "latest_findings",
]

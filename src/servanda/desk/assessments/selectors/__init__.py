"""Reads of evidence, codings, levels and releases; who looks, and from when, comes first."""

from servanda.desk.assessments.selectors.findings import findings, latest_findings

__all__ = ["findings", "latest_findings"]

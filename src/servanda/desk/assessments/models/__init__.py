"""Evidence, criteria and codings, what people decided beside them, and releases."""

from servanda.desk.assessments.models.coding import (
    Assignment,
    Coding,
    CriteriaVersion,
    Criterion,
    Judgement,
)
from servanda.desk.assessments.models.decisions import Ending, Reply, SilencePeriod, Suspension
from servanda.desk.assessments.models.evidence import (
    Candidate,
    Evidence,
    Passed,
    RankerVersion,
    Review,
)
from servanda.desk.assessments.models.findings import Finding, Outcome
from servanda.desk.assessments.models.matching import Matched, PluginTally
from servanda.desk.assessments.models.releases import Release

__all__ = [
    "Assignment",
    "Candidate",
    "Coding",
    "CriteriaVersion",
    "Criterion",
    "Ending",
    "Evidence",
    "Finding",
    "Judgement",
    "Matched",
    "Outcome",
    "Passed",
    "PluginTally",
    "RankerVersion",
    "Release",
    "Reply",
    "Review",
    "SilencePeriod",
    "Suspension",
]

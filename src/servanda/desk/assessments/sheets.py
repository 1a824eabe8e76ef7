"""Findings, evidence, criteria, codings and what people decided, as tables of a dossier.

Assignments and coders who are persons of a desk stay there, as do codings that are still sealed.
"""

from typing import Any

from django.db.models import Q

from servanda.desk.agreements.services.sheet import Fields, Sheet
from servanda.desk.agreements.services.sheets import subject, subject_cell
from servanda.desk.assessments.models import (
    Coding,
    CriteriaVersion,
    Criterion,
    Ending,
    Evidence,
    Finding,
    Judgement,
    Reply,
    SilencePeriod,
    Suspension,
)
from servanda.desk.assessments.models.words import CodingState
from servanda.desk.record.models import Classification
from servanda.desk.sources.files import digest
from servanda.exchange.dossier import Dossier, schema
from servanda.exchange.dossier import schema_evidence as tables


def _evidence(row: Any, dossier: Dossier) -> Fields:
    text = dossier.documents[row.original].text
    return {
        **subject(row, dossier),
        "text_sha256": digest(text.encode("utf-8", "surrogatepass")),
    }


def _open(coding: str = "") -> Q:
    """Leave out codings of an assignment that are drafts or sealed to their coder."""
    assigned = Q(**{f"{coding}assignment__isnull": False})
    draft = Q(**{f"{coding}state": CodingState.DRAFT})
    sealed = Q(**{f"{coding}classification": Classification.SEALED})
    return ~(assigned & (draft | sealed))


SHEETS = (
    Sheet(schema.FINDINGS, Finding),
    Sheet(tables.EVIDENCE, Evidence, asked=_evidence, cells=subject_cell),
    Sheet(tables.CRITERIA, CriteriaVersion),
    Sheet(tables.STATEMENTS, Criterion),
    Sheet(tables.CODINGS, Coding, only=_open()),
    Sheet(tables.JUDGEMENTS, Judgement, ids=frozenset({"evidence"}), only=_open("coding__")),
    Sheet(tables.ENDINGS, Ending, ids=frozenset({"evidence"})),
    Sheet(tables.SUSPENSIONS, Suspension),
    Sheet(tables.REPLIES, Reply),
    Sheet(tables.SILENCE_PERIODS, SilencePeriod),
)

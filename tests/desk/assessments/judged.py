"""Criteria, codings and the evidence that they cite, made for tests of levels."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from desk.assessments.quoted import ADOPTED, original, span
from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import (
    Coding,
    CriteriaVersion,
    Criterion,
    Ending,
    Evidence,
    Finding,
    Judgement,
    SilencePeriod,
    Suspension,
)
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.models import Original

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)
BEGUN_AND_DONE = {"begun": "activity", "done": "result"}


def criteria(of: Commitment, kinds: Mapping[str, str] = BEGUN_AND_DONE) -> CriteriaVersion:
    """Adopt criteria for a commitment: the key of each, and what it asks about."""
    version = CriteriaVersion(
        partnership=of.partnership, commitment=of, number=1, state="adopted", **openness(of)
    )
    record.create(version, by=SYSTEM, action="criteria.adopted")
    for ordinal, (key, kind) in enumerate(kinds.items()):
        new = Criterion(
            id=f"{of.partnership_id}.{new_id('cri')}",
            version=version,
            key=key,
            kind=kind,
            statement_en=f"It is {key}.",
            ordinal=ordinal,
        )
        record.create(new, by=SYSTEM, action="criterion.added")
    return version


def coding(
    version: CriteriaVersion,
    answers: Mapping[str, tuple[str, Iterable[str]]],
    *,
    role: str = "adjudicated",
    on: date = JUNE,
    **fields: Any,
) -> Coding:
    """Judge criteria: the key of each, the answer, and the ids of the evidence cited."""
    of = version.commitment
    new = Coding(
        partnership=of.partnership,
        commitment=of,
        version=version,
        role=role,
        as_of=on,
        state="submitted",
        **{**openness(of), **fields},
    )
    record.create(new, by=SYSTEM, action="coding.submitted")
    for key, (answer, cited) in answers.items():
        judgement = Judgement(
            id=f"{of.partnership_id}.{new_id('jdg')}",
            coding=new,
            criterion=version.criteria.get(key=key),
            answer=answer,
            reason=f"Why {key}.",
            evidence=list(cited),
        )
        record.create(judgement, by=SYSTEM, action="judgement.made")
    return new


def evidence(to: Commitment, source: Original | None = None, **fields: Any) -> Evidence:
    """Link words of an original, a new one if none is given, to a commitment."""
    found = source or original(to.partnership)
    start, end = span(found)
    said: dict[str, Any] = {
        "direction": "progress",
        "strength": "official act",
        "source_on": MARCH,
        "fact_on": MARCH,
        **openness(to),
        **fields,
    }
    new = Evidence(
        partnership=to.partnership,
        original=found,
        start=start,
        end=end,
        quote=ADOPTED,
        text_sha256=found.text_sha256,
        subject_kind="commitment",
        subject_id=to.id,
        **said,
    )
    return record.create(new, by=SYSTEM, action="evidence.accepted")


def finding(of: Commitment, outcome: str = "no_evidence_found", **fields: Any) -> Finding:
    """Record what a search for evidence came to."""
    fields = {"searched_until": MARCH, "sources_searched": 5, **openness(of), **fields}
    new = Finding(partnership=of.partnership, commitment=of, outcome=outcome, **fields)
    return record.create(new, by=SYSTEM, action="finding.recorded")


def ending(of: Commitment, state: str = "dropped", on: date = JUNE, **fields: Any) -> Ending:
    """Decide that a commitment has ended."""
    fields = {"reason_en": "By a note.", **openness(of), **fields}
    new = Ending(partnership=of.partnership, commitment=of, state=state, on=on, **fields)
    return record.create(new, by=SYSTEM, action="ending.decided")


def suspension(of: Commitment, since: date = MARCH, until: date | None = None) -> Suspension:
    """Suspend a commitment by its own instrument."""
    new = Suspension(
        partnership=of.partnership,
        commitment=of,
        instrument=of.instrument,
        since=since,
        until=until,
        **openness(of),
    )
    return record.create(new, by=SYSTEM, action="suspension.noted")


def silence(within: Partnership, nature: str, days: int) -> SilencePeriod:
    """Set after how long silence halves confidence."""
    new = SilencePeriod(partnership=within, nature=nature, days=days, reason="As agreed.")
    return record.create(new, by=SYSTEM, action="silence_period.set")


def openness(of: Commitment) -> dict[str, Any]:
    """Return a classification as open as the commitment's."""
    return {"classification": of.classification, "held_by_id": of.held_by_id}

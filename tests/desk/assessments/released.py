"""A partnership with a little of everything that a release holds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import make
from desk.agreements import builders
from desk.agreements.builders import at
from desk.assessments.quoted import linked, original
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import (
    Coding,
    CriteriaVersion,
    Criterion,
    Evidence,
    Finding,
    Judgement,
    Reply,
)
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.models import Original

BEGUN, ON = date(2026, 3, 1), date(2026, 11, 21)
KNOWN = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass
class Case:
    """What a test looks at."""

    here: Partnership
    analyst: Person
    lists: Commitment
    forum: Commitment
    report: Original
    evidence: Evidence
    coding: Coding


def case() -> Case:
    """Make lists that shall be settled and were, and a forum that was searched for in vain."""
    with at(BEGUN):
        here = make.partnership(title_az="Şimal və Cənub")
        north = make.party(here, name_az="Şimal")
        analyst = make.person(role=["analyst", "officer"], party=north, name="A Person")
        charter = builders.instrument(here, title_az="Xartiya", language="en")
        builders.event(charter)
        lists = builders.commitment(charter, **builders.WITHIN_THREE_MONTHS)
        forum = builders.commitment(charter, "forum", force="intention")
        report = original(here)
        evidence = linked(report, lists, analyst, source_on=BEGUN, fact_on=date(2026, 2, 20))
        coding = coded(lists, [evidence.id])
        add(Finding, forum, outcome="no_evidence_found", searched_until=BEGUN, sources_searched=9)
        add(Reply, lists, party=north, on=BEGUN, body="It was done in February.")
    return Case(here, analyst, lists, forum, report, evidence, coding)


def coded(of: Commitment, cited: list[str], answer: str = "met", **fields: Any) -> Coding:
    """Give a commitment one criterion and a settled coding of it."""
    version = add(CriteriaVersion, of, number=1, state="adopted")
    statement = {"statement_en": "Lists were settled.", "statement_az": "Siyahılar razılaşdırılıb."}
    ids = (f"{of.partnership_id}.{new_id(prefix)}" for prefix in ("cri", "jdg"))
    criterion = Criterion(id=next(ids), version=version, key="done", kind="result", **statement)
    record.create(criterion, by=SYSTEM, action="criterion.added")
    given = {"role": "adjudicated", "state": "submitted", "as_of": BEGUN, "reason": "As it says."}
    coding = add(Coding, of, version=version, **{**given, **fields})
    judged: dict[str, Any] = {"coding": coding, "criterion": criterion, "answer": answer}
    judgement = Judgement(id=next(ids), **judged, reason="The report says so.", evidence=cited)
    record.create(judgement, by=SYSTEM, action="judgement.made")
    made: Coding = coding
    return made


def add(model: Any, of: Commitment, **fields: Any) -> Any:
    """Record something about a commitment."""
    made = f"{of.partnership_id}.{new_id(model.id_prefix)}"
    new = model(id=made, partnership=of.partnership, commitment=of, **fields)
    return record.create(new, by=SYSTEM, action=f"{model.ledger_kind}.added")

"""People who code, commitments with adopted criteria, and evidence to cite."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import make
from desk.agreements import builders
from desk.assessments.quoted import original
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Assignment, Coding, CriteriaVersion, Evidence
from servanda.desk.assessments.selectors import sheets
from servanda.desk.assessments.selectors.coding import fingerprint_of
from servanda.desk.assessments.services import coding, criteria
from servanda.desk.assessments.services.coding import Answered
from servanda.desk.record import services as record
from servanda.desk.record.models import new_id
from servanda.desk.record.services import SYSTEM

DAY = date(2026, 11, 20)
SECRET = "nobody else may read this reason"


@dataclass
class Room:
    """Two coders, a third analyst, an auditor, the secretariat, and a commitment with criteria."""

    here: Partnership
    commitment: Commitment
    first: Person
    second: Person
    third: Person
    secretariat: Person
    auditor: Person
    assignment: Assignment

    def answers(self, answer: str = "not met", reason: str = SECRET) -> dict[str, Answered]:
        """Answer every criterion in one way."""
        keys = self.assignment.version.criteria.values_list("key", flat=True)
        return {key: Answered(answer, reason) for key in keys}

    def save(
        self, by: Person, answers: Mapping[str, Answered] | None = None, *, submit: bool = False
    ) -> Coding:
        """Save a coder's sheet as they see it."""
        return coding.save(
            self.assignment.id,
            self.answers() if answers is None else answers,
            expected=self.seen_by(by),
            by=by,
            submit=submit,
        )

    def submit(self, by: Person, answers: Mapping[str, Answered] | None = None) -> Coding:
        """Submit a coder's sheet."""
        return self.save(by, answers, submit=True)

    def seen_by(self, coder: Person) -> str:
        """Return the fingerprint of what a coder's page would show."""
        own = coding.own_coding(self.assignment, coder)
        return fingerprint_of(own, own.judgements.all()) if own else ""

    def address(self, end: str = "") -> str:
        """Return the address of the sheet, or of what lies under it."""
        return f"/{self.here.id}/coding/{self.assignment.local_id}/{end}"


def room(*, slug: str = "north-south", classification: str = "public", **fields: Any) -> Room:
    """Make a commitment with adopted criteria, given to two coders."""
    here = make.partnership(slug)
    party = make.party(here)
    fields.setdefault("act", "publish the lists of projects")
    one = builders.commitment(builders.instrument(here), classification=classification, **fields)
    first, second, third = (
        make.person(role="analyst", party=party, name=name) for name in ("Ay", "Gün", "Ulduz")
    )
    secretariat = make.person(role="secretariat", within=here, name="Katib")
    auditor = make.person(role="auditor", within=here, name="Müfəttiş")
    adopted(one, third)
    given = coding.assign([one.id], DAY, first.id, second.id, by=third)
    return Room(here, one, first, second, third, secretariat, auditor, given.made[0])


def adopted(commitment: Commitment, by: Person) -> CriteriaVersion:
    """Draft the criteria of a commitment and adopt them."""
    version = criteria.draft(commitment.id, by=by)
    return criteria.adopt(version.id, expected=shown(version), by=by)


def shown(version: CriteriaVersion) -> str:
    """Return the fingerprint of a version as its page would show it."""
    fresh = CriteriaVersion.objects.get(pk=version.pk)
    return fingerprint_of(fresh, fresh.criteria.all())


def evidence(about: Commitment, quote: str = "The lists were settled.", **fields: Any) -> Evidence:
    """Make evidence about a commitment, in an original of its own."""
    text = f"{quote} ({new_id('told')})\n"
    source = original(about.partnership, text, classification=fields.pop("of_original", "public"))
    given: dict[str, Any] = {
        "direction": "progress",
        "strength": "official act",
        "source_on": date(2026, 5, 1),
        **fields,
    }
    new = Evidence(
        id=f"{about.partnership_id}.{new_id('evi')}",
        partnership=about.partnership,
        original=source,
        start=0,
        end=len(quote),
        quote=quote,
        text_sha256=source.text_sha256,
        subject_kind="commitment",
        subject_id=about.id,
        **given,
    )
    return record.create(new, by=SYSTEM, action="evidence.accepted")


def pair_of(found: Room, viewer: Person) -> sheets.Pair | None:
    """Return both codings as a person sees them."""
    return sheets.pair(builders.looking(viewer_of(viewer)), found.assignment)


def viewer_of(person: Person) -> Any:
    """Return the viewer that a person is now."""
    return viewer_for(Person.objects.get(pk=person.pk))

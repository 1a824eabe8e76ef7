"""Criteria in versions: drafted from a commitment's act, edited by people, adopted, never changed.

A new version begins as a copy of the adopted one; codings keep the version they were made with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.errors import Conflict, Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.services.permission import missing, permit
from servanda.desk.assessments.models import CriteriaVersion, Criterion
from servanda.desk.assessments.models.words import CriterionKind, VersionState
from servanda.desk.assessments.openness import openness_of
from servanda.desk.assessments.selectors.coding import fingerprint_of
from servanda.desk.assessments.services.citing import commitment_for
from servanda.desk.record import services as record
from servanda.desk.record.services import Actor
from servanda.reading.model import Force
from servanda.scoring import draft_criteria

STEP = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion as a draft is to have it; without a key it is a new one."""

    kind: str
    statement_en: str
    statement_az: str = ""
    key: str = ""


@transaction.atomic
def draft(commitment_id: str, *, by: Person) -> CriteriaVersion:
    """Begin a version: a copy of the adopted one, or criteria drafted from the commitment's act."""
    record.wait_for_the_ledger()
    commitment = commitment_for(commitment_id)
    actor = permit(by, "criteria.draft", commitment.partnership_id, commitment)
    versions = CriteriaVersion.objects.filter(commitment=commitment)
    if versions.filter(state=VersionState.DRAFT).exists():
        raise Refused(
            _("There is a draft of these criteria already. Edit it, or give it up first.")
        )
    number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    adopted = versions.filter(state=VersionState.ADOPTED).order_by("-number").first()
    new = CriteriaVersion(
        id=f"{commitment.id}-criteria-{number}",
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        number=number,
        ordinal=number * STEP,
        **openness_of(commitment),
    )
    record.create(new, by=actor, action="criteria.drafted")
    lines = copied(adopted) if adopted else drafted(commitment)
    _put(new, lines, actor)
    return new


@transaction.atomic
def save_draft(
    version_id: str, lines: Sequence[Line], *, note: str = "", expected: str, by: Person
) -> CriteriaVersion:
    """Store a draft as edited: statements changed, added and left out, and why."""
    version, actor = _draft_for(version_id, "criteria.edit", expected, by)
    _put(version, lines, actor)
    if version.note != note:
        record.change(version, by=actor, action="criteria.edited", note=note)
    return version


@transaction.atomic
def adopt(version_id: str, *, expected: str, by: Person) -> CriteriaVersion:
    """Adopt a draft: its statements never change again, and the version before is replaced."""
    version, actor = _draft_for(version_id, "criteria.adopt", expected, by)
    if not version.criteria.exists():
        raise Refused(
            _("There is no criterion in this draft, so there is nothing to adopt. Write one first.")
        )
    before = CriteriaVersion.objects.filter(
        commitment_id=version.commitment_id, state=VersionState.ADOPTED
    )
    for each in before.select_for_update():
        record.change(each, by=actor, action="criteria.replaced", state=VersionState.REPLACED)
    return record.change(version, by=actor, action="criteria.adopted", state=VersionState.ADOPTED)


@transaction.atomic
def save_and_adopt(
    version_id: str, lines: Sequence[Line], *, note: str = "", expected: str, by: Person
) -> CriteriaVersion:
    """Store a draft as edited and adopt it, both or neither."""
    version = save_draft(version_id, lines, note=note, expected=expected, by=by)
    version.refresh_from_db()
    return adopt(version_id, expected=fingerprint_of(version, version.criteria.all()), by=by)


@transaction.atomic
def discard(version_id: str, *, expected: str, by: Person) -> None:
    """Give a draft up; the ledger keeps that there was one."""
    version, actor = _draft_for(version_id, "criteria.discard", expected, by)
    for each in version.criteria.all():
        record.remove(each, by=actor, action="criterion.discarded")
    record.remove(version, by=actor, action="criteria.discarded")


def drafted(commitment: Commitment) -> list[Line]:
    """Return criteria drafted from the words of a commitment, in both languages."""
    act = commitment.act or commitment.summary_en or commitment.quote
    found = draft_criteria(
        Force(commitment.force),
        act,
        act_az=commitment.summary_az,
        deadline=commitment.deadline_expression,
        recurrence=commitment.recurrence_expression,
    )
    return [Line(each.kind, each.statement.en, each.statement.az, each.id) for each in found]


def copied(version: CriteriaVersion) -> list[Line]:
    """Return the lines of a version, for the next one to begin with."""
    return [
        Line(each.kind, each.statement_en, each.statement_az, each.key)
        for each in version.criteria.all()
    ]


def _draft_for(
    version_id: str, action: str, expected: str, by: Person
) -> tuple[CriteriaVersion, Actor]:
    """Return a draft that the person may change and that is as they saw it, and their name."""
    record.wait_for_the_ledger()
    version = CriteriaVersion.objects.select_for_update().filter(id=version_id).first()
    if version is None:
        raise missing()
    actor = permit(by, action, version.partnership_id, version)
    if version.state != VersionState.DRAFT:
        raise Refused(
            _(
                "This version is adopted, and adopted statements never change. "
                "Begin a new version instead."
            )
        )
    if expected != fingerprint_of(version, version.criteria.all()):
        raise Conflict(
            _(
                "Somebody else changed this draft since you opened it, and nothing of yours was "
                "saved. Open it again and make your change anew."
            )
        )
    return version, actor


def _put(version: CriteriaVersion, lines: Sequence[Line], actor: Actor) -> None:
    """Make the criteria of a draft what the lines say."""
    known = {each.key: each for each in version.criteria.all()}
    kept = {line.key for line in lines if line.key}
    if len(kept) != sum(bool(line.key) for line in lines):
        raise Refused(_("One criterion was sent twice, and nothing was saved. Open it again."))
    for key, gone in known.items():
        if key not in kept:
            record.remove(gone, by=actor, action="criterion.removed")
    taken = set(known) | kept | _keys_before(version)
    for place, line in enumerate(lines):
        fields: dict[str, Any] = {
            "kind": _kind(line),
            "statement_en": line.statement_en.strip(),
            "statement_az": line.statement_az.strip(),
            "ordinal": place * STEP,
        }
        if line.key in known:
            record.change(known[line.key], by=actor, action="criterion.edited", **fields)
        else:
            key = line.key or _free(taken)
            taken.add(key)
            new = Criterion(id=f"{version.id}-{key}", version=version, key=key, **fields)
            record.create(new, by=actor, action="criterion.added")


def _kind(line: Line) -> str:
    if line.kind not in CriterionKind.values:
        raise ValidationError(_("There is no such kind of criterion. Choose one of the list."))
    return line.kind


def _keys_before(version: CriteriaVersion) -> set[str]:
    """Return the keys of every version: one that was used is never used for another statement."""
    of_all = Criterion.objects.filter(version__commitment_id=version.commitment_id)
    return set(of_all.values_list("key", flat=True))


def _free(taken: set[str]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := f"own-{n}") not in taken)

"""The versions of a commitment's criteria, and what each changed of the one before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from servanda.desk.agreements.models import Commitment
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.models import CriteriaVersion, Criterion
from servanda.desk.assessments.models.words import VersionState
from servanda.desk.assessments.selectors.coding import fingerprint_of
from servanda.desk.record.viewpoint import Viewpoint


class Turn(StrEnum):
    """What became of a statement between two versions."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Difference:
    """One statement that differs between two versions."""

    turn: Turn
    before: Criterion | None
    after: Criterion | None


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with its criteria and what it changed of the version before."""

    version: CriteriaVersion
    criteria: tuple[Criterion, ...]
    differences: tuple[Difference, ...]
    fingerprint: str

    @property
    def draft(self) -> bool:
        """Tell whether it can still be edited."""
        return self.version.state == VersionState.DRAFT


def versions(viewpoint: Viewpoint, commitment: Commitment) -> list[VersionView]:
    """Return the versions of a commitment's criteria, the newest first."""
    things = shelf(viewpoint, commitment.partnership_id)
    found = things.all(CriteriaVersion, commitment_id=commitment.id)
    statements: defaultdict[str, list[Criterion]] = defaultdict(list)
    for each in things.all(Criterion, version_id__in=[version.id for version in found]):
        statements[each.version_id].append(each)
    shown: list[VersionView] = []
    before: list[Criterion] = []
    for version in sorted(found, key=lambda each: each.number):
        own = sorted(statements[version.id], key=lambda each: (each.ordinal, each.id))
        changed = tuple(differences(before, own)) if before else ()
        shown.append(VersionView(version, tuple(own), changed, fingerprint_of(version, own)))
        before = own
    return shown[::-1]


def version(viewpoint: Viewpoint, partnership_id: str, local_id: str) -> VersionView | None:
    """Return one version, or None where there is none for this viewer."""
    things = shelf(viewpoint, partnership_id)
    found = things.all(CriteriaVersion, "commitment", id=f"{partnership_id}.{local_id}")
    if not found:
        return None
    shown = versions(viewpoint, found[0].commitment)
    return next(each for each in shown if each.version.id == found[0].id)


def differences(before: Iterable[Criterion], after: Iterable[Criterion]) -> Iterable[Difference]:
    """Yield what differs between two versions, in the order of the newer one.

    Statements are the same where their key is: a draft begins as a copy and keeps the keys.
    """
    old = {each.key: each for each in before}
    new = {each.key: each for each in after}
    for key, each in new.items():
        if key not in old:
            yield Difference(Turn.ADDED, None, each)
        elif _words(old[key]) != _words(each):
            yield Difference(Turn.CHANGED, old[key], each)
    for key, each in old.items():
        if key not in new:
            yield Difference(Turn.DROPPED, each, None)


def _words(criterion: Criterion) -> tuple[str, str, str]:
    return criterion.kind, criterion.statement_en, criterion.statement_az

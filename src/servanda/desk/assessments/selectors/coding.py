"""Reads of criteria and codings: those in use, and each version and assignment with its codings.

A coding counts only once it is open: one that is sealed to its coder is not in use, not even for
the coder, so that no level and no release can rest on what others may not read.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from servanda.desk.agreements.selectors.shelf import kept, shelf
from servanda.desk.assessments.models import Coding, CriteriaVersion, Criterion, Judgement
from servanda.desk.assessments.models.words import CodingRole, CodingState, VersionState
from servanda.desk.record.models import Classification, Recorded
from servanda.desk.record.viewpoint import Viewpoint
from servanda.ledger import canonical


@dataclass(frozen=True, slots=True)
class CriteriaInUse:
    """The adopted version of a commitment's criteria, with its statements in order."""

    version: CriteriaVersion
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CodingInUse:
    """The coding that a level rests on; provisional is one coder's, which nobody has settled yet.

    `criteria` are those of the version that the coding was made with.
    """

    coding: Coding
    judgements: tuple[Judgement, ...]
    criteria: tuple[Criterion, ...]
    provisional: bool


Used = TypeVar("Used", CriteriaInUse, CodingInUse)


def criteria_in_use(
    viewpoint: Viewpoint, partnership_id: str, about: Collection[str] | None = None
) -> dict[str, CriteriaInUse]:
    """Return the adopted criteria of each commitment, by the id of the commitment.

    With `about`, only of these commitments.
    """
    if about is not None:
        return _criteria_in_use(viewpoint, partnership_id, about)
    return _remembered(viewpoint, partnership_id, "criteria in use", _criteria_in_use)


def codings_in_use(
    viewpoint: Viewpoint, partnership_id: str, about: Collection[str] | None = None
) -> dict[str, CodingInUse]:
    """Return the coding that counts for each commitment as of the day, by its id.

    That is the latest adjudicated one; without any, the latest that one coder submitted. With
    `about`, only of these commitments.
    """
    if about is not None:
        return _codings_in_use(viewpoint, partnership_id, about)
    return _remembered(viewpoint, partnership_id, "codings in use", _codings_in_use)


def is_open(coding: Coding) -> bool:
    """Tell whether a coding is as open as its commitment, and no longer its coder's alone."""
    if coding.classification != Classification.SEALED:
        return True
    return bool(coding.seal) and coding.seal == coding.commitment.seal


def _remembered(
    viewpoint: Viewpoint,
    partnership_id: str,
    name: str,
    work_out: Callable[[Viewpoint, str], dict[str, Used]],
) -> dict[str, Used]:
    memory = kept(viewpoint, partnership_id)
    if name not in memory:
        memory[name] = work_out(viewpoint, partnership_id)
    found: dict[str, Used] = memory[name]
    return found


def _criteria_in_use(
    viewpoint: Viewpoint, partnership_id: str, about: Collection[str] | None = None
) -> dict[str, CriteriaInUse]:
    things = shelf(viewpoint, partnership_id)
    adopted = things.all(
        CriteriaVersion, "commitment", state=VersionState.ADOPTED, **_of("commitment", about)
    )
    latest = {
        each.commitment_id: each for each in sorted(adopted, key=lambda version: version.number)
    }
    statements = _by_version(things.all(Criterion, **_of("version__commitment", about)))
    return {
        commitment_id: CriteriaInUse(version, tuple(statements[version.id]))
        for commitment_id, version in latest.items()
    }


def _codings_in_use(
    viewpoint: Viewpoint, partnership_id: str, about: Collection[str] | None = None
) -> dict[str, CodingInUse]:
    things = shelf(viewpoint, partnership_id)
    own = _of("commitment", about)
    submitted = things.all(Coding, "commitment", "version", state=CodingState.SUBMITTED, **own)
    counting = [each for each in submitted if each.as_of <= viewpoint.on and is_open(each)]
    latest = {each.commitment_id: each for each in sorted(counting, key=_weight)}
    statements = _by_version(things.all(Criterion, **_of("version__commitment", about)))
    judgements: defaultdict[str, list[Judgement]] = defaultdict(list)
    for each in things.all(Judgement, **_of("coding__commitment", about)):
        judgements[each.coding_id].append(each)
    return {
        commitment_id: CodingInUse(
            coding,
            tuple(judgements[coding.id]),
            tuple(statements[coding.version_id]),
            coding.role != CodingRole.ADJUDICATED,
        )
        for commitment_id, coding in latest.items()
    }


def _of(path: str, about: Collection[str] | None) -> dict[str, Any]:
    """Return the lookup that keeps what is about these commitments; nothing for all of them."""
    return {} if about is None else {f"{path}_id__in": sorted(about)}


def _weight(coding: Coding) -> tuple[bool, Any, int, str]:
    """Return what decides which coding counts: settled ones before all, then the latest."""
    return coding.role == CodingRole.ADJUDICATED, coding.as_of, coding.ordinal, coding.id


def _by_version(criteria: Iterable[Criterion]) -> defaultdict[str, list[Criterion]]:
    found: defaultdict[str, list[Criterion]] = defaultdict(list)
    for each in sorted(criteria, key=lambda criterion: (criterion.ordinal, criterion.id)):
        found[each.version_id].append(each)
    return found


def fingerprint_of(thing: Recorded, parts: Iterable[Recorded]) -> str:
    """Return the SHA-256 of a thing with its parts, as a form showed them."""
    ordered = sorted(parts, key=lambda part: part.id)
    states = [each.ledger_state() for each in (thing, *ordered)]
    return hashlib.sha256(canonical(states)).hexdigest()

"""Evidence as the assessment sees it: where it points, how strong it is, and when.

An announcement or a ceremony is an event, not progress: it stays on record and counts for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from servanda.scoring.criteria import Judgement
from servanda.scoring.sentences import Words


class Direction(StrEnum):
    """What a quote says about the commitment."""

    PROGRESS = "progress"
    SETBACK = "setback"
    ANNOUNCEMENT = "announcement"
    """Said, planned or celebrated: ceremonies too."""
    DENIAL = "denial"


class Strength(StrEnum):
    """Who says it, strongest first."""

    OFFICIAL_ACT = "official act"
    OFFICIAL_STATEMENT = "official statement"
    INDEPENDENT_REPORT = "independent report"
    PARTY_CLAIM = "party's claim"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote linked to a commitment: its direction, strength, and the dates of source and fact."""

    id: str
    direction: Direction
    strength: Strength
    published: date
    """When the source appeared."""
    happened: date | None = None
    """When the fact took place; None where the source does not say."""
    verified: bool = True
    """The quote still stands, word for word, in its stored original."""

    @property
    def known_by(self) -> date:
        """Give the day by which the fact had happened, as far as the source tells."""
        return self.happened or self.published

    def counts(self, today: date) -> bool:
        """Tell whether it can bear on a level: verified, no announcement, already so by `today`.

        >>> day = date(2026, 3, 1)
        >>> Evidence("e1", Direction.ANNOUNCEMENT, Strength.OFFICIAL_ACT, day).counts(day)
        False
        """
        return self.verified and self.tells(today)

    def tells(self, today: date) -> bool:
        """Tell whether it would bear on a level if its quote stands in its original."""
        so_by_then = self.published <= today and self.known_by <= today
        return so_by_then and self.direction is not Direction.ANNOUNCEMENT


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two pieces of evidence that cannot both be right as they stand; both stay on record."""

    first: str
    second: str
    why: Words


_DENIED = Words(
    "One reports progress and the other denies it.", "Biri irəliləyiş bildirir, digəri təkzib edir."
)
_OPPOSED = Words(
    "One reports progress and the other a setback at the same time.",
    "Biri irəliləyiş, digəri eyni vaxtda geriləmə bildirir.",
)
_UNDATED = Words(
    "One reports progress and the other a setback, and not both are dated.",
    "Biri irəliləyiş, digəri geriləmə bildirir; hər ikisinin tarixi məlum deyil.",
)


def contradictions(
    evidence: Iterable[Evidence], judgements: Iterable[Judgement] = ()
) -> tuple[Contradiction, ...]:
    """Find the pairs that contradict each other, ordered by their ids.

    A setback on another day than the progress is a turn of events, not a contradiction. Evidence
    that is cited under different criteria is not compared; uncited evidence is, with all.
    """
    cited = _citations(judgements)
    ordered = sorted((item for item in evidence if item.verified), key=lambda item: item.id)
    found = []
    for first, second in combinations(ordered, 2):
        why = _conflict(first, second)
        if why and _same_matter(cited.get(first.id), cited.get(second.id)):
            found.append(Contradiction(first.id, second.id, why))
    return tuple(found)


def _citations(judgements: Iterable[Judgement]) -> dict[str, set[str]]:
    cited: dict[str, set[str]] = {}
    for judgement in judgements:
        for item in judgement.evidence:
            cited.setdefault(item, set()).add(judgement.criterion)
    return cited


def _same_matter(first: set[str] | None, second: set[str] | None) -> bool:
    return first is None or second is None or bool(first & second)


def _conflict(first: Evidence, second: Evidence) -> Words | None:
    directions = {first.direction, second.direction}
    if directions == {Direction.PROGRESS, Direction.DENIAL}:
        return _DENIED
    if directions != {Direction.PROGRESS, Direction.SETBACK}:
        return None
    if first.happened is None or second.happened is None:
        return _UNDATED
    return _OPPOSED if first.happened == second.happened else None

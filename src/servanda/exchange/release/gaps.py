"""What a release cannot vouch for, named so that people publish it knowingly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from servanda.exchange.release.model import Commitment, Release
from servanda.scoring import Outcome


class Gap(StrEnum):
    """What can be lacking in one commitment."""

    UNVERIFIED = "unverified"
    """A quote no longer stands in its original; it counts for nothing."""
    ONE_CODER = "one coder"
    """Nobody has compared the coding with a second one."""
    UNCODED = "uncoded"
    """Evidence is on record that nobody has coded."""
    UNSEARCHED = "unsearched"
    """Nobody has looked for evidence."""
    DOUBTFUL = "doubtful"
    """The decided end and the record part, or two pieces of evidence contradict each other."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A gap, and the ids of the commitments that have it."""

    gap: Gap
    commitments: tuple[str, ...]


def gaps(release: Release) -> tuple[Lacking, ...]:
    """Name what a release lacks, each gap once, with its commitments in order."""
    found = [
        Lacking(gap, tuple(each.id for each in release.commitments if has(each)))
        for gap, has in _RULES.items()
    ]
    return tuple(each for each in found if each.commitments)


def _unverified(one: Commitment) -> bool:
    return any(not each.verified for each in one.evidence)


def _one_coder(one: Commitment) -> bool:
    return one.coding is not None and not one.coding.adjudicated


def _uncoded(one: Commitment) -> bool:
    return _not_assessed(one) and one.coding is None and bool(one.evidence)


def _unsearched(one: Commitment) -> bool:
    return _not_assessed(one) and not one.evidence and not one.searches


def _not_assessed(one: Commitment) -> bool:
    return one.assessment is not None and one.assessment.outcome is Outcome.NOT_ASSESSED


def _doubtful(one: Commitment) -> bool:
    found = one.assessment
    return found is not None and bool(found.doubts or found.contradictions)


_RULES: Mapping[Gap, Callable[[Commitment], bool]] = MappingProxyType(
    {
        Gap.UNVERIFIED: _unverified,
        Gap.ONE_CODER: _one_coder,
        Gap.UNCODED: _uncoded,
        Gap.UNSEARCHED: _unsearched,
        Gap.DOUBTFUL: _doubtful,
    }
)

"""The level of a commitment: computed from its criteria and the evidence that they cite.

Met counts only where counting evidence of progress bears it out; unclear makes a range. More than
half met is intermediate, all met is complete, and complete asks for a result, not for effort alone.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from servanda.reading.model import Force
from servanda.scoring.commitments import CommitmentFile, check
from servanda.scoring.criteria import Answer, Criterion, Judgement, Kind
from servanda.scoring.evidence import Direction, Evidence, Strength
from servanda.scoring.explaining import (
    declared,
    fallen_away,
    level_explained,
    nothing_found,
    unassessable,
    unassessed,
)
from servanda.scoring.sentences import Words


class Outcome(StrEnum):
    """What an assessment came to: one of PAM's four levels, or why there is none."""

    NOT_INITIATED = "not initiated"
    MINIMUM = "minimum"
    INTERMEDIATE = "intermediate"
    COMPLETE = "complete"
    NO_EVIDENCE_FOUND = "no evidence found"
    NOT_ASSESSABLE = "not assessable"
    NOT_ASSESSED = "not assessed"
    NOT_SCORED = "not scored"

    @property
    def level(self) -> int | None:
        """Give the level from 0 to 3, or none.

        >>> Outcome.MINIMUM.level, Outcome.NO_EVIDENCE_FOUND.level
        (1, None)
        """
        return _LEVELS.index(self) if self in _LEVELS else None


_LEVELS = (Outcome.NOT_INITIATED, Outcome.MINIMUM, Outcome.INTERMEDIATE, Outcome.COMPLETE)
_RESULTS = frozenset({Kind.RESULT, Kind.FORBEARANCE})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many criteria were met, not met, unclear, or marked met with nothing to bear it out."""

    met: int = 0
    not_met: int = 0
    unclear: int = 0
    unsupported: int = 0
    fallen: int = 0
    """Of those unsupported, how many cite progress that no longer stands in its original."""
    claimed: int = 0
    """Of those met, how many rest on a party's claim alone."""
    result: bool = False
    """One of the criteria asks for a result."""

    @property
    def total(self) -> int:
        """Count the criteria that the level is computed from."""
        return self.met + self.not_met + self.unclear + self.unsupported


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in which something happened; `first` is None where no earliest day is known."""

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a commitment has come, up to how far it may have come, and why, in a sentence."""

    outcome: Outcome
    highest: int | None
    """The level if every unclear criterion were met; equal to the level where none is."""
    tally: Tally
    completed: Span | None
    said: Words


def level_of(met: int, total: int, *, result: bool) -> int:
    """Compute the level from counts.

    >>> [level_of(met, 3, result=True) for met in range(4)]
    [0, 1, 2, 3]
    >>> level_of(2, 2, result=False)
    2
    """
    if met == 0:
        return 0
    if met == total and result:
        return 3
    return 2 if 2 * met > total else 1


def standing(file: CommitmentFile, *, today: date) -> Standing:
    """Compute where a commitment stands and say why."""
    check(file)
    if file.subject.force is Force.DECLARATION:
        return _without_level(Outcome.NOT_SCORED, declared())
    if file.unassessable is not None:
        return _without_level(Outcome.NOT_ASSESSABLE, unassessable(file.unassessable))
    tally = _tally(file, today)
    if tally.met == 0:
        blank = _nothing_to_go_by(file, today, tally)
        if blank:
            return blank
    return _levelled(file, today, tally)


def _without_level(outcome: Outcome, said: Words, tally: Tally | None = None) -> Standing:
    return Standing(outcome, None, tally or Tally(), None, said)


def _nothing_to_go_by(file: CommitmentFile, today: date, tally: Tally) -> Standing | None:
    """Tell apart what fell, what was sought in vain, what nobody sought or nobody has coded."""
    on_record, search = bool(file.counting(today)), file.last_search(today)
    if not on_record and file.fallen(today):
        return _without_level(Outcome.NOT_ASSESSED, fallen_away(), tally)
    if not on_record and search:
        return _without_level(Outcome.NO_EVIDENCE_FOUND, nothing_found(search), tally)
    answered = file.coding is not None and bool(file.coding.judgements)
    if not on_record or not tally.total or not answered:
        said = unassessed(on_record=on_record, criteria=bool(tally.total))
        return _without_level(Outcome.NOT_ASSESSED, said, tally)
    return None


def _levelled(file: CommitmentFile, today: date, tally: Tally) -> Standing:
    level = level_of(tally.met, tally.total, result=tally.result)
    highest = level_of(tally.met + tally.unclear, tally.total, result=tally.result)
    completed = _completed(file, today) if level == 3 else None
    said = level_explained(
        level=level,
        highest=highest,
        met=tally.met,
        total=tally.total,
        unclear=tally.unclear,
        unsupported=tally.unsupported,
        fallen=tally.fallen,
        claimed=tally.claimed,
    )
    return Standing(_LEVELS[level], highest, tally, completed, said)


def _tally(file: CommitmentFile, today: date) -> Tally:
    asked = [criterion for criterion in file.criteria if criterion.kind is not Kind.ON_TIME]
    readings = [reading(criterion, file, today) for criterion in asked]
    unborne = [
        criterion for criterion, (answer, _) in zip(asked, readings, strict=True) if answer is None
    ]
    return Tally(
        met=sum(answer is Answer.MET for answer, _ in readings),
        not_met=sum(answer is Answer.NOT_MET for answer, _ in readings),
        unclear=sum(answer is Answer.UNCLEAR for answer, _ in readings),
        unsupported=len(unborne),
        fallen=sum(_fell(criterion.id, file, today) for criterion in unborne),
        claimed=sum(
            bool(support) and all(item.strength is Strength.PARTY_CLAIM for item in support)
            for _, support in readings
        ),
        result=any(criterion.kind in _RESULTS for criterion in file.criteria),
    )


def reading(
    criterion: Criterion, file: CommitmentFile, today: date
) -> tuple[Answer | None, tuple[Evidence, ...]]:
    """Give a criterion's answer with what bears it out; None: marked met with nothing behind it.

    A criterion without a judgement is unclear.
    """
    judgement = judgement_of(criterion.id, file)
    if judgement is None:
        return Answer.UNCLEAR, ()
    if judgement.answer is not Answer.MET:
        return judgement.answer, ()
    support = _support(judgement, file, today)
    searched = criterion.kind is Kind.FORBEARANCE and file.last_search(today) is not None
    return (Answer.MET if support or searched else None), support


def judgement_of(criterion: str, file: CommitmentFile) -> Judgement | None:
    """Find the judgement of a criterion, or none."""
    judgements = file.coding.judgements if file.coding else ()
    return next((found for found in judgements if found.criterion == criterion), None)


def _support(judgement: Judgement, file: CommitmentFile, today: date) -> tuple[Evidence, ...]:
    return tuple(
        item
        for item in file.counting(today)
        if item.id in judgement.evidence and item.direction is Direction.PROGRESS
    )


def _fell(criterion: str, file: CommitmentFile, today: date) -> bool:
    """Tell whether what bore a criterion out is on record and no longer stands."""
    judgement = judgement_of(criterion, file)
    cited = judgement.evidence if judgement else ()
    return any(
        item.id in cited and item.direction is Direction.PROGRESS for item in file.fallen(today)
    )


def _completed(file: CommitmentFile, today: date) -> Span | None:
    """Give the stretch in which the last criterion was met, as far as the evidence dates it."""
    supports = [
        reading(criterion, file, today)[1]
        for criterion in file.criteria
        if criterion.kind is not Kind.ON_TIME
    ]
    if not all(supports):
        return None
    firsts = [
        min(item.happened for item in support if item.happened)
        for support in supports
        if all(item.happened for item in support)
    ]
    last = max(item.known_by for support in supports for item in support)
    return Span(max(firsts) if len(firsts) == len(supports) else None, last)

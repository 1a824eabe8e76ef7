"""What contradicts what."""

from datetime import date

import pytest

from scoring.files import HAPPENED, progress
from servanda.scoring import Answer, Direction, Evidence, Judgement, contradictions

LATER = date(2026, 6, 1)


def against(direction: Direction, happened: date | None = HAPPENED, **changes: object) -> Evidence:
    return progress("b", happened, direction=direction, **changes)


def pairs(*evidence: Evidence, judgements: tuple[Judgement, ...] = ()) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in contradictions(evidence, judgements)]


@pytest.mark.parametrize(
    ("other", "contradicted"),
    [
        (against(Direction.DENIAL), True),
        (against(Direction.DENIAL, happened=LATER), True),
        (against(Direction.SETBACK), True),
        (against(Direction.SETBACK, happened=None), True),
        (against(Direction.SETBACK, happened=LATER), False),
        (against(Direction.ANNOUNCEMENT), False),
        (against(Direction.PROGRESS), False),
        (against(Direction.DENIAL, verified=False), False),
    ],
)
def test_progress_is_contradicted_by_denial_and_by_a_setback_at_the_same_time(
    other: Evidence, contradicted: bool
) -> None:
    assert bool(pairs(progress("a"), other)) is contradicted


def test_pairs_are_ordered_by_their_ids() -> None:
    denials = [progress(name, direction=Direction.DENIAL) for name in "zab"]

    assert pairs(*denials, progress("m")) == [("a", "m"), ("b", "m"), ("m", "z")]


@pytest.mark.parametrize(("criterion", "found"), [("c1", 1), ("c2", 0)])
def test_evidence_on_different_criteria_is_not_compared(criterion: str, found: int) -> None:
    judgements = (
        Judgement("c1", Answer.MET, ("a",)),
        Judgement(criterion, Answer.NOT_MET, ("b",)),
    )

    contradicted = pairs(progress("a"), against(Direction.DENIAL), judgements=judgements)

    assert len(contradicted) == found


def test_uncited_evidence_is_compared_with_all() -> None:
    judgements = (Judgement("c1", Answer.MET, ("a",)),)

    assert pairs(progress("a"), against(Direction.DENIAL), judgements=judgements) == [("a", "b")]

"""Silence decays confidence, shows as inferred, and changes nothing else."""

from datetime import date, timedelta

import pytest

from scoring.files import HAPPENED, announcement, coded, ended, progress, subject, suspended
from servanda.reading import Force
from servanda.scoring import HALF_LIVES, EndState, Nature, Silence, silence, standing

YEAR = 365


def quiet(days: int, answers: str = "a+ r-", **changes: object) -> Silence:
    file, today = coded(answers, **changes), HAPPENED + timedelta(days=days)
    return silence(file, standing(file, today=today), today=today)


@pytest.mark.parametrize(("days", "left"), [(0, 1.0), (YEAR, 0.5), (2 * YEAR, 0.25)])
def test_confidence_halves_with_each_half_life(days: int, left: float) -> None:
    assert quiet(days).confidence == left


def test_each_kind_of_commitment_has_its_half_life() -> None:
    effort = quiet(730, subject=subject(nature=Nature.EFFORT))

    assert (set(HALF_LIVES), effort.confidence) == (set(Nature), 0.5)


def test_half_lives_can_be_set() -> None:
    file, today = coded("a+ r-"), HAPPENED + timedelta(days=10)
    set_so = dict.fromkeys(Nature, 10)

    found = silence(file, standing(file, today=today), today=today, half_lives=set_so)

    assert found.confidence == 0.5


def test_a_half_life_of_nothing_is_refused() -> None:
    file = coded("a+ r-")

    with pytest.raises(ValueError, match="A half-life of 0 days cannot decay"):
        silence(
            file,
            standing(file, today=HAPPENED),
            today=HAPPENED,
            half_lives=dict.fromkeys(Nature, 0),
        )


@pytest.mark.parametrize(("days", "stalled"), [(2 * YEAR - 1, False), (2 * YEAR, True)])
def test_begun_work_is_inferred_to_stall_after_two_half_lives(days: int, stalled: bool) -> None:
    assert quiet(days).stalled is stalled


def test_stalled_is_marked_as_inferred() -> None:
    assert quiet(2 * YEAR).said.en == (
        "Stalled (inferred): last evidence 730 days ago, of 1 April 2026; "
        "confidence halves every 365 days."
    )


def test_stalled_is_marked_as_inferred_in_azerbaijani() -> None:
    assert quiet(2 * YEAR).said.az.startswith("Dayanıb (ehtimal): son sübut 730 gün əvvələ aiddir")


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ("r+", {}),
        ("a- r-", {"evidence": (progress("e"),)}),
        ("a+ r-", {"ending": ended(EndState.DROPPED)}),
        ("a+ r-", {"suspension": suspended()}),
        ("a+ r-", {"subject": subject(force=Force.PERMISSION)}),
    ],
    ids=["complete", "not begun", "ended", "suspended", "permission"],
)
def test_only_begun_and_running_work_can_stall(answers: str, changes: dict[str, object]) -> None:
    assert not quiet(9 * YEAR, answers, **changes).stalled


def test_an_announcement_does_not_break_the_silence() -> None:
    late = announcement("n", HAPPENED + timedelta(days=700))
    file = (progress("e0"), late)

    assert quiet(2 * YEAR, evidence=file) == quiet(2 * YEAR)


def test_a_setback_breaks_the_silence() -> None:
    later = progress("s", date(2027, 4, 1))

    assert quiet(YEAR, evidence=(progress("e0"), later)).confidence == 1.0


def test_without_evidence_there_is_no_confidence_to_lose() -> None:
    assert quiet(9 * YEAR, "r-").confidence is None


def test_silence_never_changes_the_level() -> None:
    file = coded("a+ r-")
    soon, late = HAPPENED, HAPPENED + timedelta(days=20 * YEAR)

    assert standing(file, today=soon) == standing(file, today=late)

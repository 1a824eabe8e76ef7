"""PAM's percentage, by hand."""

import pytest

from scoring.files import assessed, searched, subject
from servanda.reading import Force
from servanda.scoring import Assessment, pam_percentage, pam_score


def item(name: str, answers: str, force: Force = Force.OBLIGATION) -> Assessment:
    return assessed(answers, subject=subject(name, force=force), searches=(searched(),))


@pytest.mark.parametrize(
    ("levels", "score"),
    [
        ([3, 3, 3], 100.0),
        ([0, 0], 0.0),
        ([3, 2, 2, 1, 0, 0], 100 * 8 / 18),  # 8 points of 6 × 3
        ([0] * 10 + [1] * 39 + [2] * 19 + [3] * 32, 100 * 173 / 300),  # 39 + 38 + 96 points
    ],
)
def test_the_score_is_the_points_over_three_times_the_number(
    levels: list[int], score: float
) -> None:
    assert pam_score(levels) == pytest.approx(score)


def test_no_levels_have_no_score() -> None:
    assert pam_score([]) is None


@pytest.mark.parametrize("level", [-1, 4])
def test_a_level_off_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="is not on PAM's scale"):
        pam_score([1, level])


def test_no_evidence_found_counts_as_zero_and_says_so() -> None:
    found = pam_percentage([item("a", "r+"), item("b", "r-")])

    assert (found.points, found.possible, found.as_zero, found.value) == (3, 6, 1, 50.0)


def test_permissions_and_declarations_are_left_out_and_counted() -> None:
    some = [
        item("a", "r+"),
        item("b", "r+", Force.PERMISSION),
        item("c", "r+", Force.DECLARATION),
        assessed("r+", subject=subject("d"), unassessable=assessed().standing.said),
    ]

    found = pam_percentage(some)

    assert (found.commitments, found.left_out) == (1, 3)


def test_the_forces_can_be_chosen_as_pam_would() -> None:
    some = [item("a", "r+"), item("b", "a+ r-", Force.PERMISSION)]

    found = pam_percentage(some, forces=[Force.OBLIGATION, Force.PERMISSION])

    assert found.value == pytest.approx(100 * 4 / 6)


def test_the_percentage_is_labelled_as_pams() -> None:
    assert pam_percentage([item("a", "r+"), item("b", "r-")]).said.en == (
        "PAM's percentage: 50.0 over 2 commitments, of which 1 with no evidence found count 0; "
        "0 left out. It averages unlike commitments and is given only for comparison with PAM's "
        "published scores."
    )


def test_the_azerbaijani_label_writes_a_decimal_comma() -> None:
    said = pam_percentage([item("a", "r+"), item("b", "r-")]).said.az

    assert said.startswith("PAM faizi: 2 öhdəlik üzrə 50,0; sübut tapılmayan 1 öhdəlik 0 sayılır")

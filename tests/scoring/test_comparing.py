"""What changed between two assessments, and which evidence changed it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from scoring.files import (
    DUE,
    TODAY,
    announcement,
    assessed,
    coded,
    ended,
    progress,
    searched,
    subject,
    suspended,
)
from servanda.reading import Force
from servanda.scoring import (
    Assessment,
    Cause,
    CommitmentFile,
    EndState,
    FigureChange,
    assess,
    compare,
    compare_figures,
)

BEFORE = assessed("a+ r-")
MET = coded("a+ r+")


def told(before: Assessment, after: Assessment, what: str) -> tuple[str | None, str | None]:
    [change] = [change for change in compare([before], [after]) if change.what == what]
    return change.before, change.after


def causes(before: Assessment, after: Assessment) -> set[tuple[Cause, ...]]:
    return {change.causes for change in compare([before], [after])}


def test_nothing_changed_is_no_change() -> None:
    assert compare([BEFORE], [BEFORE]) == ()


def test_a_level_that_rose_names_the_evidence_that_raised_it() -> None:
    [change] = [
        change
        for change in compare([BEFORE], [assess(MET, today=TODAY)])
        if change.what == "outcome"
    ]

    assert (change.before, change.after, change.evidence, change.causes) == (
        "minimum",
        "complete",
        ("e1",),
        (Cause.EVIDENCE, Cause.CODING),
    )


def test_evidence_that_lost_its_quote_is_named() -> None:
    lost = replace(MET, evidence=(progress("e0"), progress("e1", verified=False)))

    changes = compare([assess(MET, today=TODAY)], [assess(lost, today=TODAY)])

    assert {change.evidence for change in changes} == {("e1",)}


def test_an_announcement_is_no_change() -> None:
    file = coded("a+ r-")
    louder = replace(file, evidence=(*file.evidence, announcement("n")))

    assert compare([assess(file, today=TODAY)], [assess(louder, today=TODAY)]) == ()


def test_time_alone_makes_a_commitment_overdue() -> None:
    file = coded("a+ r-")

    changes = compare([assess(file, today=DUE)], [assess(file, today=DUE + timedelta(days=1))])

    assert [(change.what, change.after, change.causes) for change in changes] == [
        ("timeliness", "overdue", (Cause.TIME,))
    ]


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        (coded("r?"), coded("r?", searches=(searched(),)), Cause.SEARCH),
        (coded("a+ r?"), coded("a+ r-"), Cause.CODING),
        (coded("a+"), coded("a+", subject=subject(due=None)), Cause.COMMITMENT),
        (coded("a+"), coded("a+", ending=ended(EndState.BROKEN)), Cause.DECISION),
        (coded("a+"), coded("a+", suspension=suspended()), Cause.DECISION),
        (coded("a+"), coded("a+ r"), Cause.CRITERIA),
    ],
)
def test_the_cause_is_the_input_that_differs(
    before: CommitmentFile, after: CommitmentFile, cause: Cause
) -> None:
    assert causes(assess(before, today=TODAY), assess(after, today=TODAY)) == {(cause,)}


def test_an_end_is_told() -> None:
    after = assessed("a+ r-", ending=ended(EndState.BROKEN))

    assert told(BEFORE, after, "end state") == (None, "broken")


def test_a_suspension_is_told_with_its_instrument() -> None:
    after = assessed("a+ r-", suspension=suspended())

    assert told(BEFORE, after, "suspended by") == (None, "note-7")


def test_a_commitment_that_came_or_went_is_told() -> None:
    other = assessed("r+", subject=subject("two"))

    changes = compare([BEFORE], [other])

    assert [(change.commitment, change.before, change.after) for change in changes] == [
        ("one", "minimum", None),
        ("two", None, "complete"),
    ]


def test_changes_come_in_a_fixed_order() -> None:
    old = [assessed("a+ r-", subject=subject(name)) for name in "ba"]
    new = [assessed("r+", subject=subject(name)) for name in "ab"]

    assert compare(old, new) == compare(old[::-1], new[::-1])


def figure(name: str, section: str | None) -> FigureChange:
    still = assessed("r+", subject=subject("still"))
    changes = compare_figures([BEFORE, still], [assess(MET, today=TODAY), still])
    [found] = [change for change in changes if (change.figure, change.section) == (name, section)]
    return found


@pytest.mark.parametrize("section", [None, "I"])
def test_a_figure_that_moved_names_the_commitment_and_its_evidence(section: str | None) -> None:
    assert figure("fully done", section) == FigureChange(
        section, Force.OBLIGATION, "fully done", "1 of 2", "2 of 2", ("one",), ("e1",)
    )


def test_figures_that_stand_are_not_listed() -> None:
    changes = compare_figures([BEFORE], [assess(MET, today=TODAY)])

    assert "any progress" not in {change.figure for change in changes}


def test_a_force_that_is_new_is_compared_with_nothing() -> None:
    power = assessed("r+", subject=subject("p", force=Force.PERMISSION))

    changes = compare_figures([BEFORE], [BEFORE, power])

    assert [
        (change.before, change.after)
        for change in changes
        if (change.figure, change.section) == ("fully done", None)
    ] == [("0 of 0", "1 of 1")]


def test_a_commitment_that_moved_to_another_section_moves_both() -> None:
    after = assessed("a+ r-", subject=subject(section="II"))

    moved = {
        (change.section, change.before, change.after)
        for change in compare_figures([BEFORE], [after])
        if change.figure == "commitments"
    }

    assert moved == {("I", "1", "0"), ("II", "0", "1")}


@pytest.mark.parametrize(
    ("place", "moved"),
    [
        ((None, Force.OBLIGATION), ("a", "b")),
        (("I", Force.OBLIGATION), ("a",)),
        (("II", Force.OBLIGATION), ("b",)),
        (("I", Force.INTENTION), ("c",)),
    ],
)
def test_a_figure_names_only_the_commitments_that_it_counts(
    place: tuple[str | None, Force], moved: tuple[str, ...]
) -> None:
    subjects = [
        subject("a", "I"),
        subject("b", "II"),
        subject("c", "I", Force.INTENTION),
    ]
    old = [assessed("a+ r-", subject=one) for one in subjects]
    new = [assessed("a+ r+", subject=one) for one in subjects]

    [found] = [
        change.commitments
        for change in compare_figures(old, new)
        if (change.section, change.force) == place and change.figure == "fully done"
    ]

    assert found == moved


def test_an_announcement_is_never_what_raised_a_level() -> None:
    louder = replace(MET, evidence=(*MET.evidence, announcement("n")))

    changes = compare([BEFORE], [assess(louder, today=TODAY)])

    assert {change.evidence for change in changes} == {("e1",)}

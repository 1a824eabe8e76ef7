"""Criteria drafted from the words of a commitment, as proposals."""

import pytest

from servanda.reading import Force
from servanda.scoring import Kind, Nature, draft_criteria, nature_of


def kinds(force: Force, act: str, **said: str) -> list[str]:
    return [draft.kind.value for draft in draft_criteria(force, act, **said)]


@pytest.mark.parametrize(
    ("force", "act", "nature"),
    [
        (Force.OBLIGATION, "publish the decision in the Federal Register", Nature.ACT),
        (Force.PERMISSION, "establish a working group on energy", Nature.ACT),
        (Force.INTENTION, "deepen cooperation in civil nuclear energy", Nature.EFFORT),
        (Force.INTENTION, "explore innovation-bridge platforms", Nature.EFFORT),
        (Force.PROHIBITION, "impose new tariffs", Nature.FORBEARANCE),
        (Force.INTENTION, "refrain from new measures", Nature.FORBEARANCE),
    ],
)
def test_the_nature_of_a_commitment_follows_from_its_words(
    force: Force, act: str, nature: Nature
) -> None:
    assert nature_of(force, act) is nature


def test_a_recurrence_makes_a_recurring_act() -> None:
    assert nature_of(Force.INTENTION, "meet regularly", recurring=True) is Nature.RECURRING


def test_the_verb_given_goes_before_the_first_word() -> None:
    act = "jointly deepen cooperation and publish"

    assert nature_of(Force.OBLIGATION, act, "publish") is Nature.ACT


def test_a_definite_act_gives_a_result() -> None:
    assert kinds(Force.OBLIGATION, "publish the decision") == ["activity", "result"]


def test_effort_gives_activities_only() -> None:
    assert kinds(Force.INTENTION, "deepen cooperation") == ["activity", "activity"]


def test_a_prohibition_gives_forbearance() -> None:
    assert kinds(Force.PROHIBITION, "impose new tariffs") == ["forbearance"]


def test_a_deadline_adds_the_question_of_time_in_its_own_words() -> None:
    drafts = draft_criteria(Force.INTENTION, "settle lists of projects", deadline="within 3 months")

    assert (drafts[-1].kind, drafts[-1].statement.en) == (
        Kind.ON_TIME,
        "It was done by the date that the text sets (within 3 months): settle lists of projects.",
    )


def test_a_recurrence_is_asked_for_in_its_own_words() -> None:
    drafts = draft_criteria(Force.INTENTION, "meet", recurrence="at least once a year")

    assert "(at least once a year)" in drafts[-1].statement.en


def test_a_permission_asks_only_whether_it_was_used() -> None:
    assert kinds(Force.PERMISSION, "set up a group", deadline="by 2027") == ["result"]


@pytest.mark.parametrize(
    ("force", "act"), [(Force.DECLARATION, "recognise the importance"), (Force.OBLIGATION, " ")]
)
def test_what_promises_no_act_gives_no_criteria(force: Force, act: str) -> None:
    assert draft_criteria(force, act) == ()


def test_each_language_has_its_own_act() -> None:
    drafts = draft_criteria(Force.OBLIGATION, "meet.", act_az="görüşmək.")

    assert drafts[-1].statement.az == "Hərəkət yerinə yetirilib: görüşmək."


def test_braces_in_an_act_stay_what_they_are() -> None:
    drafts = draft_criteria(Force.OBLIGATION, "publish {act} [1]")

    assert drafts[-1].statement.en.endswith("publish {act} [1].")


def test_ids_are_distinct() -> None:
    drafts = draft_criteria(Force.OBLIGATION, "publish the decision", deadline="by May")

    assert len({draft.id for draft in drafts}) == len(drafts)

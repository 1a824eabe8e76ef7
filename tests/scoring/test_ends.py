"""Ends and suspensions, as people decided them."""

from datetime import date, timedelta

import pytest

from scoring.files import DUE, HAPPENED, TODAY, assessed, ended, progress, subject, suspended
from servanda.scoring import (
    Direction,
    EndState,
    Words,
    ending_in_words,
    suspension_in_words,
)

LATE = DUE + timedelta(days=9)


@pytest.mark.parametrize(
    ("answers", "state", "on", "doubts"),
    [
        ("r+", EndState.DONE, DUE, []),
        ("a+ r-", EndState.DONE, DUE, ["but the criteria do not show it complete"]),
        ("a+ r-", EndState.DONE_LATE, LATE, ["but the criteria do not show it complete"]),
        ("r+", EndState.DONE, LATE, ["but the dates show it done late"]),
        ("r+", EndState.DONE_LATE, DUE, ["but the dates show it done on time"]),
        ("r+", EndState.DONE_LATE, LATE, []),
        ("a+ r-", EndState.DONE_DIFFERENTLY, LATE, []),
        ("a+ r-", EndState.DROPPED, LATE, []),
        ("r-", EndState.DONE, TODAY + timedelta(days=1), []),
    ],
)
def test_doubts_tell_where_a_decided_end_and_the_record_part(
    answers: str, state: EndState, on: date, doubts: list[str]
) -> None:
    found = [words.en for words in assessed(answers, ending=ended(state, on)).doubts]

    assert [said.split(", ", 1)[1].rstrip(".") for said in found] == doubts


def test_an_end_shows_from_its_day_on() -> None:
    tomorrow = TODAY + timedelta(days=1)

    states = [assessed(ending=ended(EndState.BROKEN, day)).end_state for day in (TODAY, tomorrow)]

    assert states == [EndState.BROKEN, None]


@pytest.mark.parametrize("state", list(EndState))
def test_every_end_is_told_in_both_languages(state: EndState) -> None:
    said = ending_in_words(ended(state))

    assert said.en == f"{state.value.capitalize()} on 1 April 2026: a reason."
    assert said.az.startswith("1 aprel 2026-cı il: ")


def test_a_suspension_names_its_instrument() -> None:
    assert suspension_in_words(suspended()) == Words(
        "Suspended since 1 January 2026 by note-7.",
        "1 yanvar 2026-cı il tarixindən dayandırılıb (note-7).",
    )


def test_a_suspension_that_ends_says_when() -> None:
    said = suspension_in_words(suspended(until=date(2026, 3, 1))).en

    assert said == "Suspended from 1 January 2026 until 1 March 2026 by note-7."


def test_a_suspension_is_over_on_the_day_that_it_ends() -> None:
    assert not assessed(suspension=suspended(until=TODAY)).suspended


def test_contradictions_are_those_known_by_the_day() -> None:
    known = progress("d", direction=Direction.DENIAL)
    later = progress("l", direction=Direction.DENIAL, published=TODAY + timedelta(days=1))

    found = assessed("a!", evidence=(progress("p", HAPPENED), known, later)).contradictions

    assert [(pair.first, pair.second) for pair in found] == [("d", "p")]


def test_the_subject_is_the_one_assessed() -> None:
    assert assessed(subject=subject("two")).subject.id == "two"

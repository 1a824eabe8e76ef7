"""The overview tells what is overdue from dates that passed and were kept, or no longer bind."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

import make
from desk.agreements.builders import WITHIN_THREE_MONTHS, at, commitment, event, instrument
from desk.assessments import judged
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.views.standing import SHOWN

pytestmark = pytest.mark.django_db

OVERVIEW = "/north-south/?on=2026-11-21"
APART = "<h3>Passed, but not overdue</h3>"
KEPT = re.compile(r"Keep (c\d+)")


@pytest.fixture
def several() -> list[Commitment]:
    """Two commitments that were due on 10 May 2026."""
    with at(date(2026, 1, 1)):
        signed = instrument(make.partnership())
        event(signed)
        return [commitment(signed, f"c{n}", **WITHIN_THREE_MONTHS) for n in range(2)]


def shown(address: str = OVERVIEW) -> str:
    with translation.override("en"):  # what a request speaks would last beyond it
        answer = Client().get(address)
    return " ".join(answer.content.decode().split())


def parted(page: str) -> tuple[list[str], list[str]]:
    """Return which commitments stand among the overdue ones, and which apart from them."""
    section = page[page.index('<h2 id="overdue">') : page.index('<h2 id="next">')]
    overdue, _, apart = section.partition(APART)
    return KEPT.findall(overdue), KEPT.findall(apart)


def complete(one: Commitment, **fields: Any) -> None:
    """Judge the result of a commitment met."""
    quote = judged.evidence(one, **fields)
    judged.coding(judged.criteria(one, {"done": "result"}), {"done": ("met", [quote.id])})


def test_what_nothing_says_was_done_is_overdue(several: list[Commitment]) -> None:
    page = shown()

    assert parted(page) == (["c0", "c1"], [])
    assert APART not in page


def test_what_was_done_stands_apart_from_what_is_overdue(several: list[Commitment]) -> None:
    complete(several[0])

    assert parted(shown()) == (["c1"], ["c0"])


def test_what_was_done_says_whether_it_was_in_time(several: list[Commitment]) -> None:
    complete(several[0])

    assert "On time: done by 10 May 2026, its due date." in shown()


def test_what_was_done_on_a_day_not_known_is_not_said_to_be_in_time(
    several: list[Commitment],
) -> None:
    complete(several[0], source_on=judged.JUNE, fact_on=None)

    page = shown()

    assert "done by 1 June 2026; whether by 10 May 2026, its due date, is not known." in page
    assert parted(page)[1] == ["c0"]


def test_what_people_decided_was_done_late_stands_apart(several: list[Commitment]) -> None:
    judged.ending(several[1], "done late")

    page = shown()

    assert parted(page) == (["c0"], ["c1"])
    assert "Late: done 22 days after 10 May 2026, its due date." in page


def test_what_was_dropped_before_its_date_stands_apart(several: list[Commitment]) -> None:
    judged.ending(several[0], "dropped", judged.MARCH)

    assert parted(shown()) == (["c1"], ["c0"])


def test_what_was_dropped_after_its_date_was_overdue(several: list[Commitment]) -> None:
    judged.ending(several[0], "dropped", judged.JUNE)

    assert parted(shown()) == (["c0", "c1"], [])


def test_what_fell_due_while_suspended_stands_apart(several: list[Commitment]) -> None:
    judged.suspension(several[0])

    page = shown()

    assert parted(page) == (["c1"], ["c0"])
    assert "Not due: suspended by" in page


def test_what_nobody_can_tell_from_outside_is_not_said_to_be_done(
    several: list[Commitment],
) -> None:
    judged.finding(several[0], "not_assessable")

    assert parted(shown()) == (["c0", "c1"], [])


def test_where_all_was_done_nothing_is_overdue(several: list[Commitment]) -> None:
    for one in several:
        complete(one)

    page = shown()

    assert "Nothing is overdue." in page
    assert "No date had passed" not in page


def test_evidence_that_is_hidden_sets_nothing_apart(several: list[Commitment]) -> None:
    complete(several[0], classification="partners")

    assert parted(shown()) == (["c0", "c1"], [])


def test_it_is_told_apart_as_it_was_known_too(several: list[Commitment]) -> None:
    with at(date(2026, 8, 1)):
        complete(several[0])

    page = shown("/north-south/?on=2026-11-21&known=2026-09-01")

    assert parted(page) == (["c1"], ["c0"])


def test_those_apart_never_crowd_out_the_overdue_ones(several: list[Commitment]) -> None:
    signed = several[0].instrument
    for n in range(2, SHOWN + 3):
        complete(commitment(signed, f"c{n}", **WITHIN_THREE_MONTHS))

    page = shown()

    assert [len(part) for part in parted(page)] == [2, SHOWN]
    assert f"All {SHOWN + 3} whose date has passed" in page

"""Commitments given to two coders: to whom, what is left out, and for which day."""

from collections.abc import Iterator
from datetime import date

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at
from desk.assessments import coders
from desk.assessments.coders import Room
from servanda.desk.agreements.errors import NotAllowed, Refused
from servanda.desk.assessments.models import Assignment, Coding
from servanda.desk.assessments.services import coding
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def room() -> Iterator[Room]:
    with at(TODAY):
        yield coders.room()


def test_two_coders_are_two_people(room: Room) -> None:
    with pytest.raises(Refused, match="two people"):
        coding.assign(
            [room.commitment.id], TODAY, room.first.id, room.first.id, by=room.secretariat
        )


def test_a_coder_must_be_an_analyst(room: Room) -> None:
    with pytest.raises(Refused, match="may not code"):
        coding.assign(
            [room.commitment.id], TODAY, room.first.id, room.auditor.id, by=room.secretariat
        )


def test_a_coder_must_see_what_they_are_given(room: Room) -> None:
    south = make.party(room.here, "south")
    other = make.person(role="analyst", party=south)
    held = record.change(
        room.commitment,
        by=SYSTEM,
        action="commitment.held",
        classification="party",
        held_by=room.first.memberships.get().party,
    )

    with pytest.raises(Refused, match="may not code"):
        coding.assign([held.id], TODAY, room.first.id, other.id, by=room.third)


def test_nothing_is_given_twice_for_a_day(room: Room) -> None:
    given = coding.assign(
        [room.commitment.id], coders.DAY, room.second.id, room.third.id, by=room.secretariat
    )

    assert (given.made, given.given_before) == ((), (room.commitment,))


def test_what_has_no_adopted_criteria_is_left_out_and_named(room: Room) -> None:
    other = builders.commitment(room.commitment.instrument, "meetings")

    given = coding.assign([other.id], TODAY, room.first.id, room.second.id, by=room.secretariat)

    assert given.without_criteria == (other,)


def test_nobody_codes_a_day_to_come(room: Room) -> None:
    with pytest.raises(Refused, match="day to come"):
        coding.assign(
            [room.commitment.id],
            date(2026, 12, 1),
            room.first.id,
            room.second.id,
            by=room.secretariat,
        )


def test_what_was_given_to_the_wrong_people_is_withdrawn_with_its_drafts(room: Room) -> None:
    room.save(room.first)

    coding.withdraw(room.assignment.id, by=room.secretariat, reason="Ay is on leave.")

    assert not Assignment.objects.exists()
    assert not Coding.objects.exists()


def test_what_was_withdrawn_can_be_given_to_others_for_the_same_day(room: Room) -> None:
    coding.withdraw(room.assignment.id, by=room.third, reason="Ay is on leave.")

    given = coding.assign(
        [room.commitment.id], coders.DAY, room.second.id, room.third.id, by=room.secretariat
    )

    assert len(given.made) == 1


def test_a_submitted_coding_keeps_its_assignment(room: Room) -> None:
    room.submit(room.first)

    with pytest.raises(Refused, match="has submitted"):
        coding.withdraw(room.assignment.id, by=room.secretariat, reason="Ay is on leave.")


def test_withdrawing_takes_a_reason(room: Room) -> None:
    with pytest.raises(Refused, match="takes a reason"):
        coding.withdraw(room.assignment.id, by=room.secretariat, reason=" ")


def test_an_auditor_withdraws_nothing(room: Room) -> None:
    with pytest.raises(NotAllowed):
        coding.withdraw(room.assignment.id, by=room.auditor, reason="Ay is on leave.")


def test_the_page_withdraws_and_leads_back(room: Room) -> None:
    browser = make.signed_in(room.secretariat)

    answer = browser.post(room.address("withdraw/"), {"reason": "Ay is on leave."})

    assert (answer.status_code, Assignment.objects.count()) == (302, 0)

"""Commitments given to two coders: to whom, what is left out, and for which day."""

from collections.abc import Iterator
from datetime import date

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at
from desk.assessments import coders
from desk.assessments.coders import Room
from servanda.desk.agreements.errors import Refused
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

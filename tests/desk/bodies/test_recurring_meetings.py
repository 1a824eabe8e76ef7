"""Whether a body meets as often as the text asks, and what each of its meetings is to that."""

from datetime import date
from typing import Any

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at as on_day
from desk.bodies.table import Table
from servanda.desk.agreements.errors import Refused
from servanda.desk.bodies.models import Action, Meeting
from servanda.desk.bodies.services import things

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def yearly(at: Table) -> Any:
    charter = builders.instrument(at.here)
    builders.event(charter)
    return builders.commitment(charter, "meet", **builders.ONCE_A_YEAR)


def called(at: Table, on: date, **fields: Any) -> Meeting:
    fields = {"state": "held", "timezone": "Asia/Baku", **fields}
    with on_day(max(on, TODAY)):
        return things.add(Meeting, at.here.id, by=at.drafter, inside=at.body, on=on, **fields)


def said(address: str) -> str:
    answer = make.signed_in(None).get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def page(at: Table, on: str = "2026-11-21") -> str:
    return said(f"/{at.here.id}/bodies/{at.body.local_id}/?on={on}")


def page_of(meeting: Meeting, on: str = "2026-11-21") -> str:
    return said(f"/{meeting.partnership_id}/meetings/{meeting.local_id}/?on={on}")


def test_without_a_meeting_the_first_year_is_still_running(at: Table, yearly: Any) -> None:
    things.rest_on(at.body.id, [yearly.provision], by=at.drafter)

    assert "The next meeting has to be held by 10 February 2027" in page(at)


def test_what_the_sides_only_intend_is_not_said_to_be_owed(at: Table) -> None:
    charter = builders.instrument(at.here)
    builders.event(charter)
    meet = builders.commitment(charter, "meet", **{**builders.ONCE_A_YEAR, "force": "intention"})
    things.rest_on(at.body.id, [meet.provision], by=at.drafter)

    assert "The sides intend to hold the next meeting by 10 February 2027" in page(at)
    assert "has to be held" not in page(at)


def test_a_meeting_held_moves_the_next_date_to_the_end_of_the_next_year(
    at: Table, yearly: Any
) -> None:
    called(at, date(2026, 6, 1), answers=yearly)

    assert "The next meeting has to be held by 10 February 2028" in page(at)
    assert "The period that ends on 10 February 2027 has the meeting that it asks for" in page(at)
    assert "satisfied" in page(at)


def test_a_year_without_a_meeting_is_said_to_be_missed(at: Table, yearly: Any) -> None:
    called(at, date(2027, 6, 1), answers=yearly)

    assert "missed, by the meetings on record" in page(at, "2027-11-21")
    assert "ended on 10 February 2027 too few meetings on record were held" in page(
        at, "2027-11-21"
    )


def test_the_page_of_the_commitment_shows_the_meetings_that_answer_it(
    at: Table, yearly: Any
) -> None:
    meeting = called(at, date(2026, 6, 1), answers=yearly)

    answer = said(f"/{at.here.id}/commitments/meet/?on=2026-11-21")
    assert meeting.local_id in answer
    assert "has to be held by 10 February 2028" in answer


@pytest.mark.parametrize(
    ("on", "state", "sentence"),
    [
        (date(2026, 6, 1), "held", "With it the period from 10 February 2026 to 10 February 2027"),
        (date(2026, 12, 1), "planned", "Once held, it counts for the period from 10 February 2026"),
        (date(2029, 6, 1), "planned", "Once held, it counts for the period in which its day lies"),
        (date(2026, 6, 1), "cancelled", "It was cancelled and does not count"),
        (date(2026, 1, 2), "held", "It was held before the periods began and does not count"),
    ],
)
def test_a_meeting_says_what_it_is_to_the_commitment_that_it_answers(
    at: Table, yearly: Any, on: date, state: str, sentence: str
) -> None:
    assert sentence in page_of(called(at, on, state=state, answers=yearly))


def test_the_list_of_bodies_says_which_meetings_the_texts_ask_for(at: Table, yearly: Any) -> None:
    answer = said(f"/{at.here.id}/bodies/?on=2026-11-21")

    assert "Meetings that the texts ask for" in answer
    assert "The next meeting has to be held by 10 February 2027" in answer


def test_the_form_of_a_meeting_begins_with_the_only_commitment_to_meet(
    at: Table, yearly: Any
) -> None:
    address = f"/{at.here.id}/bodies/{at.body.local_id}/meetings/add/"

    answer = make.signed_in(at.drafter).get(address).content.decode()

    assert f'<option value="{yearly.id}" selected>' in answer


def test_a_meeting_whose_day_has_passed_asks_whether_it_was_held(at: Table) -> None:
    meeting = called(at, date(2026, 10, 1), state="planned")

    assert "does not say whether it was held" in page_of(meeting)


def test_a_meeting_ahead_is_not_recorded_as_held(at: Table) -> None:
    with on_day(TODAY), pytest.raises(Refused, match="has not come"):
        things.add(
            Meeting, at.here.id, by=at.drafter, inside=at.body, on=date(2026, 11, 23), state="held"
        )

    assert not Meeting.objects.exists()


def test_an_action_is_not_settled_on_a_day_ahead(at: Table) -> None:
    meeting = called(at, date(2026, 10, 1))
    done = {"text": "Send it", "party": at.north, "state": "done", "settled": date(2027, 1, 1)}

    with on_day(TODAY), pytest.raises(Refused, match="has not come"):
        things.add(Action, at.here.id, by=at.drafter, inside=meeting, **done)


def test_the_form_of_a_meeting_asks_for_its_day_first(at: Table) -> None:
    address = f"/{at.here.id}/bodies/{at.body.local_id}/meetings/add/"

    form = make.signed_in(at.drafter).get(address).context["form"]

    assert (next(iter(form.fields)), list(form.fields)[-1]) == ("on", "classification")

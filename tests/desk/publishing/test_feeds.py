"""Calendars as feeds: the same state gives the same bytes, and nobody's feed holds another's."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

import make
from desk.agreements.builders import (
    ONCE_A_YEAR,
    SIGNED,
    WITHIN_THREE_MONTHS,
    at,
    commitment,
    event,
    instrument,
    looking,
)
from servanda.desk.accounts.models import Partnership, Party
from servanda.desk.accounts.services import new_feed_token, revoke_feed_token
from servanda.desk.agreements.models import Instrument
from servanda.desk.publishing.feeds import personal_calendar, public_calendar
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Partnership:
    return make.partnership(title_en="North and South")


@pytest.fixture
def signed(here: Partnership) -> Instrument:
    made = instrument(here)
    event(made, place="Port")
    return made


def feed(here: Partnership, **options: Any) -> Any:
    return Calendar.from_ical(public_calendar(here, looking(), **options))


def uids(data: bytes | None) -> list[str]:
    assert data is not None
    return [str(each["UID"]) for each in Calendar.from_ical(data).walk("VEVENT")]


def only(here: Partnership, uid: str, **options: Any) -> Any:
    return next(each for each in feed(here, **options).walk("VEVENT") if each["UID"] == uid)


def test_a_due_date_is_an_all_day_event(signed: Instrument) -> None:
    commitment(signed, "lists", **WITHIN_THREE_MONTHS)

    found = only(signed.partnership, "north-south.lists@servanda")

    assert found["DTSTART"].dt == date(2026, 5, 10)


def test_what_recurs_is_one_event_with_a_rule(signed: Instrument) -> None:
    commitment(signed, "meetings", **ONCE_A_YEAR)

    found = only(signed.partnership, "north-south.meetings@servanda")

    assert (found["DTSTART"].dt, found["RRULE"].to_ical()) == (
        date(2027, 2, 10),
        b"FREQ=YEARLY",
    )


PERIODS = [
    ("P1Y", b"FREQ=YEARLY"),
    ("P2Y", b"FREQ=YEARLY;INTERVAL=2"),
    ("P6M", b"FREQ=MONTHLY;INTERVAL=6"),
    ("P2W", b"FREQ=WEEKLY;INTERVAL=2"),
    ("P10D", b"FREQ=DAILY;INTERVAL=10"),
]


@pytest.mark.parametrize(("every", "rule"), PERIODS)
def test_a_period_becomes_a_rule(signed: Instrument, every: str, rule: bytes) -> None:
    commitment(signed, "meetings", **{**ONCE_A_YEAR, "recurrence_every": every})

    found = only(signed.partnership, "north-south.meetings@servanda")

    assert found["RRULE"].to_ical() == rule


def test_from_a_last_of_the_month_the_last_days_recur(here: Partnership) -> None:
    charter = instrument(here)
    event(charter, day=date(2026, 1, 31))
    commitment(charter, "meetings", **{**ONCE_A_YEAR, "recurrence_every": "P1M"})

    found = only(here, "north-south.meetings@servanda")

    assert found["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_a_deadline_and_a_recurrence_of_one_commitment_stand_apart(signed: Instrument) -> None:
    commitment(signed, "both", **WITHIN_THREE_MONTHS, **ONCE_A_YEAR)

    found = uids(public_calendar(signed.partnership, looking()))

    assert [each for each in found if "both" in each] == [
        "north-south.both@servanda",
        "north-south.both.recurs@servanda",
    ]


def test_an_event_carries_its_place_and_categories(signed: Instrument) -> None:
    found = only(signed.partnership, f"{signed.id}-signed-{SIGNED}-0@servanda")

    categories = [str(each) for each in found["CATEGORIES"].cats]
    assert (str(found["LOCATION"]), categories) == ("Port", ["charter", "signed"])


def test_what_is_known_to_the_month_only_is_left_out(here: Partnership) -> None:
    event(instrument(here), day=date(2026, 2, 1), precision="month")

    assert uids(public_calendar(here, looking())) == []


def test_entries_link_to_their_pages(signed: Instrument) -> None:
    commitment(signed, "lists", **WITHIN_THREE_MONTHS)

    found = only(signed.partnership, "north-south.lists@servanda", site="https://example.org")

    assert found["URL"] == "https://example.org/north-south/commitments/lists/"


def test_the_working_of_a_date_is_in_its_description(signed: Instrument) -> None:
    commitment(signed, "lists", **WITHIN_THREE_MONTHS)

    found = only(signed.partnership, "north-south.lists@servanda")

    assert "10 February 2026 + 3 months = 10 May 2026 (Section IV)" in found["DESCRIPTION"]


def test_the_same_state_gives_the_same_bytes_on_any_day(signed: Instrument) -> None:
    commitment(signed, "lists", **WITHIN_THREE_MONTHS)
    commitment(signed, "meetings", **ONCE_A_YEAR)
    first = public_calendar(signed.partnership, looking())

    with at(date(2031, 7, 1)):
        again = public_calendar(signed.partnership, looking(on=date(2031, 7, 1)))

    assert again == first


def test_a_change_moves_the_stamp_of_what_changed(signed: Instrument) -> None:
    lists = commitment(signed, "lists", **WITHIN_THREE_MONTHS)
    with at(date(2027, 1, 1)):
        record.change(lists, by=SYSTEM, action="commitment.changed", summary_en="New words")

    found = only(signed.partnership, "north-south.lists@servanda")

    assert found["DTSTAMP"].dt.date() == date(2027, 1, 1)


def test_lines_are_folded_at_75_octets(signed: Instrument) -> None:
    commitment(signed, "lists", **WITHIN_THREE_MONTHS, summary_en="Gömrük və əlaqə " * 20)

    data = public_calendar(signed.partnership, looking())

    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_summary_cannot_break_out_of_its_line(signed: Instrument) -> None:
    evil = "Meet\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil"
    commitment(signed, "lists", **WITHIN_THREE_MONTHS, summary_en=evil)

    assert "evil" not in uids(public_calendar(signed.partnership, looking()))


def test_nothing_confidential_is_in_the_public_feed(signed: Instrument) -> None:
    hidden = {"classification": "partners"}
    commitment(signed, "canary", **WITHIN_THREE_MONTHS, **hidden, summary_en="canary")
    event(signed, "met", date(2026, 3, 3), label_en="canary", **hidden)

    assert b"canary" not in public_calendar(signed.partnership, looking())


def test_a_personal_feed_holds_what_its_person_may_see(signed: Instrument) -> None:
    north = make.party(signed.partnership)
    officer = make.person(role="officer", party=north)
    commitment(signed, "shared", **WITHIN_THREE_MONTHS, classification="partners")

    found = uids(personal_calendar(new_feed_token(officer, by=SYSTEM)))

    assert "north-south.shared@servanda" in found


def test_a_personal_feed_does_not_hold_what_the_other_party_holds(signed: Instrument) -> None:
    north, south = (make.party(signed.partnership, name) for name in ("north", "south"))
    officer = make.person(role="officer", party=north)
    theirs: dict[str, Party | str] = {"classification": "party", "held_by": south}
    commitment(signed, "theirs", **WITHIN_THREE_MONTHS, **theirs)

    found = uids(personal_calendar(new_feed_token(officer, by=SYSTEM)))

    assert "north-south.theirs@servanda" not in found


def test_a_confidential_entry_is_marked_so(signed: Instrument) -> None:
    officer = make.person(role="officer", party=make.party(signed.partnership))
    commitment(signed, "shared", **WITHIN_THREE_MONTHS, classification="partners")

    data = personal_calendar(new_feed_token(officer, by=SYSTEM))

    assert data is not None
    found = [
        each for each in Calendar.from_ical(data).walk("VEVENT") if "shared" in str(each["UID"])
    ]
    assert [str(each["CLASS"]) for each in found] == ["CONFIDENTIAL"]


def test_a_personal_feed_speaks_its_persons_language(signed: Instrument) -> None:
    party = make.party(signed.partnership)
    officer = make.person(role="officer", party=party, language="az")
    commitment(signed, "lists", **WITHIN_THREE_MONTHS, summary_az="Siyahılar")

    data = personal_calendar(new_feed_token(officer, by=SYSTEM))

    assert data is not None
    assert "Siyahılar" in data.decode()


def test_a_revoked_address_is_nobodys() -> None:
    person = make.person()
    token = new_feed_token(person, by=SYSTEM)
    revoke_feed_token(person, by=SYSTEM)

    assert personal_calendar(token) is None


@pytest.mark.parametrize("token", ["", "guess", "x" * 10_000])
def test_a_guessed_address_is_nobodys(token: str) -> None:
    make.person()

    assert personal_calendar(token) is None


def test_who_left_has_no_feed(signed: Instrument) -> None:
    officer = make.person(role="officer", party=make.party(signed.partnership))
    token = new_feed_token(officer, by=SYSTEM)
    record.change(officer, by=SYSTEM, action="person.deactivated", is_active=False)

    assert personal_calendar(token) is None


def test_a_feed_of_the_past_holds_what_was_known(signed: Instrument) -> None:
    commitment(signed, "lists", **WITHIN_THREE_MONTHS)
    before = date.today() - timedelta(days=2)  # noqa: DTZ011 - any day before this test

    found = uids(public_calendar(signed.partnership, looking(known=before)))

    assert found == []


def test_a_feed_that_did_not_change_is_not_made_again(signed: Instrument) -> None:
    first = public_calendar(signed.partnership, looking())

    with CaptureQueriesContext(connection) as again:
        second = public_calendar(signed.partnership, looking())

    assert second == first
    assert len(again) == 1


def test_a_feed_is_made_again_once_something_changed(signed: Instrument) -> None:
    public_calendar(signed.partnership, looking())
    commitment(signed, "lists", **WITHIN_THREE_MONTHS)

    found = public_calendar(signed.partnership, looking())

    assert "north-south.lists@servanda" in uids(found)

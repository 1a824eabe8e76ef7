"""Pages of bodies, meetings and papers: what they say, and what their forms do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

import make
from desk.agreements import builders
from desk.agreements.builders import at as on_day
from desk.bodies import table
from desk.bodies.table import LIST, SHORTER, Table
from servanda.desk.accounts.models import Person
from servanda.desk.bodies.models import Action, Body, Decision, Meeting, PaperVersion, Seat
from servanda.desk.bodies.services import things

pytestmark = pytest.mark.django_db
NEXT = date(2027, 2, 10)


@pytest.fixture
def meeting(at: Table) -> Meeting:
    return things.add(
        Meeting,
        at.here.id,
        by=at.drafter,
        inside=at.body,
        on=date(2026, 12, 1),
        timezone="Asia/Baku",
    )


def get(address: str, person: Person | None = None) -> Any:
    return make.signed_in(person).get(address)


def said(address: str, person: Person | None = None) -> str:
    answer = get(address, person)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def base(at: Table) -> str:
    return f"/{at.here.id}/bodies/{at.body.local_id}/"


def test_the_list_names_the_bodies(at: Table) -> None:
    assert "Working group on transit" in said(f"/{at.here.id}/bodies/")


def test_without_a_body_the_list_says_what_to_do() -> None:
    here = make.partnership()

    assert "None is on record that you may see" in said(f"/{here.id}/bodies/")


def test_the_page_of_a_body_is_there_for_everybody(at: Table) -> None:
    assert "Nobody is on record as sitting in it." in said(base(at))


def test_an_officer_adds_a_body_with_the_provisions_that_it_rests_on(at: Table) -> None:
    charter = builders.instrument(at.here)
    provision = charter.texts.get().provisions.get()

    answer = make.signed_in(at.drafter).post(
        f"/{at.here.id}/bodies/add/",
        {
            "name_en": "Energy group",
            "kind": "working_group",
            "standing": "allowed",
            "since_precision": "day",
            "classification": "public",
            "provisions": [provision.id],
        },
    )

    made = Body.objects.get(name_en="Energy group")
    assert answer.status_code == 302
    assert [each.provision for each in made.mandates.all()] == [provision]
    assert f"#{provision.eid}" in said(answer["Location"])


def test_an_officer_changes_a_body(at: Table) -> None:
    address = f"{base(at)}edit/"
    client = make.signed_in(at.drafter)
    fields = {"name_en": "Transport", "kind": "commission", "standing": "established"}
    expected = client.get(address).context["expected"]

    answer = client.post(address, {**fields, "since_precision": "day", "expected": expected})

    at.body.refresh_from_db()
    assert (answer.status_code, at.body.name_en) == (302, "Transport")


def test_a_change_of_what_somebody_else_changed_is_refused(at: Table) -> None:
    fields = {"name_en": "Transport", "kind": "commission", "standing": "established"}

    answer = make.signed_in(at.drafter).post(
        f"{base(at)}edit/", {**fields, "since_precision": "day", "expected": "0"}
    )

    assert answer.status_code == 409


def test_somebody_is_seated_for_a_term(at: Table) -> None:
    answer = make.signed_in(at.drafter).post(
        f"{base(at)}seats/add/",
        {"name": "A. Chair", "party": at.north.id, "role": "co_chair", "since": "2026-03-01"},
    )

    assert answer.status_code == 302
    assert "A. Chair" in said(base(at))


def test_a_seat_that_ended_is_shown_apart(at: Table) -> None:
    seat = things.add(
        Seat,
        at.here.id,
        by=at.drafter,
        inside=at.body,
        party=at.north,
        name="B. Member",
        role="member",
        since=date(2026, 1, 1),
        until=date(2026, 6, 1),
    )

    page = said(f"{base(at)}?on=2026-08-01")
    assert page.index("Who sat in it before") < page.index(seat.name)


def test_a_meeting_is_added_with_the_next_number(at: Table, meeting: Meeting) -> None:
    answer = make.signed_in(at.drafter).post(
        f"{base(at)}meetings/add/",
        {
            "on": "2027-01-10",
            "starts": "10:00",
            "ends": "12:30",
            "timezone": "Asia/Baku",
            "state": "planned",
            "classification": "partners",
        },
    )

    assert answer.status_code == 302, answer.context["form"].errors
    assert Meeting.objects.get(number=2).classification == "partners"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"timezone": "Mars/Olympus"}, "There is no time zone"),
        ({"starts": "12:00", "ends": "11:00"}, "A meeting ends after it began"),
        ({"on": "soon"}, "Enter a valid date"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(at: Table, wrong: dict[str, str], why: str) -> None:
    fields = {
        "on": "2027-01-10",
        "timezone": "Asia/Baku",
        "state": "planned",
        "classification": "partners",
    }

    answer = make.signed_in(at.drafter).post(f"{base(at)}meetings/add/", {**fields, **wrong})

    assert answer.status_code == 400
    assert why in answer.content.decode()


def place(meeting: Meeting) -> str:
    return f"/{meeting.partnership_id}/meetings/{meeting.local_id}/"


def fill(at: Table, meeting: Meeting) -> Client:
    """Enter a point, a decision, an action and a name by the forms."""
    client = make.signed_in(at.drafter)
    sent = {
        "agenda": {"title": "Rail tariffs", "minutes": "Both sides spoke."},
        "attendance": {"name": "A. Chair", "party": at.north.id},
        "decisions": {"text_en": "To meet again in May."},
        "actions": {
            "text": "Send the figures",
            "party": at.south.id,
            "due": "2026-12-20",
            "state": "open",
        },
    }
    for part, fields in sent.items():
        answer = client.post(f"{place(meeting)}{part}/add/", fields)
        assert answer.status_code == 302, (part, answer.content.decode())
    return client


def test_a_meeting_shows_its_agenda_decision_action_and_who_was_there(
    at: Table, meeting: Meeting
) -> None:
    fill(at, meeting)

    page = said(place(meeting))
    for words in ("Rail tariffs", "Both sides spoke.", "To meet again in May.", "Send the figures"):
        assert words in page


def test_an_action_is_settled_by_its_form(at: Table, meeting: Meeting) -> None:
    client = fill(at, meeting)
    action = Action.objects.get()
    address = f"{place(meeting)}actions/{action.local_id}/"
    fields = {"text": action.text, "party": at.south.id, "state": "done", "settled": "2026-11-19"}

    answer = client.post(address, {**fields, "expected": client.get(address).context["expected"]})

    action.refresh_from_db()
    assert (answer.status_code, action.state) == (302, "done")


def test_what_was_entered_by_mistake_is_removed(at: Table, meeting: Meeting) -> None:
    client = fill(at, meeting)
    address = f"{place(meeting)}decisions/{Decision.objects.get().local_id}/"
    expected = client.get(address).context["expected"]

    answer = client.post(address, {"do": "remove", "expected": expected})

    assert (answer.status_code, Decision.objects.count()) == (302, 0)


def test_minutes_are_drafted_from_the_meeting(at: Table, meeting: Meeting) -> None:
    client = fill(at, meeting)

    answer = client.post(f"{place(meeting)}minutes/")

    version = PaperVersion.objects.get()
    assert answer["Location"].startswith(
        f"/{at.here.id}/papers/{version.paper.local_id}/?version=draft"
    )
    assert version.content["agenda"][0]["minutes"] == "Both sides spoke."


def test_minutes_leave_out_what_is_less_open_than_the_meeting(at: Table, meeting: Meeting) -> None:
    things.add(
        Decision,
        at.here.id,
        by=at.drafter,
        inside=meeting,
        text_en="For the north alone",
        classification="party",
        held_by=at.north,
    )

    make.signed_in(at.drafter).post(f"{place(meeting)}minutes/")

    assert "For the north alone" not in str(PaperVersion.objects.get().content)


def paper_page(version: PaperVersion) -> str:
    return f"/{version.partnership_id}/papers/{version.paper.local_id}/"


def test_a_paper_shows_whose_key_is_there_and_whose_is_missing(at: Table) -> None:
    version = table.proposed(at)
    client = make.signed_in(at.northern)
    fields = {"sha256": version.sha256, "party": at.north.id}
    client.post(f"{paper_page(version)}{version.local_id}/approve/", fields)

    page = said(paper_page(version), at.southern)
    assert f"approved by {at.northern.name}" in page
    assert page.count("key missing") == 1


def test_the_page_says_that_the_adopted_version_stands_while_another_is_proposed(at: Table) -> None:
    version = table.adopted(at)
    table.changed(at, version)

    page = said(paper_page(version), at.southern)
    assert "Version 1 stands: both sides adopted it" in page
    assert "needs both keys again" in page


def test_the_page_shows_what_differs_from_what_stands(at: Table) -> None:
    version = table.adopted(at)
    table.changed(at, version)

    page = said(paper_page(version), at.southern)
    assert "What differs from version 1, which stands" in page
    assert "The cable: removed" in page


def test_a_stale_approval_is_answered_with_a_conflict(at: Table) -> None:
    version = table.proposed(at)
    new = table.changed(at, version)
    fields = {"sha256": version.sha256, "party": at.south.id}

    answer = make.signed_in(at.southern).post(f"{paper_page(new)}{new.local_id}/approve/", fields)

    assert answer.status_code == 409
    assert "It changed while you were reading" in answer.content.decode()


def test_a_decision_goes_from_draft_to_proposal_by_the_forms(at: Table) -> None:
    client = make.signed_in(at.drafter)
    made = client.post(
        f"{base(at)}papers/add/", {"title": "To meet in May", "text_en": "We meet in May."}
    )
    version = PaperVersion.objects.get()

    client.post(f"{made['Location']}{version.local_id}/propose/")

    assert "We meet in May." in said(made["Location"], at.southern)


def test_other_words_are_drafted_by_the_form_of_the_other_side(at: Table) -> None:
    client = make.signed_in(at.drafter)
    made = client.post(
        f"{base(at)}papers/add/", {"title": "To meet in May", "text_en": "We meet in May."}
    )
    version = PaperVersion.objects.get()
    client.post(f"{made['Location']}{version.local_id}/propose/")
    theirs = make.signed_in(at.southern_drafter)

    answer = theirs.post(
        f"{made['Location']}revise/", {"text_en": "We meet in June.", "base": version.sha256}
    )

    assert answer.status_code == 302
    page = said(answer["Location"], at.southern_drafter)
    assert "<del>May.</del>" in page


def test_a_withdrawn_first_draft_leads_back_to_its_body_for_nobody_else(at: Table) -> None:
    version = table.drafted(at)
    client = make.signed_in(at.drafter)

    answer = client.post(f"{paper_page(version)}{version.local_id}/withdraw/", {"reason": "No."})

    assert answer.status_code == 302
    assert "withdrawn" in said(paper_page(version), at.drafter)


@pytest.mark.parametrize("address", ["", "?version=7", "?version=x", "?since=9"])
def test_what_is_not_there_is_404(at: Table, address: str) -> None:
    version = table.proposed(at)
    where = paper_page(version) if address else f"/{at.here.id}/papers/absent/"

    assert get(f"{where}{address}", at.southern).status_code == 404


def test_as_known_before_a_body_was_added_there_is_none(at: Table) -> None:
    with on_day(date(2026, 11, 30)):
        assert get(f"{base(at)}?known=2026-01-01").status_code == 404


def test_a_paper_larger_than_a_page_is_laid_out(at: Table) -> None:
    version = table.proposed(at, {**LIST, "note": "One\nTwo", "binding": True, "more": SHORTER})

    assert "The railway" in said(paper_page(version), at.southern)

"""What both sides read before they turn their keys, and the files that they take away."""

import io
from datetime import date
from typing import Any

import pytest
from docx import Document

import make
from desk.bodies import table
from desk.bodies.table import Table
from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.bodies.documents import docx
from servanda.desk.bodies.models import Action, AgendaItem, Meeting, PaperVersion
from servanda.desk.bodies.readable import laid_out
from servanda.desk.bodies.selectors.reminders import reminders
from servanda.desk.bodies.services import things
from servanda.desk.bodies.services.papers import approve, draft, propose
from servanda.desk.record.viewpoint import Viewpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(at: Table) -> Meeting:
    made = things.add(
        Meeting, at.here.id, by=at.drafter, inside=at.body, on=date(2026, 6, 1), state="held"
    )
    said = {"title": "Tariffs", "minutes": "Both sides spoke.", "presenter": at.north}
    things.add(AgendaItem, at.here.id, by=at.drafter, inside=made, **said)
    return made


def place(meeting: Meeting) -> str:
    return f"/{meeting.partnership_id}/meetings/{meeting.local_id}/"


def drafted(at: Table, meeting: Meeting, by: Any = None, language: str = "en") -> PaperVersion:
    client = make.signed_in(by or at.drafter)
    client.post(f"{place(meeting)}minutes/", headers={"accept-language": language})
    return PaperVersion.objects.filter(state="draft").latest("id")


def adopted(at: Table, meeting: Meeting) -> PaperVersion:
    version = propose(drafted(at, meeting).id, by=at.drafter)
    approve(version.id, version.sha256, by=at.northern)
    approve(version.id, version.sha256, by=at.southern)
    return version


def words(at: Table, version: PaperVersion) -> str:
    address = f"/{at.here.id}/papers/{version.paper.local_id}/"
    return make.signed_in(at.drafter).get(address).content.decode()


def minutes(meeting: Meeting, at: Table) -> str:
    answer = make.signed_in(at.drafter).get(f"{place(meeting)}minutes.docx")
    return "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)


def test_minutes_are_read_as_minutes_and_not_as_fields(at: Table, meeting: Meeting) -> None:
    page = words(at, drafted(at, meeting))

    assert "1. Tariffs" in page
    assert "Presented by: North" in page
    assert '<dl class="outline">' not in page


def test_a_project_list_is_read_in_its_order_with_both_names(at: Table) -> None:
    row = {"id": "rail", "name_en": "The railway", "name_az": "Dəmir yolu", "note": "First."}
    content = {"title_en": "For 2027", "title_az": "2027 üçün", "projects": [row]}

    page = words(at, table.drafted(at, content))

    for expected in ('<ol class="numbered">', "The railway", "Dəmir yolu", "First."):
        assert expected in page


def test_a_decision_is_read_in_both_languages(at: Table) -> None:
    content = {"text_en": "To meet again.", "text_az": "Yenidən görüşmək."}

    page = words(at, draft(at.body.id, "decision", "Again", content, by=at.drafter))

    assert '<div class="serif" lang="az"><p>Yenidən görüşmək.</p>' in page


def test_content_with_a_part_unknown_to_its_form_is_shown_whole(at: Table) -> None:
    content = {"title_en": "For 2027", "projects": [], "besides": "A clause that nobody expects"}

    page = words(at, table.drafted(at, content))

    assert not laid_out("project_list", content)
    assert "A clause that nobody expects" in page


def test_what_is_no_content_of_its_kind_is_not_laid_out_as_it() -> None:
    assert not laid_out("minutes", {"title": "T", "body": "B", "number": True, "date": "d"})
    assert not laid_out("minutes", {"title": "T"})
    assert not laid_out("roadmap", {"title_en": "T", "projects": []})


def test_minutes_that_are_not_adopted_say_so_in_the_file(at: Table, meeting: Meeting) -> None:
    said = minutes(meeting, at)

    assert said.startswith("Minutes: Working group on transit, meeting 1")
    assert "Not adopted by both sides" in said


def test_adopted_minutes_are_the_file_whatever_the_page_says_later(
    at: Table, meeting: Meeting
) -> None:
    version = adopted(at, meeting)
    point = AgendaItem.objects.get()

    things.amend(point, by=at.drafter, seen=fingerprint(point), minutes="Nobody spoke.")

    said = minutes(meeting, at)
    assert "Both sides spoke." in said
    assert "Nobody spoke." not in said
    assert version.sha256 in said


def test_a_page_that_differs_from_the_adopted_minutes_says_so(at: Table, meeting: Meeting) -> None:
    adopted(at, meeting)
    client, warning = make.signed_in(at.drafter), "otherwise than the minutes that both sides"
    before = client.get(place(meeting)).content.decode()
    point = AgendaItem.objects.get()

    things.amend(point, by=at.drafter, seen=fingerprint(point), minutes="Nobody spoke.")

    assert warning not in before
    assert warning in client.get(place(meeting)).content.decode()


def test_minutes_drafted_anew_in_another_language_of_the_page_keep_theirs(
    at: Table, meeting: Meeting
) -> None:
    first = adopted(at, meeting)

    again = drafted(at, meeting, by=at.southern_drafter, language="az")

    assert again.sha256 == first.sha256


def test_a_character_that_no_word_file_holds_does_not_stop_it() -> None:
    content = {"title": "A\x1fB", "body": "C", "number": 1, "date": "2026-06-01"}

    found = Document(io.BytesIO(docx(content)))

    assert found.paragraphs[0].text == "A\N{REPLACEMENT CHARACTER}B"


def test_who_holds_no_key_of_a_party_is_offered_no_draft(at: Table, meeting: Meeting) -> None:
    client = make.signed_in(at.secretary)

    page = client.get(place(meeting)).content.decode()
    body = client.get(f"/{at.here.id}/bodies/{at.body.local_id}/").content.decode()

    assert "Draft the minutes from this page" not in page
    assert "An officer of either party drafts the minutes" in page
    assert "Draft a decision" not in body


def test_an_action_that_nobody_here_owns_is_for_the_officers_of_its_party(
    at: Table, meeting: Meeting
) -> None:
    fields: dict[str, Any] = {"text": "Send it", "party": at.south, "due": date(2026, 6, 20)}
    things.add(Action, at.here.id, by=at.secretary, inside=meeting, **fields)

    def told(person: Person) -> list[str]:
        found = reminders(Viewpoint(viewer_for(person), date(2026, 6, 10)), 14)
        return [action.text for each in found for action in each.due]

    assert told(at.southern_drafter) == ["Send it"]
    assert told(at.drafter) == told(at.southern) == []

"""Agendas and minutes as files, reminders by mail, and meetings in a person's calendar."""

import io
import zipfile
from datetime import date, time
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from docx import Document
from icalendar import Calendar
from weasyprint.urls import FatalURLFetchingError

import make
from desk.agreements.builders import at as on_day
from desk.bodies import table
from desk.bodies.table import Table
from servanda.desk.accounts.services import new_feed_token
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.bodies.documents import _fetcher, docx, pdf
from servanda.desk.bodies.models import Action, Digest, Meeting
from servanda.desk.bodies.services import things
from servanda.desk.bodies.services.reminding import choose, remind_all
from servanda.desk.publishing.feeds import personal_calendar
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
MINUTES: dict[str, Any] = {
    "title": "First meeting: Bakı, Gəncə",
    "body": "Working group on transit",
    "number": 1,
    "date": "2026-12-01",
    "time": "10:00–12:00 (Asia/Baku)",
    "attendance": [{"name": "A. Chair", "party": "North"}],
    "agenda": [
        {
            "number": 1,
            "title": "Rail <tariffs>",
            "minutes": "Both sides spoke.",
            "decisions": [{"number": 1, "text_en": "To meet again.", "actions": []}],
        }
    ],
    "actions": [{"id": "a", "text": "Send the figures", "party": "South", "due": "2026-12-20"}],
}


def test_minutes_as_word_say_what_the_page_says() -> None:
    words = "\n".join(each.text for each in Document(io.BytesIO(docx(MINUTES))).paragraphs)

    for expected in ("Gəncə", "Rail <tariffs>", "Both sides spoke.", "Decision 1: To meet again."):
        assert expected in words


def test_the_same_content_gives_the_same_word_bytes() -> None:
    with on_day(DAY):
        first = docx(MINUTES)
    with on_day(date(2027, 1, 1)):
        second = docx(MINUTES)

    assert first == second


def test_a_word_file_holds_no_moment_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(MINUTES))) as found:
        assert {each.date_time[0] for each in found.infolist()} == {1980}


def test_the_same_content_gives_the_same_pdf_bytes() -> None:
    with on_day(DAY):
        first = pdf(MINUTES)
    with on_day(date(2027, 1, 1)):
        second = pdf(MINUTES)

    assert first == second
    assert first.startswith(b"%PDF-")


def test_the_pdf_carries_the_fonts_of_the_desk_and_says_that_it_is_accessible() -> None:
    import pypdfium2  # noqa: PLC0415

    made = pdf(MINUTES)

    found = pypdfium2.PdfDocument(made)
    words = found[0].get_textpage().get_text_range()
    assert "Gəncə" in words
    assert "Rail <tariffs>" in words
    assert pypdfium2.raw.FPDFCatalog_IsTagged(found)


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.css", "file:///etc/passwd", "own:../settings.py", "own:absent.css"],
)
def test_a_document_fetches_nothing_but_our_own_files(address: str) -> None:
    with pytest.raises(FatalURLFetchingError, match="our own files alone"):
        _fetcher().fetch(address)


@pytest.fixture
def meeting(at: Table) -> Meeting:
    fields: dict[str, Any] = {"starts": time(10), "ends": time(12), "timezone": "Asia/Baku"}
    return things.add(
        Meeting, at.here.id, by=at.drafter, inside=at.body, on=date(2026, 12, 1), **fields
    )


def owed(at: Table, meeting: Meeting, **fields: Any) -> Action:
    fields = {"text": "Send the figures", "party": at.north, "owner": at.drafter, **fields}
    return things.add(
        Action, at.here.id, by=at.drafter, inside=meeting, due=date(2026, 11, 25), **fields
    )


@pytest.mark.parametrize(
    ("what", "extension"),
    [("agenda", "pdf"), ("agenda", "docx"), ("minutes", "pdf"), ("minutes", "docx")],
)
def test_a_meeting_hands_its_documents_over(
    at: Table, meeting: Meeting, what: str, extension: str
) -> None:
    address = f"/{at.here.id}/meetings/{meeting.local_id}/{what}.{extension}"

    answer = make.signed_in(None).get(address)

    assert answer.status_code == 200
    assert f"{what}.{extension}" in answer["Content-Disposition"]


def test_who_asked_is_reminded_of_an_action_that_is_due(at: Table, meeting: Meeting) -> None:
    owed(at, meeting)
    choose(at.drafter, wanted=True, days_ahead=14)

    sent = remind_all(on=DAY, site="https://desk.example.org")

    (letter,) = mail.outbox
    assert (sent, letter.to) == (1, [at.drafter.email])
    assert "Send the figures (25 November 2026)" in letter.body
    assert f"https://desk.example.org/{at.here.id}/meetings/{meeting.local_id}/" in letter.body


def test_who_did_not_ask_is_not_reminded(at: Table, meeting: Meeting) -> None:
    owed(at, meeting)

    assert remind_all(on=DAY) == 0


def test_who_no_longer_wants_it_is_not_reminded(at: Table, meeting: Meeting) -> None:
    owed(at, meeting)
    choose(at.drafter, wanted=True, days_ahead=14)
    choose(at.drafter, wanted=False, days_ahead=14)

    assert (remind_all(on=DAY), Digest.objects.count()) == (0, 1)


def test_a_second_run_on_the_same_day_sends_nothing(at: Table, meeting: Meeting) -> None:
    owed(at, meeting)
    choose(at.drafter, wanted=True, days_ahead=14)

    assert [remind_all(on=DAY), remind_all(on=DAY)] == [1, 0]


def test_when_sending_fails_the_day_is_not_counted_as_done(
    at: Table, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> None:
        raise OSError("no server")

    owed(at, meeting)
    choose(at.drafter, wanted=True, days_ahead=14)
    with monkeypatch.context() as patch:
        patch.setattr("servanda.desk.bodies.services.reminding.send_mail", fails)
        with pytest.raises(OSError, match="no server"):
            remind_all(on=DAY)

    assert remind_all(on=DAY) == 1


def test_with_nothing_to_say_no_mail_goes_out(at: Table) -> None:
    choose(at.drafter, wanted=True, days_ahead=14)

    assert remind_all(on=DAY) == 0


def test_an_approver_is_reminded_of_a_paper_that_waits_for_the_own_key(at: Table) -> None:
    table.proposed(at)
    choose(at.southern, wanted=True, days_ahead=14)

    remind_all()

    assert "Projects for 2027" in mail.outbox[0].body


def test_a_mail_holds_nothing_that_the_person_may_not_see(at: Table, meeting: Meeting) -> None:
    owed(at, meeting)
    table.drafted(at)
    secret = {"classification": "party", "held_by": at.south, "owner": at.drafter}
    things.add(
        Action,
        at.here.id,
        by=at.southern_drafter,
        inside=meeting,
        text="Southern secret",
        party=at.south,
        due=date(2026, 11, 25),
        **secret,
    )
    for person in (at.drafter, at.southern):
        choose(person, wanted=True, days_ahead=14)

    remind_all(on=DAY)

    letters = {each.to[0]: each.body for each in mail.outbox}
    assert "Southern secret" not in letters[at.drafter.email]
    assert "Projects for 2027" not in letters[at.southern.email]


def test_the_command_says_how_many_it_sent(at: Table, capsys: pytest.CaptureFixture[str]) -> None:
    table.proposed(at)
    choose(at.southern, wanted=True, days_ahead=14)

    call_command("remind", "--site", "https://desk.example.org/")

    assert capsys.readouterr().out == "1 digest sent.\n"


def test_the_choice_is_made_on_the_own_page(at: Table) -> None:
    client = make.signed_in(at.drafter)

    client.post("/me/reminders/", {"digest-wanted": "on", "digest-days_ahead": "7"})

    assert Digest.objects.get().days_ahead == 7
    assert 'value="7"' in client.get("/me/").content.decode()


def test_a_choice_out_of_range_changes_nothing(at: Table) -> None:
    make.signed_in(at.drafter).post("/me/reminders/", {"digest-days_ahead": "700"})

    assert not Digest.objects.exists()


def entry(at: Table) -> Any:
    data = personal_calendar(new_feed_token(at.drafter, by=SYSTEM))
    assert data is not None
    feed = Calendar.from_ical(data)
    return feed, next(e for e in feed.walk("VEVENT") if ".mee_" in str(e["UID"]))


def test_a_meeting_stands_in_the_own_calendar_at_its_time_in_its_zone(
    at: Table, meeting: Meeting
) -> None:
    feed, found = entry(at)

    assert found["DTSTART"].dt.isoformat() == "2026-12-01T10:00:00+04:00"
    assert [str(each["TZID"]) for each in feed.walk("VTIMEZONE")] == ["Asia/Baku"]


def test_a_change_of_a_meeting_raises_its_sequence_and_keeps_its_id(
    at: Table, meeting: Meeting
) -> None:
    _feed, before = entry(at)
    things.amend(meeting, by=at.drafter, seen=fingerprint(meeting), state="cancelled")

    _feed, after = entry(at)
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert str(after["STATUS"]) == "CANCELLED"

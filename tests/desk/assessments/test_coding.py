"""Coding blind: what a coder saves, who reads it when, and what no order of events may break."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments import coders
from desk.assessments.coders import SECRET, Room, viewer_of
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.assessments.models import Coding, Judgement
from servanda.desk.assessments.selectors import sheets
from servanda.desk.assessments.selectors.coding import codings_in_use
from servanda.desk.assessments.services import coding, criteria
from servanda.desk.assessments.services.coding import Answered
from servanda.desk.record import services as record
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.selectors import ledger_page
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def room() -> Iterator[Room]:
    with at(TODAY):
        yield coders.room()


def others(room: Room) -> list[Any]:
    people = [room.second, room.third, room.secretariat, room.auditor]
    return [None, *people]


def addresses(room: Room) -> list[str]:
    p = f"/{room.here.id}"
    local = room.commitment.local_id
    return [
        f"{p}/",
        f"{p}/commitments/",
        f"{p}/commitments/{local}/",
        f"{p}/commitments/{local}/criteria/",
        f"{p}/assessment/",
        f"{p}/ledger/",
        f"{p}/coding/",
        f"{p}/coding/agreement/",
        room.address(),
        room.address("both/"),
        f"{p}/calendar.ics",
        f"{p}/search/?q=reason",
    ]


def test_a_saved_draft_is_read_by_its_coder_alone_on_every_page(room: Room) -> None:
    room.save(room.first)

    for person in others(room):
        client = make.signed_in(person)
        texts = {path: client.get(path).content.decode() for path in addresses(room)}
        assert [path for path, text in texts.items() if SECRET in text] == []
    own = make.signed_in(room.first).get(room.address()).content.decode()
    assert SECRET in own


def test_a_submitted_first_coding_is_read_by_its_coder_alone_on_every_page(room: Room) -> None:
    room.submit(room.first)

    for person in others(room):
        client = make.signed_in(person)
        texts = {path: client.get(path).content.decode() for path in addresses(room)}
        assert [path for path, text in texts.items() if SECRET in text] == []


def test_before_both_are_in_pages_are_the_same_whether_one_has_submitted_or_not(
    room: Room,
) -> None:
    client = make.signed_in(room.third)
    paths = [path for path in addresses(room) if "ledger" not in path]
    before = {path: stripped(client.get(path).content.decode()) for path in paths}

    room.submit(room.first)

    after = {path: stripped(client.get(path).content.decode()) for path in paths}
    assert [path for path in paths if after[path] != before[path]] == []


def stripped(text: str) -> str:
    """Return a page without what differs each time, and without the head of the ledger."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r"entry \d+|\b[0-9a-f]{64}\b", "", text)


def test_the_ledger_shows_nobody_else_that_a_coding_was_begun(room: Room) -> None:
    room.submit(room.first)

    for person in others(room):
        viewer = viewer_of(person) if person else ANONYMOUS
        page = ledger_page(looking(viewer), room.here.id, size=200)
        kinds = {entry.subject_kind for entry in page.entries}
        assert not kinds & {"coding", "judgement", "sealed_reader"}


def test_the_entries_of_a_sealed_coding_stay_hidden_after_it_was_opened(room: Room) -> None:
    room.submit(room.first)
    room.submit(room.second)

    page = ledger_page(looking(viewer_of(room.auditor)), room.here.id, size=200)

    assert SECRET not in "".join(entry.after or "" for entry in page.entries)


def test_the_second_submission_opens_both_in_one_transaction(room: Room) -> None:
    room.submit(room.first)
    assert coders.pair_of(room, room.third) is None

    room.submit(room.second)

    found = coders.pair_of(room, room.third)
    assert found is not None
    assert len(found.codings) == 2
    assert set(Coding.objects.values_list("classification", flat=True)) == {"public"}


def test_when_opening_fails_the_second_submission_did_not_happen(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.submit(room.first)
    real = record.change

    def broken(thing: Any, **how: Any) -> Any:
        if how["action"] == "coding.opened":
            raise OSError("the disk is full")
        return real(thing, **how)

    monkeypatch.setattr(record, "change", broken)
    with pytest.raises(OSError, match="disk"):
        room.submit(room.second)

    assert Coding.objects.filter(state="submitted").count() == 1
    assert set(Coding.objects.values_list("classification", flat=True)) == {"sealed"}


@pytest.mark.parametrize("end", ["", "both/"])
def test_a_coder_finds_nothing_of_the_other_by_guessing_addresses(room: Room, end: str) -> None:
    theirs = room.submit(room.first)
    client = make.signed_in(room.second)
    p = f"/{room.here.id}/coding"

    guesses = [f"{p}/{theirs.local_id}/", f"{p}/{theirs.local_id}/both/", room.address("both/")]

    assert [client.get(path).status_code for path in guesses] == [404, 404, 404]


def test_a_third_analyst_has_no_sheet_of_what_others_were_given(room: Room) -> None:
    assert make.signed_in(room.third).get(room.address()).status_code == 404


def test_a_first_coding_is_not_in_use_not_even_for_its_coder(room: Room) -> None:
    room.submit(room.first)

    assert codings_in_use(looking(viewer_of(room.first)), room.here.id) == {}


def test_one_of_two_open_codings_is_in_use_as_provisional(room: Room) -> None:
    room.submit(room.first)
    room.submit(room.second)

    found = codings_in_use(looking(), room.here.id)[room.commitment.id]

    assert found.provisional


def test_as_known_before_both_were_in_there_was_no_coding(room: Room) -> None:
    room.submit(room.first)
    with at(date(2026, 11, 23)):
        room.submit(room.second)
        view = looking(on=date(2026, 11, 23), known=date(2026, 11, 22))
        assert codings_in_use(view, room.here.id) == {}


def test_as_known_after_both_were_in_the_coding_is_that_of_its_version(room: Room) -> None:
    room.submit(room.first)
    room.submit(room.second)
    with at(date(2026, 11, 25)):
        view = looking(on=date(2026, 11, 25), known=date(2026, 11, 22))
        found = codings_in_use(view, room.here.id)[room.commitment.id]

    assert [each.key for each in found.criteria] == ["begun", "done"]
    assert {each.answer for each in found.judgements} == {"not met"}


def test_a_sheet_is_not_submitted_twice(room: Room) -> None:
    room.submit(room.first)

    with pytest.raises(Refused, match="not changed any more"):
        room.submit(room.first)


def test_a_submitted_coding_is_not_edited(room: Room) -> None:
    room.submit(room.first)

    with pytest.raises(Refused, match="not changed any more"):
        room.save(room.first, {})
    assert Judgement.objects.filter(answer="not met").count() == 2


def test_nobody_submits_after_their_role_was_revoked(room: Room) -> None:
    room.save(room.first)
    membership = room.first.memberships.get()
    record.remove(membership, by=SYSTEM, action="membership.revoked")

    with pytest.raises((Missing, NotAllowed)):
        room.submit(room.first)
    assert set(Coding.objects.values_list("state", flat=True)) == {"draft"}


def test_a_coder_who_became_a_reader_only_submits_nothing(room: Room) -> None:
    room.save(room.first)
    membership = room.first.memberships.get()
    record.change(membership, by=SYSTEM, action="membership.changed", roles=["reader"])

    with pytest.raises(NotAllowed):
        room.submit(room.first)


def test_two_windows_of_one_coder_do_not_overwrite_each_other(room: Room) -> None:
    stale = room.seen_by(room.first)
    room.save(room.first)

    with pytest.raises(Conflict):
        coding.save(room.assignment.id, room.answers("met"), expected=stale, by=room.first)


def test_a_submission_from_a_stale_window_is_refused(room: Room) -> None:
    stale = room.seen_by(room.first)
    room.save(room.first)

    with pytest.raises(Conflict):
        coding.save(
            room.assignment.id, room.answers("met"), expected=stale, by=room.first, submit=True
        )
    assert set(Coding.objects.values_list("state", flat=True)) == {"draft"}


def test_criteria_replaced_meanwhile_leave_both_sheets_with_their_version(room: Room) -> None:
    room.submit(room.first)
    new = criteria.draft(room.commitment.id, by=room.third)
    lines = [criteria.Line("result", "Something else was done.")]
    criteria.save_and_adopt(new.id, lines, expected=coders.shown(new), by=room.third)

    room.submit(room.second)

    assert set(Coding.objects.values_list("version__number", flat=True)) == {1}
    found = codings_in_use(looking(), room.here.id)[room.commitment.id]
    assert [each.key for each in found.criteria] == ["begun", "done"]


def test_every_criterion_needs_an_answer_before_submission(room: Room) -> None:
    with pytest.raises(Refused, match="each criterion"):
        room.submit(room.first, {"begun": Answered("met", "Seen.")})
    assert Coding.objects.count() == 0


def test_every_answer_needs_a_reason_before_submission(room: Room) -> None:
    with pytest.raises(Refused, match="reason"):
        room.submit(room.first, room.answers(reason=" "))


def test_an_answer_to_another_criterion_is_refused(room: Room) -> None:
    with pytest.raises(Refused, match="does not ask"):
        room.save(room.first, {"elsewhere": Answered("met", "Seen.")})


def test_an_answer_that_is_no_answer_is_refused(room: Room) -> None:
    with pytest.raises(Refused, match="does not ask"):
        room.save(room.first, {"begun": Answered("perhaps", "Seen.")})


def test_a_third_person_cannot_save_anothers_sheet(room: Room) -> None:
    with pytest.raises(Missing):
        coding.save(room.assignment.id, room.answers(), expected="", by=room.third)


def test_evidence_of_another_commitment_is_not_cited(room: Room) -> None:
    other = builders.commitment(room.commitment.instrument, "meetings")
    piece = coders.evidence(other)

    with pytest.raises(Refused, match="no longer there"):
        room.save(room.first, {"begun": Answered("met", "Seen.", (piece.id,))})


def test_withdrawn_evidence_is_not_cited(room: Room) -> None:
    piece = coders.evidence(room.commitment, withdrawn=True)

    with pytest.raises(Refused, match="no longer there"):
        room.save(room.first, {"begun": Answered("met", "Seen.", (piece.id,))})


def test_what_fewer_may_see_than_the_commitment_does_not_bear_it_out(room: Room) -> None:
    piece = coders.evidence(room.commitment, of_original="partners")

    with pytest.raises(Refused, match="Not everybody"):
        room.save(room.first, {"begun": Answered("met", "Seen.", (piece.id,))})


def test_evidence_that_all_may_see_is_cited(room: Room) -> None:
    piece = coders.evidence(room.commitment)

    room.save(room.first, {"begun": Answered("met", "Seen.", (piece.id,))})

    assert Judgement.objects.get().evidence == [piece.id]


def test_codings_of_a_sealed_commitment_open_to_its_readers_only(room: Room) -> None:
    sealed = record.change(
        room.commitment, by=SYSTEM, action="commitment.sealed", classification="sealed", seal="s1"
    )
    for person in (room.first, room.second, room.third):
        record.name_reader(sealed, person.id, by=SYSTEM)
    room.submit(room.first)

    room.submit(room.second)

    assert coders.pair_of(room, room.third) is not None
    assert coders.pair_of(room, room.auditor) is None
    assert codings_in_use(looking(viewer_of(room.third)), room.here.id)


def test_a_coder_knows_the_stage_of_their_own_sheet_and_others_do_not(room: Room) -> None:
    room.submit(room.first)

    own = sheets.tasks(looking(viewer_of(room.first)), room.here.id)[0].stage
    theirs = sheets.tasks(looking(viewer_of(room.second)), room.here.id)[0].stage
    third = sheets.tasks(looking(viewer_of(room.secretariat)), room.here.id)[0].stage

    assert (own, theirs, third) == ("submitted", "to do", "awaited")


def test_the_level_is_explained_only_after_saving(room: Room) -> None:
    client = make.signed_in(room.first)
    before = client.get(room.address()).content.decode()

    room.save(room.first)

    after = client.get(room.address()).content.decode()
    assert "What follows from your answers" not in before
    assert "What follows from your answers" in after


def test_a_sheet_is_filled_in_and_submitted_through_its_page(room: Room) -> None:
    client = make.signed_in(room.first)
    data = {"expected": "", "do": "submit"}
    for key in ("begun", "done"):
        data |= {f"answer-{key}": "unclear", f"reason-{key}": "Sources differ."}

    response = client.post(room.address(), data)

    assert response.status_code == 302
    assert Coding.objects.get().state == "submitted"


def test_a_page_says_what_is_missing_and_keeps_what_was_written(room: Room) -> None:
    client = make.signed_in(room.first)

    response = client.post(
        room.address(), {"expected": "", "do": "submit", "reason-begun": "Half a thought."}
    )

    assert response.status_code == 400
    assert "Half a thought." in response.content.decode()
    assert Coding.objects.count() == 0


def test_the_ledger_verifies_after_a_whole_coding(room: Room) -> None:
    room.submit(room.first)
    room.submit(room.second)

    assert record.verify_ledger()
    assert LedgerEntry.objects.filter(action="coding.opened").count() == 2

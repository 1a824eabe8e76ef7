"""An uploaded text is read, and decided on piece by piece."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

import make
from desk.agreements.builders import looking
from desk.agreements.pact import PACT, decided, finished, proposals
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements import selectors, services
from servanda.desk.agreements.models import Reading
from servanda.desk.agreements.services import fingerprint
from servanda.desk.agreements.words import Decision
from servanda.desk.record.models import LedgerEntry
from servanda.reading import NotAnAgreement
from servanda.reading.formats import UnreadableDocument

pytestmark = pytest.mark.django_db


def test_the_words_of_each_proposal_are_words_of_the_text(reading: Reading) -> None:
    words = [PACT[each.start : each.end] for each in proposals(reading)]

    assert words == [
        "The Parties shall establish a joint working group within three months of signature",
        "The Parties shall meet at least once a year",
        "The Parties may invite experts",
    ]


def test_a_proposal_carries_its_time_rule(reading: Reading) -> None:
    fields = proposals(reading)[0].fields

    assert (fields["deadline_duration"], fields["deadline_anchor"]) == ("P3M", "signature")


def test_what_is_no_agreement_is_not_stored(here: Partnership, officer: Person) -> None:
    with pytest.raises(NotAnAgreement):
        services.open_reading(
            here.id, file_name="news.txt", data=b"It rained on Monday. " * 50, by=officer
        )

    assert not Reading.objects.exists()


def test_what_cannot_be_read_is_not_stored(here: Partnership, officer: Person) -> None:
    with pytest.raises(UnreadableDocument):
        services.open_reading(here.id, file_name="empty.pdf", data=b"", by=officer)

    assert not Reading.objects.exists()


@pytest.mark.parametrize("role", ["reader", "analyst", "auditor", "operator"])
def test_only_officers_and_the_secretariat_open_readings(
    here: Partnership, north: Party, role: str
) -> None:
    somebody = make.person(role=role, party=north)

    with pytest.raises(services.NotAllowed):
        services.open_reading(here.id, file_name="pact.txt", data=PACT.encode(), by=somebody)


def test_an_officer_of_another_partnership_may_not_decide(reading: Reading) -> None:
    elsewhere = make.partnership("east-west")
    stranger = make.person(role="officer", party=make.party(elsewhere, "east"))

    with pytest.raises(services.Missing):
        decided(services.accept, proposals(reading)[0], stranger)


def test_nobody_opens_a_reading_that_they_could_not_see(
    here: Partnership, officer: Person, south: Party
) -> None:
    with pytest.raises(services.Refused, match="could not see it yourself"):
        services.open_reading(
            here.id,
            file_name="pact.txt",
            data=PACT.encode(),
            by=officer,
            classification="party",
            held_by=south,
        )


def test_a_reading_is_shown_to_those_who_may_decide(reading: Reading, officer: Person) -> None:
    view = selectors.reading(looking(viewer_for(officer)), reading.partnership_id, reading.id)

    assert view is not None
    assert (view.decided, view.total) == (0, 3)


def test_a_reading_is_not_shown_to_readers(reading: Reading, north: Party) -> None:
    reader = make.viewer(role="reader", party=north)

    view = selectors.reading(looking(reader), reading.partnership_id, reading.id)

    assert (view, selectors.readings(looking(reader), reading.partnership_id)) == (None, [])


def test_accepting_is_recorded_with_who_did_it(reading: Reading, officer: Person) -> None:
    decided(services.accept, proposals(reading)[0], officer)

    last = LedgerEntry.objects.latest("sequence")
    assert (last.action, last.actor_id) == ("proposal.accepted", officer.id)


def test_a_decision_on_an_old_page_is_a_conflict(reading: Reading, officer: Person) -> None:
    proposal = proposals(reading)[0]
    old = fingerprint(proposal)
    decided(services.accept, proposal, officer)

    with pytest.raises(services.Conflict, match="Somebody else changed this"):
        services.drop(proposal.id, expected=old, by=officer)


def test_a_correction_replaces_what_it_names(reading: Reading, officer: Person) -> None:
    changed = decided(services.correct, proposals(reading)[0], officer, {"force": "undertaking"})

    assert (changed.fields["force"], changed.fields["deadline_duration"]) == ("undertaking", "P3M")


@pytest.mark.parametrize(
    "wrong",
    [
        {"force": "promise"},
        {"actors": "the Parties"},
        {"deadline_date": "10 May"},
        {"area": "sports"},
        {"due_date": "2026-01-01"},
        {"partnership_id": "elsewhere"},
        {"recurrence_times": -1},
    ],
    ids=str,
)
def test_a_correction_that_makes_no_commitment_is_refused(
    reading: Reading, officer: Person, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        decided(services.correct, proposals(reading)[0], officer, wrong)


@pytest.mark.parametrize(
    "wrong", [{"start": 5, "end": 5}, {"end": 10**6}, {"start": -1}, {"eid": "art_99"}], ids=str
)
def test_a_span_outside_the_text_is_refused(
    reading: Reading, officer: Person, wrong: dict[str, Any]
) -> None:
    with pytest.raises(services.Refused):
        decided(services.correct, proposals(reading)[0], officer, wrong)


def test_a_split_proposal_falls_into_its_words(reading: Reading, officer: Person) -> None:
    proposal = proposals(reading)[0]
    cut = PACT.index("within three")

    pieces = decided(services.split, proposal, officer, [cut])

    assert [PACT[each.start : each.end] for each in pieces] == [
        "The Parties shall establish a joint working group",
        "within three months of signature",
    ]


def test_a_cut_outside_the_words_is_refused(reading: Reading, officer: Person) -> None:
    with pytest.raises(services.Refused, match="a cut must lie"):
        decided(services.split, proposals(reading)[0], officer, [0])


def test_a_piece_without_words_is_refused(reading: Reading, officer: Person) -> None:
    proposal = proposals(reading)[0]
    word = PACT.index("shall establish")

    with pytest.raises(services.Refused, match="no words"):
        decided(services.split, proposal, officer, [word - 1, word])


def test_a_split_proposal_is_not_decided_itself(reading: Reading, officer: Person) -> None:
    proposal = proposals(reading)[0]
    decided(services.split, proposal, officer, [proposal.start + 12])
    proposal.refresh_from_db()

    with pytest.raises(services.Refused, match="decide its pieces"):
        decided(services.accept, proposal, officer)


def test_undoing_a_split_leaves_the_proposal_as_it_was(reading: Reading, officer: Person) -> None:
    proposal = proposals(reading)[0]
    decided(services.split, proposal, officer, [proposal.start + 12])
    proposal.refresh_from_db()

    decided(services.undo, proposal, officer)

    assert reading.proposals.filter(decision=Decision.PENDING).count() == 3


def test_undoing_a_correction_brings_the_reader_s_fields_back(
    reading: Reading, officer: Person
) -> None:
    proposal = proposals(reading)[0]
    before = (proposal.fields, proposal.start)
    changes = {"force": "undertaking", "start": proposal.start + 4}
    changed = decided(services.correct, proposal, officer, changes)

    undone = decided(services.undo, changed, officer)

    assert (undone.fields, undone.start) == before


def test_nothing_is_adopted_while_a_proposal_is_open(reading: Reading, officer: Person) -> None:
    decided(services.accept, proposals(reading)[0], officer)

    with pytest.raises(services.Refused, match="2 proposals are still to be decided"):
        finished(reading, officer)


def test_accepting_all_leaves_decisions_that_were_taken(reading: Reading, officer: Person) -> None:
    decided(services.drop, proposals(reading)[2], officer)

    number = services.accept_all(reading.id, by=officer)

    assert (number, proposals(reading)[2].decision) == (2, Decision.DROPPED)

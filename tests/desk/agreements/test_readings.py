"""An uploaded text is read, decided on piece by piece, and adopted at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

import make
from desk.agreements.builders import looking
from exchange.dossier.small import small_dossier
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements import selectors, services
from servanda.desk.agreements.models import Commitment, Instrument, Proposal, Reading
from servanda.desk.agreements.services import InstrumentDetails, Part, fingerprint
from servanda.desk.agreements.words import Decision, ReadingState
from servanda.desk.record.models import Citation, LedgerEntry
from servanda.desk.record.services import SYSTEM
from servanda.exchange import dossier
from servanda.reading import NotAnAgreement
from servanda.reading.formats import UnreadableDocument

pytestmark = pytest.mark.django_db

PACT = """MEMORANDUM OF UNDERSTANDING
between the Government of Northland and the Government of Southland
on Cooperation in Transport

The Government of Northland and the Government of Southland (hereinafter "the Parties"),

Have agreed as follows:

Article 1
Cooperation

The Parties shall establish a joint working group within three months of signature.

Article 2
Meetings

The Parties shall meet at least once a year. The Parties may invite experts.

Article 3
Final provisions

This Memorandum shall enter into force on the date of its signature.

Done at Porttown on 10 February 2026, in two originals in the English language.
"""
DETAILS = InstrumentDetails(
    local_id="transport-memorandum",
    kind="memorandum",
    title_en="Memorandum on Cooperation in Transport",
    signed=date(2026, 2, 10),
    parts=(Part(party="north"), Part(name="Southland")),
)


@pytest.fixture
def officer(north: Party) -> Person:
    return make.person(role="officer", party=north)


@pytest.fixture
def reading(here: Partnership, officer: Person) -> Reading:
    return services.open_reading(here.id, file_name="pact.txt", data=PACT.encode(), by=officer)


def proposals(reading: Reading) -> list[Proposal]:
    return list(reading.proposals.filter(split_from=None).order_by("start"))


def decided(choose: Any, proposal: Proposal, by: Person, *args: Any) -> Any:
    return choose(proposal.id, *args, expected=fingerprint(proposal), by=by)


def finished(reading: Reading, by: Person, details: InstrumentDetails = DETAILS) -> Instrument:
    reading.refresh_from_db()
    return services.finish_reading(reading.id, details, expected=fingerprint(reading), by=by)


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


@pytest.fixture
def adopted(reading: Reading, officer: Person) -> Instrument:
    decided(services.drop, proposals(reading)[2], officer)
    services.accept_all(reading.id, by=officer)
    return finished(reading, officer)


def test_what_was_accepted_becomes_dated_commitments(adopted: Instrument) -> None:
    found = selectors.due_dates(looking(), adopted.partnership_id)

    assert [(each.commitment.quote, str(each.date), each.place) for each in found] == [
        (
            "The Parties shall establish a joint working group within three months of signature",
            "2026-05-10",
            "Article 1",
        ),
        ("The Parties shall meet at least once a year", "2027-02-10", "Article 2"),
    ]


def test_the_parties_of_the_text_are_found_by_their_names(
    adopted: Instrument, north: Party
) -> None:
    filters = selectors.CommitmentFilters(party="north")

    found = selectors.commitments(looking(), adopted.partnership_id, filters)

    assert found.total == 0  # the text calls it Northland, and no such name is known of it


def test_a_party_added_with_the_instrument_is_found_by_its_name(adopted: Instrument) -> None:
    filters = selectors.CommitmentFilters(party="party-2")

    found = selectors.commitments(looking(), adopted.partnership_id, filters)

    assert found.total == 2


def test_the_text_is_stored_as_it_was_read(adopted: Instrument) -> None:
    assert adopted.texts.get().body == PACT


def test_each_adopted_commitment_names_the_text_as_its_source(adopted: Instrument) -> None:
    cited = Citation.objects.filter(subject_kind="commitment").values_list("subject_id", flat=True)
    assert set(cited) == {each.id for each in Commitment.objects.all()}


def test_a_finished_reading_takes_no_more_decisions(
    adopted: Instrument, reading: Reading, officer: Person
) -> None:
    with pytest.raises(services.Refused, match="finished"):
        decided(services.undo, proposals(reading)[0], officer)


def test_every_write_of_adopting_stands_in_the_ledger(
    adopted: Instrument, reading: Reading
) -> None:
    reading.refresh_from_db()

    actions = set(LedgerEntry.objects.values_list("action", flat=True))
    assert reading.state == ReadingState.FINISHED
    assert {
        "instrument.added",
        "text.added",
        "provision.added",
        "event.added",
        "commitment.adopted",
        "citation.added",
        "proposal.adopted",
        "reading.finished",
    } <= actions


def test_an_instrument_that_is_there_already_stops_everything(
    reading: Reading, officer: Person, charter: Instrument
) -> None:
    services.accept_all(reading.id, by=officer)
    entries = LedgerEntry.objects.count()
    details = InstrumentDetails(local_id="charter", kind="charter", title_en="Again")

    with pytest.raises(services.Refused, match="already"):
        finished(reading, officer, details)

    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize("local_id", ["", "Über", "a b", "-a", "a--b", "a/../b", "x" * 61])
def test_an_id_that_could_not_stand_in_an_address_is_refused(
    here: Partnership, officer: Person, local_id: str
) -> None:
    details = InstrumentDetails(local_id=local_id, kind="charter", title_en="A title")

    with pytest.raises(services.Refused, match="small letters"):
        services.add_instrument(here.id, details, by=officer)


def test_what_was_adopted_comes_out_with_the_dossier(tmp_path: Path) -> None:
    dossier.write(small_dossier(), tmp_path / "in")
    services.load_dossier(tmp_path / "in", by=SYSTEM)
    officer = make.person(role="officer", party=Party.objects.get(id="north-south.north"))
    text = PACT.replace("Have agreed", "Desiring to strengthen their cooperation,\n\nHave agreed")
    reading = services.open_reading(
        "north-south", file_name="pact.txt", data=text.encode(), by=officer
    )
    services.accept_all(reading.id, by=officer)
    finished(reading, officer, replace(DETAILS, parts=(Part(party="north"), Part(party="south"))))

    services.dump_dossier("north-south", tmp_path / "out")

    assert len(dossier.read(tmp_path / "out").commitments) == 5


def test_a_reading_can_be_given_up(reading: Reading, officer: Person) -> None:
    services.discard_reading(reading.id, expected=fingerprint(reading), by=officer)

    assert (Reading.objects.count(), Proposal.objects.count()) == (0, 0)


def test_a_new_party_of_a_confidential_instrument_is_refused(
    here: Partnership, officer: Person
) -> None:
    details = InstrumentDetails(
        local_id="secret",
        kind="memorandum",
        title_en="A title",
        classification="partners",
        parts=(Part(name="Newland"),),
    )

    with pytest.raises(services.Refused, match="would tell of this instrument"):
        services.add_instrument(here.id, details, by=officer)

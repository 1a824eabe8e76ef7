"""What was accepted of a reading becomes an instrument, at once or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import make
from desk.agreements.builders import looking
from desk.agreements.pact import DETAILS, PACT, decided, finished, proposals
from exchange.dossier.small import small_dossier
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.agreements import selectors, services
from servanda.desk.agreements.models import Commitment, Instrument, Proposal, Reading
from servanda.desk.agreements.services import InstrumentDetails, Part, fingerprint
from servanda.desk.agreements.words import ReadingState
from servanda.desk.record.models import Citation, LedgerEntry
from servanda.desk.record.services import SYSTEM
from servanda.exchange import dossier

pytestmark = pytest.mark.django_db


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


def test_a_finished_reading_answers_whoever_comes_late(
    adopted: Instrument, reading: Reading, officer: Person, client: Client
) -> None:
    client.force_login(officer, backend=make.BACKEND)
    where = [reading.partnership_id, reading.id]

    answer = client.post(reverse("accept_rest", args=where))

    assert (answer.status_code, Commitment.objects.count()) == (422, 2)

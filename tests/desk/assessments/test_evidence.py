"""Linking words of an original to a commitment: cut from the text, once, and never more openly."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments import quoted
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Missing, NotAllowed, Refused
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors import evidence_about
from servanda.desk.assessments.services import accept, withdraw
from servanda.desk.record import services as record
from servanda.desk.record.models import LedgerEntry, Recorded
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture
def north(here: Partnership) -> Party:
    return make.party(here, "north")


@pytest.fixture
def south(here: Partnership) -> Party:
    return make.party(here, "south")


@pytest.fixture
def lists(here: Partnership) -> Commitment:
    return builders.commitment(builders.instrument(here))


@pytest.fixture
def analyst(north: Party) -> Person:
    return make.person(role="analyst", party=north)


@pytest.fixture
def report(here: Partnership) -> Original:
    return quoted.original(here)


def entries() -> int:
    return LedgerEntry.objects.count()


def seal(thing: Recorded, *people: Person) -> None:
    record.change(thing, by=SYSTEM, action="sealed", classification="sealed")
    for person in people:
        record.name_reader(thing, person.id, by=SYSTEM)  # type: ignore[arg-type]


def test_the_quote_is_cut_from_the_stored_text(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)

    assert piece.quote == quoted.ADOPTED == report.text[piece.start : piece.end]
    assert piece.text_sha256 == report.text_sha256
    assert LedgerEntry.objects.last().action == "evidence.accepted"  # type: ignore[union-attr]


def test_spaces_around_the_words_are_left_out(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst, words=f" {quoted.ADOPTED} ")

    assert piece.quote == quoted.ADOPTED


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 10_000), (10_000, 10_005)])
def test_words_outside_the_text_are_refused(
    report: Original, lists: Commitment, analyst: Person, start: int, end: int
) -> None:
    fields: dict[str, Any] = {"direction": "progress", "strength": "official act"}

    with pytest.raises(Refused, match="characters"):
        accept(report.id, start, end, "commitment", lists.id, by=analyst, **fields)

    assert not Evidence.objects.exists()


def test_a_letter_is_not_parted_from_its_mark(
    here: Partnership, lists: Commitment, analyst: Person
) -> None:
    decomposed = quoted.original(here, "Gorus\u0327 kec\u0327irildi.")

    with pytest.raises(Refused, match="inside a letter"):
        quoted.linked(decomposed, lists, analyst, words="Gorus")


def test_furniture_of_a_page_is_not_evidence(
    here: Partnership, lists: Commitment, analyst: Person
) -> None:
    text = "Read also: tunnel opened\n\nThe list was adopted in Bakı."
    page = quoted.original(here, text, furniture=[[0, 10, "teaser"], [11, 24, "teaser"]])

    with pytest.raises(Refused, match="furniture"):
        quoted.linked(page, lists, analyst, words="also: tunnel opened")


def test_words_that_reach_out_of_the_furniture_are_evidence(
    here: Partnership, lists: Commitment, analyst: Person
) -> None:
    page = quoted.original(here, f"Menu\n{quoted.ADOPTED}", furniture=[[0, 4, "menu"]])

    assert quoted.linked(page, lists, analyst, words=f"Menu\n{quoted.ADOPTED}").start == 0


def test_the_same_form_sent_twice_makes_one_link(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    first = quoted.linked(report, lists, analyst)
    before = entries()

    second = quoted.linked(report, lists, analyst)

    assert second.id == first.id
    assert entries() == before


def test_the_same_words_are_not_linked_again_as_something_else(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    quoted.linked(report, lists, analyst)

    with pytest.raises(Refused, match="linked to it already, as progress"):
        quoted.linked(report, lists, analyst, direction="setback")


def test_words_whose_link_was_withdrawn_can_be_linked_anew(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    first = quoted.linked(report, lists, analyst)
    withdraw(first.id, by=analyst, reason="It was another list.")

    assert quoted.linked(report, lists, analyst).id != first.id


def test_one_quote_may_speak_of_two_commitments(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    other = builders.commitment(lists.instrument, "meetings")

    assert quoted.linked(report, lists, analyst) != quoted.linked(report, other, analyst)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-02-10", date(2026, 2, 10)),
        ("2026-02", date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2025", date(2025, 12, 31)),
        ("2026", date(2026, 11, 19)),  # the day on which it was taken in: not later than that
    ],
)
def test_the_day_of_the_source_is_the_last_that_its_date_can_mean(
    here: Partnership, lists: Commitment, analyst: Person, published: str, day: date
) -> None:
    report = quoted.original(here, published=published)

    assert quoted.linked(report, lists, analyst).source_on == day


@pytest.mark.parametrize("published", ["", "2026-13", "2026-02-30", "spring"])
def test_a_source_without_a_date_needs_one(
    here: Partnership, lists: Commitment, analyst: Person, published: str
) -> None:
    report = quoted.original(here, published=published)

    with pytest.raises(Refused, match="Give the date of the source"):
        quoted.linked(report, lists, analyst)

    assert quoted.linked(report, lists, analyst, source_on=date(2026, 3, 1))


def test_a_source_of_tomorrow_is_refused(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    with at(date(2026, 11, 21)), pytest.raises(Refused, match="lies ahead"):
        quoted.linked(report, lists, analyst, source_on=date(2026, 11, 22))


def test_progress_after_its_own_report_is_refused(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    with pytest.raises(Refused, match="dated after the source"):
        quoted.linked(report, lists, analyst, fact_on=date(2026, 2, 22))


@pytest.mark.parametrize(
    "said",
    [
        {"direction": "announcement"},
        {"fact_precision": "month"},
        {"fact_precision": "about"},
    ],
    ids=str,
)
def test_a_later_fact_may_be_announced_or_known_less_exactly(
    report: Original, lists: Commitment, analyst: Person, said: dict[str, str]
) -> None:
    assert quoted.linked(report, lists, analyst, fact_on=date(2026, 2, 22), **said)


def test_a_direction_that_there_is_none_of_is_refused(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    with pytest.raises(ValidationError, match="direction"):
        quoted.linked(report, lists, analyst, direction="done")


@pytest.mark.parametrize("kind", ["instrument", "evidence", "person", "nonsense"])
def test_evidence_is_about_what_can_be_carried_out(
    report: Original, lists: Commitment, analyst: Person, kind: str
) -> None:
    fields: dict[str, Any] = {"direction": "progress", "strength": "official act"}

    with pytest.raises(Refused, match="about a commitment"):
        accept(report.id, 0, 6, kind, lists.id, by=analyst, **fields)


def test_a_commitment_of_another_partnership_is_not_there(
    report: Original, analyst: Person
) -> None:
    elsewhere = builders.commitment(builders.instrument(make.partnership("east-west")))

    with pytest.raises(Missing):
        quoted.linked(report, elsewhere, analyst)


@pytest.mark.parametrize("role", ["reader", "secretariat", "auditor", "approver"])
def test_it_takes_an_analyst_or_an_officer(
    report: Original, lists: Commitment, north: Party, role: str
) -> None:
    with pytest.raises(NotAllowed):
        quoted.linked(report, lists, make.person(role=role, party=north))


@pytest.mark.parametrize(
    ("of_original", "of_commitment", "then"),
    [
        ("public", "public", "public"),
        ("partners", "public", "partners"),
        ("public", "partners", "partners"),
        ("party", "partners", "party"),
        ("public", "party", "party"),
        ("party", "party", "party"),
    ],
)
def test_a_quote_is_no_more_open_than_its_original_and_its_subject(
    here: Partnership,
    north: Party,
    analyst: Person,
    of_original: str,
    of_commitment: str,
    then: str,
) -> None:
    held = {"public": None, "partners": None, "party": north}
    report = quoted.original(here, classification=of_original, held_by=held[of_original])
    charter = builders.instrument(here)
    lists = builders.commitment(charter, classification=of_commitment, held_by=held[of_commitment])

    piece = quoted.linked(report, lists, analyst)

    assert piece.classification == then
    assert piece.held_by == held[then]


def test_a_commitment_within_a_hidden_instrument_hides_its_evidence(
    here: Partnership, report: Original, analyst: Person
) -> None:
    charter = builders.instrument(here, classification="partners")

    piece = quoted.linked(report, builders.commitment(charter), analyst)

    assert piece.classification == "partners"


def test_what_two_parties_hold_apart_does_not_combine(
    here: Partnership, north: Party, south: Party
) -> None:
    both = make.person(role="analyst", party=north)
    membership = both.memberships.get()
    record.create(
        type(membership)(person=both, partnership=here, party=south, roles=["analyst"]),
        by=SYSTEM,
        action="membership.granted",
    )
    report = quoted.original(here, classification="party", held_by=north)
    lists = builders.commitment(builders.instrument(here), classification="party", held_by=south)

    with pytest.raises(Refused, match="neither may see both"):
        quoted.linked(report, lists, both)

    assert not Evidence.objects.exists()


def test_a_quote_of_a_sealed_original_is_for_the_people_named_on_it(
    report: Original, lists: Commitment, analyst: Person, north: Party
) -> None:
    colleague, later = (make.person(role="analyst", party=north) for _ in range(2))
    seal(report, analyst)

    piece = quoted.linked(report, lists, analyst)
    record.name_reader(report, later.id, by=SYSTEM)

    seen = [
        bool(evidence_about(looking(viewer_for(each)), lists.partnership_id))
        for each in (analyst, later, colleague)
    ]
    assert piece.classification == "sealed"
    assert seen == [True, True, False]


def test_who_does_not_see_the_original_learns_nothing_of_it(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    seal(report)

    with pytest.raises(Missing):
        quoted.linked(report, lists, analyst)


def test_a_quote_of_an_altered_original_is_not_linked(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    quoted.path_of(report).write_bytes(b"something else")

    with pytest.raises(Refused, match=r"was altered\. Restore"):
        quoted.linked(report, lists, analyst)

    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("precision", "known_by"),
    [
        ("day", date(2025, 3, 5)),
        ("month", date(2025, 3, 31)),
        ("year", date(2025, 12, 31)),
        ("about", None),
    ],
)
def test_a_fact_of_a_month_or_year_had_happened_by_its_last_day(
    precision: str, known_by: date | None
) -> None:
    told = Evidence(fact_on=date(2025, 3, 5), fact_precision=precision, source_on=date(2026, 2, 10))

    assert told.fact_by == known_by


def test_a_fact_of_a_month_had_happened_when_it_was_reported_within_it() -> None:
    told = Evidence(fact_on=date(2026, 2, 1), fact_precision="month", source_on=date(2026, 2, 10))

    assert told.fact_by == date(2026, 2, 10)

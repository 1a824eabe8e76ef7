"""Amending, withdrawing and taking back: the words stay, and every change is on record."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

import make
from desk.agreements import builders
from desk.assessments import quoted
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.agreements.errors import Conflict, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Ending, Evidence
from servanda.desk.assessments.services import amend, take_back, withdraw
from servanda.desk.record import services as record
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import SYSTEM
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture
def north(here: Partnership) -> Party:
    return make.party(here, "north")


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


def test_amending_changes_what_is_said_and_leaves_the_words(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)

    after = amend(piece.id, by=analyst, reason="A ministry said it.", strength="party's claim")

    assert (after.strength, after.quote) == ("party's claim", quoted.ADOPTED)
    assert LedgerEntry.objects.last().reason == "A ministry said it."  # type: ignore[union-attr]


@pytest.mark.parametrize("field", ["quote", "start", "original_id", "classification", "withdrawn"])
def test_what_a_link_rests_on_is_not_amended(
    report: Original, lists: Commitment, analyst: Person, field: str
) -> None:
    piece = quoted.linked(report, lists, analyst)

    with pytest.raises(ValidationError, match="cannot be changed"):
        amend(piece.id, by=analyst, **{field: "public"})


def test_two_people_do_not_overwrite_each_other(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)
    seen = fingerprint(piece)
    amend(piece.id, by=analyst, direction="setback")

    with pytest.raises(Conflict):
        amend(piece.id, by=analyst, expected=seen, direction="denial")


def test_an_unverified_quote_is_not_amended_but_can_be_withdrawn(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)
    quoted.path_of(report).unlink()

    with pytest.raises(Refused, match=r"is missing\. Restore"):
        amend(piece.id, by=analyst, direction="setback")

    assert withdraw(piece.id, by=analyst, reason="The original is lost.").withdrawn


def test_withdrawing_takes_a_reason_and_is_recorded_once(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)
    with pytest.raises(Refused, match="takes a reason"):
        withdraw(piece.id, by=analyst, reason=" ")
    withdraw(piece.id, by=analyst, reason="It was another list.")
    before = entries()

    withdraw(piece.id, by=analyst, reason="It was another list.")

    assert entries() == before


def test_what_was_withdrawn_is_not_amended(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)
    withdraw(piece.id, by=analyst, reason="It was another list.")

    with pytest.raises(Refused, match="was withdrawn"):
        amend(piece.id, by=analyst, direction="setback")


def test_taking_back_removes_the_link_and_keeps_what_it_was(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)

    take_back(piece.id, by=analyst)

    assert not Evidence.objects.exists()
    last = LedgerEntry.objects.last()
    assert last is not None
    assert (last.action, last.after) == ("evidence.taken_back", None)
    assert quoted.ADOPTED in (last.before or "")


def test_only_who_linked_the_words_takes_them_back(
    report: Original, lists: Commitment, analyst: Person, north: Party
) -> None:
    piece = quoted.linked(report, lists, analyst)

    with pytest.raises(Refused, match="Withdraw it instead"):
        take_back(piece.id, by=make.person(role="analyst", party=north))


def test_what_was_amended_is_not_taken_back(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)
    amend(piece.id, by=analyst, direction="setback")

    with pytest.raises(Refused, match="before anybody changes"):
        take_back(piece.id, by=analyst)


def test_what_a_decision_rests_on_is_not_taken_back(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    piece = quoted.linked(report, lists, analyst)
    ending = Ending(
        partnership=lists.partnership,
        commitment=lists,
        state="done",
        on=date(2026, 2, 20),
        reason_en="The list was adopted.",
        evidence=[piece.id],
    )
    record.create(ending, by=SYSTEM, action="ending.recorded")

    with pytest.raises(Refused, match="rests on this"):
        take_back(piece.id, by=analyst)

"""`servanda desk verify` names every quote that no longer stands, and why."""

from io import StringIO

import pytest
from django.core.management import call_command

import make
from desk.agreements import builders
from desk.assessments import quoted
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.services import withdraw
from servanda.desk.record.verification import faults
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists() -> Commitment:
    return builders.commitment(builders.instrument(make.partnership()))


@pytest.fixture
def analyst(lists: Commitment) -> Person:
    return make.person(role="analyst", party=make.party(lists.partnership, "north"))


@pytest.fixture
def report(lists: Commitment) -> Original:
    return quoted.original(lists.partnership)


@pytest.fixture
def piece(report: Original, lists: Commitment, analyst: Person) -> Evidence:
    return quoted.linked(report, lists, analyst)


def test_a_quote_that_stands_is_no_fault(piece: Evidence) -> None:
    assert list(faults()) == []


def test_the_quote_of_an_altered_original_is_named_with_the_reason(
    piece: Evidence, report: Original
) -> None:
    quoted.path_of(report).write_bytes(b"something else")

    [fault] = faults()

    assert fault.startswith(f"evidence {piece.id} is unverified: the file of the original was alt")
    assert report.id in fault


def test_what_was_withdrawn_is_not_named(
    piece: Evidence, report: Original, analyst: Person
) -> None:
    withdraw(piece.id, by=analyst, reason="It was another list.")
    quoted.path_of(report).unlink()

    assert list(faults()) == []


def test_the_command_says_that_there_is_more_than_it_names(
    report: Original, lists: Commitment, analyst: Person
) -> None:
    for start in range(30):
        quoted.linked(report, lists, analyst, words=report.text[start:])
    quoted.path_of(report).unlink()
    told = StringIO()

    with pytest.raises(SystemExit) as stopped:
        call_command("verify", stdout=told)

    assert stopped.value.code == 1
    assert told.getvalue().count("is unverified") == 20
    assert "There is more" in told.getvalue()

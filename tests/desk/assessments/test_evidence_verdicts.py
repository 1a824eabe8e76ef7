"""A quote whose original changed or vanished turns unverified everywhere at once, and back."""

import hashlib
import os
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments import quoted
from servanda.desk.accounts.models import Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments.models import Evidence
from servanda.desk.assessments.selectors import evidence_about, evidence_in, verification
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.assessments.services import amend, withdraw
from servanda.desk.sources import intact
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    intact.forget()
    verification.forget()


@pytest.fixture
def lists() -> Commitment:
    with at(date(2026, 1, 1)):
        return builders.commitment(builders.instrument(make.partnership()))


@pytest.fixture
def analyst(lists: Commitment) -> Person:
    return make.person(role="analyst", party=make.party(lists.partnership, "north"))


@pytest.fixture
def report(lists: Commitment) -> Original:
    with at(date(2026, 2, 22)):
        return quoted.original(lists.partnership)


@pytest.fixture
def piece(report: Original, lists: Commitment, analyst: Person) -> Evidence:
    with at(date(2026, 3, 1)):
        return quoted.linked(report, lists, analyst)


def verdict(of: Evidence) -> Verdict:
    return verdicts([of])[of.id]


def settle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the signature of a file at once, however new it is."""
    monkeypatch.setattr(intact, "SETTLED", -1)


def test_a_quote_that_was_never_touched_is_verified(piece: Evidence) -> None:
    assert verdict(piece) == Verdict.VERIFIED


def test_bytes_changed_on_the_disk_make_it_altered(piece: Evidence, report: Original) -> None:
    path = quoted.path_of(report)
    path.write_bytes(path.read_bytes().replace(b"adopted", b"refused"))

    assert verdict(piece) == Verdict.ALTERED


def test_bytes_changed_after_they_were_remembered_are_noticed(
    piece: Evidence, report: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    path = quoted.path_of(report)
    before = path.stat()
    assert verdict(piece) == Verdict.VERIFIED

    path.write_bytes(path.read_bytes().replace(b"adopted", b"refused"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert verdict(piece) == Verdict.ALTERED


def test_a_missing_file_makes_it_gone(piece: Evidence, report: Original) -> None:
    quoted.path_of(report).unlink()

    assert verdict(piece) == Verdict.GONE


def test_a_file_that_vanishes_after_it_was_remembered_is_gone(
    piece: Evidence, report: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    assert verdict(piece) == Verdict.VERIFIED

    quoted.path_of(report).unlink()

    assert verdict(piece) == Verdict.GONE


def test_a_folder_in_place_of_the_file_is_not_the_original(
    piece: Evidence, report: Original
) -> None:
    quoted.path_of(report).unlink()
    quoted.path_of(report).mkdir()

    assert verdict(piece) == Verdict.GONE


def test_a_restored_file_makes_it_verified_again(piece: Evidence, report: Original) -> None:
    path = quoted.path_of(report)
    data = path.read_bytes()
    path.write_bytes(b"something else")
    assert verdict(piece) == Verdict.ALTERED

    path.write_bytes(data)

    assert verdict(piece) == Verdict.VERIFIED


def test_a_text_changed_in_the_database_makes_it_moved(piece: Evidence, report: Original) -> None:
    assert verdict(piece) == Verdict.VERIFIED

    quoted.rewrite(report, text=report.text.replace("adopted", "refused"))

    assert verdict(piece) == Verdict.MOVED


def test_a_text_changed_far_from_the_quote_is_not_the_text_it_was_cut_from(
    piece: Evidence, report: Original
) -> None:
    quoted.rewrite(report, text=report.text.replace("Nothing else", "Much else"))

    assert verdict(piece) == Verdict.MOVED


def test_a_text_changed_together_with_its_hash_is_noticed(
    piece: Evidence, report: Original
) -> None:
    text = report.text.replace("Nothing else", "Much else")

    quoted.rewrite(report, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())

    assert verdict(piece) == Verdict.MOVED


def test_a_hash_of_the_text_that_was_changed_alone_is_noticed(
    piece: Evidence, report: Original
) -> None:
    quoted.rewrite(report, text_sha256="0" * 64)

    assert verdict(piece) == Verdict.MOVED


def test_a_text_put_back_makes_it_verified_again(piece: Evidence, report: Original) -> None:
    quoted.rewrite(report, text="Something else.")
    assert verdict(piece) == Verdict.MOVED

    quoted.rewrite(report, text=report.text)

    assert verdict(piece) == Verdict.VERIFIED


@pytest.mark.parametrize(
    "columns",
    [{"quote": "The list was refused in Bakı."}, {"start": 0}, {"end": 80}, {"quote": ""}],
    ids=str,
)
def test_a_link_changed_past_the_desk_is_not_verified(
    piece: Evidence, columns: dict[str, Any]
) -> None:
    assert verdict(piece) == Verdict.VERIFIED

    Evidence.objects.filter(pk=piece.pk).update(**columns)

    assert verdict(Evidence.objects.get()) == Verdict.MOVED


def test_every_reader_learns_of_it_at_once(
    piece: Evidence, report: Original, lists: Commitment
) -> None:
    def told() -> set[bool]:
        about = evidence_about(looking(), lists.partnership_id, [("commitment", lists.id)])
        return {
            *(each.verified for each in about["commitment", lists.id]),
            *(each.verified for each in evidence_in(looking(), report)),
        }

    assert told() == {True}

    quoted.path_of(report).unlink()

    assert told() == {False}


def test_the_past_is_shown_with_the_verdict_of_today(
    piece: Evidence, report: Original, lists: Commitment, analyst: Person
) -> None:
    with at(date(2026, 4, 1)):
        amend(piece.id, by=analyst, strength="independent report")
    with at(date(2026, 5, 1)):
        withdraw(piece.id, by=analyst, reason="It was another list.")
    quoted.path_of(report).unlink()

    then = evidence_about(looking(known=date(2026, 3, 15)), lists.partnership_id)

    [shown] = then["commitment", lists.id]
    assert shown.evidence.strength == "official act"
    assert shown.verdict == Verdict.GONE


def test_what_was_withdrawn_is_shown_only_where_it_is_asked_for(
    piece: Evidence, lists: Commitment, analyst: Person
) -> None:
    withdraw(piece.id, by=analyst, reason="It was another list.")

    assert evidence_about(looking(), lists.partnership_id) == {}
    assert evidence_about(looking(), lists.partnership_id, withdrawn=True)


def test_evidence_about_other_things_is_not_asked_for(piece: Evidence, lists: Commitment) -> None:
    others = [("commitment", f"{lists.partnership_id}.other"), ("project", lists.id)]

    assert evidence_about(looking(), lists.partnership_id, others) == {}


def test_a_source_of_after_the_day_that_one_looks_from_is_not_there_yet(
    piece: Evidence, lists: Commitment
) -> None:
    assert evidence_about(looking(on=date(2026, 2, 20)), lists.partnership_id) == {}
    assert evidence_about(looking(on=date(2026, 2, 21)), lists.partnership_id)


def test_many_quotes_take_a_few_queries_and_no_second_hashing(
    lists: Commitment, analyst: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(monkeypatch)
    for number in range(12):
        report = quoted.original(lists.partnership, f"{number} {quoted.WORDS}")
        quoted.linked(report, lists, analyst)
        quoted.linked(report, lists, analyst, words="Nothing else was said.")
    verdicts(Evidence.objects.all())
    monkeypatch.setattr(intact, "_hash", None)
    pieces = list(Evidence.objects.all())

    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = verdicts(pieces)

    assert set(found.values()) == {Verdict.VERIFIED}
    assert len(found) == 24
    assert len(asked) == 1


def test_a_file_that_changed_a_moment_ago_is_hashed_again(
    piece: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict(piece)
    monkeypatch.setattr(intact, "_hash", lambda _handle: "another hash")

    assert verdict(piece) == Verdict.ALTERED

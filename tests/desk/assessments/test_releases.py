"""Releases: what everybody may see, frozen under the next number, never changed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

import make
from desk.agreements import builders
from desk.agreements.builders import at, looking
from desk.assessments.quoted import linked, original, path_of
from desk.assessments.released import BEGUN, KNOWN, ON, Case, add, case, coded
from servanda.desk.agreements.errors import Conflict, NotAllowed, Refused
from servanda.desk.assessments.models import Finding, Release
from servanda.desk.assessments.selectors.release_content import Frozen, content
from servanda.desk.assessments.selectors.releases import (
    difference,
    preview,
    release,
    releases,
    told,
    written,
)
from servanda.desk.assessments.services.releases import publish
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM, head
from servanda.desk.record.verification import faults
from servanda.exchange import release as exchange
from servanda.ledger import Checkpoint

pytestmark = pytest.mark.django_db

FROZEN = Frozen(1, ON, KNOWN, Checkpoint(9, "a" * 64))


@pytest.fixture
def here() -> Iterator[Case]:
    made = case()
    with at(ON):
        yield made


def published(of: Case, **fields: Any) -> Release:
    return publish(of.here.id, by=of.analyst, **{"on": ON, **fields})


def bytes_of(of: Case) -> bytes:
    return exchange.write(content(of.here, FROZEN))


def test_a_release_holds_the_words_that_its_levels_rest_on(here: Case) -> None:
    said = told(published(here))

    lists = next(each for each in said.commitments if each.id == here.lists.id)
    assert (lists.words, lists.evidence[0].quote, lists.assessment and lists.assessment.level) == (
        here.lists.quote,
        here.evidence.quote,
        3,
    )


def test_a_release_names_the_stored_original_by_its_hash(here: Case) -> None:
    [source] = told(published(here)).sources

    assert (source.id, source.sha256) == (here.report.id, here.report.sha256)


def test_a_release_tells_how_each_date_comes_about_in_both_languages(here: Case) -> None:
    lists = next(each for each in told(published(here)).commitments if each.id == here.lists.id)

    assert lists.due.on == date(2026, 5, 10)
    assert "10 May 2026" in lists.due.derivation.en
    assert "10 may 2026" in lists.due.derivation.az


def test_a_release_tells_the_searches_replies_and_reasons(here: Case) -> None:
    forum, lists = told(published(here)).commitments

    assert forum.assessment
    assert forum.assessment.said.en == "No evidence found in 9 sources searched up to 1 March 2026."
    assert lists.coding
    assert lists.coding.judgements[0].reason == "The report says so."
    assert lists.replies[0].body == "It was done in February."


def test_whoever_has_the_file_finds_every_level_and_figure_to_follow_from_it(here: Case) -> None:
    one = published(here)

    assert exchange.verify(written(one).encode(), expected=one.sha256) == []


def test_a_person_who_coded_is_not_named(here: Case) -> None:
    record.change(here.coding, by=SYSTEM, action="coding.changed", coder=here.analyst)

    assert "A Person" not in written(published(here))


def test_a_coder_whom_the_coding_itself_names_is_named(here: Case) -> None:
    record.change(here.coding, by=SYSTEM, action="coding.changed", coder_name="Desk of the digest")

    assert "Desk of the digest" in written(published(here))


# The same record, the same bytes.


def test_building_a_release_twice_gives_the_same_bytes(here: Case) -> None:
    assert bytes_of(here) == bytes_of(here)


def test_the_language_of_the_page_is_not_in_the_content(here: Case) -> None:
    with translation.override("en"):
        english = bytes_of(here)
    with translation.override("az"):
        azerbaijani = bytes_of(here)

    assert english == azerbaijani


def test_the_day_on_which_it_is_built_is_not_in_the_content(here: Case) -> None:
    builders.event(here.lists.instrument, "ratified", ON + timedelta(days=30))
    today = bytes_of(here)

    with at(ON + timedelta(days=60)):
        later = bytes_of(here)

    assert today == later


def test_a_release_can_be_built_again_from_the_ledger(here: Case) -> None:
    with at(ON, hour=13):
        now = timezone.now()
        today = bytes_of(here)
    with at(ON + timedelta(days=9)):
        linked(original(here.here, "Later words."), here.forum, here.analyst, words="Later words.")

        again = exchange.write(content(here.here, FROZEN, known=now))

    assert again == today


# Numbers, and who may publish.


def test_releases_are_numbered_from_one_without_gaps(here: Case) -> None:
    published(here)
    with pytest.raises(Refused), transaction.atomic():
        published(here, on=ON + timedelta(days=1))
    published(here)

    assert [each.number for each in releases(looking(), here.here.id)] == [2, 1]


def test_each_partnership_counts_its_own(here: Case) -> None:
    published(here)
    other = make.partnership("east-west")
    builders.commitment(builders.instrument(other))
    analyst = make.person(role="analyst", party=make.party(other))

    assert publish(other.id, by=analyst, on=ON).number == 1


def test_no_day_to_come_is_published(here: Case) -> None:
    with pytest.raises(Refused, match="still to come"):
        published(here, on=ON + timedelta(days=1))


def test_nothing_is_published_where_there_is_nothing_to_see(here: Case) -> None:
    for each in (here.lists, here.forum):
        record.change(each, by=SYSTEM, action="x.changed", classification="partners")

    with pytest.raises(Refused, match="nothing to publish"):
        published(here)


def test_a_reader_publishes_nothing(here: Case) -> None:
    reader = make.person(role="reader", within=here.here)

    with pytest.raises(NotAllowed):
        publish(here.here.id, by=reader, on=ON)


def test_nothing_else_is_published_than_what_was_seen(here: Case) -> None:
    seen = preview(here.here, ON).fingerprint
    add(Finding, here.forum, outcome="no_evidence_found", searched_until=ON)

    with pytest.raises(Conflict):
        published(here, expected=seen)


def test_what_was_seen_is_published_whatever_else_the_ledger_took_in(here: Case) -> None:
    seen = preview(here.here, ON).fingerprint
    make.source(here.here, classification="partners")

    assert published(here, expected=seen).number == 1


def test_sending_the_form_twice_publishes_once(here: Case) -> None:
    seen = preview(here.here, ON).fingerprint
    published(here, expected=seen)

    with pytest.raises(Conflict):
        published(here, expected=seen)


# What is not for everybody is not in a release.


def test_evidence_for_the_partners_is_in_no_release(here: Case) -> None:
    secret = original(here.here, "A canary sang.", classification="partners")
    linked(secret, here.lists, here.analyst, words="A canary sang.")

    assert "canary" not in written(published(here))


def test_a_commitment_for_the_partners_is_in_no_release(here: Case) -> None:
    record.change(here.forum, by=SYSTEM, action="x.changed", classification="partners")

    assert here.forum.id not in written(published(here))


def test_a_sealed_coding_is_in_no_release(here: Case) -> None:
    coded(here.forum, [], classification="sealed", role="coder", reason="A canary sang.")

    assert "canary" not in written(published(here))


# What stands, stands.


def test_what_is_published_stays_as_it_was_when_a_quote_falls(here: Case) -> None:
    first = published(here)
    path_of(here.report).unlink()

    second = published(here)

    assert [told(each).commitments[1].evidence[0].verified for each in (first, second)] == [
        True,
        False,
    ]


CHANGES = [
    "UPDATE assessments_release SET content = '{}'",
    "UPDATE assessments_release SET classification = 'partners'",
    "DELETE FROM assessments_release",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_change_a_release(here: Case, statement: str) -> None:
    published(here)

    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_the_database_refuses_to_replace_a_release(here: Case) -> None:
    published(here)
    columns = ", ".join(f'"{field.column}"' for field in Release._meta.concrete_fields)

    with (
        pytest.raises(DatabaseError, match="never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO assessments_release ({columns}) "  # noqa: S608
            f"SELECT {columns} FROM assessments_release"
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
def test_the_database_refuses_to_empty_the_releases() -> None:
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute("TRUNCATE assessments_release")


def unguarded(statement: str) -> None:
    """Change releases past their guard, as somebody with the database could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER release_refuses_update")
        else:
            cursor.execute("DROP TRIGGER release_refuses_change ON assessments_release")
        cursor.execute(statement)


def test_verification_finds_a_release_whose_content_was_altered(here: Case) -> None:
    one = published(here)
    unguarded("UPDATE assessments_release SET content = '{}'")

    found = list(faults())

    assert f"release {one.id}: its content was altered after it was published." in found


def test_verification_finds_the_guard_gone(here: Case) -> None:
    unguarded("SELECT 1")

    assert any("release_refuses" in fault for fault in faults())


def test_a_whole_record_with_releases_has_no_fault(here: Case) -> None:
    published(here)

    assert list(faults()) == []


def test_the_release_rests_on_the_ledger_before_its_own_entry(here: Case) -> None:
    last = head()

    assert told(published(here)).ledger == exchange.model.Ledger(last.size, last.hash)


# Looking back, and comparing.


def test_as_it_was_known_there_was_no_later_release(here: Case) -> None:
    first = published(here)
    with at(ON + timedelta(days=3)):
        published(here)

        found = releases(looking(known=ON), here.here.id)

    assert [each.id for each in found] == [first.id]


def test_what_a_release_said_can_be_read_as_it_was_known(here: Case) -> None:
    published(here)
    with at(ON + timedelta(days=3)):
        one = release(looking(known=ON), here.here.id, "1")

    assert one is not None
    assert told(one).number == 1


def test_a_release_for_the_partners_is_no_release_for_others(here: Case) -> None:
    one = published(here)
    hidden = Release(
        id=f"{here.here.id}.x",
        partnership=here.here,
        number=2,
        on=ON,
        known=KNOWN,
        content="{}",
        sha256=one.sha256,
        ledger_head=one.ledger_head,
        classification="partners",
    )
    record.create(hidden, by=SYSTEM, action="release.published")

    assert release(looking(), here.here.id, "x") is None


def test_the_difference_names_the_evidence_that_changed_a_figure(here: Case) -> None:
    first = published(here)
    report = original(here.here, "The forum met in Baku.")
    met = linked(report, here.forum, here.analyst, words="The forum met in Baku.", source_on=ON)
    coded(here.forum, [met.id], as_of=ON)
    second = published(here)

    found = difference(first, second)

    moved = {each.figure: each.evidence for each in found.figures if each.section is None}
    assert moved["fully done"] == (met.id,)


def test_what_a_release_lacks_is_named(here: Case) -> None:
    path_of(here.report).unlink()
    builders.commitment(here.lists.instrument, "unsought")

    found = {each.gap.value: each.commitments for each in preview(here.here, ON).gaps}

    assert found == {
        "unverified": (here.lists.id,),
        "unsearched": (f"{here.here.id}.unsought",),
    }


def test_evidence_dated_after_the_day_is_not_in_the_release(here: Case) -> None:
    said = told(published(here, on=BEGUN - timedelta(days=1)))

    assert [len(each.evidence) for each in said.commitments] == [0, 0]

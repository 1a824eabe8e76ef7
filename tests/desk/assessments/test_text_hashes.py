"""The hash of a text is that of the text as it is now, remembered or not."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import make
from desk.agreements.builders import at
from desk.assessments.quoted import WORDS, original, rewrite
from servanda.desk.assessments.selectors import text_hashes
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db

ON_POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL gives rows a version"
)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    text_hashes.forget()


@pytest.fixture
def report(settings: Any, tmp_path: Path) -> Original:
    settings.DATA_DIR = tmp_path / "data"
    with at(date(2026, 2, 22)):
        return original(make.partnership())


def really(of: Original) -> str:
    return text_hashes.hashes_of([of.id])[of.id].really


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def hashing(of: Original) -> bool:
    """Tell whether the database hashes the text when it is asked for."""
    with CaptureQueriesContext(connection) as asked:
        really(of)
    return any("SHA256(" in each["sql"].upper() for each in asked)


def test_the_hash_is_that_of_the_text(report: Original) -> None:
    assert really(report) == sha256(WORDS)


def test_what_is_not_there_has_no_hash(report: Original) -> None:
    assert set(text_hashes.hashes_of([report.id, "north-south.gone"])) == {report.id}


def test_a_text_that_was_written_over_is_hashed_again(report: Original) -> None:
    really(report)

    rewrite(report, text="Nothing was adopted.")

    assert really(report) == sha256("Nothing was adopted.")


def test_a_text_that_was_put_back_has_its_hash_again(report: Original) -> None:
    rewrite(report, text="Nothing was adopted.")
    really(report)

    rewrite(report, text=WORDS)

    assert really(report) == sha256(WORDS)


def test_what_was_seen_of_a_change_that_was_undone_is_not_believed(report: Original) -> None:
    with transaction.atomic():
        rewrite(report, text="Nothing was adopted.")
        really(report)
        transaction.set_rollback(True)

    assert really(report) == sha256(WORDS)


def test_a_row_taken_out_and_put_in_again_is_hashed_again(report: Original) -> None:
    really(report)
    report.passages.all().delete()
    Original.objects.filter(pk=report.pk).delete()
    report.text = "Nothing was adopted."

    Original.objects.bulk_create([report])

    assert really(report) == sha256("Nothing was adopted.")


@ON_POSTGRESQL
def test_a_text_that_nobody_wrote_to_is_not_hashed_twice(report: Original) -> None:
    assert [hashing(report), hashing(report)] == [True, False]


@ON_POSTGRESQL
def test_a_table_written_anew_as_a_whole_is_hashed_again(report: Original) -> None:
    really(report)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CLUSTER sources_original USING sources_original_pkey")

    assert hashing(report)

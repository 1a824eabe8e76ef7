"""The pages of search, originals and ingests."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import make
from desk.sources.samples import ingested, report, written
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.sources import files, services
from servanda.desk.sources.models import IngestJob, Original
from servanda.desk.sources.places import originals
from servanda.desk.sources.services import run

pytestmark = pytest.mark.django_db
WORDS = "<script>alert(1)</script> A tunnel was opened in Bakı & elsewhere."


@pytest.fixture
def original(here: Partnership, tmp_path: Path) -> Original:
    ingested(here, written(tmp_path / "in", a_txt=f"Views: 12\n\n{WORDS}\n", bad_pdf=b"%PDF-"))
    return Original.objects.get()


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> list[IngestJob]:
    """Note which ingests would run in a process of their own."""
    jobs: list[IngestJob] = []
    monkeypatch.setattr(services, "run_apart", jobs.append)
    return jobs


def text(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


@pytest.mark.usefixtures("original")
def test_the_words_looked_for_are_lit_and_nothing_else_is_markup(here: Partnership) -> None:
    page = text(make.signed_in(None).get(f"/{here.id}/search/?q=tunnel"))

    assert "<mark>tunnel</mark> was opened in Bakı &amp; elsewhere." in page
    assert "<script>alert" not in page


def test_an_original_shows_its_passages_and_why_the_rest_is_none(
    here: Partnership, original: Original
) -> None:
    page = text(make.signed_in(None).get(f"/{here.id}/originals/{original.local_id}/"))

    assert "A tunnel was opened in Bakı &amp; elsewhere." in page
    assert "(a counter of the page)" in page


def test_the_stored_bytes_are_handed_over_as_a_file(here: Partnership, original: Original) -> None:
    answer = make.signed_in(None).get(f"/{here.id}/originals/{original.local_id}/file/")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert files.digest(answer.content) == original.sha256


def test_an_altered_original_is_not_handed_over(here: Partnership, original: Original) -> None:
    files.place(originals(), original.sha256).write_bytes(b"something else")

    answer = make.signed_in(None).get(f"/{here.id}/originals/{original.local_id}/file/")

    assert answer.status_code == 410


@pytest.mark.usefixtures("original")
def test_the_report_names_what_was_refused_and_why(here: Partnership) -> None:
    job = IngestJob.objects.get()

    page = text(make.signed_in(None).get(f"/{here.id}/ingests/{job.id}/?state=refused"))

    assert "in/bad.pdf" in page
    assert "PDF structure is damaged" in page
    assert "in/a.txt" not in page


def test_files_that_are_handed_over_are_taken_in(
    here: Partnership, analyst: Person, begun: list[IngestJob]
) -> None:
    uploads = [SimpleUploadedFile(f"{n}.txt", report(n).encode()) for n in range(2)]

    answer = make.signed_in(analyst).post(
        f"/{here.id}/ingests/", {"documents": uploads, "classification": "partners"}
    )

    run(begun[0], workers=1)
    assert answer.headers["Location"] == f"/{here.id}/ingests/{begun[0].id}/"
    assert sorted(each.name for each in Original.objects.all()) == ["0.txt", "1.txt"]


@pytest.mark.parametrize(
    "given", [{}, {"words": "a", "addresses": "https://example.org/"}, {"addresses": "  "}]
)
def test_an_empty_or_twofold_form_is_refused(
    here: Partnership, analyst: Person, begun: list[IngestJob], given: dict[str, str]
) -> None:
    answer = make.signed_in(analyst).post(
        f"/{here.id}/ingests/", {"classification": "partners", **given}
    )

    assert (answer.status_code, begun) == (400, [])


def test_an_ingest_is_cancelled_and_gone_on_with(
    here: Partnership, analyst: Person, begun: list[IngestJob]
) -> None:
    browser = make.signed_in(analyst)
    browser.post(f"/{here.id}/ingests/", {"words": report(1), "classification": "partners"})
    job = IngestJob.objects.get()

    browser.post(f"/{here.id}/ingests/{job.id}/cancel/")
    cancelled = IngestJob.objects.get().state
    browser.post(f"/{here.id}/ingests/{job.id}/resume/")

    assert (cancelled, IngestJob.objects.get().state, len(begun)) == ("cancelled", "waiting", 2)

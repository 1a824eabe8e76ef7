"""The pages of search, originals and ingests."""

import csv
import errno
import io
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import OperationalError

import make
from desk.sources.samples import ingested, report, written
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.record.services import SYSTEM, change
from servanda.desk.sources import files, services
from servanda.desk.sources.locks import alone
from servanda.desk.sources.models import IngestJob, Original
from servanda.desk.sources.places import originals
from servanda.desk.sources.services import GivenFile, Stopped, run
from servanda.reading.articles import LARGEST

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


def test_a_file_over_the_limit_is_named_and_the_rest_is_taken_in(
    here: Partnership, analyst: Person, begun: list[IngestJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(LARGEST, document_bytes=2000)
    monkeypatch.setattr("servanda.desk.sources.services.handing_over.LARGEST", small)
    uploads = [
        SimpleUploadedFile("large.txt", b"a" * 2001),
        SimpleUploadedFile("empty.txt", b""),
        SimpleUploadedFile("sound.txt", report(1).encode()),
    ]

    make.signed_in(analyst).post(
        f"/{here.id}/ingests/", {"documents": uploads, "classification": "partners"}
    )

    run(begun[0], workers=1)
    told = {each.name: (each.state, each.reason[:17]) for each in begun[0].items.all()}
    assert told == {
        "large.txt": ("refused", "it is larger than"),
        "empty.txt": ("refused", "it is empty; get "),
        "sound.txt": ("taken", ""),
    }


def test_a_full_disk_is_said_on_the_form(
    here: Partnership, analyst: Person, begun: list[IngestJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "keep", full)

    answer = make.signed_in(analyst).post(
        f"/{here.id}/ingests/", {"words": report(1), "classification": "partners"}
    )

    assert "the disk cannot be written to (No space left on device)" in text(answer)
    assert (answer.status_code, begun, IngestJob.objects.count()) == (507, [], 0)


def table(browser: Any, here: Partnership, job: IngestJob) -> list[list[str]]:
    answer = browser.get(f"/{here.id}/ingests/{job.id}/report.csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_report_is_a_table_of_every_document(here: Partnership, original: Original) -> None:
    rows = table(make.signed_in(None), here, IngestJob.objects.get())

    assert [row[1:4] for row in rows[1:]] == [
        ["in/a.txt", "taken in", ""],
        [
            "in/bad.pdf",
            "refused",
            "its PDF structure is damaged or cut short; get an undamaged copy of it",
        ],
    ]
    assert rows[1][4] == original.local_id


@pytest.mark.parametrize("name", ["=1+1.txt", "@SUM(1).txt", "-1.txt", "+1.txt"])
def test_no_cell_of_the_table_is_a_formula(here: Partnership, tmp_path: Path, name: str) -> None:
    written(tmp_path)
    (tmp_path / name).write_text(report(1))

    job = ingested(here, tmp_path / name)

    assert table(make.signed_in(None), here, job)[1][1] == f"'{name}"


def test_the_table_says_nothing_of_an_original_that_was_hidden_since(
    here: Partnership, original: Original
) -> None:
    change(original, by=SYSTEM, action="original.changed", classification="partners")

    row = table(make.signed_in(None), here, IngestJob.objects.get())[1]

    assert row[4:] == ["", "", ""]


HTMX = {"HX-Request": "true"}


@pytest.fixture
def waiting(here: Partnership, analyst: Person) -> IngestJob:
    given = [GivenFile(f"{number}.txt", report(number).encode()) for number in range(4)]
    return services.open_handed_over(here.id, given, by=analyst)


def test_an_ingest_that_runs_is_looked_at_again_ever_more_seldom(
    here: Partnership, analyst: Person, waiting: IngestJob
) -> None:
    waiting.state = "running"
    waiting.save()
    browser, where = make.signed_in(analyst), f"/{here.id}/ingests/{waiting.id}/"

    with alone(waiting.id):
        parts = [text(browser.get(f"{where}?looks={n}", headers=HTMX)) for n in (0, 3, 40)]

    found = [re.findall(r"load delay:([0-9.]+)s", part) for part in parts]
    assert found == [["1.0"], ["3.4"], ["15.0"]]


def test_an_ingest_that_ended_is_looked_at_no_more(
    here: Partnership, analyst: Person, waiting: IngestJob
) -> None:
    run(waiting, workers=1)

    part = text(make.signed_in(analyst).get(f"/{here.id}/ingests/{waiting.id}/", headers=HTMX))

    assert "hx-get" not in part
    assert "The ingest has ended." in part
    assert 'id="report"' in part


def test_a_screen_reader_is_told_of_each_quarter_only(
    here: Partnership, analyst: Person, waiting: IngestJob
) -> None:
    waiting.items.filter(ordinal__lte=2).update(state="taken")
    waiting.state = "running"
    waiting.save()
    browser, where = make.signed_in(analyst), f"/{here.id}/ingests/{waiting.id}/"

    with alone(waiting.id):
        parts = [text(browser.get(f"{where}?told={told}", headers=HTMX)) for told in (0, 25, 40)]

    assert ['id="told"' in part for part in parts] == [True, True, False]


def test_why_an_ingest_stopped_stands_on_its_page(
    here: Partnership, analyst: Person, waiting: IngestJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any, **_told: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("servanda.desk.sources.services.one_run.settle", full)
    with pytest.raises(Stopped):
        run(waiting, workers=1)

    page = text(make.signed_in(analyst).get(f"/{here.id}/ingests/{waiting.id}/"))

    assert "(database or disk is full). What was taken in is safe." in page
    assert "Go on with it" in page


def test_what_was_refused_and_is_mended_is_tried_again(
    here: Partnership, analyst: Person, tmp_path: Path, begun: list[IngestJob]
) -> None:
    folder = written(tmp_path / "in", a_txt="")
    job = ingested(here, folder)
    (folder / "a.txt").write_text(report(1))

    make.signed_in(analyst).post(f"/{here.id}/ingests/{job.id}/retry/")

    run(begun[0], workers=1)
    assert [(each.state, each.reason) for each in job.items.all()] == [("taken", "")]

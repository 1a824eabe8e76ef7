"""What becomes of documents that are taken in, sound and unsound."""

from pathlib import Path
from typing import Any

import pytest

import make
from desk.sources.samples import ingested, item, packed, page, report, written
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import NotAllowed
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.services import verify_ledger
from servanda.desk.sources import files
from servanda.desk.sources.models import Original, Passage, SearchEntry
from servanda.desk.sources.places import originals
from servanda.desk.sources.services import (
    GivenFile,
    cancel,
    open_addresses,
    open_handed_over,
    open_paths,
    resume,
    run,
)
from servanda.desk.sources.services.running import Busy, alone

pytestmark = pytest.mark.django_db
LONG = "The parties met in the capital and agreed to build a railway line along the corridor, {}."
MAIL = (
    b"From: A. Writer <writer@example.org>\nDate: Tue, 10 Feb 2026 12:00:00 +0400\n"
    b"Subject: The meeting\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n"
    b"--xx\nContent-Type: text/plain; charset=utf-8\n\nThe parties met.\n"
    b"--xx\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Disposition: attachment; filename=notes.txt\n\nThey agreed on a date.\n--xx--\n"
)


def article() -> bytes:
    return page("A railway is agreed", *(LONG.format(f"part {number}") for number in range(9)))


def test_the_bytes_of_each_document_are_kept(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "in", a_txt=report(1), b_html=article()))

    kept = {files.read(originals(), each.sha256) for each in Original.objects.all()}

    assert kept == {report(1).encode(), article()}


def test_a_page_says_its_particulars_and_where(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "in", a_html=article()))

    one = Original.objects.get()

    assert (one.title, one.publisher, one.author, one.published, one.language) == (
        "A railway is agreed",
        "A site",
        "A. Writer",
        "2026-02-11",
        "en",
    )
    assert one.found["published"] == "meta article:published_time"


def test_a_list_beside_the_documents_is_believed_first(here: Partnership, tmp_path: Path) -> None:
    listed = "file,publisher,title\na.html,The Agency,\n"
    ingested(here, written(tmp_path / "in", a_html=article(), sources_csv=listed))

    one = Original.objects.get()

    assert (one.publisher, one.found["publisher"]) == ("The Agency", "sources.csv")


def test_passages_are_exactly_the_text_between_their_offsets(
    here: Partnership, tmp_path: Path
) -> None:
    ingested(here, written(tmp_path / "in", a_txt=f"Views: 12\n\n{report(1)}"))

    one = Original.objects.get()

    words = [one.text[each.start : each.end] for each in one.passages.all()]
    assert words == report(1).strip().split("\n\n")


def test_every_passage_is_in_the_index_once(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "in", a_txt=report(1), b_txt=report(2)))

    indexed = sorted(SearchEntry.objects.values_list("passage_id", flat=True))

    assert indexed == sorted(Passage.objects.values_list("pk", flat=True))


def test_the_same_bytes_are_taken_in_once(here: Partnership, tmp_path: Path) -> None:
    job = ingested(here, written(tmp_path / "in", a_txt=report(1), b_txt=report(1)))

    again = ingested(here, tmp_path / "in")

    assert Original.objects.count() == 1
    assert sorted(each.state for each in job.items.all()) == ["known", "taken"]
    assert [each.state for each in again.items.all()] == ["known", "known"]


def test_who_may_not_see_an_original_takes_in_their_own(here: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a_txt=report(1))
    ingested(here, folder, classification="partners")

    job = ingested(here, folder, classification="public")

    assert [each.state for each in job.items.all()] == ["taken"]
    assert Original.objects.values("sha256").distinct().count() == 1


def test_each_original_has_its_ledger_entry(here: Partnership, tmp_path: Path) -> None:
    ingested(here, written(tmp_path / "in", a_txt=report(1), b_txt=report(2)))

    entries = LedgerEntry.objects.filter(action="original.taken_in")

    assert {each.subject_id for each in entries} == {each.id for each in Original.objects.all()}
    assert verify_ledger().whole


UNSOUND: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "it is empty"),
    "blank.txt": (b" \n\n ", "there is no text"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "PDF structure is damaged"),
    "cut.zip": (b"PK\x03\x04 and no more", "ZIP structure is damaged"),
    "picture.html": (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
    "mislabelled.txt": (b"%PDF-1.7\n1 0 obj", "PDF structure is damaged"),
    "entities.html": (b'<!DOCTYPE html [<!ENTITY a "b">]><html>&a;</html>', "a DTD"),
    "program.txt": (b"\x7fELF\x00\x01", "a program"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old binary format"),
    "bomb.zip": (packed(a_txt=b"a" * 40_000_000), "unpacks to far more"),
    "nothing.zip": (packed(), "no document in it"),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_document_that_cannot_be_read_is_named_with_the_reason(
    here: Partnership, tmp_path: Path, name: str
) -> None:
    data, reason = UNSOUND[name]
    folder = written(tmp_path / "in", good_txt=report(1))
    (folder / name).write_bytes(data)

    job = ingested(here, folder)

    assert item(job, name).state == "refused"
    assert reason in item(job, name).reason
    assert item(job, "good.txt").state == "taken"


def test_a_file_that_is_gone_meanwhile_is_named(here: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a_txt=report(1))
    job = open_paths(here, [folder])
    (folder / "a.txt").unlink()

    run(job, workers=1)

    assert "it cannot be opened" in item(job, "a.txt").reason


def test_an_archive_is_opened_and_each_document_in_it_taken_in(
    here: Partnership, tmp_path: Path
) -> None:
    inner = packed(deep_txt=report(3).encode())
    folder = written(tmp_path / "in", all_zip=packed(a_html=article(), inner_zip=inner, b_txt=b""))

    job = ingested(here, folder)

    states = {each.name: each.state for each in job.items.all()}
    assert states == {
        "in/all.zip": "opened",
        "in/all.zip / a.html": "taken",
        "in/all.zip / inner.zip": "opened",
        "in/all.zip / inner.zip / deep.txt": "taken",
        "in/all.zip / b.txt": "refused",
    }


def test_archives_in_archives_without_end_are_refused(here: Partnership, tmp_path: Path) -> None:
    data = packed(a_txt=report(1).encode())
    for _ in range(5):
        data = packed(n_zip=data)

    job = ingested(here, written(tmp_path / "in", all_zip=data))

    assert [each.reason for each in job.items.all() if each.reason] == [
        "it is packed in too many others; unpack it and give the folder"
    ]


def test_a_message_is_read_and_so_is_what_is_attached(here: Partnership, tmp_path: Path) -> None:
    job = ingested(here, written(tmp_path / "in", mail_eml=MAIL))

    mail = Original.objects.get(format="eml")
    assert (mail.title, mail.published) == ("The meeting", "2026-02-10")
    assert mail.found["title"] == "message header Subject"
    assert item(job, "mail.eml / notes.txt").state == "taken"


def test_pasted_words_are_taken_in(here: Partnership, analyst: Person) -> None:
    job = open_handed_over(here.id, [GivenFile("pasted.txt", report(1).encode())], by=analyst)

    run(job, workers=1)

    assert Original.objects.get().text == report(1)


def test_who_has_no_role_for_it_takes_nothing_in(here: Partnership) -> None:
    reader = make.person(role="reader", within=here)

    with pytest.raises(NotAllowed):
        open_handed_over(here.id, [GivenFile("a.txt", b"words")], by=reader)


def test_a_cancelled_ingest_takes_nothing_more_and_can_be_taken_up(
    here: Partnership, analyst: Person
) -> None:
    job = open_handed_over(here.id, [GivenFile("a.txt", report(1).encode())], by=analyst)
    cancel(job, by=analyst)
    run(job, workers=1)
    before = Original.objects.count()

    resume(job, by=analyst)
    run(job, workers=1)

    assert (before, Original.objects.count(), job.state) == (0, 1, "finished")


def test_an_ingest_is_run_by_one_process_at_a_time(here: Partnership, analyst: Person) -> None:
    job = open_handed_over(here.id, [GivenFile("a.txt", report(1).encode())], by=analyst)

    with alone(job.id), pytest.raises(Busy):
        run(job, workers=1)


def test_a_refused_address_is_named_when_fetching_is_off(
    here: Partnership, analyst: Person, settings: Any
) -> None:
    settings.FETCH_ENABLED = False
    job = open_addresses(here.id, ["https://example.org/a"], by=analyst)

    run(job, workers=1)

    assert "Fetching from the internet is off" in job.items.get().reason

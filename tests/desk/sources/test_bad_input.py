"""What cannot be taken in is named in the report with the reason, and the rest goes on."""

import io
import os
import random
import socket
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from desk.sources.samples import ingested, item, packed, report, written
from reading.formats.building import docx_of, pdf_of, scanned_pdf, zip_of
from servanda.desk.accounts.models import Partnership
from servanda.desk.sources.models import IngestJob, Original
from servanda.desk.sources.services import one_run, open_paths, run

pytestmark = pytest.mark.django_db
LETTER = "\n\n".join(
    f"Стороны встретились в Баку и обсудили пункт {n}, что важно для них." for n in range(9)
)
TURKISH = "\n\n".join(
    f"Taraflar Bakü'de görüştü ve {n} sayılı maddeyi değerlendirdi, şöyle." for n in range(9)
)
AZERBAIJANI = "\n\n".join(
    f"Tərəflər Bakıda görüşüb və {n} saylı maddəni müzakirə edib." for n in range(9)
)


def word() -> bytes:
    def write(made: Document) -> None:
        for each in report(5).split("\n\n"):
            made.add_paragraph(each)

    return docx_of(write)


def encrypted_zip() -> bytes:
    """Mark the one member of an archive as encrypted, in both of its headers."""
    data = bytearray(packed(a_txt=b"words"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def encrypted_word() -> bytes:
    """Begin like an OLE file whose directory names an encrypted package."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le")
    )


def endless_pdf() -> bytes:
    """Declare ten million pages that are not there."""
    whole = pdf_of([["One page."]])
    return whole.replace(b"/Count 1", b"/Count 9999999")


def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 200_000 + b"Words." + b"</div>" * 200_000


def lying_zip() -> bytes:
    """Declare one byte where forty million come out."""
    data = bytearray(packed(a_txt=b"a" * 40_000_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = struct.pack("<I", 1)
    return bytes(data)


def two_of_a_name() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../escaped.txt", report(7))
        archive.writestr("/etc/absolute.txt", report(8))
    return out.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked.pdf": (lambda: pdf_of([["Words."]], password="secret"), "protected by a password"),
    "locked.docx": (encrypted_word, "protected by a password"),
    "locked.zip": (encrypted_zip, "protected by a password"),
    "scan.pdf": (scanned_pdf, "pictures of pages without a text layer"),
    "cut.docx": (lambda: word()[:900], "damaged or cut short"),
    "cut.pdf": (lambda: pdf_of([["Words."]])[:200], "PDF structure is damaged"),
    "long.pdf": (lambda: pdf_of([["Words."]] * 2100), "2100 pages, more than 2000"),
    "deep.html": (deep_page, "beyond what can be parsed"),
    "lying.zip": (lying_zip, "damaged in the archive|unpacks to far more"),
    "picture.txt": (lambda: b"\xff\xd8\xff\xe0" + bytes(64), "a JPEG picture"),
    "noise.txt": (lambda: random.Random(1).randbytes(9000), "binary data|encoding"),  # noqa: S311
    "nul.txt": (lambda: b"Words and\x00 more words.\n" * 9, "binary data"),
    "nul.html": (lambda: b"<html><p>Words and\x00 more.</p>" * 9, "binary data"),
    "cut.txt": (lambda: AZERBAIJANI.encode()[:-60] + b"\xc9", "damaged at byte"),
    "odd16.txt": (lambda: b"\xff\xfeW\x00o\x00r\x00d\x00\xff", "UTF-16 text is damaged"),
    "frames.html": (lambda: b"<html><frameset><frame src='a.html'></frameset></html>", "no text"),
    "script.html": (lambda: b"<html><script>document.write('Words')</script></html>", "no text"),
    "sheet.xlsx": (lambda: zip_of({"mimetype": "", "xl/a.xml": "<x/>"}), "spreadsheet|an archive"),
    "letter.eml": (
        lambda: b"From: a@example.org\nTo: b@example.org\nSubject: A\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/encrypted; boundary="x"\n\n--x\n\nsecret\n--x--\n',
        "the message is encrypted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_named_with_the_reason_and_the_rest_goes_on(
    here: Partnership, tmp_path: Path, name: str
) -> None:
    make, reason = REFUSED[name]
    folder = written(tmp_path / "in", sound_txt=report(1))
    (folder / name).write_bytes(make())

    job = ingested(here, folder)

    refused = job.items.get(state="refused")
    assert name in refused.name
    assert any(each in refused.reason for each in reason.split("|")), refused.reason
    assert item(job, "sound.txt").state == "taken"


TAKEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "pdf.html": (lambda: pdf_of([["The parties met in Baku."]]), "pdf", "The parties met"),
    "endless.pdf": (endless_pdf, "pdf", "One page."),
    "page.pdf": (f"<html><p>{report(2)}</p></html>".encode, "html", "Report 2"),
    "word.zip": (word, "docx", "Report 5"),
    "word.txt": (word, "docx", "Report 5"),
    "mail.txt": (
        lambda: (
            b"From: a@example.org\nTo: b@example.org\nSubject: News\nDate: Tue, 10 Feb 2026 "
            b"12:00:00 +0400\n\nThe parties met.\n"
        ),
        "eml",
        "The parties met",
    ),
    "russian.txt": (lambda: LETTER.encode("cp1251"), "text", "Стороны встретились"),
    "koi.txt": (lambda: LETTER.encode("koi8-r"), "text", "Стороны встретились"),
    "dos.txt": (lambda: LETTER.encode("cp866"), "text", "Стороны встретились"),
    "turkish.txt": (lambda: TURKISH.encode("cp1254"), "text", "görüştü"),
    "wide.txt": (lambda: AZERBAIJANI.encode("utf-16"), "text", "Tərəflər Bakıda"),
    "declared.html": (
        lambda: f'<meta charset="windows-1251"><title>A</title><p>{LETTER}</p>'.encode("cp1251"),
        "html",
        "Стороны встретились",
    ),
    "strange.eml": (
        lambda: (
            b"From: a@example.org\nTo: b@example.org\nSubject: A\n"
            b"Content-Type: text/plain; charset=x-unknown\n\n" + AZERBAIJANI.encode()
        ),
        "eml",
        "Tərəflər Bakıda",
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_mislabelled_or_oddly_encoded_is_read_as_what_it_is(
    here: Partnership, tmp_path: Path, name: str
) -> None:
    make, kind, words = TAKEN[name]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(make())

    job = ingested(here, folder)

    assert job.items.get(state="taken").reason == ""
    one = Original.objects.get()
    assert (one.format, words in one.text) == (kind, True)


def test_scripts_and_frames_leave_no_word_in_the_text(here: Partnership, tmp_path: Path) -> None:
    page = (
        "<html><head><script>steal()</script><style>p{}</style></head><body onload='steal()'>"
        f"<p>{report(3)}</p><iframe src='http://10.0.0.1/' srcdoc='<p>framed</p>'></iframe>"
        "<noscript>steal</noscript><object data='x'>steal</object></body></html>"
    )

    ingested(here, written(tmp_path / "in", a_html=page))

    text = Original.objects.get().text
    assert "Report 3" in text
    assert "steal" not in text.replace("steal</object>", "")


def test_a_message_in_a_message_is_opened_with_what_is_attached(
    here: Partnership, tmp_path: Path
) -> None:
    inner = (
        b"From: c@example.org\nSubject: Inner\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: text/plain\n\n"
        b"The inner words.\n--y\nContent-Type: application/pdf\n"
        b"Content-Disposition: attachment; filename=cut.pdf\n\n%PDF-\n--y--\n"
    )
    mail = (
        b"From: a@example.org\nTo: b@example.org\nSubject: Outer\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
        b"The outer words.\n--x\nContent-Type: message/rfc822\n\n" + inner + b"\n--x--\n"
    )

    job = ingested(here, written(tmp_path / "in", mail_eml=mail))

    states = {each.name: each.state for each in job.items.all()}
    assert states == {
        "in/mail.eml": "taken",
        "in/mail.eml / part 1.eml": "taken",
        "in/mail.eml / part 1.eml / cut.pdf": "refused",
    }


def test_a_name_in_an_archive_is_never_a_path(here: Partnership, tmp_path: Path) -> None:
    job = ingested(here, written(tmp_path / "in", all_zip=two_of_a_name()))

    assert sorted(each.name for each in job.items.filter(state="taken")) == [
        "in/all.zip / absolute.txt",
        "in/all.zip / escaped.txt",
    ]
    assert not list(tmp_path.rglob("escaped.txt"))


def test_archives_that_swell_level_by_level_are_stopped(
    here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_run, "MOST_PACKED", 30)
    inner = [
        packed(**{f"d{n}_txt": report(100 * m + n).encode() for n in range(10)}) for m in range(9)
    ]
    folder = written(
        tmp_path / "in",
        all_zip=packed(**{f"n{m}_zip": each for m, each in enumerate(inner)}),
        sound_txt=report(1),
    )

    job = ingested(here, folder)

    assert "far more than is unpacked at once" in job.items.filter(state="refused")[0].reason
    assert job.items.count() < 60
    assert item(job, "sound.txt").state == "taken"


def test_a_file_over_the_limit_is_named(here: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", sound_txt=report(1))
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_001)

    job = ingested(here, folder)

    assert "it is larger than 50 MB" in item(job, "huge.txt").reason
    assert item(job, "sound.txt").state == "taken"


def reasons(job: IngestJob) -> dict[str, str]:
    return {each.name: each.reason for each in job.items.filter(state="refused")}


def test_links_pipes_and_sockets_in_a_folder_are_named_and_not_opened(
    here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "in", sound_txt=report(1))
    (folder / "loop").symlink_to(folder)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "gone.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.sock")

        job = ingested(here, folder)

    told = reasons(job)
    assert sorted(told) == ["in/gone.txt", "in/loop", "in/passwd.txt", "in/pipe.txt", "in/s.sock"]
    assert told["in/loop"].startswith("it is a link")
    assert told["in/pipe.txt"].startswith("it is a pipe")
    assert [each.name for each in Original.objects.all()] == ["in/sound.txt"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_named_and_not_opened(here: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", sound_txt=report(1))
    try:
        os.mknod(folder / "zero", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("no device can be made here")

    assert reasons(ingested(here, folder)) == {"in/zero": "it is a device, not a file"}


def test_a_file_that_became_a_pipe_meanwhile_is_named(here: Partnership, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", a_txt=report(1))
    job = open_paths(here, [folder])
    (folder / "a.txt").unlink()
    os.mkfifo(folder / "a.txt")

    run(job, workers=1)

    assert "it is no file any more" in item(job, "a.txt").reason


def test_a_folder_and_a_file_that_may_not_be_read_are_named(
    here: Partnership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "in", sound_txt=report(1))
    written(folder / "shut", a_txt=report(2))
    scan = os.scandir

    def guarded(path: str | Path) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)

    job = ingested(here, folder)

    assert reasons(job) == {"in/shut": "the folder cannot be opened (permission denied)"}
    assert item(job, "sound.txt").state == "taken"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.txt", "two lines.txt"),
        (b"latin-\xe9\xff.txt", "latin-\ufffd\ufffd.txt"),
        ("right\u202egnp.txt".encode(), "right gnp.txt"),
        (b"tab\tand\x07bell.txt", "tab and bell.txt"),
        (("n" * 240 + ".txt").encode(), "n" * 240 + ".txt"),
    ],
)
def test_a_file_of_any_name_is_taken_in_under_one_that_can_be_read(
    here: Partnership, tmp_path: Path, name: bytes, shown: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text(report(1))

    job = ingested(here, folder)

    assert [(each.name, each.state) for each in job.items.all()] == [(f"in/{shown}", "taken")]

"""What cannot be read is refused with one sentence: what, why, what to do."""

import io
import zipfile

import pytest

from reading.formats.building import docx_of_body, paragraph, zip_of
from servanda.reading.formats import DEFAULT, Limits, UnreadableDocument, extract

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512
DTD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
EMPTY_DOCX = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": "<document><body/></document>",
}
OPEN_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "it is empty; add the text"),
        (b" \n\t\r\n", "a.txt", "there is no text in it; add the text"),
        ("\ufeff\u200b \n".encode(), "a.md", "there is no text in it"),
        (b"<html><body><script>x</script></body></html>", "a.html", "there is no text in it"),
        (b"<!DOCTYPE html>", "a.html", "there is no text in it"),
        (PICTURE, "a.txt", "it is a PNG picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 64, "scan.pdf", "it is a JPEG picture"),
        (b"MZ\x90\x00" + b"\x00" * 64, "a.docx", "it is a program"),
        (b"\x7fELF" + b"\x00" * 64, "a", "it is a program"),
        (b"\x1f\x8b\x08\x00" + b"\x00" * 64, "a.txt", "it is a gzip archive"),
        (bytes(range(256)) * 4, "a.txt", "it holds binary data"),
        (b"\x01\x02\x03\x04 text", "a.txt", "it holds binary data"),
        (OLD_WORD, "a.doc", "old binary format of Microsoft Office; save it as DOCX"),
        (b"{\\rtf1 Article 1}", "a.rtf", "it is an RTF file; save it as DOCX"),
        (b'<?xml version="1.0"?><invoice/>', "a.xml", "XML of another kind, “invoice”"),
        (f"{DTD}<x>&a;</x>".encode(), "a.xml", r"\(DTD\)"),
        (f"<?xml version='1.0'?>{DTD}<x>&a;</x>".encode(), "a.txt", r"\(DTD\)"),
        (b'<!DOCTYPE html [<!ENTITY a "b">]><html>&a;</html>', "a.html", r"\(a DTD\)"),
        (b"PK\x03\x04 and no more", "a.docx", "its ZIP structure is damaged"),
        (zip_of({"a.txt": "Article 1"}), "a.docx", r"an archive \(ZIP\)"),
        (zip_of(OPEN_DOCUMENT), "a.odt", "it is an OpenDocument text"),
        (zip_of({"xl/workbook.xml": "<x/>"}), "a.xlsx", "it is a spreadsheet"),
        (zip_of(EMPTY_DOCX), "a.docx", "there is no text in it"),
        (b"%PDF-1.7\nnothing", "a.pdf", "its PDF structure is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_refused_with_its_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as refused:
        extract(data, name)

    sentence = str(refused.value)
    assert sentence.startswith(f"{name} cannot be read: ")
    assert sentence.count("; ") == 1
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_word_file_under_a_password_is_refused() -> None:
    data = OLD_WORD + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(UnreadableDocument, match="protected by a password; remove"):
        extract(data, "a.docx")


def test_a_zip_member_under_a_password_is_refused() -> None:
    data = bytearray(docx_of_body(paragraph("Article 1")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1

    with pytest.raises(UnreadableDocument, match="protected by a password"):
        extract(bytes(data), "a.docx")


def test_a_document_of_more_than_20_mb_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="larger than 20 MB; give its text alone"):
        extract(b"a" * (DEFAULT.document_bytes + 1), "a.txt")


def test_a_text_of_too_many_characters_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="longer than 10 characters"):
        extract(b"The Parties shall meet.", "a.txt", limits=Limits(characters=10))


def test_a_part_that_unpacks_to_far_more_than_it_is_packed_is_refused() -> None:
    data = docx_of_body(paragraph("a" * 20_000_000))

    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        extract(data, "bomb.docx")


def test_parts_that_together_unpack_to_too_much_are_refused() -> None:
    data = docx_of_body(paragraph("The Parties shall meet."))

    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        extract(data, "bomb.docx", limits=Limits(unpacked_bytes=100))


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    honest = docx_of_body(paragraph("a" * 5_000_000))
    size = zipfile.ZipFile(io.BytesIO(honest)).getinfo("word/document.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))

    with pytest.raises(UnreadableDocument, match=r"damaged|unpacks to far more"):
        extract(lying, "bomb.docx")


def test_archives_within_archives_are_never_unpacked() -> None:
    inner = zip_of({f"{n}.bin": b"\x00" * 1_000_000 for n in range(20)})
    nested = zip_of({f"{n}.zip": inner for n in range(20)})

    with pytest.raises(UnreadableDocument, match=r"an archive \(ZIP\)"):
        extract(nested, "bomb.docx")


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "shown")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", "hidden")

    with pytest.raises(UnreadableDocument, match="two parts of the same name"):
        extract(out.getvalue(), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{DTD}<document><body>&a;</body></document>'
    data = zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": part.encode(encoding)})

    with pytest.raises(UnreadableDocument, match=r"\(a DTD\)"):
        extract(data, "xxe.docx")


def test_a_part_that_is_not_well_formed_is_refused() -> None:
    data = docx_of_body("<w:p><w:r>")

    with pytest.raises(UnreadableDocument, match=r"word/document\.xml is not well-formed XML"):
        extract(data, "a.docx")


def test_a_document_embedded_in_another_is_not_passed_over() -> None:
    with pytest.raises(UnreadableDocument, match="another document inside"):
        extract(docx_of_body(f"<w:altChunk/>{paragraph('Article 1')}"), "a.docx")


def test_a_page_nested_beyond_all_measure_is_refused_rather_than_cut() -> None:
    page = b"<html><p>Article 1</p>" + b"<div>" * 100_000 + b"Article 2"

    with pytest.raises(UnreadableDocument, match="beyond what can be parsed"):
        extract(page, "a.html")


def test_a_name_with_control_and_direction_marks_is_shown_without_them() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        extract(b"", "a\n\x1b[31m\u202etxt.exe")

    assert str(refused.value).startswith("a [31m txt.exe cannot be read: ")

"""Plain text and Markdown: the file's own words, whatever they are encoded in."""

import pytest

from servanda.reading.formats import UnreadableDocument, extract

WORDS = "The “Parties” shall meet in Baku – at least once a year.\n\n(a) first\n"
TURKISH = "Taraflar İstanbul'da görüşecek; değişiklik ve iş birliği için çağrı yapacak.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_reads_the_same_in_every_usual_encoding(encoding: str) -> None:
    data = WORDS.encode(encoding)

    assert extract(data, "charter.txt").text == WORDS


def test_turkish_letters_of_one_byte_are_told_from_western_ones() -> None:
    data = TURKISH.encode("cp1254")

    assert extract(data, "anlasma.txt").text == TURKISH


def test_nordic_letters_stay_western() -> None:
    words = "Aðilar skulu hittast á Íslandi; Þór og fólkið sjá það.\n"

    assert extract(words.encode("cp1252"), "samningur.txt").text == words


def test_azerbaijani_letters_are_kept() -> None:
    words = "Tərəflər Bakı şəhərində əməkdaşlıq edəcək.\n"

    assert extract(words.encode(), "nizamname.txt").text == words


def test_every_kind_of_newline_becomes_one() -> None:
    extracted = extract(b"one\r\ntwo\rthree\n", "a.txt")

    assert extracted.text == "one\ntwo\nthree\n"


def test_nothing_but_newlines_is_changed() -> None:
    words = "  1.\tThe Parties\u00a0shall   meet.  \n\n\n\fPage 2\n"

    assert extract(words.encode(), "a.txt").text == words


def test_markdown_keeps_its_marks_and_gives_its_title() -> None:
    words = "# Charter on *Partnership*\n\n## Section I\n\n1. The Parties shall meet.\n"

    extracted = extract(words.encode(), "charter.md")

    assert (extracted.text, extracted.format, extracted.title) == (
        words,
        "markdown",
        "Charter on *Partnership*",
    )


def test_a_text_that_begins_like_a_bitmap_is_a_text() -> None:
    assert extract(b"BMW and MZ shall meet.", "a.txt").format == "text"


def test_utf8_that_is_cut_within_a_letter_is_refused_and_not_read_wrongly() -> None:
    data = "Əməkdaşlıq haqqında razılıq".encode()[:-1] + b"\xc4"

    with pytest.raises(UnreadableDocument, match=r"UTF-8 text is damaged at byte \d+"):
        extract(data, "a.txt")


def test_a_text_in_an_encoding_that_cannot_be_told_is_refused() -> None:
    data = "Стороны договорились о сотрудничестве".encode("cp1251")

    with pytest.raises(UnreadableDocument, match="save it as UTF-8"):
        extract(data, "a.txt")


def test_damaged_utf16_is_refused() -> None:
    data = "The Parties".encode("utf-16") + b"\x00\xd8\x41"

    with pytest.raises(UnreadableDocument, match="UTF-16 text is damaged"):
        extract(data, "a.txt")

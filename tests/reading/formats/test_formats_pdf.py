"""PDF: the text layer as it is printed, page after page."""

import pytest

from reading.formats.building import pdf_of, scanned_pdf
from servanda.reading.formats import UnreadableDocument, extract


def test_lines_stay_and_wider_gaps_become_blank_lines() -> None:
    page = ["Article 1", "The Parties shall meet", "once a year.", "", "They report."]

    extracted = extract(pdf_of([page]), "charter.pdf")

    assert extracted.text == "Article 1\nThe Parties shall meet\nonce a year.\n\nThey report.\n"
    assert extracted.format == "pdf"


def test_pages_are_divided_by_a_form_feed_and_keep_heads_and_numbers() -> None:
    pages = [["Charter", "The Parties", "1"], ["Charter", "shall meet.", "2"]]

    text = extract(pdf_of(pages), "charter.pdf").text

    assert text == "Charter\nThe Parties\n1\n\f\nCharter\nshall meet.\n2\n"


def test_a_hyphen_at_the_end_of_a_line_stays_as_printed() -> None:
    text = extract(pdf_of([["The Parties shall imple-", "ment it."]]), "charter.pdf").text

    assert text == "The Parties shall imple-\nment it.\n"


def test_the_title_that_the_file_names_is_given() -> None:
    data = pdf_of([["Article 1"]], title="Charter on Partnership")

    assert extract(data, "a.pdf").title == "Charter on Partnership"


def test_a_page_that_is_a_picture_among_others_is_named_in_its_place() -> None:
    text = extract(scanned_pdf(1, words_on_first="The Parties shall meet."), "a.pdf").text

    assert text == "The Parties shall meet.\n\f\n[Page 2 is a picture without text.]\n"


def test_a_scan_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"it is a scan.*text recognition \(OCR\)"):
        extract(scanned_pdf(2), "scan.pdf")


def test_a_protected_file_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="protected by a password; remove"):
        extract(pdf_of([["Article 1"]], password="secret"), "a.pdf")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_is_refused(share: float) -> None:
    whole = pdf_of([["The Parties shall meet."]] * 3)

    with pytest.raises(UnreadableDocument, match=r"damaged|scan"):
        extract(whole[: int(len(whole) * share)], "cut.pdf")


@pytest.mark.parametrize("name", ["charter.txt", "charter.docx", "charter"])
def test_a_pdf_file_is_recognised_under_any_name(name: str) -> None:
    assert extract(pdf_of([["Article 1"]]), name).format == "pdf"

"""DOCX: the words in printed order, with the numbers that Word only computes."""

import pytest
from docx.document import Document

from reading.formats.building import docx_of, docx_of_body, numbered, paragraph
from servanda.reading.formats import extract

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Article %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="(%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def text_of(body: str, **parts: str) -> str:
    return extract(docx_of_body(body, **parts), "charter.docx").text


def test_headings_lists_and_tables_of_a_real_file_are_read() -> None:
    def write(document: Document) -> None:
        document.add_heading("Charter", 0)
        document.add_heading("Article 1", 1)
        document.add_paragraph("meet", style="List Number")
        document.add_paragraph("report", style="List Number")
        document.add_paragraph("a bullet", style="List Bullet")
        document.add_paragraph("below it", style="List Bullet 2")
        table = document.add_table(2, 2)
        for cell, words in zip(
            (cell for row in table.rows for cell in row.cells),
            ("Item", "Due", "List", "10 May 2026"),
            strict=True,
        ):
            cell.text = words

    extracted = extract(docx_of(write), "charter.docx")

    assert extracted.text == (
        "Charter\n\nArticle 1\n\n1. meet\n\n2. report\n\n- a bullet\n\n  - below it\n\n"
        "Item | Due\nList | 10 May 2026\n"
    )
    assert (extracted.format, extracted.title) == ("docx", "Charter")


def test_numbers_that_word_computes_are_written_out() -> None:
    body = (
        numbered("Purpose", 0) + numbered("The Parties shall:", 1) + numbered("meet;", 2)
        + numbered("report.", 2) + numbered("Bodies", 0) + numbered("There is a group.", 1)
        + numbered("It shall:", 1) + numbered("plan.", 2) + numbered("dot", 3)
    )  # fmt: skip

    text = text_of(body, numbering=NUMBERING)

    assert text.split("\n\n") == [
        "Article 1 Purpose", "1.1 The Parties shall:", "(a) meet;", "(b) report.",
        "Article 2 Bodies", "2.1 There is a group.", "2.2 It shall:", "(a) plan.", "      - dot\n",
    ]  # fmt: skip


def test_a_list_that_starts_anew_does_so() -> None:
    body = numbered("one", 2) + numbered("two", 2) + numbered("anew", 2, list_id=2)

    assert text_of(body, numbering=NUMBERING) == "(a) one\n\n(b) two\n\n(a) anew\n"


def test_a_heading_numbered_by_its_style_keeps_its_number() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("Purpose", '<w:pStyle w:val="H"/>')

    assert text_of(body, styles=styles, numbering=NUMBERING) == "Article 1 Purpose\n"


def test_inserted_text_counts_and_deleted_or_hidden_text_does_not() -> None:
    body = (
        "<w:p><w:r><w:t>The Parties </w:t></w:r><w:ins><w:r><w:t>shall</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>may</w:delText></w:r></w:del><w:r><w:t> meet.</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )

    assert text_of(body) == "The Parties shall meet.\n"


def test_footnotes_are_kept_with_their_marks() -> None:
    body = (
        "<w:p><w:r><w:t>The Parties shall meet.</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = f'<w:footnote w:id="2">{paragraph("In Baku.")}</w:footnote>'

    assert text_of(body, footnotes=notes) == "The Parties shall meet.[1]\n\n[1] In Baku.\n"


def test_tabs_breaks_and_hard_hyphens_are_kept() -> None:
    body = (
        "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>multi</w:t><w:noBreakHyphen/><w:t>modal</w:t>"
        "<w:br/><w:t>next</w:t></w:r></w:p>"
    )

    assert text_of(body) == "1.\tmulti-modal\nnext\n"


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    body = f"<w:p><w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:r></w:p>"

    assert text_of(body) == "In a box\n"


def test_a_table_of_contents_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>"
        f"<w:sdtContent>{paragraph('Article 1 ..... 3')}</w:sdtContent></w:sdt>"
    )

    assert text_of(contents + paragraph("Article 1")) == "Article 1\n"


def test_signature_columns_are_read_one_after_the_other() -> None:
    def cell(*lines: str) -> str:
        return f"<w:tc>{''.join(paragraph(line) for line in lines)}</w:tc>"

    body = f"<w:tbl><w:tr>{cell('For A', 'Minister')}{cell('For B', 'Envoy')}</w:tr></w:tbl>"

    assert text_of(body) == "For A\n\nMinister\n\nFor B\n\nEnvoy\n"


@pytest.mark.parametrize("name", ["charter.txt", "charter.pdf", "charter"])
def test_a_docx_file_is_recognised_under_any_name(name: str) -> None:
    assert extract(docx_of_body(paragraph("Article 1")), name).format == "docx"

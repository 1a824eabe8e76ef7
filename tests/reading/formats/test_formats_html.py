"""HTML: the words of the page in order, with the marks of its lists, without its furniture."""

import pytest

from servanda.reading.formats import extract


def text_of(body: str, head: str = "") -> str:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), "page.html").text


def test_headings_and_paragraphs_stand_between_blank_lines() -> None:
    text = text_of("<h1>Charter</h1><h2>Article 1</h2><p>The Parties\n  shall <b>meet</b>.</p>")

    assert text == "Charter\n\nArticle 1\n\nThe Parties shall meet.\n"


@pytest.mark.parametrize(
    ("attributes", "marks"),
    [
        ("", "1. 2."),
        ('type="a"', "(a) (b)"),
        ('type="i" start="4"', "(iv) (v)"),
        ('type="A"', "A. B."),
        ('start="7"', "7. 8."),
        ("reversed", "2. 1."),
        ('style="list-style-type: lower-alpha"', "(a) (b)"),
    ],
)
def test_an_ordered_list_shows_its_marks(attributes: str, marks: str) -> None:
    text = text_of(f"<ol {attributes}><li>one</li><li>two</li></ol>")

    first, second = marks.split()
    assert text == f"{first} one\n\n{second} two\n"


def test_lists_within_lists_keep_their_own_marks() -> None:
    text = text_of(
        '<ol><li>The Parties will:<ol type="a"><li>meet;</li><li>report.</li></ol></li>'
        "<li>Nothing else.</li></ol><ul><li>A bullet</li></ul>"
    )

    assert text.split("\n\n") == [
        "1. The Parties will:",
        "  (a) meet;",
        "  (b) report.",
        "2. Nothing else.",
        "- A bullet\n",
    ]


def test_a_second_paragraph_of_an_item_stands_below_the_first() -> None:
    text = text_of("<ul><li><p>one</p><p>more</p><ul><li>two</ul></ul><p>out</p>")

    assert text == "- one\n\n  more\n\n  - two\n\nout\n"


def test_an_item_with_a_mark_of_its_own_gets_no_second_one() -> None:
    assert text_of("<ol><li>(a) meet</li></ol>") == "(a) meet\n"


def test_a_value_sets_the_number_of_an_item() -> None:
    assert text_of('<ol><li value="5">five</li><li>six</li></ol>') == "5. five\n\n6. six\n"


def test_a_table_is_read_row_by_row() -> None:
    text = text_of("<table><tr><th>Item<th>Due</tr><tr><td>List<td>10 May 2026</table>")

    assert text == "Item | Due\nList | 10 May 2026\n"


def test_a_table_that_only_sets_the_page_is_read_as_its_paragraphs() -> None:
    text = text_of(
        "<table><tr><td><p>Article 1</p><p>The Parties shall meet.</p></td></tr></table>"
    )

    assert text == "Article 1\n\nThe Parties shall meet.\n"


def test_furniture_is_dropped() -> None:
    text = text_of(
        "<nav>Home</nav><header role=banner>Ministry</header><p>Article 1</p>"
        "<div class='share social'>Tweet</div><script>alert(1)</script><style>p{}</style>"
        "<p hidden>secret</p><p style='display: none'>secret</p><footer>© 2026</footer>"
    )

    assert text == "Article 1\n"


def test_an_element_named_like_furniture_that_holds_the_text_is_kept() -> None:
    assert text_of("<div class='menu'><p>The Parties shall meet.</p></div>").startswith("The Part")


def test_the_main_part_is_chosen_where_the_page_names_it() -> None:
    text = text_of("<p>Latest news</p><main><p>The Parties shall meet twice a year.</p></main>")

    assert text == "The Parties shall meet twice a year.\n"


def test_notes_and_their_marks_are_kept() -> None:
    text = text_of(
        '<p>The Parties shall meet.<sup><a href="#fn1">1</a></sup></p><p id="fn1">1 In Baku.</p>'
    )

    assert text == "The Parties shall meet.[1]\n\n1 In Baku.\n"


def test_line_breaks_and_no_break_spaces_stay() -> None:
    assert text_of("<p>Done at Baku<br>on&nbsp;10 May</p>") == "Done at Baku\non\u00a010 May\n"


def test_the_title_is_the_first_heading_else_the_title_of_the_page() -> None:
    with_heading = extract(b"<html><title>Site</title><h1>Charter</h1><p>x</html>", "a.html")
    without = extract(b"<html><title>Site</title><p>Article 1</html>", "a.html")

    assert (with_heading.title, without.title) == ("Charter", "Site")


def test_a_declared_encoding_counts() -> None:
    page = '<html><meta charset="windows-1251"><p>Стороны встретятся</p></html>'

    assert extract(page.encode("cp1251"), "a.html").text == "Стороны встретятся\n"


@pytest.mark.parametrize("name", ["page.txt", "page", "page.doc", "page.pdf", "page.docx"])
def test_a_page_is_recognised_under_any_name(name: str) -> None:
    assert extract(b"<html><body><p>Article 1</body></html>", name).format == "html"


def test_a_piece_of_a_page_is_recognised_too() -> None:
    assert extract(b"<p>Article 1</p><p>Text</p>", "a.txt").text == "Article 1\n\nText\n"


def test_hundreds_of_tags_that_nobody_closed_lose_no_words() -> None:
    text = text_of("<font>" * 600 + "The Parties shall meet.")

    assert text == "The Parties shall meet.\n"

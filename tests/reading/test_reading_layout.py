"""Layout and structure: what the printer added is taken out, what the drafter numbered is kept."""

from reading.texts import WRAPPED
from servanda.reading.layout import paragraphs
from servanda.reading.structure import outline


def joined(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(text)]


def test_hard_line_breaks_and_hyphens_are_healed() -> None:
    found = joined(WRAPPED)

    assert any("levy any fee for the passage other than those" in text for text in found)


def test_page_numbers_and_running_heads_are_no_text() -> None:
    found = joined(WRAPPED)

    assert not [text for text in found if text in {"1", "2"}]
    assert "Treaty on the Canal" not in found


def test_every_character_of_a_paragraph_knows_its_place() -> None:
    for paragraph in paragraphs(WRAPPED):
        for char, offset in zip(paragraph.text, paragraph.offsets, strict=True):
            assert char == WRAPPED[offset] or char == " "


def test_articles_take_the_title_on_the_next_line() -> None:
    nodes = outline(paragraphs(WRAPPED)).nodes

    articles = {node.eid: node.heading for node in nodes if node.kind == "article"}
    assert articles == {"art_1": "Right of passage", "art_2": "Entry into force"}


def test_eids_follow_the_naming_convention() -> None:
    eids = {node.eid for node in outline(paragraphs(WRAPPED)).nodes}

    assert {
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
    } <= eids


def test_a_small_roman_i_after_h_is_a_letter() -> None:
    text = "Article 1\n\nThe Parties shall:\n\n(g) open it;\n\n(h) mark it;\n\n(i) close it.\n"

    kinds = [
        (n.num, n.mark)
        for n in outline(paragraphs("Treaty\n\n" + text)).nodes
        if n.num in {"h", "i"}
    ]

    assert kinds == [("h", "letter"), ("i", "letter")]


def test_footnote_marks_and_emphasis_are_skipped_without_moving_offsets() -> None:
    text = "A rate of duty[1] on *certain* goods.\n"

    paragraph = paragraphs(text)[0]

    assert paragraph.text == "A rate of duty on certain goods."
    assert text[slice(*paragraph.span(18, 25))] == "certain"


def test_a_modal_glued_to_its_neighbour_is_parted() -> None:
    assert joined("Each Partyshall not impose a fee.\n")[0] == "Each Party shall not impose a fee."

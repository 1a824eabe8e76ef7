"""A text is set in passages without a word being changed."""

from servanda.desk.agreements.layout import Passage, Setter, cut

BODY = """# Section I. Rail

The sides intend to build a line.

- They will ease
  customs.
- They may meet.
"""


def set_in_passages(*spans: tuple[int, int, str]) -> tuple[str, list[Passage]]:
    return Setter().block(cut(BODY, spans), "Rail")


def words(passage: Passage) -> str:
    return "".join(segment.words for segment in passage.segments)


def span_of(words: str, key: str) -> tuple[int, int, str]:
    start = BODY.index(words)
    return start, start + len(words), key


def test_the_heading_keeps_its_own_words() -> None:
    heading, _passages = set_in_passages()

    assert heading == "Section I. Rail"


def test_paragraphs_and_items_stand_apart() -> None:
    _heading, passages = set_in_passages()

    assert [words(each) for each in passages] == [
        "The sides intend to build a line.",
        "They will ease\n  customs.",
        "They may meet.",
    ]


def test_items_are_marked_as_such() -> None:
    _heading, passages = set_in_passages()

    assert [each.item for each in passages] == [False, True, True]


def test_a_paragraph_that_only_begins_like_the_heading_stays() -> None:
    _heading, passages = Setter().block(cut(BODY, ()), "Energy")

    assert words(passages[0]) == "Section I. Rail"


def test_only_the_words_of_a_span_are_lit() -> None:
    _heading, passages = set_in_passages(span_of("intend to build", "a"))

    assert [(each.words, each.keys) for each in passages[0].segments] == [
        ("The sides ", ()),
        ("intend to build", ("a",)),
        (" a line.", ()),
    ]


def test_words_that_two_spans_share_know_both() -> None:
    spans = span_of("sides intend", "a"), span_of("intend to", "b")

    _heading, passages = set_in_passages(*spans)

    assert {each.words: each.keys for each in passages[0].segments}["intend"] == ("a", "b")


def test_a_note_stands_beside_the_first_of_its_words_only() -> None:
    _heading, passages = set_in_passages(span_of("a line.\n\n- They will", "a"))

    assert [each.notes for each in passages] == [("a",), (), ()]


def test_a_reference_stands_after_the_last_lit_word_of_the_first_passage() -> None:
    _heading, passages = set_in_passages(span_of("a line.\n\n- They will", "a"))

    closing = [each.words for each in passages[0].segments if each.closes]
    assert closing == ["a line."]


def test_a_note_is_set_once_across_blocks() -> None:
    setter = Setter()
    setter.block(cut(BODY, [(0, len(BODY), "a")]))

    _heading, passages = setter.block(cut(BODY, [(0, len(BODY), "a")]))

    assert [each.notes for each in passages] == [(), (), (), ()]


def test_every_place_still_leads_to_the_same_words_of_the_body() -> None:
    _heading, passages = set_in_passages(span_of("ease\n  customs", "a"))

    for passage in passages:
        for segment in passage.segments:
            assert BODY[segment.start : segment.start + len(segment.words)] == segment.words

"""What holds for any text: exact spans, a stable fold, the same answer twice, reasons for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.matching import Matcher, Target, Thing
from servanda.matching.folding import fold, stem
from servanda.matching.names import Names
from servanda.matching.passages import cut, sentences
from servanda.matching.quantities import quantities

WORDS = (
    "The sides intend to clear mines. will have to Bakı ƏMƏKDAŞLIQ İŞÇİ dəhlizində Ёлка "
    "$2.5 billion 188 km 16 countries 10 February 2026 TRIPP Trump Route U.S. F-16 “quoted.” "
    "разминирование - (a) … "
    "\n \n\n \r\n . ! ? 12–18 months , ; : \u00a0 e.g. Mr. Vance 3.5 %"
)
PIECES = WORDS.split(" ")
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.text(max_size=300)
)
MATCHER = Matcher.of(
    [
        Target("mines", "The sides intend to clear mines", area="demining"),
        Target("route", "Armenia will work on TRIPP", area="connectivity"),
        Target("aid", "The United States will provide $2.5 billion by 10 February 2026"),
    ],
    things=[Thing("tripp", ("Trump Route", "TRIPP"))],
    parties=[Thing("us", ("United States", "U.S.", "US"))],
)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("cutter", [cut, sentences])
@given(text=TEXTS)
def test_a_passage_is_the_text_at_its_span(cutter: object, text: str) -> None:
    for passage in cut(text) if cutter is cut else sentences(text):
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""


@given(TEXTS)
def test_passages_stand_in_order_and_never_overlap(text: str) -> None:
    flat = [offset for passage in cut(text) for offset in (passage.start, passage.end)]

    assert flat == sorted(flat)


@given(TEXTS)
def test_what_stands_in_no_passage_is_white_space(text: str) -> None:
    rest = list(text)
    for passage in cut(text):
        rest[passage.start : passage.end] = " " * len(passage.text)

    assert "".join(rest).strip() == ""


@given(TEXTS)
def test_sentences_leave_out_only_white_space(text: str) -> None:
    rest = list(text)
    for sentence in sentences(text):
        rest[sentence.start : sentence.end] = " " * len(sentence.text)

    assert "".join(rest).strip() == ""


@given(TEXTS)
def test_a_quantity_is_the_text_at_its_span(text: str) -> None:
    for found in quantities(text):
        assert found.expression == text[found.start : found.end]


@given(TEXTS)
def test_a_mention_is_never_empty(text: str) -> None:
    names = Names.of([Thing("tripp", ("Trump Route", "TRIPP")), Thing("us", ("U.S.",))])

    for found in names.mentions(text):
        assert text[found.start : found.end].strip()


@given(TEXTS)
def test_the_same_passage_has_the_same_candidates(text: str) -> None:
    assert MATCHER.candidates(text) == MATCHER.candidates(text)


@given(TEXTS)
def test_every_candidate_has_reasons(text: str) -> None:
    for candidate in MATCHER.candidates(text):
        assert candidate.reasons
        assert all(reason.shared for reason in candidate.reasons)


@given(TEXTS)
def test_the_reasons_add_up_to_the_score(text: str) -> None:
    for candidate in MATCHER.candidates(text):
        added = sum(reason.points for reason in candidate.reasons)
        assert added == pytest.approx(candidate.score, rel=1e-4)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_many_passages_at_once_have_the_candidates_of_each(texts: list[str]) -> None:
    [bulk] = MATCHER.bulk(texts)

    places = [[MATCHER.targets[place].id for place in row if place >= 0] for row in bulk.places]
    assert places == [[one.id for one in MATCHER.candidates(text)] for text in texts]


@given(st.sampled_from(["en", "az", "ru"]), st.text(max_size=30))
def test_a_stem_is_never_longer_than_its_word_by_much(language: str, word: str) -> None:
    assert len(stem(word, language)) <= len(fold(word)) + 1

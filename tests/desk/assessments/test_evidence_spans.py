"""Quotes are cut from texts in any script, whole letters only, and found again where they stood."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from desk.agreements import builders
from desk.assessments import quoted
from servanda.desk.agreements.errors import Refused
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.assessments.services.quoting import cut, find
from servanda.desk.sources.models import Original

MARKS = "\u0307\u0327\u0306\u0301"  # over and under letters: İ and ş as two characters each
LETTERS = "aəıiIİşŞğçöüƏЖ한😀 \n\t-.“”\u00a0" + MARKS
TEXTS = st.text(LETTERS, min_size=1, max_size=60)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(spans())
def test_a_quote_is_exactly_what_stands_in_the_text(of: tuple[str, int, int]) -> None:
    text, start, end = of
    try:
        quote = cut(Original(text=text), start, end)
    except Refused:
        return

    assert quote.words == text[quote.start : quote.end] != ""
    assert start <= quote.start < quote.end <= end
    assert quote.words == quote.words.strip()


@given(spans())
def test_a_quote_neither_begins_nor_ends_inside_a_letter(of: tuple[str, int, int]) -> None:
    text, start, end = of
    try:
        quote = cut(Original(text=text), start, end)
    except Refused:
        return

    after = text[quote.end : quote.end + 1]
    assert quote.start == 0 or not unicodedata.category(quote.words[0]).startswith("M")
    assert not (after and unicodedata.category(after).startswith("M"))


@given(spans())
def test_the_words_of_a_quote_are_found_where_they_were_cut(of: tuple[str, int, int]) -> None:
    text, start, end = of
    try:
        quote = cut(Original(text=text), start, end)
    except Refused:
        return

    assert (quote.start, quote.end) in find(text, quote.words)
    assert (quote.start, quote.end) in find(text, f"\n{quote.words.replace(' ', '  ')} ")


@given(TEXTS)
def test_words_that_do_not_stand_in_a_text_are_not_found(text: str) -> None:
    assert find(text, f"{text}x") == []


@given(spans(), st.integers(0, 60), st.integers(0, 60))
def test_words_are_furniture_only_where_all_of_them_are(
    of: tuple[str, int, int], first: int, last: int
) -> None:
    text, start, end = of
    furniture: list[list[Any]] = [[min(first, last), max(first, last), "menu"]]
    covered = "".join(
        letter
        for place, letter in enumerate(text[start:end], start)
        if not furniture[0][0] <= place < furniture[0][1]
    )
    try:
        cut(Original(text=text), start, end)
    except Refused:
        return

    try:
        cut(Original(text=text, furniture=furniture), start, end)
        refused = False
    except Refused:
        refused = True

    assert refused == (not covered.strip())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "Şuşaya qatar gedəcək",
        "İŞÇİ QRUPU",
        "s\u0327us\u0327a I\u0307ki",
        "😀 한국어",
        "“Bakı”\u00a0– ə",
    ],
)
def test_the_database_and_the_desk_count_the_same_letters(
    settings: Any, tmp_path: Path, words: str
) -> None:
    settings.DATA_DIR = tmp_path
    here = make.partnership()
    analyst = make.person(role="analyst", party=make.party(here))
    lists = builders.commitment(builders.instrument(here))
    report = quoted.original(here, f"😀 İ ə I\u0307 – {words} və s.")

    piece = quoted.linked(report, lists, analyst, words=words)

    assert piece.quote == words
    assert verdicts([piece]) == {piece.id: Verdict.VERIFIED}

"""Folding, stems, names and areas in three languages."""

import pytest

from servanda.matching import Thing
from servanda.matching.folding import fold, stem, stems_of
from servanda.matching.names import Names, areas

ROUTE = Thing(
    "tripp",
    (
        "Trump Route for International Peace and Prosperity (TRIPP)",
        "Zangezur corridor",
        "Zəngəzur dəhlizi",
    ),
)


def test_a_name_in_capitals_that_stems_as_a_common_word_is_looked_for_as_written() -> None:
    names = Names.of([ROUTE])

    assert names.mentions("During those trips, on a trip, they spoke.") == []
    assert [each.id for each in names.mentions("TRIPP was on the list.")] == ["tripp"]


@pytest.mark.parametrize("spelling", ["BAKI", "Bakı", "baki", "BAKİ"])
def test_one_spelling_finds_all_of_baku(spelling: str) -> None:
    assert fold(spelling) == "baki"


def test_a_word_typed_without_azerbaijani_letters_is_the_same_word() -> None:
    assert fold("əməkdaşlıq") == fold("emekdasliq")


def test_russian_yo_is_ye() -> None:
    assert fold("Ёлка и ещё") == "елка и еще"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("defence", "Defenses", "en"),
        ("commercialise", "commercialization", "en"),
        ("programmes", "program", "en"),
        ("children", "child", "en"),
        ("dəhliz", "dəhlizlərində", "az"),
        ("layihə", "layihələrin", "az"),
        ("коридор", "коридорами", "ru"),
    ],
)
def test_endings_do_not_matter(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(("one", "other"), [("mine", "mineral"), ("gas", "gasket")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "text",
    [
        "the TRIPP project",
        "the Trump Route for International Peace and Prosperity",
        "along the Zangezur Corridor",
        "Zəngəzur dəhlizinin açılması",
    ],
)
def test_a_thing_is_found_under_each_of_its_names(text: str) -> None:
    assert {mention.id for mention in Names.of([ROUTE]).mentions(text)} == {"tripp"}


def test_short_capitals_are_found_only_as_they_are_written() -> None:
    names = Names.of([Thing("us", ("US",))])

    found = names.mentions("They told us that the US and the U.S. agree")

    assert [mention.start for mention in found] == [22, 33]


@pytest.mark.parametrize(
    ("text", "language"),
    [("mine clearance", "en"), ("minatəmizləmə", "az"), ("разминирование", "ru")],
)
def test_demining_is_one_area_in_three_languages(text: str, language: str) -> None:
    assert areas(language).ids(stems_of(text, language)) == {"demining"}


def test_the_longer_term_wins() -> None:
    found = areas().ids(stems_of("artificial intelligence"))

    assert found == {"artificial intelligence"}

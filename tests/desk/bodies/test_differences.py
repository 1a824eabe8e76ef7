"""What differs between two contents, said so that a person can read it."""

from typing import Any

import pytest

from servanda.desk.bodies.differences import Difference, Kind, differences

RAIL = {"id": "rail", "name": "The railway", "cost": 5}
CABLE = {"id": "cable", "name": "The cable", "cost": 7}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": "x"}, {"a": "y"}, [Difference(("a",), Kind.CHANGED, "x", "y")]),
        ({}, {"a": "x"}, [Difference(("a",), Kind.ADDED, after="x")]),
        ({"a": "x"}, {}, [Difference(("a",), Kind.REMOVED, before="x")]),
        ({"a": 1}, {"a": True}, [Difference(("a",), Kind.CHANGED, "1", "yes")]),
        (
            {"p": [RAIL]},
            {"p": [RAIL, CABLE]},
            [Difference(("p", "The cable"), Kind.ADDED, after="The cable; cost: 7")],
        ),
        (
            {"p": [RAIL, CABLE]},
            {"p": [CABLE, {**RAIL, "cost": 6}]},
            [
                Difference(("p", "The railway", "cost"), Kind.CHANGED, "5", "6"),
                Difference(("p",), Kind.MOVED, "The railway; The cable", "The cable; The railway"),
            ],
        ),
        (
            {"p": ["one", "two"]},
            {"p": ["one", "three"]},
            [Difference(("p", "2"), Kind.CHANGED, "two", "three")],
        ),
    ],
)
def test_a_difference_names_the_place_and_both_wordings(
    old: Any, new: Any, found: list[Difference]
) -> None:
    assert differences(old, new) == found


def test_a_changed_sentence_is_shown_as_words_kept_taken_out_and_put_in() -> None:
    pieces = Difference(("a",), Kind.CHANGED, "We meet in May.", "We meet in June.").pieces

    assert [(each.sign, each.bare) for each in pieces] == [
        ("=", "We meet in"),
        ("-", "May."),
        ("+", "June."),
    ]


def test_an_added_project_is_said_in_words_and_not_in_names_of_fields() -> None:
    added = {"id": "rail", "name_en": "The railway", "what_en": "From here to there."}

    found = differences({"projects": []}, {"projects": [added]})

    assert [each.after for each in found] == [
        "The railway; what it is, in English: From here to there."
    ]


def test_two_long_texts_stand_whole_one_after_the_other() -> None:
    old, new = "a b " * 20_000, "b c " * 20_000

    pieces = Difference(("a",), Kind.CHANGED, old, new).pieces

    assert [(each.sign, each.words) for each in pieces] == [("-", old), ("+", new)]


def test_a_number_alone_that_changed_is_a_difference() -> None:
    assert differences({"a": [{"number": 1}]}, {"a": [{"number": 2}]})

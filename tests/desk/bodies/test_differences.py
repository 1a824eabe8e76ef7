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
            [Difference(("p", "The cable"), Kind.ADDED, after="name: The cable; cost: 7")],
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

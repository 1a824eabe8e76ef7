"""Canonical JSON, against the examples of RFC 8785 and the numbers of ECMAScript."""

import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.ledger import NotCanonical, canonical

# RFC 8785, appendix B: IEEE 754 bits in hexadecimal, and what ECMAScript writes.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}


@pytest.mark.parametrize(("bits", "written"), NUMBERS.items())
def test_numbers_are_written_as_ecmascript_writes_them(bits: str, written: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))

    assert canonical(number).decode() == written


def test_the_example_of_the_rfc_comes_out_as_printed_there() -> None:
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "€$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }

    assert canonical(value).decode() == (
        '{"literals":[null,true,false],'
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_keys_are_sorted_by_utf_16_code_units() -> None:
    value = {
        "€": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\U0001f600": "Emoji: Grinning Face",
        "\u0080": "Control",
        "ö": "Latin Small Letter O With Diaeresis",
    }

    ordered = list(json.loads(canonical(value)).values())

    assert ordered == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_azerbaijani_letters_stay_as_they_are() -> None:
    assert canonical("İşğal, ağır, Bakı").decode() == '"İşğal, ağır, Bakı"'


def test_the_same_letter_in_two_encodings_stays_two() -> None:
    assert canonical("\u00e7") != canonical("c\u0327")


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), 2**53 + 1, 10**400, {1: 2}, {1, 2}]
)
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_half_of_a_character_pair_is_refused_and_said_so() -> None:
    with pytest.raises(NotCanonical, match="half of a character pair"):
        canonical({"name": "\ud800"})


WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | WHOLE | TEXT | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner))


@given(VALUES)
def test_canonical_form_reads_back_as_the_same_value(value: Any) -> None:
    assert json.loads(canonical(value), parse_int=float) == value


@given(VALUES)
def test_canonical_form_of_what_was_read_back_is_the_same_bytes(value: Any) -> None:
    once = canonical(value)

    assert canonical(json.loads(once)) == once


@given(st.dictionaries(TEXT, WHOLE, min_size=2))
def test_the_order_in_which_keys_were_added_does_not_matter(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))

    assert canonical(backwards) == canonical(value)

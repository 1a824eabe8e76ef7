"""Force: the words of the clause decide."""

import pytest

from reading.texts import found_in
from servanda.reading import Force


@pytest.mark.parametrize(
    ("sentence", "force"),
    [
        ("The Parties shall open a border post.", Force.OBLIGATION),
        ("Freedonia must publish the tariff.", Force.OBLIGATION),
        ("Sylvania undertakes to release the prisoners.", Force.OBLIGATION),
        ("The Parties agree to meet in Geneva.", Force.OBLIGATION),
        ("The Parties shall ensure that no fee is charged.", Force.OBLIGATION),
        ("Freedonia shall not levy a transit fee.", Force.PROHIBITION),
        ("Neither Party shall station troops in the zone.", Force.PROHIBITION),
        ("The Parties shall refrain from the use of force.", Force.PROHIBITION),
        ("The Parties will set up a commission.", Force.UNDERTAKING),
        ("A joint commission will be established.", Force.UNDERTAKING),
        ("Freedonia commits to reducing its tariffs.", Force.UNDERTAKING),
        ("Sylvania is committed to ratifying the convention.", Force.UNDERTAKING),
        ("Freedonia reaffirms its commitment to withdraw its forces.", Force.UNDERTAKING),
        ("The Parties intend to open a consulate.", Force.INTENTION),
        ("Freedonia plans, as appropriate, to open a consulate.", Force.INTENTION),
        ("The Parties are determined to conclude the talks.", Force.INTENTION),
        ("The work is expected to be completed by experts.", Force.INTENTION),
        ("The Parties stand ready to share their maps.", Force.INTENTION),
        ("The Parties will seek to conclude a treaty.", Force.INTENTION),
        ("The group should report to the ministers.", Force.INTENTION),
        ("Either Party may invite experts.", Force.PERMISSION),
        ("This Memorandum may be amended by mutual consent.", Force.PERMISSION),
        ("Freedonia welcomes the results of the talks.", Force.DECLARATION),
        ("The Parties recognise the value of the canal.", Force.DECLARATION),
        ("Freedonia reaffirms its commitment to the rule of law.", Force.DECLARATION),
    ],
)
def test_the_verb_of_a_clause_decides_its_force(sentence: str, force: Force) -> None:
    found = found_in(sentence)

    assert [(sentence.rstrip("."), force)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The canal was finished in the month of May 1931.",
        "The agreement reflects the will of the people of both countries.",
        "Nothing in this Memorandum shall affect the rights of third States.",
        "For the purposes of this Memorandum, “goods” shall mean any article of trade.",
        "This Memorandum shall enter into force on the date of its signature.",
        "The canal could become a bridge between the two peoples.",
        "This project will contribute to the prosperity of the region.",
        "Cooperation will not be limited to these areas.",
        "This Memorandum does not create legally binding obligations.",
        "The purpose of this Memorandum is to strengthen trade.",
        "This Memorandum shall be interpreted in accordance with international law.",
    ],
)
def test_a_clause_that_promises_nothing_is_no_commitment(sentence: str) -> None:
    found = found_in(sentence)

    assert found == []


def test_a_promise_that_hangs_on_if_or_which_is_not_made_twice() -> None:
    found = found_in(
        "If a Party may need help, the other Party shall send the aid which it can spare."
    )

    assert [force for _, force in found] == [Force.OBLIGATION]


def test_a_relative_clause_that_lays_a_duty_on_a_party_is_a_commitment() -> None:
    found = found_in("Either Party may propose changes, which the other Party shall consider.")

    assert [force for _, force in found] == [Force.PERMISSION, Force.OBLIGATION]
    assert found[1][0] == "which the other Party shall consider"


def test_a_parenthesis_that_repeats_the_modal_is_not_counted_again() -> None:
    found = found_in("Freedonia will support the clinic and it will continue to do so.")

    assert [force for _, force in found] == [Force.UNDERTAKING]

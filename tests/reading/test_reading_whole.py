"""Whole agreements: parties, dates, terms, and what holds for any text at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.texts import WRAPPED
from servanda.reading import NotAnAgreement, read

CHARTER = """\
Charter on Partnership between the Republic of Freedonia and the Kingdom of Sylvania

The Republic of Freedonia (hereinafter “Freedonia”) and the Kingdom of Sylvania (hereinafter “Sylvania”), hereinafter together the “Parties”,

Recognising the importance of the canal for both peoples;

Desiring to deepen their friendship,

Have reached the following understandings:

SECTION IV. IMPLEMENTATION

Within three months of the signing of this Charter, the working groups intend to identify a list of projects. The Parties plan to meet at least twice a year. The Parties may set up further working groups.

This Charter is not intended to be legally binding and comes into effect upon signature.

Signed at Spa on 10 February 2026, in duplicate, in the English language.
"""


def test_parties_come_with_their_defined_terms() -> None:
    parties = read(CHARTER).parties

    assert [p.name for p in parties] == ["Republic of Freedonia", "Kingdom of Sylvania"]
    assert "Freedonia" in parties[0].aliases


def test_signature_place_and_character_are_read() -> None:
    agreement = read(CHARTER)

    assert (date(2026, 2, 10), "Spa", False) == (
        agreement.signed,
        agreement.place,
        agreement.binding,
    )


def test_recitals_are_declarations_of_their_own_kind() -> None:
    recitals = [c for c in read(CHARTER).commitments if c.recital]

    assert [c.force for c in recitals] == ["declaration", "declaration"]
    assert recitals[1].text == "Desiring to deepen their friendship"


def test_a_deadline_is_dated_from_the_signature_and_says_how() -> None:
    listed = next(c for c in read(CHARTER).commitments if "list of projects" in c.text)

    assert listed.deadline is not None
    assert ("P3M", "signature", date(2026, 5, 10)) == (
        listed.deadline.duration,
        listed.deadline.anchor,
        listed.deadline.due,
    )
    assert "10 February 2026 + 3 months = 10 May 2026" in listed.deadline.derivation


def test_a_given_day_of_signature_goes_before_the_text() -> None:
    listed = next(
        c
        for c in read(CHARTER, signed=date(2026, 3, 1)).commitments
        if "list of projects" in c.text
    )

    assert listed.deadline is not None
    assert date(2026, 6, 1) == listed.deadline.due


def test_a_recurrence_is_read_with_its_times() -> None:
    meeting = next(c for c in read(CHARTER).commitments if "twice a year" in c.text)

    assert meeting.recurrence is not None
    assert (meeting.recurrence.every, meeting.recurrence.times) == ("P1Y", 2)


def test_entry_into_force_upon_signature_anchors_what_counts_from_it() -> None:
    marking = next(c for c in read(WRAPPED).commitments if "mark the channel" in c.text)

    assert marking.deadline is not None
    assert date(2024, 8, 3) == marking.deadline.due


def test_an_undated_anchor_is_named_and_left_open() -> None:
    text = WRAPPED.replace("upon signature by both Parties", "upon the exchange of instruments")

    marking = next(c for c in read(text).commitments if "mark the channel" in c.text)

    assert marking.deadline is not None
    assert marking.deadline.due is None
    assert "entry into force" in marking.deadline.derivation


def test_an_event_given_by_name_dates_it() -> None:
    text = WRAPPED.replace("upon signature by both Parties", "upon the exchange of instruments")

    found = read(text, events={"entry_into_force": date(2025, 1, 31)}).commitments
    marking = next(c for c in found if "mark the channel" in c.text)

    assert marking.deadline is not None
    assert date(2025, 4, 30) == marking.deadline.due


def test_own_terms_are_recorded_and_are_no_commitments() -> None:
    agreement = read(WRAPPED)

    assert "commencement and duration" in {term.kind for term in agreement.terms}
    assert not [c for c in agreement.commitments if "enter into force upon" in c.text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Les Parties se réunissent une fois par an dans la capitale de l'une ou de l'autre des Parties.",
            "French",
        ),
        (
            "The minister said on Monday that talks were going well, according to a spokesman in the capital.",
            "no party",
        ),
        ("Short note.", "too short"),
        ("各方同意在签署后三个月内建立工作组并每年举行会议。" * 2, "Chinese"),
        (
            "def meet(parties):\n    for party in parties:\n        party.shall_meet = {'when': 1}\n"
            * 20,
            "program code",
        ),
        (
            "id,who,act,due,force\n" + "1,the Parties,shall meet in the capital,2027,shall\n" * 20,
            "table of values",
        ),
    ],
)
def test_what_is_no_agreement_is_refused_in_one_sentence_of_reason(text: str, words: str) -> None:
    with pytest.raises(NotAnAgreement, match=words):
        read(text)


@given(
    st.lists(
        st.sampled_from(
            [
                *CHARTER.split(),
                "(a)",
                "IV.",
                "shall",
                "not",
                "\n\n",
                ":",
                ";",
                "Article 2",
                "\x0c",
                "within",
                "____",
            ]
        ),
        max_size=120,
    )
)
def test_any_run_of_words_is_read_or_refused_and_every_span_is_exact(words: list[str]) -> None:
    text = CHARTER[:600] + " ".join(words) + CHARTER[600:]

    try:
        agreement = read(text)
    except NotAnAgreement:
        return

    assert all(c.text == text[c.start : c.end] for c in agreement.commitments)
    assert len({p.eid for p in agreement.provisions}) == len(agreement.provisions)


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    try:
        read("Agreement between Freedonia and Sylvania\n\nThe Parties shall meet. " + text)
    except NotAnAgreement:
        return


def test_the_same_text_reads_the_same_twice() -> None:
    assert read(CHARTER) == read(CHARTER)

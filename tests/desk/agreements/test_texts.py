"""A text is cut along its provisions and commitments, and every character of it is shown once."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.agreements.builders import BODY, QUOTE, commitment, looking, provision
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Instrument, Provision
from servanda.desk.agreements.selectors.places import joined, own_place
from servanda.desk.agreements.selectors.texts import blocks

BODY_OF_30 = "abcdefghijklmnopqrstuvwxyz1234"
SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair)))


def piece(number: int, span: tuple[int, int]) -> Any:
    return Provision(eid=f"p_{number}", kind="article", start=span[0], end=span[1])


def due(span: tuple[int, int]) -> Any:
    return SimpleNamespace(commitment=SimpleNamespace(start=span[0], end=span[1]))


def cut(provisions: list[tuple[int, int]], dues: list[tuple[int, int]]) -> Any:
    pieces = [piece(number, span) for number, span in enumerate(provisions)]
    return list(blocks(BODY_OF_30, pieces, [due(span) for span in sorted(dues)]))


@given(st.lists(SPAN), st.lists(SPAN))
def test_every_character_is_shown_once_in_its_order(
    provisions: list[tuple[int, int]], dues: list[tuple[int, int]]
) -> None:
    found = cut(provisions, dues)

    assert "".join(run.words for block in found for run in block.runs) == BODY_OF_30


@given(st.lists(SPAN), st.lists(SPAN.filter(lambda span: span[0] < span[1])))
def test_each_commitment_lights_its_own_words(
    provisions: list[tuple[int, int]], dues: list[tuple[int, int]]
) -> None:
    found = cut(provisions, dues)

    lit: dict[int, str] = {}
    for block in found:
        for run in block.runs:
            for each in run.commitments:
                lit[id(each)] = lit.get(id(each), "") + run.words
    expected = sorted(BODY_OF_30[start:end] for start, end in dues)
    assert sorted(lit.values()) == expected


@given(st.lists(SPAN), st.lists(SPAN.filter(lambda span: span[0] < span[1])))
def test_each_commitment_begins_in_one_block(
    provisions: list[tuple[int, int]], dues: list[tuple[int, int]]
) -> None:
    found = cut(provisions, dues)

    assert sum(len(block.commitments) for block in found) == len(dues)


def test_words_belong_to_the_innermost_provision() -> None:
    found = cut([(0, 30), (10, 20)], [])

    owners = [block.provision.eid for block in found]
    assert owners == ["p_0", "p_1", "p_0"]


def test_a_provision_starts_once() -> None:
    found = cut([(0, 30), (10, 20)], [])

    assert [block.starts for block in found] == [True, True, False]


@pytest.mark.django_db
def test_a_commitment_stands_beside_its_words(signed: Instrument) -> None:
    commitment(signed, "lists")

    text = selectors.annotated_text(looking(), signed.partnership_id, "charter-en")

    assert text is not None
    lit = [run.words for block in text.blocks for run in block.runs if run.commitments]
    assert lit == [QUOTE]


@pytest.mark.django_db
def test_a_hidden_commitment_leaves_no_mark_in_the_text(signed: Instrument) -> None:
    commitment(signed, "hidden", classification="partners")

    text = selectors.annotated_text(looking(), signed.partnership_id, "charter-en")

    assert text is not None
    assert [run.words for block in text.blocks for run in block.runs] == [BODY]


@pytest.mark.django_db
def test_a_place_names_every_step_to_it(signed: Instrument) -> None:
    text = signed.texts.get()
    provision(text, "sec_4__para_2", kind="paragraph", num="2.")
    point = provision(text, "sec_4__para_2__point_a", kind="point", num="(a)")
    commitment(signed, "lists", provision=point)

    found = selectors.commitment(looking(), signed.partnership_id, "lists")

    assert found is not None
    assert (found.place, found.section) == ("Section IV, paragraph 2, point (a)", "Section IV")


PLACES = [
    ({"kind": "section", "num": "IV"}, "Section IV"),
    ({"kind": "section", "num": "SECTION IV."}, "SECTION IV"),
    ({"kind": "article", "num": "5."}, "Article 5"),
    ({"kind": "article", "num": "Article 5"}, "Article 5"),
    ({"kind": "preamble", "num": ""}, "Preamble"),
    ({"kind": "section", "num": "", "heading_en": "Energy"}, "Energy"),
    ({"kind": "paragraph", "num": "", "heading_en": ""}, ""),
    ({"kind": "recital", "num": "", "eid": "preamble__rec_3"}, "recital 3"),
]


@pytest.mark.parametrize(("fields", "place"), PLACES, ids=[each[1] or "none" for each in PLACES])
def test_a_provision_is_named_as_the_text_numbers_it(fields: Any, place: str) -> None:
    assert own_place(Provision(**fields)) == place


def test_a_place_that_stands_alone_begins_with_a_capital() -> None:
    assert joined(["paragraph 2", "point (a)"]) == "Paragraph 2, point (a)"

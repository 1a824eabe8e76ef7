"""The desk, the dossier and the reader use the same words; and words are found however spelt."""

from collections.abc import Collection

import pytest
from django.db import IntegrityError, transaction
from django.db.models import TextChoices
from hypothesis import given
from hypothesis import strategies as st

from desk.agreements.builders import commitment, provision
from servanda import deadlines, reading
from servanda.desk.accounts.models import Party
from servanda.desk.agreements import words
from servanda.desk.agreements.dates import ANCHOR_OF_EVENT
from servanda.desk.agreements.derived import actor_keys
from servanda.desk.agreements.folding import fold, searchable, terms
from servanda.desk.agreements.models import Commitment, Instrument, InstrumentParty
from servanda.desk.assessments.models import Outcome
from servanda.exchange.dossier import vocabulary

SAME: list[tuple[type[TextChoices], Collection[str]]] = [
    (words.InstrumentKind, vocabulary.TYPE_OF_INSTRUMENT),
    (words.PartyRole, vocabulary.ROLE),
    (words.EventKind, vocabulary.TYPE_OF_EVENT),
    (words.Precision, vocabulary.PRECISION),
    (words.RelationKind, vocabulary.TYPE_OF_RELATION),
    (words.Standing, vocabulary.STANDING),
    (words.Force, vocabulary.FORCE),
    (words.Area, vocabulary.AREA),
    (words.Bound, vocabulary.BOUND),
    (words.CommitmentState, vocabulary.STATE),
    (Outcome, vocabulary.OUTCOME),
    (words.Force, list(reading.Force)),
    (words.Bound, list(deadlines.Bound)),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME, ids=[each[0].__name__ for each in SAME])
def test_the_words_are_the_same(ours: type[TextChoices], theirs: Collection[str]) -> None:
    assert sorted(ours.values) == sorted(theirs)


def test_events_date_the_same_anchors_as_in_a_dossier() -> None:
    assert dict(ANCHOR_OF_EVENT) == dict(vocabulary.ANCHOR_OF_EVENT)


SPELLINGS = [
    ("Bakı", "BAKI"),
    ("İstanbul", "istanbul"),
    ("Əməkdaşlıq", "emekdasliq"),
    ("ŞUŞA", "şuşa"),
    ("Gəncə", "GENCE"),
    ("Zəngəzur", "zengezur"),
    ("Türkiyə", "TÜRKİYƏ"),
]


@pytest.mark.parametrize(("stored", "asked"), SPELLINGS)
def test_one_spelling_finds_the_other(stored: str, asked: str) -> None:
    assert terms(asked)[0] in searchable(stored)


def test_a_beginning_finds_a_word_with_its_ending() -> None:
    assert terms("bakı")[0] in searchable("Bakıda")


def test_the_middle_of_a_word_does_not_find_it() -> None:
    assert terms("art")[0] not in searchable("party")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


@given(st.text())
def test_a_text_is_found_by_all_of_its_own_words(text: str) -> None:
    stored = searchable(text)

    assert all(term in stored for term in terms(text))


def parts() -> list[InstrumentParty]:
    made = []
    for name, role, called in (
        ("united-states", "signatory", "the Participants"),
        ("azerbaijan", "signatory", ""),
        ("armenia", "subject", ""),
    ):
        party = Party(id=f"p.{name}", name_en=name.replace("-", " ").title())
        made.append(InstrumentParty(party=party, role=role, defined_as=called))
    return made


ACTORS = [
    (["azerbaijan"], "|azerbaijan|"),
    (["the United States"], "|united-states|"),
    (["Armenia"], "|armenia|"),
    (["both sides"], "|azerbaijan|united-states|"),
    (["each Party"], "|azerbaijan|united-states|"),
    (["Tərəflər"], "|azerbaijan|united-states|"),
    (["the working group"], ""),
    ([], ""),
]


@pytest.mark.parametrize(("actors", "keys"), ACTORS, ids=str)
def test_actors_are_found_by_name_or_together(actors: list[str], keys: str) -> None:
    assert actor_keys(actors, parts()) == keys


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"start": 10, "end": 10},
        {"classification": "party", "held_by": None},
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_wrong_row(
    signed: Instrument, wrong: dict[str, object]
) -> None:
    made = commitment(signed)

    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.django_db
def test_an_eid_stands_once_in_a_text(signed: Instrument) -> None:
    text = signed.texts.get()
    other = provision(text, "sec_5")

    with pytest.raises(IntegrityError), transaction.atomic():
        type(other).objects.filter(pk=other.pk).update(eid="sec_4")

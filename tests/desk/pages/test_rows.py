"""Pages say who has a commitment and what it waits for, and name each one."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation

import make
from desk.agreements.builders import (
    TODAY,
    WITHIN_THREE_MONTHS,
    at,
    commitment,
    event,
    instrument,
    relation,
)
from servanda.desk.agreements.models import Instrument

pytestmark = pytest.mark.django_db

OVERVIEW = "/north-south/?on=2026-11-21"


@pytest.fixture
def charter() -> Instrument:
    """An instrument signed in February, whose commitments were due in May."""
    signed = instrument(make.partnership())
    event(signed)
    return signed


def shown(address: str = OVERVIEW, **headers: str) -> str:
    with translation.override("en"):  # what a request speaks would last beyond it
        answer = Client().get(address, headers=headers)
    return " ".join(answer.content.decode().split())


def test_the_overview_says_who_has_what_is_overdue(charter: Instrument) -> None:
    make.party(charter.partnership, "joint-group", name_en="The Joint Group")
    commitment(charter, actors=["joint-group"], **WITHIN_THREE_MONTHS)

    assert "<dt>Who</dt><dd>The Joint Group</dd>" in shown()


def test_an_actor_that_is_no_party_stands_in_the_words_of_the_text(charter: Instrument) -> None:
    commitment(charter, actors=["working groups"], **WITHIN_THREE_MONTHS)

    page = shown(**{"accept-language": "az"})

    assert '<dt>Kim</dt><dd><span lang="en">working groups</span></dd>' in page


def test_the_overview_says_that_the_text_names_nobody(charter: Instrument) -> None:
    commitment(charter, **WITHIN_THREE_MONTHS)

    assert "<dd>the text names nobody</dd>" in shown()


def test_the_overview_says_what_it_waits_for(charter: Instrument) -> None:
    relation(charter, instrument(charter.partnership, "waiver"), kind="waits_for")
    commitment(charter, conditions=["as agreed"], **WITHIN_THREE_MONTHS)

    assert "waiver</a>, “as agreed”</dd>" in shown()


def test_what_waits_for_an_instrument_is_not_awaited_by_it(charter: Instrument) -> None:
    relation(instrument(charter.partnership, "waiver"), charter, kind="waits_for")
    commitment(charter, **WITHIN_THREE_MONTHS)

    assert "<dd>nothing that the text or the record names</dd>" in shown()


def test_a_commitment_without_a_summary_is_headed_by_what_it_says(charter: Instrument) -> None:
    commitment(charter, summary_en="", act="settle lists\nof projects")

    assert '<h1 class="serif">Settle lists of projects</h1>' in shown(
        "/north-south/commitments/lists/"
    )


def test_what_a_list_says_of_a_long_commitment_is_cut(charter: Instrument) -> None:
    commitment(charter, summary_en="", act="settle " + "many lists of projects " * 20)

    page = shown("/north-south/commitments/")

    assert "…</a>" in page
    assert page.count("many lists of projects") < 10


def test_a_page_asked_for_before_it_was_recorded_says_so_and_leads_back() -> None:
    with at(TODAY):
        make.partnership()

        page = shown(f"/north-south/?known={date(2026, 1, 1)}")

    assert "What was entered later is not there then." in page
    assert '<a href="/north-south/">Show what is known now</a>' in page

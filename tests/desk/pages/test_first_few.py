"""The overview shows the first of many, and leads to all of them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import make
from desk.agreements.builders import WITHIN_THREE_MONTHS, commitment, event, instrument
from servanda.desk.agreements.models import Instrument
from servanda.desk.assessments.views.standing import SHOWN

pytestmark = pytest.mark.django_db

OVERVIEW = "/north-south/?on=2026-11-21"
COMING = {"deadline_bound": "by", "deadline_expression": "by then"}


@pytest.fixture
def charter() -> Instrument:
    """An instrument signed in February, whose commitments were due in May."""
    signed = instrument(make.partnership())
    event(signed)
    return signed


def shown(address: str = OVERVIEW, language: str = "en") -> str:
    with translation.override(language):  # what a request speaks would last beyond it
        answer = Client().get(address, headers={"accept-language": language})
    return " ".join(answer.content.decode().split())


def add(charter: Instrument, number: int, **fields: object) -> None:
    first = charter.commitments.count()
    for n in range(first, first + number):
        commitment(charter, f"c{n}", **fields)


def test_the_first_overdue_stand_on_the_overview(charter: Instrument) -> None:
    add(charter, SHOWN + 2, **WITHIN_THREE_MONTHS)

    page = shown()

    assert page.count("Keep c") == SHOWN
    assert "The first 8 are shown." in page


def test_all_overdue_are_a_link_away(charter: Instrument) -> None:
    add(charter, SHOWN + 2, **WITHIN_THREE_MONTHS)

    page = shown()

    link = "/north-south/commitments/?due=overdue&amp;sort=date&amp;on=2026-11-21"
    assert f'<a href="{link}">All 10 whose date has passed</a>' in page


def test_it_says_so_in_azerbaijani_too(charter: Instrument) -> None:
    add(charter, SHOWN + 2, **WITHIN_THREE_MONTHS)

    page = shown(language="az")

    assert "İlk 8 öhdəlik göstərilir." in page
    assert "Vaxtı keçmiş 10 öhdəliyin hamısı" in page


def test_where_all_are_shown_nothing_more_is_promised(charter: Instrument) -> None:
    add(charter, SHOWN, **WITHIN_THREE_MONTHS)

    assert "are shown" not in shown()


def test_what_is_coming_leads_on_by_how_near_it_is(charter: Instrument) -> None:
    add(charter, SHOWN, deadline_date=date(2026, 12, 1), **COMING)
    add(charter, 2, deadline_date=date(2030, 1, 1), **COMING)

    page = shown()

    assert "All 8 due soon" in page
    assert "All 2 not due yet" in page


@pytest.mark.parametrize("address", [OVERVIEW, "/north-south/commitments/?on=2026-11-21"])
def test_a_page_takes_no_more_queries_when_there_is_more(charter: Instrument, address: str) -> None:
    add(charter, 1, **WITHIN_THREE_MONTHS)
    shown(address)  # from here on both pages catch up with the ledger, and neither reads it whole
    add(charter, 1, **WITHIN_THREE_MONTHS)
    with CaptureQueriesContext(connection) as few:
        shown(address)
    add(charter, SHOWN + 3, **WITHIN_THREE_MONTHS)

    with CaptureQueriesContext(connection) as many:
        shown(address)

    assert len(many) <= len(few)

"""A day on which much is due shows the first few and says how many more there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import make
from desk.agreements.builders import (
    ONCE_A_YEAR,
    WITHIN_THREE_MONTHS,
    commitment,
    event,
    instrument,
    looking,
)
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.views.dates import MOST

pytestmark = pytest.mark.django_db

PAGES = ["/north-south/calendar/?year=2026", "/north-south/timeline/"]


@pytest.fixture
def crowded() -> Instrument:
    """An instrument with five commitments that are due on one day."""
    signed = instrument(make.partnership())
    event(signed)
    add(signed, 5)
    return signed


def add(signed: Instrument, number: int, **fields: object) -> None:
    first = signed.commitments.count()
    for n in range(first, first + number):
        commitment(signed, f"c{n}", **{**WITHIN_THREE_MONTHS, **fields})


def shown(address: str, language: str = "en") -> str:
    with translation.override(language):  # what a request speaks would last beyond it
        answer = Client().get(address, headers={"accept-language": language})
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", PAGES)
def test_a_crowded_day_says_how_many_more(crowded: Instrument, address: str) -> None:
    assert "and 2 more on this day" in shown(address)


def test_it_says_so_in_azerbaijani_too(crowded: Instrument) -> None:
    assert "və həmin gün daha 2 öhdəlik" in shown(PAGES[0], "az")


def test_what_is_not_shown_is_counted(crowded: Instrument) -> None:
    assert "6 dates" in shown(PAGES[0])


def test_what_a_viewer_may_not_see_is_not_counted(crowded: Instrument) -> None:
    add(crowded, 4, classification="partners")

    assert "and 2 more on this day" in shown(PAGES[0])


@pytest.mark.parametrize("fields", [WITHIN_THREE_MONTHS, ONCE_A_YEAR])
def test_the_first_few_are_those_of_the_whole(
    crowded: Instrument, fields: dict[str, object]
) -> None:
    commitment(crowded, "z", **fields)
    whole = selectors.timeline(looking(), crowded.partnership_id)

    found = selectors.timeline(looking(), crowded.partnership_id, most=100)

    assert found == whole
    assert [each.more for each in found] == [0] * len(whole)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_no_more_queries_when_more_is_due(crowded: Instrument, address: str) -> None:
    with CaptureQueriesContext(connection) as few:
        shown(address)
    add(crowded, 2 * MOST)

    with CaptureQueriesContext(connection) as many:
        shown(address)

    assert len(many) <= len(few)

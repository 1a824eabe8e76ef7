"""Lists of commitments: what they keep, count and cost, now and as they were known."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from desk.agreements.builders import (
    ONCE_A_YEAR,
    TODAY,
    WITHIN_THREE_MONTHS,
    commitment,
    event,
    instrument,
    looking,
    part,
    provision,
)
from servanda.desk.accounts.models import Partnership, Party
from servanda.desk.agreements import selectors
from servanda.desk.agreements.models import Instrument
from servanda.desk.agreements.selectors import CommitmentFilters
from servanda.desk.agreements.words import Force, Timeliness

pytestmark = pytest.mark.django_db


def listed(here: Partnership, known: date | None = None, **filters: Any) -> list[str]:
    page = selectors.commitments(looking(known=known), here.id, CommitmentFilters(**filters))
    return [each.commitment.local_id for each in page.items]


@pytest.fixture
def many(here: Partnership, signed: Instrument, north: Party, south: Party) -> Partnership:
    """Many different commitments, in two instruments, of two parties."""
    for party in (north, south):
        part(signed, party)
    memorandum = instrument(here, "memorandum", ordinal=1)
    event(memorandum, day=date(2026, 9, 1))
    inner = provision(signed.texts.get(), "sec_4__para_2", kind="paragraph", num="2")
    commitment(signed, "lists", ordinal=1, **WITHIN_THREE_MONTHS, actors=["north"])
    commitment(signed, "meetings", ordinal=2, **ONCE_A_YEAR, actors=["the Parties"])
    commitment(signed, "may", force="permission", ordinal=3, **WITHIN_THREE_MONTHS)
    commitment(signed, "inner", provision=inner, area="energy", actors=["South"], verifiable=True)
    commitment(memorandum, "draft", **WITHIN_THREE_MONTHS, summary_az="Bakı dəhlizi")
    commitment(memorandum, "both", **WITHIN_THREE_MONTHS, **ONCE_A_YEAR, force="undertaking")
    waits = {**WITHIN_THREE_MONTHS, "deadline_anchor": "ratification"}
    commitment(memorandum, "waits", recital=True, **waits)
    commitment(memorandum, "dropped", state="dropped")
    return here


EVERY_FILTER: list[dict[str, Any]] = [
    {},
    *({"due": due} for due in Timeliness.values),
    *({"force": force} for force in Force.values),
    *({"party": party} for party in ("north", "south", "east")),
    *({"instrument": each} for each in ("charter", "memorandum", "none")),
    {"section": "sec_4"},
    {"section": "sec_4__para_2"},
    {"section": "sec"},
    {"area": "energy"},
    {"classification": "public"},
    {"verifiable": True},
    {"recitals": False},
    {"text": "BAKI dehliz"},
    {"text": "keep lists"},
    {"text": "nothing like it"},
]


@pytest.mark.parametrize("filters", EVERY_FILTER, ids=str)
@pytest.mark.parametrize("by_date", [False, True])
def test_the_ledger_gives_the_same_list_as_the_tables(
    many: Partnership, filters: dict[str, Any], by_date: bool
) -> None:
    now = listed(many, by_date=by_date, **filters)

    then = listed(many, known=date(2100, 1, 1), by_date=by_date, **filters)

    assert now == then


ASKED = [
    ({}, ["inner", "lists", "meetings", "may", "both", "draft", "waits"]),
    ({"by_date": True}, ["lists", "may", "both", "draft", "meetings", "inner", "waits"]),
    ({"due": "overdue"}, ["lists"]),
    ({"due": "due"}, ["meetings", "both", "draft"]),
    ({"due": "open"}, ["waits"]),
    ({"due": "none"}, ["inner", "may"]),
    ({"due": "nonsense"}, []),
    ({"party": "north"}, ["lists", "meetings"]),
    ({"party": "south"}, ["inner", "meetings"]),
    ({"section": "sec_4__para_2"}, ["inner"]),
    ({"text": "bakı"}, ["draft"]),
    ({"text": "DƏHL baki"}, ["draft"]),
    ({"text": "ehliz"}, []),
]


@pytest.mark.parametrize(("filters", "expected"), ASKED, ids=[str(each[0]) for each in ASKED])
def test_a_filter_keeps_what_it_says(
    many: Partnership, filters: dict[str, Any], expected: list[str]
) -> None:
    found = listed(many, **filters)

    assert found == expected


def test_the_states_of_all_commitments_add_up(many: Partnership) -> None:
    counts = [len(listed(many, due=state)) for state in Timeliness.values]

    assert sum(counts) == len(listed(many))


def test_the_tally_counts_the_same_from_the_ledger(many: Partnership) -> None:
    now = selectors.tally(looking(), many.id)

    then = selectors.tally(looking(known=date(2100, 1, 1)), many.id)

    assert now == then


def test_the_tally_leaves_recitals_out(many: Partnership) -> None:
    tally = selectors.tally(looking(), many.id)

    assert tally.total == 6


def test_the_tally_splits_by_section(many: Partnership) -> None:
    tally = selectors.tally(looking(), many.id)

    numbers = [(each.instrument.local_id, each.place, n) for each, n in tally.by_section]
    assert numbers == [("charter", "Section IV", 4), ("memorandum", "Section IV", 2)]


HIDDEN = ({"classification": "partners"}, {"classification": "sealed"})


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
@pytest.mark.parametrize("known", [None, date(2100, 1, 1)])
def test_what_the_public_may_not_see_is_neither_listed_nor_counted(
    signed: Instrument, hidden: dict[str, str], known: date | None
) -> None:
    commitment(signed, "open")
    commitment(signed, "hidden", **hidden, **WITHIN_THREE_MONTHS)

    page = selectors.commitments(looking(known=known), signed.partnership_id)

    assert ([each.commitment.local_id for each in page.items], page.total) == (["open"], 1)


@pytest.mark.parametrize("known", [None, date(2100, 1, 1)])
def test_no_selector_lets_a_hidden_instrument_shine_through(
    here: Partnership, north: Party, known: date | None
) -> None:
    hidden = instrument(here, "canary", classification="party", held_by=north)
    event(hidden)
    part(hidden, north)
    commitment(hidden, "canary-lists", **WITHIN_THREE_MONTHS)
    view = looking(known=known)

    answers = [
        selectors.instruments(view, here.id),
        selectors.instrument(view, here.id, "canary"),
        selectors.parties(view, here.id),
        selectors.commitments(view, here.id).items,
        selectors.commitment(view, here.id, "canary-lists"),
        selectors.due_dates(view, here.id, states=list(Timeliness)),
        selectors.tally(view, here.id).total,
        selectors.sections(view, here.id),
        selectors.annotated_text(view, here.id, "canary-en"),
        selectors.timeline(view, here.id),
        selectors.calendar(view, here.id, 2026),
    ]

    assert not any(answers)


def test_the_delegation_that_holds_it_sees_it(here: Partnership, north: Party) -> None:
    hidden = instrument(here, "canary", classification="party", held_by=north)
    commitment(hidden, "canary-lists")
    viewer = make.viewer(role="officer", party=north)

    page = selectors.commitments(looking(viewer), here.id)

    assert page.total == 1


def test_a_page_beyond_the_end_is_the_last_page(signed: Instrument) -> None:
    for number in range(5):
        commitment(signed, f"c{number}", ordinal=number)

    page = selectors.commitments(looking(), signed.partnership_id, page=99, size=2)

    assert (page.number, page.pages, len(page.items)) == (3, 3, 1)


def test_pages_do_not_overlap(signed: Instrument) -> None:
    for number in range(5):
        commitment(signed, f"c{number}", ordinal=number)

    found = [
        each.commitment.local_id
        for number in (1, 2, 3)
        for each in selectors.commitments(
            looking(), signed.partnership_id, page=number, size=2
        ).items
    ]

    assert found == ["c0", "c1", "c2", "c3", "c4"]


def queries(here: Partnership, **filters: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        listed(here, **filters)
    return len(captured)


def test_a_longer_list_takes_no_more_queries(signed: Instrument) -> None:
    here = signed.partnership
    commitment(signed, "one", **ONCE_A_YEAR)
    few = queries(here, by_date=True)
    for number, (force, rule) in enumerate(product(Force, (ONCE_A_YEAR, WITHIN_THREE_MONTHS))):
        commitment(signed, f"c{number}", force=force, **rule)

    many = queries(here, by_date=True)

    assert many == few <= 7


def test_a_section_does_not_bring_its_whole_text_along(signed: Instrument) -> None:
    commitment(signed, "one")

    with CaptureQueriesContext(connection) as asked:
        selectors.sections(looking(), signed.partnership_id)

    provisions = [each["sql"] for each in asked if 'FROM "agreements_provision"' in each["sql"]]
    assert provisions
    assert not any('"body"' in sql for sql in provisions)


def test_the_instruments_take_no_more_queries_when_there_are_more(here: Partnership) -> None:
    event(instrument(here, "first"))
    with CaptureQueriesContext(connection) as few:
        selectors.instruments(looking(), here.id)
    for name in ("second", "third"):
        event(instrument(here, name))

    with CaptureQueriesContext(connection) as many:
        selectors.instruments(looking(), here.id)

    assert len(many) == len(few) <= 6


def test_the_next_dates_come_first_and_can_be_limited(many: Partnership) -> None:
    found = selectors.due_dates(looking(), many.id, states=[Timeliness.DUE], limit=2)

    assert [each.commitment.local_id for each in found] == ["both", "draft"]


def test_dropped_commitments_are_in_no_list(many: Partnership) -> None:
    assert "dropped" not in listed(many)


def test_a_dropped_commitment_can_still_be_looked_up(many: Partnership) -> None:
    found = selectors.commitment(looking(), many.id, "dropped")

    assert found is not None


def test_an_unknown_partnership_has_nothing(many: Partnership) -> None:
    page = selectors.commitments(looking(on=TODAY), "nowhere")

    assert page.total == 0

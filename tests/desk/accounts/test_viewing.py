"""Who looks, and from where: read from the request."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

import make
from servanda.desk.accounts.viewing import (
    NotADay,
    actor_of,
    viewer_for,
    viewer_of,
    viewpoint_of,
)
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.services import SYSTEM


def test_without_a_date_things_stand_as_of_today_in_the_zone_of_the_place() -> None:
    with time_machine.travel("2026-11-21T22:00:00Z", tick=False):
        viewpoint = viewpoint_of({}, ANONYMOUS)

    assert viewpoint.on == date(2026, 11, 22)  # already tomorrow in Baku


def test_without_a_date_the_present_is_asked_for() -> None:
    assert viewpoint_of({}, ANONYMOUS).known is None


def test_both_dates_are_read() -> None:
    viewpoint = viewpoint_of({"on": "2026-05-10", "known": "2026-05-01"}, ANONYMOUS)

    assert (viewpoint.on, viewpoint.known) == (date(2026, 5, 10), date(2026, 5, 1))


def test_an_empty_date_is_none_at_all() -> None:
    assert viewpoint_of({"known": ""}, ANONYMOUS).known is None


@pytest.mark.parametrize(
    "written",
    [
        "10.05.2026",
        "2026-5-1",
        "2026-02-30",
        "20260510",
        "2026-W19-1",
        "0000-01-01",
        "tomorrow",
        "２０２６-05-10",
        "2026-05-10T00:00",
        "2026-05-10\x00",
        "9999-12-31",
        "0001-01-01",
        "1899-12-31",
        "2200-01-01",
    ],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(NotADay):
        viewpoint_of({"on": written}, ANONYMOUS)


def test_the_refusal_says_what_and_how_to_write_it() -> None:
    with pytest.raises(NotADay, match=r"“10\.05\.2026” is not a day.*“on”.*like 2026-05-10"):
        viewpoint_of({"on": "10.05.2026"}, ANONYMOUS)


def test_nobody_who_signed_in_is_nobody_in_particular() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert viewer_of(request) == ANONYMOUS


def test_a_change_by_nobody_is_the_systems() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert actor_of(request) == SYSTEM


@pytest.mark.django_db
def test_a_viewer_has_the_roles_of_every_membership() -> None:
    here = make.partnership()
    north = make.party(here)
    somebody = make.person(role=["officer", "approver"], party=north)

    viewer = viewer_for(somebody)

    assert (viewer.roles(here.id), viewer.parties()) == (
        frozenset({"officer", "approver"}),
        [north.id],
    )


@pytest.mark.django_db
def test_a_change_carries_the_name_of_who_made_it() -> None:
    request = RequestFactory().get("/")
    request.user = make.person(name="A clerk")

    assert actor_of(request).name == "A clerk"

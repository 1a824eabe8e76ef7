"""No change makes a plan impossible, and nobody changes what they do not see."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import make
from desk.agreements.builders import looking
from desk.projects import roads
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import Conflict, Missing, NotAllowed, Refused
from servanda.desk.agreements.fingerprints import fingerprint
from servanda.desk.projects import roadmap_exchange
from servanda.desk.projects.models import Roadmap, RoadmapRow
from servanda.desk.projects.plans import plan_of, schedule_of
from servanda.desk.projects.services import roadmap_imports
from servanda.desk.projects.services import roadmaps as services
from servanda.desk.projects.services.roadmaps import Wait
from servanda.desk.record.services import head
from servanda.scheduling.calendars import NotAPlan

pytestmark = pytest.mark.django_db


def scene() -> tuple[Partnership, Roadmap, Person]:
    here = make.partnership()
    return here, roads.road(here), make.person(role="secretariat", within=here)


def fields(**changed: Any) -> dict[str, Any]:
    return {
        "kind": "activity",
        "name_en": "Paint",
        "low": 1.0,
        "likely": 2.0,
        "high": 4.0,
        **changed,
    }


def test_a_row_is_added_with_what_it_waits_for() -> None:
    _here, road, person = scene()

    row = services.add_row(road.id, fields(), [Wait("works", "SS", 5)], by=person)

    assert schedule_of(looking(), road)[row.key].driven_by == ("works",)


def test_a_circle_is_refused_with_its_members_and_nothing_is_stored() -> None:
    _here, road, person = scene()
    before = head()

    with pytest.raises(NotAPlan, match="survey"):
        services.change_row(road.id, "survey", fields(name_en="Survey"), [Wait("works")], by=person)

    assert head() == before


def test_a_plan_that_is_broken_already_can_be_changed_until_it_is_not() -> None:
    here = make.partnership()
    road = roads.roadmap(here)
    roads.row(road, "works", low=None, likely=None, high=None)
    person = make.person(role="secretariat", within=here)

    services.add_row(road.id, fields(low=None, likely=None, high=None), [], by=person)

    assert road.roadmaprows.count() == 2


def test_a_row_that_somebody_else_changed_is_not_overwritten() -> None:
    _here, road, person = scene()
    seen = fingerprint(road.roadmaprows.get(key="fence"))
    services.change_row(road.id, "fence", fields(name_en="Fence"), [], by=person)

    with pytest.raises(Conflict):
        services.change_row(road.id, "fence", fields(), [], by=person, expected=seen)


def test_a_row_is_removed_with_its_links() -> None:
    _here, road, person = scene()

    services.remove_row(road.id, "survey", by=person)

    assert not road.roadmaplinks.filter(before="survey").exists()
    assert schedule_of(looking(), road)["fence"].driven_by == ()


def test_a_reader_changes_nothing() -> None:
    here, road, _person = scene()
    reader = make.person(role="reader", party=make.party(here))

    with pytest.raises(NotAllowed):
        services.add_row(road.id, fields(), [], by=reader)


def test_a_hidden_row_is_not_there_to_be_changed() -> None:
    here = make.partnership()
    north, south = make.party(here, "north"), make.party(here, "south")
    theirs = roads.gate(here, classification="party", held_by=south)
    road = roads.road(here, theirs)
    person = make.person(role="officer", party=north)

    with pytest.raises(Missing):
        services.remove_row(road.id, "waiver", by=person)


def test_links_with_a_hidden_row_outlast_a_change_by_who_does_not_see_it() -> None:
    here = make.partnership()
    north, south = make.party(here, "north"), make.party(here, "south")
    road = roads.road(here, roads.gate(here, classification="party", held_by=south))
    person = make.person(role="officer", party=north)

    services.change_row(road.id, "works", fields(), [Wait("survey")], by=person)

    assert road.roadmaplinks.filter(before="waiver", after="works").exists()


def test_progress_is_reported_with_the_day_it_stands_for() -> None:
    _here, road, person = scene()
    done = {"started": date(2026, 2, 1), "finished": date(2026, 2, 20), "complete": 1.0}

    services.change_row(road.id, "survey", fields(**done), [], by=person)

    assert schedule_of(looking(), road)["survey"].last_day == date(2026, 2, 20)


def given(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", ["plan.csv", "plan.xml"])
def test_a_plan_that_goes_out_comes_back_the_same(name: str) -> None:
    _here, road, person = scene()
    before = plan_of(looking(), road)
    content = roadmap_exchange.write(name, schedule_of(looking(), road), road.title)

    roadmap_imports.take(road.id, given(content, name), by=person)

    after = plan_of(looking(), Roadmap.objects.get())
    assert {each.id: each for each in after.activities} == {
        each.id: each for each in before.activities
    }
    assert set(after.dependencies) == set(before.dependencies)


def test_the_file_of_an_unchanged_plan_keeps_its_holidays_those_of_a_country() -> None:
    here = make.partnership()
    road = roads.roadmap(here)
    roads.calendar(road, country="AZ")
    roads.row(road, "survey", calendar="az")
    person = make.person(role="secretariat", within=here)
    content = roadmap_exchange.write("plan.csv", schedule_of(looking(), road), "")

    roadmap_imports.take(road.id, given(content, "plan.csv"), by=person)

    assert road.roadmapcalendars.get().country == "AZ"


def test_a_file_takes_rows_away_and_brings_others() -> None:
    _here, road, person = scene()
    table = b"row,id,name,start,low,likely,high\nplan,,,2026-01-05,,,\nactivity,new,New,,1,2,3\n"

    roadmap_imports.take(road.id, given(table, "plan.csv"), by=person)

    assert [row.key for row in RoadmapRow.objects.filter(roadmap=road)] == ["new"]
    assert not road.roadmaplinks.exists()


BAD = {
    "no plan at all.xml": b"<oops",
    "no such column.csv": b"row,id,colour\nplan,,\n",
    "a circle.csv": (
        b"row,id,start,low,likely,high,after\nplan,,2026-01-05,,,,\n"
        b"activity,a,,1,2,3,b\nactivity,b,,1,2,3,a\n"
    ),
    "a negative length.csv": (
        b"row,id,start,low,likely,high\nplan,,2026-01-05,,,\nactivity,a,,-1,2,3\n"
    ),
    "a gate that is not recorded.csv": (
        b"row,id,start,probability,earliest,likely,latest\nplan,,2026-01-05,,,,\n"
        b"gate,treaty,,0.5,2026-03-01,2026-04-01,2026-05-01\n"
    ),
    "a picture.png": b"\x89PNG",
    "nothing.csv": b" \n",
    "a start in the year one.csv": (
        b"row,id,start,low,likely,high\nplan,,0001-01-01,,,\nactivity,a,,1,2,3\n"
    ),
    "an id that no address holds.csv": (
        b"row,id,start,low,likely,high\nplan,,2026-01-05,,,\nactivity,a/b,,1,2,3\n"
    ),
    "an id that means something else.csv": (
        b"row,id,start,low,likely,high\nplan,,2026-01-05,,,\nactivity,add,,1,2,3\n"
    ),
    "an entity.xml": (
        b'<!DOCTYPE Project [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        b'<Project xmlns="http://schemas.microsoft.com/project"><Name>&e;</Name></Project>'
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_stores_nothing(name: str) -> None:
    _here, road, person = scene()
    before = head()

    with pytest.raises((NotAPlan, Refused)):
        roadmap_imports.take(road.id, given(BAD[name], name), by=person)

    assert head() == before


def test_a_field_that_is_too_long_names_its_row() -> None:
    _here, road, person = scene()
    table = "row,id,name,start,low,likely,high\nplan,,,2026-01-05,,,\nactivity,paint,{},,1,2,3\n"
    file = given(table.format("x" * 301).encode(), "plan.csv")

    with pytest.raises(Refused, match="“paint” of the file cannot be stored"):
        roadmap_imports.take(road.id, file, by=person)

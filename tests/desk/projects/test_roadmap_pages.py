"""The pages of roadmaps: what they say of sureness, and of what the reader does not see."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

import make
from desk.agreements.builders import looking
from desk.projects import roads
from servanda.desk.accounts.models import Partnership
from servanda.desk.projects import risk_page, roadmap_exchange, row_pages
from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.plans import schedule_of
from servanda.desk.projects.risk_results import Outcome, Spread, Swing
from servanda.desk.projects.roadmap_page import table
from servanda.desk.projects.selectors.roadmaps import parts_of
from servanda.desk.projects.services import baselines, roadmap_imports
from servanda.desk.projects.services import roadmaps as services
from servanda.desk.projects.views import roadmaps as views
from servanda.desk.record import services as record
from servanda.desk.record.services import SYSTEM

pytestmark = pytest.mark.django_db
NAME = "closed-week"


@pytest.fixture(autouse=True)
def unsimulated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the simulation out, which compiles for long and is tested elsewhere."""
    monkeypatch.setattr(views, "known_risk", lambda *_: None)


def without_its_calendar() -> tuple[Partnership, Roadmap]:
    """Make a road whose survey names a calendar that its readers do not see."""
    here = make.partnership()
    road = roads.roadmap(here)
    week = roads.calendar(road, NAME)
    roads.row(road, "survey", calendar=NAME)
    record.remove(week, by=SYSTEM, action="roadmap_calendar.removed")
    return here, road


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_row_with_an_unseen_calendar_is_drawn_as_if_every_day_were_worked() -> None:
    _here, road = without_its_calendar()

    survey = schedule_of(looking(), road)["survey"]

    assert survey.finish - survey.start == 10


def test_the_page_says_that_a_calendar_is_not_seen_and_does_not_name_it() -> None:
    here, road = without_its_calendar()

    page = read(make.signed_in(None), f"/{here.id}/roadmaps/{road.local_id}/")

    assert "1 row works by a calendar that is not among those you see." in page
    assert NAME not in page


def test_a_page_with_all_its_calendars_says_nothing_of_them() -> None:
    here = make.partnership()
    road = roads.road(here)

    page = read(make.signed_in(None), f"/{here.id}/roadmaps/{road.local_id}/")

    assert "calendar that is not among those" not in page


def changed(**more: Any) -> dict[str, Any]:
    return {"kind": "activity", "name_en": "Survey", "low": "1", "likely": "2", "high": "3", **more}


def test_a_change_of_a_row_keeps_the_calendar_that_is_not_seen() -> None:
    here, road = without_its_calendar()
    officer = make.signed_in(make.person(role="secretariat", within=here))
    address = f"/{here.id}/roadmaps/{road.local_id}/rows/survey/"

    page = read(officer, address)
    answer = officer.post(address, changed(calendar=""))

    assert "as it is, one that you do not see" in page
    assert NAME not in page
    assert answer.status_code == 302
    assert road.roadmaprows.get().calendar == NAME


def test_a_file_keeps_the_calendar_that_its_writer_does_not_see() -> None:
    here, road = without_its_calendar()
    content = roadmap_exchange.write("plan.csv", schedule_of(looking(), road), "")
    file = SimpleUploadedFile("plan.csv", content)

    roadmap_imports.take(road.id, file, by=make.person(role="secretariat", within=here))

    assert road.roadmaprows.get().calendar == NAME


def test_a_row_is_still_changed_where_a_calendar_is_not_seen() -> None:
    here, road = without_its_calendar()
    person = make.person(role="secretariat", within=here)

    services.add_row(road.id, {**changed(), "low": 1.0, "likely": 2.0, "high": 3.0}, [], by=person)

    assert services.fault_of(road, person) is None


def outcome_of(road: Roadmap, *, reached: bool) -> Outcome:
    days = [roads.STARTS.replace(month=month) for month in (9, 10, 11, 12)]
    last = days[3] if reached else None
    spread = Spread("open", days[0], days[1], days[2], last, 0.0 if reached else 0.15)
    swing = Swing("politics", "driver", days[0], days[3])
    return Outcome(
        "x", 1, 100, spread, Spread("", days[0], days[1], days[2], days[3]), (spread,), (), (swing,)
    )


@pytest.mark.parametrize("reached", [True, False])
def test_a_bar_without_a_last_day_ends_in_an_arrow(reached: bool) -> None:
    road = roads.road(make.partnership())
    rows = table(parts_of(looking(), road), schedule_of(looking(), road), {}, {})

    drawing = risk_page.fan(rows, outcome_of(road, reached=reached), today=roads.STARTS)

    assert drawing is not None
    (fan,) = drawing.fans
    assert bool(fan.open_) is not reached


def long_road(monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a road of five rows where a page holds two; return its address."""
    monkeypatch.setattr(row_pages, "ROWS", 2)
    here = make.partnership()
    road = roads.road(here)
    return f"/{here.id}/roadmaps/{road.local_id}/"


def test_a_long_roadmap_is_shown_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    address = long_road(monkeypatch)

    page = read(make.signed_in(None), f"{address}?page=2")

    assert "Rows 3 to 4 of 5." in page
    assert 'id="row-works"' in page
    assert 'id="row-survey"' not in page
    assert 'href="?page=3"' in page


@pytest.mark.parametrize(("asked", "said"), [("99", "5 to 5"), ("0", "1 to 2"), ("²", "1 to 2")])
def test_a_page_that_there_is_not_is_the_nearest(
    monkeypatch: pytest.MonkeyPatch, asked: str, said: str
) -> None:
    address = long_road(monkeypatch)

    page = read(make.signed_in(None), f"{address}?page={asked}")

    assert f"Rows {said} of 5." in page


def test_a_short_roadmap_has_no_pages() -> None:
    here = make.partnership()
    road = roads.road(here)

    page = read(make.signed_in(None), f"/{here.id}/roadmaps/{road.local_id}/")

    assert "Rows 1 to" not in page


def test_the_calendar_of_milestones_calls_what_is_ahead_tentative() -> None:
    here = make.partnership()
    road = roads.road(here)
    day = {"started": roads.STARTS, "finished": roads.STARTS, "complete": 1.0}
    roads.row(road, "begun", kind="milestone", **day)

    answer = make.signed_in(None).get(f"/{here.id}/roadmaps/{road.local_id}/milestones.ics")

    events = {
        str(each["UID"]).removeprefix(f"{road.id}-"): (str(each["SUMMARY"]), str(each["STATUS"]))
        for each in Calendar.from_ical(answer.content).walk("VEVENT")
    }
    assert events["begun@servanda"] == ("Row begun", "CONFIRMED")
    assert events["open@servanda"] == ("Row open (expected)", "TENTATIVE")


def test_a_slip_is_explained_with_dates_as_the_page_writes_them() -> None:
    here = make.partnership()
    waiver = roads.gate(here)
    road = roads.road(here, waiver)
    baselines.take(road.id, by=make.person(role="secretariat", within=here))
    record.change(waiver, by=SYSTEM, action="gate.changed", likely=date(2027, 4, 11))

    page = read(make.signed_in(None), f"/{here.id}/roadmaps/{road.local_id}/baselines/")

    assert "The gate “Row waiver” moved 10 days later, to 11 April 2027." in page

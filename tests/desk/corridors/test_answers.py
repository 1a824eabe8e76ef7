"""What the corridor answers: effects in company, scenarios as files, words for other pages."""

import csv
import json
from datetime import date

import pytest
from django.test import Client

import make
from servanda.desk.accounts.models import Partnership
from servanda.desk.corridors import effects, ensembles
from servanda.desk.corridors.models import NetworkVersion, Scenario
from servanda.desk.corridors.selectors.effects import corridor_today
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.viewpoint import Viewpoint
from servanda.flows.chances import Completion, Disruption
from servanda.flows.model import Scenario as Asked

pytestmark = pytest.mark.django_db
HERE = "/north-south/corridor/"


@pytest.fixture
def saved(place: Partnership, version: NetworkVersion) -> str:
    client = make.signed_in(make.person(role="analyst", within=place))
    asked = {"title": "With the new pipeline", "query": "year=2030&with=NEW&layer=gas"}
    return client.post(f"{HERE}scenarios/", asked)["Location"]


def test_a_project_on_which_no_other_turns_keeps_all_that_it_gives(laid: Laid) -> None:
    found = effects.effect(laid, Asked(2026, projects={"NEW": True}), "bcm", "NEW")

    assert found["without"] == {}
    assert found["share"] == found["together"] == found["alone"]["saves"]


def test_what_a_project_saves_hangs_on_its_assumed_capacity(laid: Laid) -> None:
    found = effects.effect(laid, Asked(2026, projects={"NEW": True}), "bcm", "NEW")

    assert [each["id"] for each in found["hangs_on"]] == ["new-capacity"]


def test_an_effect_is_worth_the_chance_that_it_is_delivered(laid: Laid) -> None:
    half = Completion("NEW", ((2026, 0.5),))
    asked = ensembles.asked_of([half], project="NEW")

    found = ensembles.likely(laid, Asked(2026), "bcm", asked)

    assert found["probability"] == 0.5
    assert 0 < found["expected"] < found["saves"][1]


def test_what_is_shut_for_weeks_carries_less_in_that_year(laid: Laid) -> None:
    always = Disruption("pipe", "pipe", ("pipe",), 1.0, (26.0, 26.0, 26.0))

    found = ensembles.years(laid, Asked(2026), "bcm", ensembles.asked_of((), [always]))

    assert found["years"][0]["arrives"] == pytest.approx([5.0, 5.0, 5.0])


def test_the_page_tells_what_a_project_adds_as_a_range(
    client: Client, version: NetworkVersion
) -> None:
    page = client.get(f"{HERE}projects/?year=2026&project=NEW").content.decode()

    assert "of each figure" in page.lower()
    assert "No other project in this layer changes what it gives." in page


def test_an_address_asking_of_an_unknown_project_is_refused(
    client: Client, version: NetworkVersion
) -> None:
    response = client.get(f"{HERE}projects/?project=PJ99")

    assert (response.status_code, "PJ99" in response.content.decode()) == (400, True)


def test_anybody_reads_the_figures_of_a_public_scenario_as_csv(client: Client, saved: str) -> None:
    response = client.get(f"{saved}figures.csv")

    rows = list(csv.DictReader(response.content.decode().splitlines()))
    far = next(x for x in rows if x["id"] == "far-buys" and x["figure"] == "arrives")
    assert (float(far["p50"]), far["unit"]) == (8.0, "bcm/yr")
    assert {each["scenario_sha256"] for each in rows} == {Scenario.objects.get().sha256}


def test_the_same_figures_as_json_come_with_the_inputs(client: Client, saved: str) -> None:
    found = json.loads(client.get(f"{saved}figures.json").content)

    assert (found["inputs"]["projects"], found["layer"]) == ({"NEW": True}, "gas")


def test_the_drawing_of_a_scenario_says_that_borders_are_no_statement(
    client: Client, saved: str
) -> None:
    response = client.get(f"{saved}map.svg")

    assert response["Content-Type"].startswith("image/svg+xml")
    assert "no statement on the status" in response.content.decode()


def test_other_pages_compute_nothing(place: Partnership, version: NetworkVersion) -> None:
    viewpoint = Viewpoint(ANONYMOUS, date(2026, 11, 22))

    found = corridor_today(viewpoint, place.id)

    assert found is not None
    assert found.layers == ()


def test_other_pages_tell_what_has_been_computed(
    client: Client, place: Partnership, version: NetworkVersion
) -> None:
    client.get(f"{HERE}?year=2026&layer=gas&on=2026-11-22")
    viewpoint = Viewpoint(ANONYMOUS, date(2026, 11, 22))

    found = corridor_today(viewpoint, place.id)

    assert found is not None
    assert "In 2026, 10.00 of 12.00 bcm a year arrive." in found.layers[0].now

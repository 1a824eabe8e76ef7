"""The corridor's pages over a network worked by hand: what flows, what is full, who loses what."""

import re
from typing import Any

import pytest
from django.test import Client

import make
from desk.corridors.small import files
from servanda.desk.accounts.models import Partnership
from servanda.desk.corridors import effects, ensembles, outages, results, runs, tables
from servanda.desk.corridors.figures import share
from servanda.desk.corridors.models import NetworkVersion, Scenario
from servanda.desk.corridors.saying import tight_said
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.services.networks import take_in
from servanda.desk.record.services import SYSTEM
from servanda.flows.model import Scenario as Asked

pytestmark = pytest.mark.django_db
HERE = "/north-south/corridor/"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_same_network_is_taken_in_once(place: Partnership, version: NetworkVersion) -> None:
    again, new = take_in(place.id, files(), by=SYSTEM, title_en="Network")

    assert (again.pk, new) == (version.pk, False)


def test_another_network_is_a_new_version(place: Partnership, version: NetworkVersion) -> None:
    other, _ = take_in(place.id, files("Other"), by=SYSTEM, title_en="Network")

    assert other.number == version.number + 1


def test_the_far_buyer_gets_what_the_narrow_link_lets_through(laid: Laid) -> None:
    found = results.solved(laid, Asked(2026), "bcm")

    assert found["demands"]["far-buys"]["arrives"] == [6.0, 6.0, 6.0]


def test_one_more_unit_of_the_narrow_link_serves_one_more_unit(laid: Laid) -> None:
    found = results.solved(laid, Asked(2026), "bcm")

    prices = {each["id"]: each["price"][1] for each in found["tight"]}
    assert prices.get("on", 0.0) + prices.get("pipe", 0.0) == pytest.approx(97.0)


def test_a_project_adds_the_range_of_its_assumed_capacity(laid: Laid) -> None:
    found = effects.projects(laid, Asked(2026), "bcm")["projects"]["NEW"]

    assert found["arrives"] == pytest.approx([2.0, 2.0, 2.0])
    assert 2.0 < found["carries"][0] < found["carries"][1] < found["carries"][2] < 8.0


def test_without_the_pipe_both_buyers_lose_all(laid: Laid) -> None:
    found = outages.out(laid, Asked(2026), "bcm", "pipe")["buyers"]

    assert {each["name"]: each["lost"][1] for each in found} == {"Near buys": 4.0, "Far buys": 6.0}


def test_the_band_of_years_has_every_year(laid: Laid) -> None:
    found = ensembles.years(laid, Asked(2026), "bcm", ensembles.asked_of(()))

    assert [each["year"] for each in found["years"]] == list(range(2026, 2041))


def link_row(name: str, *, full: float, use: float) -> dict[str, Any]:
    percent = round(100 * full)
    return {"name": name, "full": full, "percent": percent, "use": share([use, use, use])}


def test_what_is_full_in_some_draws_is_told_where_another_link_is_used_more() -> None:
    said = tight_said([link_row("Road", full=0.0, use=0.84), link_row("Rail", full=0.05, use=0.6)])

    assert said == (
        "Nothing is full in most draws. It is tightest at Road: 84 % used; "
        "Rail is full in 5 % of the draws."
    )


def test_nothing_is_full_in_any_draw_where_no_row_is() -> None:
    said = tight_said([link_row("Road", full=0.0, use=0.84), link_row("Rail", full=0.0, use=0.6)])

    assert said == "Nothing is full in any draw. It is tightest at Road: 84 % used."


def test_what_is_full_in_any_draw_is_listed_however_many_links_are_used_more(laid: Laid) -> None:
    found = results.solved(laid, Asked(2026), "bcm")
    whole = {row["id"] for row in tables.tight_rows(laid, found, "bcm") if row["full"] > 0}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "TIGHTEST", 0)
        listed = tables.tightest(laid, found, "bcm")

    assert whole
    assert {row["id"] for row in listed} == whole


def test_a_link_that_a_project_opens_is_there_once_it_is_delivered(laid: Laid) -> None:
    before = tables.open_links(laid, Asked(2026))
    after = tables.open_links(laid, Asked(2026, projects={"NEW": True}))

    assert before == frozenset({"pipe", "on", "home"})
    assert after - before == frozenset({"new"})


def test_the_page_says_what_arrives(client: Client, version: NetworkVersion) -> None:
    page = text_of(client, f"{HERE}?year=2026")

    assert "In 2026, 10.00 of 12.00 bcm a year arrive." in page


def test_the_page_is_drawn_without_scripts(client: Client, version: NetworkVersion) -> None:
    page = client.get(HERE).content.decode()

    assert '<g class="flow flow--full">' in page


def test_the_form_is_answered_with_the_one_address_of_its_question(
    client: Client, version: NetworkVersion
) -> None:
    response = client.get(f"{HERE}?year=2030&p-NEW=on&closed=&closed=pipe&month=")

    assert response["Location"] == f"{HERE}?year=2030&with=NEW&closed=pipe&layer=gas"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("year=x", "“x” is no year"),
        ("with=PJ99", "no project “PJ99”"),
        ("closed=nowhere", "no link or place “nowhere”"),
        ("layer=freight", "no layer “freight”"),
        ("assume=new-capacity:nan", "gives no figure"),
        ("assume=other:1", "no assumption “other”"),
    ],
)
def test_an_address_that_names_what_is_not_there_is_refused_in_words(
    client: Client, version: NetworkVersion, query: str, named: str
) -> None:
    response = client.get(f"{HERE}?{query}")

    assert (response.status_code, named in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "name", ["bottlenecks", "projects", "outages", "assumptions", "years", "compare"]
)
def test_every_result_page_answers(client: Client, version: NetworkVersion, name: str) -> None:
    assert "bcm" in text_of(client, f"{HERE}{name}/?year=2026")


def test_two_scenarios_differ_by_what_the_project_carries(
    client: Client, version: NetworkVersion
) -> None:
    page = text_of(client, f"{HERE}compare/?year=2026&b-year=2026&b-with=NEW")

    assert re.search(r"Arrives ?, bcm a year 10.00 12.00 \+2.00", page)


def test_an_assumed_capacity_opens_its_reason(client: Client, version: NetworkVersion) -> None:
    page = client.get(f"{HERE}?year=2026&with=NEW").content.decode()

    assert "Made up for this test." in page


def test_a_desk_without_a_network_says_what_to_do(client: Client, place: Partnership) -> None:
    assert "add a folder “network”" in text_of(client, HERE)


def saved(client: Client, **fields: str) -> Any:
    asked = {"title": "With the new pipeline", "query": "year=2030&with=NEW", **fields}
    return client.post(f"{HERE}scenarios/", asked)


def test_a_saved_scenario_shows_the_hash_of_its_inputs(
    place: Partnership, version: NetworkVersion
) -> None:
    client = make.signed_in(make.person(role="analyst", within=place))

    response = saved(client)

    page = text_of(client, response["Location"])
    assert Scenario.objects.get().sha256 in page
    assert "The inputs are those that were saved." in page


def test_inputs_that_were_changed_are_found_out(
    place: Partnership, version: NetworkVersion
) -> None:
    client = make.signed_in(make.person(role="analyst", within=place))
    address = saved(client)["Location"]
    one = Scenario.objects.get()
    Scenario.objects.filter(pk=one.pk).update(inputs={**one.inputs, "year": 2031})

    page = text_of(client, address)

    assert "do not match this hash" in page


def test_a_reader_saves_no_scenario(place: Partnership, version: NetworkVersion) -> None:
    client = make.signed_in(make.person(role="reader", within=place))

    response = saved(client)

    assert response.status_code == 403


def test_a_question_is_computed_once(laid: Laid, version: NetworkVersion, client: Client) -> None:
    client.get(f"{HERE}?year=2027")
    runs._found.clear()

    again = client.get(f"{HERE}?year=2027")

    assert again.context["answer"].result is not None


def test_the_browsers_map_is_given_the_names_that_the_drawing_has(
    client: Client, version: NetworkVersion
) -> None:
    page = client.get(f"{HERE}?year=2026").content.decode()

    found = client.get(f"{HERE}flows.json?year=2026").json()["features"]

    points = sorted(
        (each["properties"] for each in found if "rank" in each["properties"]),
        key=lambda each: each["rank"],
    )
    drawn = re.findall(r'<text class="name"[^>]*>([^<]*)</text>', page)
    assert drawn
    assert [each["label"] for each in points] == drawn


def test_the_browsers_map_is_given_what_the_drawing_has(
    client: Client, version: NetworkVersion
) -> None:
    found = client.get(f"{HERE}flows.json?year=2026").json()

    lines = {
        x["properties"]["id"] for x in found["features"] if x["geometry"]["type"] == "LineString"
    }
    assert lines == {"pipe", "on", "home", "new"}

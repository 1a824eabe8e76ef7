"""The years that the map is moved through: of the network, and of roadmaps where they differ."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client

from desk.corridors.small import files
from servanda.desk.accounts.models import Partnership
from servanda.desk.corridors import year_range
from servanda.desk.corridors.models import NetworkVersion
from servanda.desk.corridors.selectors import completions
from servanda.desk.corridors.selectors.networks import laid_out
from servanda.desk.corridors.services.networks import take_in
from servanda.desk.record.policy import ANONYMOUS
from servanda.desk.record.services import SYSTEM
from servanda.desk.record.viewpoint import Viewpoint
from servanda.flows.chances import Completion, certain

pytestmark = pytest.mark.django_db
HERE = "/north-south/corridor/"
RISK = Completion("NEW", ((2030, 0.2), (2032, 0.3), (2034, 0.5)))


@pytest.fixture
def planned(place: Partnership) -> NetworkVersion:
    """A network whose project works from 2031 on."""
    return take_in(place.id, files(completes="2031"), by=SYSTEM, title_en="Network")[0]


@pytest.fixture
def risky(monkeypatch: pytest.MonkeyPatch) -> None:
    """A roadmap of the project: in half of its draws it is done, in half of those by 2032."""
    due = [SimpleNamespace(network_project="NEW", completion=RISK)]
    monkeypatch.setattr(year_range, "expected", lambda *_: due)


def listed(client: Client, query: str) -> dict[str, str]:
    """Return the years that a page lists, and where each leads."""
    page = client.get(f"{HERE}?{query}").content.decode()
    found = re.search(r'<ol class="corridor-years">(.*?)</ol>', page, re.DOTALL)
    assert found, page
    links = re.findall(r'<a href="\?([^"]*)"[^>]*>(.*?)</a>', found[1])
    return {said: unescape(query) for query, said in links}


def slid(client: Client, query: str) -> tuple[str, ...]:
    page = client.get(f"{HERE}?{query}").content.decode()
    found = re.search(r'id="year-slide" min="(\d+)" max="(\d+)" step="1" value="(\d+)"', page)
    assert found, page
    return found.groups()


def test_the_year_of_a_project_leads_to_the_same_scenario_in_that_year(
    client: Client, planned: NetworkVersion
) -> None:
    found = listed(client, "year=2027&closed=home&assume=new-capacity:3&layer=gas&on=2027-05-01")

    assert found == {
        "2031: The new pipeline": "year=2031&closed=home&assume=new-capacity%3A3&layer=gas"
        "&on=2027-05-01"
    }


@pytest.mark.usefixtures("risky")
def test_a_roadmaps_year_stands_beside_that_of_the_network(
    client: Client, planned: NetworkVersion
) -> None:
    assert listed(client, "year=2027") == {
        "2031: The new pipeline": "year=2031&layer=gas",
        "2032: The new pipeline, by its roadmap (done at all in 50 % of its draws)": (
            "year=2032&layer=gas"
        ),
    }


def test_a_roadmap_that_surely_ends_says_no_chance(
    client: Client, version: NetworkVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [SimpleNamespace(network_project="NEW", completion=certain("NEW", 2032))]
    monkeypatch.setattr(year_range, "expected", lambda *_: due)

    assert list(listed(client, "year=2027")) == ["2032: The new pipeline, by its roadmap"]


@pytest.mark.usefixtures("risky")
def test_a_project_of_which_only_the_roadmap_has_a_year_is_switched_on_there(
    client: Client, version: NetworkVersion
) -> None:
    assert list(listed(client, "year=2027").values()) == ["year=2032&with=NEW&layer=gas"]


@pytest.mark.usefixtures("risky")
def test_a_project_that_was_switched_off_stays_off(client: Client, version: NetworkVersion) -> None:
    found = listed(client, "year=2027&without=NEW")

    assert list(found.values()) == ["year=2032&without=NEW&layer=gas"]


@pytest.mark.usefixtures("risky")
def test_the_slider_ends_when_the_last_project_is_done(
    client: Client, planned: NetworkVersion
) -> None:
    assert slid(client, "year=2028&on=2027-05-01") == ("2027", "2032", "2028")


def test_the_slider_holds_a_year_that_is_asked_for_beyond_its_ends(
    client: Client, planned: NetworkVersion
) -> None:
    assert slid(client, "year=2040&on=2027-05-01") == ("2027", "2040", "2040")


def test_what_is_done_before_the_day_looked_from_is_not_listed(
    client: Client, planned: NetworkVersion
) -> None:
    page = client.get(f"{HERE}?year=2031&on=2032-01-01").content.decode()

    assert 'id="year-slide" min="2031"' in page
    assert "corridor-years" not in page


@pytest.mark.parametrize(
    ("known", "completion", "times"),
    [("an outcome", RISK, 1), ("an outcome", None, 1), (None, None, 2)],
)
def test_what_roadmaps_say_is_looked_up_again_only_while_some_is_not_known(
    place: Partnership,
    version: NetworkVersion,
    monkeypatch: pytest.MonkeyPatch,
    known: str | None,
    completion: Completion | None,
    times: int,
) -> None:
    asked: list[object] = []

    def looked_up(*about: object, patience: float) -> SimpleNamespace:
        asked.append((about, patience))
        return SimpleNamespace(outcome=known)

    monkeypatch.setattr(completions, "roadmaps", lambda *_: [SimpleNamespace(project="it")])
    monkeypatch.setattr(completions, "standing_for", lambda *_: "NEW")
    monkeypatch.setattr(completions, "risk", looked_up)
    monkeypatch.setattr(completions, "_completion", lambda *_: completion)
    looked_from = Viewpoint(ANONYMOUS, version.added.date())

    for _ in range(2):
        completions.expected(looked_from, place.id, laid_out(version))

    assert len(asked) == times

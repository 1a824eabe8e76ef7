"""The navigation marks the room that a page belongs to, also on pages further in."""

import re

import pytest
from django.test import Client

import make
from desk.projects import roads

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("roadmaps/", "page"),
        ("forecasts/", "true"),
        ("roadmaps/{road}/baselines/", "true"),
    ],
)
def test_pages_of_roadmaps_are_marked_as_such(client: Client, path: str, mark: str) -> None:
    here = make.partnership()
    road = roads.road(here)

    page = client.get(f"/{here.id}/{path.format(road=road.local_id)}").content.decode()

    navigation = page.partition("<nav")[2].partition("</nav>")[0]
    marked = re.findall(r'<a href="[^"]*/([^/"]*)/" aria-current="([^"]*)">', navigation)
    assert marked == [("roadmaps", mark)]

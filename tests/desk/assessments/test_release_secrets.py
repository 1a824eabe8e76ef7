"""No release holds a word that is not for everybody, whoever publishes it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from desk.access.canaries import canary
from desk.access.world import HIDDEN, World
from servanda.desk.accounts.models import Person
from servanda.desk.assessments.models import Release
from servanda.desk.assessments.selectors.releases import written
from servanda.desk.assessments.services.releases import publish

pytestmark = pytest.mark.django_db

WHEN = "2026-11-21T09:00:00Z"


@pytest.fixture
def said() -> Iterator[str]:
    """Publish a release of a world of canaries, as somebody who sees what the partners share."""
    with time_machine.travel("2026-11-19T09:00:00Z", tick=False):
        world = World()
        world.hide_things()
    with time_machine.travel(WHEN, tick=False):
        world.change_what_is_hidden()
        analyst = world.people["analyst"]
        assert isinstance(analyst, Person)
        yield written(publish(world.here.id, by=analyst, on=date(2026, 11, 21)))


def test_no_canary_of_a_hidden_classification_is_in_a_release(said: str) -> None:
    assert [of for of in HIDDEN if canary(of) in said] == []


def test_the_canaries_of_what_is_public_are_in_it(said: str) -> None:
    assert canary("public") in said
    assert Release.objects.order_by("-number").values_list("number", flat=True)[0] == 6

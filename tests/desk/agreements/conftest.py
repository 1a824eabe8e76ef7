"""A partnership of two parties with a signed charter."""

import pytest

import make
from desk.agreements import builders
from desk.agreements.pact import PACT
from servanda.desk.accounts.models import Partnership, Party, Person
from servanda.desk.agreements import services
from servanda.desk.agreements.models import Instrument, Reading


@pytest.fixture
def here() -> Partnership:
    return make.partnership()


@pytest.fixture
def north(here: Partnership) -> Party:
    return make.party(here, "north", short_en="North")


@pytest.fixture
def south(here: Partnership) -> Party:
    return make.party(here, "south", short_en="South")


@pytest.fixture
def charter(here: Partnership) -> Instrument:
    return builders.instrument(here)


@pytest.fixture
def signed(charter: Instrument) -> Instrument:
    builders.event(charter)
    return charter


@pytest.fixture
def officer(north: Party) -> Person:
    return make.person(role="officer", party=north)


@pytest.fixture
def reading(here: Partnership, officer: Person) -> Reading:
    return services.open_reading(here.id, file_name="pact.txt", data=PACT.encode(), by=officer)

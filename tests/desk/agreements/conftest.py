"""A partnership of two parties with a signed charter."""

import pytest

import make
from desk.agreements import builders
from servanda.desk.accounts.models import Partnership, Party
from servanda.desk.agreements.models import Instrument


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

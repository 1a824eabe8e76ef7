"""The small network on the desk, and answers that are waited for."""

from collections import OrderedDict

import pytest

import make
from desk.corridors.small import files
from servanda.desk.accounts.models import Partnership
from servanda.desk.corridors import runs
from servanda.desk.corridors.models import NetworkVersion
from servanda.desk.corridors.selectors.networks import Laid, laid_out
from servanda.desk.corridors.services.networks import take_in
from servanda.desk.record.services import SYSTEM


@pytest.fixture(autouse=True)
def _wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PATIENCE", 60.0)
    monkeypatch.setattr(runs, "GLANCE", 60.0)
    monkeypatch.setattr(runs, "_found", OrderedDict())  # what other tests asked is not kept here


@pytest.fixture
def place() -> Partnership:
    """A partnership."""
    return make.partnership()


@pytest.fixture
def version(place: Partnership) -> NetworkVersion:
    """Its network."""
    return take_in(place.id, files(), by=SYSTEM, title_en="Network")[0]


@pytest.fixture
def laid(version: NetworkVersion) -> Laid:
    """The network, read."""
    return laid_out(version)

"""What the tests of evidence and the inbox share: a place, what was promised in it, an analyst."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import make
from desk.assessments import offered
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.models import Commitment


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> Path:
    """Keep what a test stores in a folder of its own."""
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data"


@pytest.fixture
def here() -> Partnership:
    """A partnership."""
    return make.partnership()


@pytest.fixture
def promises(here: Partnership) -> dict[str, Commitment]:
    """Three commitments of it, by their local ids."""
    return offered.promises(here)


@pytest.fixture
def analyst(here: Partnership) -> Person:
    """An analyst of the north."""
    return offered.analyst(here)


@pytest.fixture
def desk(analyst: Person) -> Client:
    """The analyst at a browser."""
    return make.signed_in(analyst)

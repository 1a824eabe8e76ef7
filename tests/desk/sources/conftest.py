"""A partnership, an analyst, and a data folder of the test's own."""

from pathlib import Path
from typing import Any

import pytest

import make
from servanda.desk.accounts.models import Partnership, Person


@pytest.fixture
def here() -> Partnership:
    return make.partnership()


@pytest.fixture
def analyst(here: Partnership) -> Person:
    return make.person(role="analyst", party=make.party(here, "north"))


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    return tmp_path / "data"

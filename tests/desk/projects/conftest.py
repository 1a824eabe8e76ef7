"""A table at which two parties draw up lists and adopt them."""

import pytest

from desk.bodies.table import Table, table


@pytest.fixture
def at() -> Table:
    return table()

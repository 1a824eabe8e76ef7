"""A table at which two parties adopt papers."""

import pytest

from desk.bodies.table import Table, table


@pytest.fixture
def at() -> Table:
    return table()

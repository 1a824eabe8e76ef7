"""Networks of a classification, their places named by the canary, and a scenario of each."""

from datetime import UTC, datetime
from typing import Any

from desk.access.canaries import canary
from desk.corridors.small import files
from servanda.desk.corridors import runs
from servanda.desk.corridors.asking import hash_of, inputs_of
from servanda.desk.corridors.models import NetworkVersion, Scenario
from servanda.desk.corridors.services.networks import hash_of as hash_of_files
from servanda.flows.model import Scenario as Asked

LONG_ENOUGH = 600.0
TAKEN = datetime(2026, 11, 19, 9, tzinfo=UTC)


def connect(world: Any, of: str, number: int) -> None:
    """Make a network whose places are named by the canary, and a scenario of it."""
    runs.PATIENCE = runs.GLANCE = LONG_ENOUGH  # the same answer however busy the machine is
    tables = files(canary(of))
    network = world._make(
        NetworkVersion, of, number=number, files=tables, sha256=hash_of_files(tables), added=TAKEN
    )
    asked = Asked(2026)
    inputs = {**inputs_of(asked), "layer": "gas"}
    bound: dict[str, Any] = {"inputs": inputs, "sha256": hash_of(network.sha256, asked)}
    world._make(Scenario, of, network=network, saved=TAKEN, **bound)

"""Networks, scenarios and runs."""

from servanda.desk.corridors.models.networks import NetworkVersion
from servanda.desk.corridors.models.scenarios import Run, Scenario

__all__ = ["NetworkVersion", "Run", "Scenario"]

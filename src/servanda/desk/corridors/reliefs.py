"""How much more capacity would relieve a bottleneck, at the central values."""

from __future__ import annotations

from servanda.desk.corridors.results import Plain, part_of
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Progress
from servanda.flows.bottlenecks import bottlenecks
from servanda.flows.model import Scenario


def reliefs(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return by kind and id how much more capacity is enough, and what that saves."""
    found = bottlenecks(part_of(laid, unit), scenario, unit=unit, progress=progress)
    return {
        f"{each.kind} {each.id}": {"extra": each.relief.extra, "saves": each.relief.savings}
        for each in found
        if each.relief is not None
    }

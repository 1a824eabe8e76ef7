"""How much more capacity would relieve a bottleneck, and on which routes a capacity lies."""

from __future__ import annotations

from servanda.desk.corridors.results import Plain, drawn, part_of
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Progress
from servanda.flows.bottlenecks import bottlenecks
from servanda.flows.model import Scenario
from servanda.flows.solving import solve

TRIED = 12
"""Draws whose ways are looked at, beside those of the central values."""


def reliefs(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return by kind and id how much more capacity is enough, and what that saves."""
    found = bottlenecks(part_of(laid, unit), scenario, unit=unit, progress=progress)
    return {
        f"{each.kind} {each.id}": {"extra": each.relief.extra, "saves": each.relief.savings}
        for each in found
        if each.relief is not None
    }


def ways(laid: Laid, scenario: Scenario, unit: str, progress: Progress | None = None) -> Plain:
    """Return by route what the ways pass that use it: links, places, transfers and lines."""
    part, found = part_of(laid, unit), dict[str, set[str]]()
    asked = drawn(laid, scenario, TRIED)
    for at, each in enumerate(asked):
        for path in solve(part, each).paths:
            passed = {*path.links, *path.nodes, *path.transfers, *path.corridors}
            for name in path.corridors:
                found.setdefault(laid.routes.get(name, ""), set()).update(passed)
        if progress is not None:
            progress(at + 1, len(asked))
    return {name: sorted(passed) for name, passed in found.items() if name}

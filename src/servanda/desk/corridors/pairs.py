"""Two scenarios of one network, and what differs between them, draw by draw."""

from __future__ import annotations

from collections.abc import Callable

from servanda.desk.corridors.results import (
    DRAWS,
    Plain,
    Range,
    arrives,
    days,
    demands_of,
    drawn,
    in_runs,
    ranged,
    told,
)
from servanda.desk.corridors.selectors.networks import Laid
from servanda.desk.corridors.solving import Answer, Progress
from servanda.flows.model import Scenario


def pair(
    laid: Laid, scenario: Scenario, unit: str, other: Scenario, progress: Progress | None = None
) -> Plain:
    """Return both results and the second less the first, over the same draws."""
    runs = [drawn(laid, each, DRAWS) for each in (scenario, other)]
    first, second = in_runs(laid, unit, runs, progress)
    both = list(zip(first, second, strict=True))
    demands = demands_of(laid, unit)

    def change(of: Callable[[Answer], float]) -> Range:
        return ranged([of(after) - of(before) for before, after in both])

    links = [each.id for each in laid.network.links if each.unit == unit]
    return {
        "draws": DRAWS,
        "first": told(laid, unit, first),
        "second": told(laid, unit, second),
        "links": {name: change(_flow(name)) for name in links},
        "demands": {
            name: {"arrives": change(_came(name)), "days": change(_took(name))} for name in demands
        },
        "arrives": change(lambda each: arrives(each, demands)),
        "days": change(lambda each: days(each, demands)),
        "worth": change(lambda each: each.worth),
    }


def _flow(name: str) -> Callable[[Answer], float]:
    return lambda each: each.flow.get(name, 0.0)


def _came(name: str) -> Callable[[Answer], float]:
    return lambda each: each.delivered[name]


def _took(name: str) -> Callable[[Answer], float]:
    return lambda each: days(each, [name])

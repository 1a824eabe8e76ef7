"""Where a network is full, what one more unit there would save, and how much more is enough.

A shadow price holds for the next unit only. What relieves a bottleneck is found by solving again:
the optimum falls with capacity on a convex line of straight pieces, so that each tangent shows a
capacity that cannot yet be enough, and a few tangents reach the one that is (Kelley, 1960).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import Asked, Change, Draws, as_it_is, asked
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Compiled
from servanda.flows.figures import Cases
from servanda.flows.model import Link, Scenario
from servanda.flows.outcome import Use
from servanda.flows.solving import solve

Real = NDArray[np.float64]
Key = tuple[str, str]
"""Kind and id: ("node", "AZ_ALA")."""
ENOUGH = 1e6
"""A share of capacity at which nothing is scarce."""
CRUMB = 1e-9
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of more capacity along which each unit saves the same."""

    extra: float
    """More capacity than today at the start of the stretch."""
    price: float
    """US dollars that each further unit saves."""


@dataclass(frozen=True, slots=True)
class Relief:
    """What makes a bottleneck none, all else as it is, at the central values."""

    extra: float
    """The least capacity more, in the unit a year, with which its price is nothing."""
    savings: float
    """US dollars a year that this saves: transport, time and going without."""
    arrives: float
    """What arrives more then, in the unit a year."""
    steps: tuple[Step, ...]
    """What each unit on the way there saves: less and less."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A capacity that one more unit would relieve; arrays have the central value first."""

    kind: str
    """"link", "node", "transfer" or "corridor"."""
    id: str
    unit: str
    flow: Real
    capacity: Real
    """Infinity where nothing limits it."""
    utilisation: Real
    """Share of the capacity that is used; 0 where there is no limit or no room."""
    price: Real
    """US dollars that one more unit of capacity would save."""
    relief: Relief | None
    """None where it is none at the central values, or has no capacity at all to raise."""

    @property
    def often(self) -> float:
        """Return the share of the draws in which it is one."""
        rows = self.price[1:] if len(self.price) > 1 else self.price
        return float(np.mean(rows > 0))


def bottlenecks(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> tuple[Bottleneck, ...]:
    """Find the capacities that bind, the dearest at the central values first."""
    ask = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)
    uses = _uses(ask)
    keys = [key for key, rows in uses.items() if any(each.price > 0 for each in rows)]
    central = [key for key in keys if uses[key][0].price > 0 and uses[key][0].capacity]
    found = _reliefs(ask, {key: uses[key][0] for key in central})
    rows = [_bottleneck(uses[key], found.get(key)) for key in keys]
    return tuple(sorted(rows, key=lambda each: (-each.price[0], -each.price.max(), each.id)))


def _uses(ask: Asked) -> dict[Key, list[Use]]:
    """Solve every row by itself: what each capacity carries is counted along its paths."""
    found: dict[Key, list[Use]] = {}
    scenarios = ask.scenarios()
    for at, scenario in enumerate(scenarios):
        for use in solve(ask.compiled, scenario).limits:
            found.setdefault((use.kind, use.id), []).append(use)
        if ask.progress is not None:
            ask.progress(at + 1, len(scenarios))
    return found


def _bottleneck(uses: Sequence[Use], relief: Relief | None) -> Bottleneck:
    first = uses[0]
    return Bottleneck(
        first.kind,
        first.id,
        first.unit,
        np.array([each.flow for each in uses]),
        np.array([np.inf if each.capacity is None else each.capacity for each in uses]),
        np.array([each.utilisation or 0.0 for each in uses]),
        np.array([each.price for each in uses]),
        relief,
    )


class _Search:
    """The capacities that are tried of one bottleneck, from too little to just enough."""

    def __init__(self, use: Use) -> None:
        self.key: Key = (use.kind, use.id)
        self.capacity = use.capacity or 0.0
        self.extra = 0.0
        self.steps: list[Step] = []

    def tried(self, above: float, price: float, crumb: float) -> bool:
        """Take in what the capacity tried comes to, above what is enough; say whether it is."""
        if above <= crumb or price <= 0:
            return True
        if not self.steps or price < self.steps[-1].price * (1 - CRUMB):
            self.steps.append(Step(self.extra, price))
        self.extra += above / price
        return False

    def share(self) -> float:
        """Return the share of today's capacity to try next."""
        return 1.0 + self.extra / self.capacity


def _reliefs(ask: Asked, uses: dict[Key, Use]) -> dict[Key, Relief]:
    """Find what relieves each bottleneck by itself: all searches take each step in one batch."""
    if not uses:
        return {}
    one = Asked(ask.compiled, ask.unit, ask.scenario, workers=ask.workers)
    raised = [_raised(ask.compiled, key, ENOUGH) for key in uses]
    plain = one.measures([as_it_is, *raised])
    base, enough = plain.objective[0, 0], plain.objective[1:, 0]
    more = plain.arrives[1:, 0] - plain.arrives[0, 0]
    crumb = CRUMB * max(abs(base), 1.0)
    searches = {at: _Search(use) for at, use in enumerate(uses.values())}
    open_, round_ = dict(searches), 0
    while open_ and round_ < ROUNDS:
        changes = [_raised(ask.compiled, each.key, each.share()) for each in open_.values()]
        keys = [each.key for each in open_.values()]
        objective, prices = _prices(one, keys, changes)
        for row, (at, search) in enumerate(tuple(open_.items())):
            if search.tried(float(objective[row] - enough[at]), float(prices[row]), crumb):
                del open_[at]
        round_ += 1
    return {
        search.key: Relief(
            search.extra,
            float(max(base - enough[at], 0.0)),
            float(more[at]),
            tuple(search.steps),
        )
        for at, search in searches.items()
    }


def _prices(ask: Asked, keys: Sequence[Key], changes: Sequence[Change]) -> tuple[Real, Real]:
    """Solve variants; return the objective of each, and the price of its own capacity."""

    def read(_: Cases, outcomes: Outcomes) -> dict[str, Real]:
        return {
            "objective": outcomes.objective,
            "link": outcomes.link_price,
            "node": outcomes.node_price,
            "transfer": outcomes.transfer_price,
            "corridor": outcomes.corridor_price,
        }

    found = ask.gather(changes, read)
    at = [ask.compiled.places.of(kind)[name] for kind, name in keys]
    own = [found[kind][row, 0, at[row]] for row, (kind, _) in enumerate(keys)]
    return found["objective"][:, 0], np.array(own)


def _raised(compiled: Compiled, key: Key, share: float) -> Change:
    """Multiply one capacity, whatever else stands."""
    kind, name = key
    at = compiled.places.of(kind)[name]

    def change(cases: Cases) -> None:
        tables = {
            "link": cases.links,
            "node": cases.nodes,
            "transfer": cases.transfers,
            "corridor": cases.corridors,
        }
        before = _left_by_ends(compiled, cases)
        tables[kind][:, at] *= share
        after = _left_by_ends(compiled, cases)
        np.divide(cases.links * before, after, out=cases.links, where=after > 0)

    return change


def _left_by_ends(compiled: Compiled, cases: Cases) -> Real:
    """Return the share that disrupted ends leave of each link: it stays when a node is raised."""
    nodes, links = compiled.places.nodes, compiled.network.links
    tails, heads = ([nodes[each] for each in ends] for ends in zip(*_ends(links), strict=True))
    return np.minimum(cases.nodes[:, tails], cases.nodes[:, heads])


def _ends(links: Sequence[Link]) -> list[tuple[str, str]]:
    return [(each.tail, each.head) for each in links]

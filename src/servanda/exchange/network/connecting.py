"""Whether anything can lead from the origin of a demand to its destination."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from servanda.flows.model import Commodity, Demand, Network

State = tuple[str, str, bool]
"""A place, reached by a mode, and whether its transfers are behind."""


def unconnected(network: Network) -> Iterator[Demand]:
    """Return the demands that no path serves, even with every project delivered."""
    commodities = {each.id: each for each in network.commodities}
    ways = {unit: _Ways(network, unit) for unit in {each.unit for each in network.commodities}}
    reached: dict[tuple[str, str], set[str]] = {}
    for demand in network.demands:
        commodity = commodities[demand.commodity]
        key = (commodity.id, demand.origin)
        if key not in reached:
            reached[key] = ways[commodity.unit].from_(demand.origin, commodity)
        if demand.destination not in reached[key]:
            yield demand


class _Ways:
    """The links and transfers of one unit, by where they begin."""

    def __init__(self, network: Network, unit: str) -> None:
        self.links: dict[str, list[tuple[str, str]]] = {}
        self.transfers: dict[tuple[str, str], list[str]] = {}
        for link in network.links:
            if link.unit == unit:
                self.links.setdefault(link.tail, []).append((link.mode, link.head))
                if link.both_ways:
                    self.links.setdefault(link.head, []).append((link.mode, link.tail))
        for each in network.transfers:
            if each.unit == unit:
                self.transfers.setdefault((each.node, each.from_mode), []).append(each.to_mode)

    def from_(self, origin: str, commodity: Commodity) -> set[str]:
        """Return the places that a commodity reaches."""
        allowed = frozenset(commodity.modes)
        starts = {mode for mode, _ in self.links.get(origin, ()) if not allowed or mode in allowed}
        queue: deque[State] = deque((origin, mode, True) for mode in starts)
        seen = set(queue)
        while queue:
            for state in self._next(queue.popleft(), allowed):
                if state not in seen:
                    seen.add(state)
                    queue.append(state)
        return {node for node, _, _ in seen}

    def _next(self, state: State, allowed: frozenset[str]) -> Iterator[State]:
        node, mode, passed = state
        if not passed:
            yield node, mode, True
            for to in self.transfers.get((node, mode), ()):
                if not allowed or to in allowed:
                    yield node, to, True
            return
        for by, other in self.links.get(node, ()):
            if by == mode:
                yield other, mode, False

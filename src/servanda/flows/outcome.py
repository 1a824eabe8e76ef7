"""What a network carries in one scenario: flows, what is full, who is served, at what cost.

Amounts are in the unit of the commodity a year, money in US dollars a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Why part of a demand is not carried."""

    NO_ROUTE = "no route"
    """No open way leads there by the modes that it may take."""
    TOO_DEAR = "dearer than going without"
    """The cheapest way costs more than its price of going without."""
    NO_ROOM = "no room"
    """Something on every worthwhile way is full."""


@dataclass(frozen=True, slots=True)
class Use:
    """How far a link, node, transfer or corridor is used."""

    kind: str
    """"link", "node", "transfer" or "corridor"."""
    id: str
    unit: str
    flow: float
    capacity: float | None
    """None where nothing limits it in this scenario."""
    price: float
    """Shadow price: US dollars that one more unit of capacity would save."""

    @property
    def utilisation(self) -> float | None:
        """Return the share of capacity that is used; None where there is no limit or no room."""
        return self.flow / self.capacity if self.capacity else None


@dataclass(frozen=True, slots=True)
class LinkUse:
    """What a link carries each way."""

    link: str
    unit: str
    forward: float
    """What enters at its tail."""
    backward: float
    """What enters at its head."""
    capacity: float | None
    open: bool
    by_commodity: Mapping[str, float]

    @property
    def flow(self) -> float:
        """Return what it carries both ways together."""
        return self.forward + self.backward

    @property
    def utilisation(self) -> float | None:
        """Return the share of capacity that is used; None where there is no limit or no room."""
        return self.flow / self.capacity if self.capacity else None


@dataclass(frozen=True, slots=True)
class PathFlow:
    """One way that part of a demand takes."""

    demand: str
    commodity: str
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    transfers: tuple[str, ...]
    corridors: tuple[str, ...]
    delivered: float
    sent: float
    hours: float
    cost: float
    """US dollars for each unit delivered, without the value of time."""


@dataclass(frozen=True, slots=True)
class Served:
    """How a demand fares."""

    demand: str
    commodity: str
    unit: str
    origin: str
    destination: str
    volume: float
    delivered: float
    broken: float
    """What a contract promises and does not arrive."""
    hours: float | None
    """Mean hours of what arrives; None where nothing does."""
    cost: float | None
    """Mean US dollars for each unit that arrives, without the value of time."""
    why: Why | None
    """Why not all arrives; None where it does."""

    @property
    def unmet(self) -> float:
        """Return what does not arrive."""
        return max(self.volume - self.delivered, 0.0)


@dataclass(frozen=True, slots=True)
class Result:
    """The flows of least generalised cost in one scenario."""

    year: int
    name: str
    objective: float
    """Transport, time and going without, with the surcharge on broken contracts."""
    transport: float
    time: float
    """The hours on the way at the value of time."""
    unmet: float
    """What going without costs."""
    links: tuple[LinkUse, ...]
    limits: tuple[Use, ...]
    """Every capacity, with its shadow price."""
    demands: tuple[Served, ...]
    paths: tuple[PathFlow, ...]
    corridors: Mapping[str, float]
    """By corridor and unit, such as "middle, t": what is delivered over paths that use it."""
    form: str
    """"paths" or "arcs"."""

    def bottlenecks(self) -> list[Use]:
        """List the capacities that one more unit would relieve, the dearest first."""
        return sorted((each for each in self.limits if each.price > 0), key=_dearest)

    def link(self, name: str) -> LinkUse:
        """Find a link by its id."""
        return next(each for each in self.links if each.link == name)

    def demand(self, name: str) -> Served:
        """Find a demand by its id."""
        return next(each for each in self.demands if each.demand == name)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, with shares of use and what is unmet."""
        found = asdict(self)
        for row, link in zip(found["links"], self.links, strict=True):
            row |= {"flow": link.flow, "utilisation": link.utilisation}
        for row, use in zip(found["limits"], self.limits, strict=True):
            row["utilisation"] = use.utilisation
        for row, served in zip(found["demands"], self.demands, strict=True):
            row["unmet"] = served.unmet
        return found


def _dearest(use: Use) -> tuple[float, str, str]:
    return -use.price, use.kind, use.id

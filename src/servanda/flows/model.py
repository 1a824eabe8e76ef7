"""A network and what is asked of it: places, links, transfers, demands, projects, assumptions.

Amounts are in the unit of the commodity (`UNITS`) a year, times in hours, money in US dollars,
lengths in kilometres. A link, a transfer, a capacity serves commodities of its own unit only:
tonnes, TEU, bcm, MWh, barrels and Tbit/s never mix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

UNITS = ("t", "TEU", "bcm", "MWh", "bbl", "Tbit/s")
"""Tonnes, twenty-foot containers, billion cubic metres, megawatt hours, barrels: each a year."""


class BadNetwork(ValueError):  # noqa: N818 - a sentence, not a fault
    """A network or scenario that cannot be; its message names the row, the field and the cure."""


class Group(StrEnum):
    """What a commodity is, in a word."""

    FREIGHT = "freight"
    CONTAINERS = "containers"
    OIL = "oil"
    GAS = "gas"
    ELECTRICITY = "electricity"
    DATA = "data"
    MINERALS = "minerals"


class How(StrEnum):
    """How the value of an assumption becomes the figure that it stands for."""

    VALUE = "value"
    """The figure is the value."""
    FACTOR = "factor"
    """The figure is what the row says, times the value."""
    PER_KM = "per km"
    """The figure is the value times the length of the link."""
    SPEED = "speed"
    """The hours are the length of the link over the value, in km an hour."""


ASSUMABLE = {
    "node": frozenset({"capacity"}),
    "link": frozenset({"capacity", "hours", "cost", "loss"}),
    "transfer": frozenset({"capacity", "hours", "cost"}),
    "corridor": frozenset({"capacity"}),
    "commodity": frozenset({"value_of_time"}),
    "demand": frozenset({"volume", "minimum", "unmet_price"}),
}
"""The fields that an assumption may stand for: `Assumption.field` is "link.hours"."""


@dataclass(frozen=True, slots=True)
class Node:
    """A place. Its capacity counts what arrives by links and what begins there, each path once."""

    id: str
    name: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    kind: str = ""
    """Such as "border", "port", "hub"."""
    lat: float | None = None
    lon: float | None = None
    capacity: float | None = None
    """In `unit` a year; None where nothing limits it."""
    unit: str = ""
    """What the capacity counts; needed where there is one."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one node to another by one mode."""

    id: str
    tail: str
    head: str
    mode: str
    unit: str
    """One of UNITS: what it carries."""
    length_km: float | None = None
    capacity: float | None = None
    """In `unit` a year, both directions together; None where nothing limits it."""
    hours: float = 0.0
    cost: float = 0.0
    """US dollars for each unit."""
    loss: float = 0.0
    """Share of what enters that does not arrive, from 0 to below 1."""
    both_ways: bool = True
    opens: int | None = None
    """The first year in which it is open; None where it is open already."""
    closed: bool = False
    """Closed, or not there, until a project opens it."""
    corridors: tuple[str, ...] = ()
    season: tuple[float, ...] | None = None
    """Twelve factors of its capacity, January to December."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Passing at a node from a link of one mode to a link of another.

    Modes change only where a transfer is. One mode may be passed on to itself: that is how a
    border or a change of gauge costs time; without such a row passing on is free.
    """

    node: str
    from_mode: str
    to_mode: str
    unit: str
    hours: float = 0.0
    cost: float = 0.0
    """US dollars for each unit."""
    capacity: float | None = None
    """In `unit` a year."""

    @property
    def id(self) -> str:
        """Name the transfer, for assumptions and prices.

        >>> Transfer("AZ_ALA", "ferry", "rail", "t").id
        'AZ_ALA:ferry>rail:t'
        """
        return f"{self.node}:{self.from_mode}>{self.to_mode}:{self.unit}"


@dataclass(frozen=True, slots=True)
class Commodity:
    """What is carried."""

    id: str
    group: Group
    unit: str
    """One of UNITS."""
    value_of_time: float = 0.0
    """US dollars for each unit and hour."""
    modes: tuple[str, ...] = ()
    """The modes that may carry it; empty for every mode."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is to be carried from one node to another in a year, and what going without costs."""

    id: str
    commodity: str
    origin: str
    destination: str
    volume: float
    """What is to arrive, in the unit of the commodity a year."""
    unmet_price: float
    """US dollars for each unit that does not arrive; nothing dearer than this is carried."""
    minimum: float = 0.0
    """The part that a contract promises: served before anything that is not promised."""
    by_year: tuple[tuple[int, float], ...] = ()
    """Volumes of named years, instead of `volume`: on straight lines between, level outside."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Corridor:
    """A route of several links; its capacity counts each path once, however many links it uses."""

    id: str
    name: str = ""
    capacity: float | None = None
    unit: str = ""
    """What the capacity counts; needed where there is one."""


@dataclass(frozen=True, slots=True)
class LinkChange:
    """What a project makes of one link; None leaves a field as it is."""

    link: str
    capacity: float | None = None
    """Capacity after, in the unit of the link a year."""
    hours: float | None = None
    cost: float | None = None
    opens: bool = False
    """A link that projects open is open only where one of them is delivered."""
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """An upgrade of the network."""

    id: str
    name: str = ""
    changes: tuple[LinkChange, ...] = ()
    completes: int | None = None
    """The first year in which it works; None where no year is known."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that nobody has published, as a range with its reason."""

    id: str
    field: str
    """The field it stands for, such as "link.hours" (see ASSUMABLE)."""
    rows: tuple[str, ...]
    """The ids of the rows whose field it stands for."""
    low: float
    central: float
    high: float
    unit: str = ""
    reason: str = ""
    how: How = How.VALUE
    name: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that flows are computed from."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    commodities: tuple[Commodity, ...]
    demands: tuple[Demand, ...]
    transfers: tuple[Transfer, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    projects: tuple[Project, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is asked of a network: a year, and what differs from what its tables say."""

    year: int
    name: str = ""
    projects: Mapping[str, bool] = field(default_factory=dict)
    """Delivered or not; the projects not named follow their own year."""
    closed: frozenset[str] = frozenset()
    """Ids of links and nodes that nothing passes."""
    capacity_factors: Mapping[str, float] = field(default_factory=dict)
    """Shares of capacity left, by id of link, node, transfer or corridor: a border shut for weeks.

    The share of a node holds for the links that meet there too.
    """
    assumptions: Mapping[str, float] = field(default_factory=dict)
    """Values in place of the central ones."""
    demand_factors: Mapping[str, float] = field(default_factory=dict)
    """Factors of volume, by id of demand or of commodity."""
    month: int | None = None
    """1 to 12: the season of this month, at a rate a year; None for the mean of the year."""

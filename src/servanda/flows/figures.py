"""The figures of a network under many scenarios at once, as arrays with one row a scenario.

Every figure starts from its table, is set by its assumptions, changed by the projects that are
delivered, then by seasons and disruptions, in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from servanda.flows.checks import check_scenarios
from servanda.flows.model import Assumption, BadNetwork, Demand, How, Network, Project, Scenario

Real = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
LARGEST_LOSS = 0.999999


class Places:
    """Where each id stands in its table."""

    def __init__(self, network: Network) -> None:
        self.nodes = {each.id: at for at, each in enumerate(network.nodes)}
        self.links = {each.id: at for at, each in enumerate(network.links)}
        self.transfers = {each.id: at for at, each in enumerate(network.transfers)}
        self.corridors = {each.id: at for at, each in enumerate(network.corridors)}
        self.commodities = {each.id: at for at, each in enumerate(network.commodities)}
        self.demands = {each.id: at for at, each in enumerate(network.demands)}
        self.projects = {each.id: at for at, each in enumerate(network.projects)}
        self.assumptions = {each.id: at for at, each in enumerate(network.assumptions)}

    def of(self, kind: str) -> dict[str, int]:
        """Return the table of a kind of row, by the word of `Assumption.field`."""
        tables = {
            "node": self.nodes,
            "link": self.links,
            "transfer": self.transfers,
            "corridor": self.corridors,
            "commodity": self.commodities,
            "demand": self.demands,
        }
        return tables[kind]


@dataclass
class Cases:
    """Many scenarios as arrays: what differs from the tables of the network."""

    years: Whole
    projects: Flags
    """Delivered, by scenario and project."""
    links: Real
    """Share of capacity left, by scenario and link; 0 is closed."""
    nodes: Real
    transfers: Real
    corridors: Real
    assumptions: Real
    """Values, by scenario and assumption."""
    demands: Real
    """Factors of volume, by scenario and demand."""
    months: Whole
    """1 to 12, or 0 for the mean of the year."""

    def __len__(self) -> int:
        return len(self.years)

    def part(self, chosen: slice | Whole) -> Cases:
        """Take some of the scenarios."""
        return Cases(
            self.years[chosen],
            self.projects[chosen],
            self.links[chosen],
            self.nodes[chosen],
            self.transfers[chosen],
            self.corridors[chosen],
            self.assumptions[chosen],
            self.demands[chosen],
            self.months[chosen],
        )


@dataclass
class Figures:
    """The figures of every row of the network, by scenario; no capacity is infinity."""

    link_capacity: Real
    link_hours: Real
    link_cost: Real
    link_gain: Real
    link_open: Flags
    node_capacity: Real
    transfer_capacity: Real
    transfer_hours: Real
    transfer_cost: Real
    corridor_capacity: Real
    value_of_time: Real
    volume: Real
    minimum: Real
    unmet_price: Real


def joined(pieces: Sequence[Cases]) -> Cases:
    """Put cases one after the other."""
    return Cases(
        *(
            np.concatenate([getattr(piece, field.name) for piece in pieces])
            for field in fields(Cases)
        )
    )


def delivered_by_year(projects: Sequence[Project], years: Whole) -> Flags:
    """Tell which projects work in each year, by their own years of completion."""
    completes = [np.inf if each.completes is None else each.completes for each in projects]
    return np.asarray(years[:, None] >= np.array(completes)[None, :])


def plain_cases(network: Network, years: Sequence[int]) -> Cases:
    """Return one case a year in which nothing differs from the tables."""
    count = len(years)
    at = np.array(years, dtype=np.int64)
    central = np.array([each.central for each in network.assumptions], dtype=np.float64)
    return Cases(
        at,
        delivered_by_year(network.projects, at),
        np.ones((count, len(network.links))),
        np.ones((count, len(network.nodes))),
        np.ones((count, len(network.transfers))),
        np.ones((count, len(network.corridors))),
        np.tile(central, (count, 1)),
        np.ones((count, len(network.demands))),
        np.zeros(count, dtype=np.int64),
    )


def cases_of(network: Network, scenarios: Sequence[Scenario], places: Places) -> Cases:
    """Lay scenarios out as arrays; raise BadNetwork where one names what does not exist."""
    cases = plain_cases(network, [each.year for each in scenarios])
    check_scenarios(network, scenarios)
    by_commodity: dict[str, list[int]] = {}
    for at, demand in enumerate(network.demands):
        by_commodity.setdefault(demand.commodity, []).append(at)
    for row, scenario in enumerate(scenarios):
        cases.months[row] = scenario.month or 0
        for name, on in scenario.projects.items():
            cases.projects[row, places.projects[name]] = on
        for name, value in scenario.assumptions.items():
            cases.assumptions[row, places.assumptions[name]] = value
        shares = {**scenario.capacity_factors, **dict.fromkeys(scenario.closed, 0.0)}
        for name, share in shares.items():
            _share(cases, row, name, share, places)
        for name, factor in scenario.demand_factors.items():
            chosen = [places.demands[name]] if name in places.demands else []
            cases.demands[row, chosen or by_commodity.get(name, [])] *= factor
    return cases


def _share(cases: Cases, row: int, name: str, share: float, places: Places) -> None:
    for table, known in (
        (cases.links, places.links),
        (cases.nodes, places.nodes),
        (cases.transfers, places.transfers),
        (cases.corridors, places.corridors),
    ):
        if name in known:
            table[row, known[name]] = share


def figures_of(network: Network, cases: Cases, places: Places) -> Figures:
    """Compute every figure of the network in every case."""
    found = _tables(network, len(cases), cases.years)
    for at, assumption in enumerate(network.assumptions):
        _assume(found, network, assumption, cases.assumptions[:, at], places)
    found.volume *= cases.demands
    np.minimum(found.minimum, found.volume, out=found.minimum)
    opened = _deliver(found, network, cases, places)
    found.link_open &= opened
    _season(found, network, cases)
    _disrupt(found, network, cases, places)
    return found


def _tables(network: Network, count: int, years: Whole) -> Figures:
    def spread(values: Sequence[float | None]) -> Real:
        one = np.array([np.inf if each is None else each for each in values], dtype=np.float64)
        return np.tile(one, (count, 1))

    links, transfers = network.links, network.transfers
    opens = spread([float("-inf") if each.opens is None else each.opens for each in links])
    return Figures(
        spread([each.capacity for each in links]),
        spread([each.hours for each in links]),
        spread([each.cost for each in links]),
        spread([1 - each.loss for each in links]),
        opens <= years[:, None],
        spread([each.capacity for each in network.nodes]),
        spread([each.capacity for each in transfers]),
        spread([each.hours for each in transfers]),
        spread([each.cost for each in transfers]),
        spread([each.capacity for each in network.corridors]),
        spread([each.value_of_time for each in network.commodities]),
        _volumes(network.demands, years),
        spread([each.minimum for each in network.demands]),
        spread([each.unmet_price for each in network.demands]),
    )


def _volumes(demands: Sequence[Demand], years: Whole) -> Real:
    found = np.empty((len(years), len(demands)))
    for at, demand in enumerate(demands):
        if demand.by_year:
            known, volumes = zip(*demand.by_year, strict=True)
            found[:, at] = np.interp(years, known, volumes)
        else:
            found[:, at] = demand.volume
    return found


def _assume(
    found: Figures, network: Network, assumption: Assumption, values: Real, places: Places
) -> None:
    """Set the figures that an assumption stands for."""
    kind, _, name = assumption.field.partition(".")
    rows = [places.of(kind)[row] for row in assumption.rows]
    array = _array(found, kind, name)
    given = np.broadcast_to(values[:, None], (len(values), len(rows)))
    if assumption.how is How.FACTOR:
        given = given * (1 - array[:, rows] if name == "loss" else array[:, rows])
    if assumption.how in {How.PER_KM, How.SPEED}:
        lengths = np.array([network.links[row].length_km or 0.0 for row in rows])[None, :]
        given = given * lengths if assumption.how is How.PER_KM else _hours(lengths, given)
    array[:, rows] = 1 - np.minimum(given, LARGEST_LOSS) if name == "loss" else given


def _hours(lengths: Real, speeds: Real) -> Real:
    if (speeds <= 0).any():
        raise BadNetwork("Scenario, assumptions: a speed is 0, so that nothing arrives. Raise it.")
    return lengths / speeds


def _array(found: Figures, kind: str, name: str) -> Real:
    field = {"loss": "gain"}.get(name, name)
    plain = kind in {"commodity", "demand"}
    array: Real = getattr(found, field if plain else f"{kind}_{field}")
    return array


def _deliver(found: Figures, network: Network, cases: Cases, places: Places) -> Flags:
    """Apply the projects that are delivered; return which links are open by them."""
    opened = np.ones_like(found.link_open)
    opened[:, [at for at, link in enumerate(network.links) if link.closed]] = False
    opened_by_project: dict[int, Flags] = {}
    closed_by_project = np.zeros_like(opened)
    for place, project in enumerate(network.projects):
        on = cases.projects[:, place]
        for change in project.changes:
            at = places.links[change.link]
            for field, value in (
                (found.link_capacity, change.capacity),
                (found.link_hours, change.hours),
                (found.link_cost, change.cost),
            ):
                if value is not None:
                    field[on, at] = value
            if change.opens:
                opened_by_project[at] = opened_by_project.get(at, np.zeros_like(on)) | on
            if change.closes:
                closed_by_project[:, at] |= on
    for at, on in opened_by_project.items():
        opened[:, at] = on
        found.link_open[:, at] = True  # what projects open does not wait for its own year
    return opened & ~closed_by_project


def _season(found: Figures, network: Network, cases: Cases) -> None:
    for at, link in enumerate(network.links):
        if link.season is not None:
            factors = np.array([sum(link.season) / len(link.season), *link.season])
            _scale(found.link_capacity[:, at], factors[cases.months])
            found.link_open[:, at] &= factors[cases.months] > 0


def _disrupt(found: Figures, network: Network, cases: Cases, places: Places) -> None:
    """Take the shares of capacity that are left.

    A share of a node holds for its links too; a corridor of which nothing is left closes its links.
    """
    tails = [places.nodes[link.tail] for link in network.links]
    heads = [places.nodes[link.head] for link in network.links]
    nodes = cases.nodes
    shares = cases.links * np.minimum(nodes[:, tails], nodes[:, heads])
    found.link_open &= shares > 0
    for at, link in enumerate(network.links):
        for corridor in link.corridors:
            found.link_open[:, at] &= cases.corridors[:, places.corridors[corridor]] > 0
    _scale(found.link_capacity, shares)
    _scale(found.node_capacity, nodes)
    _scale(found.transfer_capacity, cases.transfers)
    found.transfer_cost[cases.transfers <= 0] = np.inf  # also where nothing limited it
    _scale(found.corridor_capacity, cases.corridors)


def _scale(capacities: Real, shares: Real) -> None:
    np.multiply(capacities, shares, out=capacities, where=np.isfinite(capacities))
    capacities[shares <= 0] = 0.0

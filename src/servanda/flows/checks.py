"""What may be wrong with a network or a scenario: each finding names its row and its field."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from math import inf, isfinite
from typing import NamedTuple, Protocol

from servanda.flows.model import (
    ASSUMABLE,
    UNITS,
    Assumption,
    BadNetwork,
    Commodity,
    Corridor,
    Demand,
    How,
    Link,
    Network,
    Node,
    Project,
    Scenario,
    Transfer,
)

MONTHS = 12
LARGEST = 1e15
"""No figure of a network is larger; beyond it sums lose their last units."""


class Finding(NamedTuple):
    """Something wrong: in which field, and the rest of the sentence that says so."""

    field: str
    words: str


class _Row(Protocol):
    @property
    def id(self) -> str: ...


Findings = Iterator[Finding]


def check(network: Network) -> None:
    """Raise BadNetwork with the first row that cannot be."""
    _check_ids(network)
    known = _Known(network)
    for kind, row, findings in _all(network, known):
        for field, words in findings:
            raise BadNetwork(f"{kind} “{row}”, {field}: {words}")


def check_scenarios(network: Network, scenarios: Sequence[Scenario]) -> None:
    """Raise BadNetwork where a scenario names what does not exist, or gives what cannot be."""
    known = _Known(network)
    for scenario in scenarios:
        _check_scenario(scenario, known)


def _check_scenario(scenario: Scenario, known: _Known) -> None:
    what = f"Scenario “{scenario.name or scenario.year}”"
    for field, name, there in _named(scenario, known):
        if not there:
            raise BadNetwork(
                f"{what}, {field}: “{name}” does not exist in the network. Correct the id or "
                "remove it."
            )
    for field, name, value in _given(scenario):
        if not (isfinite(value) and 0 <= value <= LARGEST):
            raise BadNetwork(f"{what}, {field}: “{name}” is {value}. Give a number from 0 up.")
    if scenario.month is not None and not 1 <= scenario.month <= MONTHS:
        raise BadNetwork(f"{what}, month: there is no month {scenario.month}. Give 1 to 12.")


class _Known:
    """The ids that rows may refer to."""

    def __init__(self, network: Network) -> None:
        self.nodes = {each.id for each in network.nodes}
        self.links = {each.id: each for each in network.links}
        self.corridors = {each.id for each in network.corridors}
        self.commodities = {each.id: each for each in network.commodities}
        self.projects = {each.id for each in network.projects}
        self.demands = {each.id for each in network.demands}
        self.assumptions = {each.id for each in network.assumptions}
        self.places = self.nodes | set(self.links)
        self.demanded = self.demands | set(self.commodities)
        self.rows = {
            "node": self.nodes,
            "link": set(self.links),
            "transfer": {each.id for each in network.transfers},
            "corridor": self.corridors,
            "commodity": set(self.commodities),
            "demand": self.demands,
        }
        self.limited = self.places | self.corridors | self.rows["transfer"]


def _check_ids(network: Network) -> None:
    kinds: tuple[tuple[str, Sequence[_Row]], ...] = (
        ("Commodity", network.commodities),
        ("Demand", network.demands),
        ("Project", network.projects),
        ("Assumption", network.assumptions),
        ("Node, link, corridor or transfer", _limited(network)),
    )
    for kind, rows in kinds:
        seen: set[str] = set()
        for place, row in enumerate(rows, start=1):
            if not row.id:
                raise BadNetwork(f"{kind} {place}, id: there is none. Give one.")
            if row.id in seen:
                raise BadNetwork(f"{kind} “{row.id}”, id: it is there twice. Give each its own.")
            seen.add(row.id)


def _limited(network: Network) -> Sequence[_Row]:
    return (*network.nodes, *network.links, *network.corridors, *network.transfers)


def _all(network: Network, known: _Known) -> Iterator[tuple[str, str, Findings]]:
    for node in network.nodes:
        yield "Node", node.id, _capacity(node)
    for corridor in network.corridors:
        yield "Corridor", corridor.id, _capacity(corridor)
    for link in network.links:
        yield "Link", link.id, _link(link, known)
    for transfer in network.transfers:
        yield "Transfer", transfer.id, _transfer(transfer, known)
    for commodity in network.commodities:
        yield "Commodity", commodity.id, _commodity(commodity)
    for demand in network.demands:
        yield "Demand", demand.id, _demand(demand, known)
    for project in network.projects:
        yield "Project", project.id, _project(project, known)
    for assumption in network.assumptions:
        yield "Assumption", assumption.id, _assumption(assumption, known)


def _capacity(row: Node | Corridor) -> Findings:
    if row.capacity is not None:
        yield from _positive("capacity", row.capacity)
        yield from _unit(row.unit)


def _link(link: Link, known: _Known) -> Findings:
    yield from _references("tail", [link.tail], known.nodes, "node")
    yield from _references("head", [link.head], known.nodes, "node")
    yield from _references("corridors", link.corridors, known.corridors, "corridor")
    if link.tail == link.head:
        yield Finding("head", f"the link leads from “{link.tail}” to itself. Name two places.")
    yield from _unit(link.unit)
    yield from _not_negative("hours", link.hours)
    yield from _not_negative("cost", link.cost)
    if link.capacity is not None:
        yield from _positive("capacity", link.capacity)
    if link.length_km is not None:
        yield from _not_negative("length_km", link.length_km)
    if not 0 <= link.loss < 1:
        yield Finding("loss", f"it is {link.loss}. Give a share from 0 to below 1.")
    if link.season is not None:
        yield from _season(link.season)


def _season(factors: tuple[float, ...]) -> Findings:
    if len(factors) != MONTHS:
        yield Finding("season", f"there are {len(factors)} factors. Give one for each month.")
    for factor in factors:
        yield from _not_negative("season", factor)


def _transfer(transfer: Transfer, known: _Known) -> Findings:
    yield from _references("node", [transfer.node], known.nodes, "node")
    yield from _unit(transfer.unit)
    yield from _not_negative("hours", transfer.hours)
    yield from _not_negative("cost", transfer.cost)
    if transfer.capacity is not None:
        yield from _positive("capacity", transfer.capacity)


def _commodity(commodity: Commodity) -> Findings:
    yield from _unit(commodity.unit)
    yield from _not_negative("value_of_time", commodity.value_of_time)


def _demand(demand: Demand, known: _Known) -> Findings:
    yield from _references("commodity", [demand.commodity], known.commodities, "commodity")
    yield from _references("origin", [demand.origin], known.nodes, "node")
    yield from _references("destination", [demand.destination], known.nodes, "node")
    if demand.origin == demand.destination:
        yield Finding("destination", f"it is the origin, “{demand.origin}”. Name two places.")
    yield from _not_negative("volume", demand.volume)
    yield from _not_negative("minimum", demand.minimum)
    yield from _positive("unmet_price", demand.unmet_price)
    for _, volume in demand.by_year:
        yield from _not_negative("by_year", volume)
    years = [year for year, _ in demand.by_year]
    if years != sorted(set(years)):
        yield Finding("by_year", f"the years are {years}. Give each once, in order.")
    if not demand.by_year and demand.minimum > demand.volume:
        yield Finding(
            "minimum",
            f"{demand.minimum:g} is promised of a volume of {demand.volume:g}. Promise no more "
            "than the volume.",
        )


def _project(project: Project, known: _Known) -> Findings:
    for change in project.changes:
        yield from _references("link", [change.link], known.links, "link")
        if change.capacity is not None:
            yield from _positive("capacity after", change.capacity)
        for field, value in (("hours", change.hours), ("cost", change.cost)):
            if value is not None:
                yield from _not_negative(field, value)
        if change.opens and change.closes:
            yield Finding("opens", f"it opens and closes “{change.link}”. Choose one.")


def _assumption(assumption: Assumption, known: _Known) -> Findings:
    kind, _, name = assumption.field.partition(".")
    if name not in ASSUMABLE.get(kind, ()):
        fields = ", ".join(f"{each}.{one}" for each in ASSUMABLE for one in sorted(ASSUMABLE[each]))
        yield Finding("field", f"“{assumption.field}” is none that it may be: {fields}.")
        return
    yield from _references("rows", assumption.rows, known.rows[kind], kind)
    points = (assumption.low, assumption.central, assumption.high)
    if not all(isfinite(point) and 0 <= point <= LARGEST for point in points):
        yield Finding("central", f"low, central and high are {points}. Give numbers from 0 up.")
    if not assumption.low <= assumption.central <= assumption.high:
        yield Finding("central", f"{points} are out of order. Give low, central, high.")
    if name == "loss" and assumption.high >= 1:
        yield Finding("high", f"a loss of {assumption.high} leaves nothing. Stay below 1.")
    if assumption.how in {How.PER_KM, How.SPEED}:
        yield from _by_length(assumption, known)


def _by_length(assumption: Assumption, known: _Known) -> Findings:
    if assumption.how is How.SPEED and (assumption.field != "link.hours" or assumption.low <= 0):
        yield Finding("how", "a speed is of link.hours and above 0. Correct field or low.")
    for row in assumption.rows if assumption.field.startswith("link.") else ():
        if known.links[row].length_km is None:
            yield Finding("rows", f"the link “{row}” has no length_km to reckon with. Give it.")
    if not assumption.field.startswith("link."):
        yield Finding("how", f"“{assumption.how}” needs links, which alone have lengths.")


def _references(field: str, names: Iterable[str], known: Container[str], kind: str) -> Findings:
    for name in names:
        if name not in known:
            yield Finding(field, f"“{name}” is no {kind} of the network. Add it or correct the id.")


def _unit(unit: str) -> Findings:
    if unit not in UNITS:
        yield Finding("unit", f"“{unit}” is no unit of flows. Give one of {', '.join(UNITS)}.")


def _not_negative(field: str, value: float) -> Findings:
    if not (isfinite(value) and 0 <= value <= LARGEST):
        yield Finding(field, f"it is {value}. Give a number from 0 up.")


def _positive(field: str, value: float) -> Findings:
    if not (isfinite(value) and 0 < value <= LARGEST):
        cure = ", or leave it empty where nothing limits it" if "capacity" in field else ""
        yield Finding(field, f"it is {value}. Give a number above 0{cure}.")


def _named(scenario: Scenario, known: _Known) -> Iterator[tuple[str, str, bool]]:
    for field, names, there in (
        ("projects", scenario.projects, known.projects),
        ("closed", sorted(scenario.closed), known.places),
        ("capacity_factors", scenario.capacity_factors, known.limited),
        ("assumptions", scenario.assumptions, known.assumptions),
        ("demand_factors", scenario.demand_factors, known.demanded),
    ):
        yield from ((field, name, name in there) for name in names)


def _given(scenario: Scenario) -> Iterator[tuple[str, str, float]]:
    yield from (("capacity_factors", *item) for item in scenario.capacity_factors.items())
    yield from (("assumptions", *item) for item in scenario.assumptions.items())
    yield from (("demand_factors", *item) for item in scenario.demand_factors.items())
    yield "year", "year", float(scenario.year) if abs(scenario.year) < LARGEST else inf

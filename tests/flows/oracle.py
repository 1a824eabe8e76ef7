"""An independent answer: the plain arc-flow program, written straight from the tables.

It knows nothing of the engine's graphs, blocks or paths. What leaves one origin of one commodity is
one flow; a place counts once for each mode that arrives or leaves there, and once for each set of
limited corridors that the flow has entered by then, because a path counts in a corridor once. The
brief form knows only the corridors of the last link, so that a path that comes back counts again:
it is smaller, and dearer where coming back pays.
`Plain` is laid out once for each unit; `figures` are those of one realised scenario.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import linopy
import numpy as np
import xarray as xr
from numpy.typing import NDArray

from flows.tables import realised
from servanda.flows.model import Commodity, Demand, Network, Scenario

Real = NDArray[np.float64]
Spot = tuple[str, str, str, frozenset[str]]
"""Node, mode, "on" (arrived) or "off" (about to leave, or no transfer there), corridors entered."""
PROMISED = 10.0
"""A broken promise costs its price and this many times the highest price of going without."""


class Figures(NamedTuple):
    """The numbers of one scenario: min cost·x, lower ≤ A x ≤ upper, 0 ≤ x ≤ limit."""

    cost: Real
    limit: Real
    lower: Real
    upper: Real
    values: Real
    """Of A, by row."""


@dataclass
class Way:
    """A column: what it costs, and what it takes or gives in which rows."""

    key: tuple[str, str]
    commodity: str
    rows: dict[tuple[str, ...], str]
    """By row: "out" takes one of it, "in" gives one, "left" gives what losses leave."""


class Plain:
    """The arc-flow program of one unit of a network."""

    def __init__(self, network: Network, unit: str, *, brief: bool = False) -> None:
        self.network, self.unit, self.brief = network, unit, brief
        self.commodities = {each.id: each for each in network.commodities if each.unit == unit}
        self.demands = [each for each in network.demands if each.commodity in self.commodities]
        self.links = [each for each in network.links if each.unit == unit]
        self.transfers = [each for each in network.transfers if each.unit == unit]
        self.limited = {each.id for each in network.corridors if each.unit == unit}
        self.parted = {each.node for each in self.transfers}
        self.ways: list[Way] = []
        groups: dict[tuple[str, str], list[Demand]] = {}
        for each in self.demands:
            groups.setdefault((each.commodity, each.origin), []).append(each)
        for (commodity, origin), demands in groups.items():
            self._flow(self.commodities[commodity], origin, demands)
        for each in self.demands:
            for kind in ("unmet", "broken"):
                key = (kind, each.id)
                self.ways.append(Way(key, each.commodity, {("demand", each.id): "in"}))
        self._lay_out()

    @property
    def size(self) -> tuple[int, int]:
        """Count rows and columns."""
        return len(self.rows), len(self.ways)

    def _flow(self, commodity: Commodity, origin: str, demands: list[Demand]) -> None:
        """Follow what leaves one origin to wherever it can go."""
        modes = set(commodity.modes) or {each.mode for each in self.links}
        name = f"{commodity.id} from {origin}"
        waiting: list[Spot] = []
        seen: set[Spot] = set()

        def row(spot: Spot) -> tuple[str, ...]:
            if spot not in seen:
                seen.add(spot)
                waiting.append(spot)
            return ("balance", name, *spot[:3], *sorted(spot[3]))

        for mode in sorted({each.mode for each in self.links} & modes):
            off = row((origin, mode, "off", frozenset()))
            self._add(("", ""), commodity, {off: "in", ("node", origin): "out"})
        while waiting:
            spot = waiting.pop()
            here = row(spot)
            onward = self._passed(spot, modes) if spot[2] == "on" else self._rides(spot, modes)
            for key, after, rows in onward:
                self._add(key, commodity, {here: "out", row(after): "left", **rows})
            for each in demands if spot[2] == "on" or spot[0] not in self.parted else []:
                if each.destination == spot[0]:
                    self._add(("", ""), commodity, {here: "out", ("demand", each.id): "in"})

    def _add(
        self, key: tuple[str, str], commodity: Commodity, rows: dict[tuple[str, ...], str]
    ) -> None:
        self.ways.append(Way(key, commodity.id, rows))

    def _rides(self, spot: Spot, modes: set[str]) -> list[Any]:
        node, mode, _, entered = spot
        found: list[Any] = []
        for link in self.leaving.get((node, mode), []) if mode in modes else []:
            own = self.limited & set(link.corridors)
            ends = [(link.tail, link.head)] + [(link.head, link.tail)] * link.both_ways
            for head in [head for tail, head in ends if tail == node]:
                rows = {("corridor", each): "out" for each in own - entered}
                rows |= {("link", link.id): "out", ("node", head): "left"}
                after = frozenset(own if self.brief else entered | own)
                side = "on" if head in self.parted else "off"
                found.append((("link", link.id), (head, mode, side, after), rows))
        return found

    def _passed(self, spot: Spot, modes: set[str]) -> list[Any]:
        node, mode, _, entered = spot
        found: list[Any] = []
        here = [each for each in self.transfers if (each.node, each.from_mode) == (node, mode)]
        for each in here:
            if each.to_mode in modes:
                rows = {("transfer", each.id): "out"}
                after = (node, each.to_mode, "off", entered)
                found.append((("transfer", each.id), after, rows))
        if all(each.to_mode != mode for each in here):
            found.append((("", ""), (node, mode, "off", entered), {}))
        return found

    @cached_property
    def leaving(self) -> dict[tuple[str, str], list[Any]]:
        """Return the links by place and mode."""
        found: dict[tuple[str, str], list[Any]] = {}
        for link in self.links:
            for end in {link.tail, link.head} if link.both_ways else {link.tail}:
                found.setdefault((end, link.mode), []).append(link)
        return found

    def _lay_out(self) -> None:
        """Number the rows, leaving out what can never be limited, and sort the entries by row."""
        limits = {("node", each.id) for each in self.network.nodes if each.unit == self.unit}
        kept = [
            (row, at, way.key, what)
            for at, way in enumerate(self.ways)
            for row, what in way.rows.items()
            if row[0] != "node" or row in limits
        ]
        self.rows = sorted({row for row, *_ in kept})
        number = {row: at for at, row in enumerate(self.rows)}
        kept.sort(key=lambda entry: (number[entry[0]], entry[1]))
        self.entry_row = np.array([number[row] for row, *_ in kept])
        self.entry_column = np.array([at for _, at, *_ in kept])
        counts = np.bincount(self.entry_row, minlength=len(self.rows))
        self.start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        balance = np.array([row[0] == "balance" for row, *_ in kept])
        gives = np.array([what in {"in", "left"} for *_, what in kept])
        self.sign = np.where(balance & gives, -1.0, 1.0)
        self.lost = np.array([what == "left" and key[0] == "link" for *_, key, what in kept])
        self.balance = np.array([row[0] == "balance" for row in self.rows])

    def figures(self, network: Network) -> Figures:
        """Take the numbers from a network into which a scenario is written."""
        links = {("link", each.id): each for each in network.links}
        ways: dict[tuple[str, str], Any] = {**links}
        ways |= {("transfer", each.id): each for each in network.transfers}
        demands = {each.id: each for each in network.demands}
        worth = {each.id: each.value_of_time for each in network.commodities}
        dearest = PROMISED * max((demands[each.id].unmet_price for each in self.demands), default=0)
        cost, limit = np.zeros(len(self.ways)), np.full(len(self.ways), np.inf)
        for at, way in enumerate(self.ways):
            kind, name = way.key
            if kind in {"unmet", "broken"}:
                each = demands[name]
                cost[at] = each.unmet_price + (dearest if kind == "broken" else 0)
                limit[at] = each.minimum if kind == "broken" else each.volume - each.minimum
            elif kind:
                each = ways[way.key]
                cost[at] = each.cost + worth[way.commodity] * each.hours
                limit[at] = 0.0 if kind == "link" and each.closed else np.inf
        lower, upper = self._bounds(network, demands)
        keys = [self.ways[at].key for at in self.entry_column]
        left = [
            1 - links[key].loss if lost else 1.0 for key, lost in zip(keys, self.lost, strict=True)
        ]
        return Figures(cost, limit, lower, upper, self.sign * np.array(left))

    def _bounds(self, network: Network, demands: dict[str, Demand]) -> tuple[Real, Real]:
        capacity: dict[tuple[str, ...], float | None] = {
            (kind, each.id): each.capacity
            for kind in ("link", "node", "transfer", "corridor")
            for each in getattr(network, f"{kind}s")
        }
        lower, upper = np.zeros(len(self.rows)), np.zeros(len(self.rows))
        for at, row in enumerate(self.rows):
            if row[0] == "demand":
                lower[at] = upper[at] = demands[row[1]].volume
            elif row[0] != "balance":
                most = capacity[row]
                lower[at], upper[at] = -np.inf, np.inf if most is None else most
        return lower, upper


def units_of(network: Network, *, brief: bool = False) -> list[Plain]:
    """Lay out the programs of all units that are asked for."""
    asked = {each.commodity for each in network.demands}
    units = sorted({each.unit for each in network.commodities if each.id in asked})
    return [Plain(network, unit, brief=brief) for unit in units]


def linopy_objective(plain: Plain, figures: Figures, **options: Any) -> float:
    """Write the program with linopy, and solve it with HiGHS."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = linopy.Model()
        names = xr.DataArray(np.arange(len(plain.ways)), dims="column")
        above = xr.DataArray(figures.limit, dims="column", coords={"column": names})
        flow = model.add_variables(lower=xr.zeros_like(above), upper=above, name="flow")
        for name, rows in (
            ("balance", np.flatnonzero(plain.balance)),
            ("demand", np.flatnonzero(~plain.balance & (figures.lower == figures.upper))),
            ("limit", np.flatnonzero(np.isneginf(figures.lower) & np.isfinite(figures.upper))),
        ):
            if len(rows):
                right = xr.DataArray(figures.upper[rows], dims="row", coords={"row": rows})
                sign = "<=" if name == "limit" else "="
                model.add_constraints(_sums(model, flow, plain, figures, rows), sign, right, name)
        model.add_objective((xr.DataArray(figures.cost, dims="column") * flow).sum())
        model.solve("highs", log_to_console=False, io_api="direct", **options)
    assert model.objective.value is not None
    return float(model.objective.value)


def _sums(model: Any, flow: Any, plain: Plain, figures: Figures, rows: Any) -> Any:
    """Write the left sides of some rows, as many terms wide as the longest."""
    labels = flow.labels.to_numpy()
    counts = np.diff(plain.start)[rows]
    wide = np.arange(counts.max())[None, :] < counts[:, None]
    at = np.minimum(
        plain.start[rows][:, None] + np.arange(counts.max())[None, :], plain.start[-1] - 1
    )
    sums = xr.Dataset(
        {
            "coeffs": (("row", "_term"), np.where(wide, figures.values[at], np.nan)),
            "vars": (("row", "_term"), np.where(wide, labels[plain.entry_column[at]], -1)),
            "const": (("row",), np.zeros(len(rows))),
        },
        coords={"row": rows},
    )
    return linopy.LinearExpression(sums, model)


class Oracle:
    """A network answered by linopy, scenario by scenario."""

    def __init__(self, network: Network, *, brief: bool = False) -> None:
        self.network = network
        self.plain = units_of(network, brief=brief)

    def objective(self, scenario: Scenario | None = None) -> float:
        """Solve all units, at the tightest tolerances that HiGHS takes."""
        tight = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
        tables = realised(self.network, scenario or Scenario(2030))
        return sum(linopy_objective(each, each.figures(tables), **tight) for each in self.plain)

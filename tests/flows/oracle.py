"""An independent answer: the linear program written with linopy straight from the tables.

It knows nothing of states, blocks or paths: one variable for each demand, link and direction, one
for each demand and transfer, one for each demand and place where a mode begins or ends.
"""

from __future__ import annotations

import warnings
from collections import defaultdict

import linopy
import numpy as np
import xarray as xr

from servanda.flows.model import Link, Network


class Oracle:
    """A network of one unit, without scenario, written as an arc-flow program."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.model = linopy.Model()
        self.columns: list[tuple[float, dict[str, float]]] = []
        self.bounds: dict[str, tuple[float, float]] = {}
        self.transfers = {
            (each.node, each.from_mode, each.to_mode): each for each in network.transfers
        }
        for demand in range(len(network.demands)):
            self._demand(demand)
        for kind, rows in (("link", network.links), ("node", network.nodes)):
            for row in rows:
                if row.capacity is not None:
                    self.bounds[f"{kind} {row.id}"] = (-np.inf, row.capacity)
        for each in network.transfers:
            if each.capacity is not None:
                self.bounds[f"transfer {each.id}"] = (-np.inf, each.capacity)

    def objective(self) -> float:
        """Solve it."""
        entries = defaultdict(list)
        for column, (_, rows) in enumerate(self.columns):
            for row, value in rows.items():
                entries[row].append((column, value))
        names = [name for name in entries if name in self.bounds]
        matrix = np.zeros((len(names), len(self.columns)))
        for at, name in enumerate(names):
            for column, value in entries[name]:
                matrix[at, column] = value
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._solved(matrix, np.array([self.bounds[name] for name in names]))

    def _solved(self, matrix: np.ndarray, bounds: np.ndarray) -> float:
        flow = self.model.add_variables(lower=0, coords=[range(len(self.columns))], name="flow")
        matrix_da = xr.DataArray(matrix, dims=("row", "dim_0"))
        left = (matrix_da * flow).sum("dim_0")
        equal = bounds[:, 0] == bounds[:, 1]
        rows = np.arange(len(bounds))
        for name, chosen, sign in (("equal", equal, "="), ("most", ~equal, "<=")):
            if chosen.any():
                right = xr.DataArray(bounds[chosen, 1], dims="row", coords={"row": rows[chosen]})
                self.model.add_constraints(left.isel(row=rows[chosen]), sign, right, name=name)
        costs = xr.DataArray([cost for cost, _ in self.columns], dims="dim_0")
        self.model.add_objective((costs * flow).sum())
        self.model.solve("highs", output_flag=False, io_api="direct")
        value = self.model.objective.value
        assert value is not None
        return float(value)

    def _demand(self, at: int) -> None:
        network = self.network
        demand = network.demands[at]
        commodity = next(each for each in network.commodities if each.id == demand.commodity)
        self.bounds[f"demand {at}"] = (demand.volume, demand.volume)
        self.columns.append((demand.unmet_price, {f"demand {at}": 1.0}))
        modes = set(commodity.modes) or {link.mode for link in network.links}
        links = [each for each in network.links if each.mode in modes]
        for mode in modes:
            begin, end = f"{at} {demand.origin} {mode} off", f"{at} {demand.destination} {mode} on"
            self.columns.append((0.0, {begin: 1.0, f"node {demand.origin}": 1.0}))
            self.columns.append((0.0, {end: -1.0, f"demand {at}": 1.0}))
        for link in links:
            self._link(at, link, commodity.value_of_time)
        for node in network.nodes:
            self._pass(at, node.id, modes, commodity.value_of_time)

    def _link(self, at: int, link: Link, worth: float) -> None:
        ends = [(link.tail, link.head)] + [(link.head, link.tail)] * link.both_ways
        for tail, head in ends:
            left = 1 - link.loss
            rows = {
                f"{at} {tail} {link.mode} off": -1.0,
                f"{at} {head} {link.mode} on": left,
                f"link {link.id}": 1.0,
                f"node {head}": left,
            }
            self.columns.append((link.cost + worth * link.hours, rows))

    def _pass(self, at: int, node: str, modes: set[str], worth: float) -> None:
        for before in modes:
            for name in (f"{at} {node} {before} on", f"{at} {node} {before} off"):
                self.bounds[name] = (0.0, 0.0)
            for after in modes:
                rows = {f"{at} {node} {before} on": -1.0, f"{at} {node} {after} off": 1.0}
                each = self.transfers.get((node, before, after))
                if each is not None:
                    cost = each.cost + worth * each.hours
                    self.columns.append((cost, {**rows, f"transfer {each.id}": 1.0}))
                elif before == after:
                    self.columns.append((0.0, rows))

"""What flows are compared with: the same arc-flow programs, given to others in their own way.

Each peer gets the numbers of a scenario ready made, in the arc-flow program that `tests/flows`
compares with (its brief form), and answers with the objective.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from servanda.flows.model import Network, Scenario

HERE = Path(__file__).resolve().parent
# the tests' package of flows has the name of the benchmark, which would be found in its place
sys.path[:] = [str(HERE.parent / "tests"), *(at for at in sys.path if Path(at).resolve() != HERE)]
oracle: Any = import_module("flows.oracle")
tables: Any = import_module("flows.tables")


@dataclass
class Cases:
    """A network in some scenarios: its programs, and by scenario their numbers."""

    plain: Sequence[Any]
    figures: list[list[Any]]
    tables: list[Network]

    @classmethod
    def of(cls, network: Network, scenarios: Sequence[Scenario]) -> Cases:
        """Write scenarios into tables, and the tables into numbers."""
        plain = oracle.units_of(network, brief=True)
        written = [tables.realised(network, each) for each in scenarios]
        return cls(plain, [[each.figures(one) for each in plain] for one in written], written)

    def size(self) -> str:
        """Say how large the programs are."""
        rows, columns = (sum(each.size[at] for each in self.plain) for at in (0, 1))
        return f"{rows:,} rows, {columns:,} columns"


Objective = Callable[[int], float]
"""By scenario."""


def missing() -> list[str]:
    """Name the peers that are not installed."""
    return [name for name in ("linopy", "pypsa", "scipy") if find_spec(name) is None]


def over_linopy(cases: Cases) -> Objective:
    """Build a model anew for each scenario."""

    def objective(at: int) -> float:
        pairs = zip(cases.plain, cases.figures[at], strict=True)
        return float(sum(oracle.linopy_objective(*pair, threads=1) for pair in pairs))

    return objective


def over_scipy(cases: Cases) -> Objective:
    """Call `linprog` for each scenario, on sparse matrices whose pattern stands ready."""
    linprog, sparse = import_module("scipy.optimize").linprog, import_module("scipy.sparse")

    def one(plain: Any, figures: Any) -> float:
        matrix = sparse.csr_matrix(
            (figures.values, plain.entry_column, plain.start), shape=plain.size
        )
        equal = figures.lower == figures.upper
        most = ~equal & np.isfinite(figures.upper)
        found = linprog(
            figures.cost,
            A_ub=matrix[most],
            b_ub=figures.upper[most],
            A_eq=matrix[equal],
            b_eq=figures.upper[equal],
            bounds=np.column_stack([np.zeros_like(figures.limit), figures.limit]),
            method="highs",
        )
        return float(found.fun)

    def objective(at: int) -> float:
        return sum(map(one, cases.plain, cases.figures[at]))

    return objective


def over_highspy(cases: Cases) -> Objective:
    """Pass a model anew for each scenario."""

    def objective(at: int) -> float:
        total = 0.0
        for plain, figures in zip(cases.plain, cases.figures[at], strict=True):
            solver = _solver(plain, figures)
            total += _run(solver)
        return total

    return objective


def over_warm_highspy(cases: Cases, *, from_base: bool) -> Objective:
    """Change costs, bounds and losses; go on from the last basis, or from the one of the first."""
    solvers, bases, last = [], [], list(cases.figures[0])
    for plain, figures in zip(cases.plain, cases.figures[0], strict=True):
        solvers.append(_solver(plain, figures))
        _run(solvers[-1])
        bases.append(solvers[-1].getBasis())

    def objective(at: int) -> float:
        total = 0.0
        for place, (plain, figures) in enumerate(zip(cases.plain, cases.figures[at], strict=True)):
            solver = solvers[place]
            _change(solver, plain, last[place], figures)
            last[place] = figures
            if from_base:
                solver.setBasis(bases[place])
            total += _run(solver)
        return total

    return objective


def _solver(plain: Any, figures: Any) -> highspy.Highs:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS's own signature
    solver.setOptionValue("threads", 1)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = plain.size
    model.col_cost_, model.col_upper_ = figures.cost, figures.limit
    model.col_lower_ = np.zeros_like(figures.cost)
    model.row_lower_, model.row_upper_ = figures.lower, figures.upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = plain.start
    model.a_matrix_.index_ = plain.entry_column
    model.a_matrix_.value_ = figures.values
    solver.passModel(model)
    return solver


def _change(solver: highspy.Highs, plain: Any, old: Any, new: Any) -> None:
    rows, columns = plain.size
    every = np.arange(columns, dtype=np.int32)
    solver.changeColsCost(columns, every, new.cost)
    solver.changeColsBounds(columns, every, np.zeros(columns), new.limit)
    solver.changeRowsBounds(rows, np.arange(rows, dtype=np.int32), new.lower, new.upper)
    for at in np.flatnonzero(old.values != new.values).tolist():
        solver.changeCoeff(int(plain.entry_row[at]), int(plain.entry_column[at]), new.values[at])


def _run(solver: highspy.Highs) -> float:
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {solver.getModelStatus()}.")
    return float(solver.getInfo().objective_function_value)


def over_pypsa(cases: Cases) -> Objective:
    """Build a PyPSA network anew for each scenario: a bus for each place and commodity.

    A capacity that commodities and both directions share is no notion of PyPSA's: it is added to
    its model with linopy. Transfers, capacities of places and corridors are left out. Looking for
    subnetworks of power lines, of which there are none here, is left out too: it took ten seconds.
    """
    pypsa = import_module("pypsa")
    for name in ("pypsa", "linopy"):
        logging.getLogger(name).setLevel(logging.ERROR)

    def objective(at: int) -> float:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _pypsa_objective(pypsa, cases.tables[at])

    return objective


def _pypsa_objective(pypsa: Any, network: Network) -> float:
    model = pypsa.Network()
    commodities = [each.id for each in network.commodities]
    model.add("Bus", [f"{c} {node.id}" for c in commodities for node in network.nodes])
    ways = [
        (f"{c.id} {link.id} {tail}", f"{c.id} {tail}", f"{c.id} {head}", link, c.value_of_time)
        for c in network.commodities
        for link in network.links
        for tail, head in ((link.tail, link.head), (link.head, link.tail))
    ]
    enough = sum(each.volume for each in network.demands)
    model.add(
        "Link",
        [way[0] for way in ways],
        bus0=[way[1] for way in ways],
        bus1=[way[2] for way in ways],
        p_nom=[0.0 if way[3].closed else enough for way in ways],
        marginal_cost=[way[3].cost + way[3].hours * way[4] for way in ways],
    )
    demands = network.demands
    ends = [f"{each.commodity} {each.destination}" for each in demands]
    volumes = [each.volume for each in demands]
    model.add(
        "Generator",
        [f"{each.id} sent" for each in demands],
        bus=[f"{each.commodity} {each.origin}" for each in demands],
        p_nom=volumes,
    )
    model.add(
        "Generator",
        [f"{each.id} unmet" for each in demands],
        bus=ends,
        p_nom=volumes,
        marginal_cost=[each.unmet_price for each in demands],
    )
    model.add("Load", [each.id for each in demands], bus=ends, p_set=volumes)
    model.determine_network_topology = lambda **_: None
    model.cycle_matrix = lambda **_: import_module("pandas").DataFrame()
    model.optimize.create_model()
    _share(model.model, network, commodities)
    model.optimize.solve_model(
        solver_name="highs", io_api="direct", log_to_console=False, threads=1
    )
    return float(model.objective)


def _share(model: Any, network: Network, commodities: Sequence[str]) -> None:
    """Let commodities and directions share the capacity of each link."""
    linopy, xarray = import_module("linopy"), import_module("xarray")
    flow = model.variables["Link-p"]
    axis = next(each for each in flow.dims if each != "snapshot")
    place = {name: at for at, name in enumerate(flow.indexes[axis])}
    own = [
        [place[f"{c} {link.id} {end}"] for c in commodities for end in (link.tail, link.head)]
        for link in network.links
    ]
    terms = flow.labels.to_numpy().ravel()[np.array(own)]
    sums = xarray.Dataset(
        {
            "coeffs": (("over", "_term"), np.ones(terms.shape)),
            "vars": (("over", "_term"), terms),
            "const": (("over",), np.zeros(len(terms))),
        },
        coords={"over": [each.id for each in network.links]},
    )
    most = xarray.DataArray([each.capacity for each in network.links], coords=sums["const"].coords)
    model.add_constraints(linopy.LinearExpression(sums, model), "<=", most, name="shared")

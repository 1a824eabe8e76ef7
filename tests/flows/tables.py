"""A scenario written into the tables of its network, row by row: no array, nothing of the engine.

What comes out is a network with the figures of one year and one set of assumptions, in the order
of its tables, for the independent program to read.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from servanda.flows.model import Assumption, Demand, How, Link, Network, Scenario

KINDS = {
    "node": "nodes",
    "link": "links",
    "transfer": "transfers",
    "corridor": "corridors",
    "commodity": "commodities",
    "demand": "demands",
}
TABLES = tuple(KINDS.values())


def realised(network: Network, scenario: Scenario) -> Network:
    """Write a scenario into the tables; closed links say so, and assumptions and projects go."""
    year = scenario.year
    rows: dict[tuple[str, str], Any] = {
        (table, each.id): each for table in TABLES for each in getattr(network, table)
    }
    for demand in network.demands:
        volume = _volume(demand, year)
        rows["demands", demand.id] = dataclasses.replace(demand, volume=volume, by_year=())
    for each in network.assumptions:
        _assume(rows, each, scenario.assumptions.get(each.id, each.central))
    for demand in network.demands:
        rows["demands", demand.id] = _asked(rows["demands", demand.id], scenario)
    for link in network.links:
        changed = _delivered(rows["links", link.id], network, scenario)
        rows["links", link.id] = _disrupted(changed, scenario)
    for table in ("nodes", "transfers", "corridors"):
        for row in getattr(network, table):
            rows[table, row.id] = _scaled(rows[table, row.id], _share(scenario, row.id))
    tables = {
        table: tuple(rows[table, each.id] for each in getattr(network, table)) for table in TABLES
    }
    return Network(**tables)


def _volume(demand: Demand, year: int) -> float:
    known = sorted(demand.by_year)
    if not known:
        return demand.volume
    before = [(at, value) for at, value in known if at <= year] or known[:1]
    after = [(at, value) for at, value in known if at >= year] or known[-1:]
    (first, low), (last, high) = before[-1], after[0]
    return low if first >= last else low + (high - low) * (year - first) / (last - first)


def _assume(rows: dict[tuple[str, str], Any], assumption: Assumption, value: float) -> None:
    kind, _, field = assumption.field.partition(".")
    for name in assumption.rows:
        row = rows[KINDS[kind], name]
        new = value
        if assumption.how is How.FACTOR:
            new = getattr(row, field) * value
        elif assumption.how is How.PER_KM:
            new = row.length_km * value
        elif assumption.how is How.SPEED:
            new = row.length_km / value
        rows[KINDS[kind], name] = dataclasses.replace(row, **{field: new})


def _asked(demand: Demand, scenario: Scenario) -> Demand:
    factors = scenario.demand_factors
    volume = demand.volume * factors.get(demand.id, 1.0) * factors.get(demand.commodity, 1.0)
    return dataclasses.replace(demand, volume=volume, minimum=min(demand.minimum, volume))


def _delivered(link: Link, network: Network, scenario: Scenario) -> Link:
    """Open, close and change a link by the projects that are delivered."""
    own = [
        (scenario.projects.get(each.id, each.completes is not None and each.completes <= year), it)
        for year in [scenario.year]
        for each in network.projects
        for it in each.changes
        if it.link == link.id
    ]
    shut = link.closed or (link.opens is not None and link.opens > scenario.year)
    if any(change.opens for _, change in own):
        shut = not any(on and change.opens for on, change in own)
    shut = shut or any(on and change.closes for on, change in own)
    for change in [change for on, change in own if on]:
        new = {name: getattr(change, name) for name in ("capacity", "hours", "cost")}
        given = {name: value for name, value in new.items() if value is not None}
        link = dataclasses.replace(link, **given)
    return dataclasses.replace(link, closed=shut, opens=None)


def _share(scenario: Scenario, name: str) -> float:
    return 0.0 if name in scenario.closed else scenario.capacity_factors.get(name, 1.0)


def _disrupted(link: Link, scenario: Scenario) -> Link:
    share = _share(scenario, link.id)
    share *= min(_share(scenario, link.tail), _share(scenario, link.head))
    if link.season is not None:
        share *= link.season[scenario.month - 1] if scenario.month else float(np.mean(link.season))
    shut = share <= 0 or any(_share(scenario, each) <= 0 for each in link.corridors)
    link = dataclasses.replace(link, closed=link.closed or shut, season=None)
    scaled: Link = _scaled(link, share)
    return scaled


def _scaled(row: Any, share: float) -> Any:
    if row.capacity is None:
        return row if share > 0 else dataclasses.replace(row, capacity=0.0)
    return dataclasses.replace(row, capacity=row.capacity * share)

"""The network with any one link, border or port out (N-1): what is lost, and who loses it.

What a link or place carries tries its next best way first: so a loss is what no other way has room
for, or what other ways make dearer than going without.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from servanda.flows.asked import Asked, Change, Draws, Measures, as_it_is, asked, difference
from servanda.flows.batch import Outcomes, Progress
from servanda.flows.compile import Compiled
from servanda.flows.figures import Cases
from servanda.flows.model import BadNetwork, Network, Scenario

Real = NDArray[np.float64]
CRUMB = 1e-9
"""A share of what arrives that is as good as nothing."""
GATES = ("border", "port", "terminal")
"""Words in the kind of a place that traffic passes and that may shut."""


@dataclass(frozen=True, slots=True)
class Outage:
    """One link or place out; arrays have the central value first."""

    kind: str
    """"link" or "node"."""
    id: str
    carries: Real
    """What it carries when it is there: a place, what leaves it and what ends there."""
    lost: Real
    """What arrives less, in the unit a year."""
    cost: Real
    """US dollars a year more: longer ways, the time that they take, and going without."""
    transport: Real
    """US dollars a year more for transport and time alone: less where less is carried."""
    days: Real
    """Mean days longer on the way of what still arrives."""
    who: Mapping[str, Real]
    """By demand that loses anything in any row: what arrives less; one that gains is below 0."""
    diverted: Mapping[str, Real]
    """By corridor whose traffic differs in any row: what is delivered over it more, or less."""

    def grouped(self, groups: Mapping[str, str]) -> dict[str, Real]:
        """Add up who loses by group of demands, such as `destinations`; the most first."""
        found: dict[str, Real] = {}
        for name, lost in self.who.items():
            group = groups.get(name, "")
            found[group] = found.get(group, np.zeros_like(lost)) + lost
        return dict(sorted(found.items(), key=lambda item: (-item[1][0], item[0])))


@dataclass(frozen=True, slots=True)
class Outages:
    """Each link and place out in turn, the dearest at the central values first."""

    unit: str
    base: Measures
    """With nothing out."""
    outages: tuple[Outage, ...]

    def outage(self, name: str) -> Outage:
        """Find one by the id of the link or place."""
        return next(each for each in self.outages if each.id == name)


def outages(
    compiled: Compiled,
    scenario: Scenario,
    draws: Draws = (),
    *,
    links: Collection[str] | None = None,
    nodes: Collection[str] | None = None,
    unit: str | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Outages:
    """Take each link and place out in turn.

    Without lists these are the links that carry anything in any row, and the borders, ports and
    terminals among their ends: taking out what carries nothing loses nothing.
    """
    ask = asked(compiled, scenario, draws, unit=unit, progress=progress, workers=workers)
    base = ask.gather([as_it_is], partial(_read_flows, ask))
    chosen = [("link", each) for each in _links(ask, base, links)]
    chosen += [("node", each) for each in _nodes(ask, base, nodes)]
    changes = [_out(compiled, kind, name) for kind, name in chosen]
    found = ask.gather(changes, partial(_read, ask)) if changes else base
    rows = [_outage(ask, base, found, at, key) for at, key in enumerate(chosen)]
    ordered = sorted(rows, key=lambda each: (-each.cost[0], -each.cost.max(), each.id))
    return Outages(ask.unit, _measures(base).row(0), tuple(ordered))


def destinations(network: Network) -> dict[str, str]:
    """Return the country where each demand ends; the place itself where none is given."""
    at = {each.id: each.country or each.id for each in network.nodes}
    return {each.id: at[each.destination] for each in network.demands}


def origins(network: Network) -> dict[str, str]:
    """Return the country where each demand begins; the place itself where none is given."""
    at = {each.id: each.country or each.id for each in network.nodes}
    return {each.id: at[each.origin] for each in network.demands}


def is_gate(kind: str) -> bool:
    """Tell whether a kind of place is one that traffic passes and that may shut.

    >>> is_gate("sea port")
    True
    """
    return any(word in kind for word in GATES)


def _read(ask: Asked, cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
    return {
        **ask.read_measures(cases, outcomes),
        "delivered": outcomes.delivered[:, ask.demands],
        "corridors": outcomes.corridors,
    }


def _read_flows(ask: Asked, cases: Cases, outcomes: Outcomes) -> dict[str, Real]:
    flows = {"forward": outcomes.forward, "backward": outcomes.backward}
    return {**_read(ask, cases, outcomes), **flows}


def _measures(found: Mapping[str, Real]) -> Measures:
    return Measures(found["arrives"], found["cost"], found["days"], found["objective"])


def _links(ask: Asked, base: Mapping[str, Real], asked_for: Collection[str] | None) -> list[str]:
    rows = ask.compiled.network.links
    used = (base["forward"][0] + base["backward"][0]).max(axis=0)
    if asked_for is None:
        return [each.id for each, flow in zip(rows, used, strict=True) if flow > 0]
    return _known("Links", asked_for, {each.id for each in rows})


def _nodes(ask: Asked, base: Mapping[str, Real], asked_for: Collection[str] | None) -> list[str]:
    network = ask.compiled.network
    if asked_for is None:
        used = set(_links(ask, base, None))
        ends = {end for each in network.links if each.id in used for end in (each.tail, each.head)}
        return [each.id for each in network.nodes if each.id in ends and is_gate(each.kind)]
    return _known("Nodes", asked_for, {each.id for each in network.nodes})


def _known(field: str, names: Collection[str], known: Collection[str]) -> list[str]:
    for name in names:
        if name not in known:
            raise BadNetwork(
                f"{field}: “{name}” does not exist in the network. Correct the id or remove it."
            )
    return list(names)


def _out(compiled: Compiled, kind: str, name: str) -> Change:
    at = compiled.places.of(kind)[name]

    def change(cases: Cases) -> None:
        (cases.links if kind == "link" else cases.nodes)[:, at] = 0.0

    return change


def _outage(
    ask: Asked, base: Mapping[str, Real], found: Mapping[str, Real], at: int, key: tuple[str, str]
) -> Outage:
    kind, name = key
    network = ask.compiled.network
    differs = {field: difference(values[at], base[field][0]) for field, values in found.items()}
    whole = max(float(base["arrives"].max()), 1e-300)
    demands = [network.demands[each].id for each in ask.demands]
    corridors = [each.id for each in network.corridors]
    lost = {
        name: 0.0 - differs["delivered"][:, place]
        for place, name in enumerate(demands)
        if abs(differs["delivered"][:, place]).max() > CRUMB * whole
    }
    return Outage(
        kind,
        name,
        _carried(ask, base, key),
        0.0 - differs["arrives"],
        differs["objective"],
        differs["cost"],
        np.where(found["arrives"][at] > 0, differs["days"], 0.0),
        dict(sorted(lost.items(), key=lambda item: (-item[1][0], item[0]))),
        {
            name: differs["corridors"][:, place]
            for place, name in enumerate(corridors)
            if abs(differs["corridors"][:, place]).max() > CRUMB * whole
        },
    )


def _carried(ask: Asked, base: Mapping[str, Real], key: tuple[str, str]) -> Real:
    """Return what a link carries, or what leaves a place and ends there."""
    kind, name = key
    network = ask.compiled.network
    if kind == "link":
        at = ask.compiled.places.links[name]
        return np.asarray(base["forward"][0][:, at] + base["backward"][0][:, at])
    tails = [at for at, each in enumerate(network.links) if each.tail == name]
    heads = [at for at, each in enumerate(network.links) if each.head == name]
    ends = [
        place for place, at in enumerate(ask.demands) if network.demands[at].destination == name
    ]
    leaves = base["forward"][0][:, tails].sum(axis=1) + base["backward"][0][:, heads].sum(axis=1)
    return np.asarray(leaves + base["delivered"][0][:, ends].sum(axis=1))

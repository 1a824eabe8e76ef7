"""A scenario as an address: the query string of a page, and back; one question, one address."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from servanda.flows.model import BadNetwork, Network, Scenario
from servanda.ledger import canonical

EARLIEST, LATEST = 1990, 2100
MONTHS = 12
LAYERS = {
    "t": "freight",
    "TEU": "containers",
    "bbl": "oil",
    "bcm": "gas",
    "MWh": "power",
    "Tbit/s": "data",
}
UNIT_OF = {layer: unit for unit, layer in LAYERS.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: a scenario and the layer and area that are shown of it."""

    scenario: Scenario
    layer: str
    whole: bool = False

    @property
    def unit(self) -> str:
        """The unit of the layer; a page shows one at a time."""
        return UNIT_OF[self.layer]

    def query(self, prefix: str = "", **changed: object) -> str:
        """Return the query string that asks for this, in one way only."""
        return urlencode(self.pairs(prefix, **changed))

    def pairs(self, prefix: str = "", **changed: object) -> list[tuple[str, str]]:
        """Return the same as names and values."""
        asked = replace(self, **changed)  # type: ignore[arg-type]
        one = asked.scenario
        found = [("year", str(one.year))]
        found += [("with", each) for each, on in sorted(one.projects.items()) if on]
        found += [("without", each) for each, on in sorted(one.projects.items()) if not on]
        found += [("closed", each) for each in sorted(one.closed)]
        found += [
            ("assume", f"{name}:{value:g}") for name, value in sorted(one.assumptions.items())
        ]
        if one.month:
            found.append(("month", str(one.month)))
        found.append(("layer", asked.layer))
        if asked.whole:
            found.append(("area", "whole"))
        return [(f"{prefix}{name}", value) for name, value in found]


def layers_of(network: Network) -> list[str]:
    """List the layers that a network has, in a fixed order."""
    there = {each.unit for each in network.commodities}
    return [layer for unit, layer in LAYERS.items() if unit in there]


def asked(query: QueryDict, network: Network, *, year: int, prefix: str = "") -> Asked:
    """Read an address; raise BadNetwork where it names what does not exist."""

    def many(name: str) -> list[str]:
        return [each for each in query.getlist(f"{prefix}{name}") if each]

    projects = {each.id for each in network.projects}
    switched = dict.fromkeys(many("with"), True) | dict.fromkeys(many("without"), False)
    for name in projects:
        choice = query.get(f"{prefix}p-{name}", "")
        if choice in {"on", "off"}:
            switched[name] = choice == "on"
    refuse(switched, projects, _("project"))
    closed = _closed(many("closed"), network)
    layers = layers_of(network)
    layer = query.get(f"{prefix}layer") or (layers[0] if layers else "freight")
    refuse([layer], set(layers or ["freight"]), _("layer"))
    scenario = Scenario(
        year=number(query.get(f"{prefix}year"), year, EARLIEST, LATEST, _("year")),
        projects=switched,
        closed=closed,
        assumptions=_assumed(many("assume"), network),
        month=number(query.get(f"{prefix}month"), 0, 0, MONTHS, _("month")) or None,
    )
    return Asked(scenario, layer, query.get(f"{prefix}area") == "whole")


def _closed(named: Iterable[str], network: Network) -> frozenset[str]:
    """Return the links and places that are closed; a line is closed by all its links."""
    lines: dict[str, set[str]] = {each.id: set() for each in network.corridors}
    for link in network.links:
        for each in link.corridors:
            lines[each].add(link.id)
    places = {each.id for each in network.links} | {each.id for each in network.nodes}
    found = {each for name in named for each in lines.get(name, {name})}
    refuse(sorted(found), places, _("link or place"))
    return frozenset(found)


def hash_of(network_sha256: str, scenario: Scenario, *about: object) -> str:
    """Return the hash of a question: of the network and of everything asked of it."""
    asked = [network_sha256, inputs_of(scenario), *about]
    return hashlib.sha256(canonical(asked)).hexdigest()


def inputs_of(scenario: Scenario) -> dict[str, object]:
    """Return a scenario as plain values, in one way only."""
    return {
        "year": scenario.year,
        "projects": dict(sorted(scenario.projects.items())),
        "closed": sorted(scenario.closed),
        "capacity_factors": dict(sorted(scenario.capacity_factors.items())),
        "assumptions": dict(sorted(scenario.assumptions.items())),
        "demand_factors": dict(sorted(scenario.demand_factors.items())),
        "month": scenario.month,
    }


def scenario_of(inputs: Mapping[str, object]) -> Scenario:
    """Return the scenario that inputs were frozen from."""
    plain = dict(inputs)
    plain["closed"] = frozenset(plain["closed"])  # type: ignore[call-overload]
    return Scenario(**plain)  # type: ignore[arg-type]


def refuse(named: Iterable[str], known: Container[str], what: str) -> None:
    """Refuse what an address names and the network has not."""
    for each in named:
        if each not in known:
            raise BadNetwork(
                _("The network has no %(what)s “%(name)s”. Correct the address.")
                % {"what": what, "name": each[:60]}
            )


def number(written: str | None, default: int, low: int, high: int, what: str) -> int:
    """Read a number of an address; nothing written gives the default."""
    if not written:
        return default
    plain = written.isascii() and written.isdigit() and len(written) <= 4
    if not plain or not low <= int(written) <= high:
        raise BadNetwork(
            _("“%(written)s” is no %(what)s. Give a number from %(low)s to %(high)s.")
            % {"written": written[:60], "what": what, "low": low, "high": high}
        )
    return int(written)


def _assumed(pairs: Iterable[str], network: Network) -> dict[str, float]:
    known = {each.id for each in network.assumptions}
    found = {}
    for pair in pairs:
        name, _colon, written = pair.partition(":")
        refuse([name], known, _("assumption"))
        try:
            value = float(written)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and value >= 0):
            raise BadNetwork(
                _("“%(pair)s” gives no figure. Write the assumption, a colon and a number.")
                % {"pair": pair[:80]}
            )
        found[name] = value
    return found

"""The rows of the tables of a corridor's pages: each figure with its range and where it is from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from servanda.desk.corridors.figures import MODE_WORDS, Shown, amount, price, share, shown
from servanda.desk.corridors.map.drawing import Drawn
from servanda.desk.corridors.results import Plain
from servanda.desk.corridors.selectors.networks import Laid
from servanda.exchange.network import Source
from servanda.flows.figures import cases_of, figures_of
from servanda.flows.model import Assumption, Link, Scenario

TIGHTEST = 6
"""Links next to being a bottleneck that are listed with those that are full in some draw."""
MOSTLY = 0.5
"""Share of the draws from which on a capacity that is full counts as the bottleneck."""


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a figure rests: sources that give it, assumptions that it goes through."""

    sources: tuple[Source, ...]
    assumptions: tuple[Assumption, ...]
    unlimited: bool = False


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as the table has it."""

    link: Link
    tail: str
    head: str
    mode: str
    flow: Shown
    capacity: Shown | None
    use: Shown | None
    price: Shown
    basis: Basis
    tight: bool
    absent: bool


def basis_of(laid: Laid, kind: str, row: str, field: str) -> Basis:
    """Return on what a figure of the network rests."""
    figure = laid.stored.figures.get((kind, row, field))
    if figure is None:
        return Basis((), ())
    known, assumed = laid.stored.sources, laid.assumptions
    return Basis(
        tuple(known[each] for each in figure.origin.sources if each in known),
        tuple(assumed[each] for each in figure.origin.assumptions if each in assumed),
        figure.origin.unlimited,
    )


def link_rows(laid: Laid, result: Plain, scenario: Scenario, unit: str) -> list[LinkRow]:
    """Return the links of a layer, those that carry most first."""
    there = open_links(laid, scenario)
    found = []
    for name, values in result["links"].items():
        link = laid.links[name]
        found.append(
            LinkRow(
                link,
                laid.nodes[link.tail].name,
                laid.nodes[link.head].name,
                str(MODE_WORDS.get(link.mode, link.mode)),
                amount(values["flow"], unit),
                amount(values["capacity"], unit) if values["capacity"] else None,
                share(values["use"]) if values["use"] else None,
                price(values["price"], unit),
                basis_of(laid, "link", name, "capacity"),
                values["price"][1] > 0,
                name not in there,
            )
        )
    flows = {name: values["flow"] for name, values in result["links"].items()}
    return sorted(
        found, key=lambda row: (-flows[row.link.id][1], -flows[row.link.id][2], row.link.id)
    )


def open_links(laid: Laid, scenario: Scenario) -> frozenset[str]:
    """Return the links that are there and open in a scenario."""
    places = laid.compiled.places
    cases = cases_of(laid.network, [scenario], places)
    there = figures_of(laid.network, cases, places).link_open[0]
    return frozenset(each.id for each, here in zip(laid.network.links, there, strict=True) if here)


def drawn_links(laid: Laid, result: Plain, scenario: Scenario, unit: str) -> list[Drawn]:
    """Return the links of a layer as the map draws them, the worst bottleneck first."""
    there = open_links(laid, scenario)
    order = sorted(result["links"].items(), key=lambda item: (-item[1]["price"][1], item[0]))
    found = []
    for name, values in order:
        link = laid.links[name]
        flow, use = values["flow"], values["use"]
        said = amount(flow, unit).middle
        title = f"{laid.nodes[link.tail].name} – {laid.nodes[link.head].name}: {said}"
        figure = ""
        if values["price"][1] > 0 and use:
            figure = _("full: %(amount)s") % {"amount": said}
        found.append(
            Drawn(link, flow[1], use[1] if use else None, name not in there, title, figure)
        )
    return found


def demand_rows(laid: Laid, result: Plain, unit: str) -> list[dict[str, Any]]:
    """Return the demands of a layer: what is asked for, what arrives, how long and how dear."""
    demands = {each.id: each for each in laid.network.demands}
    return [
        {
            "demand": demands[name],
            "name": demands[name].name or name,
            "asked": amount(values["asked"], unit),
            "arrives": amount(values["arrives"], unit),
            "lost": amount(values["lost"], unit),
            "days": shown(values["days"]),
            "pays": price(values["pays"], unit),
        }
        for name, values in result["demands"].items()
    ]


def tight_rows(laid: Laid, result: Plain, unit: str) -> list[dict[str, Any]]:
    """Return the bottlenecks: full most often first, then what one more unit would save."""
    names = names_of(laid)
    rows = []
    for each in result["tight"]:
        link = result["links"].get(each["id"]) if each["kind"] == "link" else None
        rows.append(
            {
                "kind": each["kind"],
                "id": each["id"],
                "name": names.get((each["kind"], each["id"]), each["id"]),
                "price": price(each["price"], unit),
                "full": each["full"],
                "percent": round(100 * each["full"]),
                "use": share(link["use"]) if link and link["use"] else None,
                "flow": amount(link["flow"], unit) if link else None,
                "capacity": amount(link["capacity"], unit) if link and link["capacity"] else None,
                "basis": basis_of(laid, each["kind"], each["id"], "capacity"),
                "worth": each["price"][1],
                "used": link["use"][1] if link and link["use"] else each["full"],
            }
        )
    return sorted(rows, key=lambda row: (-row["full"], -row["worth"], row["name"]))


def tightest(
    laid: Laid, result: Plain, unit: str, among: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """Return what is full in any draw, and the links that are used most, a few in all.

    With a collection of ids, only what is among them.
    """
    rows = tight_rows(laid, result, unit)
    found = [each for each in rows if each["full"] > 0 and _is_among(each["id"], among)]
    there = {each["id"] for each in found}
    links = {
        name: each
        for name, each in result["links"].items()
        if each["use"] and each["use"][1] > 0 and name not in there and _is_among(name, among)
    }
    names = names_of(laid)
    for name, each in sorted(links.items(), key=lambda item: (-item[1]["use"][1], item[0])):
        found.append(
            {
                "kind": "link",
                "id": name,
                "name": names[("link", name)],
                "price": price(each["price"], unit),
                "full": 0.0,
                "percent": 0,
                "use": share(each["use"]),
                "flow": amount(each["flow"], unit),
                "capacity": amount(each["capacity"], unit),
                "basis": basis_of(laid, "link", name, "capacity"),
                "worth": 0.0,
                "used": each["use"][1],
            }
        )
    ordered = sorted(found, key=_by_tightness)
    return [row for at, row in enumerate(ordered) if at < TIGHTEST or row["full"] > 0]


def _is_among(name: str, among: Collection[str] | None) -> bool:
    return among is None or name in among


def _by_tightness(row: dict[str, Any]) -> tuple[float, float, float, str]:
    often = row["full"] if row["full"] >= MOSTLY else 0.0
    return -often, -row["used"], -row["worth"], row["name"]


def names_of(laid: Laid) -> Mapping[tuple[str, str], str]:
    """Name everything that has a capacity, by kind and id."""
    network, nodes = laid.network, laid.nodes
    found = {("node", each.id): each.name for each in network.nodes}
    found |= {("corridor", each.id): each.name for each in network.corridors}
    found |= {("link", each.id): way(laid, each) for each in network.links}
    found |= {
        ("transfer", each.id): _("%(place)s, from %(one)s to %(other)s")
        % {
            "place": nodes[each.node].name,
            "one": MODE_WORDS.get(each.from_mode, each.from_mode),
            "other": MODE_WORDS.get(each.to_mode, each.to_mode),
        }
        for each in network.transfers
    }
    return found


def way(laid: Laid, link: Link) -> str:
    """Name a link by its ends and its mode."""
    ends = f"{laid.nodes[link.tail].name} – {laid.nodes[link.head].name}"
    return f"{ends}, {MODE_WORDS.get(link.mode, link.mode)}"


def name_of(laid: Laid, name: str) -> str:
    """Name a link or place."""
    if name in laid.links:
        return way(laid, laid.links[name])
    return laid.nodes[name].name if name in laid.nodes else name

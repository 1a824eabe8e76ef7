"""How many scenarios a second flows solve, beside others on the same instances in the same run.

    python benchmarks/flows.py [--quick] [--scenarios N] [--only corridor|growth|sndlib]

Ours is `solve_cases`: everything from the figures of the scenarios to the answers, every scenario
proved optimal. Peers get the numbers of each scenario ready made (see `flows_peers.py`) and solve
fewer scenarios of the same list; every objective is compared with ours. Ratios are of CPU seconds,
because other work on a machine stretches wall time; two workers are compared in wall time too.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from servanda.exchange.network import read
from servanda.flows.batch import Outcomes, solve_cases
from servanda.flows.compile import Compiled, compiled
from servanda.flows.figures import cases_of
from servanda.flows.model import Network, Scenario
from servanda.flows.solving import choose_form, solve

peers: Any = import_module("flows_peers")  # first: it finds the tests' networks
made: Any = import_module("flows.networks")
sndlib: Any = import_module("flows.sndlib")

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "dossiers" / "azerbaijan-us" / "network"
EXACT = 1e-9
LINOPY, PYPSA, WARM = "linopy, rebuilt", "PyPSA, rebuilt", "highspy, warm"
BARS = {LINOPY: 500, WARM: 10}


class Spent(NamedTuple):
    """Seconds of wall and of CPU."""

    wall: float
    cpu: float


@dataclass
class Instance:
    """A network with scenarios, and whether PyPSA can express it."""

    name: str
    network: Network
    scenarios: list[Scenario]
    pypsa: bool = False


class Peer(NamedTuple):
    """Somebody to compare with, and how many scenarios that takes a fair part of a minute."""

    name: str
    begin: Callable[[Any], Callable[[int], float]]
    scenarios: int


PEERS = (
    Peer(PYPSA, peers.over_pypsa, 3),
    Peer(LINOPY, peers.over_linopy, 10),
    Peer("scipy linprog", peers.over_scipy, 20),
    Peer("highspy, rebuilt", peers.over_highspy, 40),
    Peer(f"{WARM} (last basis)", partial(peers.over_warm_highspy, from_base=False), 200),
    Peer(f"{WARM} (first basis)", partial(peers.over_warm_highspy, from_base=True), 200),
)


def timed(what: Callable[[], Any]) -> tuple[Any, Spent]:
    """Call something, and say what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = what()
    return found, Spent(time.perf_counter() - wall, time.process_time() - cpu)


def ours(ready: Compiled, scenarios: Sequence[Scenario], workers: int) -> tuple[Outcomes, Spent]:
    """Solve all scenarios; laying them out as arrays is no part of it, nor of what peers do."""
    cases = cases_of(ready.network, scenarios, ready.places)
    solve_cases(ready, cases.part(slice(0, 4)))  # so that nothing is compiled in what is timed
    found: tuple[Outcomes, Spent] = timed(lambda: solve_cases(ready, cases, workers=workers))
    return found


def compare(instance: Instance, *, quick: bool) -> None:
    """Print how an instance is solved by us and by others."""
    ready, count = compiled(instance.network), len(instance.scenarios)
    print(f"\n{instance.name}: {facts(instance.network)}; {count:,} scenarios")
    one, spent = ours(ready, instance.scenarios, 1)
    two, both = ours(ready, instance.scenarios, 2)
    assert (one.objective == two.objective).all(), "the number of workers changed an answer"
    print(f"  {'':28}{'scenarios':>10}{'a CPU s':>10}{'a wall s':>10}{'ours ×':>9}{'differs':>10}")
    line("servanda, 1 worker", count, spent)
    line("servanda, 2 workers", count, both)
    print(f"  {count:,} scenarios on 2 workers: {both.wall:.1f} s; to HiGHS: {one.fallbacks}")
    pace = count / spent.cpu
    for peer in chosen(instance):
        solved = min(-(-peer.scenarios // (4 if quick else 1)), count)
        cases = peers.Cases.of(instance.network, instance.scenarios[:solved])
        objective = peer.begin(cases)
        objective(0)
        values, took = timed(lambda: [objective(at) for at in range(solved)])  # noqa: B023
        apart = np.abs(np.array(values) / one.objective[:solved] - 1).max()
        line(peer.name, solved, took, pace / (solved / took.cpu), apart)
    print(f"  their program: {cases.size()}")


def chosen(instance: Instance) -> Iterator[Peer]:
    """Go through the peers that are installed and can express an instance."""
    absent = peers.missing()
    for peer in PEERS:
        if not any(peer.name.lower().startswith(each) for each in absent):
            if peer.name != PYPSA or instance.pypsa:
                yield peer
            else:
                print(f"  {PYPSA}: cannot express transfers, or a path counted once in a corridor")


def line(
    name: str, count: int, spent: Spent, ratio: float | None = None, apart: float | None = None
) -> None:
    """Print a line of a table, with the bar where there is one."""
    text = f"  {name:28}{count:10,}{count / spent.cpu:10,.1f}{count / spent.wall:10,.1f}"
    if ratio is not None and apart is not None:
        text += f"{ratio:9,.1f}{apart:10.0e}"
        bar = next((bar for begins, bar in BARS.items() if name.startswith(begins)), None)
        if bar is not None:
            text += f"  bar {bar}: {'met' if ratio >= bar else 'missed'}"
        if apart > EXACT:
            text += "  OBJECTIVES DIFFER"
    print(text, flush=True)


def facts(network: Network) -> str:
    """Count what a network consists of."""
    return (
        f"{len(network.nodes)} nodes, {len(network.links)} links, {len(network.commodities)} "
        f"commodities, {len(network.demands)} demands"
    )


def of_units(network: Network, units: set[str]) -> Network:
    """Keep the links, demands and so on of some units."""
    commodities = tuple(each for each in network.commodities if each.unit in units)
    names = {each.id for each in commodities}
    links = tuple(each for each in network.links if each.unit in units)
    demands = tuple(each for each in network.demands if each.commodity in names)
    transfers = tuple(each for each in network.transfers if each.unit in units)
    kept = {each.id for rows in (links, demands, transfers, commodities) for each in rows}
    kept |= {each.id for each in network.corridors} | {each.id for each in network.nodes}
    return replace(
        network,
        links=links,
        commodities=commodities,
        demands=demands,
        transfers=transfers,
        projects=tuple(
            replace(each, changes=tuple(one for one in each.changes if one.link in kept))
            for each in network.projects
        ),
        assumptions=tuple(
            replace(each, rows=rows)
            for each in network.assumptions
            if (rows := tuple(row for row in each.rows if row in kept))
        ),
    )


def corridors(scenarios: int) -> Iterator[Instance]:
    """Go through the networks that the bars are for."""
    network = made.corridor_like()
    yield Instance("Made up like a corridor", network, made.varied(network, scenarios), pypsa=True)
    network = read(SHIPPED).network
    freight = of_units(network, {"t", "TEU"})
    yield Instance("The shipped corridor, freight", freight, made.drawn(freight, scenarios))
    yield Instance("The shipped corridor, all units", network, made.drawn(network, scenarios))


def growth(*, quick: bool) -> None:
    """Print how time grows with nodes, commodities and scenarios."""
    print("\nGrowth on made up networks (CPU ms a scenario, everything included)")
    print(f"  {'':44}{'ours':>8}{'highspy warm':>14}{'×':>7}{'differs':>9}{'to HiGHS':>9}")
    sizes = [(60, 12, 1000), (30, 12, 1000), (120, 12, 1000), (240, 12, 500)]
    sizes += [(60, 6, 1000), (60, 24, 1000), (60, 48, 500), (60, 12, 100), (60, 12, 10_000)]
    for places, commodities, count in sizes[:: 3 if quick else 1]:
        network = made.corridor_like(places=places, links=places * 8 // 3, commodities=commodities)
        dense(f"{places} nodes, {commodities} commodities", network, count, 20 if quick else 60)


def dense(name: str, network: Network, count: int, theirs: int) -> None:
    """Print what a scenario takes us, and what it takes over warm arcs."""
    scenarios = made.varied(network, count)
    found, spent = ours(compiled(network), scenarios, 1)
    theirs = min(theirs, count)
    cases = peers.Cases.of(network, scenarios[:theirs])
    objective = peers.over_warm_highspy(cases, from_base=False)
    values, took = timed(lambda: [objective(at) for at in range(theirs)])
    apart = np.abs(np.array(values) / found.objective[:theirs] - 1).max()
    own, other = 1e3 * spent.cpu / count, 1e3 * took.cpu / theirs
    label = f"{name}, {count:,} scenarios"
    print(
        f"  {label:44}{own:8.2f}{other:14.2f}{other / own:7.1f}{apart:9.0e}{found.fallbacks:9,}",
        flush=True,
    )


def telecommunication(*, quick: bool) -> None:
    """Print how the dense instances of SNDlib are solved, and in which form one scenario is."""
    if not sndlib.FOLDER.is_dir():
        print("\nSNDlib: its instances are not here, so that they are not compared")
        return
    print("\nSNDlib (CPU ms a scenario)")
    print(f"  {'':44}{'ours':>8}{'highspy warm':>14}{'×':>7}{'differs':>9}{'to HiGHS':>9}")
    networks = {name: sndlib.network(name) for name in ("nobel-eu", "germany50")}
    for name, network in networks.items():
        dense(f"{name}, {len(network.demands)} demands", network, 12 if quick else 200, 20)
    print("  One scenario alone, in either form (CPU ms, the least of three):")
    others = {
        "60 places to all others": mesh(60),
        "made up corridor": made.corridor_like(),
        "shipped corridor": read(SHIPPED).network,
    }
    for name, network in {**networks, **others}.items():
        ready = compiled(network)
        took = {form: alone(ready, form) for form in ("paths", "arcs")}
        forms = {choose_form(block) for block in ready.blocks}
        print(
            f"  {name:24} paths {1e3 * took['paths']:8.1f}  arcs {1e3 * took['arcs']:8.1f}"
            f"  chosen: {' and '.join(sorted(forms))}",
            flush=True,
        )


def mesh(places: int) -> Network:
    """Make up a network of one commodity that every place sends to every other."""
    network: Network = made.corridor_like(places=places, links=places * 8 // 3, commodities=1)
    rng = np.random.default_rng(1)
    demands = tuple(
        replace(
            network.demands[0],
            id=f"{begin.id} to {end.id}",
            origin=begin.id,
            destination=end.id,
            volume=float(rng.integers(1, 6)) * 1e8 / places**2,
        )
        for begin in network.nodes
        for end in network.nodes
        if begin.id != end.id
    )
    return replace(network, demands=demands)


def alone(ready: Compiled, form: str) -> float:
    """Return the CPU seconds of one scenario in one form."""
    scenario = Scenario(2030)
    return min(timed(lambda: solve(ready, scenario, form=form))[1].cpu for _ in range(3))


def machine() -> str:
    """Say on what, and beside how much other work, this ran."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {load} (1, 5, 15 minutes)"
    )


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="fewer scenarios everywhere")
    parser.add_argument("--scenarios", type=int, default=10_000, help="of each corridor network")
    parser.add_argument("--only", choices=("corridor", "growth", "sndlib"))
    given = parser.parse_args()
    print(machine())
    for name in peers.missing():
        print(f"{name}: not compared, for it is not installed")
    if given.only in {None, "corridor"}:
        for instance in corridors(min(given.scenarios, 1000) if given.quick else given.scenarios):
            compare(instance, quick=given.quick)
    if given.only in {None, "growth"}:
        growth(quick=given.quick)
    if given.only in {None, "sndlib"}:
        telecommunication(quick=given.quick)
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()

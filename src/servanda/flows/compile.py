"""A network as graphs of arcs, one for each unit: what numbers may differ by, structure does not.

A state is a place reached by one mode on one side of its transfers, and the corridors of limited
capacity that the path has entered. An arc is a link passed in one direction, or the passing from
mode to mode. So a transfer costs time, money and capacity, and a path counts in a corridor once.
Closed links stay in the graph: they are closed by their figures.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from servanda.flows.checks import check
from servanda.flows.figures import Places
from servanda.flows.model import BadNetwork, Corridor, Network, Node

Index = NDArray[np.int32]
MOST_STATES = 2_000_000
MOST_CORRIDORS = 30
FREE = -1
"""The element of an arc that costs nothing."""


class Row(NamedTuple):
    """A limited capacity: of what kind, where in its table, under which id."""

    kind: str
    at: int
    id: str


class Part(NamedTuple):
    """A demand, or the part of one that a contract promises."""

    demand: int
    commodity: int
    firm: bool


class Group(NamedTuple):
    """Parts of demands that one search from their destination prices."""

    commodity: int
    destination: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Arcs:
    """The arcs of a graph; the rows that each uses are ranges of `rows`."""

    tail: Index
    head: Index
    element: Index
    """Links first, then transfers, as in the tables of the network; FREE for neither."""
    forward: NDArray[np.bool_]
    """Whether a link is passed from its tail to its head."""
    row_start: Index
    rows: Index
    arriving: NDArray[np.bool_]
    """Whether a row counts what arrives (a node) rather than what enters."""
    into_start: Index
    into: Index
    """Arcs by the state that they lead to."""


@dataclass(frozen=True)
class Block:
    """Everything of one unit: no flow of it shares a capacity with another unit's."""

    unit: str
    arcs: Arcs
    state_node: Index
    state_mode: Index
    state_spot: Index
    """Equal where states differ in the corridors entered only."""
    state_entered: Index
    """Limited corridors entered, as bits in the order of their rows."""
    rows: tuple[Row, ...]
    parts: tuple[Part, ...]
    groups: tuple[Group, ...]
    sources: tuple[Index, ...]
    """States in which each part may begin."""
    source_row: Index
    """The row of its origin that a part counts in, or -1."""
    sinks: tuple[Index, ...]
    """States in which each group ends."""
    allowed: NDArray[np.bool_]
    """Which elements may carry which commodity."""
    lossy: bool

    @property
    def states(self) -> int:
        """Count the states."""
        return len(self.state_node)


@dataclass(frozen=True)
class Compiled:
    """A network, checked, with its graphs."""

    network: Network
    places: Places
    modes: tuple[str, ...]
    blocks: tuple[Block, ...]


def compiled(network: Network) -> Compiled:
    """Check a network and lay it out; raise BadNetwork where it cannot be."""
    check(network)
    places = Places(network)
    modes = {link.mode for link in network.links}
    modes |= {mode for each in network.transfers for mode in (each.from_mode, each.to_mode)}
    names = tuple(sorted(modes))
    units = sorted({each.unit for each in network.commodities})
    blocks = (_Builder(network, places, names, unit).build() for unit in units)
    return Compiled(network, places, names, tuple(block for block in blocks if block.parts))


State = tuple[int, int, int, int]
"""Node, mode, side (0 arrived, 1 about to leave), corridors entered as bits."""


def _numbered(keys: Sequence[tuple[int, ...]]) -> Index:
    """Give equal keys equal numbers."""
    known: dict[tuple[int, ...], int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int32)


@dataclass
class _Found:
    """Arcs as they are found."""

    tail: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    element: list[int] = field(default_factory=list)
    forward: list[bool] = field(default_factory=list)
    row_start: list[int] = field(default_factory=lambda: [0])
    rows: list[int] = field(default_factory=list)
    arriving: list[bool] = field(default_factory=list)

    def add(
        self,
        ends: tuple[int, int],
        element: int,
        rows: Sequence[tuple[int, bool]],
        *,
        forward: bool,
    ) -> None:
        """Add one arc."""
        self.tail.append(ends[0])
        self.head.append(ends[1])
        self.element.append(element)
        self.forward.append(forward)
        self.rows += [row for row, _ in rows]
        self.arriving += [arriving for _, arriving in rows]
        self.row_start.append(len(self.rows))

    def arrays(self, states: int) -> Arcs:
        """Return them as arrays."""
        head = np.array(self.head, dtype=np.int32)
        counts = np.bincount(head, minlength=states) if len(head) else np.zeros(states)
        return Arcs(
            np.array(self.tail, dtype=np.int32),
            head,
            np.array(self.element, dtype=np.int32),
            np.array(self.forward, dtype=np.bool_),
            np.array(self.row_start, dtype=np.int32),
            np.array(self.rows, dtype=np.int32),
            np.array(self.arriving, dtype=np.bool_),
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
            np.argsort(head, kind="stable").astype(np.int32),
        )


class _Builder:
    """Builds the graph of one unit."""

    def __init__(self, network: Network, places: Places, modes: Sequence[str], unit: str) -> None:
        self.network, self.places, self.unit = network, places, unit
        self.modes = {mode: at for at, mode in enumerate(modes)}
        self.assumed = {
            (each.field, row)
            for each in network.assumptions
            if each.field.endswith((".capacity", ".loss", ".minimum"))
            for row in each.rows
        }
        self.links = [at for at, each in enumerate(network.links) if each.unit == unit]
        self.transfers = [at for at, each in enumerate(network.transfers) if each.unit == unit]
        self.rows = self._rows()
        self.row_at = {(row.kind, row.at): at for at, row in enumerate(self.rows)}
        self.bits = self._bits()
        self.leaving = self._leaving()
        self.passing = self._passing()
        self.splits = {network.transfers[at].node for at in self.transfers}
        self.split = [node.id in self.splits for node in network.nodes]
        self.index: dict[State, int] = {}
        self.queue: deque[State] = deque()
        self.found = _Found()

    def build(self) -> Block:
        """Find every state that a demand can reach, and the arcs between them."""
        parts = tuple(self._parts())
        demands = self.network.demands
        nodes = self.places.nodes
        begin = {part.demand: self._begin(nodes[demands[part.demand].origin]) for part in parts}
        self._explore()
        groups = tuple(self._groups(parts))
        reached = list(self.index)
        rows = [self.row_at.get(("node", nodes[demands[p.demand].origin]), -1) for p in parts]
        ends: dict[int, list[int]] = {group.destination: [] for group in groups}
        for state, at in self.index.items():
            if state[0] in ends and (state[2] == 0):
                ends[state[0]].append(at)
        return Block(
            self.unit,
            self.found.arrays(len(reached)),
            np.array([state[0] for state in reached], dtype=np.int32),
            np.array([state[1] for state in reached], dtype=np.int32),
            _numbered([state[:3] for state in reached]),
            np.array([state[3] for state in reached], dtype=np.int32),
            tuple(self.rows),
            parts,
            groups,
            tuple(np.array(begin[part.demand], dtype=np.int32) for part in parts),
            np.array(rows, dtype=np.int32),
            tuple(np.array(ends[group.destination], dtype=np.int32) for group in groups),
            self._allowed(),
            self._is_lossy(),
        )

    def _rows(self) -> list[Row]:
        network = self.network
        resized = {
            change.link
            for project in network.projects
            for change in project.changes
            if change.capacity is not None
        }
        found = [
            Row("link", at, network.links[at].id)
            for at in self.links
            if self._limited("link", network.links[at].id, network.links[at].capacity)
            or network.links[at].id in resized
        ]
        found += [
            Row("transfer", at, network.transfers[at].id)
            for at in self.transfers
            if self._limited("transfer", network.transfers[at].id, network.transfers[at].capacity)
        ]
        tables: dict[str, tuple[Node | Corridor, ...]] = {
            "node": network.nodes,
            "corridor": network.corridors,
        }
        for kind, table in tables.items():
            found += [
                Row(kind, at, row.id)
                for at, row in enumerate(table)
                if row.unit == self.unit and self._limited(kind, row.id, row.capacity)
            ]
        return found

    def _limited(self, kind: str, name: str, capacity: float | None) -> bool:
        return capacity is not None or (f"{kind}.capacity", name) in self.assumed

    def _bits(self) -> dict[int, list[tuple[int, int]]]:
        """Give each corridor of limited capacity a bit; list them by link, with their rows."""
        limited = [at for at, row in enumerate(self.rows) if row.kind == "corridor"]
        if len(limited) > MOST_CORRIDORS:
            raise BadNetwork(
                f"Corridors: {len(limited)} have a capacity in {self.unit}, and paths are followed "
                f"through {MOST_CORRIDORS} at most. Leave the capacity empty where links limit it."
            )
        bit = {self.rows[at].id: (1 << place, at) for place, at in enumerate(limited)}
        return {
            at: [bit[name] for name in self.network.links[at].corridors if name in bit]
            for at in self.links
        }

    def _leaving(self) -> dict[tuple[int, int], list[tuple[int, bool, int]]]:
        """List by node and mode the links that lead on: link, whether forward, other end."""
        found: dict[tuple[int, int], list[tuple[int, bool, int]]] = {}
        for at in self.links:
            link = self.network.links[at]
            tail, head = self.places.nodes[link.tail], self.places.nodes[link.head]
            mode = self.modes[link.mode]
            found.setdefault((tail, mode), []).append((at, True, head))
            if link.both_ways:
                found.setdefault((head, mode), []).append((at, False, tail))
        return found

    def _passing(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        """List by node and mode the transfers: to which mode, which one."""
        found: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for at in self.transfers:
            each = self.network.transfers[at]
            key = (self.places.nodes[each.node], self.modes[each.from_mode])
            found.setdefault(key, []).append((self.modes[each.to_mode], at))
        return found

    def _begin(self, node: int) -> list[int]:
        """List the states in which a path from a node may begin."""
        side = 1 if self.split[node] else 0
        modes = sorted(mode for at, mode in self.leaving if at == node)
        return [self._at((node, mode, side, 0)) for mode in modes]

    def _at(self, state: State) -> int:
        if state not in self.index:
            if len(self.index) >= MOST_STATES:
                raise BadNetwork(
                    f"Network: it has more than {MOST_STATES:,} states of place, mode and corridor "
                    f"in {self.unit}, beyond the memory that a run may take. Take out links, or "
                    "capacities of corridors."
                )
            self.index[state] = len(self.index)
            self.queue.append(state)
        return self.index[state]

    def _explore(self) -> None:
        while self.queue:
            state = self.queue.popleft()
            if self.split[state[0]] and state[2] == 0:
                self._pass_on(state)
            else:
                self._leave(state)

    def _pass_on(self, state: State) -> None:
        node, mode, _, mask = state
        transfers = self.passing.get((node, mode), [])
        if all(to != mode for to, _ in transfers):
            here = (self._at(state), self._at((node, mode, 1, mask)))
            self.found.add(here, FREE, (), forward=True)
        for to, at in transfers:
            row = self.row_at.get(("transfer", at))
            element = len(self.network.links) + at
            ends = (self._at(state), self._at((node, to, 1, mask)))
            self.found.add(ends, element, () if row is None else ((row, False),), forward=True)

    def _leave(self, state: State) -> None:
        node, mode, _, mask = state
        for at, forward, other in self.leaving.get((node, mode), []):
            entered = [(bit, row) for bit, row in self.bits[at] if not mask & bit]
            rows = [(row, False) for _, row in entered]
            for kind, place, arriving in (("link", at, False), ("node", other, True)):
                if (kind, place) in self.row_at:
                    rows.append((self.row_at[kind, place], arriving))
            new = (other, mode, 0, mask | sum(bit for bit, _ in entered))
            self.found.add((self._at(state), self._at(new)), at, rows, forward=forward)

    def _parts(self) -> Iterator[Part]:
        for at, demand in enumerate(self.network.demands):
            commodity = self.places.commodities[demand.commodity]
            if self.network.commodities[commodity].unit == self.unit:
                if demand.minimum > 0 or ("demand.minimum", demand.id) in self.assumed:
                    yield Part(at, commodity, firm=True)
                yield Part(at, commodity, firm=False)

    def _groups(self, parts: Sequence[Part]) -> Iterator[Group]:
        """Put together what one search prices: with losses, each part needs its own."""
        found: dict[tuple[int, int, int], list[int]] = {}
        for at, part in enumerate(parts):
            end = self.places.nodes[self.network.demands[part.demand].destination]
            key = (part.commodity, end, at if self._is_lossy() else 0)
            found.setdefault(key, []).append(at)
        for (commodity, end, _), members in found.items():
            yield Group(commodity, end, tuple(members))

    def _allowed(self) -> NDArray[np.bool_]:
        network = self.network
        found = np.zeros(
            (len(network.commodities), len(network.links) + len(network.transfers)), dtype=np.bool_
        )
        for row, commodity in enumerate(network.commodities):
            any_mode = not commodity.modes
            if commodity.unit == self.unit:
                for at in self.links:
                    found[row, at] = any_mode or network.links[at].mode in commodity.modes
                for at in self.transfers:
                    pair = {network.transfers[at].from_mode, network.transfers[at].to_mode}
                    found[row, len(network.links) + at] = any_mode or pair <= set(commodity.modes)
        return found

    def _is_lossy(self) -> bool:
        links = self.network.links
        return any(
            links[at].loss > 0 or ("link.loss", links[at].id) in self.assumed for at in self.links
        )

"""What the compiled core reads and writes, as tuples of arrays.

Amounts are in the scale of the block's volumes and money in the scale of its prices, both powers
of two, so that scaling changes no digit.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from servanda.flows.compile import Block
from servanda.flows.figures import Figures

Real = NDArray[np.float64]
Whole = NDArray[np.int32]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", np.int32, np.float64)
UNLIMITED = 1024.0
"""A capacity that no flow can reach, in multiples of all volumes together."""
PROMISED = 10.0
"""A broken promise costs this many times the highest price of going without, and its own."""


class Graph(NamedTuple):
    """A block as the core reads it."""

    tail: Whole
    head: Whole
    element: Whole
    row_start: Whole
    rows: Whole
    arriving: Flags
    into_start: Whole
    into: Whole
    out_start: Whole
    out: Whole
    """Arcs by the state that they leave; empty where no corridor is limited."""
    spot_start: Whole
    spots: Whole
    """States by their spot, as `Block.state_spot`."""
    entered: Whole
    corridor_rows: Whole
    """Rows of the limited corridors, in the order of their bits."""
    part_commodity: Whole
    source_start: Whole
    sources: Whole
    source_row: Whole
    group_commodity: Whole
    group_start: Whole
    group_parts: Whole
    sink_start: Whole
    sinks: Whole
    allowed: Flags
    limits: Whole
    """How many capacities there are; the rows of parts follow them."""
    lossy: Flags


class Numbers(NamedTuple):
    """The figures of a block, one row a scenario, in its own scale."""

    cost: Real
    """By element; infinity where it is closed."""
    hours: Real
    gain: Real
    value_of_time: Real
    bounds: Real
    """Capacities, then the volumes of the parts."""
    price: Real
    """What going without costs, by part."""


class Scale(NamedTuple):
    """What one of the core's units of amount and of money is."""

    amount: float
    money: float


class Scratch(NamedTuple):
    """What searches write to."""

    value: Real
    via: Whole
    keys: Real
    heap: Whole
    toll: Real
    seen: Whole
    """By row: -1 between one path and the next."""
    twin: Whole
    """By state, the one that stands for it: they differ in corridors that cost nothing now."""
    into_start: Whole
    into: Whole
    """Arcs by the state that they lead to, of states that stand for themselves."""
    charged: Whole
    """The corridors that cost something, as bits, for which the last three were made."""


class Routes(NamedTuple):
    """Paths: the part that each serves, and its arcs."""

    part: Whole
    arc_start: Whole
    arcs: Whole


class Columns(NamedTuple):
    """The columns of paths: the rows that each uses for each unit that it delivers."""

    start: Whole
    rows: Whole
    values: Real


class Pool(NamedTuple):
    """Paths with their columns."""

    routes: Routes
    columns: Columns


def graph_of(block: Block) -> Graph:
    """Lay a block out for the core."""
    arcs = block.arcs
    source_start, sources = _ranges(block.sources)
    sink_start, sinks = _ranges(block.sinks)
    group_start, parts = _ranges(
        tuple(np.array(group.parts, dtype=np.int32) for group in block.groups)
    )
    return Graph(
        arcs.tail,
        arcs.head,
        arcs.element,
        arcs.row_start,
        arcs.rows,
        arcs.arriving,
        arcs.into_start,
        arcs.into,
        *_by_number(arcs.tail, block.states),
        *_by_number(block.state_spot, int(block.state_spot.max(initial=-1)) + 1),
        block.state_entered,
        np.array(
            [at for at, row in enumerate(block.rows) if row.kind == "corridor"], dtype=np.int32
        ),
        np.array([part.commodity for part in block.parts], dtype=np.int32),
        source_start,
        sources,
        block.source_row,
        np.array([group.commodity for group in block.groups], dtype=np.int32),
        group_start,
        parts,
        sink_start,
        sinks,
        block.allowed,
        np.array([len(block.rows)], dtype=np.int32),
        np.array([block.lossy], dtype=np.bool_),
    )


def scratch_for(graph: Graph, rows: int) -> Scratch:
    """Make what searches of one thread write to."""
    states, arcs = len(graph.entered), len(graph.tail)
    room = arcs + states + len(graph.sinks) + 2
    return Scratch(
        np.zeros(states),
        np.zeros(states, dtype=np.int32),
        np.zeros(room),
        np.zeros(room, dtype=np.int32),
        np.zeros(arcs),
        np.full(rows, -1, dtype=np.int32),
        np.arange(states, dtype=np.int32),
        graph.into_start.copy(),
        graph.into.copy(),
        np.full(1, -1, dtype=np.int32),
    )


def _by_number(numbers: Whole, count: int) -> tuple[Whole, Whole]:
    """Put indices with equal numbers together, with where each number begins."""
    counts = np.bincount(numbers, minlength=count)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return start, np.argsort(numbers, kind="stable").astype(np.int32)


def _ranges(lists: tuple[Whole, ...]) -> tuple[Whole, Whole]:
    """Put lists one after the other, with where each begins."""
    start = np.concatenate([[0], np.cumsum([len(each) for each in lists])]).astype(np.int32)
    joined = np.concatenate(lists) if lists else np.empty(0)
    return start, joined.astype(np.int32)


def scale_of(block: Block, figures: Figures) -> Scale:
    """Choose the scale of a block from the largest volume and price of some figures."""
    demands = [part.demand for part in block.parts]
    volume = float(figures.volume[:, demands].max(initial=0.0))
    price = float(figures.unmet_price[:, demands].max(initial=0.0))
    return Scale(_power(volume), _power(price))


def _power(value: float) -> float:
    """Return the power of two at or below a value."""
    return float(2.0 ** np.floor(np.log2(value))) if value > 0 else 1.0


def numbers_of(block: Block, figures: Figures, scale: Scale) -> Numbers:
    """Gather the figures of a block."""
    shut = np.where(figures.link_open, figures.link_cost / scale.money, np.inf)
    cost = np.hstack([shut, figures.transfer_cost / scale.money])
    hours = np.hstack([figures.link_hours, figures.transfer_hours])
    gain = np.hstack([figures.link_gain, np.ones_like(figures.transfer_hours)])
    volume, price = _parts(block, figures)
    volume /= scale.amount
    tables = {
        "link": figures.link_capacity,
        "node": figures.node_capacity,
        "transfer": figures.transfer_capacity,
        "corridor": figures.corridor_capacity,
    }
    bounds = np.empty((len(cost), len(block.rows) + len(block.parts)))
    for at, row in enumerate(block.rows):
        bounds[:, at] = tables[row.kind][:, row.at] / scale.amount
    enough = UNLIMITED * np.maximum(volume.sum(axis=1, keepdims=True), 1.0)
    np.minimum(bounds, enough, out=bounds)
    bounds[:, len(block.rows) :] = volume
    return Numbers(
        np.ascontiguousarray(cost),
        np.ascontiguousarray(hours),
        np.ascontiguousarray(gain),
        np.ascontiguousarray(figures.value_of_time / scale.money),
        bounds,
        np.ascontiguousarray(price / scale.money),
    )


def _parts(block: Block, figures: Figures) -> tuple[Real, Real]:
    """Split demands into what is promised and the rest, each with its price."""
    demands = [part.demand for part in block.parts]
    firm = np.array([part.firm for part in block.parts])
    promised = {part.demand for part in block.parts if part.firm}
    split = np.array([part.demand in promised for part in block.parts])
    volume, least = figures.volume[:, demands], figures.minimum[:, demands]
    price = figures.unmet_price[:, demands]
    highest = price.max(axis=1, keepdims=True, initial=0.0)
    amount = np.where(firm, least, np.where(split, volume - least, volume))
    amount = np.ascontiguousarray(amount)  # so that a row's sum does not hang on how many there are
    return amount, np.where(firm, price + PROMISED * highest, price)


def empty_pool(paths: int, length: int) -> Pool:
    """Make room for paths of a mean length."""
    return Pool(
        Routes(
            np.zeros(paths, dtype=np.int32),
            np.zeros(paths + 1, dtype=np.int32),
            np.zeros(paths * length, dtype=np.int32),
        ),
        Columns(
            np.zeros(paths + 1, dtype=np.int32),
            np.zeros(paths * (length + 2), dtype=np.int32),
            np.zeros(paths * (length + 2), dtype=np.float64),
        ),
    )


def roomier(pool: Pool, count: int, paths: int, entries: int) -> Pool:
    """Copy a pool into one with room for so many paths and entries more."""
    arcs = int(pool.routes.arc_start[count]) + entries
    rows = int(pool.columns.start[count]) + entries
    return Pool(
        Routes(
            _longer(pool.routes.part, count + paths),
            _longer(pool.routes.arc_start, count + paths + 1),
            _longer(pool.routes.arcs, arcs),
        ),
        Columns(
            _longer(pool.columns.start, count + paths + 1),
            _longer(pool.columns.rows, rows),
            _longer(pool.columns.values, rows),
        ),
    )


def _longer(array: NDArray[Number], size: int) -> NDArray[Number]:
    """Copy an array into one of another size."""
    new = np.zeros(size, dtype=array.dtype)
    kept = min(size, len(array))
    new[:kept] = array[:kept]
    return new

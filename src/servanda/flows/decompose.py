"""Flows on arcs taken apart into the paths that they consist of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from servanda.flows.arcs import OriginFlow
from servanda.flows.compile import Block
from servanda.flows.paths import Carried

Real = NDArray[np.float64]
CRUMB = 1e-11
"""A flow, in the scale of the block, that is as good as none."""


class _Left:
    """What is left of one origin's flow."""

    def __init__(self, block: Block, origin: OriginFlow, gain: Real) -> None:
        elements = block.arcs.element
        self.head = block.arcs.head
        self.gain = np.where(elements >= 0, gain[elements], 1.0)
        self.flow = origin.arcs.copy()
        self.begins = dict(origin.begins)
        self.ends: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for part, state, amount in origin.ends:
            self.ends[state][part] = amount
        self.leaving: defaultdict[int, list[int]] = defaultdict(list)
        for arc in np.flatnonzero(self.flow > CRUMB).tolist():
            self.leaving[int(block.arcs.tail[arc])].append(arc)


def decompose(block: Block, origin: OriginFlow, gain: Real) -> Iterator[Carried]:
    """Take one origin's flow apart; what is delivered is in the scale of the block."""
    left = _Left(block, origin, gain)
    for begin in left.begins:
        while left.begins[begin] > CRUMB:
            arcs, part = _follow(left, begin)
            if part < 0:
                break
            delivered = _take(left, begin, arcs, part)
            if delivered > CRUMB:
                yield Carried(part, tuple(arcs), delivered)


def _follow(left: _Left, state: int) -> tuple[list[int], int]:
    """Walk from a state to where some part ends; cycles on the way are cut out."""
    arcs: list[int] = []
    seen = {state: 0}
    while True:
        part = next((part for part, amount in left.ends[state].items() if amount > CRUMB), -1)
        if part >= 0 and arcs:
            return arcs, part
        onward = max(left.leaving[state], key=lambda arc: left.flow[arc], default=-1)
        if onward < 0 or left.flow[onward] <= CRUMB:
            return arcs, -1
        arcs.append(onward)
        state = int(left.head[onward])
        if state in seen:
            cycle = arcs[seen[state] :]
            least = min(left.flow[arc] for arc in cycle)
            left.flow[cycle] -= least
            arcs = arcs[: seen[state]]
            seen = {at: place for at, place in seen.items() if place <= len(arcs)}
        else:
            seen[state] = len(arcs)


def _take(left: _Left, begin: int, arcs: list[int], part: int) -> float:
    """Take as much as fits along a path off what is left; return what it delivers."""
    rates = np.concatenate([[1.0], np.cumprod(left.gain[arcs])])
    state = int(left.head[arcs[-1]])
    sent = min(
        left.begins[begin],
        float(np.min(left.flow[arcs] / rates[:-1])),
        left.ends[state][part] / float(rates[-1]),
    )
    left.begins[begin] -= sent
    left.flow[arcs] -= sent * rates[:-1]
    left.ends[state][part] -= sent * float(rates[-1])
    return sent * float(rates[-1])

"""Instances of SNDlib in its native format, as networks: Orlowski et al. (2010)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servanda.flows.model import Commodity, Demand, Group, Link, Network, Node

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "sndlib"
absent = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"SNDlib's instances are not at {FOLDER.name}"
)
NODE = re.compile(r"^  (\S+) \( (\S+) (\S+) \)$", re.MULTILINE)
LINK = re.compile(r"^  (\S+) \( (\S+) (\S+) \) (\S+) \S+ (\S+) \S+ \((.*)\)$", re.MULTILINE)
DEMAND = re.compile(r"^  (\S+) \( (\S+) (\S+) \) \S+ (\S+) \S+$", re.MULTILINE)


def network(name: str, share: float = 0.35) -> Network:
    """Read an instance; every link gets a capacity that is tight for some."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    places = {node: (float(x), float(y)) for node, x, y in NODE.findall(text)}
    demands = [(a, b, float(value)) for _, a, b, value in DEMAND.findall(text)]
    room = share * sum(value for *_, value in demands) / len(places)
    return Network(
        nodes=tuple(Node(node, lon=x, lat=y) for node, (x, y) in places.items()),
        links=tuple(
            Link(
                f"link {at}",
                a,
                b,
                "fibre",
                "Tbit/s",
                capacity=room * (1 + at % 5),
                cost=1
                + ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5,
            )
            for at, (_, a, b, *_) in enumerate(LINK.findall(text))
        ),
        commodities=(Commodity("traffic", Group.DATA, "Tbit/s"),),
        demands=tuple(
            Demand(f"demand {at}", "traffic", a, b, value, unmet_price=500.0)
            for at, (a, b, value) in enumerate(demands)
        ),
    )

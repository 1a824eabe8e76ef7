"""Networks and scenarios as one viewer sees them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from servanda.desk.agreements.selectors.shelf import last_day, shelf
from servanda.desk.corridors.models import NetworkVersion, Scenario
from servanda.desk.record.viewpoint import Viewpoint
from servanda.exchange.network import StoredNetwork, read
from servanda.flows.compile import Compiled, compiled

NAME = re.compile(r"[A-Za-z0-9_.-]{1,80}\Z")


def network_in_use(viewpoint: Viewpoint, partnership_id: str) -> NetworkVersion | None:
    """Return the latest network that the viewer sees, as known and as of the day looked from."""
    last = last_day(viewpoint)
    seen = [
        each
        for each in shelf(viewpoint, partnership_id).all(NetworkVersion)
        if last is None or each.added.date() <= last or viewpoint.known is not None
    ]
    return max(seen, key=lambda each: each.number, default=None)


def laid_out(version: NetworkVersion) -> Laid:
    """Return a network with its provenance, ready to be solved."""
    return _laid(version.pk, version.sha256)


class Laid:
    """A network that was read, and its graphs."""

    def __init__(self, stored: StoredNetwork, sha256: str) -> None:
        self.stored = stored
        self.network = stored.network
        self.sha256 = sha256
        self.nodes = {each.id: each for each in stored.network.nodes}
        self.links = {each.id: each for each in stored.network.links}
        self.units = {each.id: each.unit for each in stored.network.commodities}
        self.lines = {
            each.id: frozenset(
                link.id for link in stored.network.links if each.id in link.corridors
            )
            for each in stored.network.corridors
        }
        self.routes = {
            each.id: (each.name or each.id).partition(",")[0].partition(" by ")[0]
            for each in stored.network.corridors
            if each.capacity is None and self.lines[each.id]
        }
        self.assumptions = {each.id: each for each in stored.network.assumptions}

    @property
    def compiled(self) -> Compiled:
        """The graphs of the network."""
        return _compiled(self)


@lru_cache(maxsize=8)
def _compiled(laid: Laid) -> Compiled:
    return compiled(laid.network)


@lru_cache(maxsize=8)
def _laid(pk: str, sha256: str) -> Laid:
    """Read a network once; its files never change under a hash."""
    files = NetworkVersion.objects.values_list("files", flat=True).get(pk=pk)
    with TemporaryDirectory() as place:
        for name, text in files.items():
            if NAME.match(name):
                (Path(place) / name).write_bytes(text.encode())
        return Laid(read(Path(place)), sha256)


def scenarios(viewpoint: Viewpoint, partnership_id: str) -> list[Scenario]:
    """Return the scenarios that were saved, the latest first."""
    found = shelf(viewpoint, partnership_id).all(Scenario, "network")
    return sorted(found, key=lambda each: (each.saved, each.id), reverse=True)


def scenario(viewpoint: Viewpoint, partnership_id: str, local: str) -> Scenario | None:
    """Return one saved scenario, if the viewer sees it."""
    wanted = f"{partnership_id}.{local}"
    found = (each for each in scenarios(viewpoint, partnership_id) if each.id == wanted)
    return next(found, None)

"""A network as files: nodes, links, demands and projects, each figure with unit and source.

`read` gives the network that flows are computed from and where each of its figures is from, or
refuses it whole; `check` names the file, row and field of every mistake; `write` puts it back byte
for byte. The same goes out and comes in as GeoJSON. The files are described in `schema`.
"""

from servanda.exchange.mistakes import Mistake
from servanda.exchange.network.columns import Origin
from servanda.exchange.network.geojson import from_geojson, to_geojson
from servanda.exchange.network.provenance import Figure
from servanda.exchange.network.stored import (
    Claim,
    NotANetwork,
    Source,
    StoredNetwork,
    check,
    files_of,
    read,
    write,
)

__all__ = [
    "Claim",
    "Figure",
    "Mistake",
    "NotANetwork",
    "Origin",
    "Source",
    "StoredNetwork",
    "check",
    "files_of",
    "from_geojson",
    "read",
    "to_geojson",
    "write",
]

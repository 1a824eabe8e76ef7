"""Optional models behind one small interface; the product is whole without them.

The library opens no socket: an endpoint is spoken to through a transport that the caller gives.
"""

from servanda.matching.plugins.endpoint import Endpoint, EndpointError, Request, Response, Transport
from servanda.matching.plugins.interface import Embedder, Quoter, nearest
from servanda.matching.plugins.local import LocalVectors, ModelUnavailableError
from servanda.matching.plugins.quoting import Checked, Quoted, check_quotes

__all__ = [
    "Checked",
    "Embedder",
    "Endpoint",
    "EndpointError",
    "LocalVectors",
    "ModelUnavailableError",
    "Quoted",
    "Quoter",
    "Request",
    "Response",
    "Transport",
    "check_quotes",
    "nearest",
]

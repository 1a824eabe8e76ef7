"""Which addresses of the internet a fetch may connect to, checked at the moment of connecting.

A name may answer with one address when it is checked and with another when it is used. So the name
is resolved once, every address is checked, and the connection goes to a checked address.
"""

import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore2

Address = IPv4Address | IPv6Address
_REFUSED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48",
    )
)  # fmt: skip
_UNICAST = ip_network(
    "2000::/3"
)  # what lies outside is not of the public internet: 64:ff9b::/96, …


class Refused(OSError):  # noqa: N818 - a finding about the address
    """An address that is not of the public internet."""


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet.

    >>> is_public(ip_address("8.8.8.8")), is_public(ip_address("64:ff9b::8.8.8.8"))
    (True, False)
    """
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _UNICAST):
        return False
    if any(address in network for network in _REFUSED if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast


def checked(host: str, port: int) -> list[str]:
    """Return the addresses of a host, or refuse them all if one is not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OSError(f"there is no host {host[:80]}") from error
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not found or not all(is_public(ip_address(each)) for each in found):
        raise Refused("it is not an address of the public internet")
    return found


class TooSlow(OSError):  # noqa: N818 - a finding about the answer
    """What is fetched takes longer than the whole of it may."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a fetch must be done, however slowly each byte of it comes."""

    at: float

    def left(self, timeout: float | None) -> float:
        """Return how long one step may take, or raise TooSlow where no time is left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TooSlow("no time is left")
        return left if timeout is None else min(left, timeout)


class PublicOnly(httpcore2.SyncBackend):
    """Connects to public addresses only, and no longer than until a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to a checked address of a host; the name is not looked up again."""
        failure: Exception | None = None
        for address in checked(host, port):
            left = self.deadline.left(timeout)
            try:
                made = super().connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            _check_peer(made)
            return _Hurried(made, self.deadline)
        raise failure or OSError(f"{host[:80]} has no address")

    def connect_unix_socket(self, *_args: Any, **_more: Any) -> httpcore2.NetworkStream:
        """Refuse: no file of this machine is an address of the internet."""
        raise Refused("it is not an address of the public internet")


def _check_peer(stream: httpcore2.NetworkStream) -> None:
    """Refuse a connection whose other end is not public, whatever was asked for."""
    peer = stream.get_extra_info("server_addr")
    if not peer or not is_public(ip_address(str(peer[0]))):
        stream.close()
        raise Refused("it is not an address of the public internet")


class _Hurried(httpcore2.NetworkStream):
    """A connection on which no step outlasts the deadline of the whole."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write what is asked."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Agree on encryption."""
        left = self._deadline.left(timeout)
        return _Hurried(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Tell about the connection."""
        return self._stream.get_extra_info(info)

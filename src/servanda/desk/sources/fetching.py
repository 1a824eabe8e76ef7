"""The one place from which the desk fetches anything: over HTTP, from public addresses, and little.

Off unless the operator turns it on (SERVANDA_FETCH). No other module may import an HTTP client; a
test holds the code to it.
"""

import time
import zlib
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
from django.conf import settings
from django.utils.translation import gettext as _

from servanda.desk.sources.network import Deadline, PublicOnly, Refused, TooSlow

MOST_BYTES = 20_000_000
REDIRECTS = 3
SECONDS = 10.0  # for each step; the whole takes thrice as long at most
_NAMED = "Servanda (+evidence)"
_MOVED = frozenset({301, 302, 303, 307, 308})


class NotFetched(ValueError):  # noqa: N818 - a finding about the address
    """Why an address was not fetched, in one sentence."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, and the address that answered in the end."""

    address: str
    body: bytes


class _Transport(httpx2.HTTPTransport):
    """Connects through the check of addresses, never through a proxy of the environment."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False),
            max_connections=2,
            network_backend=PublicOnly(deadline),
        )


def fetch(address: str) -> Fetched:
    """Return what a public address answers, or raise NotFetched."""
    if not settings.FETCH_ENABLED:
        raise NotFetched(
            _("Fetching from the internet is off here. Save the page and add the file instead.")
        )
    deadline = Deadline(time.monotonic() + 3 * SECONDS)
    try:
        return _follow(address, deadline)
    except TooSlow:
        raise NotFetched(_too_slow()) from None
    except (Refused, OSError, httpx2.HTTPError, httpx2.InvalidURL, httpcore2.NetworkError) as error:
        slow = _was(error, TooSlow) or isinstance(error, httpx2.ReadTimeout)
        raise NotFetched(_too_slow() if slow else _why(address, error)) from None


def _follow(address: str, deadline: Deadline) -> Fetched:
    """Ask an address and those that it sends on to, each as if nothing had been asked before."""
    for _step in range(REDIRECTS + 1):
        refuse_no_web_address(address)
        with _client(deadline) as client, client.stream("GET", address) as response:
            if response.status_code in _MOVED and "location" in response.headers:
                address = urljoin(address, response.headers["location"])
                continue
            if response.status_code != 200:
                raise NotFetched(
                    _("The address answers with status %(status)s instead of a document.")
                    % {"status": response.status_code}
                )
            return Fetched(address, _body(response, deadline))
    raise NotFetched(_("The address sends on from one to the next too many times."))


def _client(deadline: Deadline) -> httpx2.Client:
    """Return a client that knows nothing from before: no cookie, no password, no connection."""
    return httpx2.Client(
        transport=_Transport(deadline),
        trust_env=False,
        timeout=SECONDS,
        follow_redirects=False,
        headers={"User-Agent": _NAMED, "Accept-Encoding": "identity"},
    )


def refuse_no_web_address(address: str) -> None:
    """Refuse what is no plain address of a web page."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        plain = False
    if not plain or any(ord(char) <= 0x20 for char in address):
        raise NotFetched(
            _("This is no address of a web page. Give one that begins with http:// or https://.")
        )
    if "@" in parts.netloc:
        raise NotFetched(
            _("The address holds a name or password before the “@”. Give it without them.")
        )


def _body(response: httpx2.Response, deadline: Deadline) -> bytes:
    pieces, taken = [], 0
    for piece in response.iter_raw():
        taken += len(piece)
        if taken > MOST_BYTES:
            raise NotFetched(_too_large())
        deadline.left(None)
        pieces.append(piece)
    return _unpacked(b"".join(pieces), response.headers.get("content-encoding", "identity"))


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding.strip().lower() in {"", "identity"}:
        return body
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        raise NotFetched(_("The answer is packed in a way that was not asked for."))
    unpacked, left = b"", body
    while left:  # gzip may hold several members in a row
        member = zlib.decompressobj(31)
        try:
            unpacked += member.decompress(left, MOST_BYTES + 1 - len(unpacked))
        except zlib.error:
            raise NotFetched(_damaged()) from None
        if len(unpacked) > MOST_BYTES:
            raise NotFetched(_too_large())
        if not member.eof:
            raise NotFetched(_damaged())
        left = member.unused_data
    return unpacked


def _damaged() -> str:
    return _("The answer is damaged.")


def _too_slow() -> str:
    return _("The address answers too slowly. Try again later.")


def _too_large() -> str:
    return _("The answer is larger than %(size)s MB.") % {"size": MOST_BYTES // 1_000_000}


def _why(address: str, error: Exception) -> str:
    """Say what went wrong, with nothing of what the address answered."""
    if _was(error, Refused):
        return _("The address is not one of the public internet, and is not fetched from.")
    host = (urlsplit(address).hostname or "")[:80]
    return _("%(host)s cannot be reached. Check the address, or try again later.") % {"host": host}


def _was(error: BaseException | None, kind: type[Exception]) -> bool:
    """Tell whether an error, or one that led to it, is of a kind."""
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False

"""From which address a request comes: the neighbour, or whom trusted proxies vouch for.

A proxy adds the address it was called from to `X-Forwarded-For`, behind what the caller may have
written there. So the list is read from its end, as long as those who wrote it are trusted.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def address_of(request: HttpRequest) -> str:
    """Return the address whose tries and requests are counted."""
    neighbour = str(request.META.get("REMOTE_ADDR") or "")
    at = _read(neighbour)
    if at is None or not _is_trusted(at):
        return neighbour
    for written in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        before = _read(written)
        if before is None:
            break  # what nobody can vouch for: the last trusted proxy answers for it
        at = before
        if not _is_trusted(at):
            break
    return str(at)


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _read(written: str) -> Address | None:
    """Read an address, with a port or without.

    >>> str(_read(" [2001:db8::1]:443 ")), str(_read("::ffff:192.0.2.1")), _read("unknown")
    ('2001:db8::1', '192.0.2.1', None)
    """
    plain = written.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ip_address(plain)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found

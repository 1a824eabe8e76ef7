"""Nothing but public addresses is ever connected to, however they are written."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from servanda.desk.sources import network
from servanda.desk.sources.fetching import NotFetched, fetch

NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - refused, not bound
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:0a00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff05::1:3",
    "4000::1",
    "::8.8.8.8",
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:80b::200e"]
WAYS_TO_LOOPBACK = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1%25lo]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1:8080/",
    "http://0.0.0.0:5432/",
    "https://127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[::]/",
    "http://[ff02::1]/",
    "http://224.0.0.1/",
]
NO_WEB_ADDRESS = [
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "ftp://example.org/",
    "data:text/plain,a",
    "javascript:1",
    "//example.org/",
    "example.org",
    "http://",
    "http:///a",
    "http://user:password@example.org/",
    "http://example.org@127.0.0.1/",
    "http://example.org/\r\nHost: 127.0.0.1",
    "http://example.org/a b",
    "http://[::1",
    "http://example.org:99999/",
    "",
]


@pytest.fixture(autouse=True)
def _turned_on(settings: Any) -> None:
    settings.FETCH_ENABLED = True


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not network.is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    assert network.is_public(ip_address(address))


@pytest.mark.parametrize("address", WAYS_TO_LOOPBACK)
def test_no_way_of_writing_it_leads_to_this_machine(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[Any] = []
    monkeypatch.setattr(
        socket, "create_connection", lambda *where, **_more: connected.append(where)
    )

    with pytest.raises(NotFetched):
        fetch(address)

    assert connected == []


@pytest.mark.parametrize("address", NO_WEB_ADDRESS)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(
        NotFetched, match=r"no address of a web page|cannot be reached|before the “@”"
    ):
        fetch(address)


def test_a_name_that_changes_its_address_is_not_looked_up_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])
    looked_up: list[str] = []
    connected: list[str] = []

    def resolve(host: str, port: int, *_args: Any, **_more: Any) -> list[Any]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(where: tuple[str, int], *_args: Any, **_more: Any) -> socket.socket:
        connected.append(where[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(NotFetched, match="cannot be reached"):
        fetch("http://rebinding.example:8080/")

    assert (looked_up, connected) == (["rebinding.example"], ["93.184.216.34"])


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [(2, 1, 6, "", (each, 80)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: both)

    with pytest.raises(network.Refused):
        network.checked("both.example", 80)


def test_a_name_in_other_letters_is_looked_up_as_the_network_writes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []

    def resolve(host: Any, *_args: Any, **_more: Any) -> list[Any]:
        looked_up.append(host.decode() if isinstance(host, bytes) else host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(NotFetched, match="public internet"):
        fetch("http://bücher.example/")

    assert looked_up == ["xn--bcher-kva.example"]

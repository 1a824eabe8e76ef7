"""Nothing but public addresses is ever connected to, and never for long or for much."""

import ast
import contextlib
import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from house.tracked import ROOT, python_files
from servanda.desk.sources import fetching, network
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


class Server(HTTPServer):
    """Answers what the test says, and counts who asks."""

    asked: list[str]
    headers: list[dict[str, str]]
    answers: dict[str, tuple[int, dict[str, str], bytes]]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked has heard enough
            self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), _Handler) as made:
        made.asked, made.headers, made.answers = [], [], {}
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _turned_on(settings: Any) -> None:
    settings.FETCH_ENABLED = True


@pytest.fixture
def loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the listener on this machine for a public one."""
    monkeypatch.setattr(network, "is_public", lambda address: str(address) == "127.0.0.1")


def at(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


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


def test_nothing_is_fetched_while_it_is_off(settings: Any, server: Server) -> None:
    settings.FETCH_ENABLED = False

    with pytest.raises(NotFetched, match="off here"):
        fetch(at(server, "/"))

    assert server.asked == []


def test_fetching_is_off_unless_the_operator_turns_it_on() -> None:
    text = (ROOT / "src/servanda/desk/web/settings.py").read_text(encoding="utf-8")

    assert 'FETCH_ENABLED = flag("SERVANDA_FETCH")' in text


@pytest.mark.usefixtures("loopback_is_public")
def test_a_public_page_is_fetched(server: Server) -> None:
    server.answers["/a"] = (200, {}, b"some words")

    assert fetch(at(server, "/a")).body == b"some words"


@pytest.mark.usefixtures("loopback_is_public")
def test_redirects_are_few(server: Server) -> None:
    for number in range(9):
        server.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")

    with pytest.raises(NotFetched, match="too many times"):
        fetch(at(server, "/0"))

    assert server.asked == ["/0", "/1", "/2", "/3"]


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize(
    "target", ["http://127.0.0.2/", "http://[::1]/", "file:///etc/passwd", "http://169.254.1.1/"]
)
def test_a_redirect_is_checked_like_the_first_address(server: Server, target: str) -> None:
    server.answers["/a"] = (302, {"Location": target}, b"")

    with pytest.raises(NotFetched, match=r"public internet|no address of a web page"):
        fetch(at(server, "/a"))


def test_a_name_that_changes_its_address_is_not_looked_up_twice(
    server: Server, monkeypatch: pytest.MonkeyPatch
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
        fetch(f"http://rebinding.example:{server.server_port}/")

    assert (looked_up, connected) == (["rebinding.example"], ["93.184.216.34"])


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = [(2, 1, 6, "", (each, 80)) for each in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: both)

    with pytest.raises(network.Refused):
        network.checked("both.example", 80)


@pytest.mark.usefixtures("loopback_is_public")
def test_an_endless_answer_is_cut_short(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1_000_000)
    server.answers["/a"] = (200, {}, b"a" * 1_500_000)

    with pytest.raises(NotFetched, match="larger than"):
        fetch(at(server, "/a"))


@pytest.mark.usefixtures("loopback_is_public")
def test_a_packed_answer_is_counted_unpacked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 1_000_000)
    bomb = gzip.compress(b"a" * 5_000_000)
    server.answers["/a"] = (200, {"Content-Encoding": "gzip"}, bomb)

    with pytest.raises(NotFetched, match="larger than"):
        fetch(at(server, "/a"))


@pytest.mark.usefixtures("loopback_is_public")
def test_a_packed_answer_is_unpacked_whole(server: Server) -> None:
    body = gzip.compress(b"one, ") + gzip.compress(b"two")
    server.answers["/a"] = (200, {"Content-Encoding": "gzip"}, body)

    assert fetch(at(server, "/a")).body == b"one, two"


@pytest.mark.usefixtures("loopback_is_public")
def test_a_packed_answer_that_is_cut_short_is_refused(server: Server) -> None:
    body = gzip.compress(b"a" * 5_000)[:-9]
    server.answers["/a"] = (200, {"Content-Encoding": "gzip"}, body)

    with pytest.raises(NotFetched, match="damaged"):
        fetch(at(server, "/a"))


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize("packing", ["br", "deflate", "zstd", "gzip, gzip"])
def test_a_packing_that_was_not_asked_for_is_refused(server: Server, packing: str) -> None:
    server.answers["/a"] = (200, {"Content-Encoding": packing}, b"words")

    with pytest.raises(NotFetched, match="not asked for"):
        fetch(at(server, "/a"))


@pytest.mark.usefixtures("loopback_is_public")
def test_a_cookie_is_kept_for_no_other_request(server: Server) -> None:
    server.answers["/a"] = (302, {"Location": "/b", "Set-Cookie": "seen=yes; Path=/"}, b"")
    server.answers["/b"] = (200, {}, b"words")

    fetch(at(server, "/a"))
    fetch(at(server, "/b"))

    assert [each.get("cookie") for each in server.headers] == [None, None, None]


@pytest.mark.usefixtures("loopback_is_public")
def test_a_request_tells_nothing_of_who_asks(server: Server) -> None:
    server.answers["/a"] = (302, {"Location": "/b"}, b"")
    server.answers["/b"] = (200, {}, b"words")

    fetch(at(server, "/a"))

    told = {name.lower() for each in server.headers for name in each}
    assert told == {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.usefixtures("loopback_is_public")
def test_a_redirect_to_an_address_with_a_password_is_refused(server: Server) -> None:
    server.answers["/a"] = (302, {"Location": f"http://me:pw@127.0.0.1:{server.server_port}/"}, b"")

    with pytest.raises(NotFetched, match="before the “@”"):
        fetch(at(server, "/a"))


@pytest.fixture
def dripping() -> Iterator[tuple[str, int]]:
    """Serve an answer a byte at a time without end; what comes before it is told by the test."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        ended = threading.Event()

        def drip() -> None:
            with contextlib.suppress(OSError):
                taken, _peer = listener.accept()
                with taken:
                    first = taken.recv(4096).split(b" ")[1]
                    taken.sendall(b"HTTP/1.1 200 OK\r\n")
                    taken.sendall(b"\r\n" if first == b"/body" else b"X: ")
                    while not ended.wait(0.02):
                        taken.sendall(b"a")

        thread = threading.Thread(target=drip)
        thread.start()
        yield "127.0.0.1", listener.getsockname()[1]
        ended.set()
        listener.close()
        thread.join()


@pytest.mark.usefixtures("loopback_is_public")
@pytest.mark.parametrize("part", ["body", "headers"])
def test_an_answer_that_drips_is_given_up(
    dripping: tuple[str, int], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    host, port = dripping

    with pytest.raises(NotFetched, match="too slowly"):
        fetch(f"http://{host}:{port}/{part}")


def test_the_other_end_of_the_connection_itself_is_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "checked", lambda _host, _port: ["127.0.0.1"])

    with pytest.raises(NotFetched, match="public internet"):
        fetch(at(server, "/a"))

    assert server.asked == []


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


@pytest.mark.usefixtures("loopback_is_public")
def test_what_an_address_answers_is_not_told_on(server: Server) -> None:
    server.answers["/a"] = (500, {}, b"a secret of the inner network")

    with pytest.raises(NotFetched) as refused:
        fetch(at(server, "/a"))

    assert "secret" not in str(refused.value)


def test_no_other_module_imports_an_http_client() -> None:
    clients = {"httpx", "httpx2", "httpcore2", "requests", "urllib3", "aiohttp", "http.client"}
    clients |= {"urllib.request", "ftplib", "smtplib"}

    found = {str(path) for path in python_files() if clients & _imports(ROOT / path)}

    allowed = {f"src/servanda/desk/sources/{name}.py" for name in ("fetching", "network")}
    allowed.add("src/servanda/desk/assessments/plugins.py")  # asks the address the operator names
    assert {path for path in found if path.startswith("src/")} <= allowed


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return names

"""What is fetched: little, not for long, and telling nobody anything."""

import ast
import contextlib
import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from house.tracked import ROOT, python_files
from servanda.desk.sources import fetching, network
from servanda.desk.sources.fetching import NotFetched, fetch


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

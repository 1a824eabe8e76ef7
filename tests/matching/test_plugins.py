"""Optional models: a local folder of vectors, and an endpoint spoken to through a transport.

The endpoint is a stand-in on this machine's own loopback address.
"""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from servanda.matching.plugins import (
    Endpoint,
    EndpointError,
    LocalVectors,
    ModelUnavailableError,
    Request,
    Response,
    check_quotes,
    nearest,
)

PASSAGE = "The port was opened on Monday. Officials were pleased."


class StandIn(BaseHTTPRequestHandler):
    """Answers as an OpenAI-compatible server would, with one quote that it made up."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers.get("Authorization") != "Bearer let-me-in":
            return self.answer(401, {"error": "no"})
        if self.path == "/v1/embeddings":
            rows = [
                {"index": n, "embedding": [len(one), 1.0]} for n, one in enumerate(asked["input"])
            ]
            return self.answer(200, {"data": rows[::-1]})
        told = json.dumps({"quotes": ["opened on Monday", "opened on Tuesday"]})
        return self.answer(200, {"choices": [{"message": {"content": told}}]})

    def answer(self, status: int, value: Any) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), StandIn)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def over_http(request: Request) -> Response:
    sent = urllib.request.Request(  # noqa: S310
        request.url, request.body, dict(request.headers), method=request.method
    )
    try:
        with urllib.request.urlopen(sent, timeout=5) as got:  # noqa: S310
            return Response(got.status, got.read())
    except urllib.error.HTTPError as error:
        with error:
            return Response(error.code, error.read())


def answering(body: bytes, status: int = 200) -> Endpoint:
    return Endpoint("http://model.test/v1", "m", lambda _: Response(status, body))


def test_a_quote_that_is_not_in_the_passage_is_refused_and_counted(address: str) -> None:
    endpoint = Endpoint(address, "m", over_http, key="let-me-in")

    checked = check_quotes(endpoint.quotes(PASSAGE, "open the port"), PASSAGE)

    assert [quote.text for quote in checked.quotes] == ["opened on Monday"]
    assert checked.count_refused == 1


def test_a_kept_quote_is_the_passage_at_its_span() -> None:
    [quote] = check_quotes(["on Monday"], PASSAGE).quotes

    assert PASSAGE[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    "quote", ["opened  on Monday", "Opened on Monday", "opened on Monday,", ""]
)
def test_not_a_letter_of_a_quote_may_differ(quote: str) -> None:
    assert check_quotes([quote], PASSAGE).quotes == ()


def test_vectors_come_back_in_the_order_of_the_texts(address: str) -> None:
    endpoint = Endpoint(address, "m", over_http, key="let-me-in")

    assert endpoint.embed(["a", "bbb"])[:, 0].tolist() == [1.0, 3.0]


def test_a_refusing_endpoint_says_what_to_check(address: str) -> None:
    endpoint = Endpoint(address, "m", over_http, key="wrong")

    with pytest.raises(EndpointError, match=r"answered 401.*check its address, its key"):
        endpoint.embed(["a"])


def test_a_key_is_never_shown() -> None:
    assert "secret" not in repr(Endpoint("http://x/v1", "m", over_http, key="secret"))


@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", b'{"choices": []}', b'{"choices": [{"message": {"content": "no"}}]}']
)
def test_an_answer_that_is_not_quotes_is_an_error(body: bytes) -> None:
    with pytest.raises(EndpointError, match="nothing was taken"):
        answering(body).quotes(PASSAGE, "open the port")


@pytest.mark.parametrize("body", [b"[]", b'{"data": [{"index": 0, "embedding": [1]}]}'])
def test_an_answer_with_too_few_vectors_is_an_error(body: bytes) -> None:
    with pytest.raises(EndpointError, match="did not answer with"):
        answering(body).embed(["a", "b"])


def test_nothing_is_sent_for_no_texts() -> None:
    assert len(answering(b"", status=500).embed([])) == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "words.txt").write_text("port\nharbour\nvisa\n", encoding="utf-8")
    np.save(tmp_path / "vectors.npy", np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0]]))
    return tmp_path


def test_near_meanings_come_first(folder: Path) -> None:
    found = nearest(LocalVectors.load(folder), "Port", ["visa", "the harbour"])

    assert [place for place, _ in found] == [1, 0]


def test_a_text_of_unknown_words_is_near_nothing(folder: Path) -> None:
    assert nearest(LocalVectors.load(folder), "xyz", ["visa"]) == [(0, 0.0)]


def test_a_folder_without_vectors_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailableError, match=r"put words\.txt and vectors.npy there"):
        LocalVectors.load(tmp_path)


def test_vectors_that_do_not_fit_their_words_are_refused(folder: Path) -> None:
    (folder / "words.txt").write_text("port\n", encoding="utf-8")

    with pytest.raises(ModelUnavailableError, match=r"one row of vectors\.npy for each line"):
        LocalVectors.load(folder)

"""Optional helpers: off by default, asked on demand, their quotes checked, the refused counted."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client

import make
from desk.assessments import offered
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.models import Commitment
from servanda.desk.assessments import plugins
from servanda.desk.assessments.models import Evidence, PluginTally
from servanda.desk.sources.models import Original

pytestmark = pytest.mark.django_db
INVENTED = "The list was never adopted."


@dataclass
class StandIn:
    """A model of our own behind an address, and what it was asked."""

    address: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@pytest.fixture
def model(settings: Any) -> Iterator[StandIn]:
    stand_in = StandIn(answer={"quotes": [offered.LISTED, INVENTED]})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            stand_in.asked.append(json.loads(self.rfile.read(length)))
            stand_in.keys.append(self.headers.get("Authorization", ""))
            content = json.dumps(stand_in.answer)
            body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(stand_in.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stand_in.address = f"http://127.0.0.1:{server.server_port}/v1"
    settings.MODEL_URL, settings.MODEL_NAME = stand_in.address, "stand-in"
    settings.MODEL_KEY = "a key"
    yield stand_in
    server.shutdown()
    server.server_close()


@pytest.fixture
def source(here: Partnership, promises: dict[str, Commitment]) -> Original:
    return offered.report(here)


def ask(desk: Client, of: Original) -> tuple[int, str]:
    answer = desk.post(f"/north-south/inbox/{of.local_id}/ask/", {"passage": 1})
    return answer.status_code, answer.content.decode()


def test_there_is_nobody_to_ask_unless_settings_name_one(desk: Client, source: Original) -> None:
    page = desk.get(f"/north-south/inbox/{source.local_id}/").content.decode()

    assert not plugins.helpers()
    assert 'data-key="m"' not in page
    assert ask(desk, source)[0] == 404


def test_what_the_model_quotes_is_shown(desk: Client, source: Original, model: StandIn) -> None:
    assert offered.LISTED in ask(desk, source)[1].partition('id="answer"')[2]


def test_a_quote_that_is_not_in_the_passage_is_refused_and_counted(
    desk: Client, source: Original, model: StandIn
) -> None:
    page = ask(desk, source)[1]

    assert INVENTED not in page
    assert "1 quote that it gave is not in the passage" in page
    tally = PluginTally.objects.get(name="stand-in")
    assert (tally.asked, tally.kept, tally.refused) == (1, 1, 1)


def test_the_weights_page_shows_what_became_of_the_quotes(
    desk: Client, source: Original, model: StandIn
) -> None:
    ask(desk, source)

    page = desk.get("/north-south/ranker/").content.decode()
    assert "stand-in" in page.partition('<h2 id="helpers">')[2]


def test_asking_links_nothing(desk: Client, source: Original, model: StandIn) -> None:
    ask(desk, source)

    assert not Evidence.objects.exists()


def test_the_key_goes_to_the_model_and_not_to_the_page(
    desk: Client, source: Original, model: StandIn
) -> None:
    page = ask(desk, source)[1]

    assert model.keys == ["Bearer a key"]
    assert "a key" not in page


def test_a_model_that_fails_leaves_the_page_whole(
    desk: Client, source: Original, model: StandIn
) -> None:
    model.status = 500

    status, page = ask(desk, source)

    assert status == 200
    assert "answered 500" in page


def test_a_model_that_is_not_there_leaves_the_page_whole(
    desk: Client, source: Original, settings: Any
) -> None:
    settings.MODEL_URL, settings.MODEL_NAME = "http://127.0.0.1:9/v1", "stand-in"

    assert "could not be asked" in ask(desk, source)[1]


def test_words_that_one_party_holds_do_not_leave_the_desk(
    here: Partnership, promises: dict[str, Commitment], analyst: Person, model: StandIn
) -> None:
    held = analyst.memberships.get().party
    source = offered.report(here, classification="party", held_by=held)

    status, page = ask(make.signed_in(analyst), source)

    assert status == 422
    assert "do not leave the desk" in page
    assert model.asked == []


def test_word_vectors_propose_what_words_do_not(
    desk: Client, source: Original, settings: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "vectors"
    folder.mkdir()
    (folder / "words.txt").write_text("settled\npipeline\n")
    np.save(folder / "vectors.npy", np.array([[1.0, 0.1], [0.9, 0.0]], dtype=np.float32))
    settings.WORD_VECTORS = str(folder)

    page = ask(desk, source)[1]

    assert 'data-subject="gas"' in page


def test_a_folder_without_vectors_is_not_used(settings: Any, tmp_path: Path) -> None:
    settings.WORD_VECTORS = str(tmp_path)

    assert not plugins.helpers()

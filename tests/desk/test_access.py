"""Every address × every kind of viewer: the answer, and what it must not give away.

The table of addresses is `access/addresses.py`, the things with their canaries `access/world.py`.
Everything is asked once, in one world, and the tests look at the answers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.html import escape

import make
from desk.access.addresses import TABLE, Sample
from desk.access.canaries import canary
from desk.access.world import EVERY, HIDDEN, KINDS, OFFICERS, SEES, World
from servanda.desk.record import services
from servanda.desk.record.statistics import look_again

pytestmark = [
    pytest.mark.django_db,  # so that there is a database when the module asks
    pytest.mark.xdist_group("access"),
]

ONLY_PUBLIC = ("anonymous", "operator")
HEAD_OF_THE_LEDGER = r"entry \d+|\b[0-9a-f]{64}\b"  # published on purpose: it says only how many
RISK = "/north-south/roadmaps/roadmap-own-canary-public-7f3a/risk/"
BEFORE, TODAY = "2026-11-19T09:00:00Z", "2026-11-21T09:00:00Z"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one kind of viewer was answered at one address."""

    kind: str
    path: str
    expected: int
    status: int
    text: str

    def gives_away(self, word: str) -> bool:
        """Tell whether a word stands in the answer that did not stand in the question."""
        return word in self.without_question()

    def without_question(self) -> str:
        """Return the answer without what only repeats the question."""
        path, _, query = self.path.partition("?")
        asked = {self.path, path, quote(self.path), quote(path), *query.split("&")}
        asked |= {value for _, value in parse_qsl(query)}
        text = self.text
        for each in sorted((each for each in asked if len(each) > 3), key=len, reverse=True):
            text = text.replace(escape(each), "…").replace(each, "…")
        return text

    def without_chance(self) -> str:
        """Return the answer without what differs each time it is asked for."""
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", self.without_question())
        return re.sub(rf"Content-Length: \d+|{HEAD_OF_THE_LEDGER}", "", text)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers: of the whole world, and of the world that has public things only."""

    whole: list[Answer]
    bare: list[Answer]
    feeds: dict[str, str]
    written: list[str]


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> Answers:
    with (
        django_db_blocker.unblock(),
        time_machine.travel(TODAY, tick=False),
        transaction.atomic(),
    ):
        with time_machine.travel(BEFORE, tick=False):
            world = World()
        look_again()  # what stands in an open transaction is looked at by nobody else
        call_command("compute", stdout=StringIO())
        browser(world, "anonymous").get(RISK)  # what is kept of it is told on other pages
        bare = list(ask(world, ONLY_PUBLIC, ("public",)))
        with time_machine.travel(BEFORE, tick=False):
            world.hide_things()
        world.change_what_is_hidden()
        whole = list(ask(world, KINDS, EVERY))
        feeds = {kind: feed(token) for kind, token in world.tokens.items()}
        written = list(write_without_right(world))
        transaction.set_rollback(True)
    return Answers(whole, bare, feeds, written)


def ask(world: World, kinds: tuple[str, ...], classes: tuple[str, ...]) -> Iterator[Answer]:
    for kind in kinds:
        client = browser(world, kind)
        for path, of, sample in cases(classes):
            if kind in sample.kinds:
                yield answer(client, kind, path, sample.rule(kind, of))


def browser(world: World, kind: str) -> Client:
    client = make.signed_in(world.people[kind])
    client.raise_request_exception = False
    return client


def cases(classes: tuple[str, ...]) -> Iterator[tuple[str, str, Sample]]:
    for sample in (sample for samples in TABLE.values() for sample in samples):
        for of in classes if "{of}" in sample.path else ("public",):
            yield sample.path.replace("{of}", of), of, sample


def answer(client: Client, kind: str, path: str, expected: int) -> Answer:
    response = client.get(path)
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = response.content.decode("utf-8", "replace")
    return Answer(kind, path, expected, response.status_code, f"{head}\n\n{body}")


def feed(token: str) -> str:
    return Client().get(f"/feeds/{token}.ics").content.decode()


def write_without_right(world: World) -> Iterator[str]:
    """Send changes to every address as those who may make none; yield what came of them."""
    before = services.head()
    for kind, methods in WRITERS.items():
        assert kind not in OFFICERS
        client = browser(world, kind)
        for path in (path for path, _, _ in cases(EVERY) if is_others(path)):
            for method in methods:
                status = getattr(client, method)(path).status_code
                if status >= 500:
                    yield f"{kind} {method} {path}: {status}"
            if services.head() != before:
                before = services.head()
                yield f"{kind} changed something at {path}"


def is_others(path: str) -> bool:
    """Tell whether an address takes changes of what is not one's own."""
    return not path.startswith(OWN) and "?" not in path


WRITERS = {
    "anonymous": ("put", "patch", "delete", "options"),
    "operator": ("post",),
    "named": ("post",),
}
OWN = ("/accounts/", "/me/", "/i18n/", "/theme/")  # where people change what is their own


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from routes(each, route)


def test_every_address_is_in_the_table() -> None:
    assert set(routes(get_resolver())) - set(TABLE) == set()


def test_no_address_in_the_table_is_gone() -> None:
    assert set(TABLE) - set(routes(get_resolver())) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_has_the_status_of_the_table(answers: Answers, kind: str) -> None:
    wrong = {
        each.path: f"{each.status} instead of {each.expected}"
        for each in answers.whole
        if each.kind == kind and each.status != each.expected
    }

    assert wrong == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", HIDDEN)
def test_no_answer_gives_away_what_is_not_for_the_viewer(
    answers: Answers, kind: str, of: str
) -> None:
    if of in SEES[kind]:
        return

    leaks = [
        each.path for each in answers.whole if each.kind == kind and each.gives_away(canary(of))
    ]

    assert leaks == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of", EVERY)
def test_who_may_see_a_thing_does(answers: Answers, kind: str, of: str) -> None:
    if of not in SEES[kind]:
        return

    shown = any(each.kind == kind and each.gives_away(canary(of)) for each in answers.whole)

    assert shown


@pytest.mark.parametrize("kind", ONLY_PUBLIC)
def test_what_is_hidden_changes_no_page_of_those_it_is_hidden_from(
    answers: Answers, kind: str
) -> None:
    whole = {each.path: each.without_chance() for each in answers.whole if each.kind == kind}
    bare = {
        each.path: each.without_chance()
        for each in answers.bare
        if each.kind == kind and each.status == each.expected  # not what came to be public since
    }

    assert [path for path, text in bare.items() if whole[path] != text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_hidden_is_answered_like_what_is_not_there(answers: Answers, kind: str) -> None:
    missing = {
        each.without_chance()
        for each in answers.whole
        if each.kind == kind and each.status == each.expected == 404 and "?" not in each.path
    }

    assert len(missing) == 1


def test_the_public_feed_is_the_same_whoever_asks(answers: Answers) -> None:
    feeds = [each for each in answers.whole if each.path == "/north-south/calendar.ics"]

    assert len({each.text.partition("BEGIN:VCALENDAR")[2] for each in feeds}) == 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "anonymous"])
@pytest.mark.parametrize("of", HIDDEN)
def test_a_private_feed_holds_what_its_person_may_see(answers: Answers, kind: str, of: str) -> None:
    assert (canary(of) in answers.feeds[kind]) == (of in SEES[kind])


def test_nobody_without_the_role_changes_anything(answers: Answers) -> None:
    assert answers.written == []

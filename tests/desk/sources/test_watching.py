"""A watched feed: what is new in it is taken in, once."""

import pytest

import make
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import NotAllowed
from servanda.desk.sources.models import Watchlist
from servanda.desk.sources.services.watching import take_up, watch
from servanda.reading.articles import Entry, Workshop, entries_of

pytestmark = pytest.mark.django_db
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>https://example.org/a</link><title>A &amp; B</title><guid>1</guid>
<pubDate>Tue, 10 Feb 2026 12:00:00 +0400</pubDate></item>
<item><link>javascript:alert(1)</link><title>No page</title></item>
<item><link>https://example.org/c</link><title>C</title></item></channel></rss>"""


def entries(*keys: str) -> list[Entry]:
    return [Entry(key, f"https://example.org/{key}", key.upper(), "") for key in keys]


@pytest.fixture
def news(here: Partnership, analyst: Person) -> Watchlist:
    return watch(here.id, "News", "https://example.org/feed", by=analyst)


def test_a_feed_gives_the_entries_that_lead_to_a_page() -> None:
    with Workshop() as workshop:
        found = entries_of(FEED.encode(), workshop)

    assert [(each.address, each.title, each.published) for each in found] == [
        ("https://example.org/a", "A & B", "2026-02-10"),
        ("https://example.org/c", "C", ""),
    ]


@pytest.mark.parametrize("feed", [b"", b"no feed", b"<rss", b"\x00\xff" * 50])
def test_what_is_no_feed_has_no_entries(feed: bytes) -> None:
    with Workshop() as workshop:
        assert entries_of(feed, workshop) == []


def test_what_is_new_becomes_an_ingest(news: Watchlist) -> None:
    job = take_up(news, entries("a", "b"))

    assert job is not None
    assert [each.place for each in job.items.all()] == [
        "url:https://example.org/a",
        "url:https://example.org/b",
    ]


def test_what_was_seen_is_not_taken_up_again(news: Watchlist) -> None:
    take_up(news, entries("a", "b"))

    job = take_up(news, entries("a", "b", "c"))

    assert job is not None
    assert [each.place for each in job.items.all()] == ["url:https://example.org/c"]


def test_nothing_new_opens_no_ingest(news: Watchlist) -> None:
    take_up(news, entries("a"))

    assert take_up(news, entries("a")) is None


def test_who_has_no_role_for_it_watches_nothing(here: Partnership) -> None:
    reader = make.person(role="reader", within=here)

    with pytest.raises(NotAllowed):
        watch(here.id, "News", "https://example.org/feed", by=reader)

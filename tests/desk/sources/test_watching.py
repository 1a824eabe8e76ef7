"""A watched feed: what is new in it is taken in, once, and each look is remembered."""

from typing import Any

import pytest
from django.core.management import call_command

import make
from servanda.desk.accounts.models import Partnership, Person
from servanda.desk.agreements.errors import NotAllowed, Refused
from servanda.desk.record.models import LedgerEntry
from servanda.desk.sources import fetching
from servanda.desk.sources.fetching import Fetched, NotFetched
from servanda.desk.sources.locks import alone
from servanda.desk.sources.models import FeedLook, IngestJob, Original, Watchlist
from servanda.desk.sources.services import watching
from servanda.desk.sources.services.watching import (
    look,
    remove_watchlist,
    stop_watching,
    take_up,
    watch,
    watch_again,
)
from servanda.reading.articles import Entry, Workshop, entries_of
from servanda.reading.formats.refusal import Refusal

pytestmark = pytest.mark.django_db
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>https://example.org/a</link><title>A &amp; B</title><guid>1</guid>
<pubDate>Tue, 10 Feb 2026 12:00:00 +0400</pubDate></item>
<item><link>javascript:alert(1)</link><title>No page</title></item>
<item><link>/c</link><title>C</title></item></channel></rss>"""
WORDS = b"The parties met in the capital and spoke of the railway line."


def entries(*keys: str) -> list[Entry]:
    return [Entry(key, f"https://example.org/{key}", key.upper(), "") for key in keys]


def places(found: FeedLook) -> list[str]:
    return [each.place for each in found.ingest.items.all()] if found.ingest else []


@pytest.fixture
def news(here: Partnership, analyst: Person) -> Watchlist:
    return watch(here.id, "News", "https://example.org/feed", by=analyst)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Answer for the internet: what stands here, and nothing else."""
    pages = {"https://example.org/feed": FEED.encode()}

    def fetch(address: str) -> Fetched:
        if address not in pages:
            raise NotFetched(fetching._why(address, OSError()))
        return Fetched(address, pages[address])

    monkeypatch.setattr(watching, "fetch", fetch)
    monkeypatch.setattr("servanda.desk.sources.bringing.fetch", fetch)
    return pages


def test_a_feed_gives_the_entries_that_lead_to_a_page() -> None:
    with Workshop() as workshop:
        found = entries_of(FEED.encode(), workshop, "https://example.org/feed")

    assert [(each.address, each.title, each.published) for each in found] == [
        ("https://example.org/a", "A & B", "2026-02-10"),
        ("https://example.org/c", "C", ""),
    ]


@pytest.mark.parametrize("feed", [b"", b"no feed", b"<html><p>A page</p></html>", b"\x00\xff" * 50])
def test_what_is_no_feed_is_refused(feed: bytes) -> None:
    with Workshop() as workshop, pytest.raises(Refusal, match="no feed"):
        entries_of(feed, workshop)


def test_what_is_new_becomes_an_ingest(news: Watchlist) -> None:
    found = take_up(news, entries("a", "b"))

    assert places(found) == ["url:https://example.org/a", "url:https://example.org/b"]
    assert found.new == 2


def test_what_was_seen_is_not_taken_up_again(news: Watchlist) -> None:
    take_up(news, entries("a", "b"))

    assert places(take_up(news, entries("a", "b", "c"))) == ["url:https://example.org/c"]


def test_nothing_new_opens_no_ingest(news: Watchlist) -> None:
    take_up(news, entries("a"))

    found = take_up(news, entries("a"))

    assert (found.new, found.ingest, IngestJob.objects.count()) == (0, None, 1)


def test_who_has_no_role_for_it_watches_nothing(here: Partnership) -> None:
    reader = make.person(role="reader", within=here)

    with pytest.raises(NotAllowed):
        watch(here.id, "News", "https://example.org/feed", by=reader)


def test_a_feed_is_watched_once_for_the_same_readers(news: Watchlist, analyst: Person) -> None:
    with pytest.raises(Refused, match="watched already"):
        watch(str(news.partnership_id), "Again", news.url, by=analyst)


@pytest.mark.parametrize(
    "address", ["", "news", "file:///etc/passwd", "https://me:pw@example.org/"]
)
def test_what_is_no_address_is_not_watched(
    here: Partnership, analyst: Person, address: str
) -> None:
    with pytest.raises(Refused, match="address"):
        watch(here.id, "News", address, by=analyst)


def test_a_feed_without_a_name_has_that_of_its_site(here: Partnership, analyst: Person) -> None:
    assert watch(here.id, " ", "https://example.org/feed", by=analyst).title == "example.org"


@pytest.mark.usefixtures("site")
def test_a_look_that_fails_is_remembered_as_a_sentence(news: Watchlist) -> None:
    news.url = "https://nowhere.example/feed"

    found = look(news)

    assert (
        found.error == "nowhere.example cannot be reached. Check the address, or try again later."
    )


def test_a_page_that_is_no_feed_is_remembered_as_a_sentence(
    news: Watchlist, site: dict[str, bytes]
) -> None:
    site[news.url] = b"<html><p>A page</p></html>"

    assert look(news).error.startswith("What the address answers is no feed (RSS or Atom); look")


@pytest.mark.usefixtures("news")
def test_watch_takes_in_what_is_new(site: dict[str, bytes]) -> None:
    site["https://example.org/a"] = WORDS

    call_command("watch")

    assert [(each.title, each.url) for each in Original.objects.all()] == [
        ("A & B", "https://example.org/a")
    ]


@pytest.mark.usefixtures("site")
def test_a_paused_feed_is_not_looked_at(news: Watchlist, analyst: Person) -> None:
    stop_watching(news, by=analyst)

    call_command("watch")

    assert FeedLook.objects.count() == 0


@pytest.mark.usefixtures("site")
def test_a_feed_that_is_gone_on_with_remembers_what_it_saw(
    news: Watchlist, analyst: Person
) -> None:
    look(news)
    stop_watching(news, by=analyst)

    watch_again(news, by=analyst)

    assert look(news).new == 0


def test_watch_goes_on_with_what_it_did_not_finish(news: Watchlist, site: dict[str, bytes]) -> None:
    site["https://example.org/a"] = WORDS
    look(news)  # and then the process ended

    call_command("watch")

    assert Original.objects.count() == 1


@pytest.mark.usefixtures("site")
def test_a_feed_that_is_being_looked_at_is_left_alone(news: Watchlist, capsys: Any) -> None:
    with alone(news.id):
        call_command("watch")

    assert (FeedLook.objects.count(), "Another process" in capsys.readouterr().err) == (0, True)


def test_a_removed_feed_leaves_what_came_from_it(
    news: Watchlist, analyst: Person, site: dict[str, bytes]
) -> None:
    site["https://example.org/a"] = WORDS
    call_command("watch")

    remove_watchlist(news, by=analyst, reason="It has moved.")

    entry = LedgerEntry.objects.latest("sequence")
    assert (Watchlist.objects.count(), Original.objects.count()) == (0, 1)
    assert (entry.action, entry.reason) == ("watchlist.removed", "It has moved.")


def test_only_the_last_looks_are_kept(news: Watchlist) -> None:
    for _ in range(watching.LOOKS_KEPT + 5):
        take_up(news, [])

    assert FeedLook.objects.count() == watching.LOOKS_KEPT


class TestPage:
    """The page of watched feeds."""

    def text(self, browser: Any, here: Partnership) -> str:
        return str(browser.get(f"/{here.id}/watchlists/").content.decode())

    def test_it_says_that_nothing_is_fetched(self, here: Partnership, analyst: Person) -> None:
        page = self.text(make.signed_in(analyst), here)

        assert "Fetching from the internet is off here, so no feed is looked at." in page

    @pytest.mark.usefixtures("news")
    def test_without_fetching_no_look_is_offered(self, here: Partnership, analyst: Person) -> None:
        assert "Look now" not in self.text(make.signed_in(analyst), here)

    def test_with_fetching_a_look_is_begun_apart(
        self, here: Partnership, analyst: Person, news: Watchlist, settings: Any, monkeypatch: Any
    ) -> None:
        settings.FETCH_ENABLED = True
        begun: list[tuple[str, ...]] = []
        monkeypatch.setattr(watching, "desk_apart", lambda *command: begun.append(command))

        make.signed_in(analyst).post(f"/{here.id}/watchlists/{news.id}/look/")

        assert begun == [("watch", news.id)]

    def test_a_feed_is_added_paused_gone_on_with_and_removed(
        self, here: Partnership, analyst: Person
    ) -> None:
        browser = make.signed_in(analyst)
        where = f"/{here.id}/watchlists/"
        browser.post(where, {"url": "https://example.org/rss", "classification": "partners"})
        one = Watchlist.objects.get()
        seen = []
        for verb in ("pause", "go-on", "remove"):
            browser.post(f"{where}{one.id}/{verb}/", {"reason": "It has moved."})
            seen.append(Watchlist.objects.values_list("active", flat=True).first())

        assert seen == [False, True, None]

    def test_what_a_look_found_is_shown(
        self, here: Partnership, analyst: Person, news: Watchlist
    ) -> None:
        take_up(news, entries("a", "b"))
        watching._remember(news, error="It cannot be reached.")

        page = self.text(make.signed_in(analyst), here)

        assert "2 new entries" in page
        assert "It cannot be reached." in page

    def test_a_wrong_address_is_answered_with_a_sentence(
        self, here: Partnership, analyst: Person
    ) -> None:
        filled = {"url": "gopher://example.org", "classification": "partners"}

        answer = make.signed_in(analyst).post(f"/{here.id}/watchlists/", filled)

        assert (answer.status_code, "no address of a web page" in answer.content.decode()) == (
            422,
            True,
        )

    def test_a_reader_changes_no_feed(self, here: Partnership, news: Watchlist) -> None:
        reader = make.signed_in(make.person(role="reader", party=make.party(here, "south")))

        answer = reader.post(f"/{here.id}/watchlists/{news.id}/pause/")

        assert answer.status_code == 403

"""Watches feeds: what is new in them is taken in."""

from django.db import transaction

from servanda.desk.accounts.models import Person
from servanda.desk.agreements.services.permission import keep_in_sight, permit
from servanda.desk.record import services as record
from servanda.desk.sources.fetching import fetch
from servanda.desk.sources.models import IngestJob, WatchedEntry, Watchlist
from servanda.desk.sources.services.handing_over import open_addresses
from servanda.reading.articles import Entry, Workshop, entries_of


def watch(
    partnership_id: str, title: str, url: str, *, by: Person, classification: str = "partners"
) -> Watchlist:
    """Begin to watch a feed."""
    actor = permit(by, "watchlist.add", partnership_id)
    new = Watchlist(
        partnership_id=partnership_id, title=title, url=url, classification=classification
    )
    keep_in_sight(by, new)
    return record.create(new, by=actor, action="watchlist.added")


def stop_watching(watchlist: Watchlist, *, by: Person) -> Watchlist:
    """Watch a feed no longer; what came from it stays."""
    actor = permit(by, "watchlist.change", str(watchlist.partnership_id), watchlist)
    return record.change(watchlist, by=actor, action="watchlist.changed", active=False)


def look(watchlist: Watchlist) -> IngestJob | None:
    """Fetch a feed and open an ingest of what is new in it; None where nothing is."""
    fetched = fetch(watchlist.url)
    with Workshop() as workshop:
        return take_up(watchlist, entries_of(fetched.body, workshop))


@transaction.atomic
def take_up(watchlist: Watchlist, entries: list[Entry]) -> IngestJob | None:
    """Open an ingest of the entries that were not seen before, and remember them."""
    stored = Watchlist.objects.select_for_update().get(pk=watchlist.pk)
    keys = [entry.key for entry in entries]
    seen = set(stored.entries.filter(key__in=keys).values_list("key", flat=True))
    new = {entry.key: entry for entry in entries if entry.key not in seen}
    if not new:
        return None
    WatchedEntry.objects.bulk_create(WatchedEntry(watchlist=stored, key=key) for key in new)
    told = {
        entry.address: {
            "where": "feed",
            "url": entry.address,
            "title": entry.title,
            "published": entry.published,
        }
        for entry in new.values()
    }
    return open_addresses(
        str(stored.partnership_id),
        list(told),
        by=None,
        classification=stored.classification,
        held_by_id=stored.held_by_id,
        told=told,
    )

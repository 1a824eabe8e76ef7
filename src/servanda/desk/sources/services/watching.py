"""Watches feeds: what is new in them is taken in, and each look is remembered."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from servanda.desk.accounts.models import Person
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.errors import Refused
from servanda.desk.agreements.services.permission import keep_in_sight, permit
from servanda.desk.record import services as record
from servanda.desk.record.policy import seen_by
from servanda.desk.sources.fetching import NotFetched, fetch, refuse_no_web_address
from servanda.desk.sources.locks import alone
from servanda.desk.sources.models import FeedLook, IngestJob, WatchedEntry, Watchlist
from servanda.desk.sources.services.handing_over import open_addresses
from servanda.desk.sources.services.running import desk_apart
from servanda.reading.articles import Entry, Workshop, entries_of
from servanda.reading.formats.refusal import Refusal

LOOKS_KEPT = 20


def watch(
    partnership_id: str, title: str, url: str, *, by: Person, classification: str = "partners"
) -> Watchlist:
    """Begin to watch a feed."""
    actor = permit(by, "watchlist.add", partnership_id)
    address = url.strip()
    try:
        refuse_no_web_address(address)
    except NotFetched as error:
        raise Refused(str(error)) from None
    new = Watchlist(
        partnership_id=partnership_id,
        title=title.strip() or str(urlsplit(address).hostname),
        url=address,
        classification=classification,
    )
    keep_in_sight(by, new)
    _refuse_twice(new, by)
    return record.create(new, by=actor, action="watchlist.added")


def _refuse_twice(new: Watchlist, by: Person) -> None:
    """Refuse a feed that the person sees being watched for the same readers."""
    same = Watchlist.objects.filter(
        partnership_id=new.partnership_id, url=new.url, classification=new.classification
    )
    if seen_by(viewer_for(by), same).exists():
        raise Refused(_("This feed is watched already; it stands in the list below."))


def stop_watching(watchlist: Watchlist, *, by: Person) -> Watchlist:
    """Watch a feed no longer; what came from it stays."""
    return _change(watchlist, by, active=False)


def watch_again(watchlist: Watchlist, *, by: Person) -> Watchlist:
    """Go on watching a feed; what was seen in it before is not taken in again."""
    return _change(watchlist, by, active=True)


def _change(watchlist: Watchlist, by: Person, *, active: bool) -> Watchlist:
    actor = permit(by, "watchlist.change", str(watchlist.partnership_id), watchlist)
    return record.change(watchlist, by=actor, action="watchlist.changed", active=active)


def remove_watchlist(watchlist: Watchlist, *, by: Person, reason: str = "") -> None:
    """Take a feed off the list; what came from it stays."""
    actor = permit(by, "watchlist.remove", str(watchlist.partnership_id), watchlist)
    record.remove(watchlist, by=actor, action="watchlist.removed", reason=reason)


def look_apart(watchlist: Watchlist, *, by: Person) -> None:
    """Look at a feed now, in a process that outlives the request that asks for it."""
    permit(by, "watchlist.change", str(watchlist.partnership_id), watchlist)
    desk_apart("watch", watchlist.id)


def look(watchlist: Watchlist) -> FeedLook:
    """Fetch a feed and open an ingest of what is new in it; remember that, or why it failed."""
    with alone(watchlist.id), override("en"):  # what is stored is said in one language
        try:
            fetched = fetch(watchlist.url)
            with Workshop() as workshop:
                entries = entries_of(fetched.body, workshop, fetched.address)
        except NotFetched as error:
            return _remember(watchlist, error=str(error))
        except Refusal as refusal:
            return _remember(watchlist, error=_sentence(refusal))
        return take_up(watchlist, entries)


def _sentence(refusal: Refusal) -> str:
    return f"{refusal.why[:1].upper()}{refusal.why[1:]}; {refusal.advice}."


@transaction.atomic
def take_up(watchlist: Watchlist, entries: list[Entry]) -> FeedLook:
    """Open an ingest of the entries that were not seen before, and remember them."""
    stored = Watchlist.objects.select_for_update().get(pk=watchlist.pk)
    keys = [entry.key for entry in entries]
    seen = set(stored.entries.filter(key__in=keys).values_list("key", flat=True))
    new = {entry.key: entry for entry in entries if entry.key not in seen}
    if not new:
        return _remember(stored)
    WatchedEntry.objects.bulk_create(WatchedEntry(watchlist=stored, key=key) for key in new)
    return _remember(stored, new=len(new), ingest=_opened(stored, list(new.values())))


def _opened(watchlist: Watchlist, entries: list[Entry]) -> IngestJob:
    told = {
        entry.address: {
            "where": "feed",
            "url": entry.address,
            "title": entry.title,
            "published": entry.published,
        }
        for entry in entries
    }
    return open_addresses(
        str(watchlist.partnership_id),
        list(told),
        by=None,
        classification=watchlist.classification,
        held_by_id=watchlist.held_by_id,
        told=told,
        label=f"{watchlist.title}: {timezone.localdate().isoformat()}",
    )


def _remember(
    watchlist: Watchlist, *, new: int = 0, ingest: IngestJob | None = None, error: str = ""
) -> FeedLook:
    made = FeedLook.objects.create(
        watchlist=watchlist, at=timezone.now(), new=new, ingest=ingest, error=error
    )
    late = FeedLook.objects.filter(watchlist=watchlist).order_by("-at", "-id")[LOOKS_KEPT:]
    FeedLook.objects.filter(pk__in=list(late.values_list("pk", flat=True))).delete()
    return made

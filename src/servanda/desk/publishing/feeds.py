"""Calendars as feeds (RFC 5545): one public for each partnership, and one private for each person.

The same state of the record gives the same bytes: nothing in a feed comes from the clock. What is
known only to the month or year is left out, since a calendar would show it on a day.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone, translation
from django.utils.translation import get_language
from icalendar import Calendar, Event

from servanda.desk.accounts.models import Partnership
from servanda.desk.accounts.services import person_of_feed_token
from servanda.desk.accounts.viewing import viewer_for
from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.selectors import CalendarEntry, timeline
from servanda.desk.agreements.selectors.calendar import EVENT
from servanda.desk.agreements.words import Area, EventKind, Precision
from servanda.desk.publishing.meetings import meetings
from servanda.desk.publishing.recurring import first_end, rule
from servanda.desk.publishing.stamps import stamps
from servanda.desk.record.models import Classification, Classified
from servanda.desk.record.services import head
from servanda.desk.record.viewpoint import Viewpoint

PRODUCT = "-//Servanda//Calendar of commitments//EN"
HOST = "servanda"
EACH_DAY = timedelta(days=1)
CLASSES: Mapping[str, str] = {
    Classification.PUBLIC: "PUBLIC",
    Classification.PARTNERS: "CONFIDENTIAL",
    Classification.PARTY: "CONFIDENTIAL",
    Classification.SEALED: "PRIVATE",
}


def public_calendar(partnership: Partnership, viewpoint: Viewpoint, *, site: str = "") -> bytes:
    """Return the calendar of a partnership as the viewer may see it.

    `site` is the address before all paths, "https://example.org"; without it entries have no link.
    """
    return _public(
        partnership.id,
        in_language(partnership, "title"),
        viewpoint,
        site,
        get_language(),
        timezone.localdate(),
        head().hash,
    )


@lru_cache(maxsize=4)  # programs fetch it again and again; a new ledger entry makes another
def _public(
    partnership_id: str,
    name: str,
    viewpoint: Viewpoint,
    site: str,
    language: str | None,  # noqa: ARG001 - the last three are what it also rests on
    today: date,  # noqa: ARG001
    head: str,  # noqa: ARG001
) -> bytes:
    feed = _calendar(name)
    _fill(feed, partnership_id, viewpoint, site)
    return _bytes(feed)


def personal_calendar(token: str, *, site: str = "") -> bytes | None:
    """Return the calendar of whoever holds a feed address; None when nobody holds it any more."""
    person = person_of_feed_token(token)
    if person is None:
        return None
    viewpoint = Viewpoint(viewer_for(person), on=timezone.localdate())
    with translation.override(person.language or "en"):
        feed = _calendar("Servanda")
        for partnership_id in viewpoint.viewer.partnerships():
            _fill(feed, partnership_id, viewpoint, site)
            base = f"{site}/{partnership_id}" if site else ""
            for meeting in meetings(viewpoint, partnership_id, CLASSES, base):
                feed.add_component(meeting)
        return _bytes(feed)


def _calendar(name: str) -> Calendar:
    feed = Calendar()
    feed.add("prodid", PRODUCT)
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("name", name)
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", EACH_DAY, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "P1D")
    return feed


def _fill(feed: Calendar, partnership_id: str, viewpoint: Viewpoint, site: str) -> None:
    entries = timeline(viewpoint, partnership_id)
    changed = stamps(viewpoint, partnership_id, entries)
    for entry in sorted(entries, key=lambda each: each.uid):
        for item in _items(entry, changed, f"{site}/{partnership_id}" if site else ""):
            feed.add_component(item)


def _items(entry: CalendarEntry, changed: Mapping[str, datetime], base: str) -> Iterable[Event]:
    """Yield what stands in the feed for an entry: an event, a due date, its recurrence."""
    if entry.kind == EVENT:
        if entry.event is not None and entry.precision == Precision.DAY:
            yield _event(entry, changed, base)
        return
    assert entry.due is not None  # noqa: S101 - what is no event is due
    commitment = entry.due.commitment
    if commitment.due_date is not None:
        alone = entry.due.derivation if not commitment.recurs else ""
        yield _due(entry, changed, base, commitment.id, commitment.due_date, alone)
    first = first_end(commitment)
    if first is not None and first.date is not None:
        own = commitment.id if commitment.due_date is None else f"{commitment.id}.recurs"
        again = _due(entry, changed, base, own, first.date, first.derivation)
        if found := rule(commitment, first.date):
            again.add("rrule", found)
        yield again


def _event(entry: CalendarEntry, changed: Mapping[str, datetime], base: str) -> Event:
    assert entry.event is not None  # noqa: S101 - the caller asked
    item = _item(entry.event.id, entry.label, entry.event, entry.event.date)
    _stamp(item, changed[entry.event.id])
    kind = str(EventKind(entry.event.kind).label)
    item.add("categories", [entry.instrument.short, kind])
    item.add("description", entry.instrument.title)
    if entry.event.place:
        item.add("location", entry.event.place)
    if base:
        item.add("url", f"{base}/instruments/{entry.instrument.local_id}/")
    return item


def _due(
    entry: CalendarEntry,
    changed: Mapping[str, datetime],
    base: str,
    own: str,
    day: date,
    derivation: str,
) -> Event:
    due = entry.due
    assert due is not None  # noqa: S101 - the caller asked
    item = _item(own, due.commitment.summary, due.commitment, day)
    _stamp(item, changed[due.commitment.id])
    item.add("categories", [entry.instrument.short, str(Area(due.commitment.area).label)])
    words = [f"{entry.instrument.short}, {due.place}: “{due.commitment.quote}”", derivation]
    item.add("description", "\n\n".join(filter(None, words)))
    if base:
        item.add("url", f"{base}/commitments/{due.commitment.local_id}/")
    return item


def _item(own: str, summary: str, thing: Classified, day: date) -> Event:
    """Begin an item; without an end, an all-day event lasts its day."""
    item = Event()
    item.add("uid", f"{own}@{HOST}")
    item.add("summary", summary)
    item.add("dtstart", day)
    item.add("class", CLASSES[thing.classification])
    item.add("transp", "TRANSPARENT")
    return item


def _stamp(item: Event, changed: datetime) -> None:
    item.add("dtstamp", changed)
    item.add("last-modified", changed)


def _bytes(feed: Calendar) -> bytes:
    feed.add_missing_timezones()
    return bytes(feed.to_ical())

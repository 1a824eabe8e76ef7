"""Meetings in a person's own calendar: at their time in their zone, or on their day without one.

A change of a meeting raises its sequence, so that calendar programs move it; a cancelled one stays
as cancelled, so that they take it out.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Max
from icalendar import Event

from servanda.desk.agreements.models.bilingual import in_language
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.bodies.models import Meeting
from servanda.desk.bodies.words import MeetingState
from servanda.desk.publishing.stamps import BEFORE_ALL
from servanda.desk.record.models import LedgerEntry
from servanda.desk.record.viewpoint import Viewpoint

HOST = "servanda"
STATUS: Mapping[str, str] = {
    MeetingState.PLANNED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}


def meetings(
    viewpoint: Viewpoint, partnership_id: str, classes: Mapping[str, str], base: str
) -> Iterator[Event]:
    """Yield the meetings that the viewer may see, each with a stable id."""
    found = shelf(viewpoint, partnership_id).all(Meeting, "body")
    changes = _changes(partnership_id)
    for meeting in sorted(found, key=lambda each: each.id):
        number, last = changes.get(meeting.id, (1, BEFORE_ALL))
        item = Event()
        item.add("uid", f"{meeting.id}@{HOST}")
        item.add("summary", _summary(meeting))
        _add_time(item, meeting)
        item.add("class", classes[meeting.classification])
        item.add("status", STATUS[meeting.state])
        item.add("sequence", number - 1)
        item.add("dtstamp", last)
        item.add("last-modified", last)
        if meeting.place:
            item.add("location", meeting.place)
        if base:
            item.add("url", f"{base}/meetings/{meeting.local_id}/")
        yield item


def _summary(meeting: Meeting) -> str:
    title = in_language(meeting, "title")
    return f"{meeting.body.short}: {title}" if title else f"{meeting.body.short} {meeting.number}"


def _add_time(item: Event, meeting: Meeting) -> None:
    if meeting.starts is None:
        item.add("dtstart", meeting.on)
        return
    zone = ZoneInfo(meeting.timezone)
    item.add("dtstart", datetime.combine(meeting.on, meeting.starts, tzinfo=zone))
    if meeting.ends is not None:
        item.add("dtend", datetime.combine(meeting.on, meeting.ends, tzinfo=zone))


def _changes(partnership_id: str) -> dict[str, tuple[int, datetime]]:
    """Return how often each meeting was written and when last, from the ledger."""
    entries = LedgerEntry.objects.filter(partnership_id=partnership_id, subject_kind="meeting")
    rows = entries.order_by().values_list("subject_id").annotate(Count("sequence"), Max("at"))
    return {subject: (number, last.replace(microsecond=0)) for subject, number, last in rows}

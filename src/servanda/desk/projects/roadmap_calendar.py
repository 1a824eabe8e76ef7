"""The milestones and gates of a roadmap as a calendar (RFC 5545)."""

from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from servanda.desk.projects.models import Roadmap
from servanda.desk.projects.roadmap_page import TableRow

PRODUCT = "-//Servanda//Milestones of a roadmap//EN"
HOST = "servanda"


def milestones(roadmap: Roadmap, rows: list[TableRow]) -> bytes:
    """Write milestones and gates as all-day events, each with what it says in words.

    What is still ahead is tentative and says so: a date of a plan is no appointment.
    Nothing comes from the clock: the stamp is the day on which the roadmap stands.
    """
    feed = Calendar()
    feed.add("prodid", PRODUCT)
    feed.add("version", "2.0")
    feed.add("name", roadmap.title)
    feed.add("x-wr-calname", roadmap.title)
    stamp = datetime.combine(roadmap.status_on or roadmap.start, time(), UTC)
    for each in rows:
        if each.row.kind != "activity":
            feed.add_component(_event(each, stamp))
    return bytes(feed.to_ical())


def _event(each: TableRow, stamp: datetime) -> Event:
    item = Event()
    item.add("uid", f"{each.row.id}@{HOST}")
    name = each.row.name
    item.add("summary", name if each.done else _("%(name)s (expected)") % {"name": name})
    item.add("status", "CONFIRMED" if each.done else "TENTATIVE")
    item.add("dtstart", each.placed.last_day)
    item.add("dtstamp", stamp)
    item.add("transp", "TRANSPARENT")
    item.add("description", each.words)
    return item

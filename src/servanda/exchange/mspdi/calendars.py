"""Calendars of MSPDI: the working week and its exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lxml import etree

from servanda.exchange.mspdi.elements import NotMspdi, day_of, tag
from servanda.scheduling.calendars import ALWAYS, WEEK, Calendar

LONGEST = 3_660
"""Days of one exception."""
DAILY = {None, "", "0", "1"}
"""Types of an exception that holds on every day from its first to its last."""


def calendars_of(root: etree._Element) -> dict[str, Calendar]:
    """Read the base calendars of a file, by UID."""
    found: dict[str, Calendar] = {}
    names = {ALWAYS.id}
    for each in root.iterfind(f"{tag('Calendars')}/{tag('Calendar')}"):
        uid, name = each.findtext(tag("UID")), each.findtext(tag("Name"))
        if not uid or not name:
            if each.findtext(tag("IsBaseCalendar")) == "1":
                raise NotMspdi(f"Calendar {uid or '?'} has no UID or no name. Give it both.")
            continue  # a resource's own calendar; resources are always there
        calendar = _calendar(each, name)
        if calendar.id == ALWAYS.id and len(calendar.weekdays) == 7 and not calendar.off:
            calendar = ALWAYS
        elif calendar.id in names:
            raise NotMspdi(f"The calendar “{name}” is there twice. Give each its own name.")
        names.add(calendar.id)
        found[uid] = calendar
    return found


def _calendar(element: etree._Element, name: str) -> Calendar:
    weekdays, days = set(WEEK), dict[date, bool]()
    for each in element.iterfind(f"{tag('WeekDays')}/{tag('WeekDay')}"):
        kind, works = each.findtext(tag("DayType")), each.findtext(tag("DayWorking")) == "1"
        if kind == "0":
            days |= dict.fromkeys(_period(each, name), works)
        elif kind in set("1234567"):
            weekday = (int(kind) + 5) % 7  # Sunday is 1
            weekdays = weekdays | {weekday} if works else weekdays - {weekday}
        else:
            raise NotMspdi(f"The calendar “{name}” has a day of type “{kind}”: 0 to 7 are known.")
    for each in element.iterfind(f"{tag('Exceptions')}/{tag('Exception')}"):
        if (each.findtext(tag("Type")) or "").strip() not in DAILY:
            title = each.findtext(tag("Name")) or ""
            raise NotMspdi(
                f"The calendar “{name}” has an exception that recurs, “{title}”, which is not "
                "read. Enter its days one by one."
            )
        works = each.findtext(tag("DayWorking")) == "1"
        days |= dict.fromkeys(_period(each, name), works)
    off = frozenset(day for day, works in days.items() if not works)
    return Calendar(name, frozenset(weekdays), off, frozenset(days) - off)


def _period(element: etree._Element, name: str) -> Iterator[date]:
    where = f"The calendar “{name}”, TimePeriod"
    first, last = (
        day_of(element.findtext(f"{tag('TimePeriod')}/{tag(end)}") or "", where)
        for end in ("FromDate", "ToDate")
    )
    if not 0 <= (last - first).days <= LONGEST:
        raise NotMspdi(f"{where} goes from {first} to {last}. Give at most ten years, in order.")
    yield from (first + timedelta(days=number) for number in range((last - first).days + 1))

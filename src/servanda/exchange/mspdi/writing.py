"""A plan as Microsoft Project's XML."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from lxml import etree

from servanda.exchange.mspdi import extras
from servanda.exchange.mspdi.elements import (
    BOUNDS,
    DAYS,
    ID_FIELD,
    LINKS,
    MINUTES,
    NAMESPACE,
    REST_FIELD,
    NotMspdi,
    tag,
)
from servanda.scheduling.calendars import ALWAYS, Calendar
from servanda.scheduling.critical_path import Schedule
from servanda.scheduling.model import Activity, Dependency, Kind, Plan

_TYPES = {link: number for number, link in LINKS.items()}
_BOUND_TYPES = {bound: number for number, bound in BOUNDS.items()}


def write(plan: Plan, schedule: Schedule | None = None, *, title: str = "") -> bytes:
    """Write a plan; with its schedule the dates are written too, else Project computes them."""
    root = etree.Element(tag("Project"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    _put(root, SaveVersion=14, Name=title or "Plan", Title=title or "Plan", ScheduleFromStart=1)
    _put(root, StartDate=_morning(plan.start), CalendarUID=1, MinutesPerDay=MINUTES)
    _put(root, MinutesPerWeek=5 * MINUTES, DaysPerMonth=20, DefaultStartTime="08:00:00")
    if plan.status:
        _put(root, StatusDate=_evening(plan.status))
    _fields(root)
    calendars = [ALWAYS, *(each for each in plan.calendars if each.id != ALWAYS.id)]
    _calendars(root, calendars)
    _tasks(root, plan, [each.id for each in calendars], schedule)
    _resources(root, plan)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _put(parent: etree._Element, **values: object) -> etree._Element:
    for name, value in values.items():
        child = etree.SubElement(parent, tag(name))
        try:
            child.text = str(value)
        except ValueError:
            raise NotMspdi(
                f"“{str(value)[:40]!r}” has a character that XML cannot hold. Remove it."
            ) from None
    return parent


def _fields(root: etree._Element) -> None:
    held = etree.SubElement(root, tag("ExtendedAttributes"))
    for field, name, alias in ((ID_FIELD, "Text1", "id"), (REST_FIELD, "Text2", "Servanda")):
        each = etree.SubElement(held, tag("ExtendedAttribute"))
        _put(each, FieldID=field, FieldName=name, Alias=alias)


def _calendars(root: etree._Element, calendars: list[Calendar]) -> None:
    held = etree.SubElement(root, tag("Calendars"))
    for uid, calendar in enumerate(calendars, start=1):
        each = _put(etree.SubElement(held, tag("Calendar")), UID=uid, Name=calendar.id)
        _put(each, IsBaseCalendar=1, BaseCalendarUID=-1)
        week = etree.SubElement(each, tag("WeekDays"))
        for number in range(1, 8):  # Sunday is 1
            weekday = (number + 5) % 7
            row = _put(etree.SubElement(week, tag("WeekDay")), DayType=number)
            _put(row, DayWorking=int(weekday in calendar.weekdays))
            if weekday in calendar.weekdays:
                _hours(row)
        days = [(day, False) for day in calendar.off - calendar.worked]
        days += [(day, True) for day in calendar.worked]
        if days:
            _exceptions(each, sorted(days))


def _hours(parent: etree._Element) -> None:
    held = etree.SubElement(parent, tag("WorkingTimes"))
    for begins, ends in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
        _put(etree.SubElement(held, tag("WorkingTime")), FromTime=begins, ToTime=ends)


def _exceptions(calendar: etree._Element, days: list[tuple[date, bool]]) -> None:
    held = etree.SubElement(calendar, tag("Exceptions"))
    for day, worked in days:
        each = _put(etree.SubElement(held, tag("Exception")), EnteredByOccurrences=0)
        period = etree.SubElement(each, tag("TimePeriod"))
        _put(period, FromDate=f"{day}T00:00:00", ToDate=f"{day}T23:59:00")
        _put(each, Occurrences=1, Name=day.isoformat(), Type=1, DayWorking=int(worked))
        if worked:
            _hours(each)


def _tasks(
    root: etree._Element, plan: Plan, calendars: list[str], schedule: Schedule | None
) -> None:
    into = defaultdict[str, list[Dependency]](list)
    for each in plan.dependencies:
        into[each.after].append(each)
    uids = {activity.id: uid for uid, activity in enumerate(plan.activities, start=1)}
    held = etree.SubElement(root, tag("Tasks"))
    whole = _put(etree.SubElement(held, tag("Task")), UID=0, ID=0, Name="Plan", Summary=1)
    _extra(whole, REST_FIELD, extras.of_plan(plan))
    for activity in plan.activities:
        task = _put(
            etree.SubElement(held, tag("Task")), UID=uids[activity.id], ID=uids[activity.id]
        )
        _task(task, activity, schedule)
        _put(task, CalendarUID=calendars.index(activity.calendar) + 1)
        for link in into[activity.id]:
            held_by = etree.SubElement(task, tag("PredecessorLink"))
            _put(held_by, PredecessorUID=uids[link.before], Type=_TYPES[link.link], CrossProject=0)
            _put(held_by, LinkLag=link.lag * MINUTES * 10, LagFormat=DAYS)
        _extra(task, ID_FIELD, activity.id)
        _extra(task, REST_FIELD, extras.of_activity(activity))


def _task(task: etree._Element, activity: Activity, schedule: Schedule | None) -> None:
    _put(task, Name=activity.name or activity.id, Type=1, IsNull=0)
    if schedule:
        row = schedule[activity.id]
        _put(task, Start=_morning(row.first_day), Finish=_evening(row.last_day))
    minutes = round(activity.duration.likely * MINUTES) if activity.duration else 0
    _put(task, Duration=f"PT{minutes // 60}H{minutes % 60}M0S", DurationFormat=DAYS)
    _put(task, Milestone=int(activity.kind is not Kind.ACTIVITY), Summary=0)
    _put(task, PercentComplete=100 if activity.finished else round(100 * activity.complete))
    if activity.started:
        _put(task, ActualStart=_morning(activity.started))
    if activity.finished:
        _put(task, ActualFinish=_evening(activity.finished))
    if activity.constraints:
        first = activity.constraints[0]
        moment = _morning(first.on) if first.bound.startswith("start") else _evening(first.on)
        _put(task, ConstraintType=_BOUND_TYPES[first.bound], ConstraintDate=moment)
    else:
        _put(task, ConstraintType=0)


def _extra(task: etree._Element, field: str, value: str) -> None:
    _put(etree.SubElement(task, tag("ExtendedAttribute")), FieldID=field, Value=value)


def _resources(root: etree._Element, plan: Plan) -> None:
    held = etree.SubElement(root, tag("Resources"))
    uids = {resource.id: uid for uid, resource in enumerate(plan.resources, start=1)}
    for resource in plan.resources:
        each = etree.SubElement(held, tag("Resource"))
        _put(each, UID=uids[resource.id], ID=uids[resource.id], Name=resource.name or resource.id)
        _put(each, Type=1, MaxUnits=resource.capacity)
    needed = etree.SubElement(root, tag("Assignments"))
    number = 0
    for uid, activity in enumerate(plan.activities, start=1):
        for name, units in activity.needs.items():
            number += 1
            each = etree.SubElement(needed, tag("Assignment"))
            _put(each, UID=number, TaskUID=uid, ResourceUID=uids.get(name, -65535), Units=units)


def _morning(day: date) -> str:
    return f"{day.isoformat()}T08:00:00"


def _evening(day: date) -> str:
    return f"{day.isoformat()}T17:00:00"

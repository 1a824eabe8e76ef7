"""A plan from Microsoft Project's XML: whole, or refused with the element that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from lxml import etree

from servanda.exchange.mspdi import extras
from servanda.exchange.mspdi.calendars import calendars_of
from servanda.exchange.mspdi.elements import (
    BOUNDS,
    ELAPSED,
    ID_FIELD,
    LINKS,
    MINUTES,
    PERCENT,
    REST_FIELD,
    NotMspdi,
    day_of,
    minutes_of,
    number_of,
    tag,
)
from servanda.scheduling.calendars import ALWAYS, Calendar
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Dependency,
    Estimate,
    Kind,
    Plan,
    Resource,
)

LARGEST = 64 * 1024 * 1024
MOST_TAGS = 2_000_000
"""Ten thousand tasks have less than half of that; each takes memory before it is looked at."""
SAME = 0.51 / MINUTES
"""Days by which a duration may differ from what Text2 holds and still be the same minute."""


@dataclass
class _File:
    """What the tasks of a file refer to."""

    minutes: float
    calendars: Mapping[str, Calendar]
    default: str
    ids: dict[str, str] = field(default_factory=dict)
    """The id of each task, by UID."""
    summaries: set[str] = field(default_factory=set)


def read(data: bytes) -> Plan:
    """Read a plan; raise NotMspdi with the task or element that cannot be read."""
    root = _parse(data)
    calendars = calendars_of(root)
    uid = _text(root, "CalendarUID")
    default = calendars[uid].id if uid in calendars else ALWAYS.id
    minutes = number_of(_text(root, "MinutesPerDay") or str(MINUTES), "MinutesPerDay")
    if not 1 <= minutes <= 1440:
        raise NotMspdi(f"MinutesPerDay is {minutes:g}: give 1 to 1440, usually 480.")
    file = _File(minutes, calendars, default)
    tasks = [task for task in root.iterfind(f"{tag('Tasks')}/{tag('Task')}") if _counts(task)]
    whole = _register(tasks, file)
    rows = [task for task in tasks if (_text(task, "UID") or "") in file.ids]
    status = _text(root, "StatusDate")
    try:
        units, resources = _resources(root, whole)
        activities = tuple(_activity(task, file, units) for task in rows)
        return Plan(
            _start(root, rows),
            activities,
            tuple(link for task in rows for link in _links(task, file)),
            _ordered(calendars, whole),
            resources,
            extras.drivers(whole),
            day_of(status, "StatusDate") if status else None,
        )
    except NotMspdi:
        raise
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise NotMspdi(
            f"Servanda’s own field Text2 of a task has been changed ({str(error)[:80]}). Export "
            "the plan again, or empty that field."
        ) from None


def _parse(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise NotMspdi(
            f"The file has {len(data) // 2**20} MiB; at most {LARGEST // 2**20} are read. Split it."
        )
    if data.count(b"<") > MOST_TAGS:
        raise NotMspdi(
            f"The file has more than {MOST_TAGS:,} elements, more than any plan that is taken. "
            "Split it."
        )
    if not data.strip():
        raise NotMspdi("The file is empty. Save the plan from Project as XML again.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotMspdi(
            f"The file is not whole XML ({str(error)[:160]}). Save it from Project as XML again."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotMspdi("The file declares a document type, which Project never does. Remove it.")
    if root.tag != tag("Project"):
        raise NotMspdi(
            f"The file begins with “{str(root.tag)[:80]}” and not with Project’s own element. "
            "Save it from Project as XML."
        )
    return root


def _text(element: etree._Element, name: str) -> str | None:
    found = element.findtext(tag(name))
    return found.strip() if found and found.strip() else None


def _counts(task: etree._Element) -> bool:
    """Leave out empty rows and what is switched off."""
    return _text(task, "IsNull") != "1" and _text(task, "Active") != "0"


def _where(task: etree._Element) -> str:
    return f"Task {_text(task, 'UID')} “{(_text(task, 'Name') or '')[:60]}”"


def _register(tasks: list[etree._Element], file: _File) -> dict[str, Any]:
    """Note the id of each task; return what the plan's own row holds."""
    whole: dict[str, Any] = {}
    for row, task in enumerate(tasks, start=1):
        uid = _text(task, "UID")
        if uid is None:
            raise NotMspdi(f"The task in place {row} has no UID. Save the file from Project again.")
        if uid in file.ids or uid in file.summaries:
            raise NotMspdi(f"{_where(task)}: its UID is there twice. Give each task its own.")
        if _text(task, "Summary") == "1" or uid == "0":
            file.summaries.add(uid)
            if uid == "0":
                whole = extras.read(_own(task, REST_FIELD), _where(task))
            continue
        file.ids[uid] = _own(task, ID_FIELD) if _own(task, REST_FIELD).startswith("{") else uid
    return whole


def _own(task: etree._Element, wanted: str) -> str:
    for each in task.iterfind(tag("ExtendedAttribute")):
        if _text(each, "FieldID") == wanted:
            return each.findtext(tag("Value")) or ""
    return ""


def _start(root: etree._Element, tasks: list[etree._Element]) -> date:
    text = _text(root, "StartDate")
    if text:
        return day_of(text, "StartDate")
    found = [day_of(start, _where(task)) for task in tasks if (start := _text(task, "Start"))]
    if not found:
        raise NotMspdi("The file has no StartDate, so that nothing can be dated. Give one.")
    return min(found)


def _activity(
    task: etree._Element, file: _File, units: Mapping[str, Mapping[str, int]]
) -> Activity:
    where = _where(task)
    held = extras.read(_own(task, REST_FIELD), where)
    uid = _text(task, "UID") or ""
    duration, calendar = _length(task, file, held, where)
    kind = extras.kind(held) or (Kind.ACTIVITY if duration else Kind.MILESTONE)
    name = _text(task, "Name") or ""
    begun, ended = (_text(task, each) for each in ("ActualStart", "ActualFinish"))
    started = day_of(begun, f"{where}, ActualStart") if begun else None
    return Activity(
        file.ids[uid],
        "" if held and not held.get("name") and name == file.ids[uid] else name,
        kind,
        duration if kind is Kind.ACTIVITY else None,
        calendar,
        _constraints(task, held, where),
        extras.gate(held) if kind is Kind.GATE else None,
        held["needs"] if held else units.get(uid, {}),
        held.get("drivers", {}),
        held.get("reference_class", ""),
        started,
        day_of(ended, f"{where}, ActualFinish") if ended else None,
        _complete(task, held, where, begun=started is not None),
    )


def _length(
    task: etree._Element, file: _File, held: dict[str, Any], where: str
) -> tuple[Estimate | None, str]:
    """Return the estimate and the calendar; what was changed in Project scales the three points."""
    text = _text(task, "Duration")
    if text is None and not held and _text(task, "Milestone") != "1":
        raise NotMspdi(f"{where} has no Duration and is no milestone. Give it one.")
    minutes = minutes_of(text, f"{where}, Duration") if text else 0.0
    if not held and _text(task, "DurationFormat") in ELAPSED:
        days = minutes / 1440
        return Estimate(days, days, days), ALWAYS.id
    days, known = minutes / file.minutes, extras.estimate(held)
    calendar = _calendar(task, file, where)
    if known is None:
        return (Estimate(days, days, days) if days else None), calendar
    if abs(days - known.likely) <= SAME:
        return known, calendar
    ratio = days / known.likely if known.likely else 1.0
    low, high = min(days, known.low * ratio), max(days, known.high * ratio)
    return replace(known, low=low, likely=days, high=high), calendar


def _calendar(task: etree._Element, file: _File, where: str) -> str:
    uid = _text(task, "CalendarUID")
    if uid is None or uid == "-1":
        return file.default
    if uid not in file.calendars:
        raise NotMspdi(f"{where} works by calendar {uid}, which the file does not have. Add it.")
    return file.calendars[uid].id


def _constraints(task: etree._Element, held: dict[str, Any], where: str) -> tuple[Constraint, ...]:
    kept, number = extras.constraints(held), _text(task, "ConstraintType") or "0"
    if number not in {"0", "1", *BOUNDS}:
        raise NotMspdi(f"{where} has the constraint type “{number}”: Project knows 0 to 7.")
    found = list[Constraint]()
    if number in BOUNDS:
        text = _text(task, "ConstraintDate")
        if text is None:
            raise NotMspdi(f"{where} has a constraint without its date. Give ConstraintDate.")
        found.append(Constraint(BOUNDS[number], day_of(text, f"{where}, ConstraintDate")))
    if found == list(kept[:1]):
        found = list(kept)
    if deadline := _text(task, "Deadline"):
        day = day_of(deadline, f"{where}, Deadline")
        found.append(Constraint(Bound.FINISH_NO_LATER, day))
    return tuple(dict.fromkeys(found))


def _complete(task: etree._Element, held: dict[str, Any], where: str, *, begun: bool) -> float:
    """Return the share that is done; what has no actual start has not begun."""
    text = _text(task, "PercentComplete") or "0"
    share = number_of(text, f"{where}, PercentComplete") / 100
    if not 0 <= share <= 1:
        raise NotMspdi(f"{where} is {text} % complete: give 0 to 100.")
    if not begun:
        return 0.0
    known = held.get("complete")
    same = known is not None and (abs(known - share) <= 0.0051 or _text(task, "ActualFinish"))
    return float(known) if same and known is not None else share


def _links(task: etree._Element, file: _File) -> Iterator[Dependency]:
    where = _where(task)
    after = file.ids[_text(task, "UID") or ""]
    for each in task.iterfind(tag("PredecessorLink")):
        before = _text(each, "PredecessorUID") or ""
        if before in file.summaries:
            raise NotMspdi(
                f"{where} waits for task {before}, which sums others up. Link the tasks below it."
            )
        if before not in file.ids:
            raise NotMspdi(f"{where} waits for task “{before}”, which the file does not have.")
        kind = _text(each, "Type") or "1"
        if kind not in LINKS:
            raise NotMspdi(f"{where} has a link of type “{kind}”: Project knows 0 to 3.")
        yield Dependency(file.ids[before], after, LINKS[kind], _lag(each, file, where))


def _lag(link: etree._Element, file: _File, where: str) -> int:
    """Return a lag in whole working days, half a day counting as one."""
    minutes = number_of(_text(link, "LinkLag") or "0", f"{where}, LinkLag") / 10
    if minutes and _text(link, "LagFormat") in ELAPSED | PERCENT:
        raise NotMspdi(
            f"{where} has a lag in elapsed time or percent; only working time is read. Change it."
        )
    days = minutes / file.minutes
    return int(abs(days) + 0.5) * (1 if days > 0 else -1)


def _resources(
    root: etree._Element, whole: dict[str, Any]
) -> tuple[dict[str, dict[str, int]], tuple[Resource, ...]]:
    """Return what each task needs, by UID, and the resources; Text2 of the plan knows their ids."""
    kept = extras.resources(whole)
    known, found = dict[str, str](), list[Resource]()
    for place, each in enumerate(root.iterfind(f"{tag('Resources')}/{tag('Resource')}")):
        uid, name = _text(each, "UID") or "", _text(each, "Name")
        if uid == "0" or not name:
            continue
        own = kept[place].id if place < len(kept) else f"resource-{uid}"
        most = number_of(_text(each, "MaxUnits") or "1", f"Resource “{name}”, MaxUnits")
        if most < 0:
            raise NotMspdi(f"Resource “{name}” has {most:g} as its MaxUnits: give 0 or more.")
        known[uid] = own
        found.append(Resource(own, name, max(1, round(most))))
    units: dict[str, dict[str, int]] = {}
    for each in root.iterfind(f"{tag('Assignments')}/{tag('Assignment')}"):
        resource = known.get(_text(each, "ResourceUID") or "")
        if resource:
            count = number_of(_text(each, "Units") or "1", "Assignment, Units")
            units.setdefault(_text(each, "TaskUID") or "", {})[resource] = max(1, round(count))
    return units, kept or tuple(found)


def _ordered(calendars: Mapping[str, Calendar], whole: dict[str, Any]) -> tuple[Calendar, ...]:
    """Return the plan's calendars; the one of every day is always there and not among them."""
    found = [each for each in calendars.values() if each.id != ALWAYS.id]
    order = list(whole.get("calendars", ()))
    return tuple(sorted(found, key=lambda each: order.index(each.id) if each.id in order else 999))

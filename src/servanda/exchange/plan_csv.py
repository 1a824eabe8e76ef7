"""A plan as one table (CSV): a row for the plan, each calendar, resource, driver and activity.

The column `row` says what a row is: plan, calendar, resource, driver, activity, milestone or gate.
List cells are separated by "; ". What waits for what stands with what waits: "design; permit SS+5".
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from servanda.scheduling.calendars import Calendar
from servanda.scheduling.model import (
    Activity,
    Bound,
    Constraint,
    Dependency,
    Driver,
    Estimate,
    GateRange,
    Kind,
    Link,
    NotAPlan,
    Plan,
    Resource,
)

COLUMNS = (
    "row", "id", "name", "start", "status", "low", "likely", "high", "basis", "probability",
    "earliest", "latest", "calendar", "after", "constraints", "needs", "drivers",
    "reference_class", "started", "finished", "complete", "capacity", "weekdays", "off", "worked",
)  # fmt: skip
LARGEST = 64 * 1024 * 1024
_LINK = re.compile(r"(?P<id>.+?)(?: (?P<link>FS|SS|FF|SF)(?P<lag>[+-]\d{1,6})?)?$")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_Row = Mapping[str, str]
_T = TypeVar("_T")


class NotAPlanTable(NotAPlan):
    """Says which row of a table cannot be read, why, and what to do."""


def write(plan: Plan) -> bytes:
    """Write a plan as a table."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerow({"row": "plan", "start": plan.start, "status": plan.status or ""})
    for calendar in plan.calendars:
        writer.writerow({
            "row": "calendar", "id": calendar.id, "weekdays": _list(sorted(calendar.weekdays)),
            "off": _list(sorted(calendar.off)), "worked": _list(sorted(calendar.worked)),
        })  # fmt: skip
    for resource in plan.resources:
        writer.writerow({
            "row": "resource", "id": resource.id, "name": resource.name,
            "capacity": resource.capacity,
        })  # fmt: skip
    for driver in plan.drivers:
        writer.writerow({
            "row": "driver", "id": driver.id, "name": driver.name, "low": driver.low,
            "likely": driver.likely, "high": driver.high, "basis": driver.basis,
            "probability": driver.probability,
        })  # fmt: skip
    into = defaultdict[str, list[Dependency]](list)
    for link in plan.dependencies:
        into[link.after].append(link)
    for activity in plan.activities:
        writer.writerow(_cells(activity, into[activity.id]))
    return text.getvalue().encode("utf-8")


def _cells(activity: Activity, links: Iterable[Dependency]) -> dict[str, object]:
    cells: dict[str, object] = {
        "row": activity.kind, "id": activity.id, "name": activity.name,
        "calendar": activity.calendar, "after": _list(_written(link) for link in links),
        "constraints": _list(f"{each.bound} {each.on}" for each in activity.constraints),
        "needs": _list(f"{name} {units}" for name, units in activity.needs.items()),
        "drivers": _list(f"{name} {load!r}" for name, load in activity.drivers.items()),
        "reference_class": activity.reference_class, "started": activity.started or "",
        "finished": activity.finished or "", "complete": activity.complete or "",
    }  # fmt: skip
    if length := activity.duration:
        cells |= {"low": length.low, "likely": length.likely, "high": length.high}
        cells["basis"] = length.basis
    if gate := activity.gate:
        cells |= {"earliest": gate.earliest, "likely": gate.likely, "latest": gate.latest}
        cells |= {"probability": gate.probability, "basis": gate.basis}
    return cells


def _written(link: Dependency) -> str:
    return f"{link.before} {link.link}{f'{link.lag:+d}' if link.lag else ''}"


def _list(values: Iterable[object]) -> str:
    words = [str(value) for value in values]
    for word in words:
        if ";" in word:
            raise NotAPlanTable(
                f"“{word[:60]}” holds a semicolon, which parts the words of a list. Rename it."
            )
    return "; ".join(words)


def read(data: bytes) -> Plan:
    """Read a plan; raise NotAPlanTable with the row that cannot be read."""
    if len(data) > LARGEST:
        raise NotAPlanTable(
            f"The table has {len(data) // 2**20} MiB; at most {LARGEST // 2**20} are read. "
            "Split it."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAPlanTable(
            f"The table is not UTF-8 (byte {error.start}). Save it as “CSV UTF-8”."
        ) from None
    if not text.strip():
        raise NotAPlanTable("The table is empty. Give its first line the names of the columns.")
    found = defaultdict[str, list[tuple[int, _Row]]](list)
    for number, row in _rows(text):
        found[row["row"]].append((number, row))
    return _plan(found)


def _rows(text: str) -> Iterable[tuple[int, _Row]]:
    """Give each row with its line; a missing column is empty, an unknown one refused."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, restval="")
    kinds = {"plan", "calendar", "resource", "driver", *Kind}
    try:
        unknown = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
        if unknown or not {"row", "id"} <= set(reader.fieldnames or ()):
            raise NotAPlanTable(
                "The first line should name the columns, “row” and “id” among them"
                + (f"; “{unknown[0][:40]}” is none of them" if unknown else "")
                + f". Known are: {', '.join(COLUMNS)}."
            )
        for row in reader:
            line = reader.line_num
            if None in row:
                raise NotAPlanTable(f"Line {line} has more cells than there are columns. Mend it.")
            if not any(row.values()):
                continue
            if row["row"] not in kinds:
                raise NotAPlanTable(
                    f"Line {line} is a “{row['row'][:40]}”; rows are {', '.join(sorted(kinds))}."
                )
            cells = {column: row.get(column, "").strip() for column in COLUMNS}
            for column, cell in cells.items():
                if odd := _UNPRINTED.search(cell):
                    raise NotAPlanTable(
                        f"Line {line}, {column}: it holds the character U+{ord(odd[0]):04X}, which "
                        "no text has. Remove it."
                    )
            yield line, cells
    except csv.Error as error:
        raise NotAPlanTable(f"Line {reader.line_num} is no CSV ({error}). Mend it.") from None


def _plan(found: Mapping[str, list[tuple[int, _Row]]]) -> Plan:
    heads = found.get("plan", [])
    if len(heads) != 1:
        raise NotAPlanTable(
            f"There are {len(heads)} rows of the kind “plan”; one says when the plan starts."
        )
    [(line, head)] = heads
    rows = sorted((each for kind in Kind for each in found.get(kind, ())), key=lambda each: each[0])
    return Plan(
        _needed(line, head, "start", date.fromisoformat),
        tuple(_activity(line, row) for line, row in rows),
        tuple(link for line, row in rows for link in _links(line, row)),
        tuple(_calendar(line, row) for line, row in found.get("calendar", ())),
        tuple(
            Resource(row["id"], row["name"], _needed(line, row, "capacity", int))
            for line, row in found.get("resource", ())
        ),
        tuple(_driver(line, row) for line, row in found.get("driver", ())),
        _cell(line, head, "status", date.fromisoformat, None),
    )


def _activity(line: int, row: _Row) -> Activity:
    kind = Kind(row["row"])
    return Activity(
        row["id"],
        row["name"],
        kind,
        _estimate(line, row) if kind is not Kind.GATE else None,
        row["calendar"] or Activity("").calendar,
        tuple(_constraint(line, words) for words in _words(row["constraints"])),
        _gate(line, row) if kind is Kind.GATE else None,
        dict(_amount(line, "needs", words, int) for words in _words(row["needs"])),
        dict(_amount(line, "drivers", words, float) for words in _words(row["drivers"])),
        row["reference_class"],
        _cell(line, row, "started", date.fromisoformat, None),
        _cell(line, row, "finished", date.fromisoformat, None),
        _cell(line, row, "complete", float, 0.0),
    )


def _estimate(line: int, row: _Row) -> Estimate | None:
    """Read three points; where only the likely one is given it is certain."""
    likely = _cell(line, row, "likely", float, None)
    if likely is None:
        return None
    low, high = (_cell(line, row, point, float, likely) for point in ("low", "high"))
    return Estimate(low, likely, high, row["basis"])


def _gate(line: int, row: _Row) -> GateRange:
    earliest, likely, latest = (
        _needed(line, row, column, date.fromisoformat)
        for column in ("earliest", "likely", "latest")
    )
    chance = _needed(line, row, "probability", float)
    return GateRange(chance, earliest, likely, latest, row["basis"])


def _driver(line: int, row: _Row) -> Driver:
    low, likely, high = (_cell(line, row, each, float, 1.0) for each in ("low", "likely", "high"))
    chance = _cell(line, row, "probability", float, 1.0)
    return Driver(row["id"], row["name"], chance, low, likely, high, row["basis"])


def _calendar(line: int, row: _Row) -> Calendar:
    weekdays = [_read(line, "weekdays", words, int) for words in _words(row["weekdays"])]
    off, worked = (
        frozenset(_read(line, column, words, date.fromisoformat) for words in _words(row[column]))
        for column in ("off", "worked")
    )
    if not row["weekdays"]:
        return Calendar(row["id"], off=off, worked=worked)
    return Calendar(row["id"], frozenset(weekdays), off, worked)


def _constraint(line: int, words: str) -> Constraint:
    bound, _, day = words.rpartition(" ")
    if bound not in {str(each) for each in Bound}:
        raise NotAPlanTable(
            f"Line {line}, constraints: “{words[:60]}” should read like “{Bound.START_NO_EARLIER} "
            f"2026-03-02”; known are: {', '.join(Bound)}."
        )
    return Constraint(Bound(bound), _read(line, "constraints", day, date.fromisoformat))


def _links(line: int, row: _Row) -> Iterable[Dependency]:
    for words in _words(row["after"]):
        found = _LINK.match(words)
        if found is None:
            raise NotAPlanTable(f"Line {line}, after: “{words[:60]}” cannot be read.")
        link = Link(found["link"] or "FS")
        yield Dependency(found["id"], row["id"], link, int(found["lag"] or 0))


def _amount(line: int, column: str, words: str, of: Callable[[str], _T]) -> tuple[str, _T]:
    name, _, amount = words.rpartition(" ")
    if not name:
        raise NotAPlanTable(
            f"Line {line}, {column}: “{words[:60]}” should be a name and a number. Mend it."
        )
    return name, _read(line, column, amount, of)


def _words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def _needed(line: int, row: _Row, column: str, of: Callable[[str], _T]) -> _T:
    if not row[column]:
        raise NotAPlanTable(
            f"Line {line} has nothing under “{column}”, which it needs. Fill it in."
        )
    return _read(line, column, row[column], of)


def _cell(line: int, row: _Row, column: str, of: Callable[[str], _T], otherwise: _T) -> _T:
    return _read(line, column, row[column], of) if row[column] else otherwise


def _read(line: int, column: str, text: str, of: Callable[[str], _T]) -> _T:
    try:
        return of(text)
    except ValueError:
        what = {int: "whole number", float: "number"}.get(of, "date such as 2026-03-02")  # type: ignore[call-overload]
        raise NotAPlanTable(
            f"Line {line}, {column}: “{text[:40]}” is no {what}. Correct it."
        ) from None

"""What must hold inside a roadmap: keys, estimates, and that it is a plan at all.

Each row is checked by itself first, so that a mistake has its line; what `servanda.scheduling`
still finds, such as a circle, is said of the roadmap.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from servanda.exchange.dossier.checks import Check, Contents
from servanda.exchange.dossier.mistakes import Mistake, nearest
from servanda.exchange.dossier.tables import Line
from servanda.exchange.dossier.vocabulary_of_projects import WEEKDAYS
from servanda.scheduling import model
from servanda.scheduling.calendars import ALWAYS, Calendar, NotAPlan
from servanda.scheduling.network import network

_ROWS = "roadmap_rows.csv"
Lines = dict[str, list[Line]]


def roadmaps_hold(contents: Contents) -> Iterator[Mistake]:
    """Name what keeps a roadmap from being a plan."""
    parts = {name: _by_roadmap(contents, name) for name in _PARTS}
    gates = {line.row.id: line.row for line in contents.lines["gates"]}
    classes = {line.row.reference_class for line in contents.lines["reference_cases"]}
    for line in contents.lines["roadmaps"]:
        own = {name: found[line.row.id] for name, found in parts.items()}
        mistakes = [*_rows(own, classes), *_links(own)]
        yield from mistakes
        if not mistakes and own["roadmap_rows"] and not contents.unread & {*_PARTS, "gates"}:
            yield from _as_plan(line, own, gates)


_PARTS = (
    "roadmap_calendars",
    "roadmap_resources",
    "risk_drivers",
    "roadmap_rows",
    "roadmap_links",
)


def _by_roadmap(contents: Contents, table: str) -> defaultdict[str, list[Line]]:
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in contents.lines[table]:
        found[line.row.roadmap].append(line)
    return found


def _rows(own: Lines, classes: set[str]) -> Iterator[Mistake]:
    calendars = {line.row.key for line in own["roadmap_calendars"]}
    known = {
        "needs": {line.row.key for line in own["roadmap_resources"]},
        "drivers": {line.row.key for line in own["risk_drivers"]},
    }
    for line in own["roadmap_rows"]:
        row = line.row
        yield from _kind(line, classes)
        if row.calendar and row.calendar not in calendars:
            yield _unknown(line, "calendar", row.calendar, calendars, "roadmap_calendars.csv")
        for field, keys in known.items():
            file = "roadmap_resources.csv" if field == "needs" else "risk_drivers.csv"
            for key in _shares(getattr(row, field)):
                if key not in keys:
                    yield _unknown(line, field, key, keys, file)


def _unknown(line: Line, field: str, key: str, keys: set[str], file: str) -> Mistake:
    why = f'The roadmap has no "{key}" in {file}.{nearest(key, keys)} Correct it, or add the row.'
    return Mistake(_ROWS, line.number, field, why)


def _kind(line: Line, classes: set[str]) -> Iterator[Mistake]:
    """Check a row by what it is: what takes time has an estimate, a gate names its gate."""
    row = line.row
    points = (row.low, row.likely, row.high)
    given = sum(point is not None for point in points)
    if given and row.kind != "activity":
        yield Mistake(_ROWS, line.number, "likely", f"A {row.kind} takes no time. Empty it.")
    elif given in {1, 2}:
        why = "An estimate has three points: low, likely and high. Give all or none."
        yield Mistake(_ROWS, line.number, "likely", why)
    elif given and not 0 <= row.low <= row.likely <= row.high:
        why = "Give the three points in order, 0 or more: low, likely, high."
        yield Mistake(_ROWS, line.number, "likely", why)
    elif given and not row.basis:
        why = "An estimate says on what it rests; write so where it is assumed."
        yield Mistake(_ROWS, line.number, "basis", why)
    elif row.kind == "activity" and not given and not row.finished:
        yield from _served(line, classes)
    yield from _dated(line)


def _served(line: Line, classes: set[str]) -> Iterator[Mistake]:
    row = line.row
    if row.reference_class not in classes:
        why = (
            "It has no duration, and no class of reference_cases.csv serves. Estimate it in three"
            f" points, or name a class.{nearest(row.reference_class, classes)}"
        )
        yield Mistake(_ROWS, line.number, "reference_class", why)


def _dated(line: Line) -> Iterator[Mistake]:
    row = line.row
    if (row.kind == "gate") != bool(row.gate):
        why = "A row of the kind gate names its gate, and no other row does. Correct one of them."
        yield Mistake(_ROWS, line.number, "gate", why)
    if bool(row.bound) != bool(row.bound_on):
        why = "A set date has a bound and a day. Give both or none."
        yield Mistake(_ROWS, line.number, "bound_on", why)
    if (row.finished or row.complete) and not row.started:
        why = "It has begun and has no day on which it started. Give that day."
        yield Mistake(_ROWS, line.number, "started", why)


def _links(own: Lines) -> Iterator[Mistake]:
    keys = {line.row.key for line in own["roadmap_rows"]}
    for line in own["roadmap_links"]:
        for field in ("before", "after"):
            key = getattr(line.row, field)
            if key not in keys:
                hint = nearest(key, keys)
                why = f'The roadmap has no row "{key}" in {_ROWS}.{hint} Correct it, or add it.'
                yield Mistake("roadmap_links.csv", line.number, field, why)


def _as_plan(line: Line, own: Lines, gates: dict[str, Any]) -> Iterator[Mistake]:
    rows = [each.row for each in own["roadmap_rows"]]
    if any(row.gate and row.gate not in gates for row in rows):
        return  # named already
    try:
        network(_plan(line.row, own, gates))
    except NotAPlan as error:
        yield Mistake("roadmaps.csv", line.number, "id", str(error))


def _plan(roadmap: Any, own: Lines, gates: dict[str, Any]) -> model.Plan:
    return model.Plan(
        start=roadmap.start,
        status=roadmap.status_on,
        activities=tuple(_activity(each.row, gates) for each in own["roadmap_rows"]),
        dependencies=tuple(
            model.Dependency(
                each.row.before, each.row.after, model.Link(each.row.kind), each.row.lag
            )
            for each in own["roadmap_links"]
        ),
        calendars=tuple(_calendar(each.row) for each in own["roadmap_calendars"]),
        resources=tuple(
            model.Resource(each.row.key, each.row.name, each.row.capacity)
            for each in own["roadmap_resources"]
        ),
        drivers=tuple(
            model.Driver(row.key, row.name_en, row.probability, row.low, row.likely, row.high)
            for row in (each.row for each in own["risk_drivers"])
        ),
    )


def _activity(row: Any, gates: dict[str, Any]) -> model.Activity:
    length = None if row.low is None else model.Estimate(row.low, row.likely, row.high, row.basis)
    if length is None and row.kind == "activity":
        length = model.Estimate(1, 1, 1)  # a class serves; here only the order counts
    gate = gates.get(row.gate)
    return model.Activity(
        row.key,
        row.name_en,
        model.Kind(row.kind),
        length,
        calendar=row.calendar or ALWAYS.id,
        constraints=(model.Constraint(model.Bound(row.bound), row.bound_on),) if row.bound else (),
        gate=gate
        and model.GateRange(gate.probability, gate.earliest, gate.likely, gate.latest, ""),
        needs={key: int(units) for key, units in _shares(row.needs).items()},
        drivers=_shares(row.drivers),
        started=row.started,
        finished=row.finished,
        complete=row.complete,
    )


def _calendar(row: Any) -> Calendar:
    numbers = {name: place for place, name in enumerate(WEEKDAYS)}
    return Calendar(
        row.key,
        frozenset(numbers[name] for name in row.weekdays),
        frozenset(date.fromisoformat(day) for day in row.off),
        frozenset(date.fromisoformat(day) for day in row.worked),
    )


def _shares(cell: tuple[str, ...]) -> dict[str, float]:
    return {key: float(number) for key, _, number in (item.partition("=") for item in cell)}


ROADMAP_CHECKS: tuple[Check, ...] = (roadmaps_hold,)

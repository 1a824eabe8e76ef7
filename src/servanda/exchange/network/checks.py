"""What may be wrong between the rows of a network: references, duplicates, loops, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.exchange.mistakes import Mistake, nearest
from servanda.exchange.network.columns import listed, origin
from servanda.exchange.network.files import Line, Lines, key_of
from servanda.exchange.network.schema import MORE_FIELDS, SHEET, SHEETS

Mistakes = Iterator[Mistake]

REFERENCES = (
    ("links", "tail", "nodes"),
    ("links", "head", "nodes"),
    ("links", "corridors", "corridors"),
    ("transfers", "node", "nodes"),
    ("demands", "commodity", "commodities"),
    ("demands", "origin", "nodes"),
    ("demands", "destination", "nodes"),
    ("changes", "project", "projects"),
    ("changes", "link", "links"),
)
"""Columns that name rows of another file."""
PLACES = {
    "node": "nodes",
    "link": "links",
    "corridor": "corridors",
    "project": "projects",
    "change": "changes",
    "demand": "demands",
    "total": "totals",
}
CITING = (
    ("nodes", "source"),
    ("links", "source"),
    ("links", "season_from"),
    ("projects", "source"),
    ("claims", "source"),
    ("observations", "source"),
)
"""Columns of sources that belong to no figure."""


def between_rows(lines: Lines) -> Mistakes:
    """Name what is wrong between rows."""
    ids = {name: {key_of(name, line.cells): line for line in lines[name]} for name in SHEET}
    yield from _duplicates(lines)
    yield from _references(lines, ids)
    yield from _sources(lines, ids)
    for line in lines["links"]:
        yield from _link(line)
    yield from _modes(lines)
    for line in lines["assumptions"]:
        yield from _assumption(line)
    for line in lines["changes"]:
        if line.cells["opens"] == line.cells["closes"] == "true":
            yield _mistake("changes", line, "opens", "It opens and closes the link. Choose one.")
    yield from _subjects(lines, ids)
    yield from _used(lines, ids)


def unused(lines: Lines, used: Mapping[str, object]) -> Mistakes:
    """Name the assumptions that stand for nothing."""
    for line in lines["assumptions"]:
        if line.cells["id"] not in used:
            why = "No figure names it, so it stands for nothing. Name it where it is meant."
            yield _mistake("assumptions", line, "id", why)


def _mistake(sheet: str, line: Line, column: str, message: str) -> Mistake:
    return Mistake(SHEET[sheet].file, line.number, column, message)


def _duplicates(lines: Lines) -> Mistakes:
    for sheet in SHEETS:
        seen: dict[str, int] = {}
        for line in lines[sheet.name]:
            key = key_of(sheet.name, line.cells)
            if key in seen:
                why = f"“{key}” is in line {seen[key]} already. Give each row its own."
                yield _mistake(sheet.name, line, sheet.key[0], why)
            seen.setdefault(key, line.number)
    seen = {}
    for name in ("nodes", "links", "corridors"):
        for line in lines[name]:
            key = line.cells["id"]
            if seen.get(key, name) != name:
                why = f"“{key}” is the id of a row of {seen[key]}.csv too. Give each its own."
                yield _mistake(name, line, "id", why)
            seen.setdefault(key, name)  # type: ignore[arg-type]


def _references(lines: Lines, ids: Mapping[str, Mapping[str, Line]]) -> Mistakes:
    for sheet, column, target in REFERENCES:
        known = ids[target]
        for line in lines[sheet]:
            for name in listed(line.cells[column]):
                if name not in known:
                    hint = nearest(name, list(known)[:2000])
                    why = f"“{name}” is not in {target}.csv.{hint} Add it there or correct the id."
                    yield _mistake(sheet, line, column, why)


def _sources(lines: Lines, ids: Mapping[str, Mapping[str, Line]]) -> Mistakes:
    for sheet, column in CITING:
        for line in lines[sheet]:
            said = origin(line.cells[column])
            for name in said.sources:
                if name not in ids["sources"]:
                    why = f"“{name}” is not in sources.csv. Add it there or correct the id."
                    yield _mistake(sheet, line, column, why)
            if said.assumptions or said.unlimited:
                why = "Only a figure is assumed or unlimited. Name a source."
                yield _mistake(sheet, line, column, why)


def _link(line: Line) -> Mistakes:
    cells = line.cells
    if cells["tail"] == cells["head"]:
        why = f"The link leads from “{cells['tail']}” to itself, a loop. Name two places."
        yield _mistake("links", line, "head", why)
    assumed = cells["status"] == "assumed"
    if assumed and (cells["source"] or not cells["note"]):
        why = "An assumed link has no source, and a note that says why it must be there."
        yield _mistake("links", line, "source", why)
    if not assumed and not cells["source"]:
        why = "Nothing says that it exists. Name a source, or give it the status “assumed”."
        yield _mistake("links", line, "source", why)
    if bool(cells["season"]) != bool(cells["season_from"]):
        yield _mistake("links", line, "season_from", "A season and its source go together.")
    said = origin(cells["capacity_from"])
    if not (cells["capacity"] or said.assumptions or said.unlimited or cells["corridors"]):
        why = (
            "There is no capacity, and no corridor has one. Give a figure with its source, or "
            "write “assumed: …” or “unlimited” in capacity_from."
        )
        yield _mistake("links", line, "capacity", why)


def _modes(lines: Lines) -> Mistakes:
    known = {line.cells["mode"] for line in lines["links"]}
    for line in lines["transfers"]:
        for column in ("from_mode", "to_mode"):
            if line.cells[column] not in known:
                why = f"No link has the mode “{line.cells[column]}”. Correct it."
                yield _mistake("transfers", line, column, why)
    for line in lines["commodities"]:
        for mode in listed(line.cells["modes"]):
            if mode not in known:
                why = f"No link has the mode “{mode}”. Correct it."
                yield _mistake("commodities", line, "modes", why)


def _assumption(line: Line) -> Mistakes:
    cells = line.cells
    low, central, high = (float(cells[name]) for name in ("low", "central", "high"))
    if not low <= central <= high:
        why = f"{low:g}, {central:g}, {high:g} are out of order. Give low, central, high."
        yield _mistake("assumptions", line, "central", why)
    if low < 0:
        yield _mistake("assumptions", line, "low", "It is negative. Give figures from 0 up.")
    field = cells["field"]
    if low == 0 and (cells["how"] in {"speed", "detour"} or field in _ABOVE_ZERO):
        yield _mistake("assumptions", line, "low", "It is 0. Give a figure above 0.")
    if field == "link.loss" and cells["how"] == "value" and high >= 1 and not cells["unit"]:
        yield _mistake("assumptions", line, "high", "Nothing would arrive. Stay below 1.")


_ABOVE_ZERO = frozenset(
    {
        "node.capacity",
        "link.capacity",
        "transfer.capacity",
        "corridor.capacity",
        "demand.unmet_price",
        *MORE_FIELDS,
    }
)


def _subjects(lines: Lines, ids: Mapping[str, Mapping[str, Line]]) -> Mistakes:
    for sheet in ("claims", "observations"):
        for line in lines[sheet]:
            subject, row = line.cells["subject"], line.cells["row"]
            known = not row if subject == "network" else row in ids[PLACES[subject]]
            if not known:
                where = f"{PLACES[subject]}.csv" if subject in PLACES else "the network"
                why = f"“{row}” is not in {where}. Correct it or what it is about."
                yield _mistake(sheet, line, "row", why)


def _used(lines: Lines, ids: Mapping[str, Mapping[str, Line]]) -> Mistakes:
    """Compare each claim that is used with the cell that it is used for."""
    for line in lines["claims"]:
        cells = line.cells
        there = ids.get(PLACES.get(cells["subject"], ""), {}).get(cells["row"])
        if there is None or cells["field"] not in there.cells:
            continue
        cell = there.cells[cells["field"]]
        unit = there.cells.get(f"{cells['field']}_unit", "")
        same = (cell, unit) == (cells["value"], cells["unit"] if unit else unit)
        if cells["used"] == "true" and not same:
            why = f"It is used, yet the row has “{cell} {unit}”. Correct one of them."
            yield _mistake("claims", line, "used", why)
        if cells["used"] == "false" and same and cell:
            why = f"It is not used, yet the row has “{cell} {unit}”. Correct one of them."
            yield _mistake("claims", line, "used", why)

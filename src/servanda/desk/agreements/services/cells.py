"""Turns a row of a dossier into the fields of a thing, and a thing back into a row."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from servanda.desk.agreements.services.sheet import Sheet, to_cell, to_field
from servanda.desk.record.models import Recorded, plain
from servanda.exchange.dossier import Dossier
from servanda.exchange.dossier.schema import Column, Kind
from servanda.ledger import canonical


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row as the desk would have it: the fields of its thing, and what has no field.

    `once` are the fields that only a new thing gets.
    """

    id: str
    fields: Mapping[str, Any]
    once: Mapping[str, Any]
    rest: Mapping[str, Any]
    sha256: str


def wanted(sheet: Sheet, row: Any, dossier: Dossier) -> Wanted:
    """Return what a row of a dossier asks for."""
    partnership_id = dossier.partnership.id
    found = sheet.fields()
    fields = dict(
        to_field(field, getattr(row, column), partnership_id) for column, field in found.items()
    )
    for name in sheet.ids:
        fields[name] = [f"{partnership_id}.{each}" for each in getattr(row, name)]
    if sheet.asked is not None:
        fields |= sheet.asked(row, dossier)
    if any(field.attname == "partnership_id" for field in sheet.model._meta.concrete_fields):
        fields["partnership_id"] = partnership_id
    known = {*found, *FOUND_OTHERWISE}
    aside = [name for name in sheet.columns() if name not in known]
    return Wanted(
        id=f"{partnership_id}.{sheet.local_id(row)}",
        fields=fields,
        once={} if sheet.once is None else sheet.once(row, dossier),
        rest={name: plain(getattr(row, name)) for name in aside},
        sha256=digest(asdict(row) | {"sha256": fields.get("sha256")}),
    )


FOUND_OTHERWISE = frozenset({"id", "text"})


def digest(cells: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a row."""
    state = {name: _canonical(value) for name, value in cells.items()}
    return hashlib.sha256(canonical(state)).hexdigest()


def _canonical(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else plain(value)


def row_of(sheet: Sheet, thing: Recorded, rest: Mapping[str, Any]) -> Any:
    """Return the row of a thing."""
    cells = {column: to_cell(field, thing) for column, field in sheet.fields().items()}
    for column in sheet.table.columns:
        if column.name not in cells:
            cells[column.name] = rest.get(column.name, _empty(column))
    if "id" in cells:
        cells["id"] = thing.local_id
    for name in sheet.ids:
        cells[name] = tuple(each.partition(".")[2] for each in cells[name])
    if sheet.cells is not None:
        cells |= sheet.cells(thing, rest)
    return sheet.table.row(**_filled(cells, sheet))


def _empty(column: Column) -> Any:
    match column.kind:
        case Kind.DATE | Kind.INTEGER:
            return None
        case Kind.BOOLEAN:
            return False if column.required else None
        case Kind.LIST:
            return ()
        case _:
            return ""


def _filled(cells: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Let the words of one language stand where a dossier needs both and the desk has one."""
    for column in sheet.table.columns:
        name = column.name
        if column.required and cells[name] == "" and name.endswith(("_en", "_az")):
            other = f"{name[:-2]}{'az' if name.endswith('en') else 'en'}"
            cells[name] = cells.get(other) or _instead(name[:-3], cells)
    return cells


def _instead(field: str, cells: Mapping[str, Any]) -> Any:
    """Return what stands for a text that neither language has."""
    if field == "short":
        return cells.get("title_en") or cells.get("title_az") or ""
    return next((cells[name] for name in ("act", "quote", "title_en") if cells.get(name)), "")

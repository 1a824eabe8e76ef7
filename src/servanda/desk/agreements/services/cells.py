"""Turns a row of a dossier into the fields of a thing, and a thing back into a row."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from servanda.desk.accounts.models import PartyName
from servanda.desk.agreements.models import Commitment, Text
from servanda.desk.agreements.services.sheets import Sheet, joined_key, to_cell, to_field
from servanda.desk.record.models import Citation, Claim, Recorded, plain
from servanda.exchange.dossier import Dossier
from servanda.exchange.dossier.schema import Column, Kind
from servanda.ledger import canonical

FULL_IDS = (Citation, Claim)  # they name things of any kind, and so keep the full id


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row as the desk would have it: the fields of its thing, and what has no field."""

    id: str
    fields: Mapping[str, Any]
    rest: Mapping[str, Any]
    sha256: str


def wanted(sheet: Sheet, row: Any, dossier: Dossier) -> Wanted:
    """Return what a row of a dossier asks for."""
    partnership_id = dossier.partnership.id
    found = sheet.fields()
    fields = dict(
        to_field(field, getattr(row, column), partnership_id) for column, field in found.items()
    )
    special = SPECIAL_FIELDS.get(sheet.model)
    if special is not None:
        fields |= special(row, dossier)
    if any(field.attname == "partnership_id" for field in sheet.model._meta.concrete_fields):
        fields["partnership_id"] = partnership_id
    known = {*found, *FOUND_OTHERWISE}
    aside = [name for name in sheet.columns() if name not in known]
    return Wanted(
        id=f"{partnership_id}.{sheet.local_id(row)}",
        fields=fields,
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


def _text(row: Any, dossier: Dossier) -> dict[str, Any]:
    body = dossier.bodies[row.id]
    return {"body": body, "sha256": hashlib.sha256(body.encode()).hexdigest()}


def _commitment(row: Any, dossier: Dossier) -> dict[str, Any]:
    return {"provision_id": f"{dossier.partnership.id}.{joined_key(row.text, row.provision)}"}


def _name(row: Any, dossier: Dossier) -> dict[str, Any]:
    is_party = any(party.id == row.thing for party in dossier.parties)
    return {"party_id": f"{dossier.partnership.id}.{row.thing}" if is_party else None}


def _subject(row: Any, dossier: Dossier) -> dict[str, Any]:
    own = dossier.partnership.id
    return {"subject_id": own if row.subject_kind == "partnership" else f"{own}.{row.subject_id}"}


SPECIAL_FIELDS: Mapping[type[Recorded], Callable[[Any, Dossier], dict[str, Any]]] = {
    Text: _text,
    Commitment: _commitment,
    PartyName: _name,
    Citation: _subject,
    Claim: _subject,
}


def row_of(sheet: Sheet, thing: Recorded, rest: Mapping[str, Any]) -> Any:
    """Return the row of a thing."""
    cells = {column: to_cell(field, thing) for column, field in sheet.fields().items()}
    for column in sheet.table.columns:
        if column.name not in cells:
            cells[column.name] = rest.get(column.name, _empty(column))
    if "id" in cells:
        cells["id"] = thing.local_id
    if isinstance(thing, Commitment):
        cells |= {"text": thing.provision.text.local_id, "provision": thing.provision.eid}
    if isinstance(thing, FULL_IDS):
        cells["subject_id"] = thing.subject_id.partition(".")[2] or thing.subject_id
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

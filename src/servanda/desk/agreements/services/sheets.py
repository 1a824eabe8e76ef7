"""How the tables of a dossier and the tables of the desk are each other.

Columns and fields have the same names; what is said here are the exceptions. A reference is a local
id in a dossier and a full one on the desk. A column without a field is kept aside with the row, so
that what is written back is what was read.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, JSONField

from servanda.desk.accounts.models import Party, PartyName
from servanda.desk.agreements.models import (
    Commitment,
    Event,
    Instrument,
    InstrumentParty,
    Provision,
    Relation,
    Text,
)
from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import Citation, Claim, Recorded, Source
from servanda.exchange.dossier import schema

READABLE = re.compile(r"[A-Za-z0-9_-]{1,150}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a dossier with the model that its rows become.

    `renamed` are columns whose field has another name.
    """

    table: schema.Table
    model: type[Recorded]
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.table.name

    def local_id(self, row: Any) -> str:
        """Return the id of a row within its partnership; rows without one get it from their key."""
        return joined_key(*(str(getattr(row, name)) for name in self.table.key))

    def fields(self) -> dict[str, Field[Any, Any]]:
        """Return the fields of the model by the columns that they keep."""
        named = {each.name: each for each in self.model._meta.concrete_fields}
        found = {name: named.get(self.renamed.get(name, name)) for name in self.columns()}
        return {name: each for name, each in found.items() if each is not None and name != "id"}

    def columns(self) -> list[str]:
        """Return the names of the columns."""
        return [column.name for column in self.table.columns]


def joined_key(*values: str) -> str:
    """Return one local id for a key of several values, readable where it can be."""
    joined = "--".join(values)
    if READABLE.fullmatch(joined):
        return joined
    return base64.b32encode(hashlib.sha256(joined.encode()).digest())[:26].decode().lower()


def to_field(found: Field[Any, Any], value: Any, partnership_id: str) -> tuple[str, Any]:
    """Return the attribute and its value for a cell."""
    if isinstance(found, ForeignKey):
        return found.attname, f"{partnership_id}.{value}" if value else None
    if isinstance(found, JSONField):
        return found.attname, list(value)
    return found.attname, value


def to_cell(found: Field[Any, Any], thing: Recorded) -> Any:
    """Return the cell for a field of a thing."""
    value = getattr(thing, found.attname)
    if isinstance(found, ForeignKey):
        return value.partition(".")[2] if value else ""
    return tuple(value) if isinstance(found, JSONField) else value


def sheets() -> tuple[Sheet, ...]:
    """Return the tables in the order in which they refer to each other."""
    findings = kinds()["finding"]  # of an app that depends on this one, and so is asked for by name
    return (
        Sheet(schema.PARTIES, Party),
        Sheet(schema.SOURCES, Source),
        Sheet(schema.NAMES, PartyName),
        Sheet(schema.INSTRUMENTS, Instrument),
        Sheet(schema.INSTRUMENT_PARTIES, InstrumentParty),
        Sheet(schema.EVENTS, Event),
        Sheet(schema.RELATIONS, Relation),
        Sheet(schema.TEXTS, Text, {"note": "reader_note"}),
        Sheet(schema.PROVISIONS, Provision),
        Sheet(schema.COMMITMENTS, Commitment),
        Sheet(schema.FINDINGS, findings),
        Sheet(schema.CITATIONS, Citation),
        Sheet(schema.CLAIMS, Claim),
    )

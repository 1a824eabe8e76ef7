"""One table of a dossier and the model that its rows become, with what is particular to it.

Columns and fields have the same names; what is said here are the exceptions. A reference is a local
id in a dossier and a full one on the desk. A column without a field is kept aside with the row, so
that what is written back is what was read.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, JSONField, Q

from servanda.desk.record.models import Recorded
from servanda.exchange.dossier import Dossier, schema

READABLE = re.compile(r"[A-Za-z0-9_-]{1,150}")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of a dossier with the model that its rows become."""

    table: schema.Table
    model: type[Recorded]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Columns whose field has another name."""
    ids: frozenset[str] = frozenset()
    """Lists of ids, which are full ones on the desk."""
    near: tuple[str, ...] = ()
    """What `cells` looks at besides the thing."""
    only: Q = field(default_factory=Q)
    """Which things a dossier carries."""
    fixed: frozenset[str] = frozenset()
    """Fields that never change: another value is another thing."""
    asked: Callable[[Any, Dossier], Fields] | None = None
    """Further fields that a row asks for."""
    once: Callable[[Any, Dossier], Fields] | None = None
    """Fields that a thing gets when it is made, and that no row changes later."""
    cells: Callable[[Any, Mapping[str, Any]], Fields] | None = None
    """Cells that no field keeps, from a thing and what was kept aside with its row."""
    before: Callable[[Dossier], None] | None = None
    """What a load does before it writes the first row."""
    made: Callable[[Sequence[Any]], None] | None = None
    """What a load does after things were made."""
    leaving: Callable[[Any], None] | None = None
    """What a load does before a thing is removed."""
    files: Callable[[str], Mapping[str, bytes]] | None = None
    """The files of a partnership's things, by their local ids."""

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.table.name

    @property
    def numbered(self) -> bool:
        """Tell whether its things keep their order themselves."""
        return any(each.name == "ordinal" for each in self.model._meta.concrete_fields)

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
    return found.attname, list(value) if isinstance(found, JSONField) else value


def to_cell(found: Field[Any, Any], thing: Recorded) -> Any:
    """Return the cell for a field of a thing."""
    value = getattr(thing, found.attname)
    if isinstance(found, ForeignKey):
        return value.partition(".")[2] if value else ""
    return tuple(value) if isinstance(found, JSONField) else value

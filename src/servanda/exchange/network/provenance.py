"""Where every figure of a network is from: its sources, and the assumptions it goes through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from servanda.exchange.network.columns import Origin, origin
from servanda.exchange.network.figures import SPECS
from servanda.exchange.network.files import Cells, key_of

KIND = {
    "nodes": "node",
    "links": "link",
    "transfers": "transfer",
    "corridors": "corridor",
    "commodities": "commodity",
    "demands": "demand",
    "totals": "total",
    "projects": "project",
    "changes": "change",
}
"""The word for a row of each file."""

Name = tuple[str, str, str]
"""A figure: the kind of its row, the id of the row, the field: ("link", "R04", "capacity")."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as its file has it, and where it comes from."""

    value: str
    unit: str
    origin: Origin

    @property
    def sourced(self) -> bool:
        """Whether a source gives it, whatever assumption it then goes through."""
        return bool(self.origin.sources)


def figures_of(sheets: Mapping[str, Sequence[Cells]]) -> Iterator[tuple[Name, Figure]]:
    """Return every figure of the files by its name."""
    for spec in SPECS:
        for row in sheets[spec.sheet]:
            unit = row[f"{spec.column}_unit"] if spec.unit is None else spec.unit
            name = (KIND[spec.sheet], key_of(spec.sheet, row), spec.engine_field)
            yield name, Figure(row[spec.column], unit, origin(row[f"{spec.column}_from"]))

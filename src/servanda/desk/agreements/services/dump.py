"""Writes a partnership as a dossier: what was loaded comes back byte for byte."""

from pathlib import Path
from types import MappingProxyType
from typing import Any

from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.errors import Missing
from servanda.desk.agreements.models import Commitment, LoadedRow, Text
from servanda.desk.agreements.services.cells import row_of
from servanda.desk.agreements.services.load import PARTNERSHIP
from servanda.desk.agreements.services.planning import stored_things
from servanda.desk.agreements.services.sheets import Sheet, sheets
from servanda.exchange.dossier import Dossier, rows, write


def dump_dossier(partnership_id: str, path: Path | str) -> None:
    """Write everything of a partnership, whatever its classification, into a folder."""
    write(dossier_of(partnership_id), Path(path))


def dossier_of(partnership_id: str) -> Dossier:
    """Return a partnership as a dossier."""
    partnership = Partnership.objects.filter(id=partnership_id).first()
    if partnership is None:
        raise Missing(
            f"There is no partnership “{partnership_id}”, and nothing was written. "
            f"There are: {', '.join(Partnership.objects.values_list('id', flat=True)) or 'none'}."
        )
    rests = _rests(partnership_id)
    tables: dict[str, Any] = {
        sheet.name: _table(sheet, partnership_id, rests) for sheet in sheets()
    }
    bodies = {
        text.local_id: text.body
        for text in Text.objects.filter(instrument__partnership_id=partnership_id)
    }
    return Dossier(
        partnership=_partnership(partnership, rests),
        bodies=MappingProxyType(bodies),
        **tables,
    )


def _rests(partnership_id: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what rows had that the desk has no field for."""
    found = LoadedRow.objects.filter(partnership_id=partnership_id).exclude(rest={})
    return {(each.table, each.row_id): each.rest for each in found}


def _table(
    sheet: Sheet, partnership_id: str, rests: dict[tuple[str, str], dict[str, Any]]
) -> tuple[Any, ...]:
    things = stored_things(sheet, partnership_id)
    if sheet.model is Commitment:
        near = Commitment.objects.select_related("provision__text")
        things = {each.id: each for each in near.filter(partnership_id=partnership_id)}
    return tuple(
        row_of(sheet, thing, rests.get((sheet.name, thing.id), {})) for thing in things.values()
    )


def _partnership(
    partnership: Partnership, rests: dict[tuple[str, str], dict[str, Any]]
) -> rows.Partnership:
    names = rows.Partnership.__dataclass_fields__
    kept = rests.get((PARTNERSHIP, partnership.id), {})
    return rows.Partnership(
        **{name: getattr(partnership, name, kept.get(name, "")) for name in names}
    )

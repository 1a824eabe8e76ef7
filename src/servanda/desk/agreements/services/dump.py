"""Writes a partnership as a dossier: what was loaded comes back byte for byte."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.apps import apps

from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.errors import Missing
from servanda.desk.agreements.models import LoadedRow, Text
from servanda.desk.agreements.services.cells import row_of
from servanda.desk.agreements.services.load import PARTNERSHIP
from servanda.desk.agreements.services.planning import stored_things
from servanda.desk.agreements.services.sheet import Sheet
from servanda.desk.agreements.services.sheets import sheets
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
    wording = {
        text.local_id: text.body
        for text in Text.objects.filter(instrument__partnership_id=partnership_id)
    }
    hooks = (getattr(each, "into_dump", None) for each in apps.get_app_configs())
    for hook in hooks:
        tables |= hook(partnership_id) if hook is not None else {}
    return Dossier(
        partnership=_partnership(partnership, rests),
        wording=MappingProxyType(wording),
        files=_files(partnership_id),
        **tables,
    )


def _rests(partnership_id: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what rows had that the desk has no field for."""
    found = LoadedRow.objects.filter(partnership_id=partnership_id).exclude(rest={})
    return {(each.table, each.row_id): each.rest for each in found}


def _table(
    sheet: Sheet, partnership_id: str, rests: dict[tuple[str, str], dict[str, Any]]
) -> tuple[Any, ...]:
    return tuple(
        row_of(sheet, thing, rests.get((sheet.name, thing.id), {}))
        for thing in stored_things(sheet, partnership_id).values()
    )


def _files(partnership_id: str) -> Mapping[str, bytes]:
    """Return the bytes behind the one table that has files, each read when it is asked for."""
    found = [sheet.files for sheet in sheets() if sheet.files is not None]
    return found[0](partnership_id) if found else {}


def _partnership(
    partnership: Partnership, rests: dict[tuple[str, str], dict[str, Any]]
) -> rows.Partnership:
    names = rows.Partnership.__dataclass_fields__
    kept = rests.get((PARTNERSHIP, partnership.id), {})
    return rows.Partnership(
        **{name: getattr(partnership, name, kept.get(name, "")) for name in names}
    )

"""Loads a dossier: all of it or nothing, and of a known one only what the dossier changed.

A row that the dossier left as it last was is left as the desk has it since, so that loading again
neither undoes an officer's work nor writes anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from servanda.desk.accounts.models import Partnership
from servanda.desk.agreements.models import Commitment, LoadedRow
from servanda.desk.agreements.services.cells import digest
from servanda.desk.agreements.services.planning import Plan, mistakes, plan
from servanda.desk.agreements.services.refreshing import derive_new, refresh_partnership
from servanda.desk.agreements.services.sheets import sheets
from servanda.desk.record import services as record
from servanda.desk.record.services import Actor
from servanda.desk.record.statistics import look_again
from servanda.exchange.dossier import Dossier, Mistake, NotADossier, read

AT_ONCE = 500
MANY = 200
"""Rows after which the database is asked to look at its tables anew."""
PARTNERSHIP = "partnership"


@dataclass(slots=True)
class Loaded:
    """What a load came to."""

    partnership_id: str
    created: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def anything(self) -> bool:
        """Tell whether the load changed anything."""
        return bool(self.created or self.changed or self.removed)


def load_dossier(path: Path | str, *, by: Actor) -> Loaded:
    """Load a dossier, or raise NotADossier with every mistake and change nothing."""
    dossier = read(Path(path))
    for sheet in sheets():
        if sheet.before is not None:
            sheet.before(dossier)  # files are whole before the first row names one
    with transaction.atomic():
        done = _load_partnership(dossier, by)
        plans = [plan(sheet, dossier) for sheet in sheets()]
        if wrong := mistakes(plans):
            raise NotADossier(wrong)
        for each in plans:
            _write(each, done, by)
        for each in reversed(plans):
            _remove(each, done, by)
        for take_in in _hooks():
            done.created += take_in(dossier, by)
        if done.anything:
            refresh_partnership(done.partnership_id)
    if done.created > MANY:
        look_again()
    return done


def _hooks() -> list[Callable[[Dossier, Actor], int]]:
    """Return what apps above take from a dossier that is no table, each saying how many it made."""
    found = (getattr(each, "after_load", None) for each in apps.get_app_configs())
    return [hook for hook in found if hook is not None]


def _load_partnership(dossier: Dossier, by: Actor) -> Loaded:
    row = dossier.partnership
    done = Loaded(row.id)
    names = {each.name for each in Partnership._meta.concrete_fields}
    fields = {name: each for name, each in asdict(row).items() if name in names - {"id"}}
    rest = {name: value for name, value in asdict(row).items() if name not in names}
    stored = Partnership.objects.filter(id=row.id).first()
    last = LoadedRow.objects.filter(partnership_id=row.id, table=PARTNERSHIP).first()
    asked = digest(asdict(row))
    if stored is None:
        new = Partnership(id=row.id, ordinal=Partnership.objects.count(), **fields)
        record.create(new, by=by, action="partnership.loaded", reason=_reason(done))
        done.created += 1
    elif last is None or last.sha256 != asked:
        different = any(getattr(stored, name) != value for name, value in fields.items())
        record.change(stored, by=by, action="partnership.changed", reason=_reason(done), **fields)
        done.changed += different
    _note(
        [
            LoadedRow(
                partnership_id=row.id, table=PARTNERSHIP, row_id=row.id, sha256=asked, rest=rest
            )
        ]
    )
    return done


def _write(found: Plan, done: Loaded, by: Actor) -> None:
    """Create and change what a table asks for."""
    kind = found.sheet.model.ledger_kind
    if found.sheet.model is Commitment:
        derive_new(cast("list[Commitment]", found.new), done.partnership_id)
    record.create_many(found.new, by=by, action=f"{kind}.loaded", reason=_reason(done))
    if found.new and found.sheet.made is not None:
        found.sheet.made(found.new)
    for thing, fields in found.changes:
        record.change(thing, by=by, action=f"{kind}.changed", reason=_reason(done), **fields)
    done.created += len(found.new)
    done.changed += len(found.changes)
    _note(found.rows)


def _remove(found: Plan, done: Loaded, by: Actor) -> None:
    """Remove what the dossier brought once and has no more."""
    kind = found.sheet.model.ledger_kind
    for thing in found.gone:
        try:
            if found.sheet.leaving is not None:
                found.sheet.leaving(thing)
            record.remove(thing, by=by, action=f"{kind}.removed", reason=_reason(done))
        except ProtectedError as error:
            raise NotADossier([_still_needed(found, thing.local_id, error)]) from error
    done.removed += len(found.gone)
    for row in found.dropped:
        row.delete()


def _still_needed(found: Plan, local_id: str, error: ProtectedError) -> Mistake:
    others = sorted(str(each.pk) for each in error.protected_objects)[:3]
    why = (
        f"{local_id} is no longer here, but the desk has things that need it: {', '.join(others)}."
        " Keep the row, or remove those first."
    )
    return Mistake(found.sheet.table.file, None, "", why)


def _note(rows: Sequence[LoadedRow]) -> None:
    """Remember the rows as they were loaded."""
    LoadedRow.objects.bulk_create(
        rows,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["partnership", "table", "row_id"],
        update_fields=["ordinal", "sha256", "rest"],
    )


def _reason(done: Loaded) -> str:
    return f"dossier {done.partnership_id}"

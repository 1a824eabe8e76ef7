"""Is the record as it was written? The chain of entries, what guards it, and the things themselves.

The chain shows what was altered inside it. The things, held against their last entries, show what
was changed past the ledger, and entries cut off at its end; a checkpoint that somebody else keeps
shows a chain that was written anew together with the things. Other apps add what they alone can
check through the method `faults()` of their `AppConfig`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import DataError, connection

from servanda.desk.record.as_of import last_states
from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import Json, LedgerEntry, Recorded
from servanda.desk.record.services import verify_ledger
from servanda.ledger import Checkpoint, canonical

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
}
GUARDS: Mapping[str, frozenset[str]] = {
    "sqlite": frozenset(
        {"ledger_refuses_update", "ledger_refuses_delete", "ledger_refuses_replace"}
    ),
    "postgresql": frozenset({"ledger_refuses_change", "ledger_refuses_truncate"}),
}


def faults(checkpoint: Checkpoint | None = None) -> Iterator[str]:
    """Yield what is wrong: the first bad entry, a missing guard, the things that differ."""
    try:
        verdict = verify_ledger(checkpoint)
    except (ValueError, TypeError, DataError) as error:
        yield f"The ledger holds an entry that cannot even be read ({error}): it was altered."
        return
    if not verdict:
        yield verdict.reason
        return
    for name in _missing_guards(LedgerEntry._meta.db_table, GUARDS):
        yield f"The database no longer refuses to change entries: its trigger {name} is gone."
    for model in kinds().values():
        for name in _missing_guards(model._meta.db_table, model.guards):
            yield (
                f"The database no longer refuses to change a {model.ledger_kind}: "
                f"its trigger {name} is gone."
            )
        yield from _differences(model)
    for config in apps.get_app_configs():
        yield from getattr(config, "faults", tuple)()


def _missing_guards(table: str, guards: Mapping[str, frozenset[str]]) -> list[str]:
    wanted = guards.get(connection.vendor)
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], [table])
        return sorted(wanted - {name for (name,) in cursor.fetchall()})


def _differences(model: type[Recorded]) -> Iterator[str]:
    """Yield the things of a kind that are not as their last entries left them."""
    written = last_states(model.ledger_kind)
    stored: Any = model._default_manager.order_by("pk").iterator(chunk_size=500)
    for thing in stored:
        state = written.pop(thing.pk, None)
        if state is None:
            yield f"{model.ledger_kind} {thing.pk} is stored, but the ledger does not have it."
        elif names := _changed(thing, state):
            told = ", ".join(names)
            yield f"{model.ledger_kind} {thing.pk} is not as its last entry left it: {told}."
        if damage := thing.damage():
            yield f"{model.ledger_kind} {thing.pk}: {damage}"
    for subject_id in sorted(written):
        yield f"{model.ledger_kind} {subject_id} is gone, but the ledger has no entry of that."


def _changed(thing: Recorded, written: Mapping[str, Json]) -> list[str]:
    """Name the fields that differ, of those that both have: fields come and go with versions."""
    stored = json.loads(canonical(thing.ledger_state()))
    return sorted(name for name in stored.keys() & written.keys() if stored[name] != written[name])

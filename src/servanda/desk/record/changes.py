"""A ledger entry as a reader sees it: the fields that it changed, before and after."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from servanda.desk.record.models import Json, LedgerEntry

SILENT = frozenset({"id", "ordinal", "partnership_id", "seal", "sha256", "path"})


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the ledger with what it changed."""

    entry: LedgerEntry
    changes: tuple[Change, ...]

    @property
    def created(self) -> bool:
        """Tell whether there was nothing before."""
        return self.entry.before is None


@dataclass(frozen=True, slots=True)
class Run:
    """Entries of one kind that follow each other, by one person on one day."""

    action: str
    actor_name: str
    at: datetime
    number: int


def lines(entries: Iterable[LedgerEntry]) -> list[Line]:
    """Read entries as lines of a history."""
    return [Line(entry, tuple(changed(entry))) for entry in entries]


def changed(entry: LedgerEntry) -> Iterator[Change]:
    """Yield the fields that an entry changed; of a new thing, those that say something."""
    before, after = _state(entry.before), _state(entry.after)
    for field in [*after, *(name for name in before if name not in after)]:
        old, new = _text(before.get(field)), _text(after.get(field))
        if old != new and field not in SILENT:
            yield Change(field, old, new)


def runs(entries: Iterable[LedgerEntry]) -> list[Run]:
    """Draw together entries that follow each other and say the same."""
    found: list[Run] = []
    for entry in entries:
        last = found[-1] if found else None
        same = last is not None and (last.action, last.actor_name, last.at.date()) == (
            entry.action,
            entry.actor_name,
            entry.at.date(),
        )
        if last is not None and same:
            found[-1] = Run(last.action, last.actor_name, last.at, last.number + 1)
        else:
            found.append(Run(entry.action, entry.actor_name, entry.at, 1))
    return found


def _state(written: str | None) -> dict[str, Json]:
    return dict(json.loads(written)) if written else {}


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)

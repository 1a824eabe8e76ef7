"""The record as it was known on a day, read from the ledger.

What was public once and is not now stays hidden, and what was hidden then stays hidden as of then:
both the classification at that time and the present one must allow.
"""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar

from django.db.models import Max, QuerySet

from servanda.desk.record.kinds import kinds
from servanda.desk.record.models import Classified, Json, LedgerEntry, Recorded
from servanda.desk.record.policy import Standing, Viewer, around, decide

Thing = TypeVar("Thing", bound=Recorded)
State = dict[str, Json]
Finder = Callable[[type[Recorded], str], State | None]
AT_ONCE = 50  # entries that are decided on together


def states(kind: str, *, partnership_id: str | None, known: date | datetime) -> dict[str, State]:
    """Return what was known of each thing of a kind at the end of a day (UTC) or at a moment."""
    entries = LedgerEntry.objects.filter(at__lt=_end(known))
    return {
        entry.subject_id: json.loads(entry.after)
        for entry in _latest(entries, kind, partnership_id)
        if entry.after is not None
    }


def last_states(kind: str) -> dict[str, State]:
    """Return what the ledger last wrote of each thing of a kind, removed ones apart."""
    entries = LedgerEntry.objects.all()
    return {
        entry.subject_id: json.loads(entry.after)
        for entry in _latest(entries, kind, None)
        if entry.after is not None
    }


def visible_states(
    viewer: Viewer, model: type[Recorded], *, partnership_id: str | None, known: date | datetime
) -> dict[str, State]:
    """Return the same, as far as the viewer might see it then and may see it now."""
    then = _Remembered(partnership_id, _end(known))
    now = _Remembered(partnership_id, None)
    return {
        subject_id: state
        for subject_id, state in states(
            model.ledger_kind, partnership_id=partnership_id, known=known
        ).items()
        if _seen(viewer, model, state, then) and _seen(viewer, model, now(model, subject_id), now)
    }


def visible_things(
    viewer: Viewer, model: type[Thing], *, partnership_id: str | None, known: date | datetime
) -> list[Thing]:
    """Return the things that the viewer may see, as they were known, in their own order."""
    found = visible_states(viewer, model, partnership_id=partnership_id, known=known)
    things = [revive(model, state) for state in found.values()]
    return sorted(things, key=lambda thing: (getattr(thing, "ordinal", 0), thing.id))


def revive(model: type[Thing], state: State) -> Thing:
    """Make an unsaved instance of what the ledger kept."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(
        **{name: fields[name].to_python(value) for name, value in state.items() if name in fields}
    )


def entries_seen_by(viewer: Viewer, entries: Iterable[LedgerEntry]) -> Iterator[LedgerEntry]:
    """Keep the entries whose subject the viewer might see then and may see now."""
    histories = _Histories()
    waiting = iter(entries)
    while batch := list(islice(waiting, AT_ONCE)):
        kept = [entry for entry in batch if _entry_seen(viewer, entry, histories)]
        while histories.read_missing():  # what was asked for in vain; each round lies further out
            kept = [entry for entry in batch if _entry_seen(viewer, entry, histories)]
        yield from kept


def _entry_seen(viewer: Viewer, entry: LedgerEntry, histories: "_Histories") -> bool:
    model = kinds().get(entry.subject_kind)
    if model is None:
        return False
    then, now = histories.until(entry.sequence), histories.until(None)
    kept = [json.loads(text) for text in (entry.before, entry.after) if text is not None]
    return all(_seen(viewer, model, state, then) for state in kept) and _seen(
        viewer, model, now(model, entry.subject_id), now
    )


def history(viewer: Viewer, thing: Recorded) -> list[LedgerEntry]:
    """Return the entries about one thing that the viewer may see, the oldest first."""
    entries = LedgerEntry.objects.filter(subject_kind=thing.ledger_kind, subject_id=thing.id)
    return list(entries_seen_by(viewer, entries.order_by("sequence")))


def _seen(viewer: Viewer, model: type[Recorded], state: State | None, find: Finder) -> bool:
    """Apply the policy to a state from the ledger, as `policy.may_see` does to a stored thing."""
    if state is None:
        return False
    found = [_follow(model, state, path, find) for path in model.inside]
    surroundings = [each for each in found if each is not None]
    if not all(_seen(viewer, outer, outer_state, find) for outer, outer_state in surroundings):
        return False
    if model.about_another and not _subject_seen(viewer, model, state, find):
        return False
    if issubclass(model, Classified):
        return bool(decide(viewer, _standing(state)))
    if model.open_to_all:
        return True
    roles = viewer.roles(state.get("partnership_id") or "")
    return bool(surroundings) or bool(roles & model.roles_that_see)


def _subject_seen(viewer: Viewer, model: type[Recorded], state: State, find: Finder) -> bool:
    subject = kinds().get(state["subject_kind"])
    if subject is None or state["subject_kind"] in model.never_about:
        return False
    return _seen(viewer, subject, find(subject, state["subject_id"]), find)


def _standing(state: State) -> Standing:
    return Standing(
        partnership_id=state.get("partnership_id"),
        classification=state.get("classification", ""),
        held_by_id=state.get("held_by_id"),
        seal=state.get("seal", ""),
    )


def _follow(
    model: type[Recorded], state: State, path: str, find: Finder
) -> tuple[type[Recorded], State | None] | None:
    """Return what a state lies inside; None where it lies in nothing, no state where it is lost."""
    current: State | None = state
    for step in path.split("__"):
        if current is None:
            break
        subject_id = current.get(f"{step}_id")
        if subject_id is None:
            return None
        model = around(model, step)
        current = find(model, subject_id)
    return model, current


class _Remembered:
    """Finds states by kind, each kind read once, as known at a moment or (None) now."""

    def __init__(self, partnership_id: str | None, end: datetime | None) -> None:
        self.partnership_id = partnership_id
        self.entries = LedgerEntry.objects.all()
        if end is not None:
            self.entries = self.entries.filter(at__lt=end)
        self.read: dict[str, dict[str, State]] = {}

    def __call__(self, model: type[Recorded], subject_id: str) -> State | None:
        kind = model.ledger_kind
        if kind not in self.read:
            self.read[kind] = {
                entry.subject_id: _last_state(entry)
                for entry in _latest(self.entries, kind, self.partnership_id)
            }
        return self.read[kind].get(subject_id)


class _Histories:
    """Finds the states of things as of any entry; reads the histories of many things at once."""

    def __init__(self) -> None:
        self.read: dict[tuple[str, str], list[LedgerEntry]] = {}
        self.missing: set[tuple[str, str]] = set()
        self.states: dict[int, State] = {}

    def until(self, sequence: int | None) -> Finder:
        """Return a finder of states up to an entry or (None) now; it notes what was not read."""

        def find(model: type[Recorded], subject_id: str) -> State | None:
            key = model.ledger_kind, subject_id
            if key not in self.read:
                self.missing.add(key)
                return None
            history = self.read[key]
            place = len(history) if sequence is None else bisect_right(history, sequence, key=_at)
            return self._after(history[place - 1]) if place else None

        return find

    def _after(self, entry: LedgerEntry) -> State:
        if entry.sequence not in self.states:
            self.states[entry.sequence] = _last_state(entry)
        return self.states[entry.sequence]

    def read_missing(self) -> bool:
        """Read what was asked for in vain; tell whether there was any."""
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for kind, subject_id in sorted(self.missing):
            self.read[kind, subject_id] = []
            by_kind[kind].append(subject_id)
        self.missing.clear()
        for kind, ids in by_kind.items():
            entries = LedgerEntry.objects.filter(subject_kind=kind, subject_id__in=ids)
            for entry in entries.order_by("sequence"):
                self.read[kind, entry.subject_id].append(entry)
        return bool(by_kind)


def _at(entry: LedgerEntry) -> int:
    return entry.sequence


def _last_state(entry: LedgerEntry) -> State:
    """Return the state after an entry; of a removed thing, the last it had."""
    state: State = json.loads(entry.after if entry.after is not None else entry.before or "{}")
    return state


def _latest(
    entries: QuerySet[LedgerEntry], kind: str, partnership_id: str | None
) -> QuerySet[LedgerEntry]:
    """Return the last of these entries about each thing of a kind."""
    of_kind = entries.filter(subject_kind=kind)
    if partnership_id is not None:
        of_kind = of_kind.filter(partnership_id=partnership_id)
    # An explicit order of nothing: the model's own would join the grouping.
    last = of_kind.order_by().values("subject_id").annotate(last=Max("sequence")).values("last")
    return LedgerEntry.objects.filter(sequence__in=last)


def _end(known: date | datetime) -> datetime:
    if isinstance(known, datetime):
        return known + timedelta(microseconds=1)
    return datetime.combine(known + timedelta(days=1), time(), tzinfo=UTC)

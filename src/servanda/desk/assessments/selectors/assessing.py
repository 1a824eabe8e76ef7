"""The levels of a partnership: every commitment assessed from what the viewer may see of it.

Files are built once as long as the ledger stays the same, and shared by viewers with the same
rights. Whether quotes still stand is looked up every time, so that a level changes at once with a
quote that no longer does.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from threading import Lock
from typing import Any, TypeVar

from django.utils import timezone

from servanda import scoring
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.models import Evidence, SilencePeriod
from servanda.desk.assessments.selectors.commitment_files import files
from servanda.desk.assessments.selectors.touched import touched
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.record.models import SealedReader
from servanda.desk.record.services import head
from servanda.desk.record.viewpoint import Viewpoint
from servanda.ledger import Checkpoint

REMEMBERED = 6  # kinds of viewers and days whose levels are kept at hand


def commitment_files(
    viewpoint: Viewpoint, partnership_id: str
) -> tuple[scoring.CommitmentFile, ...]:
    """Return what is on record about each adopted commitment, recitals apart, in order of ids."""
    found = assessments(viewpoint, partnership_id)
    return tuple(each.file for each in found.values())


def assessments(viewpoint: Viewpoint, partnership_id: str) -> Mapping[str, scoring.Assessment]:
    """Return the assessment of each adopted commitment, recitals apart, by its id, in their order.

    As of the viewpoint's day, and as known then; of what its viewer may see, and no more.
    """
    return snapshot(viewpoint, partnership_id).held


def assessments_of(
    viewpoint: Viewpoint, partnership_id: str, ids: Iterable[str]
) -> dict[str, scoring.Assessment]:
    """Return the assessments of some commitments; only their own quotes are looked up."""
    return _levels(viewpoint, partnership_id).of(ids)


def snapshot(viewpoint: Viewpoint, partnership_id: str) -> "Snapshot":
    """Return all assessments as they are at this moment, for all figures of one page."""
    return _levels(viewpoint, partnership_id).now()


def half_lives(viewpoint: Viewpoint, partnership_id: str) -> dict[scoring.Nature, int]:
    """Return after how many days of silence confidence halves; the library's where none is set."""
    own = shelf(viewpoint, partnership_id).all(SilencePeriod)
    return {
        **scoring.HALF_LIVES,
        **{scoring.Nature(each.nature): each.days for each in own},
    }


Held = Mapping[str, scoring.Assessment]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The assessments as long as the same quotes have fallen, and what was worked out of them.

    `viewpoint` is that of anybody with the same rights.
    """

    viewpoint: Viewpoint
    partnership_id: str
    fallen: frozenset[str]
    held: Held
    known: dict[str, Any] = field(default_factory=dict)

    def worked_out(self, name: str, work_out: Callable[["Snapshot"], Any]) -> Any:
        """Return what is worked out from all assessments, once as long as they stay the same."""
        if name not in self.known:
            self.known[name] = work_out(self)
        return self.known[name]


@dataclass(slots=True)
class _Levels:
    """The assessments from one viewpoint with one ledger, as long as every quote stands."""

    head: Checkpoint
    on: date
    files: dict[str, scoring.CommitmentFile]
    quotes: dict[str, list[Evidence]]
    half_lives: dict[scoring.Nature, int]
    standing: Held
    last: Snapshot

    def now(self) -> Snapshot:
        """Return the assessments after looking up which quotes stand."""
        fallen, last = _fallen(chain.from_iterable(self.quotes.values())), self.last
        if fallen != last.fallen:
            held = {**self.standing, **self._without(fallen, self.quotes)}
            self.last = last = replace(last, fallen=fallen, held=held, known={})
        return last

    def of(self, ids: Iterable[str]) -> dict[str, scoring.Assessment]:
        """Return some assessments after looking up which of their quotes stand."""
        wanted = [name for name in ids if name in self.standing]
        cited = [name for name in wanted if name in self.quotes]
        fallen = _fallen(chain.from_iterable(self.quotes[name] for name in cited))
        return {name: self.standing[name] for name in wanted} | self._without(fallen, cited)

    def _without(
        self, fallen: frozenset[str], names: Iterable[str]
    ) -> dict[str, scoring.Assessment]:
        """Assess again what rests on fallen quotes, with them unverified."""
        found = {}
        for name in names:
            if any(each.id in fallen for each in self.quotes[name]):
                file = self.files[name]
                evidence = tuple(replace(e, verified=e.id not in fallen) for e in file.evidence)
                again = replace(file, evidence=evidence)
                found[name] = scoring.assess(again, today=self.on, half_lives=self.half_lives)
        return found


def _fallen(quotes: Iterable[Evidence]) -> frozenset[str]:
    found = verdicts(quotes)
    return frozenset(name for name, each in found.items() if each is not Verdict.VERIFIED)


_Key = tuple[Viewpoint, str, date]
_memory: dict[_Key, _Levels] = {}
_lock = Lock()


def _levels(viewpoint: Viewpoint, partnership_id: str) -> _Levels:
    """Return the levels as they were worked out with the ledger as it is, or work them out."""
    view = impersonal(viewpoint)
    key, now = (view, partnership_id, timezone.localdate()), head()
    with _lock:
        found = _memory.pop(key, None)
    if found is None or found.head != now:
        found = _brought_up(found, now) if found else _built(view, partnership_id, now, None)
    with _lock:
        _memory[key] = found
        while len(_memory) > REMEMBERED:
            del _memory[next(iter(_memory))]
    return found


def forget() -> None:
    """Forget all levels, so that they are built anew when next asked for."""
    with _lock:
        _memory.clear()


def _brought_up(before: _Levels, now: Checkpoint) -> _Levels:
    """Build again what new entries are about; the rest stays as it was."""
    view, partnership_id = before.last.viewpoint, before.last.partnership_id
    names = None if view.historic else touched(partnership_id, before.head)
    if names is None:
        return _built(view, partnership_id, now, before)
    if not names:
        return replace(before, head=now)
    built, quotes = files(view, partnership_id, names)
    named = {file.subject.id: file for file in built}
    return _set_out(
        _Base(now, view, partnership_id, before.half_lives),
        {**_besides(before.files, names), **named},
        {**_besides(before.quotes, names), **quotes},
        before.standing,
    )


def _built(
    view: Viewpoint, partnership_id: str, now: Checkpoint, before: _Levels | None
) -> _Levels:
    """Build every file and assess it; what is as it was before keeps its assessment."""
    base = _Base(now, view, partnership_id, half_lives(view, partnership_id))
    built, quotes = files(view, partnership_id)
    same = before.standing if before and before.half_lives == base.half_lives else {}
    return _set_out(base, {file.subject.id: file for file in built}, quotes, same)


@dataclass(frozen=True, slots=True)
class _Base:
    """What all assessments from one viewpoint rest on besides their files."""

    head: Checkpoint
    viewpoint: Viewpoint
    partnership_id: str
    half_lives: dict[scoring.Nature, int]


def _set_out(
    base: _Base,
    named: Mapping[str, scoring.CommitmentFile],
    quotes: Mapping[str, list[Evidence]],
    before: Held,
) -> _Levels:
    """Assess the files in order of their ids."""
    on, lives = base.viewpoint.on, base.half_lives
    held = {name: _assessed(named[name], before.get(name), on, lives) for name in sorted(named)}
    own = {name: pieces for name, pieces in quotes.items() if name in named}
    last = Snapshot(base.viewpoint, base.partnership_id, frozenset(), held)
    return _Levels(base.head, on, dict(named), own, lives, held, last)


Value = TypeVar("Value")


def _besides(found: Mapping[str, Value], names: Collection[str]) -> dict[str, Value]:
    return {name: each for name, each in found.items() if name not in names}


def _assessed(
    file: scoring.CommitmentFile,
    before: scoring.Assessment | None,
    on: date,
    lives: Mapping[scoring.Nature, int],
) -> scoring.Assessment:
    if before is not None and before.file == file:
        return before
    return scoring.assess(file, today=on, half_lives=lives)


def impersonal(viewpoint: Viewpoint) -> Viewpoint:
    """Return the viewpoint of anybody with the same rights: only seals are opened by name."""
    viewer = viewpoint.viewer
    if viewer.person_id is None or SealedReader.objects.filter(person_id=viewer.person_id).exists():
        return viewpoint
    return replace(viewpoint, viewer=replace(viewer, person_id=None))

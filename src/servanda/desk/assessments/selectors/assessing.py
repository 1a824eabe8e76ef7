"""The levels of a partnership: every commitment assessed from what the viewer may see of it.

Files are built once as long as the ledger stays the same, and shared by viewers with the same
rights. Whether quotes still stand is looked up every time, so that a level changes at once with a
quote that no longer does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any

from django.utils import timezone

from servanda import scoring
from servanda.desk.agreements.selectors.shelf import shelf
from servanda.desk.assessments.models import Evidence, SilencePeriod
from servanda.desk.assessments.selectors.coding import codings_in_use
from servanda.desk.assessments.selectors.commitment_files import files
from servanda.desk.assessments.selectors.verification import Verdict, verdicts
from servanda.desk.record.models import SealedReader
from servanda.desk.record.services import head
from servanda.desk.record.viewpoint import Viewpoint

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
    return _levels(viewpoint, partnership_id).now().held


def worked_out(
    viewpoint: Viewpoint,
    partnership_id: str,
    name: str,
    work_out: Callable[[Mapping[str, scoring.Assessment]], Any],
) -> Any:
    """Return what is worked out from all assessments, once as long as they stay the same."""
    state = _levels(viewpoint, partnership_id).now()
    if name not in state.known:
        state.known[name] = work_out(state.held)
    return state.known[name]


def provisional(viewpoint: Viewpoint, partnership_id: str) -> frozenset[str]:
    """Return the ids of the commitments whose level one coder alone has judged."""
    used = codings_in_use(_impersonal(viewpoint), partnership_id)
    return frozenset(name for name, each in used.items() if each.provisional)


def half_lives(viewpoint: Viewpoint, partnership_id: str) -> dict[scoring.Nature, int]:
    """Return after how many days of silence confidence halves; the library's where none is set."""
    own = shelf(viewpoint, partnership_id).all(SilencePeriod)
    return {
        **scoring.HALF_LIVES,
        **{scoring.Nature(each.nature): each.days for each in own},
    }


Held = Mapping[str, scoring.Assessment]


@dataclass(frozen=True, slots=True)
class _State:
    """The assessments as long as the same quotes have fallen, and what was worked out of them."""

    fallen: frozenset[str]
    held: Held
    known: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Levels:
    """The assessments from one viewpoint with one ledger."""

    head: str
    on: date
    files: dict[str, scoring.CommitmentFile]
    quotes: tuple[Evidence, ...]
    half_lives: dict[scoring.Nature, int]
    state: _State = field(default_factory=lambda: _State(frozenset(), {}))

    def now(self) -> _State:
        """Return the assessments after looking up which quotes stand."""
        state, found = self.state, verdicts(self.quotes)
        fallen = frozenset(name for name, each in found.items() if each is not Verdict.VERIFIED)
        moved = state.fallen ^ fallen
        if moved:
            touched = {each.subject_id for each in self.quotes if each.id in moved}
            again = {name: self.assess(name, fallen) for name in touched}
            self.state = state = _State(fallen, {**state.held, **again})
        return state

    def assess(self, name: str, fallen: frozenset[str]) -> scoring.Assessment:
        """Assess one commitment, its fallen quotes unverified."""
        file = self.files[name]
        if fallen and any(each.id in fallen for each in file.evidence):
            evidence = tuple(replace(e, verified=e.id not in fallen) for e in file.evidence)
            file = replace(file, evidence=evidence)
        return scoring.assess(file, today=self.on, half_lives=self.half_lives)


_Key = tuple[Viewpoint, str, date]
_memory: dict[_Key, _Levels] = {}
_lock = Lock()


def _levels(viewpoint: Viewpoint, partnership_id: str) -> _Levels:
    """Return the levels as they were worked out with the ledger as it is, or work them out."""
    view = _impersonal(viewpoint)
    key, now = (view, partnership_id, timezone.localdate()), head().hash
    with _lock:
        before = _memory.pop(key, None)
    found = before if before and before.head == now else _worked_out(view, key, now, before)
    with _lock:
        _memory[key] = found
        while len(_memory) > REMEMBERED:
            del _memory[next(iter(_memory))]
    return found


def _worked_out(view: Viewpoint, key: _Key, now: str, before: _Levels | None) -> _Levels:
    """Build every file and assess it; what is as it was before keeps its assessment."""
    _view, partnership_id, _today = key
    built = sorted(files(view, partnership_id), key=lambda file: file.subject.id)
    named = {each.subject.id: each for each in built}
    about = shelf(view, partnership_id).all(Evidence, subject_kind="commitment", withdrawn=False)
    quotes = tuple(each for each in about if each.subject_id in named)
    lives = half_lives(view, partnership_id)
    found = _Levels(now, view.on, named, quotes, lives)
    same = _unchanged(found, before)
    none: frozenset[str] = frozenset()
    held = {name: same.get(name) or found.assess(name, none) for name in named}
    found.state = _State(none, held)
    return found


def _unchanged(found: _Levels, before: _Levels | None) -> Mapping[str, scoring.Assessment]:
    """Return the assessments of files that say what they said before, every quote standing."""
    if before is None or before.half_lives != found.half_lives:
        return {}
    held = before.state.held
    return {
        name: held[name]
        for name, file in before.files.items()
        if file == found.files.get(name) and held[name].file is file
    }


def _impersonal(viewpoint: Viewpoint) -> Viewpoint:
    """Return the viewpoint of anybody with the same rights: only seals are opened by name."""
    viewer = viewpoint.viewer
    if viewer.person_id is None or SealedReader.objects.filter(person_id=viewer.person_id).exists():
        return viewpoint
    return replace(viewpoint, viewer=replace(viewer, person_id=None))

"""An original as its page shows it: passages with every accepted quote lit, a note for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from servanda.desk.agreements.layout import Segment, cut
from servanda.desk.assessments.matching import Subject
from servanda.desk.assessments.selectors.evidence import ShownEvidence
from servanda.desk.assessments.selectors.subjects import About
from servanda.desk.assessments.selectors.verification import Verdict
from servanda.desk.sources.selectors.originals import Run


@dataclass(frozen=True, slots=True)
class Note:
    """A piece of evidence in the margin: its number on the page and what it speaks of."""

    number: int
    key: str
    shown: ShownEvidence
    about: About | None


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A run of words, where it stands in the whole text, the quotes over it and ending in it."""

    words: str
    start: int
    notes: tuple[Note, ...]
    closing: tuple[Note, ...]

    @property
    def joined(self) -> str:
        """Return the keys of the quotes as the value of one attribute."""
        return " ".join(note.key for note in self.notes)

    @property
    def verified(self) -> bool:
        """Tell whether all quotes over these words stand."""
        return all(note.shown.verified for note in self.notes)


@dataclass(frozen=True, slots=True)
class PassageView:
    """A run of the text with the notes that begin in it."""

    run: Run
    segments: tuple[SegmentView, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The passages, and the notes of quotes that stand in none of them any more."""

    passages: tuple[PassageView, ...]
    loose: tuple[Note, ...]
    number: int
    unverified: int


def lay_out(
    runs: Iterable[Run], evidence: Sequence[ShownEvidence], things: Mapping[Subject, About]
) -> SourcePage:
    """Set the quotes of an original in its text; those that moved stand apart, with their words."""
    notes = [
        Note(
            number,
            shown.evidence.local_id,
            shown,
            things.get(shown.subject),
        )
        for number, shown in enumerate(evidence, start=1)
    ]
    standing = [note for note in notes if note.shown.verdict != Verdict.MOVED]
    placed: set[str] = set()
    passages = tuple(_passage(run, standing, placed) for run in runs if _told(run))
    loose = tuple(note for note in notes if note.key not in placed)
    unverified = sum(not note.shown.verified for note in notes)
    return SourcePage(passages, loose, len(notes), unverified)


def _told(run: Run) -> bool:
    return run.passage is not None or bool(run.reason)


def _passage(run: Run, notes: Sequence[Note], placed: set[str]) -> PassageView:
    if run.passage is None:
        return PassageView(run, (), ())
    here = {
        note.key: note
        for note in notes
        if note.shown.evidence.start < run.end and note.shown.evidence.end > run.start
    }
    begun = tuple(note for key, note in here.items() if key not in placed)
    placed.update(here)
    spans = [(*_within(run, note), key) for key, note in here.items()]
    segments = tuple(_view(each, run, here) for each in cut(run.text, spans) if each.words)
    return PassageView(run, segments, begun)


def _within(run: Run, note: Note) -> tuple[int, int]:
    piece = note.shown.evidence
    return max(piece.start, run.start) - run.start, min(piece.end, run.end) - run.start


def _view(segment: Segment, run: Run, here: Mapping[str, Note]) -> SegmentView:
    over = tuple(here[key] for key in segment.keys)
    end = run.start + segment.start + len(segment.words)
    closing = tuple(note for note in over if note.shown.evidence.end == end)
    return SegmentView(segment.words, run.start + segment.start, over, closing)

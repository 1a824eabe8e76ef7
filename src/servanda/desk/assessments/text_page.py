"""A text as its page shows it: passages with their words lit, a numbered note a commitment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from servanda.desk.agreements.layout import Passage, Segment, Setter
from servanda.desk.agreements.models import Provision, Relation
from servanda.desk.agreements.models.instruments import Instrument
from servanda.desk.agreements.selectors import AnnotatedText, Block
from servanda.desk.agreements.words import RelationKind
from servanda.desk.assessments.levels import Level
from servanda.desk.assessments.models import Finding
from servanda.desk.assessments.tables import Row
from servanda.desk.web.wording import RELATIONS_BACK, word_for

LOWEST_HEADING = 6
Beside = Mapping[str, Sequence["Note"]]


@dataclass(frozen=True, slots=True)
class Note:
    """A commitment in the margin: its number on the page, how it stands, whether sources differ."""

    number: int
    key: str
    row: Row
    disputed: bool


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A run of words with the notes that are referred to after it."""

    segment: Segment
    closing: tuple[Note, ...]

    @property
    def words(self) -> str:
        """Return the words."""
        return self.segment.words

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the notes that speak of the words."""
        return self.segment.keys

    @property
    def joined(self) -> str:
        """Return the keys as the value of one attribute."""
        return self.segment.joined


@dataclass(frozen=True, slots=True)
class PassageView:
    """A paragraph with the notes beside it."""

    segments: tuple[SegmentView, ...]
    notes: tuple[Note, ...]
    item: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its heading, its level among headings, and its passages."""

    provision: Provision | None
    starts: bool
    level: int
    heading: str
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """How an instrument stands to another, seen from its own page."""

    word: str
    other: Instrument
    note: str


def notes(
    text: AnnotatedText,
    found: Mapping[str, Finding],
    disputed: Collection[str],
    levels: Mapping[str, Level] | None = None,
) -> dict[str, Note]:
    """Give the commitments of a text their numbers, in its order."""
    return {
        due.commitment.local_id: Note(
            number,
            due.commitment.local_id,
            Row(
                due,
                found.get(due.commitment.id),
                level=levels.get(due.commitment.id) if levels else None,
            ),
            due.commitment.id in disputed,
        )
        for number, due in enumerate(text.commitments, start=1)
    }


def blocks(text: AnnotatedText, by_key: Mapping[str, Note], beside: Beside) -> list[BlockView]:
    """Set the blocks of a text in passages.

    `beside` are notes of another language version, to stand at the same provision of this one.
    """
    setter, levels = Setter(), _Levels(text.contents)
    found = []
    for block in text.blocks:
        heading, passages = setter.block(_runs(block), *_titles(block))
        own = block.provision.eid if block.provision and block.starts else ""
        views = [_passage(passage, by_key) for passage in passages]
        if views and own in beside:
            views[0] = replace(views[0], notes=(*views[0].notes, *beside[own]))
        if not heading and block.provision and block.starts:
            heading = _own_heading(block.provision)
        level = levels.of(block.provision)
        if views or heading:
            found.append(BlockView(block.provision, block.starts, level, heading, tuple(views)))
    return found


def beside(by_key: Mapping[str, Note]) -> Beside:
    """Return notes by the provision that they stand in."""
    found: dict[str, list[Note]] = {}
    for note in by_key.values():
        found.setdefault(note.row.commitment.provision.eid, []).append(note)
    return found


def relations(instrument: Instrument, found: Sequence[Relation]) -> list[RelationView]:
    """Say of each relation how this instrument stands to the other, from its own side."""
    views = []
    for each in found:
        outward = each.instrument_id == instrument.id
        kind = RelationKind(each.kind)
        word = str(kind.label) if outward else word_for(RELATIONS_BACK, kind)
        views.append(RelationView(word, each.target if outward else each.instrument, each.note))
    return views


class _Levels:
    """Gives each heading its level, without leaving one out."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.headed = {each.eid for each in provisions if each.heading}

    def of(self, provision: Provision | None) -> int:
        if provision is None:
            return 2
        steps = provision.eid.split("__")
        around = sum("__".join(steps[: n + 1]) in self.headed for n in range(len(steps)))
        return min(1 + max(around, 1), LOWEST_HEADING)


def _titles(block: Block) -> list[str]:
    if block.provision is None or not block.starts:
        return []
    return [block.provision.heading_en, block.provision.heading_az]


def _own_heading(provision: Provision) -> str:
    return f"{provision.num} {provision.heading}".strip() if provision.heading else ""


def _runs(block: Block) -> list[Segment]:
    return [
        Segment(run.words, run.start, tuple(due.commitment.local_id for due in run.commitments))
        for run in block.runs
    ]


def _passage(passage: Passage, by_key: Mapping[str, Note]) -> PassageView:
    return PassageView(
        tuple(
            SegmentView(segment, tuple(by_key[key] for key in segment.closes))
            for segment in passage.segments
        ),
        tuple(by_key[key] for key in passage.notes),
        passage.item,
    )

"""Rows of the overview and the lists: commitments beside what was found, and counts by area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from servanda.desk.accounts.models import Party
from servanda.desk.agreements.models import Commitment, Instrument
from servanda.desk.agreements.selectors import DueCommitment
from servanda.desk.agreements.words import Area, Force
from servanda.desk.assessments.levels import Level
from servanda.desk.assessments.models import Finding
from servanda.desk.assessments.selectors.evidence import ShownEvidence


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment with its date, its level, who has it, and what the latest search came to.

    `awaited` are the instruments that its own instrument waits for.
    """

    due: DueCommitment
    finding: Finding | None
    actors: Sequence[Party | str] = ()
    awaited: Sequence[Instrument] = ()
    level: Level | None = None

    @property
    def commitment(self) -> Commitment:
        """Return the commitment itself."""
        return self.due.commitment


@dataclass(frozen=True, slots=True)
class Added:
    """A piece of evidence that was added lately, to which commitment and when."""

    shown: ShownEvidence
    commitment: Commitment
    at: datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """How many commitments of one force."""

    force: str
    count: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """How many commitments of each force in one area."""

    area: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Around:
    """What rows tell of commitments besides their dates, each by the id that leads to it."""

    findings: Mapping[str, Finding] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    awaited: Mapping[str, Sequence[Instrument]] = field(default_factory=dict)
    levels: Mapping[str, Level] = field(default_factory=dict)


def rows(dues: Iterable[DueCommitment], around: Around) -> list[Row]:
    """Put who has it, what it waits for and what was found beside each commitment."""
    return [
        Row(
            due,
            around.findings.get(due.commitment.id),
            actors(around.parties, due.commitment),
            around.awaited.get(due.commitment.instrument_id, ()),
            around.levels.get(due.commitment.id),
        )
        for due in dues
    ]


def areas(counts: Mapping[tuple[str, str], int]) -> list[AreaRow]:
    """Lay counts by area and force out in rows, in the order of the areas."""
    found = []
    for area in Area.values:
        cells = tuple(Cell(force, counts.get((area, force), 0)) for force in Force.values)
        total = sum(cell.count for cell in cells)
        if total:
            found.append(AreaRow(area, cells, total))
    return found


def totals(counts: Mapping[str, int]) -> list[Cell]:
    """Lay counts by force out in the order of the forces."""
    return [Cell(force, counts.get(force, 0)) for force in Force.values]


def actors(parties: Mapping[str, Party], commitment: Commitment) -> list[Party | str]:
    """Return who has to act: the parties where they are known, otherwise the words of the text."""
    return [parties.get(actor, actor) for actor in commitment.actors]

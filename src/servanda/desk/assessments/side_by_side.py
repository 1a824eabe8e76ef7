"""Two codings laid side by side: for each criterion both answers and both reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.desk.assessments.coding_forms import Row, SheetForm
from servanda.desk.assessments.models import Criterion, Judgement
from servanda.desk.assessments.selectors.evidence import ShownEvidence
from servanda.desk.assessments.selectors.sheets import Citable, Judged, Pair


@dataclass(frozen=True, slots=True)
class Cell:
    """Whose judgement, what it is, and the evidence that it cites, as far as the viewer sees it."""

    name: str
    judgement: Judgement | None
    cited: tuple[ShownEvidence, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion as both judged it, what was settled, and the row to settle it with."""

    criterion: Criterion
    cells: tuple[Cell, ...]
    same: bool
    settled: Cell | None
    row: Row | None


def compared(
    criteria: Iterable[Criterion], pair: Pair, evidence: Iterable[Citable], form: SheetForm
) -> list[Compared]:
    """Lay two codings side by side."""
    pieces = {each.shown.evidence.id: each.shown for each in evidence}
    rows = {row.criterion.id: row for row in form.rows()}
    return [
        Compared(
            each,
            tuple(cell(coder, each, pieces) for coder in pair.codings),
            each.id not in rows,
            cell(pair.settled, each, pieces) if pair.settled else None,
            rows.get(each.id),
        )
        for each in criteria
    ]


def cell(judged: Judged, criterion: Criterion, pieces: Mapping[str, ShownEvidence]) -> Cell:
    """Return one judgement with what it cites."""
    found = judged.judgements.get(criterion.id)
    names = found.evidence if found else []
    return Cell(judged.name, found, tuple(pieces[name] for name in names if name in pieces))

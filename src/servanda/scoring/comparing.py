"""Two assessments compared: what changed, why, and which evidence changed it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from servanda.reading.model import Force
from servanda.scoring.aggregates import Cell, by_force, distribution
from servanda.scoring.assessing import Assessment
from servanda.scoring.evidence import Evidence


class Cause(StrEnum):
    """Why something changed."""

    EVIDENCE = "evidence"
    CODING = "coding"
    CRITERIA = "criteria"
    SEARCH = "search"
    DECISION = "decision"
    """An end, a suspension or a finding that it cannot be assessed, as people decided it."""
    COMMITMENT = "commitment"
    """The commitment itself was added, withdrawn, or described anew."""
    TIME = "passage of time"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing about one commitment that is told differently now."""

    commitment: str
    what: str
    before: str | None
    after: str | None
    causes: tuple[Cause, ...]
    evidence: tuple[str, ...]
    """What was added, withdrawn or altered, or came to count, in order of ids."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A published count that differs, with the commitments and evidence that moved it."""

    section: str | None
    force: Force
    figure: str
    before: str
    after: str
    commitments: tuple[str, ...]
    evidence: tuple[str, ...]


def compare(before: Iterable[Assessment], after: Iterable[Assessment]) -> tuple[Change, ...]:
    """List what changed between two assessments, by commitment, in a fixed order."""
    old, new = _by_id(before), _by_id(after)
    changes: list[Change] = []
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name), new.get(name)
        if one is None or other is None:
            changes.append(_came_or_went(name, one, other))
        else:
            changes.extend(_changes(one, other))
    return tuple(changes)


def compare_figures(
    before: Iterable[Assessment], after: Iterable[Assessment]
) -> tuple[FigureChange, ...]:
    """List the published counts that differ, by force and then by section and force."""
    old, new = list(before), list(after)
    evidence: dict[str, set[str]] = {}
    for change in compare(old, new):
        evidence.setdefault(change.commitment, set()).update(change.evidence)
    parts = [_parts(held, evidence.keys()) for held in (old, new)]
    tables = [*_cells(by_force(old), by_force(new)), *_cells(distribution(old), distribution(new))]
    return tuple(
        _figure(place, figure, values, parts, evidence)
        for place, one, other in tables
        for figure, values in _differing(_published(one), _published(other))
    )


def _by_id(assessments: Iterable[Assessment]) -> dict[str, Assessment]:
    return {item.subject.id: item for item in assessments}


def _facts(item: Assessment) -> dict[str, str | None]:
    """Give what is published of one commitment, in the order in which it is told."""
    highest, subject, end = item.standing.highest, item.subject, item.end_state
    suspension = item.file.suspension
    return {
        "section": subject.section,
        "force": subject.force.value,
        "nature": subject.nature.value,
        "due": subject.due.isoformat() if subject.due else None,
        "outcome": item.outcome.value,
        "highest level": None if highest is None else str(highest),
        "explanation": item.standing.said.en,
        "timeliness": item.timeliness.timing.value,
        "end state": end.value if end else None,
        "suspended by": suspension.instrument if suspension and item.suspended else None,
        "stalled (inferred)": "yes" if item.silence.stalled else None,
        "contradictions": "; ".join(f"{pair.first} / {pair.second}" for pair in item.contradictions)
        or None,
    }


def _came_or_went(name: str, old: Assessment | None, new: Assessment | None) -> Change:
    before, after = (item.outcome.value if item else None for item in (old, new))
    held = new or old
    evidence = held.file.counting(held.today) if held else ()
    ids = tuple(item.id for item in evidence)
    return Change(name, "commitment", before, after, (Cause.COMMITMENT,), ids)


def _changes(old: Assessment, new: Assessment) -> list[Change]:
    before, after = _facts(old), _facts(new)
    evidence, causes = _evidence(old, new), _causes(old, new)
    return [
        Change(old.subject.id, what, before[what], after[what], causes, evidence)
        for what in before
        if before[what] != after[what]
    ]


def _evidence(old: Assessment, new: Assessment) -> tuple[str, ...]:
    """Find the evidence that counts differently: announcements never do."""
    before, after = _counting(old), _counting(new)
    names = before.keys() | after.keys()
    return tuple(sorted(name for name in names if before.get(name) != after.get(name)))


def _counting(item: Assessment) -> dict[str, Evidence]:
    return {found.id: found for found in item.file.counting(item.today)}


def _causes(old: Assessment, new: Assessment) -> tuple[Cause, ...]:
    """Tell which of the inputs differ; time alone where none does."""
    one, other = old.file, new.file
    judged = [file.coding.judgements if file.coding else () for file in (one, other)]
    differs: dict[Cause, bool] = {
        Cause.EVIDENCE: bool(_evidence(old, new)),
        Cause.CODING: set(judged[0]) != set(judged[1]),
        Cause.CRITERIA: set(one.criteria) != set(other.criteria),
        Cause.SEARCH: one.last_search(old.today) != other.last_search(new.today),
        Cause.DECISION: _decisions(old) != _decisions(new),
        Cause.COMMITMENT: one.subject != other.subject,
    }
    causes = tuple(cause for cause, is_one in differs.items() if is_one)
    return causes or (Cause.TIME,)


def _decisions(item: Assessment) -> tuple[object, ...]:
    return item.file.ending, item.file.suspension, item.file.unassessable


_Place = tuple[str | None, Force]
_Parts = dict[str, tuple[str, Force, dict[str, str]]]


def _cells(
    old: Iterable[Cell], new: Iterable[Cell]
) -> list[tuple[_Place, Cell | None, Cell | None]]:
    """Pair the cells of the same section and force, by section and then by force."""
    before = {(cell.section, cell.force): cell for cell in old}
    after = {(cell.section, cell.force): cell for cell in new}
    places = sorted(
        before.keys() | after.keys(),
        key=lambda place: (place[0] or "", list(Force).index(place[1])),
    )
    return [(place, before.get(place), after.get(place)) for place in places]


def _published(cell: Cell | None) -> dict[str, str]:
    """Give the figures of a cell as they are published; none where there is no such cell."""
    if cell is None:
        return {}
    counts = [*cell.outcomes, *cell.timings, *cell.ends]
    return {
        "commitments": str(cell.total),
        "any progress": f"{cell.any_progress.count} of {cell.any_progress.of}",
        "fully done": f"{cell.fully_done.count} of {cell.fully_done.of}",
        **{name.value: str(number) for name, number in counts},
        "suspended": str(cell.suspended),
        "stalled (inferred)": str(cell.stalled),
    }


def _differing(was: dict[str, str], now: dict[str, str]) -> list[tuple[str, tuple[str, str]]]:
    """List the figures that differ, with what they were and are."""
    pairs = {name: (was.get(name, _none(name)), now.get(name, _none(name))) for name in was | now}
    return [(name, values) for name, values in pairs.items() if values[0] != values[1]]


def _none(figure: str) -> str:
    return "0 of 0" if figure in {"any progress", "fully done"} else "0"


def _parts(held: Iterable[Assessment], names: Collection[str]) -> _Parts:
    """Give what each commitment named adds to the figures of its cells."""
    parts: _Parts = {}
    for item in held:
        if item.subject.id in names:
            [alone] = by_force([item])
            parts[item.subject.id] = (item.subject.section, alone.force, _published(alone))
    return parts


def _figure(
    place: _Place,
    figure: str,
    values: tuple[str, str],
    parts: Sequence[_Parts],
    evidence: Mapping[str, set[str]],
) -> FigureChange:
    """Name the commitments that moved a figure, and the evidence behind them."""
    moved = tuple(
        name
        for name in sorted(evidence)
        if len({_part(one.get(name), place, figure) for one in parts}) > 1
    )
    behind = tuple(sorted({item for name in moved for item in evidence[name]}))
    return FigureChange(*place, figure, *values, moved, behind)


def _part(part: tuple[str, Force, dict[str, str]] | None, place: _Place, figure: str) -> str:
    if part is None or part[1] is not place[1] or place[0] not in {None, part[0]}:
        return _none(figure)
    return part[2][figure]

"""What must hold between the rows of a dossier: keys, references, spans, dates, sources.

Each check takes the whole contents and names its mistakes; `CHECKS` runs them in order.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from servanda.exchange.dossier.mistakes import Mistake, nearest
from servanda.exchange.dossier.schema import PARTNERSHIP, TABLES, Reference, Table
from servanda.exchange.dossier.tables import Line
from servanda.reading.articles import Document

TABLE_OF_SUBJECT = {
    "party": "parties",
    "instrument": "instruments",
    "event": "events",
    "text": "texts",
    "commitment": "commitments",
    "claim": "claims",
    "finding": "findings",
    "original": "originals",
    "evidence": "evidence",
    "body": "bodies",
    "meeting": "meetings",
    "project": "projects",
    "gate": "gates",
}
MOST_TO_COMPARE = 300
DATED = (
    ("events", "date", "precision"),
    ("evidence", "fact_on", "fact_precision"),
    ("bodies", "since", "since_precision"),
)
NEEDS_A_CITATION = ("instrument", "event", "commitment")


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of every table that could be read, and the words of every text."""

    partnership: str
    lines: Mapping[str, list[Line]]
    wording: Mapping[str, str]
    unread: frozenset[str] = frozenset()
    """Tables with mistakes of their own: a row missing there proves nothing elsewhere."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    """What was read out of each original, by its id; those that could not be read are missing."""

    def keys(self, table: str, columns: tuple[str, ...] = ("id",)) -> set[tuple[Any, ...]]:
        """Give the values of these columns in every row of a table."""
        return {_values(line.row, columns) for line in self.lines[table]}


def _values(row: object, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in columns)


def duplicate_keys(contents: Contents) -> Iterator[Mistake]:
    """Name rows whose key another row has already."""
    for table in TABLES:
        first: dict[tuple[Any, ...], int] = {}
        for line in contents.lines[table.name]:
            key = _values(line.row, table.key)
            if key in first:
                shown = ", ".join(f'"{part}"' for part in key)
                why = f"{shown} is there already, on line {first[key]}. Rename or remove one."
                yield Mistake(table.file, line.number, table.key[-1], why)
            first.setdefault(key, line.number)


def broken_references(contents: Contents) -> Iterator[Mistake]:
    """Name cells that point to a row that does not exist."""
    for table in TABLES:
        for reference in table.references:
            if reference.table not in contents.unread:
                yield from _broken(contents, table, reference)


def _broken(contents: Contents, table: Table, reference: Reference) -> Iterator[Mistake]:
    known = contents.keys(reference.table, reference.target)
    last = {key[-1] for key in known}
    for line in contents.lines[table.name]:
        values = _values(line.row, reference.columns)
        if values == ("",) or values in known:
            continue
        hint = _hint(values[-1], last)
        why = (
            f'There is no "{values[-1]}" in {reference.table}.csv.{hint}'
            " Correct it here, or add the row there."
        )
        yield Mistake(table.file, line.number, reference.columns[-1], why)


def unknown_subjects(contents: Contents) -> Iterator[Mistake]:
    """Name citations and claims about rows or columns that do not exist."""
    known = {kind: _subjects(contents, table) for kind, table in TABLE_OF_SUBJECT.items()}
    known["partnership"] = {contents.partnership}
    for table in ("citations", "claims", "evidence"):
        for line in contents.lines[table]:
            if TABLE_OF_SUBJECT.get(line.row.subject_kind) not in contents.unread:
                yield from _unknown_subject(f"{table}.csv", line, known[line.row.subject_kind])


def _subjects(contents: Contents, table: str) -> set[str]:
    return {line.row.id for line in contents.lines[table]}


def _unknown_subject(file: str, line: Line, known: set[str]) -> Iterator[Mistake]:
    kind, subject = line.row.subject_kind, line.row.subject_id
    table = TABLE_OF_SUBJECT.get(kind)
    if subject not in known:
        where = f"{table}.csv" if table else "partnership.yaml"
        why = f'There is no {kind} "{subject}" in {where}.{_hint(subject, known)} Correct it.'
        yield Mistake(file, line.number, "subject_id", why)
    columns = _columns_of(table)
    field = getattr(line.row, "field", "")
    if field and field not in columns:
        hint = nearest(field, columns)
        why = f'"{field}" is not a column of the {kind}.{hint} Name the column meant.'
        yield Mistake(file, line.number, "field", why)


def _hint(wrong: str, known: set[str]) -> str:
    """Hint at the id meant, among those that share its first letter and are not too many."""
    alike = sorted(word for word in known if word[:1] == wrong[:1])
    return nearest(wrong, alike) if len(alike) <= MOST_TO_COMPARE else ""


def _columns_of(table: str | None) -> list[str]:
    columns = next((t.columns for t in TABLES if t.name == table), PARTNERSHIP)
    return [column.name for column in columns]


def missing_sources(contents: Contents) -> Iterator[Mistake]:
    """Name instruments, events and commitments that rest on no source (the first law)."""
    if "citations" in contents.unread:
        return
    cited = contents.keys("citations", ("subject_kind", "subject_id"))
    for kind in NEEDS_A_CITATION:
        table = TABLE_OF_SUBJECT[kind]
        for line in contents.lines[table]:
            if (kind, line.row.id) not in cited:
                why = (
                    f'The {kind} "{line.row.id}" has no source, and nothing stands without one.'
                    " Add a row to citations.csv."
                )
                yield Mistake(f"{table}.csv", line.number, "id", why)


def rounded_dates(contents: Contents) -> Iterator[Mistake]:
    """Name dates that say more than their precision."""
    for table, name, precision in DATED:
        for line in contents.lines[table]:
            found = getattr(line.row, name)
            wanted = found and _first_day(found, getattr(line.row, precision))
            if found != wanted:
                why = (
                    f"With precision {getattr(line.row, precision)} the date is the first day:"
                    f" {wanted}. Correct the date, or the precision."
                )
                yield Mistake(f"{table}.csv", line.number, name, why)


def _first_day(day: date, precision: str) -> date:
    if precision == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == "month" else day


def unheld_rows(contents: Contents) -> Iterator[Mistake]:
    """Name rows held by a party without its name, and the other way round."""
    for table in TABLES:
        for line in contents.lines[table.name]:
            if not hasattr(line.row, "held_by"):
                break
            if (line.row.classification == "party") != bool(line.row.held_by):
                why = 'held_by names a party exactly where the classification is "party".'
                yield Mistake(table.file, line.number, "held_by", f"{why} Correct one of the two.")


def repeated_paths(contents: Contents) -> Iterator[Mistake]:
    """Name texts and originals that share a file."""
    for table in ("texts", "originals"):
        first: dict[str, int] = {}
        for line in contents.lines[table]:
            if line.row.path in first:
                why = (
                    f"The row on line {first[line.row.path]} has the same file. Give each its own."
                )
                yield Mistake(f"{table}.csv", line.number, "path", why)
            first.setdefault(line.row.path, line.number)


Check = Callable[[Contents], Iterator[Mistake]]
CHECKS: tuple[Check, ...] = (
    duplicate_keys,
    broken_references,
    unknown_subjects,
    missing_sources,
    rounded_dates,
    unheld_rows,
    repeated_paths,
)

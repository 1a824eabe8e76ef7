"""Tables: from CSV to rows and back, each row with the line on which it stands."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from servanda.exchange.dossier.cells import Value, parse, show
from servanda.exchange.dossier.mistakes import Mistake, nearest
from servanda.exchange.dossier.schema import Column, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table and the line on which it starts."""

    number: int
    row: Any


def read_table(table: Table, text: str) -> tuple[list[Line], list[Mistake]]:
    """Read a table; rows with a mistake are left out and the mistake is named."""
    records = _records(text)
    try:
        header = next(records, None)
        names = [] if header is None else header[1]
        mistakes = _header_mistakes(table, names)
        if mistakes:
            return [], mistakes
        return _read_rows(table, names, records)
    except csv.Error as error:
        why = f"It is not CSV from here on ({error}). Check the quotation marks around cells."
        return [], [Mistake(table.file, _line_of_error(text), "", why)]


def write_table(table: Table, rows: Sequence[object]) -> str:
    """Write a table as `read_table` reads it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    writer.writerows([show(getattr(row, name)) for name in names] for row in rows)
    return out.getvalue()


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _line_of_error(text: str) -> int:
    start = 1
    try:
        for number, _cells in _records(text):
            start = number + 1
    except csv.Error:
        return start
    return start  # pragma: no cover - only called after an error


def _header_mistakes(table: Table, names: list[str]) -> list[Mistake]:
    wanted = [column.name for column in table.columns]
    mistakes = [
        Mistake(table.file, 1, name, f"The column is missing; it holds {_meaning(table, name)}.")
        for name in wanted
        if name not in names
    ]
    for place, name in enumerate(names):
        if name not in wanted:
            hint = nearest(name, wanted)
            why = f'There is no column "{name}" in this table.{hint} Rename or remove it.'
            mistakes.append(Mistake(table.file, 1, name, why))
        elif name in names[:place]:
            mistakes.append(Mistake(table.file, 1, name, "The column is there twice; remove one."))
    return mistakes


def _meaning(table: Table, name: str) -> str:
    return next(column.meaning for column in table.columns if column.name == name)


def _read_rows(
    table: Table, names: list[str], records: Iterator[tuple[int, list[str]]]
) -> tuple[list[Line], list[Mistake]]:
    columns = {column.name: column for column in table.columns}
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    for number, cells in records:
        if len(cells) != len(names):
            mistakes.append(Mistake(table.file, number, "", _miscount(len(cells), len(names))))
            continue
        values, wrong = read_cells(table.file, number, [columns[name] for name in names], cells)
        mistakes += wrong
        if not wrong:
            lines.append(Line(number, table.row(**values)))
    return lines, mistakes


def _miscount(found: int, wanted: int) -> str:
    if not found:
        return "The line is empty; remove it."
    return (
        f"The row has {found} cells, the header {wanted}."
        " A cell that holds a comma stands in double quotation marks."
    )


def read_cells(
    file: str, number: int, columns: Sequence[Column], cells: Sequence[str]
) -> tuple[dict[str, Value], list[Mistake]]:
    """Read the cells of one row, and name the ones that cannot be understood."""
    values: dict[str, Value] = {}
    mistakes = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[column.name] = parse(column, cell)
        except ValueError as error:
            mistakes.append(Mistake(file, number, column.name, str(error)))
    return values, mistakes

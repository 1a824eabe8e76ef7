"""The files of a network, read as untrusted input and written back byte for byte."""

from __future__ import annotations

import csv
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from servanda.exchange.mistakes import Mistake, nearest
from servanda.exchange.network.columns import Sheet, wrong
from servanda.exchange.network.schema import README_FILE, SHEET, SHEETS

LARGEST_FILE = 256 * 1024 * 1024
MOST_MISTAKES = 1000
Cells = dict[str, str]


class Line(NamedTuple):
    """A row and the line on which it starts."""

    number: int
    cells: Cells


Lines = Mapping[str, Sequence[Line]]


def read_lines(path: Path) -> tuple[dict[str, list[Line]], str, list[Mistake]]:
    """Read every file of the folder; rows with a mistake are left out and named."""
    mistakes = _strangers(path)
    readme, wrongs = _text(path, README_FILE)
    mistakes += wrongs
    lines: dict[str, list[Line]] = {}
    for sheet in SHEETS:
        text, wrongs = _text(path, sheet.file)
        found, more = ([], []) if wrongs else read_sheet(sheet, text)
        lines[sheet.name] = found
        mistakes += wrongs + more
    return lines, readme, mistakes[:MOST_MISTAKES]


def read_sheet(sheet: Sheet, text: str) -> tuple[list[Line], list[Mistake]]:
    """Read the rows of one file."""
    records = _records(text)
    try:
        names = next(records, (1, []))[1]
        mistakes = _header_mistakes(sheet, names)
        return ([], mistakes) if mistakes else _rows(sheet, records)
    except csv.Error as error:
        why = f"It is not CSV ({error}). Check the quotation marks around cells."
        return [], [Mistake(sheet.file, None, "", why)]


def cell_mistakes(sheet: Sheet, line: Line) -> list[Mistake]:
    """Name the cells of a row that cannot be understood."""
    found = []
    for column in sheet.columns:
        cell = line.cells[column.name]
        message = wrong(column, cell) if cell or column.required else ""
        if message:
            found.append(Mistake(sheet.file, line.number, column.name, message))
    return found


def written(sheet: Sheet, rows: Sequence[Mapping[str, str]]) -> str:
    """Write rows as `read_sheet` reads them."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.names)
    writer.writerows([row[name] for name in sheet.names] for row in rows)
    return out.getvalue()


def write_files(files: Mapping[str, bytes], path: Path) -> None:
    """Write the folder beside an old one and put it in its place: all of it, or nothing."""
    _refuse_other_folders(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        new = workshop / "new"
        new.mkdir()
        for name, content in files.items():
            with (new / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            path.rename(workshop / "old")
        new.rename(path)
    except OSError:
        if (workshop / "old").exists() and not path.exists():
            (workshop / "old").rename(path)
        raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def expected_files() -> frozenset[str]:
    """Give the names of the files of a network."""
    return frozenset({README_FILE, *(sheet.file for sheet in SHEETS)})


def _refuse_other_folders(path: Path) -> None:
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise FileExistsError(f"{path} is not a folder, and nothing was written. Name another.")
    others = sorted(each.name for each in path.iterdir()) if path.exists() else []
    strange = [name for name in others if name not in expected_files()]
    if strange:
        raise FileExistsError(
            f"{path} holds {strange[0]}, which is no part of a network and would be lost; nothing "
            "was written. Name a new or empty folder, or one that holds only a network."
        )


def _strangers(path: Path) -> list[Mistake]:
    known = expected_files()
    why = "It is no part of a network and would be lost. Move it."
    names = sorted(each.name for each in path.iterdir() if not each.name.startswith("."))
    return [Mistake(name, None, "", why) for name in names if name not in known]


def _text(folder: Path, name: str) -> tuple[str, list[Mistake]]:
    path = folder / name
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            why = "It is not an ordinary file; a link or a folder is not read. Replace it."
            return "", [Mistake(name, None, "", why)]
        if found.st_size > LARGEST_FILE:
            why = f"It is larger than {LARGEST_FILE // 1024 // 1024} MB, the limit. Shorten it."
            return "", [Mistake(name, None, "", why)]
        data = path.read_bytes()
    except FileNotFoundError:
        return "", [Mistake(name, None, "", "The file is missing; a network needs it. Add it.")]
    except OSError as error:
        why = f"It cannot be read ({error.strerror}). Check its permissions."
        return "", [Mistake(name, None, "", why)]
    return _decoded(name, data)


def _decoded(name: str, data: bytes) -> tuple[str, list[Mistake]]:
    if data.startswith(b"\xef\xbb\xbf"):
        why = "It starts with a byte order mark. Save it as UTF-8 without one."
        return "", [Mistake(name, 1, "", why)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        why = f"The byte 0x{data[error.start]:02X} is not UTF-8. Save the file as UTF-8."
        return "", [Mistake(name, line, "", why)]
    for char, why in (
        ("\r", "The line ends with CR. Save the file with LF line ends."),
        ("\0", "It holds a NUL character: not a text file. Replace it."),
    ):
        if char in text:
            line = text.count("\n", 0, text.index(char)) + 1
            return "", [Mistake(name, line, "", why)]
    return text, []


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _header_mistakes(sheet: Sheet, names: Sequence[str]) -> list[Mistake]:
    if tuple(names) == sheet.names:
        return []
    found = []
    for column in sheet.columns:
        if column.name not in names:
            why = f"The column is missing; it holds {column.meaning}. Add it."
            found.append(Mistake(sheet.file, 1, column.name, why))
    for name in names:
        if name not in sheet.names:
            hint = nearest(name, sheet.names)
            why = f"There is no column “{name[:60]}” in this file.{hint} Rename or remove it."
            found.append(Mistake(sheet.file, 1, name[:60], why))
    order = f"The columns are in another order. Write them so: {', '.join(sheet.names)}."
    return found or [Mistake(sheet.file, 1, "", order)]


def _rows(
    sheet: Sheet, records: Iterator[tuple[int, list[str]]]
) -> tuple[list[Line], list[Mistake]]:
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    names = sheet.names
    for number, cells in records:
        if len(cells) != len(names):
            why = (
                f"The row has {len(cells)} cells, the header {len(names)}. Quote cells with commas."
            )
            why = why if cells else "The line is empty. Remove it."
            mistakes.append(Mistake(sheet.file, number, "", why))
            continue
        line = Line(number, dict(zip(names, cells, strict=True)))
        found = cell_mistakes(sheet, line)
        mistakes += found
        if not found:
            lines.append(line)
        if len(mistakes) >= MOST_MISTAKES:
            break
    return lines, mistakes


def key_of(sheet: str, cells: Mapping[str, str]) -> str:
    """Name a row by its key: the id, or the parts of a key with colons between.

    >>> key_of("changes", {"project": "PJ01", "link": "T02"})
    'PJ01:T02'
    """
    if "id" in cells:
        return cells["id"]
    if sheet == "transfers":
        return f"{cells['node']}:{cells['from_mode']}>{cells['to_mode']}:{cells['unit']}"
    return ":".join(cells[name] for name in SHEET[sheet].key)

"""A network as files: read whole or refused whole, checked, and written back byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from servanda.exchange.mistakes import Mistake
from servanda.exchange.network.building import Builder
from servanda.exchange.network.checks import between_rows, unused
from servanda.exchange.network.columns import origin
from servanda.exchange.network.connecting import unconnected
from servanda.exchange.network.files import (
    MOST_MISTAKES,
    Cells,
    Lines,
    key_of,
    read_lines,
    write_files,
    written,
)
from servanda.exchange.network.provenance import Figure, Name, figures_of
from servanda.exchange.network.schema import README_FILE, SHEET, SHEETS
from servanda.flows.checks import check as check_network
from servanda.flows.model import BadNetwork, Network


class NotANetwork(ValueError):  # noqa: N818 - it says what the files are not
    """Raised when files cannot be read as a network; carries every mistake found."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures are from."""

    id: str
    publisher: str
    address: str
    accessed: str
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of a figure, and whether the network is reckoned with it."""

    id: str
    subject: str
    row: str
    field: str
    value: str
    unit: str
    sources: tuple[str, ...]
    used: bool
    note: str


@dataclass(frozen=True)
class StoredNetwork:
    """A network, what its files say beyond it, and where every figure is from."""

    network: Network
    sheets: Mapping[str, Sequence[Cells]]
    """The rows of every file as they are, by the name of the file without “.csv”."""
    readme: str

    @cached_property
    def figures(self) -> Mapping[Name, Figure]:
        """Every figure with its origin, by kind of row, id and field: ("link", "R04", "hours")."""
        return dict(figures_of(self.sheets))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources by their ids."""
        return {row["id"]: Source(**row) for row in self.sheets["sources"]}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Where sources differ, every claim."""
        return tuple(_claim(row) for row in self.sheets["claims"])

    def row(self, sheet: str, key: str) -> Cells:
        """Return a row of a file by its id."""
        return next(row for row in self.sheets[sheet] if key_of(sheet, row) == key)


def read(path: Path) -> StoredNetwork:
    """Read the folder of a network, or raise NotANetwork with every mistake in it."""
    stored, mistakes = _examine_folder(path)
    if stored is None or mistakes:
        raise NotANetwork(mistakes)
    return stored


def check(path: Path) -> list[Mistake]:
    """Name every mistake in a folder by file, row and field; none means that `read` succeeds."""
    return _examine_folder(path)[1]


def write(stored: StoredNetwork, path: Path) -> None:
    """Write a network as the folder `path`, replacing a network that is there already."""
    write_files(files_of(stored), path)


def files_of(stored: StoredNetwork) -> dict[str, bytes]:
    """Return the name and content of every file of a network."""
    files = {README_FILE: stored.readme.encode()}
    return files | {
        sheet.file: written(sheet, stored.sheets[sheet.name]).encode() for sheet in SHEETS
    }


def examine(lines: Lines, readme: str) -> tuple[StoredNetwork | None, list[Mistake]]:
    """Put rows together, or name what is wrong with them."""
    mistakes = list(between_rows(lines))
    builder = Builder(lines)
    network = builder.network()
    mistakes += builder.reckoner.mistakes
    if mistakes:
        return None, _in_order(mistakes)
    mistakes += unused(lines, builder.reckoner.uses)
    mistakes += _whole(network, lines)
    sheets = {sheet.name: tuple(line.cells for line in lines[sheet.name]) for sheet in SHEETS}
    stored = StoredNetwork(network, sheets, readme)
    return stored, _in_order(mistakes)


def _examine_folder(path: Path) -> tuple[StoredNetwork | None, list[Mistake]]:
    if not path.is_dir():
        why = "It is not a folder; a network is a folder of CSV files. Name that folder."
        return None, [Mistake(path.name, None, "", why)]
    lines, readme, mistakes = read_lines(path)
    if mistakes:  # what rows say of each other is told once each can be read
        return None, _in_order(mistakes)
    return examine(lines, readme)


def _whole(network: Network, lines: Lines) -> list[Mistake]:
    try:
        check_network(network)
    except BadNetwork as error:  # what the checks of files do not name more exactly
        return [Mistake("the network", None, "", str(error))]
    numbers = {line.cells["id"]: line.number for line in lines["demands"]}
    return [
        Mistake(
            SHEET["demands"].file,
            numbers[demand.id],
            "destination",
            f"Nothing leads from “{demand.origin}” to “{demand.destination}” for "
            f"“{demand.commodity}”, even with every project delivered. Add a link, a transfer "
            "between modes, or a mode of the commodity.",
        )
        for demand in unconnected(network)
    ]


def _claim(row: Cells) -> Claim:
    return Claim(
        row["id"],
        row["subject"],
        row["row"],
        row["field"],
        row["value"],
        row["unit"],
        origin(row["source"]).sources,
        row["used"] == "true",
        row["note"],
    )


def _in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    found = sorted(set(mistakes), key=lambda m: (m.file, m.row or 0, m.field, m.message))
    return found[:MOST_MISTAKES]

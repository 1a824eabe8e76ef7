"""What a cell of a network's files may hold, and what is said where it holds something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from servanda.exchange.mistakes import nearest
from servanda.exchange.network.units import BadUnit, measure

SEPARATOR = "; "
ASSUMED = "assumed: "
UNLIMITED = "unlimited"
MONTHS = 12
LONGEST = 4000


class Kind(StrEnum):
    """The kinds of values that a cell can hold."""

    TEXT = "text"
    ID = "id"
    IDS = "list of ids"
    NUMBER = "number"
    YEAR = "year"
    BOOLEAN = "boolean"
    UNIT = "unit"
    ORIGIN = "origin"
    WORD = "word"
    WORDS = "list of texts"
    COUNTRY = "country"
    DATE = "date"
    ADDRESS = "address"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means and what may stand in it."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    words: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of rows."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    required: bool = True
    """Whether the folder must have it."""

    @property
    def file(self) -> str:
        """The file that holds the rows."""
        return f"{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def wrong(column: Column, cell: str) -> str:
    """Say what is wrong with a cell, or "" where nothing is."""
    if not cell:
        return f"It is empty, but needed: {column.meaning}. Fill it in." if column.required else ""
    if column.words is not None:
        return _wrong_word(column, cell)
    return _CHECKS[column.kind](cell)


def shown(value: float) -> str:
    """Write a number as a cell has it: no exponent, no needless zeros.

    >>> shown(4120000.0), shown(0.000001), shown(0.5)
    ('4120000', '0.000001', '0.5')
    """
    if float(value).is_integer():
        return str(int(value))
    return format(Decimal(repr(float(value))), "f")


def listed(cell: str) -> tuple[str, ...]:
    """Take the items of a list apart."""
    return tuple(cell.split(SEPARATOR)) if cell else ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from: the sources that give it, the assumptions that it goes through."""

    sources: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    unlimited: bool = False


@lru_cache(maxsize=65536)
def origin(cell: str) -> Origin:
    """Read the cell that says where a figure comes from.

    >>> origin("trend-1; assumed: tonnes-per-train")
    Origin(sources=('trend-1',), assumptions=('tonnes-per-train',), unlimited=False)
    """
    items = listed(cell)
    return Origin(
        tuple(item for item in items if not item.startswith(ASSUMED) and item != UNLIMITED),
        tuple(item.removeprefix(ASSUMED) for item in items if item.startswith(ASSUMED)),
        UNLIMITED in items,
    )


_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,99}", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,15})(\.\d{1,12})?", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s]+")


def _wrong_word(column: Column, cell: str) -> str:
    words = column.words or {}
    if cell in words:
        return ""
    return (
        f"“{cell[:60]}” is not a word for this column.{nearest(cell, words)} "
        f"Allowed: {', '.join(words)}."
    )


def _wrong_text(cell: str) -> str:
    bad = next((char for char in cell if ord(char) < ord(" ") and char != "\n"), None)
    if bad is not None:
        return f"It holds the control character U+{ord(bad):04X}. Take it out."
    return "" if len(cell) <= LONGEST else f"It is longer than {LONGEST} characters. Shorten it."


def _wrong_id(cell: str) -> str:
    if _ID.fullmatch(cell):
        return ""
    return f"“{cell[:60]}” is no id. Write letters, digits, “-”, “_” and “.”, such as “AZ_ALA”."


def _wrong_list(cell: str) -> str:
    items = listed(cell)
    if any(not item.strip() or item != item.strip() or ";" in item for item in items):
        return "A list has its items separated by “; ” (one space), none of them empty."
    twice = next((item for place, item in enumerate(items) if item in items[:place]), None)
    return f"“{twice[:60]}” is there twice. Remove one." if twice else ""


def _wrong_ids(cell: str) -> str:
    return _wrong_list(cell) or next(filter(None, map(_wrong_id, listed(cell))), "")


def _wrong_number(cell: str) -> str:
    if cell.lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        return f"“{cell}” is no number to reckon with. Write a figure, or leave the cell empty."
    if not _NUMBER.fullmatch(cell) or shown(float(cell)) != cell:
        return (
            f"“{cell[:60]}” is not a number as it is written here. Write 12, 0.25 or -3.5, without "
            "needless zeros, exponents or separators of thousands."
        )
    return ""


def _wrong_year(cell: str) -> str:
    return "" if _YEAR.fullmatch(cell) else f"“{cell[:60]}” is no year. Write it as in 2030."


def _wrong_boolean(cell: str) -> str:
    if cell in {"true", "false"}:
        return ""
    return f"“{cell[:60]}” is neither “true” nor “false”. Write one of them."


@lru_cache(maxsize=4096)
def _wrong_unit(cell: str) -> str:
    try:
        measure(cell)
    except BadUnit as error:
        return str(error)
    return ""


@lru_cache(maxsize=65536)
def _wrong_origin(cell: str) -> str:
    names = [item.removeprefix(ASSUMED) for item in listed(cell)]
    return _wrong_list(cell) or next(filter(None, map(_wrong_id, names)), "")


def _wrong_country(cell: str) -> str:
    if _COUNTRY.fullmatch(cell):
        return ""
    return f"“{cell[:60]}” is no country. Write the two capital letters of ISO 3166-1, as in AZ."


def _wrong_date(cell: str) -> str:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        day = None
    return "" if day and day.isoformat() == cell else f"“{cell[:60]}” is no date. Write 2026-11-21."


def _wrong_address(cell: str) -> str:
    return "" if _ADDRESS.fullmatch(cell) else f"“{cell[:60]}” is no address. Begin it with http."


def _wrong_season(cell: str) -> str:
    factors = listed(cell)
    if len(factors) != MONTHS:
        return f"There are {len(factors)} factors. Give twelve, January to December."
    mistake = next(filter(None, map(_wrong_number, factors)), "")
    if not mistake and any(factor.startswith("-") for factor in factors):
        return "A factor is negative. Give shares of the capacity from 0 up."
    return mistake


_CHECKS: dict[Kind, Callable[[str], str]] = {
    Kind.TEXT: _wrong_text,
    Kind.ID: _wrong_id,
    Kind.IDS: _wrong_ids,
    Kind.NUMBER: _wrong_number,
    Kind.YEAR: _wrong_year,
    Kind.BOOLEAN: _wrong_boolean,
    Kind.UNIT: _wrong_unit,
    Kind.ORIGIN: _wrong_origin,
    Kind.WORD: _wrong_text,
    Kind.WORDS: _wrong_list,
    Kind.COUNTRY: _wrong_country,
    Kind.DATE: _wrong_date,
    Kind.ADDRESS: _wrong_address,
    Kind.SEASON: _wrong_season,
}

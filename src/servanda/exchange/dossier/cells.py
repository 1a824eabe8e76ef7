"""Cells: from the characters in a file to a value and back, one rule for each kind of column.

A cell that cannot be understood raises ValueError with a message for the person who wrote it.
"""

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import PurePosixPath

from servanda.exchange.dossier.columns import Column, Kind
from servanda.exchange.dossier.currencies import CURRENCIES
from servanda.exchange.dossier.mistakes import nearest

Value = str | int | float | bool | date | tuple[str, ...] | None
SEPARATOR = "; "
NUMBER = r"-?(0|[1-9]\d{0,8})(\.\d{1,9})?"

PATTERNS: dict[Kind, tuple[str, str]] = {
    Kind.ID: (
        r"[a-z0-9]+([_-][a-z0-9]+)*",
        'An id has small letters a to z, digits and single hyphens, such as "charter-iv-meetings".',
    ),
    Kind.EID: (
        r"[A-Za-z0-9][A-Za-z0-9_.\-]*",
        'An eId has letters, digits, "_", "." and "-", such as "sec_4__para_2".',
    ),
    Kind.ANCHOR: (
        r"[a-z]+(_[a-z]+)*",
        'An anchor is the name of an event, such as "signature" or "entry_into_force".',
    ),
    Kind.DURATION: (
        r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?",
        'Write a period as ISO 8601 does: "P3M" is three months, "P180D" 180 days, "P1Y" a year.',
    ),
    Kind.RRULE: (
        r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+\-]+)*",
        'Write it as RFC 5545 does: "FREQ=YEARLY" or "FREQ=MONTHLY;INTERVAL=6".',
    ),
    Kind.LANGUAGE: (
        r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
        'A language is a BCP 47 tag, such as "en" or "az".',
    ),
    Kind.COUNTRY: (r"[A-Z]{2}", 'A country is its two capital letters of ISO 3166, such as "AZ".'),
    Kind.URL: (
        r"https?://[^\s/]+(/\S*)?",
        'An address starts with "https://" or "http://" and has no spaces.',
    ),
    Kind.SHA256: (
        r"[0-9a-f]{64}",
        "It has 64 digits 0 to 9 and a to f, as sha256sum prints them.",
    ),
}


def parse(column: Column, cell: str) -> Value:
    """Understand a cell of this column.

    >>> from servanda.exchange.dossier.schema import EVENTS
    >>> parse(EVENTS.columns[3], "2026-02-10")
    datetime.date(2026, 2, 10)
    """
    if column.kind is not Kind.QUOTE and cell != cell.strip():
        raise ValueError("There are spaces around the value; take them away.")
    if not cell:
        return _absent(column)
    if column.kind in PATTERNS:
        return _match(column.kind, cell)
    return _READERS[column.kind](column, cell)


def show(value: Value) -> str:
    """Write a value as the cell that `parse` understands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    if isinstance(value, float):
        return _shortest(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _shortest(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _absent(column: Column) -> Value:
    if column.required:
        raise ValueError(f"It is empty, but it is needed: {column.meaning}. Fill it in.")
    if column.kind in _LISTS:
        return ()
    return None if column.kind in _ABSENT_IS_NONE else ""


_ABSENT_IS_NONE = frozenset({Kind.DATE, Kind.INTEGER, Kind.BOOLEAN, Kind.NUMBER, Kind.SIGNED})
_LISTS = frozenset({Kind.LIST, Kind.WORDS, Kind.DATES, Kind.SHARES})


def _match(kind: Kind, cell: str) -> str:
    pattern, hint = PATTERNS[kind]
    if not re.fullmatch(pattern, cell, re.ASCII):
        raise ValueError(f'"{_shorten(cell)}" is not a valid {kind}. {hint}')
    return cell


def _text(_column: Column, cell: str) -> str:
    bad = next((c for c in cell if ord(c) < 32 and c != "\n"), None)
    if bad is not None:
        raise ValueError(f"It holds the control character U+{ord(bad):04X}; take it out.")
    return cell


def _quote(_column: Column, cell: str) -> str:
    return cell  # compared with its original, character for character


def _word(column: Column, cell: str) -> str:
    words = column.words or {}
    if cell not in words:
        raise ValueError(
            f'"{_shorten(cell)}" is not a word for this column.{nearest(cell, words)}'
            f" Allowed: {', '.join(words)}."
        )
    return cell


def _items(_column: Column, cell: str) -> tuple[str, ...]:
    items = tuple(cell.split(SEPARATOR))
    if any(not item.strip() or item != item.strip() or ";" in item for item in items):
        raise ValueError('A list has its items separated by "; " (one space), none of them empty.')
    return items


def _date(_column: Column, cell: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", cell, re.ASCII):
        raise ValueError(f'"{_shorten(cell)}" is not a date; write year-month-day: 2026-02-10.')
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f'"{cell}" is not a day of the calendar; correct month or day.') from None


def _partial_date(column: Column, cell: str) -> str:
    whole = {4: f"{cell}-01-01", 7: f"{cell}-01"}.get(len(cell), cell)
    try:
        _date(column, whole)
    except ValueError:
        raise ValueError(
            f'"{_shorten(cell)}" is not a date or part of one; write 2026, 2026-02 or 2026-02-10.'
        ) from None
    return cell


def _integer(_column: Column, cell: str) -> int:
    if not re.fullmatch(r"0|[1-9]\d{0,8}", cell, re.ASCII):
        raise ValueError(f'"{_shorten(cell)}" is not a whole number; write digits only, as in 42.')
    return int(cell)


def _boolean(_column: Column, cell: str) -> bool:
    if cell not in {"true", "false"}:
        raise ValueError(f'"{_shorten(cell)}" is neither "true" nor "false"; write one of them.')
    return cell == "true"


def _number(_column: Column, cell: str) -> float:
    if not re.fullmatch(NUMBER, cell, re.ASCII) or _shortest(float(cell)) != cell:
        raise ValueError(
            f'"{_shorten(cell)}" is not a number as it is written here; write 12, 0.25 or -3.5,'
            " without needless zeros and without separators of thousands."
        )
    return float(cell)


def _signed(_column: Column, cell: str) -> int:
    if not re.fullmatch(r"0|-?[1-9]\d{0,8}", cell, re.ASCII):
        raise ValueError(f'"{_shorten(cell)}" is not a whole number; write it as in 42 or -3.')
    return int(cell)


def _amount(_column: Column, cell: str) -> str:
    if cell.startswith("-"):
        raise ValueError("An amount of money cannot be negative. Correct it.")
    if not re.fullmatch(r"(0|[1-9]\d{0,15})(\.\d[1-9]|\.[1-9]0)?", cell, re.ASCII):
        raise ValueError(
            f'"{_shorten(cell)}" is not an amount; write digits only, with two decimals where'
            " there are any: 221000000 or 10.50."
        )
    return cell


def _currency(_column: Column, cell: str) -> str:
    if cell not in CURRENCIES:
        raise ValueError(
            f'"{_shorten(cell)}" is not a currency; write the three capital letters of ISO 4217,'
            ' such as "USD", "EUR" or "AZN".'
        )
    return cell


def _time(_column: Column, cell: str) -> str:
    if not re.fullmatch(r"\d\d:\d\d", cell, re.ASCII):
        raise ValueError(f'"{_shorten(cell)}" is not a time of day; write it as in 09:30.')
    try:
        time.fromisoformat(cell)
    except ValueError:
        raise ValueError(f'"{cell}" is not a time of day; hours go to 23, minutes to 59.') from None
    return cell


def _words(column: Column, cell: str) -> tuple[str, ...]:
    return _each(column, cell, _word)


def _dates(column: Column, cell: str) -> tuple[str, ...]:
    return _each(column, cell, _date)


def _shares(column: Column, cell: str) -> tuple[str, ...]:
    return _each(column, cell, _share)


def _each(column: Column, cell: str, reader: Callable[[Column, str], Value]) -> tuple[str, ...]:
    """Read a list item by item, no item twice."""
    items = _items(column, cell)
    for place, item in enumerate(items):
        reader(column, item)
        if item.partition("=")[0] in {other.partition("=")[0] for other in items[:place]}:
            raise ValueError(f'"{_shorten(item)}" is there twice; remove one.')
    return items


def _share(column: Column, item: str) -> str:
    key, equals, number = item.partition("=")
    if not equals or not re.fullmatch(PATTERNS[Kind.ID][0], key, re.ASCII):
        raise ValueError(f'"{_shorten(item)}" is not a share; write key=number, as in weather=0.5.')
    if _number(column, number) < 0:
        raise ValueError(f'"{_shorten(item)}" is negative; write 0 or more.')
    return item


def _path(column: Column, cell: str) -> str:
    parts = PurePosixPath(cell).parts
    plain = re.fullmatch(r"[A-Za-z0-9._/\-]+", cell) and "/".join(parts) == cell
    hidden = any(part.startswith(".") for part in parts)
    if not plain or hidden or len(parts) != 2 or parts[0] != column.folder:
        raise ValueError(
            f'"{_shorten(cell)}" is not a file directly in the folder "{column.folder}/" of this'
            f' dossier; write it like "{column.folder}/charter.en.md".'
        )
    return cell


def _shorten(cell: str) -> str:
    return cell if len(cell) <= 60 else f"{cell[:57]}…"


_READERS: dict[Kind, Callable[[Column, str], Value]] = {
    Kind.TEXT: _text,
    Kind.QUOTE: _quote,
    Kind.WORD: _word,
    Kind.LIST: _items,
    Kind.DATE: _date,
    Kind.PARTIAL_DATE: _partial_date,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.PATH: _path,
    Kind.NUMBER: _number,
    Kind.SIGNED: _signed,
    Kind.AMOUNT: _amount,
    Kind.CURRENCY: _currency,
    Kind.TIME: _time,
    Kind.WORDS: _words,
    Kind.DATES: _dates,
    Kind.SHARES: _shares,
}

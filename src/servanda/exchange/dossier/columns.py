"""What a table of a dossier is made of: kinds of values, columns, references, keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from servanda.exchange.dossier import vocabulary


class Kind(StrEnum):
    """The kinds of values that a cell can hold."""

    TEXT = "text"
    ID = "id"
    WORD = "word"
    QUOTE = "quote"
    LIST = "list"
    DATE = "date"
    PARTIAL_DATE = "partial date"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DURATION = "duration"
    RRULE = "recurrence rule"
    LANGUAGE = "language"
    COUNTRY = "country"
    URL = "address"
    PATH = "path"
    EID = "eId"
    SHA256 = "SHA-256"
    ANCHOR = "anchor"
    NUMBER = "number"
    SIGNED = "signed integer"
    AMOUNT = "amount"
    CURRENCY = "currency"
    TIME = "time"
    WORDS = "list of words"
    DATES = "list of dates"
    SHARES = "list of shares"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means and what may stand in it."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    words: Mapping[str, str] | None = None
    folder: str = ""
    """Where the file lies that a path names."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns whose values must be the key of a row in another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows: `name` is the attribute of the dossier, `row` the dataclass of a row."""

    name: str
    row: type
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    references: tuple[Reference, ...] = ()

    @property
    def file(self) -> str:
        """The file that holds the table."""
        return f"{self.name}.csv"


def identity(meaning: str) -> Column:
    """Describe the column of a row's own id."""
    return Column("id", Kind.ID, meaning, required=True)


def word(name: str, words: Mapping[str, str], meaning: str, *, required: bool = True) -> Column:
    """Describe a column that holds one of these words."""
    return Column(name, Kind.WORD, meaning, required=required, words=words)


def ref(name: str, meaning: str, *, required: bool = True) -> Column:
    """Describe a column that holds the id of a row elsewhere."""
    return Column(name, Kind.ID, meaning, required=required)


def text(name: str, meaning: str, *, required: bool = False) -> Column:
    """Describe a column of free text."""
    return Column(name, Kind.TEXT, meaning, required=required)


CLASSIFIED = (
    word("classification", vocabulary.CLASSIFICATION, "who may see it"),
    ref("held_by", "the party that holds it, where the classification is 'party'", required=False),
)
HELD = Reference(("held_by",), "parties")

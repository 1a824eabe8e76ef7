"""A document taken in as evidence: its text of record, what it says of itself, its furniture."""

from dataclasses import dataclass, field

PARTICULARS = ("title", "publisher", "author", "published", "language", "url")


@dataclass(frozen=True, slots=True)
class Particular:
    """One thing that a document says of itself, and where it says so."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A span of the text that belongs to the page and not to the article, with the reason."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of record with its particulars; spans of furniture refer to the text."""

    text: str
    format: str
    particulars: dict[str, Particular]
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A document that was packed in another: its name there and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file held: a document, documents packed in it, and what of these is refused."""

    document: Document | None
    members: tuple[Member, ...] = ()
    refused: tuple[tuple[str, str], ...] = field(default=())

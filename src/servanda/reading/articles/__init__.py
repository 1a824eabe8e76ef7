"""Reads articles, pages and messages as evidence: text, particulars and page furniture.

Unlike `servanda.reading.read`, nothing here looks for commitments. The text of record holds all that
was said; what belongs to the page and not to the article is marked, with the reason, and never cut.
"""

from servanda.reading.articles.feeds import Entry, entries_of
from servanda.reading.articles.model import (
    PARTICULARS,
    Document,
    Furniture,
    Member,
    Opened,
    Particular,
)
from servanda.reading.articles.opening import LARGEST, open_document
from servanda.reading.articles.workshop import Workshop

__all__ = [
    "LARGEST",
    "PARTICULARS",
    "Document",
    "Entry",
    "Furniture",
    "Member",
    "Opened",
    "Particular",
    "Workshop",
    "entries_of",
    "open_document",
]

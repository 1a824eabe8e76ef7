"""Originals and what is derived from them, ingests, and watchlists."""

from servanda.desk.sources.models.ingests import IngestItem, IngestJob
from servanda.desk.sources.models.originals import (
    Band,
    Likeness,
    Original,
    Passage,
    SearchEntry,
)
from servanda.desk.sources.models.watchlists import FeedLook, WatchedEntry, Watchlist

__all__ = [
    "Band",
    "FeedLook",
    "IngestItem",
    "IngestJob",
    "Likeness",
    "Original",
    "Passage",
    "SearchEntry",
    "WatchedEntry",
    "Watchlist",
]

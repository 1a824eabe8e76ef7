"""Reads of the sources; who looks, and from when, comes first."""

from servanda.desk.sources.selectors.ingests import Report, Tally, ingests, report
from servanda.desk.sources.selectors.originals import Shown, original, reprints, shown
from servanda.desk.sources.selectors.searching import Found, Hit, Results, search

__all__ = [
    "Found",
    "Hit",
    "Report",
    "Results",
    "Shown",
    "Tally",
    "ingests",
    "original",
    "report",
    "reprints",
    "search",
    "shown",
]

"""The one lookup that the full-text search of both databases is asked through: `Finds`."""
# ruff: noqa: ARG002 - the arguments are Django's

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup

from servanda.desk.sources.folding import Term


class Finds(Lookup):
    """Matches the index entries that have every term of a query."""

    lookup_name = "finds"
    prepare_rhs = False

    def as_sqlite(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, Sequence[Any]]:
        """Ask FTS5."""
        return "sources_search MATCH %s", [for_sqlite(self.rhs)]

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, Sequence[Any]]:
        """Ask the tsvector."""
        return "sources_search.words @@ to_tsquery('simple', %s)", [for_postgresql(self.rhs)]


def for_sqlite(query: Sequence[Term]) -> str:
    """Write a query for FTS5; folded words hold nothing but letters and digits.

    >>> from servanda.desk.sources.folding import terms
    >>> for_sqlite(terms('Bakıda "free port"'))
    '"free port" AND "bakida" *'
    """
    return " AND ".join(
        f'"{" ".join(each.words)}"' + (" *" if each.beginning else "") for each in query
    )


def for_postgresql(query: Sequence[Term]) -> str:
    """Write a query for PostgreSQL.

    >>> from servanda.desk.sources.folding import terms
    >>> for_postgresql(terms('Bakıda "free port"'))
    "('free' <-> 'port') & 'bakida':*"
    """
    return " & ".join(_term_for_postgresql(each) for each in query)


def _term_for_postgresql(term: Term) -> str:
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words})" if len(term.words) > 1 else words + (":*" if term.beginning else "")

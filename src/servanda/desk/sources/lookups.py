"""The one lookup that both databases' full-text search is asked through: `folded__finds=terms`."""
# ruff: noqa: ARG002 - the arguments are Django's

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FloatField, Func, Lookup, TextField

from servanda.desk.sources.folding import Term


@TextField.register_lookup
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


class Worth(Func):
    """How well an index entry fits a query; the smaller the better, on both databases."""

    output_field = FloatField()

    def __init__(self, query: Sequence[Term]) -> None:
        super().__init__()
        self.query = list(query)

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        """Return FTS5's own rank."""
        return "sources_search.rank", []

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:
        """Return PostgreSQL's rank, turned round and weighed by the length of the passage."""
        sql = "-ts_rank(sources_search.words, to_tsquery('simple', %s), 1)"
        return sql, [for_postgresql(self.query)]


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

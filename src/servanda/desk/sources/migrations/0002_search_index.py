"""Makes the one search index: an FTS5 table on SQLite, a table with a tsvector on PostgreSQL.

It holds nothing that is not in the tables: `servanda desk reindex` makes it anew.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = "CREATE VIRTUAL TABLE sources_search USING fts5(folded, tokenize = 'unicode61')"
POSTGRESQL = (
    """CREATE TABLE sources_search (
        rowid bigint PRIMARY KEY,
        folded text NOT NULL,
        words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED)""",
    "CREATE INDEX sources_search_words ON sources_search USING gin (words)",
)


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index in the manner of the database."""
    vendor = schema_editor.connection.vendor
    if vendor not in {"sqlite", "postgresql"}:
        raise NotImplementedError(f"There is no search on {vendor}. Use SQLite or PostgreSQL.")
    for statement in (SQLITE,) if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away."""
    schema_editor.execute("DROP TABLE sources_search")


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_originals_and_ingests")]

    operations = [migrations.RunPython(make, drop, elidable=False)]

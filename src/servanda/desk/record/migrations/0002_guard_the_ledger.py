"""Makes the database itself refuse to change, remove or replace a ledger entry."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAYING = "The ledger is append-only: an entry is never changed or removed. Record a new change instead."

SQLITE = {
    "ledger_refuses_update": f"""
        CREATE TRIGGER ledger_refuses_update BEFORE UPDATE ON record_ledgerentry
        BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
    "ledger_refuses_delete": f"""
        CREATE TRIGGER ledger_refuses_delete BEFORE DELETE ON record_ledgerentry
        BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    "ledger_refuses_replace": f"""
        CREATE TRIGGER ledger_refuses_replace BEFORE INSERT ON record_ledgerentry
        WHEN EXISTS (SELECT 1 FROM record_ledgerentry
                     WHERE sequence = NEW.sequence OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
}

POSTGRESQL = f"""
    CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'restrict_violation'; END $$;
    CREATE TRIGGER ledger_refuses_change BEFORE UPDATE OR DELETE ON record_ledgerentry
        FOR EACH ROW EXECUTE FUNCTION ledger_refuses();
    CREATE TRIGGER ledger_refuses_truncate BEFORE TRUNCATE ON record_ledgerentry
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses();
"""


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.values():
            schema_editor.execute(statement)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        raise NotImplementedError(
            f"The ledger cannot be guarded on {schema_editor.connection.vendor}. "
            "Use SQLite or PostgreSQL."
        )


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, to go back to the time before them."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute(
            "DROP TRIGGER ledger_refuses_change ON record_ledgerentry;"
            "DROP TRIGGER ledger_refuses_truncate ON record_ledgerentry;"
            "DROP FUNCTION ledger_refuses();"
        )


class Migration(migrations.Migration):
    dependencies = [("record", "0001_ledger_and_sources")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]

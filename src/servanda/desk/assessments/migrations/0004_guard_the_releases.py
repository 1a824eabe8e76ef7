"""Makes the database itself refuse to change, remove or replace a release."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAYING = "A release is never changed or removed once it is published. Publish a new one instead."

SQLITE = {
    "release_refuses_update": f"""
        CREATE TRIGGER release_refuses_update BEFORE UPDATE ON assessments_release
        BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
    "release_refuses_delete": f"""
        CREATE TRIGGER release_refuses_delete BEFORE DELETE ON assessments_release
        BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    "release_refuses_replace": f"""
        CREATE TRIGGER release_refuses_replace BEFORE INSERT ON assessments_release
        WHEN EXISTS (SELECT 1 FROM assessments_release WHERE id = NEW.id
                     OR (partnership_id = NEW.partnership_id AND number = NEW.number))
        BEGIN SELECT RAISE(ABORT, '{SAYING}'); END""",
}

POSTGRESQL = f"""
    CREATE FUNCTION release_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'restrict_violation'; END $$;
    CREATE TRIGGER release_refuses_change BEFORE UPDATE OR DELETE ON assessments_release
        FOR EACH ROW EXECUTE FUNCTION release_refuses();
    CREATE TRIGGER release_refuses_truncate BEFORE TRUNCATE ON assessments_release
        FOR EACH STATEMENT EXECUTE FUNCTION release_refuses();
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
            f"Releases cannot be guarded on {schema_editor.connection.vendor}. "
            "Use SQLite or PostgreSQL."
        )


def unguard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, to go back to the time before them."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute(
            "DROP TRIGGER release_refuses_change ON assessments_release;"
            "DROP TRIGGER release_refuses_truncate ON assessments_release;"
            "DROP FUNCTION release_refuses();"
        )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_which_sources_were_matched")]

    operations = [migrations.RunPython(guard, unguard, elidable=False)]

"""What every test of the desk shares."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# No test asserts a time: a busy machine must not fail a property.
hypothesis_settings.register_profile("servanda", deadline=None)
hypothesis_settings.load_profile("servanda")

TRIGGERS_ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
GUARDED = ("record_ledgerentry", "assessments_release")
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True, scope="session")
def _quick_and_plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Use static files as they lie, quick password hashes, mail and files that go nowhere."""
    with override_settings(
        DATA_DIR=tmp_path_factory.mktemp("data"),
        STORAGES={**settings.STORAGES, "staticfiles": PLAIN},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ):
        yield


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    """Forget how often somebody tried what is limited."""
    cache.clear()


@pytest.fixture(autouse=True)
def _own_language_again() -> Iterator[None]:
    """Leave the language of the last page that a test asked for."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _ledger_may_be_emptied_between_tests() -> Iterator[None]:
    """Let Django empty the tables after a test with real transactions; only tests may."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def without_guard(self: Any, statements: Any) -> None:
        with connection.cursor() as cursor:
            restore = _lift_guard(cursor)
            flush(self, statements)
            for statement in restore:
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", without_guard)
        yield


def _lift_guard(cursor: Any) -> list[str]:
    """Take the triggers away and return what puts them back."""
    if connection.vendor == "postgresql":
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in GUARDED]
    cursor.execute(TRIGGERS_ON_SQLITE)
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in triggers]

"""The hash of each original's text as it is in the database now.

PostgreSQL gives a row a new version whenever it is written, by whatever way: the transaction that
wrote it, its place in the table's file, and that file. As long as the version is the same, so is
the text, and its hash is remembered. SQLite has no such thing, and hashes each time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Func, QuerySet, TextField

from servanda.desk.sources.models import Original

AT_ONCE = 500
REMEMBERED = 50_000  # texts; a version and a hash take about 300 bytes
_hashes: dict[str, tuple[str, str]] = {}  # by the id of an original: its row's version, the hash


@dataclass(frozen=True, slots=True)
class Hashes:
    """The hash of an original's bytes, the one said of its text, and the real one of its text."""

    sha256: str
    text_sha256: str
    really: str


class TextHash(Func):
    """The SHA-256 of a text, worked out by the database, so that the text need not travel.

    Django gives SQLite the function; PostgreSQL has its own, which wants bytes and gives bytes.
    """

    function = "SHA256"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Write it for PostgreSQL."""
        template = "ENCODE(SHA256(CONVERT_TO(%(expressions)s, 'UTF8')), 'hex')"
        return self.as_sql(compiler, connection, template=template, **extra)


class RowVersion(Func):
    """What PostgreSQL changes with each writing of a row; never twice the same in one server's run.

    A table that is rewritten as a whole gets a new file, and a restored one another server's run.
    """

    arity = 0
    output_field = TextField()
    template = (
        "CONCAT_WS(' ', %(table)s.xmin, %(table)s.ctid, "
        "PG_RELATION_FILENODE(%(table)s.tableoid), PG_POSTMASTER_START_TIME())"
    )


def hashes_of(ids: Iterable[str]) -> dict[str, Hashes]:
    """Return the hashes of originals by their ids; what is not there is left out."""
    ordered = sorted(ids)
    found: dict[str, Hashes] = {}
    for at in range(0, len(ordered), AT_ONCE):
        some = ordered[at : at + AT_ONCE]
        found |= _versioned(some) if connection.vendor == "postgresql" else _hashed(some)
    return found


def forget() -> None:
    """Forget every hash, so that each text is hashed again when it is next asked for."""
    _hashes.clear()


def _among(ids: list[str]) -> QuerySet[Original]:
    return Original.objects.filter(pk__in=ids).order_by()


def _hashed(ids: list[str]) -> dict[str, Hashes]:
    rows = _among(ids).annotate(really=TextHash("text"))
    told = rows.values_list("pk", "sha256", "text_sha256", "really")
    return {key: Hashes(sha256, said, really) for key, sha256, said, really in told}


def _versioned(ids: list[str]) -> dict[str, Hashes]:
    """Look at the versions of rows, and hash the texts of those that are not as remembered."""
    rows = _among(ids).annotate(version=_version())
    told = rows.values_list("pk", "sha256", "text_sha256", "version")
    found, changed = {}, []
    for key, sha256, said, version in told:
        known = _hashes.get(key)
        if known is not None and known[0] == version:
            found[key] = Hashes(sha256, said, known[1])
        else:
            changed.append(key)
    return {**found, **_remembered(changed)} if changed else found


def _remembered(ids: list[str]) -> dict[str, Hashes]:
    """Hash texts, each with the version that it was read from, and remember both."""
    rows = _among(ids).annotate(version=_version(), really=TextHash("text"))
    if len(_hashes) + len(ids) > REMEMBERED:
        _hashes.clear()
    found = {}
    for key, sha256, said, version, really in rows.values_list(
        "pk", "sha256", "text_sha256", "version", "really"
    ):
        _hashes[key] = version, really
        found[key] = Hashes(sha256, said, really)
    return found


def _version() -> RowVersion:
    return RowVersion(table=connection.ops.quote_name(Original._meta.db_table))

"""Reads from the environment what one place may run differently from another."""

import os
import secrets
import sqlite3
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_FILE = "secret-key"  # noqa: S105 - the name of a file
# Until SQLite 3.51.3 a race in write-ahead logging could lose what was already committed.
WRITE_AHEAD_SAFE = (3, 51, 3)


def flag(name: str) -> bool:
    """Tell whether a switch is on; refuse anything but 0 and 1."""
    value = os.environ.get(name, "0").strip() or "0"
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {value!r}, but it is a switch. Set it to 0 or 1.")
    return value == "1"


def listed(name: str, *, default: str) -> list[str]:
    """Return a comma-separated setting as a list."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return a comma-separated setting as networks; refuse what is none."""
    found = listed(name, default="")
    try:
        return [ip_network(each) for each in found]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} holds what is no address or network: {error}. "
            "Write addresses or networks separated by commas, such as 127.0.0.1,10.0.0.0/8."
        ) from None


def secret_key(data_dir: Path) -> str:
    """Return the secret key, made once and kept where only its owner reads it."""
    given = os.environ.get("SERVANDA_SECRET_KEY")
    if given:
        return _long_enough(given, "SERVANDA_SECRET_KEY")
    path = data_dir / SECRET_KEY_FILE
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _long_enough(path.read_text(encoding="utf-8").strip(), str(path))
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def _long_enough(key: str, where: str) -> str:
    if len(key) < 50:
        raise ImproperlyConfigured(
            f"The secret key in {where} has {len(key)} characters, too few to be safe. "
            "Give it at least 50 random ones, or remove it and a new one is made."
        )
    return key


def database(data_dir: Path) -> dict[str, Any]:
    """Return the database settings: SQLite unless SERVANDA_DATABASE_URL names a PostgreSQL."""
    address = os.environ.get("SERVANDA_DATABASE_URL", "").strip()
    return _postgresql(address) if address else _sqlite(data_dir)


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            f"SERVANDA_DATABASE_URL begins with {parts.scheme!r}, but only PostgreSQL is read from "
            "it. Write postgresql://user:password@host:port/name, or leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(data_dir: Path) -> dict[str, Any]:
    journal = "WAL" if sqlite3.sqlite_version_info >= WRITE_AHEAD_SAFE else "DELETE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "servanda.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # else concurrent writers fail as "locked"
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL;",
        },
    }


def email() -> dict[str, Any]:
    """Return the mail settings: printed to the console unless SERVANDA_EMAIL_URL names a server."""
    address = os.environ.get("SERVANDA_EMAIL_URL", "").strip()
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured(
            f"SERVANDA_EMAIL_URL begins with {parts.scheme!r}, but mail goes out by SMTP. "
            "Write smtp://user:password@host:port or smtps://…, or leave it out."
        )
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
    }

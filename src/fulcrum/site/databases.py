"""Database settings for SQLite and PostgreSQL from one URL each."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fulcrum.kernel.errors import FulcrumError

# Without IMMEDIATE, concurrent read-then-write transactions fail on upgrade of the lock.
_SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;PRAGMA cache_size=-32000;"
    ),
}


def sqlite_database(path: Path) -> dict[str, Any]:
    """Settings of an SQLite file: WAL, IMMEDIATE, FULL, foreign keys, secure delete."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening the file and setting the PRAGMAs for every request would cost 2 ms of CPU.
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(_SQLITE_OPTIONS),
    }


def postgresql_database(url: str) -> dict[str, Any]:
    """Settings of a PostgreSQL database from its URL.

    Raises:
        FulcrumError: the URL is not a PostgreSQL URL with a database name.
    """
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise FulcrumError(
            "This is not a PostgreSQL address.",
            where="FULCRUM_DATABASE_URL",
            mend="Write postgresql://user:password@host:5432/name.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c statement_timeout=60000 -c lock_timeout=30000"},
    }


def database(url: str, fallback: Path) -> dict[str, Any]:
    """PostgreSQL when a URL is given, else the SQLite file."""
    return postgresql_database(url) if url else sqlite_database(fallback)

"""Copy databases out and in: SQLite by its backup interface, PostgreSQL by its own programs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

from fulcrum.cli.platform import postgresql
from fulcrum.cli.platform.database import ALIASES
from fulcrum.kernel.errors import FulcrumError

HOLD_SECONDS = 60.0


def vendors() -> dict[str, str]:
    """Sqlite or postgresql, by database."""
    return {alias: str(connections[alias].vendor) for alias in ALIASES}


def member_name(alias: str) -> str:
    """What a database is called inside a backup."""
    return f"{alias}.sqlite3" if _is_sqlite(alias) else f"{alias}.pgdump"


def sqlite_path(alias: str) -> Path | None:
    """The file of a database; None when it is on PostgreSQL."""
    return Path(settings.DATABASES[alias]["NAME"]) if _is_sqlite(alias) else None


def _is_sqlite(alias: str) -> bool:
    return connections[alias].vendor == "sqlite"


@contextmanager
def _quiet() -> Iterator[None]:
    """On SQLite keep writers waiting, so that both copies are of one moment; readers go on."""
    path = sqlite_path("default")
    if path is None:
        yield
        return
    with closing(sqlite3.connect(path, timeout=HOLD_SECONDS, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            holder.execute("ROLLBACK")


def copy_out(folder: Path) -> None:
    """Copy both databases into a folder.

    The main one first: what is erased between the two is then closed, never the reverse.

    Raises:
        FulcrumError: the disk is full, or PostgreSQL's programs are missing or fail.
    """
    with _quiet():
        for alias in ALIASES:
            target, source = folder / member_name(alias), sqlite_path(alias)
            if source is None:
                postgresql.dump(alias, target)
            else:
                _copy_sqlite(source, target)


def _copy_sqlite(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
            from_.backup(to)
            to.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise FulcrumError(
            f"The database cannot be copied: {error}.",
            where=str(target.parent.parent),
            mend="Free some space or choose another folder; nothing was changed.",
        ) from error


def check_sqlite(path: Path) -> None:
    """Read every page of a copy.

    Raises:
        FulcrumError: it is damaged.
    """
    try:
        with closing(sqlite3.connect(path)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise FulcrumError(f"This database is damaged: {answer}.", where=path.name)


def copy_in(folder: Path) -> None:
    """Put the databases of an opened backup in place; SQLite's were set aside before.

    Raises:
        FulcrumError: PostgreSQL's programs are missing or fail.
    """
    connections.close_all()
    for alias in ALIASES:
        source, target = folder / member_name(alias), sqlite_path(alias)
        if target is None:
            postgresql.restore(alias, source)
        else:
            source.replace(target)

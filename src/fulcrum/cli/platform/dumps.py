"""Copy databases out and in: SQLite by its backup interface, PostgreSQL by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from fulcrum.kernel.errors import FulcrumError

ALIASES = ("default", "vault")


def vendor() -> str:
    """Sqlite or postgresql."""
    return str(connections["default"].vendor)


def member_name(alias: str) -> str:
    """What a database is called inside a backup."""
    return f"{alias}.sqlite3" if connections[alias].vendor == "sqlite" else f"{alias}.pgdump"


@contextmanager
def _quiet_sqlite() -> Iterator[None]:
    """Keep writers waiting, so that both copies are of one moment; readers go on."""
    if vendor() != "sqlite":
        yield
        return
    path = settings.DATABASES["default"]["NAME"]
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            holder.execute("ROLLBACK")


def copy_out(folder: Path) -> None:
    """Copy both databases into a folder.

    The main one first: what is erased between the two is then closed, never the reverse.

    Raises:
        FulcrumError: PostgreSQL's programs are missing or fail.
    """
    with _quiet_sqlite():
        for alias in ALIASES:
            target = folder / member_name(alias)
            if connections[alias].vendor == "sqlite":
                _copy_sqlite(Path(settings.DATABASES[alias]["NAME"]), target)
            else:
                _run_postgresql("pg_dump", alias, "--format=custom", f"--file={target}",
                                "--enable-row-security", "--no-owner")  # fmt: skip


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to)
        to.execute("PRAGMA journal_mode=DELETE")


def check_sqlite(path: Path) -> None:
    """Read every page of a copy.

    Raises:
        FulcrumError: it is damaged.
    """
    with closing(sqlite3.connect(path)) as copy:
        try:
            answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            answer = str(error)
    if answer != "ok":
        raise FulcrumError(f"This database is damaged: {answer}.", where=path.name)


def copy_in(folder: Path) -> None:
    """Put the databases of an opened backup in place of those there are.

    Raises:
        FulcrumError: PostgreSQL's programs are missing or fail.
    """
    connections.close_all()
    for alias in ALIASES:
        source = folder / member_name(alias)
        if connections[alias].vendor == "sqlite":
            target = Path(settings.DATABASES[alias]["NAME"])
            for leftover in (f"{target}-wal", f"{target}-shm"):
                Path(leftover).unlink(missing_ok=True)
            shutil.copy(source, target)
        else:
            _run_postgresql("pg_restore", alias, "--clean", "--if-exists", "--no-owner",
                            "--single-transaction", "--enable-row-security", str(source),
                            option=f"--dbname={_name(alias)}")  # fmt: skip


def _name(alias: str) -> str:
    return str(settings.DATABASES[alias]["NAME"])


def _run_postgresql(program: str, alias: str, *arguments: str, option: str = "") -> None:
    found = shutil.which(program)
    if found is None:
        raise FulcrumError(
            f"{program} is not on this machine.",
            mend="Install PostgreSQL's client programs in the server's version.",
        )
    known: dict[str, Any] = settings.DATABASES[alias]
    environment = os.environ | {
        "PGHOST": known["HOST"], "PGPORT": known["PORT"], "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        # The second wall stands for programs too; the installation itself sees everything.
        "PGOPTIONS": "-c fulcrum.scope=all",
    }  # fmt: skip
    command = [found, *arguments, option or _name(alias)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise FulcrumError(f"{program} failed: {last}", where=alias)

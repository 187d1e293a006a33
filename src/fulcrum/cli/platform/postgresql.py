"""PostgreSQL's own programs, pointed at one of our databases."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings

from fulcrum.kernel.errors import FulcrumError

# The second wall stands for programs too; the installation itself sees everything. A statement
# may take its time, but none waits for ever behind somebody else's.
OPTIONS = "-c fulcrum.scope=all -c lock_timeout=30s"
AFRESH = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


def program(name: str) -> str:
    """Where one of PostgreSQL's programs is.

    Raises:
        FulcrumError: it is not on this machine.
    """
    found = shutil.which(name)
    if found is None:
        raise FulcrumError(
            f"{name} is not on this machine.",
            mend="Install PostgreSQL's client programs, in the server's version or newer.",
        )
    return found


def dump(alias: str, target: Path) -> None:
    """Write a database as of one moment into a file.

    Raises:
        FulcrumError: pg_dump is missing or fails.
    """
    _run(alias, "pg_dump", "--format=custom", f"--file={target}", "--enable-row-security",
         "--no-owner", "--no-privileges")  # fmt: skip


def restore(alias: str, source: Path) -> None:
    """Replace a database by what a file holds: all of it or nothing.

    Raises:
        FulcrumError: pg_restore or psql is missing or fails; nothing was changed then.
    """
    script = source.with_suffix(".sql")
    _run(alias, "pg_restore", "--no-owner", "--no-privileges", "--enable-row-security",
         f"--file={script}", str(source), reads_database=False)  # fmt: skip
    _run(alias, "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
         "--output=/dev/null", f"--command={AFRESH}", f"--file={script}")  # fmt: skip
    script.unlink()


def _environment(alias: str) -> dict[str, str]:
    known: dict[str, Any] = settings.DATABASES[alias]
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    given = {variable: str(known[name]) for name, variable in names.items() if known[name]}
    return os.environ | given | {"PGDATABASE": str(known["NAME"]), "PGOPTIONS": OPTIONS}


def _run(alias: str, name: str, *arguments: str, reads_database: bool = True) -> None:
    environment = _environment(alias) if reads_database else None
    command = [program(name), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if done.returncode:
        said = [line for line in done.stderr.strip().splitlines() if "error" in line.lower()]
        raise FulcrumError(f"{name} failed: {(said or ['it gave no reason'])[0]}", where=alias)

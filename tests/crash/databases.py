"""A fresh database for a site, on whichever database the tests run; and a server to restart."""

import secrets
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from tests.crash.site import Site
from tools import postgres
from tools.machine import SkippedError


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def fresh_database(url: str = "") -> Iterator[str]:
    """The address of an empty PostgreSQL database when the tests run on one, else ""."""
    url = url or settings.CONFIG.database_url
    if not url:
        yield ""
        return
    name = sql.Identifier(made := f"crash_{secrets.token_hex(4)}")
    with psycopg.connect(_named(url, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
    try:
        yield _named(url, made)
    finally:
        with psycopg.connect(_named(url, "postgres"), autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def latest_job(site: Site) -> tuple[str, int]:
    """State and progress of the job a person started last, read past the site itself.

    The worker starts jobs of its own every day, at any moment: those are not asked for.
    """
    question = (
        "SELECT state, done_count FROM jobs_job WHERE user_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    )
    row: Any
    if site.database_url:
        with psycopg.connect(site.database_url) as wired:
            row = wired.execute(question).fetchone()
    else:
        place = f"file:{site.folder / 'fulcrum.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(place, uri=True, timeout=10)) as opened:
            row = opened.execute(question).fetchone()
    return (row[0], row[1]) if row else ("", 0)


@dataclass(frozen=True, slots=True)
class Restartable:
    """A PostgreSQL server that can be crashed."""

    url: str
    folder: Path
    options: dict[str, Any]

    def crash(self) -> None:
        """Stop it at once, without a checkpoint: the next start has to recover."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start it as it was started first."""
        self._control("-l", str(self.folder / "log"), "restart")

    def _control(self, *command: str) -> None:
        control: list[str | Path] = [
            postgres.programs() / "pg_ctl",
            "-D",
            self.folder / "data",
            "-w",
            *command,
        ]
        subprocess.run(control, check=True, **self.options)


@contextmanager
def restartable_server() -> Iterator[Restartable]:
    """A server of this test alone, that keeps what it acknowledged."""
    with (
        tempfile.TemporaryDirectory(prefix="fulcrum-crash-") as made,
        pytest.MonkeyPatch.context() as patch,
    ):
        folder, port = Path(made), postgres._free_port()
        safe = "-c synchronous_commit=on -c max_connections=40"
        patch.setattr(postgres, "SERVER_OPTIONS", safe)
        try:
            postgres.programs()
            quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
            options = postgres._unprivileged(folder) | quiet | {"cwd": made}
        except SkippedError as error:
            pytest.skip(str(error.args[0]))
        postgres._start(folder, port, options)
        found = Restartable(postgres.Server(port).url("postgres"), folder, options)
        try:
            yield found
        finally:
            found.crash()

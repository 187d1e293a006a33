"""An installation of its own: a data folder, databases, a port, and the command run on them."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from tests.architecture.graph import ROOT
from tests.e2e.conftest import free_port

KEYS = ("SECRET_KEY", "AUDIT_KEY", "SEED_KEY", "SIGNING_KEY", "VAULT_KEY")
START_SECONDS = 60.0
STOP_SECONDS = 15.0


@dataclass
class Installation:
    """A data folder and its databases; `urls` are empty on SQLite."""

    folder: Path
    urls: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What its processes said."""
        return self.folder / "log"

    def environment(self, **changes: str) -> dict[str, str]:
        """The environment of its commands; an empty value takes a variable away."""
        names = {
            name: value for name, value in os.environ.items() if not name.startswith("FULCRUM_")
        }
        names.pop("DJANGO_SETTINGS_MODULE", None)
        keys = {f"FULCRUM_{name}": sha256(name.encode()).hexdigest() for name in KEYS}
        mine = {"FULCRUM_DATA_DIR": str(self.folder), "FULCRUM_PORT": str(self.port)}
        merged = names | keys | mine | self.urls | self.settings | changes
        return {name: value for name, value in merged.items() if value}

    def start(self, *words: str, **changes: str) -> "subprocess.Popen[str]":
        """Start a command in a session of its own; what it says goes into the log."""
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "fulcrum", *words],
                cwd=ROOT,
                env=self.environment(**changes),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,
            )

    def run(self, *words: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "fulcrum", *words],
            cwd=ROOT,
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def manage(self, *words: str) -> None:
        """Run a Django command on its databases."""
        environment = self.environment(DJANGO_SETTINGS_MODULE="fulcrum.site.settings")
        command = [sys.executable, "-m", "django", *words]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    def answers(self) -> bool:
        """Whether the server answers."""
        try:
            with urlopen(f"{self.url}/health", timeout=2) as response:  # noqa: S310 - our own
                return bool(response.status == 200)
        except (URLError, ConnectionError, TimeoutError):
            return False

    def wait_until(self, holds: Callable[[], bool], seconds: float = START_SECONDS) -> None:
        """Wait for something to hold; the log explains when it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8")[-4000:])

    def query(self, statement: str, alias: str = "default") -> Any:
        """The first column of a statement's first row, past the site; it may also write."""
        variable = "FULCRUM_DATABASE_URL" if alias == "default" else "FULCRUM_VAULT_DATABASE_URL"
        if url := self.urls.get(variable):
            with psycopg.connect(url, options="-c fulcrum.scope=all") as wired:
                found: Any = wired.execute(statement)
                return found.fetchone()[0] if found.description else None
        name = "fulcrum" if alias == "default" else alias
        with (
            closing(sqlite3.connect(self.folder / f"{name}.sqlite3", timeout=10)) as opened,
            opened,
        ):
            row = opened.execute(statement).fetchone()
            return row[0] if row else None


def pids_of(session: int) -> set[int]:
    """The ids of all processes in a session, which is named after the process that leads it."""
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,sess="], capture_output=True, text=True, check=True
    ).stdout
    pairs = (line.split() for line in listed.splitlines())
    return {int(pid) for pid, leader in pairs if int(leader) == session}


def stop(process: "subprocess.Popen[str]") -> float:
    """Ask a process to stop as an init system does; the seconds it took. Nothing is left of it."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(STOP_SECONDS)
    took = time.monotonic() - began
    end = time.monotonic() + 5
    while pids_of(process.pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert pids_of(process.pid) == set(), "something was left running"
    return took


@contextmanager
def stopped_afterwards(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """Whatever happens, nothing of a process goes on."""
    try:
        yield process
    finally:
        for pid in pids_of(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.wait(STOP_SECONDS)


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def postgresql_databases(server: str, templates: dict[str, str]) -> Iterator[dict[str, str]]:
    """The addresses of two databases, empty or copies of others; dropped afterwards.

    Args:
        server: the address of any database on the server.
        templates: addresses of the databases to copy, by setting; none for empty ones.
    """
    made: dict[str, str] = {}
    with psycopg.connect(_named(server, "postgres"), autocommit=True) as wired:
        for variable in ("FULCRUM_DATABASE_URL", "FULCRUM_VAULT_DATABASE_URL"):
            made[variable] = _named(server, f"cli_{secrets.token_hex(4)}")
            like = urlsplit(templates.get(variable, "/template1")).path[1:]
            _create(wired, made[variable], like)
        try:
            yield made
        finally:
            for url in made.values():
                name = sql.Identifier(urlsplit(url).path[1:])
                wired.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _create(wired: "psycopg.Connection[Any]", url: str, like: str) -> None:
    names = sql.Identifier(urlsplit(url).path[1:]), sql.Identifier(like)
    wired.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))

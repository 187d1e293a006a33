"""A PostgreSQL server for the length of a test run.

python -m tools.postgres COMMAND …   run a command with FULCRUM_DATABASE_URL pointing at it
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from tools.machine import FailedError, SkippedError, call, install_with_apt

# Speed over safety: the data dies with the test run.
SERVER_OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=80"
)
UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Server:
    """Where a running server listens."""

    port: int

    def url(self, name: str) -> str:
        """The address of a database on it, for the role of the tests."""
        return f"postgresql://fulcrum:fulcrum@127.0.0.1:{self.port}/{name}"


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", folder.parent.name))


def find_programs() -> Path | None:
    """The folder of the newest server programs, if there are any."""
    packaged = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if packaged:
        return max(packaged, key=_version)
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def programs() -> Path:
    """The folder of the server programs, installed when need be.

    Raises:
        SkippedError: there are none and they may not be installed.
    """
    folder = find_programs()
    if folder is None:
        install_with_apt("postgresql")
        folder = find_programs()
    if folder is None:
        raise SkippedError("PostgreSQL's server programs were not found")
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to start programs when we are root, as whom PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    name = next((name for name in UNPRIVILEGED if name in known), None)
    if name is None:
        raise SkippedError("PostgreSQL does not run as root, and there is no user to run it as")
    shutil.chown(folder, name)
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def _start(folder: Path, port: int, options: dict[str, Any]) -> None:
    found, data = programs(), folder / "data"
    encoding = ["-E", "UTF8", "--locale=C.UTF-8"]
    initdb: list[str | Path] = [
        found / "initdb",
        "-D",
        data,
        "-U",
        "owner",
        "-A",
        "trust",
        "--no-sync",
        *encoding,
    ]
    subprocess.run(initdb, check=True, **options)
    listen = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {SERVER_OPTIONS}"
    control: list[str | Path] = [found / "pg_ctl", "-D", data, "-w"]
    start = [*control, "-o", listen, "-l", folder / "log", "start"]
    subprocess.run(start, check=True, **options)
    # Not a superuser: row-level security has to hold in the tests too.
    role = "CREATE ROLE fulcrum LOGIN CREATEDB PASSWORD 'fulcrum'"
    where = ["-h", "127.0.0.1", "-p", str(port), "-U", "owner", "-d", "postgres"]
    subprocess.run([found / "psql", *where, "-qc", role], check=True, **options)


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A server of our own on a free port; stopped and deleted afterwards.

    Raises:
        SkippedError: this machine cannot run one.
        FailedError: it did not start.
    """
    programs()
    with tempfile.TemporaryDirectory(prefix="fulcrum-postgresql-") as made:
        folder, port = Path(made), _free_port()
        options: dict[str, Any] = _unprivileged(folder) | {
            "cwd": made,
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
        }
        control: list[str | Path] = [programs() / "pg_ctl", "-D", folder / "data", "-w"]
        try:
            _start(folder, port, options)
            yield Server(port)
        except subprocess.CalledProcessError as error:
            raise FailedError(f"PostgreSQL did not start: {error}") from error
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(stop, check=False, stderr=subprocess.DEVNULL, **options)


def stop_on_signal() -> None:
    """Turn a polite kill into an exit, so that servers started here are stopped."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        sys.exit(143)

    signal.signal(signal.SIGTERM, leave)


def main(command: list[str]) -> int:
    """Run a command beside a server."""
    stop_on_signal()
    if not command:
        print(__doc__)
        return 2
    try:
        with server() as running:
            call(*command, FULCRUM_DATABASE_URL=running.url("fulcrum"))
    except (SkippedError, FailedError) as error:
        print(error.args[0], file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

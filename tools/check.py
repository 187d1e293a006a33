"""Run the gates in order, time each, and say at the end what passed, failed or was skipped.

    python tools/check.py            all of them
    python tools/check.py lint types only these
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SHOWCASE_CONFIG = {"DJANGO_SETTINGS_MODULE": "tests.settings"}


class Skipped(Exception):  # noqa: N818 - an outcome, not an error
    """A gate that this machine cannot run, and why."""


@dataclass(frozen=True)
class Outcome:
    """How a gate ended."""

    gate: str
    state: str
    seconds: float
    note: str = ""


def call(*command: str, **variables: str) -> None:
    """Run a command, its output going straight through.

    Raises:
        subprocess.CalledProcessError: it ended with anything but 0.
    """
    environment = os.environ | SHOWCASE_CONFIG | variables
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def tool(name: str) -> str:
    """A program of the virtual environment."""
    return str(BIN / name)


def apt_install(package: str, program: str) -> None:
    """Install a Debian package when this machine and user allow it.

    Raises:
        Skipped: they do not.
    """
    if shutil.which(program):
        return
    apt = shutil.which("apt-get")
    if not apt:
        raise Skipped(f"{program} is missing and this is not a Debian system: install {package}")
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {package} …", flush=True)
    try:
        subprocess.run([*prefix, apt, "update", "-q"], check=True, env=environment, **quiet)
        subprocess.run(
            [*prefix, apt, "install", "-y", "-q", "--no-install-recommends", package],
            check=True, env=environment, **quiet,
        )
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise Skipped(f"may not install {package} here: apt-get install {package}") from error


def postgresql_folder() -> Path:
    """The newest PostgreSQL's programs, installed when need be."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not shutil.which("initdb"):
        apt_install("postgresql", "initdb-of-postgresql")
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    program = shutil.which("initdb")
    if not program:
        raise Skipped("PostgreSQL's server programs were not found")
    return Path(program).parent


def as_server_user(folder: Path) -> list[str]:
    """PostgreSQL refuses root: run it as its own user then."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """A server of our own on a free port, gone afterwards; yields the address of its database."""
    import socket  # noqa: PLC0415

    programs = postgresql_folder()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="fulcrum-pg-") as made:
        folder = Path(made)
        user = as_server_user(folder)
        data = str(folder / "data")
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": made}
        subprocess.run([*user, str(programs / "initdb"), "-D", data, "-U", "owner", "-A", "trust", "-E", "UTF8"], **quiet)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
        control = [*user, str(programs / "pg_ctl"), "-D", data, "-w"]
        subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], **quiet)
        try:
            # Not a superuser: row-level security must hold in the tests too.
            sql = "CREATE ROLE fulcrum LOGIN CREATEDB PASSWORD 'fulcrum'"
            psql = [str(programs / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "owner", "-d", "postgres"]
            subprocess.run([*psql, "-qc", sql], **quiet)
            yield f"postgresql://fulcrum:fulcrum@127.0.0.1:{port}/fulcrum"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet | {"check": False})


def gate_format() -> None:
    """Ruff's formatter has nothing to change."""
    call(tool("ruff"), "format", "--check", "--quiet", ".")


def gate_lint() -> None:
    """Ruff, and the linters of the other kinds of file."""
    call(tool("ruff"), "check", "--quiet", ".")
    scripts = [str(path) for path in (ROOT / "tools").glob("*.sh")] + [".ci/run"]
    call(tool("shellcheck"), *scripts)
    dockerfile = ROOT / "deploy" / "Dockerfile"
    if dockerfile.exists():
        call(tool("hadolint"), str(dockerfile))
    call(tool("yamllint"), "--strict", "-c", ".yamllint.yaml", "src", "deploy")


def gate_types() -> None:
    """mypy, strict."""
    call(tool("mypy"), "src", "tests")


def gate_contracts() -> None:
    """The import contracts."""
    call(tool("lint-imports"))


def gate_architecture() -> None:
    """The fences that are tests."""
    call(sys.executable, "-m", "pytest", "-q", "tests/architecture")


def gate_sqlite() -> None:
    """The suite on SQLite, with coverage."""
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    call(sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "not e2e", "--cov", "--cov-report=")


def gate_postgresql() -> None:
    """The suite on a PostgreSQL server of its own; its coverage is added."""
    with postgresql() as address:
        call(
            sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "not e2e",
            "--cov", "--cov-append", "--cov-report=", "--ignore=tests/architecture",
            FULCRUM_DATABASE_URL=address,
        )


def gate_coverage() -> None:
    """Lines and branches of both rounds together."""
    call(tool("coverage"), "report")


def gate_browser() -> None:
    """The journeys in Chromium."""
    apt_install("chromium", "chromium")
    call(tool("fulcrum"), "assets", FULCRUM_SHOWCASE="true")
    call(sys.executable, "-m", "pytest", "-q", "-m", "e2e")


def gate_docs() -> None:
    """The documentation builds without a warning."""
    call(tool("sphinx-build"), "-W", "-q", "-b", "html", "docs", "docs/_build/html")


def gate_figures() -> None:
    """The house did not get worse."""
    call(sys.executable, "tools/figures.py")


GATES: dict[str, Callable[[], None]] = {
    "format": gate_format,
    "lint": gate_lint,
    "types": gate_types,
    "contracts": gate_contracts,
    "sqlite": gate_sqlite,
    "postgresql": gate_postgresql,
    "coverage": gate_coverage,
    "browser": gate_browser,
    "docs": gate_docs,
    "figures": gate_figures,
}
EXTRA = {"architecture": gate_architecture}


def run(name: str) -> Outcome:
    """Run one gate and time it."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    state, note = "passed", ""
    try:
        (GATES | EXTRA)[name]()
    except Skipped as skipped:
        state, note = "skipped", str(skipped)
    except subprocess.CalledProcessError as error:
        state, note = "failed", f"{Path(error.cmd[0]).name} ended with {error.returncode}"
    return Outcome(name, state, time.monotonic() - began, note)


def main(names: list[str]) -> int:
    """Run the gates named, or all; 1 when one failed."""
    unknown = [name for name in names if name not in GATES | EXTRA]
    if unknown:
        print(f"No such gate: {', '.join(unknown)}. There are: {', '.join(GATES | EXTRA)}.")
        return 2
    outcomes = [run(name) for name in names or GATES]
    print()
    for outcome in outcomes:
        print(f"{outcome.state:8} {outcome.gate:12} {outcome.seconds:7.1f} s  {outcome.note}")
    count = {state: sum(o.state == state for o in outcomes) for state in ("passed", "failed", "skipped")}
    print(f"gates: {count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped")
    return 1 if count["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

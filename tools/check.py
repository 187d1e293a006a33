"""Run the gates in order, time each, and say at the end what passed, failed or was skipped.

python -m tools.check              all of them
python -m tools.check lint types   only these
"""

import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tools.machine import (
    ROOT,
    FailedError,
    SkippedError,
    call,
    find_browser,
    install_with_apt,
    tool,
)
from tools.postgres import server, stop_on_signal

PYTEST = (sys.executable, "-m", "pytest", "-q", "--tb=short")
# The bound is checked once, over both rounds together, by the gate "coverage".
SUITE = (*PYTEST, "-n", "2", "-m", "not e2e", "--cov", "--cov-report=", "--cov-fail-under=0")


@dataclass
class Outcome:
    """How a gate ended.

    Attributes:
        gate: its name.
        state: passed, failed or skipped.
        seconds: how long it took.
        note: why it failed or was skipped.
        closing: pytest's last lines.
    """

    gate: str
    state: str = "passed"
    seconds: float = 0.0
    note: str = ""
    closing: list[str] = field(default_factory=list)


def gate_format() -> list[str]:
    """Ruff's formatter has nothing to change."""
    return call(tool("ruff"), "format", "--check", ".")


def gate_lint() -> list[str]:
    """Ruff, the security linter, and the linters of files that are not Python."""
    call(tool("ruff"), "check", ".")
    # Ruff's S rules are bandit's too, line by line; this is the second opinion on the worst.
    call(tool("bandit"), "-q", "-r", "-c", "pyproject.toml", "--severity-level", "high", "src")
    scripts = [
        *(ROOT / "tools").glob("*.sh"),
        *(ROOT / "deploy").glob("*.sh"),
        ROOT / ".ci" / "run",
    ]
    call(tool("shellcheck"), *scripts)
    call(tool("hadolint"), "deploy/Dockerfile")
    return call(tool("yamllint"), "--strict", ".")


def gate_types() -> list[str]:
    """mypy, strict."""
    return call(tool("mypy"), "src", "tests", "tools", "deploy", "docs")


def gate_contracts() -> list[str]:
    """The import contracts."""
    return call(tool("lint-imports"), "--no-logo")


def gate_architecture() -> list[str]:
    """The fences that are tests."""
    return call(*PYTEST, "tests/architecture")


def gate_locks() -> list[str]:
    """The locks fit what they were made from, and what is installed."""
    call(sys.executable, "-m", "pip", "check", "--disable-pip-version-check")
    return call(sys.executable, "-m", "tools.locks")


def gate_migrations() -> list[str]:
    """The migrations say what the models say."""
    return call(
        sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run",
        DJANGO_SETTINGS_MODULE="tests.settings", PYTHONPATH=str(ROOT),
    )  # fmt: skip


def gate_assets() -> list[str]:
    """The front-end packages are where pages and reports find them."""
    return call(tool("fulcrum"), "assets", FULCRUM_SHOWCASE="true")


def gate_sqlite() -> list[str]:
    """The suite on SQLite, with coverage; Spark needs a Java runtime."""
    if shutil.which("java") is None:
        with suppress(SkippedError):  # then the tests on Spark say that they were skipped
            install_with_apt("openjdk-17-jre-headless")
    for old in ROOT.glob(".coverage*"):
        old.unlink()
    return call(*SUITE, FULCRUM_DATABASE_URL="", FULCRUM_VAULT_DATABASE_URL="")


def gate_postgresql() -> list[str]:
    """What may touch a database, on a PostgreSQL server of its own; its coverage is added."""
    with server() as running:
        return call(
            *SUITE, "--cov-append", "--ignore=tests/architecture", "--ignore=tests/deploy", "--ignore=tests/tools",
            "--ignore=tests/engines", "--ignore=tests/kernel", "--ignore=tests/conformance",
            FULCRUM_DATABASE_URL=running.url("fulcrum"),
            FULCRUM_VAULT_DATABASE_URL=running.url("vault"),
        )  # fmt: skip


def gate_coverage() -> list[str]:
    """Lines and branches of both rounds together."""
    return call(tool("coverage"), "report")


def gate_browser() -> list[str]:
    """The journeys in Chromium; the files of two halves side by side, each with a site of its own."""
    if find_browser() is None:
        install_with_apt("chromium")
    return call(*PYTEST, "-n", "2", "--dist", "loadfile", "-m", "e2e")


def gate_docs() -> list[str]:
    """The documentation builds without a warning."""
    return call(tool("sphinx-build"), "-W", "-E", "-q", "-b", "html", "docs", "docs/_build/html")


def gate_figures() -> list[str]:
    """The house did not get worse."""
    return call(sys.executable, "-m", "tools.figures")


GATES: dict[str, Callable[[], list[str]]] = {
    "format": gate_format,
    "lint": gate_lint,
    "types": gate_types,
    "contracts": gate_contracts,
    "locks": gate_locks,
    "migrations": gate_migrations,
    "assets": gate_assets,
    "sqlite": gate_sqlite,
    "postgresql": gate_postgresql,
    "coverage": gate_coverage,
    "browser": gate_browser,
    "docs": gate_docs,
    "figures": gate_figures,
}
# Part of another gate; can be asked for alone.
PARTS = {"architecture": gate_architecture}


def run(name: str) -> Outcome:
    """Run one gate and time it."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    outcome = Outcome(name)
    try:
        outcome.closing = (GATES | PARTS)[name]()
    except SkippedError as skipped:
        outcome.state, outcome.note = "skipped", str(skipped)
    except FailedError as failed:
        outcome.state, outcome.note = "failed", str(failed)
        outcome.closing = failed.closing
    outcome.seconds = time.monotonic() - began
    if outcome.note:
        print(f"{name} {outcome.state}: {outcome.note}", flush=True)
    return outcome


def forget_settings() -> None:
    """Drop the settings of whatever installation the caller's shell is set up for."""
    for name in list(os.environ):
        if name.startswith("FULCRUM_") or name in {"PORT", "DJANGO_SETTINGS_MODULE"}:
            del os.environ[name]


def report(outcomes: list[Outcome]) -> None:
    """Print the table of gates, then what the tests said last."""
    print("\ngate            state    seconds  note")
    for outcome in outcomes:
        print(f"{outcome.gate:15} {outcome.state:8} {outcome.seconds:7.1f}  {outcome.note}")
    print(f"{'all':15} {'':8} {sum(outcome.seconds for outcome in outcomes):7.1f}")
    counts = (f"{sum(o.state == s for o in outcomes)} {s}" for s in ("passed", "failed", "skipped"))
    print(f"gates: {', '.join(counts)}")
    for outcome in outcomes:
        for line in outcome.closing:
            print(f"{outcome.gate}: {line}")


def main(names: list[str]) -> int:
    """Run the gates named, or all; 1 when one failed."""
    unknown = [name for name in names if name not in GATES | PARTS]
    if unknown:
        print(f"No such gate: {', '.join(unknown)}. There are: {', '.join(GATES | PARTS)}.")
        return 2
    stop_on_signal()
    forget_settings()
    outcomes = [run(name) for name in names or GATES]
    report(outcomes)
    return 1 if any(outcome.state == "failed" for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

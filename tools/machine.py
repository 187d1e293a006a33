"""What the checks ask of the machine they run on: programs, packages, processes."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What pytest says last; printed once more at the very end.
PYTEST_CLOSING = re.compile(r"\b\d+ (passed|failed|skipped|errors?|deselected)\b.* in [\d.]+s")


class SkippedError(Exception):
    """A gate that this machine cannot run, and why."""


class FailedError(Exception):
    """A command ended with an error, or took too long.

    Attributes:
        closing: pytest's closing lines among its output.
    """

    def __init__(self, what: str, closing: list[str] | None = None) -> None:
        super().__init__(what)
        self.closing = closing or []


def tool(name: str) -> str:
    """A program of the virtual environment."""
    return str(PROGRAMS / name)


def find_browser() -> str | None:
    """Where Chromium is; None when it is not installed."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _end_group(process: "subprocess.Popen[str]") -> None:
    """End whatever a command left running (servers, browsers, test workers)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def call(*command: str | Path, limit: int = 1500, **variables: str) -> list[str]:
    """Run a command from the root of the repository, its output going straight through.

    Args:
        command: the program and its arguments.
        limit: the seconds it may take.
        variables: environment variables on top of those there are.

    Returns:
        The closing lines of pytest among the output.

    Raises:
        FailedError: it ended with anything but 0, or took too long.
    """
    words = [str(word) for word in command]
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"} | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    closing: list[str] = []
    reader = threading.Thread(target=_pass_on, args=(process, closing), daemon=True)
    reader.start()
    try:
        code = process.wait(timeout=limit)
    except subprocess.TimeoutExpired as error:
        raise FailedError(f"{Path(words[0]).name} took more than {limit} s", closing) from error
    finally:
        _end_group(process)
        process.wait()
        reader.join(timeout=10)
    if code:
        raise FailedError(f"{Path(words[0]).name} ended with {code}", closing)
    return closing


def _pass_on(process: "subprocess.Popen[str]", closing: list[str]) -> None:
    with process.stdout or contextlib.nullcontext(()) as lines:
        for line in lines:
            print(line, end="", flush=True)
            if PYTEST_CLOSING.search(line):
                closing.append(line.strip())


def _quietly(*command: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    silent: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=True, **silent)


def install_with_apt(package: str) -> None:
    """Install a Debian package when this machine and user allow it.

    Raises:
        SkippedError: they do not.
    """
    apt = shutil.which("apt-get")
    if apt is None:
        raise SkippedError(f"needs {package}, and this machine has no apt-get to install it with")
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print(f"installing {package} with apt-get", flush=True)
    try:
        _quietly(*prefix, apt, "update", "-q")
        _quietly(*prefix, apt, "install", "-y", "-q", "--no-install-recommends", package)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        raise SkippedError(
            f"needs {package}, which may not be installed here: sudo apt-get install {package}"
        ) from error

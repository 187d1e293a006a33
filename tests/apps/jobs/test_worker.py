"""The worker as a process: it runs what is queued, ends when told to, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from fulcrum.apps.jobs import worker

SCRIPT = """
import os, sys, time
from fulcrum.apps.jobs.worker import end_with_parent
end_with_parent()
child = os.fork()
print(child or os.getpid(), flush=True)
time.sleep(60)
"""


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text("ascii").split(") ")[1].startswith("Z")


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def site_environment(tmp_path: Path) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith("FULCRUM_")}
    return mine | {
        "DJANGO_SETTINGS_MODULE": "fulcrum.site.settings",
        "FULCRUM_SHOWCASE": "true",
        "FULCRUM_DATA_DIR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


@pytest.fixture
def running_worker(site_environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=site_environment, check=True)
    start = "import django; django.setup(); from fulcrum.apps.jobs.worker import run_worker; run_worker()"
    process = subprocess.Popen(
        [sys.executable, "-c", start], env=site_environment, stderr=subprocess.PIPE, text=True
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def family(pid: int) -> list[int]:
    """The processes a process started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_children_end_when_their_parent_is_killed(site_environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + SCRIPT],
        env=site_environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.kill()
    process.communicate()
    assert wait_until(lambda: gone(child))


def test_it_ends_when_told_to(running_worker: subprocess.Popen[str]) -> None:
    assert wait_until(lambda: len(family(running_worker.pid)) == 1)
    running_worker.send_signal(signal.SIGTERM)
    assert running_worker.wait(30) == 0


def test_it_says_so_when_its_processes_were_killed(running_worker: subprocess.Popen[str]) -> None:
    assert wait_until(lambda: len(family(running_worker.pid)) == 1)
    (sentinel,) = family(running_worker.pid)
    assert wait_until(lambda: len(family(sentinel)) == 3)
    time.sleep(1)  # until then it is starting, and a death is another error
    workers = family(sentinel)
    os.kill(sentinel, signal.SIGKILL)
    _out, said = running_worker.communicate(timeout=30)
    assert running_worker.returncode == 1
    assert "The worker's processes were killed." in said
    assert wait_until(lambda: all(map(gone, workers)))


def test_a_database_that_is_away_is_asked_again_later(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> int:
        raise DatabaseError

    assert worker.rescue_once() == 0
    monkeypatch.setattr(worker, "rescue_jobs", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert worker.rescue_once() == 0

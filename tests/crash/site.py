"""A real server and a real worker on a database of their own, to be killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.e2e.conftest import ROOT, free_port, site_environment

START_SECONDS = 60
END_SECONDS = 20
KEYS = ("SECRET_KEY", "AUDIT_KEY", "SEED_KEY", "SIGNING_KEY", "VAULT_KEY")


@dataclass
class Site:
    """An installation in a folder; `server` and `worker` are its processes while they run."""

    folder: Path
    port: int = field(default_factory=free_port)
    database_url: str = ""
    server: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of all its processes."""
        mine = site_environment(self.folder, self.port) | {"FULCRUM_SHOWCASE": "false"}
        mine |= {f"FULCRUM_{name}": sha256(name.encode()).hexdigest() for name in KEYS}
        mine["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        if self.database_url:
            mine["FULCRUM_DATABASE_URL"] = self.database_url
        return mine

    @property
    def log(self) -> Path:
        """What server and worker said."""
        return self.folder / "log"

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def start_server(self) -> None:
        """Start the web server and wait until it answers."""
        self.server = self._start("fulcrum.cli.main", "serve")
        self.wait_until(self.answers, "the server did not start")

    def start_worker(self) -> None:
        """Start the worker."""
        self.worker = self._start("fulcrum.cli.main", "work")

    def answers(self) -> bool:
        """Whether the server answers."""
        try:
            with urlopen(f"{self.url}/health", timeout=2):  # noqa: S310 - our own address
                return True
        except (URLError, ConnectionError, TimeoutError):
            return False

    def wait_until(self, holds: Callable[[], bool], else_say: str, seconds: float = 60) -> None:
        """Wait for something to hold; the log of the processes explains when it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.02)
        raise AssertionError(f"{else_say}:\n{self.log.read_text()[-4000:]}")

    def ask(self, *question: str) -> Any:
        """What `tests.crash.inside` answers about this installation."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.crash.inside", *question],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout.splitlines()[-1])

    def stop(self) -> None:
        """End whatever still runs."""
        for process in (self.server, self.worker):
            if process is not None and process.poll() is None:
                kill_family(process)


def kill_family(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to a process and everything it started, as a cgroup or a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(END_SECONDS)


def kill_head(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to a process alone, as a person would."""
    process.kill()
    process.wait(END_SECONDS)


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """A site with its tables made; nothing of it is left running afterwards."""
    site.ask("migrate")
    try:
        yield site
    finally:
        site.stop()

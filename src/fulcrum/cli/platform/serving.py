"""The web server and the worker, as processes that end together and leave nothing behind."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from fulcrum.apps.jobs.worker import end_with_parent, run_worker
from fulcrum.cli.platform.database import require_current
from fulcrum.cli.platform.presence import at_work
from fulcrum.kernel.errors import FulcrumError

STAMP = ".collected-from"
STOP_SECONDS = 20.0
# A few for each core: they wait for the database while others compute.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
REQUEST_SECONDS = 15  # how long a request may go on when the server is told to stop
Say = Callable[[str], None]


def _static_fingerprint() -> str:
    """What the static files are: names, sizes and times of all sources."""
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            place = Path(storage.path(path))
            state = place.stat()
            found.append((path, state.st_size, state.st_mtime_ns))
    return sha256(json.dumps(sorted(found)).encode()).hexdigest()


def collect_static(say: Say) -> None:
    """Hash and compress static files, unless they are those collected last."""
    wanted, stamp = _static_fingerprint(), Path(settings.STATIC_ROOT) / STAMP
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return
    say("preparing static files")
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.ttf"])
    stamp.write_text(wanted, "ascii")


def require_port(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on.

    Raises:
        FulcrumError: it is taken, or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise FulcrumError(
                f"Port {port} of {host} "
                + ("is taken." if taken else f"cannot be used: {error.strerror}."),
                mend="Choose another, with PORT or FULCRUM_PORT.",
            ) from error


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker process that ends with this one, however that ends."""
    command = [sys.executable, "-m", "fulcrum", "work", "--while-parent-lives"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own arguments
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()


def serve(say: Say) -> None:
    """Serve the site until told to stop; in a showcase with a worker beside it.

    Raises:
        FulcrumError: the port cannot be used, or the database is not up to date.
    """
    config = settings.CONFIG
    require_port(config.host, config.port)
    require_current()
    collect_static(say)
    beside = worker_beside() if config.showcase else nullcontext()
    with at_work(settings.DATA_DIR), beside:
        say(f"serving http://{config.host}:{config.port} (stop with Ctrl+C)")
        _listen(config.host, config.port)
    say("stopped")


def _listen(host: str, port: int) -> None:
    # The processes that answer are forked from this one: they share no connection with it, and
    # end when it is killed.
    connections.close_all()
    end_with_parent()
    server = Granian(
        "fulcrum.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=REQUEST_SECONDS,
        log_level=LogLevels.warning,
    )
    server.serve()


def _end_with_parent() -> None:
    """Wait for the parent's end of our standard input to close, then stop."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def work(say: Say, *, while_parent_lives: bool = False) -> None:
    """Run queued jobs until told to stop; rescue what died with an earlier worker.

    Raises:
        FulcrumError: the database is not up to date, or the worker's processes were killed.
    """
    require_current()
    if while_parent_lives:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    else:
        say("running queued jobs (stop with Ctrl+C)")
    connections.close_all()
    with at_work(settings.DATA_DIR):
        run_worker()

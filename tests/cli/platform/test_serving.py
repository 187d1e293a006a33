"""Server and worker as real processes: they answer, say what is wrong, and leave nothing behind."""

import gzip
import json
import signal
import socket
import time
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from fulcrum.cli.platform.serving import require_port
from fulcrum.kernel.errors import FulcrumError
from tests.cli.installation import Installation, pids_of, stop, stopped_afterwards

QUICK_SECONDS = 15.0  # on a machine busy with other tests


def get(site: Installation, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def said(site: Installation) -> str:
    return site.log.read_text("utf-8")


def test_a_site_is_served_and_stops_when_asked(installation: Installation) -> None:
    site = installation
    with stopped_afterwards(site.start("serve")) as server:
        site.wait_until(site.answers)
        manifest = json.loads((site.folder / "static" / "staticfiles.json").read_text("utf-8"))
        name = manifest["paths"]["ui/fulcrum.css"]
        plain = get(site, f"/static/{name}")[1]
        response, body = get(site, f"/static/{name}", **{"Accept-Encoding": "gzip"})
        assert name != "ui/fulcrum.css"
        assert response.getheader("Content-Encoding") == "gzip"
        assert gzip.decompress(body) == plain
        assert "immutable" in (response.getheader("Cache-Control") or "")
        assert get(site, "/static/ui/fulcrum.css")[0].status == 404
        assert not list((site.folder / "static").rglob("*.ttf*"))

        taken = site.run("serve")
        assert (taken.returncode, taken.stdout) == (1, "")
        assert f"Port {site.port} of 127.0.0.1 is taken. Choose another" in taken.stderr
        assert stop(server) < QUICK_SECONDS
        assert server.returncode == 0

    with stopped_afterwards(site.start("serve")) as server:
        site.wait_until(site.answers)
        assert said(site).count("preparing static files") == 1
        assert stop(server) < QUICK_SECONDS


def test_a_showcase_brings_its_worker_along(installation: Installation) -> None:
    site = installation
    with stopped_afterwards(site.start("serve", FULCRUM_SHOWCASE="true")) as server:
        site.wait_until(site.answers)
        site.wait_until(lambda: works(server.pid))
        assert stop(server) < QUICK_SECONDS


def works(session: int) -> bool:
    """Whether a worker with its own processes runs in a session."""
    return sum(_is_worker(pid) for pid in pids_of(session)) > 1


def _is_worker(pid: int) -> bool:
    try:
        return b"\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it ended meanwhile
        return False


def test_a_killed_server_leaves_nobody_behind(installation: Installation) -> None:
    site = installation
    with stopped_afterwards(site.start("serve", FULCRUM_SHOWCASE="true")) as server:
        site.wait_until(site.answers)
        site.wait_until(lambda: works(server.pid))
        server.kill()
        server.wait()
        site.wait_until(lambda: not pids_of(server.pid), QUICK_SECONDS)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_stops_when_asked(installation: Installation, number: signal.Signals) -> None:
    site = installation
    with stopped_afterwards(site.start("work")) as worker:
        site.wait_until(lambda: works(worker.pid))
        assert "running queued jobs" in said(site)
        began = time.monotonic()
        worker.send_signal(number)
        assert worker.wait(QUICK_SECONDS) == 0
        assert time.monotonic() - began < QUICK_SECONDS
        site.wait_until(lambda: not pids_of(worker.pid), QUICK_SECONDS)


@pytest.mark.parametrize("words", ["serve", "work"])
def test_old_databases_are_told(installation: Installation, words: str) -> None:
    installation.manage("migrate", "django_q", "0018")
    done = installation.run(words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "fulcrum: The database is not up to date (1 migrations are not applied). "
        "Run `fulcrum migrate`.\n"
    )


def test_a_free_port_may_be_used() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        with pytest.raises(FulcrumError, match=f"Port {port} of 127.0.0.1 is taken"):
            require_port("127.0.0.1", port)
    require_port("127.0.0.1", port)
    require_port("::1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_ours_is_told(host: str) -> None:
    with pytest.raises(FulcrumError, match="cannot be used: ") as caught:
        require_port(host, 8000)
    assert "FULCRUM_PORT" in caught.value.mend

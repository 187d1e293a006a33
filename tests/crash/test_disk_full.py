"""The disk fills up during an import: it says so, keeps what it acknowledged, and goes on after."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.crash.browser import Answer, Browser
from tests.crash.databases import latest_job
from tests.crash.importing import Importing, file_of
from tests.crash.site import Site, running

ROWS = 5000
DISK = 48 * 1024 * 1024
LEFT = 2 * 1024 * 1024
pytestmark = pytest.mark.slow


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, where this machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs rights that this user does not have")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def site(disk: Path) -> Iterator[Site]:
    with running(Site(disk)) as started:
        yield started


def fill_up(disk: Path) -> Path:
    """A file that leaves little room."""
    state = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(state.f_bavail * state.f_frsize - LEFT))
    return ballast


def test_a_full_disk_is_told_and_loses_nothing(site: Site, disk: Path) -> None:
    site.start_server()
    browser = Browser(site.url, site.ask("officer"))
    importing = Importing(site, browser, file_of(ROWS))
    site.start_worker()
    importing.check()
    importing.start("start")
    ballast = fill_up(disk)
    site.wait_until(lambda: "disk is full" in site.log.read_text(), "nobody noticed")
    rest = fill_to_the_brim(disk)
    kept, answer = add_until_refused(browser)
    assert answer.status == 503
    assert "disk is full" in answer.text
    assert browser.get("/health").status == 200
    assert latest_job(site)[0] in {"running", "waiting"}
    ballast.unlink()
    rest.unlink()
    assert {browser.get(place).status for place in kept} == {200}
    importing.wait()
    importing.has_right_rows()


def fill_to_the_brim(disk: Path) -> Path:
    """A file that leaves no room at all."""
    rest = disk / "rest"
    with rest.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return rest


def add_until_refused(browser: Browser) -> tuple[list[str], Answer]:
    """Add organisations while there is still room in the database's own files.

    Returns:
        The addresses of those that were acknowledged, and the answer to the first that was not.
    """
    kept: list[str] = []
    fields = {"sub_sector": "banking", "country": "KE", "notes": "x" * 15_000}
    for number in range(1000):
        answer = browser.post("/parties/new", name=f"Late Bank {number}", **fields)
        if answer.status != 302:
            return kept, answer
        kept.append(answer.location)
    raise AssertionError("there was room for a thousand")

"""Take the pictures of docs/screens again: each page of SHOTS, in light and dark, wide and narrow.

python -m tools.screens [NAME …]     all pages, or only those named

A showcase of its own is built and served for it, so the pictures show what `make run` shows.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from tools.machine import ROOT, FailedError, find_browser, tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "screens"
WIDTHS = (1280, 390)
THEMES = ("light", "dark")
HEIGHT = 900
TALLEST = 1800
START_SECONDS = 120


@dataclass(frozen=True)
class Shot:
    """A page to picture.

    Attributes:
        name: of the files.
        role: whose step-in button is pressed first; empty for nobody.
        path: the address to open.
        links: selectors of links to follow from there, one after the other.
    """

    name: str
    role: str
    path: str
    links: tuple[str, ...] = ()


OPEN_QUESTION = ("main .open-card a.btn", "main .area-progress a")
SHOTS = (
    Shot("sign-in", "", "/account/sign-in"),
    Shot("today-institution", "institution_lead", "/"),
    Shot("today-secretariat", "secretariat_officer", "/"),
    Shot("list", "secretariat_officer", "/parties/"),
    Shot("record", "secretariat_officer", "/parties/", ("table tbody a",)),
    Shot("wizard", "institution_lead", "/blueprint/assessments", OPEN_QUESTION),
    Shot("result", "institution_lead", "/blueprint/assessments", ("main a[href$='/result']",)),
    Shot("state-of-play", "secretariat_officer", "/blueprint/state-of-play"),
    Shot(
        "risk-map",
        "institution_lead",
        "/blueprint/diagnostics",
        ("tbody a", "main a[href$='/map']"),
    ),
    Shot("commitment", "institution_lead", "/blueprint/commitments", ("tbody tr:last-child a",)),
)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{url}/health", timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise FailedError("the showcase did not start")


@contextmanager
def showcase() -> Iterator[str]:
    """The address of a running showcase with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="fulcrum-screens-") as folder:
        port = _free_port()
        environment = os.environ | {
            "FULCRUM_SHOWCASE": "true", "FULCRUM_DATA_DIR": folder, "FULCRUM_PORT": str(port),
        }  # fmt: skip
        for command in ("assets", "showcase"):
            subprocess.run([tool("fulcrum"), command], check=True, env=environment)
        server = subprocess.Popen([tool("fulcrum"), "serve"], env=environment)
        try:
            _await(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _step_in(page: "Page", url: str, role: str) -> None:
    page.goto(f"{url}/account/sign-in")
    page.locator(f"button[name='role'][value='{role}']").first.click()
    page.wait_for_load_state()


def _open(page: "Page", url: str, shot: Shot) -> None:
    if shot.role:
        _step_in(page, url, shot.role)
    page.goto(url + shot.path)
    for link in shot.links:
        address = page.locator(link).first.get_attribute("href")
        page.goto(url + str(address))
    page.wait_for_load_state("networkidle")


def take(browser: "Browser", url: str, shot: Shot) -> list[Path]:
    """Picture one page in every look."""
    made = []
    for width in WIDTHS:
        for theme in THEMES:
            context = browser.new_context(viewport={"width": width, "height": HEIGHT})
            context.add_cookies([{"name": "theme", "value": theme, "url": url}])
            page = context.new_page()
            _open(page, url, shot)
            path = FOLDER / f"{shot.name}-{theme}-{width}.png"
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
            page.screenshot(path=path)
            context.close()
            made.append(path)
    return made


def main(names: list[str]) -> int:
    """Take the pictures named, or all."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only when pictures are taken

    chosen = [shot for shot in SHOTS if not names or shot.name in names]
    if unknown := set(names) - {shot.name for shot in SHOTS}:
        print(f"No such page: {', '.join(sorted(unknown))}.")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with showcase() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        for shot in chosen:
            for path in take(browser, url, shot):
                print(path.relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

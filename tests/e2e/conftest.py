"""A real server with the showcase's settings, and a real browser, for the tests marked e2e.

The server is a process of its own on a database of its own: what a test sees is what people see.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from tools.machine import find_browser

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
)
START_SECONDS = 60
REFUSED = re.compile("status of 4|Status Error Code 4")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True, slots=True)
class Site:
    """A running site."""

    url: str
    data_dir: Path
    environment: dict[str, str] = field(repr=False)

    def manage(self, *command: str) -> None:
        """Run a Django command on the site's database."""
        subprocess.run(
            [sys.executable, "-m", "django", *command], cwd=ROOT, env=self.environment, check=True
        )


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def site_environment(data_dir: Path, port: int) -> dict[str, str]:
    """The environment of a showcase in a folder of its own."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("FULCRUM_")}
    return mine | {
        "DJANGO_SETTINGS_MODULE": "fulcrum.site.settings",
        "FULCRUM_SHOWCASE": "true",
        "FULCRUM_DATA_DIR": str(data_dir),
        "FULCRUM_PORT": str(port),
    }


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; fail with what it said when it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{url}/health", timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"The site did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, served by granian."""
    from fulcrum.cli.assets import build_assets  # noqa: PLC0415 - only those who open a browser

    folder, port = tmp_path_factory.mktemp("site"), free_port()
    running = Site(f"http://127.0.0.1:{port}", folder, site_environment(folder, port))
    build_assets(ROOT)
    running.manage("migrate", "--verbosity", "0")
    running.manage("collectstatic", "--noinput", "--verbosity", "0")
    command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, "fulcrum.site.wsgi:application"],
            cwd=ROOT,
            env=running.environment,
            stdout=output,
            stderr=output,
        )
        try:
            wait_for(running.url, server, log)
            yield running
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = find_browser()
    if path is None:
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS.split())
        yield found
        found.close()


StepIn = Callable[..., Page]
OpenPage = Callable[..., Page]


def _watch(page: Page, home: str, complaints: list[str]) -> None:
    """Collect what the browser refuses, what breaks, and what is asked of other hosts."""

    def on_console(said: ConsoleMessage) -> None:
        if said.type == "error":
            complaints.append(said.text)

    def on_request(asked: Request) -> None:
        if not asked.url.startswith((home, "data:", "blob:")):
            complaints.append(f"asked {asked.url}")

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", on_console)
    page.on("request", on_request)


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Iterator[OpenPage]:
    """Opens a page: `open_page("/", theme="dark", language="ar", width=390, scripts=True)`.

    Afterwards the test fails if the browser refused anything (a breach of the content security
    policy), a script broke, or a page asked another host for anything.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(
        path: str, *, theme: str = "light", language: str = "en", width: int = 1280,
        scripts: bool = True,
    ) -> Page:  # fmt: skip
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        contexts.append(context)
        cookies: list[Any] = [
            {"name": name, "value": value, "url": site.url}
            for name, value in (("theme", theme), ("language", language))
        ]
        context.add_cookies(cookies)
        page = context.new_page()
        _watch(page, site.url, complaints)
        page.goto(site.url + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    # An answer 4xx is a line of the browser in the console, and one of htmx; no fault of the page.
    assert [line for line in complaints if not REFUSED.search(line)] == []


@pytest.fixture
def step_in(open_page: OpenPage) -> StepIn:
    """Steps into a role of the showcase in a browser of its own: `step_in(role, theme=…)`."""

    def enter(role: str, **look: Any) -> Page:
        page = open_page("/account/sign-in", **look)
        page.locator(f"button[name=role][value={role}]").first.click()
        page.wait_for_url(re.compile(r"/$"))
        return page

    return enter


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Runs axe on a page: each violation as "rule: selector, selector"."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed; run `npm ci --ignore-scripts`.")
    source = AXE.read_text("utf-8")

    def check(page: Page) -> list[str]:
        page.wait_for_load_state("networkidle")
        page.evaluate(source)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        return [
            f"{one['id']}: {', '.join(str(node['target'][0]) for node in one['nodes'])}"
            for one in found["violations"]
        ]

    return check

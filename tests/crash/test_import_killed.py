"""Worker and server are killed again and again during an import: it ends with the right rows.

FULCRUM_CRASH_ROWS says how many rows (5,000), FULCRUM_CRASH_SEED at which moments.
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.browser import Browser
from tests.crash.databases import fresh_database, latest_job
from tests.crash.importing import COLUMNS_CHOSEN, Importing, file_of
from tests.crash.site import Site, kill_family, kill_head, running

ROWS = int(os.environ.get("FULCRUM_CRASH_ROWS", "5000"))
SEED = int(os.environ.get("FULCRUM_CRASH_SEED", "7"))
KILLS = 3 if ROWS < 50_000 else 10
LATEST = 0.4  # seconds after the moment that was waited for
pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with fresh_database() as url, running(Site(tmp_path, database_url=url)) as started:
        yield started


class Killer:
    """Kills the site's processes when an import has come so far, and starts them again."""

    def __init__(self, site: Site, chance: random.Random) -> None:
        self.site, self.chance = site, chance
        self.while_running = 0

    def kill_at(self, done: int) -> None:
        """Wait for progress and a moment more, kill worker and server, start them again."""
        self.site.wait_until(lambda: self._reached(done), f"row {done} was not reached", 120)
        time.sleep(self.chance.uniform(0, LATEST))
        self.while_running += latest_job(self.site)[0] == "running"
        kill = self.chance.choice([kill_family, kill_head])
        assert self.site.worker is not None
        assert self.site.server is not None
        kill(self.site.worker)
        kill_family(self.site.server)
        self.site.start_worker()
        self.site.start_server()

    def _reached(self, done: int) -> bool:
        state, count = latest_job(self.site)
        return count >= done or state == "done"


def test_an_import_survives_kills_of_worker_and_server(site: Site) -> None:
    chance, begin = random.Random(SEED), time.monotonic()  # noqa: S311 - moments, not secrets
    site.start_server()
    site.start_worker()
    browser, killer = Browser(site.url, site.ask("officer")), Killer(site, chance)
    importing = Importing(site, browser, file_of(ROWS))
    importing.start("columns", **COLUMNS_CHOSEN)
    killer.kill_at(0)
    importing.wait()
    importing.start("start")
    for moment in sorted(chance.uniform(0, 0.8) for _ in range(KILLS)):
        killer.kill_at(round(moment * ROWS))
    importing.wait()
    assert killer.while_running >= 2, "the kills came too late to prove anything"
    importing.has_right_rows()
    print(  # noqa: T201 - the figures of the closing note
        f"\n{ROWS:,} rows, {KILLS + 1} kills ({killer.while_running} while running), "
        f"{time.monotonic() - begin:.0f} s"
    )

"""PostgreSQL crashes and comes back during an import: pages say so, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.browser import Browser
from tests.crash.databases import Restartable, fresh_database, latest_job, restartable_server
from tests.crash.importing import Importing, file_of
from tests.crash.site import Site, running

ROWS = 5000
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def database() -> Iterator[Restartable]:
    with restartable_server() as started:
        yield started


@pytest.fixture
def site(tmp_path: Path, database: Restartable) -> Iterator[Site]:
    with fresh_database(database.url) as url, running(Site(tmp_path, database_url=url)) as started:
        yield started


def test_a_database_that_crashes_is_waited_for(site: Site, database: Restartable) -> None:
    site.start_server()
    browser = Browser(site.url, site.ask("officer"))
    importing = Importing(site, browser, file_of(ROWS))
    site.start_worker()
    importing.check()
    kept = browser.post("/parties/new", name="Kept Bank", sub_sector="banking", country="KE")
    assert kept.status == 302
    importing.start("start")
    site.wait_until(lambda: latest_job(site)[1] > 0, "the import did not begin")
    database.crash()
    answer = browser.get("/parties/")
    assert answer.status == 503
    assert "The database does not answer" in answer.text
    database.start()
    site.wait_until(lambda: browser.get("/parties/").status == 200, "the site did not come back")
    assert browser.get(kept.location).status == 200
    importing.wait()
    importing.has_right_rows()

"""An import as a person starts it, and what must have become of it in the end."""

import csv
import io
import json
import re
from dataclasses import dataclass

from benchmarks.imports import COLUMNS, rows_of
from tests.crash.browser import Browser, number_in
from tests.crash.content import FIELDS, digest_of
from tests.crash.databases import latest_job
from tests.crash.site import Site

WRONG_EVERY = 500
COLUMNS_CHOSEN = {f"column_{name}": name for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class File:
    """A file of organisations, a few of its rows wrong."""

    content: bytes
    right_count: int
    wrong_count: int
    digest: str


def file_of(count: int) -> File:
    """Invented organisations; one in 500 names a country that does not exist."""
    rows = rows_of(count)
    wrong = range(WRONG_EVERY // 2, count, WRONG_EVERY)
    for number in wrong:
        rows[number][COLUMNS.index("country")] = "Nowhere"
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    places = [COLUMNS.index(name) for name in (*FIELDS, "parent")]
    right = [
        [row[place] for place in places] for number, row in enumerate(rows) if number not in wrong
    ]
    return File(text.getvalue().encode(), len(right), len(wrong), digest_of(right))


class Importing:
    """One import in a browser."""

    def __init__(self, site: Site, browser: Browser, file: File) -> None:
        self.site, self.browser, self.file = site, browser, file
        self.job = 0
        answer = browser.send_file("/parties/imports/new", "banks.csv", file.content)
        assert answer.status == 302, answer.text
        self.run = number_in(answer.location)

    def start(self, step: str, **fields: str) -> None:
        """Ask for the check or for the import itself."""
        answer = self.browser.post(f"/parties/imports/{self.run}/{step}", **fields)
        assert answer.status == 302, answer.text
        self.job = number_in(answer.location)

    def check(self) -> None:
        """Have every row tried, with the columns as they are proposed, and wait for it."""
        self.start("columns", **COLUMNS_CHOSEN)
        self.wait()

    def wait(self, seconds: float = 300) -> None:
        """Wait until the job that was started last is done."""

        def ended() -> bool:
            state, _done = latest_job(self.site)
            assert state not in {"failed", "cancelled"}, self.site.ask("jobs")
            return state == "done"

        self.site.wait_until(ended, "the job did not end", seconds)

    def has_right_rows(self) -> None:
        """Exactly the right rows, each once, the log whole, and the page says the same.

        Organisations without a key were not in the file and are not looked at.
        """
        found, file = self.site.ask("organisations"), self.file
        counts = found["import"]["counts"]
        assert found["import"]["state"] == "done"
        assert (counts["created"], counts["faulty"]) == (file.right_count, file.wrong_count)
        assert (counts["changed"], counts["unchanged"]) == (0, 0)
        assert (found["count"], found["digest"]) == (file.right_count, file.digest)
        assert (found["terms"], found["faults"]) == (file.right_count, file.wrong_count)
        assert not found["kept"]
        log = self.site.ask("log")
        assert log["problem"] == "", log
        assert log["created"] == log["created_once"] == file.right_count
        page = self.browser.get(f"/parties/imports/{self.run}")
        shown = re.sub(r"[^\d]", "", page.text)
        assert page.status == 200, json.dumps(found)
        assert str(file.right_count) in shown

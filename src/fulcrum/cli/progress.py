"""Progress of long work on standard error: a bar for people, a line now and then for logs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from fulcrum.cli.output import is_watched, say

EVERY_SECONDS = 5.0
Report = Callable[[str, int, int | None], None]


@dataclass
class _Lines:
    """Says a line every few seconds, and when the stage changes."""

    stage: str = ""
    said_at: float = field(default=0.0)

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        now = monotonic()
        if stage == self.stage and now - self.said_at < EVERY_SECONDS:
            return
        self.stage, self.said_at = stage, now
        say(f"{stage}: {done:,} of {total:,}" if total else f"{stage}: {done:,}")


@contextmanager
def progress() -> Iterator[Report]:
    """A function to report (stage, done, total) to, for as long as the work lasts."""
    if not is_watched():
        yield _Lines()
        return
    with _bar() as report:
        yield report


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console  # noqa: PLC0415 - only where somebody watches
    from rich.progress import (  # noqa: PLC0415 - as above
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def report(stage: str, done: int, total: int | None) -> None:
            changes: dict[str, Any] = {"completed": done, "total": total}
            bar.update(task, description=stage, **changes)

        yield report

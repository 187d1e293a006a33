"""A run while it goes on: what it evaluates, over what, and where its unfinished work lies."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fulcrum.engines.screening.duck import Duck
from fulcrum.engines.screening.indicator import Indicator
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.plan import Plan, gathered_name
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import Store

Report = Callable[[str, int, int | None], None]


def to_nobody(_stage: str, _done: int, _total: int | None) -> None:
    """A report that nobody reads."""


@dataclass(frozen=True, slots=True)
class Work:
    """One run.

    Attributes:
        spec: what was asked for.
        store: the data.
        pack: the rules.
        plan: what of them can be evaluated.
        duck: the connection.
        folder: where shards leave what they found; a file there is whole.
        report: told (stage, done, total).
    """

    spec: ScreenSpec
    store: Store
    pack: Pack
    plan: Plan
    duck: Duck
    folder: Path
    report: Report

    @property
    def shards(self) -> range:
        """The numbers of the shards."""
        return range(self.store.shards)

    def hits_file(self, shard: int) -> Path:
        """What one shard hit."""
        return self.folder / f"hits-{shard:04}.parquet"

    def months_file(self, shard: int) -> Path:
        """The months of one shard's accounts."""
        return self.folder / f"months-{shard:04}.parquet"

    def gathered_file(self, indicator: Indicator, shard: int) -> Path:
        """What one shard gathered for a network indicator."""
        return self.folder / f"{gathered_name(indicator)}-{shard:04}.parquet"

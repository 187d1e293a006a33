"""What to screen: frozen, and checked once when it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from re import fullmatch
from typing import Any

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.pack import load_pack
from fulcrum.kernel.errors import FulcrumError

ENGINES = ("duckdb", "spark")


def check_machine(memory: str, threads: int) -> None:
    """Refuse an amount of memory, or a number of threads, that cannot be.

    Raises:
        FulcrumError: it says which, why, and what to do.
    """
    if not fullmatch(r"[0-9]+([.][0-9]+)? ?[KMGT]i?B", memory):
        raise FulcrumError(
            f"{memory!r} is not an amount of memory.",
            where="memory",
            mend="Write it like 512MB or 1GB.",
        )
    if threads < 0:
        raise FulcrumError(
            "There cannot be fewer than no threads.", where="threads", mend="0 means all cores."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSpec:
    """One run of a typology pack over data that was taken in.

    Attributes:
        data: the folder that `fulcrum screen ingest` wrote.
        out: the folder for results; a run that was interrupted there goes on.
        pack: name of the typology pack.
        parameters: a bank's own values, by indicator and parameter.
        rule: when hits together are an alert.
        since: only hits of this day and later are computed anew; earlier ones stay as they are.
        engine: duckdb or spark.
        master: of Spark, for instance local[2].
        memory: bound of DuckDB's memory, for instance 1GB.
        threads: cores to use; 0 for all.

    Raises:
        FulcrumError: a value cannot be used; it says which, why, and what to do.
    """

    data: Path
    out: Path
    pack: str = "human-trafficking"
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rule: Rule = field(default_factory=Rule)
    since: date | None = None
    engine: str = "duckdb"
    master: str = "local[2]"
    memory: str = "1GB"
    threads: int = 0

    def __post_init__(self) -> None:
        """Check every value."""
        if self.engine not in ENGINES:
            raise FulcrumError(
                f"There is no engine {self.engine!r}.", where="engine", mend="Use duckdb or spark."
            )
        check_machine(self.memory, self.threads)
        load_pack(self.pack).values(self.parameters)

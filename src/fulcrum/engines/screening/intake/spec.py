"""What to take in: frozen, and checked once when it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from re import fullmatch
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fulcrum.engines.screening.intake.mapping import TableMapping
from fulcrum.engines.screening.spec import check_machine
from fulcrum.kernel.errors import FulcrumError

ENCODINGS = ("utf-8", "latin-1", "utf-16")


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSpec:
    """Files to take in.

    Attributes:
        sources: files and folders: CSV, Parquet, ISO 20022 XML, or archives of them.
        out: the folder to write; what was interrupted there goes on.
        mappings: which column is which, by table; proposed from names where there is none.
        currency: the reporting currency, ISO 4217.
        rates: a CSV of currency, rate and, if rates changed, day; None for none.
        zone: IANA zone of rows that name none.
        encoding: of text files.
        shards: how many to write; 0 lets the amount of data decide.
        memory: bound of memory, for instance 1GB.
        threads: cores to use; 0 for all.
        source: what every page shall say about where the data comes from.

    Raises:
        FulcrumError: a value cannot be used; it says which, why, and what to do.
    """

    sources: tuple[Path, ...]
    out: Path
    mappings: Mapping[str, TableMapping] = field(default_factory=dict)
    currency: str = "GBP"
    rates: Path | None = None
    zone: str = "UTC"
    encoding: str = "utf-8"
    shards: int = 0
    memory: str = "1GB"
    threads: int = 0
    source: str = ""

    def __post_init__(self) -> None:
        """Check every value."""
        if not self.sources:
            raise FulcrumError("No file is named.", where="sources", mend="Name files or folders.")
        if not fullmatch(r"[A-Z]{3}", self.currency):
            raise FulcrumError(
                f"{self.currency!r} is no currency code.",
                where="currency",
                mend="Write it like GBP.",
            )
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise FulcrumError(
                f"{self.zone!r} is no time zone.", where="zone", mend="Write it like Europe/London."
            ) from None
        if self.encoding not in ENCODINGS:
            raise FulcrumError(
                f"{self.encoding!r} cannot be read.",
                where="encoding",
                mend=f"Known: {', '.join(ENCODINGS)}.",
            )
        check_machine(self.memory, self.threads)
        if not 0 <= self.shards <= 4096:
            raise FulcrumError(
                f"{self.shards} shards cannot be written.",
                where="shards",
                mend="Choose 0 to 4,096.",
            )

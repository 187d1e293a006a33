"""Small files taken in, and what became of them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.intake.ingest import ingest
from fulcrum.engines.screening.intake.results import Ingest
from fulcrum.engines.screening.intake.spec import IngestSpec

HEADER = "txn_id,account_id,at,amount,channel,memo"
Files = Mapping[str, str | bytes | pa.Table]


@dataclass(frozen=True)
class Taken:
    """Data that was taken in."""

    folder: Path
    told: Ingest

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All transactions, in the order of accounts and time."""
        found = [
            row
            for path in sorted((self.folder / "transactions").glob("*.parquet"))
            for row in pq.read_table(path).to_pylist()
        ]
        return sorted(found, key=lambda row: (row["account_id"], row["at"], row["txn_id"]))

    def table(self, name: str) -> list[dict[str, Any]]:
        """The rows of another table."""
        return list(pq.read_table(self.folder / f"{name}.parquet").to_pylist())

    def column(self, name: str) -> list[Any]:
        """One column of the transactions, in the order of their ids."""
        return [row[name] for row in sorted(self.rows, key=lambda row: str(row["txn_id"]))]

    def aside(self, table: str = "transactions") -> list[dict[str, str]]:
        """The quarantine of a table."""
        path = self.folder / "quarantine" / f"{table}.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rows_aside(self, table: str = "transactions") -> list[int]:
        """The numbers of the rows in the quarantine."""
        return [int(one["row"]) for one in self.aside(table)]


def put(folder: Path, files: Files) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, pa.Table):
            pq.write_table(content, path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def take(tmp: Path, files: Files, **settings: Any) -> Taken:
    """Take files in, into a folder of its own."""
    number = len(list(tmp.glob("taken-*")))
    source = put(tmp / f"source-{number}", files)
    out = tmp / f"taken-{number}"
    values: dict[str, Any] = {"sources": (source,), "out": out, "threads": 1} | settings
    return Taken(out, ingest(IngestSpec(**values)))


def lines(*rows: str, header: str = HEADER) -> str:
    """A CSV of a header and rows."""
    return "\n".join((header, *rows)) + "\n"

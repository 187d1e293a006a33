"""Data that was taken in: account-sharded Parquet files and a manifest that says what they hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fulcrum.engines.screening.contract import TABLES
from fulcrum.kernel.errors import FulcrumError

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Store:
    """A folder that `fulcrum screen ingest` wrote.

    Attributes:
        folder: where it is.
        shards: how many shards the transactions are split into.
        filled: share of rows that have each column, by table.column; a table that was not given is
            not there.
        rows: how many rows each table has.
        first_day: of the transactions, days since 1970-01-01.
        last_day: likewise.
        currency: that amounts are in.
        digest: SHA-256 over what the files hold, hex.
        source: what every page says about where the data comes from.
    """

    folder: Path
    shards: int
    filled: Mapping[str, float]
    rows: Mapping[str, int]
    first_day: int
    last_day: int
    currency: str
    digest: str
    source: str

    def table(self, name: str) -> Path | None:
        """The file of a table other than transactions; None when it was not given."""
        path = self.folder / f"{name}.parquet"
        return path if path.exists() else None

    def shard(self, number: int) -> Path:
        """The file of one shard of the transactions."""
        return self.folder / "transactions" / f"shard-{number:04}.parquet"

    def shard_of(self, account: str) -> str:
        """The number of an account's shard, as SQL.

        Args:
            account: an expression for its name.
        """
        return f"CAST(md5_number_lower({account}) % {self.shards} AS INTEGER)"

    def lacks(self, need: str) -> str:
        """What is missing of a need ("table" or "table.column"), in words; "" when it is there."""
        table, _, column = need.partition(".")
        if not self.rows.get(table):
            return table
        return f"{table}.{column}" if column and not self.filled.get(need) else ""


def open_store(folder: Path) -> Store:
    """Data that was taken in.

    Raises:
        FulcrumError: the folder holds none, or an unfinished one, or one of another version.
    """
    path = folder / MANIFEST
    if not path.exists():
        raise FulcrumError(
            "There is no data here that was taken in to the end.",
            where=str(folder),
            mend="Run `fulcrum screen ingest` into this folder first.",
        )
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if told.get("format") != FORMAT:
        raise FulcrumError(
            f"This data was taken in by another version (format {told.get('format')}).",
            where=str(path),
            mend="Take it in again.",
        )
    del told["format"]
    known = {name: told[name] for name in Store.__slots__ if name != "folder"}
    return Store(folder=folder, **known)


def write_manifest(store: Store, more: Mapping[str, Any]) -> None:
    """Say that the data is whole; written last, so that what was interrupted is not taken for it."""
    told = {name: getattr(store, name) for name in Store.__slots__ if name != "folder"}
    text = json.dumps({"format": FORMAT} | told | dict(more), indent=1, sort_keys=True)
    write_whole(store.folder / MANIFEST, text + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a file that is whole or not there, whenever the process ends."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, "utf-8")
    part.replace(path)


OPTIONAL = tuple(name for name in TABLES if name != "transactions")

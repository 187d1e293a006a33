"""DuckDB as the engine: one connection, bounded in memory, with the tables of one shard."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.slices import (
    PEERS_SCHEMA,
    SHARD,
    definitions,
    schema_of,
    shard_table,
)
from fulcrum.kernel.errors import FulcrumError

SQL_TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "timestamp(6)": "TIMESTAMP",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "float64": "DOUBLE",
}


def sql_of(expression: Table) -> str:
    """An expression as DuckDB's SQL."""
    return str(ibis.to_sql(expression, dialect="duckdb"))


@cache
def slice_statements() -> Mapping[str, str]:
    """What makes each slice of a shard, by its name."""
    return {name: sql_of(made) for name, made in definitions().items()}


def quoted(text: str | Path) -> str:
    """Text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"


def empty_table(name: str, schema: Mapping[str, str]) -> str:
    """The statement that makes a table without rows."""
    columns = ", ".join(f'"{column}" {SQL_TYPES[kind]}' for column, kind in schema.items())
    return f'CREATE OR REPLACE TEMP TABLE "{name}" ({columns})'


class Duck:
    """A connection that holds the tables of the contract, and the slices of one shard.

    Args:
        memory: as DuckDB takes it, for instance "1GB".
        threads: how many cores it may use.
        spill: a folder for what does not fit; none for nothing.
    """

    def __init__(self, memory: str = "", threads: int = 0, spill: Path | None = None) -> None:
        self.connection = duckdb.connect()
        self.execute("SET TimeZone = 'UTC'")  # nothing reads it; see `slices`
        self.execute("SET preserve_insertion_order = false")
        if memory:
            self.execute(f"SET memory_limit = {quoted(memory)}")
        if threads:
            self.execute(f"SET threads = {int(threads)}")
        if spill is not None:
            self.execute(f"SET temp_directory = {quoted(spill)}")
        for name, spec in TABLES.items():
            if name != "transactions":
                self.execute(empty_table(name, schema_of(spec)))
        self.execute(empty_table("peers", PEERS_SCHEMA))
        self._made = slice_statements()

    def execute(self, statement: str) -> duckdb.DuckDBPyConnection:
        """Run a statement.

        Raises:
            FulcrumError: it needs more memory than it may have.
        """
        try:
            return self.connection.execute(statement)
        except duckdb.OutOfMemoryException:
            raise FulcrumError(
                "The work does not fit into the memory it may use.",
                where="memory",
                mend="Allow more with --memory, or write more shards with --shards.",
            ) from None

    def put(self, name: str, rows: pa.Table | str) -> None:
        """Make a table of Arrow rows, or of a query."""
        if isinstance(rows, str):
            self.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {rows}')
            return
        self.connection.register("given", rows)
        self.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS SELECT * FROM given')
        self.connection.unregister("given")

    def read_accounts(self) -> None:
        """Join accounts with their first holders, once for all shards."""
        self.put("account_facts", self._made["account_facts"])

    def read_shard(self, rows: pa.Table | str) -> None:
        """Take the transactions of a shard, and make every slice of them."""
        told = rows
        if isinstance(rows, str):
            columns = ", ".join(f'"{name}"' for name in shard_table().columns)
            told = f"SELECT {columns} FROM ({rows})"
        self.put(SHARD, told)
        for name, made in self._made.items():
            if name != "account_facts":
                self.put(name, made)

    def rows(self, statement: str) -> pa.Table:
        """What a query finds."""
        found = self.execute(statement).arrow()
        return found.read_all() if hasattr(found, "read_all") else found

    def write(self, statement: str, path: Path) -> None:
        """Write what a query finds as Parquet; a file is whole or not there."""
        part = path.with_suffix(".part")
        self.execute(f"COPY ({statement}) TO {quoted(part)} (FORMAT parquet, COMPRESSION zstd)")
        part.replace(path)

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()


def files(paths: Iterable[Path]) -> str:
    """The query that reads Parquet files."""
    named = ", ".join(quoted(path) for path in paths)
    return f"SELECT * FROM read_parquet([{named}])"


def dictionaries(found: pa.Table) -> list[dict[str, Any]]:
    """Arrow rows as mappings."""
    return list(found.to_pylist())

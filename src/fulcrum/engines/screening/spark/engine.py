"""What a session of Spark holds: the tables of the contract, and the slices of all shards."""

from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from typing import Any

from fulcrum.engines.screening.contract import TABLES
from fulcrum.engines.screening.duck import Duck, files
from fulcrum.engines.screening.slices import SHARD, definitions, schema_of
from fulcrum.engines.screening.spark.sql import sql_of
from fulcrum.engines.screening.store import OPTIONAL, Store
from fulcrum.kernel.errors import FulcrumError

SQL_TYPES = {
    "string": "STRING",
    "int32": "INT",
    "int64": "BIGINT",
    "timestamp(6)": "TIMESTAMP_NTZ",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "float64": "DOUBLE",
}


def address(path: Path) -> str:
    """A path on this machine as Spark takes it, whatever its default file system is."""
    return f"file://{path.resolve()}"


def pattern_of(path: Path) -> str:
    """An address to read from, which Spark would otherwise take for a pattern."""
    return "".join(f"\\{sign}" if sign in "\\*?[]{}," else sign for sign in address(path))


def empty(schema: Mapping[str, str]) -> str:
    """The query that finds no rows of a schema."""
    columns = (f"CAST(NULL AS {SQL_TYPES[kind]}) AS `{name}`" for name, kind in schema.items())
    return f"SELECT {', '.join(columns)} WHERE false"


class Spark:
    """Views of all shards on a session.

    Args:
        session: of Spark, with views of its own.
        duck: counts what arrived.
    """

    def __init__(self, session: Any, duck: Duck) -> None:
        self.session = session
        self.duck = duck
        self._held: list[Any] = []

    def read(self, name: str, *paths: Path) -> None:
        """Make a view of Parquet files."""
        frame = self.session.read.parquet(*map(pattern_of, paths))
        frame.createOrReplaceTempView(name)

    def view(self, name: str, query: str) -> None:
        """Make a view of a query."""
        self.session.sql(query).createOrReplaceTempView(name)

    def hold(self, name: str, frame: Any) -> None:
        """Make a view that is computed once, when it is first asked for."""
        self._held.append(frame.persist())
        frame.createOrReplaceTempView(name)

    def read_all(self, store: Store) -> None:
        """Make a view of every table and slice."""
        for name in OPTIONAL:
            path = store.table(name)
            if path is None:
                self.view(name, empty(schema_of(TABLES[name])))
            else:
                self.read(name, path)
        self.read(SHARD, *(store.shard(number) for number in range(store.shards)))
        for name, made in definitions().items():
            self.hold(name, self.session.sql(sql_of(made)))

    def write(self, query: str, folder: Path) -> None:
        """Write what a query finds as a folder of Parquet; it is whole or not there.

        Raises:
            FulcrumError: what Spark wrote is not here.
        """
        from pyspark.sql import Observation, functions  # noqa: PLC0415 - an extra

        part = folder.with_name(f"{folder.name}.part")
        rmtree(part, ignore_errors=True)
        seen = Observation()
        frame = self.session.sql(query).observe(seen, functions.count("*").alias("rows"))
        frame.write.parquet(address(part))
        written, arrived = seen.get.get("rows", 0), 0
        paths = sorted(part.glob("*.parquet"))
        if paths:
            arrived = self.duck.execute(f"SELECT count(*) FROM ({files(paths)})").fetchall()[0][0]
        if arrived != written:
            raise FulcrumError(
                f"Spark wrote {written:,} rows, of which {arrived:,} are here.",
                where=str(part),
                mend="Data and results must lie in a folder that every machine of the cluster "
                "reaches under the same path.",
            )
        part.replace(folder)

    def close(self) -> None:
        """Let go of what is held."""
        for frame in self._held:
            frame.unpersist()

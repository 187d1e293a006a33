"""A bank made of every fixture of the pack, and what two runs over it found."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.duck import files
from fulcrum.engines.screening.indicator import Indicator
from fulcrum.engines.screening.intake.ingest import ingest
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.trials import tables_of

DERIVED = ("sec", "day", "month", "hour")  # what taking data in adds
PLACES = 9


def tables_of_pack(*keys: str) -> dict[str, pa.Table]:
    """The tables of indicators' cases, of all unless some are named; each in its own segment."""
    found: dict[str, list[pa.Table]] = {}
    for key, indicator in load_pack().indicators.items():
        for name, rows in _of(indicator).items() if not keys or key in keys else ():
            found.setdefault(name, []).append(rows)
    return {name: pa.concat_tables(parts) for name, parts in found.items()}


def _of(indicator: Indicator) -> dict[str, pa.Table]:
    tables = tables_of(indicator.fixtures, prefix=f"{indicator.id}-")
    return {name: _apart(rows, indicator.id) for name, rows in tables.items()}


def _apart(rows: pa.Table, mark: str) -> pa.Table:
    """Peers of one indicator's cases must not be another's."""
    if "segment" not in rows.column_names:
        return rows
    column = rows.column_names.index("segment")
    told = [None if one is None else f"{mark}/{one}" for one in rows["segment"].to_pylist()]
    return rows.set_column(column, "segment", pa.array(told, pa.string()))


def take_in(tables: dict[str, pa.Table], folder: Path, shards: int) -> Path:
    """Take tables in as a bank's files are; gives the folder of the data."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name, rows in tables.items():
        if name != "peers" and rows.num_rows:
            kept = [column for column in rows.column_names if column not in DERIVED]
            pq.write_table(rows.select(kept), source / f"{name}.parquet")
    ingest(IngestSpec(sources=(source,), out=folder / "data", shards=shards))
    return folder / "data"


def lay_peers(rows: pa.Table, out: Path) -> None:
    """Lay peers where a run takes them for measured already, so that those of the cases count."""
    (out / "work").mkdir(parents=True)
    pq.write_table(rows, out / "work" / "peers.parquet")


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file in one order, fractions to nine places."""
    found = duckdb.sql(f"{files([path])} ORDER BY ALL").to_arrow_table()
    return [{name: _told(value) for name, value in row.items()} for row in found.to_pylist()]


def _told(value: Any) -> Any:
    return round(value, PLACES) if isinstance(value, float) else value


def differing(first: Path, second: Path) -> dict[str, Any]:
    """By indicator, the hits that only one of two runs has; none when they found the same."""
    kinds: dict[str, tuple[list[Any], list[Any]]] = {}
    for side, out in enumerate((first, second)):
        for row in rows_of(out / "hits.parquet"):
            kinds.setdefault(row["indicator"], ([], []))[side].append(tuple(row.values()))
    return {key: sides for key, sides in sorted(kinds.items()) if sides[0] != sides[1]}

"""The same expressions on both engines."""

import shutil
from collections.abc import Mapping
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fulcrum.engines.screening import duck
from fulcrum.engines.screening.spark import sql
from fulcrum.engines.screening.spark.engine import Spark
from fulcrum.engines.screening.spark.session import MEANING

ROWS = "given_rows"
NEEDS_JAVA = pytest.mark.skipif(
    shutil.which("java") is None, reason="There is no Java here, which Spark needs."
)


def table_of(rows: pa.Table) -> Any:
    """Rows as a table that expressions start from."""
    return ibis.table(ibis.Schema.from_pyarrow(rows.schema), name=ROWS)


def on_both(spark: Any, path: Path, rows: pa.Table, query: Any) -> tuple[list[Any], list[Any]]:
    """What a query over `table_of(rows)` finds on DuckDB and on Spark; its first column orders it.

    Args:
        spark: a running session.
        path: where the rows may be written.
        rows: the table.
        query: the expression.
    """
    here, folder = duck.Duck(), path.with_suffix("")
    here.put(ROWS, rows)
    first = here.rows(duck.sql_of(query)).to_pylist()
    pq.write_table(rows, path)
    session = spark.newSession()
    for name, value in MEANING.items():
        session.conf.set(name, value)
    there = Spark(session, here)
    there.read(ROWS, path)
    there.write(sql.sql_of(query), folder)
    second = here.rows(duck.files(sorted(folder.glob("*.parquet")))).to_pylist()
    here.close()
    key = query.columns[0]
    return tuple(  # type: ignore[return-value] # two of them
        sorted(({n: _told(v) for n, v in row.items()} for row in found), key=lambda row: row[key])
        for found in (first, second)
    )


def unlike(found: tuple[list[Any], list[Any]], rows: pa.Table) -> Mapping[str, list[Any]]:
    """By column, up to three rows that differ: the row given, and what each engine says."""
    told: dict[str, list[Any]] = {}
    for given, first, second in zip(rows.to_pylist(), *found, strict=True):
        for name in first:
            if first[name] != second[name] and len(told.setdefault(name, [])) < 3:
                told[name].append((given, first[name], second[name]))
    return {name: some for name, some in told.items() if some}


def _told(value: Any) -> Any:
    """A value that can be compared: what is no number equals itself."""
    if isinstance(value, Decimal):
        return float(value)
    return "not a number" if isinstance(value, float) and isnan(value) else value

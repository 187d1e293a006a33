"""Arrow tables in, Arrow tables out: SQL over tables that were handed in, and nothing else."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from fulcrum.kernel.errors import FulcrumError

EPOCH = date(1970, 1, 1)


def query(statement: str, **tables: pa.Table) -> pa.Table:
    """What a statement finds in tables, each under the name it was handed in by."""
    connection = duckdb.connect()
    try:
        for name, rows in tables.items():
            connection.register(name, rows)
        found: Any = connection.execute(statement).arrow()
        return found.read_all() if hasattr(found, "read_all") else found
    finally:
        connection.close()


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    """Arrow rows as mappings."""
    return list(table.to_pylist())


def checked(table: pa.Table, columns: Sequence[str], where: str) -> pa.Table:
    """The columns that are needed, in this order.

    Raises:
        FulcrumError: one is missing; `where` says of which table.
    """
    missing = [name for name in columns if name not in table.column_names]
    if missing:
        raise FulcrumError(
            f"There is no column {missing[0]!r}.",
            where=where,
            mend=f"It needs: {', '.join(columns)}.",
        )
    return table.select(list(columns))


def day_of(when: date | None) -> int | None:
    """A date as days since 1970-01-01."""
    return None if when is None else (when - EPOCH).days


def date_of(day: int) -> date:
    """Days since 1970-01-01 as a date."""
    return EPOCH + timedelta(days=day)


def per_hundred(share: float) -> str:
    """A share as people say it: "31 in 100"; below one in a hundred with a decimal."""
    hundred = share * 100
    return f"{hundred:.0f} in 100" if hundred >= 1 or hundred == 0 else f"{hundred:.2g} in 100"


def refuse_outside(name: str, value: float, low: float, high: float) -> None:
    """Refuse a number that lies outside its bounds.

    Raises:
        FulcrumError: it does.
    """
    if not low <= value <= high:
        raise FulcrumError(
            f"{value:,} cannot be used.",
            where=name,
            mend=f"Give a number from {low:,} to {high:,}.",
        )

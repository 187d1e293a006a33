"""A small invented bank on disk: enough for a run to find alerts, made from the pack's own fixtures."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening import IngestSpec, ingest
from fulcrum.engines.screening.fixtures import (
    Row,
    account,
    buy,
    deposit,
    fires,
    person,
    quiet,
    send,
    withdraw,
)
from fulcrum.engines.screening.trials import tables_of

START = datetime(2026, 3, 2)  # noqa: DTZ001 - local wall-clock time
SUBJECT = "0/A"


def at(day: int, hour: int) -> datetime:
    """A moment of the invented weeks."""
    return START + timedelta(days=day, hours=hour)


def circuit(**memo: str) -> list[Row]:
    """Night cash, hotels in several cities, and small adverts: three families."""
    rows = [withdraw(at(n, 23), 90, **memo) for n in range(6)]
    rows += [buy(at(3 * n, 18), 80, 7011, city=f"City {n}", merchant=f"Inn {n}") for n in range(4)]
    rows += [buy(at(n, 9), 12, 7311, merchant="Ads") for n in range(6)]
    rows += [deposit(at(n, 14), 300, city=f"City {n % 3}", branch=f"B{n}") for n in range(9)]
    return rows


def ordinary() -> list[Row]:
    """Groceries and a transfer."""
    return [*[buy(at(n, 12), 30, 5411) for n in range(20)], send(at(3, 10), 50, "friend")]


def make_data(folder: Path, *, accounts: int = 3, **memo: str) -> Path:
    """Data that was taken in; the first account is alerted, the others are ordinary."""
    cases = [fires("circuit", [account(), person(), *circuit(**memo)])]
    cases += [quiet("ordinary", ordinary()) for _n in range(accounts - 1)]
    source = folder.with_name(f"{folder.name}-source")
    source.mkdir(parents=True, exist_ok=True)
    made: dict[str, Any] = tables_of(cases)
    for name in ("transactions", "accounts", "parties"):
        table: pa.Table = made[name]
        derived = [one for one in ("sec", "day", "month", "hour") if one in table.column_names]
        pq.write_table(table.drop_columns(derived), source / f"{name}.parquet")
    ingest(IngestSpec(sources=(source,), out=folder, source="Invented for a test", shards=2))
    return folder

"""A small bank for tests: rows as dictionaries, taken in like a bank's own files."""

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.intake.ingest import ingest
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.engines.screening.store import Store, open_store

Row = dict[str, Any]
MONDAY = datetime(2026, 3, 2)  # noqa: DTZ001 - local wall-clock time
DAYS = 90


def pay(
    source: str, target: str, amount: float, day: int, book: str = "", *, hour: int = 12
) -> Row:
    """Money that went from one account to another, on the payer's book or another's."""
    is_credit = book == target
    return {
        "account_id": book or source,
        "at": (MONDAY + timedelta(days=day, hours=hour)).isoformat(" "),
        "amount": f"{amount:.2f}",
        "credit": "credit" if is_credit else "debit",
        "channel": "transfer",
        "counterparty": source if is_credit else target,
        "counterparty_name": f"Name of {source if is_credit else target}",
    }


def account(account_id: str, party_id: str = "", **more: Any) -> Row:
    """A personal account, of the party of the same name unless said."""
    return {
        "account_id": account_id,
        "party_id": party_id or f"P-{account_id}",
        "kind": "personal",
        "opened": "2020-01-01",
        "segment": "retail",
    } | more


def person(party_id: str, name: str = "", **more: Any) -> Row:
    """A person; the surname is the last word of the name."""
    values = {"party_id": party_id, "kind": "person", "name": name}
    return values | ({"surname": name.rsplit(maxsplit=1)[-1]} if name else {}) | more


def write_table(folder: Path, table: str, rows: Iterable[Row]) -> None:
    """Rows as a CSV named after their table."""
    told = [*rows]
    if not told:
        return
    columns = list(dict.fromkeys(key for row in told for key in row))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(told)


def store_of(folder: Path, transactions: Iterable[Row], shards: int = 3, **tables: Any) -> Store:
    """Take tables in."""
    source = folder / "source"
    source.mkdir(parents=True)
    for table, rows in {"transactions": transactions, **tables}.items():
        write_table(source, table, rows)
    ingest(IngestSpec(sources=(source,), out=folder / "data", shards=shards))
    return open_store(folder / "data")


def run_of(folder: Path, store: Store, *alerts: tuple[str, int]) -> Path:
    """What a run leaves of its alerts: subject and last day, counted from Monday 2 March 2026."""
    out = folder / "run"
    out.mkdir()
    told = {"data": str(store.folder), "rule": {"days": DAYS}}
    (out / "run.json").write_text(json.dumps(told), "utf-8")
    first = (MONDAY.date() - date(1970, 1, 1)).days
    rows = [
        {"alert": f"{subject}@{first + day}", "subject": subject, "opened": first + day,
         "last": first + day, "points": 3.0 + number}
        for number, (subject, day) in enumerate(alerts)
    ]  # fmt: skip
    schema = pa.schema(
        [("alert", pa.string()), ("subject", pa.string()), ("opened", pa.int32()),
         ("last", pa.int32()), ("points", pa.float64())]
    )  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema), out / "alerts.parquet")
    return out


def alert_of(subject: str, day: int) -> str:
    """The name of an alert of `run_of`."""
    return f"{subject}@{(MONDAY.date() - date(1970, 1, 1)).days + day}"

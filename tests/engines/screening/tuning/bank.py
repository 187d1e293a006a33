"""Sixty accounts whose hits can be told by their numbers, as the bank of these tests.

Account n has n % 8 withdrawals at night, n % 6 nights in hotels and 500 x (n % 5) of cash paid in
with one deposit, all in March 2026; the first forty are "retail", the others "student". The first
five pay P1, the sixth and seventh P2. In April every twentieth receives 9,000. Each three of the
first nine share a telephone.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fulcrum.engines.screening.fixtures import buy, deposit, on, receive, send, withdraw
from fulcrum.engines.screening.intake.ingest import ingest
from fulcrum.engines.screening.intake.spec import IngestSpec

COUNT = 60
PACK = "small"
MODULE = "tests.engines.screening.tuning.small_pack"
NUMBERS = range(COUNT)


def name(number: int) -> str:
    return f"A{number:02}"


NIGHTS = {name(n) for n in NUMBERS if n % 8 >= 5}
CASH = {name(n) for n in NUMBERS if n % 5 == 4}
PHONES = {name(n) for n in range(9)}
RICH = {name(n) for n in NUMBERS if n % 20 == 0}


def rooms(least: int) -> set[str]:
    return {name(n) for n in NUMBERS if n % 6 >= least}


def alerted(*indicators: set[str], least: int = 2) -> set[str]:
    """Whom so many of these and of those that are not varied hit, and the network."""
    found = (*indicators, NIGHTS, PHONES, RICH)
    return {a for a in map(name, NUMBERS) if sum(a in one for one in found) >= least} | {"P1"}


def _rows(number: int) -> list[dict[str, Any]]:
    rows = [withdraw(on(day, "23:30"), 80) for day in range(number % 8)]
    rows += [buy(on(day, "15:00"), 90, 7011, merchant="Inn") for day in range(number % 6)]
    rows += [deposit(on(3), 500 * (number % 5))] if number % 5 else []
    rows += [send(on(4), 50, "P1" if number < 5 else "P2")] if number < 7 else []
    rows += [receive(on(39), 9000, "somebody")] if number % 20 == 0 else []
    return [
        one.values | {"account_id": name(number), "txn_id": f"{name(number)}-{at}"}
        for at, one in enumerate(rows)
    ]


def make(folder: Path) -> Path:
    """Take the bank in; returns the folder of the data."""
    accounts = [
        {
            "account_id": name(n),
            "party_id": f"P-{n}",
            "kind": "personal",
            "opened": date(2026, 3, 1),
            "segment": "retail" if n < 40 else "student",
        }
        for n in NUMBERS
    ]
    parties = [
        {"party_id": f"P-{n}", "kind": "person", "phone": f"0700{n // 3}" if n < 9 else None}
        for n in NUMBERS
    ]
    movements = [one for n in NUMBERS for one in _rows(n)]
    columns = sorted({key for one in movements for key in one})
    movements = [{key: one.get(key) for key in columns} for one in movements]
    source = folder / "source"
    source.mkdir()
    tables = {"accounts": accounts, "parties": parties, "transactions": movements}
    for table, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows), source / f"{table}.parquet")
    ingest(IngestSpec(sources=(source,), out=folder / "data", shards=3))
    return folder / "data"

"""Screening: intake, the whole pack and single typologies, beside what a user would pick instead.

    python benchmarks/screening.py --accounts 100000

simulates a bank (100,000 accounts and 12 months are about 54 million transactions), takes it in from
Parquet and from CSV, runs the whole pack, and sets typology A (a rolling count of cash over seven
days, with the share at night) beside the same in DuckDB's SQL, Polars and pandas.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from fulcrum.engines.simulation import BankSpec, simulate_bank

SQL = """
SELECT count(*) FROM (
  SELECT day, sum(night) OVER w AS nights, count(*) OVER w AS all_cash FROM (
    SELECT account_id, day, CAST(hour >= 22 OR hour < 6 AS BIGINT) AS night
    FROM read_parquet('{data}/transactions/*.parquet') WHERE channel = 'cash')
  WINDOW w AS (PARTITION BY account_id ORDER BY day RANGE BETWEEN 6 PRECEDING AND CURRENT ROW))
WHERE nights >= 5 AND nights >= 0.4 * all_cash
"""
POLARS = """
import polars as pl
cash = pl.scan_parquet('{data}/transactions/*.parquet').filter(pl.col('channel') == 'cash')
cash = cash.select('account_id', 'day', night=((pl.col('hour') >= 22) | (pl.col('hour') < 6)).cast(pl.Int64))
days = cash.group_by('account_id', 'day').agg(night=pl.col('night').sum(), n=pl.len()).sort('account_id', 'day')
seen = days.rolling('day', period='7i', group_by='account_id').agg(nights=pl.col('night').sum(), n=pl.col('n').sum())
print(seen.filter((pl.col('nights') >= 5) & (pl.col('nights') >= 0.4 * pl.col('n'))).select(pl.len()).collect().item())
"""
PANDAS = """
import pandas as pd, pyarrow.dataset as ds
table = ds.dataset('{data}/transactions').to_table(columns=['account_id', 'day', 'hour'], filter=ds.field('channel') == 'cash')
cash = table.to_pandas()
cash['night'] = ((cash.hour >= 22) | (cash.hour < 6)).astype('int64')
days = cash.groupby(['account_id', 'day']).agg(night=('night', 'sum'), n=('night', 'size')).reset_index()
days['at'] = pd.to_datetime(days.day, unit='D')
rolled = days.set_index('at').groupby('account_id')[['night', 'n']].rolling('7D').sum()
print(int(((rolled.night >= 5) & (rolled.night >= 0.4 * rolled.n)).sum()))
"""


def child(code: str) -> tuple[float, float, str]:
    """Wall seconds, peak GB and last line of a program of its own."""
    watched = (
        "import resource,sys,time\nt=time.perf_counter()\n" + code + "\n"
        "print('@',time.perf_counter()-t,"
        "max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,0)/1048576)"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return float("nan"), float("nan"), done.stderr.strip().splitlines()[-1][:40]
    *said, last = done.stdout.strip().splitlines()
    _at, wall, peak = last.split()
    return float(wall), float(peak), said[-1] if said else ""


def row(what: str, measured: tuple[float, float, str], rows: int) -> None:
    wall, peak, said = measured
    speed = rows / wall / 1e6 if wall else 0
    print(f"{what:44} {wall:8.1f} s {peak:6.2f} GB {speed:7.2f} M rows/s  {said}", flush=True)


def csv_of(source: Path, target: Path) -> None:
    """The bank as one CSV, for intake as most banks hand it over."""
    target.mkdir()
    with duckdb.connect() as connection:
        files = f"read_parquet('{source}/transactions/*.parquet')"
        connection.execute(f"COPY (SELECT * FROM {files}) TO '{target}/transactions.csv'")
    for name in ("accounts", "parties", "lists"):
        shutil.copy(source / f"{name}.parquet", target)


def intake(source: Path, out: Path) -> str:
    return (
        "from pathlib import Path\nfrom fulcrum.engines.screening import IngestSpec, ingest\n"
        f"r = ingest(IngestSpec(sources=(Path({str(source)!r}),), out=Path({str(out)!r}), zone='Europe/London'))\n"
        "print(r.kept['transactions'], 'kept')"
    )


def whole(data: Path, out: Path) -> str:
    return (
        "from pathlib import Path\nfrom fulcrum.engines.screening import ScreenSpec, screen\n"
        f"r = screen(ScreenSpec(data=Path({str(data)!r}), out=Path({str(out)!r}), memory='1GB'))\n"
        "print(sum(r.hits.values()), 'hits', r.alerts, 'alerts')"
    )


def ours(data: Path) -> str:
    """Typology A as the pack would write it, over one connection and all shards."""
    return (
        "import ibis\nfrom ibis import _\nfrom pathlib import Path\n"
        "from fulcrum.engines.screening.duck import Duck, sql_of\n"
        "from fulcrum.engines.screening.shapes import is_night, reaches, trailing\n"
        "from fulcrum.engines.screening.slices import slices\n"
        "duck, s = Duck('1GB'), slices()\n"
        f"duck.execute(\"CREATE VIEW cash AS SELECT * FROM read_parquet('{data}/transactions/*.parquet') WHERE channel = 'cash'\")\n"
        "cash = s.cash.select('account_id', 'day', night=is_night(s.cash, 22, 6).cast('int64'))\n"
        "seen = trailing(cash, 7, nights=_.night.sum(), n=_.count())\n"
        "found = seen.filter((seen.nights >= 5) & reaches(seen.nights, seen.n, 0.4))\n"
        "print(duck.execute('SELECT count(*) FROM (' + sql_of(found) + ')').fetchone()[0])"
    )


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--accounts", type=int, default=10_000)
    asked.add_argument("--months", type=int, default=12)
    given = asked.parse_args()
    spec = BankSpec(accounts=given.accounts, months=given.months, seed=7)
    folder = Path(tempfile.mkdtemp(prefix="fulcrum-bench-"))
    try:
        made = simulate_bank(spec, folder / "bank")
        rows = made.rows_of("transactions")
        print(f"{rows:,} transactions of {given.accounts:,} accounts\n")
        row("intake from Parquet", child(intake(folder / "bank", folder / "data")), rows)
        csv_of(folder / "bank", folder / "csv")
        row("intake from CSV", child(intake(folder / "csv", folder / "data-csv")), rows)
        row("whole pack, 1 GB", child(whole(folder / "data", folder / "run")), rows)
        data = folder / "data"
        for what, code in (
            ("A: Ibis on DuckDB, as the pack writes it", ours(data)),
            (
                "A: DuckDB SQL by hand",
                f"import duckdb\nprint(duckdb.sql({SQL.format(data=data)!r}).fetchone()[0])",
            ),
            ("A: Polars, lazily, by days", POLARS.format(data=data)),
            ("A: pandas, by days", PANDAS.format(data=data)),
        ):
            row(what, child(code), rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

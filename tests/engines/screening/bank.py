"""An invented bank made of all indicators' fixtures, and of each scenario's parts on one account."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import csv

from fulcrum.engines.screening.decide import EPOCH
from fulcrum.engines.screening.fixtures import Fixture, fires
from fulcrum.engines.screening.indicator import Scope
from fulcrum.engines.screening.intake.ingest import ingest
from fulcrum.engines.screening.intake.spec import IngestSpec
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.results import Screening
from fulcrum.engines.screening.run import screen
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.trials import tables_of

DERIVED = ("sec", "day", "month", "hour")
SAID = "Invented for a test."
FILES = ("hits", "alerts", "alert_hits", "alert_scenarios", "evidence")
Tables = Mapping[str, pa.Table]


@cache
def tables() -> Tables:
    """Everything the bank knows, as a bank would hand it over."""
    found: dict[str, list[pa.Table]] = {}
    for number, cases in enumerate([*_fixtures(), _scenarios()]):
        for name, rows in tables_of(cases, prefix=f"{number}-").items():
            if rows.num_rows and name != "peers":  # those are summed anew
                found.setdefault(name, []).append(rows)
    return {
        name: pa.concat_tables(parts).drop_columns(
            [one for one in DERIVED if one in parts[0].column_names]
        )
        for name, parts in found.items()
    }


def _fixtures() -> Iterable[tuple[Fixture, ...]]:
    return (one.fixtures for one in load_pack().indicators.values())


def _scenarios() -> list[Fixture]:
    """For each scenario one account on which every part of it is to be seen."""
    pack = load_pack()
    made = []
    for scenario in pack.scenarios.values():
        rows = [
            row
            for part in scenario.parts
            for key in [one for one in part.indicators if _is_own(one)][: part.least]
            for row in next(one for one in pack.indicators[key].fixtures if one.fires).rows
        ]
        made.append(fires(scenario.name, rows))
    return made


def _is_own(key: str) -> bool:
    """Whether an indicator fires on account A of its first positive case, and needs no peers."""
    one = load_pack().indicators[key]
    positive = next(case for case in one.fixtures if case.fires)
    plain = all(row.table != "peers" for row in positive.rows)
    return one.scope is Scope.ACCOUNT and positive.subject == "A" and plain


def until(last: int) -> Tables:
    """What the bank knew on the evening of a day, counted from 1970-01-01."""
    evening = datetime.combine(EPOCH + timedelta(days=last), time.max)
    return {
        name: rows.filter(pc.less_equal(rows["at"], pa.scalar(evening, rows["at"].type)))
        if "at" in rows.column_names
        else rows
        for name, rows in tables().items()
    }


def days() -> list[int]:
    """The days on which there was any transaction."""
    found = {at.date() for at in tables()["transactions"]["at"].to_pylist()}
    return sorted((day - EPOCH).days for day in found)


def write(folder: Path, given: Tables) -> Path:
    """Write tables as Parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in given.items():
        if rows.num_rows:
            pq.write_table(rows, folder / f"{name}.parquet")
    return folder


def write_text(path: Path, rows: pa.Table) -> None:
    """Write a table as CSV."""
    csv.write_csv(rows, path)


def take_in(folder: Path, given: Tables | None = None, **settings: Any) -> Path:
    """Take the bank in, into a folder `data` of another."""
    source = write(folder / "source", tables() if given is None else given)
    values: dict[str, Any] = {"sources": (source,), "shards": 1, "source": SAID}
    ingest(IngestSpec(out=folder / "data", **(values | settings)))
    return folder / "data"


def run(data: Path, out: Path, **settings: Any) -> Screening:
    """Run the pack."""
    return screen(ScreenSpec(data=data, out=out, **settings))


def found(out: Path, name: str) -> list[tuple[Any, ...]]:
    """The rows of one of a run's files, in an order of their own."""
    rows = pq.read_table(out / f"{name}.parquet").to_pylist()
    return sorted((tuple(row.values()) for row in rows), key=repr)


def everything(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a run."""
    return {name: found(out, name) for name in FILES}


def day(number: int) -> date:
    """A day counted from 1970-01-01."""
    return EPOCH + timedelta(days=number)


def number(day: str) -> int:
    """A day as ISO 8601, counted from 1970-01-01."""
    return (date.fromisoformat(day) - EPOCH).days

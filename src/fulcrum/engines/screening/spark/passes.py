"""Look at all shards at once on Spark, and leave what was found as shards on DuckDB leave it."""

from contextlib import closing
from pathlib import Path

import ibis

from fulcrum.engines.screening.alerts import HIT_SCHEMA
from fulcrum.engines.screening.decide import EMPTY_HITS
from fulcrum.engines.screening.duck import files
from fulcrum.engines.screening.measures import months, peers
from fulcrum.engines.screening.plan import Step
from fulcrum.engines.screening.slices import shard_table, slices
from fulcrum.engines.screening.spark.engine import SQL_TYPES, Spark
from fulcrum.engines.screening.spark.session import saying, session_of
from fulcrum.engines.screening.spark.sql import sql_of
from fulcrum.engines.screening.work import Work

GOES_ON = (
    "Most often memory is short: give more (--memory; on a cluster spark.executor.memory). Started "
    "again, the run goes on from here."
)


def look(work: Work) -> None:
    """Measure peers, and evaluate every indicator over all shards.

    Leaves peers, hits and what networks gather where `decide` finds them: everything in the files
    of shard 0, nothing in those of the others. A run that was interrupted goes on with the
    indicator it was at. Networks are decided and evidence is found by DuckDB afterwards.

    Args:
        work: the run; every machine of a cluster must reach data and folder under the same path.

    Raises:
        FulcrumError: Spark is not installed, does not start, stops, or writes elsewhere.
    """
    scratch = work.folder / "spark"
    scratch.mkdir(exist_ok=True)
    left = [step for step in _steps(work) if not _folder(scratch, step).exists()]
    if left or not _peers_file(work).exists():
        rows = work.store.rows["transactions"]
        with (
            session_of(work.spec, rows, scratch / "spill") as session,
            closing(Spark(session, work.duck)) as spark,
        ):
            _measure(work, spark, scratch)
            _evaluate(work, spark, scratch, left)
    work.duck.put("peers", files([_peers_file(work)]))
    _hand_over(work, scratch)


def _steps(work: Work) -> tuple[Step, ...]:
    return (*work.plan.account, *work.plan.network)


def _folder(scratch: Path, step: Step) -> Path:
    return scratch / step.indicator.id.lower()


def _peers_file(work: Work) -> Path:
    return work.folder / "peers.parquet"


def _measure(work: Work, spark: Spark, scratch: Path) -> None:
    """Make every view, the peers' among them, which are computed unless they were before."""
    with saying("Spark could not read the data", "Every machine must reach it, under one path."):
        spark.read_all(work.store)
    done = _peers_file(work)
    if not done.exists():
        work.report("Months", 0, None)
        monthly = months(shard_table())
        with saying("Spark stopped at the months of peers", GOES_ON):
            spark.view("months", sql_of(monthly))
            table = ibis.table(monthly.schema(), name="months")
            spark.write(sql_of(peers(table, slices().accounts)), scratch / "peers")
        work.duck.write(_found_in(scratch / "peers"), done)
    spark.read("peers", done)


def _evaluate(work: Work, spark: Spark, scratch: Path, left: list[Step]) -> None:
    total = len(_steps(work))
    for number, step in enumerate(left, start=total - len(left)):
        work.report("Indicators", number, total)
        with saying(f"Spark stopped at {step.indicator.id}", GOES_ON):
            spark.write(_query(step), _folder(scratch, step))
    work.report("Indicators", total, total)


def _query(step: Step) -> str:
    """What a step finds: candidates of a network, or hits."""
    if step.gathered is not None:
        return sql_of(step.gathered)
    told = ", ".join(
        f"CAST(`{name}` AS {SQL_TYPES[kind]}) AS `{name}`"
        for name, kind in HIT_SCHEMA.items()
        if name != "indicator"
    )
    return f"SELECT '{step.indicator.id}' AS indicator, {told} FROM ({sql_of(step.found.hits)})"


def _found_in(*folders: Path) -> str:
    return files(path for folder in folders for path in sorted(folder.glob("*.parquet")))


def _hand_over(work: Work, scratch: Path) -> None:
    """Lay everything out as `decide` reads it; again from the start when it was interrupted."""
    for step in work.plan.network:
        found = _found_in(_folder(scratch, step))
        for number in work.shards:
            rows = found if number == 0 else f"{found} LIMIT 0"
            work.duck.write(rows, work.gathered_file(step.indicator, number))
    work.duck.execute(EMPTY_HITS)
    account = [_folder(scratch, step) for step in work.plan.account]
    found = _found_in(*account) if account else "SELECT * FROM hits_here"
    for number in reversed(work.shards):
        rows = f"{found} ORDER BY ALL" if number == 0 else "SELECT * FROM hits_here"
        work.duck.write(rows, work.hits_file(number))

"""Run a pack over data that was taken in: shard by shard, so that a run can be killed and go on."""

import json
from dataclasses import asdict
from pathlib import Path
from shutil import copyfile, rmtree

import ibis

from fulcrum import __version__
from fulcrum.engines.screening.decide import EMPTY_HITS, decide
from fulcrum.engines.screening.duck import Duck, files, sql_of
from fulcrum.engines.screening.measures import months, peers
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.plan import Step, make_plan
from fulcrum.engines.screening.results import Screening
from fulcrum.engines.screening.slices import SHARD, shard_table, slices
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import OPTIONAL, Store, open_store, write_whole
from fulcrum.engines.screening.work import Report, Work, to_nobody
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import hash_of

FINISHED = "finished"  # what becomes of the folder of unfinished work


def run_key(spec: ScreenSpec, store: Store, pack: Pack) -> str:
    """What a run's results depend on; equal keys may share unfinished work."""
    return hash_of(
        {
            "data": store.digest,
            "pack": pack.digest,
            "parameters": {key: dict(one) for key, one in spec.parameters.items()},
            "rule": spec.rule,
            "since": spec.since,
            "version": __version__,
        }
    )


def screen(spec: ScreenSpec, report: Report = to_nobody) -> Screening:
    """Run a typology pack; goes on where an interrupted run of the same kind stopped.

    Args:
        spec: what to run over what.
        report: told (stage, done, total) as the work goes on.
    """
    store, pack = open_store(spec.data), load_pack(spec.pack)
    plan = make_plan(pack, pack.values(spec.parameters), store)
    folder = _open_work(spec, run_key(spec, store, pack))
    duck = Duck(spec.memory, spec.threads, folder / "spill")
    work = Work(spec, store, pack, plan, duck, folder, report)
    try:
        load_tables(duck, store)
        _look_with(spec.engine, work)
        copyfile(folder / "peers.parquet", spec.out / "peers.parquet")
        made = decide(work)
    finally:
        duck.close()
    # What was unfinished is finished. It goes at once: half of it would be taken for a beginning.
    rmtree(folder.rename(spec.out / FINISHED))
    return made


def _look_with(engine: str, work: Work) -> None:
    """Measure months and look at every shard, with the engine that was asked for."""
    if engine == "spark":
        from fulcrum.engines.screening.spark import look  # noqa: PLC0415 - an extra

        look(work)
        return
    _measure(work)
    _look(work)


def _open_work(spec: ScreenSpec, key: str) -> Path:
    """The folder of unfinished work; work of another kind is refused, never mixed in."""
    folder = spec.out / "work"
    note = folder / "key.json"
    if note.exists() and json.loads(note.read_text("utf-8"))["key"] != key:
        raise FulcrumError(
            "Another run was begun here: with other data, rules or parameters.",
            where=str(spec.out),
            mend="Choose another folder, or remove its folder `work` to begin anew.",
        )
    _refuse_other_rules(spec)
    rmtree(spec.out / FINISHED, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(note, json.dumps({"key": key}))
    return folder


def _refuse_other_rules(spec: ScreenSpec) -> None:
    """Earlier hits stay as they are only where the same rules found them."""
    path = spec.out / "run.json"
    if spec.since is None or not path.exists():
        return
    told = json.loads(path.read_text("utf-8"))
    before = [told["pack"]["digest"], told["parameters"], told["rule"]]
    parameters = {key: dict(one) for key, one in spec.parameters.items()}
    if hash_of(before) != hash_of([load_pack(spec.pack).digest, parameters, asdict(spec.rule)]):
        raise FulcrumError(
            "The earlier run in this folder had other rules or parameters.",
            where=str(spec.out),
            mend="Run over all days, without --since, into another folder.",
        )


def load_tables(duck: Duck, store: Store) -> None:
    """Give a connection every table but the transactions."""
    for name in OPTIONAL:
        path = store.table(name)
        if path is not None:
            duck.put(name, files([path]))
    duck.read_accounts()


def _measure(work: Work) -> None:
    """Sum the months of every account, and say what each segment did."""
    done = work.folder / "peers.parquet"
    if not done.exists():
        monthly = months(shard_table())
        for number in work.shards:
            work.report("Months", number, work.store.shards)
            _months_of(work, sql_of(monthly), number)
        work.duck.put("months", files([work.months_file(number) for number in work.shards]))
        table = ibis.table(monthly.schema(), name="months")
        work.duck.write(sql_of(peers(table, slices().accounts)), done)
    work.duck.put("peers", files([done]))


def _months_of(work: Work, statement: str, number: int) -> None:
    path = work.months_file(number)
    if not path.exists():
        shard = files([work.store.shard(number)])
        work.duck.execute(f'CREATE OR REPLACE TEMP VIEW "{SHARD}" AS {shard}')
        work.duck.write(statement, path)
        work.duck.execute(f'DROP VIEW "{SHARD}"')


def hit_statement(step: Step) -> str:
    """The statement that adds an indicator's hits to the table `hits_here`."""
    key = step.indicator.id
    return f"INSERT INTO hits_here BY NAME SELECT '{key}' AS indicator, * FROM ({step.hits_sql})"


def _look(work: Work) -> None:
    """Evaluate every shard: hits of accounts, and what networks gather."""
    found = [hit_statement(step) for step in work.plan.account]
    gathers = [(step.indicator, step.gather_sql) for step in work.plan.network]
    for number in work.shards:
        work.report("Shards", number, work.store.shards)
        if work.hits_file(number).exists():
            continue  # a run before this one got that far
        work.duck.read_shard(files([work.store.shard(number)]))
        for indicator, statement in gathers:
            work.duck.write(statement, work.gathered_file(indicator, number))
        work.duck.execute(EMPTY_HITS)
        for statement in found:
            work.duck.execute(statement)
        # Feeds are read whole beside every shard: an account is told of by its own shard alone.
        work.duck.execute(
            f"DELETE FROM hits_here WHERE {work.store.shard_of('subject')} <> {number}"
        )
        # Written last: with it, the shard is done.
        work.duck.write("SELECT * FROM hits_here ORDER BY ALL", work.hits_file(number))
    work.report("Shards", work.store.shards, work.store.shards)

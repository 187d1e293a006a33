"""Evaluate one indicator with several values at once: each shard is read once for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis
import pyarrow as pa

from fulcrum.engines.screening.alerts import HIT_SCHEMA
from fulcrum.engines.screening.duck import Duck, empty_table, files, sql_of
from fulcrum.engines.screening.indicator import Indicator, Scope, Values
from fulcrum.engines.screening.measures import months, peers
from fulcrum.engines.screening.run import load_tables
from fulcrum.engines.screening.slices import SHARD, Slices, shard_table, slices
from fulcrum.engines.screening.store import Store
from fulcrum.engines.screening.work import Report, to_nobody
from fulcrum.kernel.errors import FulcrumError

TRIED = {"variant": "int32"} | HIT_SCHEMA
PEERS = '"peers"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an evaluation may use.

    Attributes:
        memory: bound of DuckDB's memory, for instance 1GB.
        threads: cores to use; 0 for all.
        spill: the folder under which what does not fit is put for a while; None for the system's.
    """

    memory: str = "1GB"
    threads: int = 0
    spill: Path | None = None


def hits_of(
    indicator: Indicator,
    variants: Sequence[Values],
    store: Store,
    limits: Limits,
    report: Report = to_nobody,
) -> pa.Table:
    """The hits of one indicator with each of several sets of values.

    Args:
        indicator: the indicator.
        variants: its parameters, one set a variant.
        store: the data.
        limits: what may be used.
        report: told (stage, done, total).

    Returns:
        variant (its number), then the columns of hits, in order.

    Raises:
        FulcrumError: the data lacks what the indicator needs.
    """
    lacking = sorted({store.lacks(need) for need in indicator.needs} - {""})
    if lacking:
        raise FulcrumError(
            f"{indicator.id} cannot be evaluated: it needs {', '.join(lacking)}.",
            where=indicator.id,
            mend="Take these in first.",
        )
    with TemporaryDirectory(dir=limits.spill) as spill:
        duck = Duck(limits.memory, limits.threads, Path(spill))
        try:
            load_tables(duck, store)
            duck.execute(empty_table("tried", TRIED))
            _evaluate(duck, _statements(indicator, variants, slices()), store, report)
            duck.execute(f"DELETE FROM tried WHERE day > {store.last_day} OR subject IS NULL")
            return duck.rows("SELECT * FROM tried ORDER BY ALL")
        finally:
            duck.close()


@dataclass(frozen=True, slots=True)
class Statements:
    """What is run to evaluate all variants.

    Attributes:
        gathers: name and query of each table that shards add to; alike ones only once.
        each: run on every shard.
        once: run after all shards.
    """

    gathers: dict[str, str]
    each: tuple[str, ...]
    once: tuple[str, ...]


def _statements(indicator: Indicator, variants: Sequence[Values], given: Slices) -> Statements:
    if indicator.scope is Scope.NETWORK:
        return _network(indicator, variants, given)
    find: Any = indicator.find
    found = tuple(
        _insert(indicator.id, number, sql_of(find(given, values).hits))
        for number, values in enumerate(variants)
    )
    whole = indicator.scope is Scope.GLOBAL
    return Statements({}, () if whole else found, found if whole else ())


def _network(indicator: Indicator, variants: Sequence[Values], given: Slices) -> Statements:
    gather: Any = indicator.gather
    combine: Any = indicator.combine
    names: dict[str, str] = {}
    found = []
    for number, values in enumerate(variants):
        gathered = gather(given, values)
        name = names.setdefault(sql_of(gathered), f"gathered_{len(names)}")
        table = ibis.table(gathered.schema(), name=name)
        hits = combine(table, given, values).hits
        found.append(_insert(indicator.id, number, sql_of(hits)))
    return Statements({name: query for query, name in names.items()}, (), tuple(found))


def _insert(key: str, number: int, query: str) -> str:
    return (
        f"INSERT INTO tried BY NAME SELECT {number} AS variant, '{key}' AS indicator, * "
        f"FROM ({query})"
    )


def _evaluate(duck: Duck, run: Statements, store: Store, report: Report) -> None:
    if any(PEERS in one for one in (*run.gathers.values(), *run.each, *run.once)):
        _put_peers(duck, store)
    for number in range(store.shards if run.each or run.gathers else 0):
        report("Shards", number, store.shards)
        duck.read_shard(files([store.shard(number)]))
        for name, query in run.gathers.items():
            if number:
                duck.execute(f'INSERT INTO "{name}" BY NAME {query}')
            else:
                duck.put(name, query)
        for statement in run.each:
            duck.execute(statement)
    for statement in run.once:
        duck.execute(statement)


def _put_peers(duck: Duck, store: Store) -> None:
    """What each segment's accounts did in each month, as a run makes it."""
    monthly = months(shard_table())
    query = sql_of(monthly)
    for number in range(store.shards):
        duck.put(SHARD, files([store.shard(number)]))
        if number:
            duck.execute(f'INSERT INTO "months" BY NAME {query}')
        else:
            duck.put("months", query)
    table = ibis.table(monthly.schema(), name="months")
    duck.put("peers", sql_of(peers(table, slices().accounts)))

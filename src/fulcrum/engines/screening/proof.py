"""An alert's proof: the rows it rests on, and its hits computed again from the data."""

import json
from pathlib import Path
from typing import Any

import duckdb

from fulcrum.engines.screening.decide import day_text
from fulcrum.engines.screening.duck import Duck, dictionaries, files, quoted
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.plan import Step, gathered_name, make_plan
from fulcrum.engines.screening.run import load_tables
from fulcrum.engines.screening.store import Store, open_store
from fulcrum.kernel.errors import FulcrumError


def read_run(out: Path) -> dict[str, Any]:
    """What a finished run says about itself.

    Raises:
        FulcrumError: there is no finished run.
    """
    path = out / "run.json"
    if not path.exists():
        raise FulcrumError(
            "There is no finished run here.", where=str(out), mend="Run `fulcrum screen run` first."
        )
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told


def find_alert(duck: Duck, out: Path, alert: str) -> dict[str, Any]:
    """An alert of a run.

    Raises:
        FulcrumError: there is none of that name.
    """
    query = f"{files([out / 'alerts.parquet'])} WHERE alert = {quoted(alert)}"
    found = dictionaries(duck.rows(query))
    if not found:
        some = duck.execute(f"SELECT alert FROM ({files([out / 'alerts.parquet'])}) LIMIT 3")
        named = ", ".join(row[0] for row in some.fetchall())
        raise FulcrumError(
            f"There is no alert {alert!r}.",
            where=str(out),
            mend=f"Alerts are named subject@day number, for instance {named}." if named else
            "This run found none.",
        )  # fmt: skip
    return found[0]


def first_alerts(out: Path, most: int = 20) -> list[dict[str, Any]]:
    """The alerts of a run with the most points."""
    read_run(out)
    duck = Duck()
    try:
        query = f"{files([out / 'alerts.parquet'])} ORDER BY points DESC, alert LIMIT {most}"
        return dictionaries(duck.rows(query))
    finally:
        duck.close()


def shards_of(duck: Duck, store: Store, accounts: str) -> list[Path]:
    """The files that hold the transactions of accounts."""
    numbers = duck.execute(
        f"SELECT DISTINCT {store.shard_of('account_id')} FROM ({accounts})"
    ).fetchall()
    return [store.shard(int(row[0])) for row in sorted(numbers)]


def rows_of(out: Path, data: Path, alert: str) -> list[dict[str, Any]]:
    """The transactions an alert rests on, each once, with the indicators for which it counts.

    A connection of its own, without the tables of a run: a page is quick.

    Args:
        out: the run's folder.
        data: the folder of its data.
        alert: its name.

    Raises:
        FulcrumError: the run or the data is not there any more.
    """
    read_run(out)
    store = open_store(data)
    with duckdb.connect() as connection:
        proof = f"({files([out / 'evidence.parquet'])} WHERE alert = {quoted(alert)})"
        numbers = connection.execute(
            f"SELECT DISTINCT {store.shard_of('account_id')}, account_id FROM {proof}"
        ).fetchall()
        if not numbers:
            return []
        paths = [store.shard(number) for number in sorted({int(row[0]) for row in numbers})]
        accounts = ", ".join(quoted(row[1]) for row in numbers)
        found = connection.execute(
            f"SELECT txn.*, mine.indicators FROM ({files(paths)} WHERE account_id IN ({accounts})) "
            "txn JOIN (SELECT account_id, txn_id, list_sort(list(DISTINCT indicator)) AS indicators "
            f"FROM {proof} GROUP BY ALL) mine USING (account_id, txn_id) "
            'ORDER BY txn."at", txn.txn_id'
        )
        names = [column[0] for column in found.description or ()]
        return [
            {name: value for name, value in zip(names, row, strict=True) if value is not None}
            for row in found.fetchall()
        ]


def recompute(out: Path, alert: str) -> tuple[int, tuple[str, ...]]:
    """Compute an alert's hits again from the data of the accounts it rests on, and compare.

    Returns:
        How many hits came out the same, and a sentence for each that did not.

    Raises:
        FulcrumError: as `explain` does.
    """
    told = read_run(out)
    pack, store = load_pack(told["pack"]["name"]), open_store(Path(told["data"]))
    plan = make_plan(pack, pack.values(told["parameters"]), store)
    duck = Duck()
    try:
        one = find_alert(duck, out, alert)
        load_tables(duck, store)
        duck.put("peers", files([out / "peers.parquet"]))
        duck.put("mine", f"{files([out / 'alert_hits.parquet'])} WHERE alert = {quoted(alert)}")
        accounts = (
            f"SELECT account_id FROM ({files([out / 'evidence.parquet'])}) "
            f"WHERE alert = {quoted(alert)} UNION SELECT {quoted(one['subject'])}"
        )
        paths = shards_of(duck, store, accounts)
        duck.read_shard(f"{files(paths)} WHERE account_id IN ({accounts})")
        steps = [step for step in plan.steps if _is_hit(duck, step)]
        outcomes = [_compare(duck, step) for step in steps]
        return sum(same for same, _lost in outcomes), tuple(
            line for _same, lost in outcomes for line in lost
        )
    finally:
        duck.close()


def _is_hit(duck: Duck, step: Step) -> bool:
    query = f"SELECT count(*) FROM mine WHERE indicator = {quoted(step.indicator.id)}"
    return bool((duck.execute(query).fetchone() or (0,))[0])


def _compare(duck: Duck, step: Step) -> tuple[int, list[str]]:
    if step.gathered is not None:
        duck.put(gathered_name(step.indicator), step.gather_sql)
    duck.put("anew", step.hits_sql)
    key = quoted(step.indicator.id)
    rows = duck.execute(
        "SELECT mine.day, mine.value, anew.value FROM mine LEFT JOIN anew "
        "ON anew.subject = mine.subject AND anew.day = mine.day "
        f"WHERE mine.indicator = {key} ORDER BY mine.day"
    ).fetchall()
    lost = [
        f"{step.indicator.id} on {day_text(day)}: {before:g} then, {now if now is not None else 'nothing'} now."
        for day, before, now in rows
        if now is None or abs(now - before) > 1e-6
    ]
    return len(rows) - len(lost), lost

"""The rows an alert rests on: for each of its hits, the movements that counted in its window."""

from typing import Any

from fulcrum.engines.screening.duck import files
from fulcrum.engines.screening.plan import Step
from fulcrum.engines.screening.work import Work

COLUMNS = "alert VARCHAR, indicator VARCHAR, account_id VARCHAR, txn_id VARCHAR, sec BIGINT"


def _statement(step: Step) -> str:
    """Rows of a step's events within the windows of the alerts' hits."""
    events: Any = step.found.events
    subject = "subject" if "subject" in events.columns else "account_id"
    return (
        "INSERT INTO evidence BY NAME SELECT DISTINCT hit.alert, hit.indicator, event.account_id, "
        f"event.txn_id, event.sec FROM ({step.events_sql}) event JOIN alert_hits hit "
        f"ON hit.subject = event.{subject} AND event.sec BETWEEN hit.start_sec AND hit.sec "
        f"WHERE hit.indicator = '{step.indicator.id}'"
    )


def collect(work: Work) -> None:
    """Fill the table `evidence`; only accounts with alerts are read again."""
    duck = work.duck
    duck.execute(f"CREATE OR REPLACE TEMP TABLE evidence ({COLUMNS})")
    hit = {row[0] for row in duck.execute("SELECT DISTINCT indicator FROM alert_hits").fetchall()}

    def told(steps: tuple[Step, ...]) -> list[str]:
        return [
            _statement(step)
            for step in steps
            if step.found.events is not None and step.indicator.id in hit
        ]

    for statement in told((*work.plan.network, *work.plan.whole)):
        duck.execute(statement)
    statements = told(work.plan.account)
    for number in work.shards if statements else ():
        work.report("Evidence", number, work.store.shards)
        shard = files([work.store.shard(number)])
        duck.read_shard(f"{shard} WHERE account_id IN (SELECT subject FROM alerts)")
        for statement in statements:
            duck.execute(statement)
    # Feeds are read whole beside every shard.
    duck.execute("CREATE OR REPLACE TEMP TABLE evidence AS SELECT DISTINCT * FROM evidence")

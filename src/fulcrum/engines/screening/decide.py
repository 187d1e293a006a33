"""The last stage of a run: networks, alerts, scenarios, evidence and the files people read."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa

from fulcrum import __version__
from fulcrum.engines.screening import alerts, evidence
from fulcrum.engines.screening.duck import (
    Duck,
    dictionaries,
    empty_table,
    files,
    sql_of,
)
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.plan import gathered_name
from fulcrum.engines.screening.results import Screening
from fulcrum.engines.screening.spec import ScreenSpec
from fulcrum.engines.screening.store import write_whole
from fulcrum.engines.screening.work import Work
from fulcrum.kernel.provenance import Provenance, hash_of

EMPTY_HITS = empty_table("hits_here", alerts.HIT_SCHEMA)
EPOCH = date(1970, 1, 1)
METHOD = (
    "Each indicator is evaluated on every account or network over trailing windows that end on the "
    "day of its hit; hits of different indicators and families within one window are an alert. "
    "One indicator proves nothing, and no alert rests on a single one of an account."
)
CITATION = "Indicators after public guidance of FINTRAC, FinCEN, FATF and AUSTRAC; see each one's."


def decide(work: Work) -> Screening:
    """Decide over all shards, and write the results."""
    work.report("Networks", 0, len(work.plan.network) + len(work.plan.whole))
    _join_hits(work)
    work.report("Alerts", 0, None)
    _make_alerts(work)
    evidence.collect(work)
    return _write(work)


def _join_hits(work: Work) -> None:
    """All hits of the run in one table, `hits`; those of days before `since` stay as they were."""
    duck = work.duck
    duck.put("hits", files([work.hits_file(number) for number in work.shards]))
    for step in work.plan.network:
        gathered = [work.gathered_file(step.indicator, number) for number in work.shards]
        duck.put(gathered_name(step.indicator), files(gathered))
    for step in (*work.plan.network, *work.plan.whole):
        key = step.indicator.id
        duck.execute(
            f"INSERT INTO hits BY NAME SELECT '{key}' AS indicator, * FROM ({step.hits_sql})"
        )
    # What looks ahead is known only later: a hit dated after the data ends is not known yet.
    duck.execute(f"DELETE FROM hits WHERE day > {work.store.last_day} OR subject IS NULL")
    for step in work.plan.steps:
        if step.indicator.absence:  # what was not seen yet is not absent
            known = work.store.first_day + step.indicator.absence - 1
            duck.execute(
                f"DELETE FROM hits WHERE indicator = '{step.indicator.id}' AND day < {known}"
            )
    earlier = work.spec.out / "hits.parquet"
    if work.spec.since is not None and earlier.exists():
        since = (work.spec.since - EPOCH).days
        duck.execute(f"DELETE FROM hits WHERE day < {since}")
        duck.execute(f"INSERT INTO hits BY NAME {files([earlier])} WHERE day < {since}")


def _make_alerts(work: Work) -> None:
    """The tables `alerts`, `alert_hits` and `alert_scenarios`."""
    duck, rule = work.duck, work.spec.rule
    known = pa.Table.from_pylist(alerts.indicator_rows(work.pack))
    duck.put("known", known)
    hits = ibis.table(alerts.HIT_SCHEMA, name="hits")
    facts = ibis.table(alerts.INDICATOR_SCHEMA, name="known")
    qualifying = alerts.qualifying_days(hits, facts, rule)
    duck.put("qualifying", sql_of(qualifying))
    days = ibis.table(qualifying.schema(), name="qualifying")
    spans = alerts.alert_spans(days, rule)
    duck.put("spans", sql_of(spans))
    spans = ibis.table(spans.schema(), name="spans")
    mine = alerts.alert_hits(spans, hits, rule)
    duck.put("alert_hits", sql_of(mine))
    mine = ibis.table(mine.schema(), name="alert_hits")
    duck.put("scored", sql_of(alerts.scored(spans, mine, facts)))
    duck.put("alert_scenarios", _scenarios(duck, work.pack))
    duck.execute(
        "CREATE OR REPLACE TEMP TABLE alerts AS SELECT scored.* REPLACE (points + coalesce(("
        "SELECT max(weight) FROM alert_scenarios found WHERE found.alert = scored.alert), 0) "
        "AS points) FROM scored ORDER BY points DESC, alert"
    )


SCENARIO_ROWS = pa.schema(
    [("alert", pa.string()), ("scenario", pa.string()), ("weight", pa.float64())]
)


def _scenarios(duck: Duck, pack: Pack) -> pa.Table:
    """Which scenarios each alert matches: every part, within the alert's window."""
    rows = duck.rows("SELECT alert, list(DISTINCT indicator) AS hit FROM alert_hits GROUP BY alert")
    found = [
        {"alert": one["alert"], "scenario": scenario.id, "weight": scenario.weight}
        for one in dictionaries(rows)
        for scenario in pack.scenarios.values()
        if all(
            len(set(one["hit"]).intersection(part.indicators)) >= part.least
            for part in scenario.parts
        )
    ]
    return pa.Table.from_pylist(found, SCENARIO_ROWS)


def day_text(day: int) -> str:
    """A day number as ISO 8601."""
    return (EPOCH + timedelta(days=day)).isoformat()


def _counts(duck: Duck, statement: str) -> dict[str, int]:
    return {str(key): int(count) for key, count in duck.execute(statement).fetchall()}


def result_digest(duck: Duck) -> str:
    """One number for what was found; it depends on no order and on no engine."""
    rows = duck.execute(
        "SELECT alert, indicator, day, sec, round(value, 6), members FROM alert_hits "
        "ORDER BY alert, indicator, day"
    ).fetchall()
    return hash_of([list(row) for row in rows])


def _write(work: Work) -> Screening:
    duck, store = work.duck, work.store
    for name in ("hits", "alerts", "alert_hits", "alert_scenarios", "evidence"):
        order = {"hits": "subject, indicator, day", "alerts": "points DESC, alert"}.get(name, "ALL")
        duck.write(f'SELECT * FROM "{name}" ORDER BY {order}', work.spec.out / f"{name}.parquet")
    seen = _counts(duck, "SELECT indicator, count(*) FROM hits GROUP BY 1 ORDER BY 1")
    made = Screening(
        accounts=store.rows.get("accounts", 0),
        transactions=store.rows["transactions"],
        hits={step.indicator.id: seen.get(step.indicator.id, 0) for step in work.plan.steps},
        alerts=_counts(duck, "SELECT 'all', count(*) FROM alerts")["all"],
        scenarios=_counts(duck, "SELECT scenario, count(*) FROM alert_scenarios GROUP BY 1"),
        lacking=work.plan.lacking,
        digest=result_digest(duck),
        source=store.source,
        provenance=Provenance("screening", __version__, store.digest, None, METHOD, CITATION),
    )
    _write_notes(work.spec, work.pack, made)
    return made


def _write_notes(spec: ScreenSpec, pack: Pack, made: Screening) -> None:
    told: dict[str, Any] = made.to_dict() | {
        "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "data": str(spec.data.resolve()),
        "pack": {"name": pack.name, "digest": pack.digest},
        "parameters": {key: dict(one) for key, one in spec.parameters.items()},
        "rule": asdict(spec.rule),
        "since": None if spec.since is None else spec.since.isoformat(),
        "engine": spec.engine,
    }
    text = json.dumps(told, indent=1, sort_keys=True) + "\n"
    (spec.out / "summary.md").write_text(_summary(pack, made), "utf-8")
    write_whole(spec.out / "run.json", text)  # last: with it, the run is finished


def _summary(pack: Pack, made: Screening) -> str:
    lines = ["# Screening", "", *made.summary().splitlines(), "", "## Indicators", ""]
    lines += ["| id | indicator | family | hits |", "| --- | --- | --- | ---: |"]
    for key, one in pack.indicators.items():
        count = f"{made.hits[key]:,}" if key in made.hits else "not evaluable"
        lines.append(f"| {key} | {one.name} | {one.family} | {count} |")
    lines += ["", "## Scenarios", "", "| id | scenario | alerts |", "| --- | --- | ---: |"]
    lines += [
        f"| {key} | {one.name} | {made.scenarios.get(key, 0):,} |"
        for key, one in pack.scenarios.items()
    ]
    if made.lacking:
        lines += ["", "## Not evaluable", ""]
        lines += [f"- {key} needs {', '.join(needs)}" for key, needs in made.lacking.items()]
    return "\n".join(lines) + "\n"

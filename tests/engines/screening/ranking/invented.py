"""Invented runs: a small pack, and tables as a run writes them, made by the run's own expressions."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import ibis
import numpy as np
import pyarrow as pa

from fulcrum.engines.screening import alerts
from fulcrum.engines.screening.decide import SCENARIO_ROWS
from fulcrum.engines.screening.duck import sql_of
from fulcrum.engines.screening.indicator import Exploitation, Family, Indicator
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.outputs import Outputs
from fulcrum.engines.screening.ranking.tables import query, rows_of
from fulcrum.engines.screening.scenario import Part, Scenario
from fulcrum.engines.screening.tuning.realert import alerts_of, known_of

HITS = pa.schema(
    [
        ("indicator", pa.string()),
        ("subject", pa.string()),
        ("day", pa.int32()),
        ("sec", pa.int64()),
        ("start_sec", pa.int64()),
        ("value", pa.float64()),
        ("threshold", pa.float64()),
        ("members", pa.int64()),
    ]
)

ORDER = [("alert", "ascending"), ("indicator", "ascending"), ("day", "ascending")]


def indicator(key: str, family: Family, weight: float = 1.0, **more: Any) -> Indicator:
    plain: dict[str, Any] = {
        "id": key,
        "name": f"Invented {key}",
        "measures": "Nothing.",
        "family": family,
        "exploitation": (Exploitation.ANY,),
        "sources": (),
        "needs": (),
        "parameters": (),
        "roles": "",
        "false_positives": "",
        "fixtures": (),
        "weight": weight,
    }
    return Indicator(**plain | more)


def scenario(key: str, weight: float, *parts: tuple[str, ...]) -> Scenario:
    return Scenario(
        id=key,
        name=key,
        story="",
        exploitation=Exploitation.ANY,
        parts=tuple(Part(one[0], one) for one in parts),
        supports=(),
        weight=weight,
        roles="",
        next_steps="",
        sources=(),
    )


PACK = Pack(
    "invented",
    "0" * 64,
    {
        one.id: one
        for one in (
            indicator("C1", Family.CASH),
            indicator("C2", Family.CASH, 1.5),
            indicator("F1", Family.FLOW, 2.0),
            indicator("T1", Family.TRAVEL),
            indicator("L1", Family.LABOUR, 2.0, alone=True),
            indicator("X1", Family.IDENTITY, 0.5, weight_only=True),
        )
    },
    {
        one.id: one
        for one in (scenario("S1", 3.0, ("C1", "C2"), ("F1",)), scenario("S2", 2.5, ("F1",)))
    },
)


def hit(
    indicator: str, subject: str, day: int, value: float = 1.0, threshold: float = 1.0, **more: int
) -> dict[str, Any]:
    sec = day * 86_400
    told = {"indicator": indicator, "subject": subject, "day": day, "sec": sec, "start_sec": sec}
    return told | {"value": value, "threshold": threshold, "members": 1} | more


def run_of(
    hits: Sequence[Mapping[str, Any]],
    pack: Pack = PACK,
    rule: alerts.Rule | None = None,
    digest: str = "d",
) -> Outputs:
    """What a run with these hits would have left behind."""
    rule = rule or alerts.Rule()
    table = pa.Table.from_pylist([dict(one) for one in hits], HITS)
    known = known_of(pack)
    spans = alerts_of(table, pack, rule)
    hits_of_alerts, scored = statements(rule)
    mine = query(hits_of_alerts, spans=spans, hits=table).sort_by(ORDER)
    fits = _scenarios(mine, pack)
    made = query(scored, spans=spans, mine=mine, known=known)
    made = query(
        "SELECT made.* REPLACE (points + coalesce((SELECT max(weight) FROM fits WHERE "
        "fits.alert = made.alert), 0) AS points) FROM made ORDER BY points DESC, alert",
        made=made,
        fits=fits,
    )
    told = {
        "provenance": {"input_hash": digest},
        "rule": {
            "least_indicators": rule.least_indicators,
            "least_families": rule.least_families,
            "days": rule.days,
            "least_members": rule.least_members,
        },
    }
    return Outputs(table, made, mine, fits, told)


@cache
def statements(rule: alerts.Rule) -> tuple[str, str]:
    """What finds the hits of alerts, and what scores them."""
    spans = ibis.table(SPANS, name="spans")
    found = alerts.alert_hits(spans, ibis.table(alerts.HIT_SCHEMA, name="hits"), rule)
    scored = alerts.scored(
        spans,
        ibis.table({"alert": "string"} | alerts.HIT_SCHEMA, name="mine"),
        ibis.table(alerts.INDICATOR_SCHEMA, name="known"),
    )
    return sql_of(found), sql_of(scored)


SPANS = {
    "alert": "string",
    "subject": "string",
    "opened": "int32",
    "last": "int32",
    "days_count": "int64",
}


def _scenarios(mine: pa.Table, pack: Pack) -> pa.Table:
    hit_by: dict[str, set[str]] = {}
    for one in rows_of(mine):
        hit_by.setdefault(one["alert"], set()).add(one["indicator"])
    rows = [
        {"alert": alert, "scenario": one.id, "weight": one.weight}
        for alert, ids in hit_by.items()
        for one in pack.scenarios.values()
        if all(len(ids.intersection(part.indicators)) >= part.least for part in one.parts)
    ]
    return pa.Table.from_pylist(rows, SCENARIO_ROWS)


def crowd(count: int, seed: int = 1) -> tuple[Outputs, pa.Table]:
    """A run with `count` alerts, and dispositions that depend on labour, networks and repetition."""
    rng = np.random.default_rng(seed)
    hits, told = [], []
    for number in range(count):
        subject = f"s{number:05}"
        chance = {"C1": 0.6, "C2": 0.4, "F1": 0.4, "T1": 0.3, "L1": 0.25, "X1": 0.3}
        mine = [key for key, one in chance.items() if rng.random() < one] or ["C1"]
        repeated = int(rng.integers(1, 6))
        members = int(rng.integers(1, 9))
        for key in mine:
            value = float(1 + rng.exponential())
            most = members if key == "L1" else 1
            days = range(1000, 1000 + repeated)
            hits += [hit(key, subject, day, value, members=most) for day in days]
        odds = -3.2 + 2.2 * ("L1" in mine) + 0.35 * repeated + 0.8 * ("F1" in mine)
        productive = bool(rng.random() < 1 / (1 + np.exp(-odds)))
        if mine != ["X1"]:
            told.append({"alert": f"{subject}@1000", "productive": productive, "day": 1004})
    return run_of(hits, rule=alerts.Rule(1, 1)), pa.Table.from_pylist(told)

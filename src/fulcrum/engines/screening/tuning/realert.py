"""Alerts from hits, by the combination rule, without a run."""

from functools import cache

import ibis
import pyarrow as pa

from fulcrum.engines.screening.alerts import (
    HIT_SCHEMA,
    INDICATOR_SCHEMA,
    Rule,
    alert_spans,
    indicator_rows,
    qualifying_days,
)
from fulcrum.engines.screening.duck import sql_of
from fulcrum.engines.screening.pack import Pack
from fulcrum.engines.screening.ranking.features import KNOWN
from fulcrum.engines.screening.ranking.tables import query


def known_of(pack: Pack) -> pa.Table:
    """What the rule needs to know of each indicator."""
    return pa.Table.from_pylist(indicator_rows(pack), KNOWN)


def alerts_of(hits: pa.Table, pack: Pack, rule: Rule) -> pa.Table:
    """The alerts that hits make: alert, subject, opened, last, days_count; by alert.

    Args:
        hits: of one or more subjects, all of each.
        pack: the indicators.
        rule: when hits together are an alert.
    """
    days = qualifying(hits, pack, rule)
    return query(f"SELECT * FROM ({_spans(rule)}) ORDER BY alert", days=days)


def qualifying(hits: pa.Table, pack: Pack, rule: Rule) -> pa.Table:
    """The days on which hits satisfy the rule: subject, day."""
    statement = f"SELECT * FROM ({_days(rule)}) ORDER BY ALL"
    return query(statement, hits=hits, known=known_of(pack))


@cache
def _spans(rule: Rule) -> str:
    return sql_of(alert_spans(ibis.table({"subject": "string", "day": "int32"}, name="days"), rule))


@cache
def _days(rule: Rule) -> str:
    hits = ibis.table(HIT_SCHEMA, name="hits")
    return sql_of(qualifying_days(hits, ibis.table(INDICATOR_SCHEMA, name="known"), rule))

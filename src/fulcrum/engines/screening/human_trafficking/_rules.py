"""How rules end: from what windows hold to hits, and to the rows that count."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.indicator import Found
from fulcrum.engines.screening.shapes import distinct_within, evidence, hits, trailing


def found(seen: Table, what: str, bound: float, days: int, rows: Table, **more: Any) -> Found:
    """Hits of all that was seen, with a column as the value; the rows are evidence."""
    return Found(hits(seen, value=what, threshold=bound, days=days, **more), evidence(rows))


def reaching(seen: Table, what: str, least: float, days: int, rows: Table, **more: Any) -> Found:
    """Hits where a column of what was seen reaches a bound; the rows are evidence."""
    return found(seen.filter(seen[what] >= least), what, least, days, rows, **more)


def network(seen: Table, rows: Table, by: str, **told: Any) -> Found:
    """Hits about whom the column `by` names, who need not hold an account of the rows."""
    return Found(hits(seen, by=by, **told), rows.select("account_id", "sec", "txn_id", subject=by))


def amassed(rows: Table, measure: Any, least: int, days: int) -> Found:
    """Hits where a measure of the rows of a window reaches a bound; every row is evidence."""
    return reaching(trailing(rows, days, seen=measure), "seen", least, days, rows)


def often(rows: Table, least: int, days: int) -> Found:
    """Hits where a window holds enough rows; every row is evidence."""
    return amassed(rows, _.count(), least, days)


def different(rows: Table, what: str, least: int, days: int, **more: Any) -> Found:
    """Hits where a window holds enough different values of a column; every row is evidence."""
    return found(distinct_within(rows, what, days, least), "value", least, days, rows, **more)


def of_active(rows: Table, **least: int) -> Table:
    """Rows of accounts that have so many of them, or so many different values of a column.

    Args:
        rows: has account_id.
        least: by column, how many different values; `times` stands for the rows themselves.
    """
    counted = {name: _.count() if name == "times" else _[name].nunique() for name in least}
    each = rows.group_by("account_id").agg(**counted)
    enough = each.filter(*(each[name] >= bound for name, bound in least.items()))
    return rows.semi_join(enough, "account_id")

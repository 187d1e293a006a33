"""The few shapes that indicators are built from; each runs alike on DuckDB and Spark.

Windows in days are calendar days of local time, the day of the hit among them: seven days are that
day and the six before it. Windows in hours are counted in seconds, both ends included. A hit is
dated by the last moment it needed, never earlier.
"""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.slices import SECONDS_A_DAY

SECONDS_AN_HOUR = 3600
HIT_COLUMNS = ("subject", "day", "sec", "start_sec", "value", "threshold", "members")


def trailing(rows: Table, days: int, by: str = "account_id", **measures: Any) -> Table:
    """Rows with measures over the `days` calendar days that end with each row's day.

    Args:
        rows: has `day` and the column `by`.
        days: length of the window.
        by: what windows never cross.
        measures: aggregates, for instance `cash=_.cents.sum()`. Not `nunique`: see
            `distinct_within`.
    """
    window = ibis.range_window(preceding=days - 1, following=0, group_by=by, order_by="day")
    return rows.mutate(**{name: measure.over(window) for name, measure in measures.items()})


def within_hours(
    rows: Table, back: int, ahead: int, by: str = "account_id", **measures: Any
) -> Table:
    """Rows with measures over the hours around each row; ends included.

    What looks ahead is known only later: date such hits `ahead` hours after the row.
    """
    window = ibis.range_window(
        preceding=back * SECONDS_AN_HOUR,
        following=ahead * SECONDS_AN_HOUR,
        group_by=by,
        order_by="sec",
    )
    return rows.mutate(**{name: measure.over(window) for name, measure in measures.items()})


def distinct_within(rows: Table, what: str, days: int, least: int, by: str = "account_id") -> Table:
    """Days on which the last `days` days hold at least `least` different values of `what`.

    An exact join of days with days, after subjects that can never reach `least` are left out;
    engines do not agree on distinct counts in windows.

    Returns:
        Columns `by`, day, sec, value (how many different ones).
    """
    known = rows.filter(rows[what].notnull())
    seen = known.group_by([by, "day", what]).agg(sec=_.sec.max())
    enough = seen.group_by(by).agg(different=seen[what].nunique()).filter(_.different >= least)
    seen = seen.semi_join(enough, by)
    last = seen.group_by([by, "day"]).agg(sec=_.sec.max())
    before = seen.select(other=seen[by], other_day=seen.day, one=seen[what])
    pairs = last.join(
        before,
        [
            last[by] == before.other,
            before.other_day <= last.day,
            before.other_day > last.day - days,
        ],
    )
    counted = pairs.group_by([by, "day"]).agg(sec=_.sec.max(), value=pairs.one.nunique())
    return counted.filter(counted.value >= least)


def hits(  # noqa: PLR0913 - each is named where it is called
    rows: Table,
    *,
    value: Any,
    threshold: Any,
    days: int,
    by: str = "account_id",
    members: Any = 1,
) -> Table:
    """One hit for each subject and day among rows that satisfy the rule.

    Args:
        rows: those that satisfy it; they have `day`, `sec` and `by`.
        value: what was observed: a column's name, or an expression.
        threshold: the bound it met, a number.
        days: how far back its evidence reaches.
        by: the column that names the subject.
        members: how many others take part, for hits about a network.
    """
    told = rows.select(
        subject=rows[by],
        day=rows.day.cast("int32"),
        sec=rows.sec.cast("int64"),
        value=(rows[value] if isinstance(value, str) else value).cast("float64"),
        members=(rows[members] if isinstance(members, str) else ibis.literal(members)).cast(
            "int64"
        ),
    )
    return (
        told.group_by(["subject", "day"])
        .agg(sec=_.sec.max(), value=_.value.max(), members=_.members.max())
        .mutate(
            start_sec=((_.day - (days - 1)) * SECONDS_A_DAY).cast("int64"),
            threshold=ibis.literal(float(threshold)),
        )
        .select(*HIT_COLUMNS)
    )


def evidence(rows: Table) -> Table:
    """The rows that count, as an alert shows them."""
    return rows.select("account_id", "sec", "txn_id")


def reaches(part: Any, whole: Any, share: float) -> Any:
    """Whether a part is at least a share of a whole, in whole numbers: exact at the boundary.

    Args:
        part: a whole number: a count, or cents.
        whole: likewise.
        share: 0 to 1, to four places.
    """
    return part.cast("int64") * 10_000 >= whole.cast("int64") * round(share * 10_000)


def is_night(rows: Table, from_hour: int, until_hour: int) -> Any:
    """Whether it happened at night by the local clock: 22:00:00 and 05:59:59 are, 06:00:00 not."""
    return (rows.hour >= from_hour) | (rows.hour < until_hour)


def known_account(rows: Table, accounts: Table, *columns: str) -> Table:
    """Rows with columns of their account's first holder; rows of unknown accounts are left out."""
    return rows.join(accounts.select("account_id", *columns), "account_id")


def beyond_peers(rows: Table, peers: Table, measure: str, least_peers: int = 30) -> Table:
    """Rows joined with what their segment did in the last closed month before them.

    Args:
        rows: has `segment` and `month`.
        peers: the slice of that name.
        measure: one of `measures.MEASURES`.
        least_peers: segments with fewer accounts say nothing.

    Returns:
        The rows with p50, p95, p99 and spread (median absolute deviation).
    """
    known = peers.filter((peers.measure == measure) & (peers.accounts >= least_peers))
    known = known.select(
        "segment", "p50", "p95", "p99", "spread", month=(known.month + 1).cast("int32")
    )
    return rows.join(known, ["segment", "month"])

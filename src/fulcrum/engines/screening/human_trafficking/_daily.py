"""Days of accounts: sums of a day beside what was counted on it, and the days before it."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

KEYS = ("account_id", "day")


def beside(totals: Table, counted: Table, *columns: str) -> Table:
    """All days of the accounts that `counted` names, with what it counted; 0 where it did not.

    Args:
        totals: the slice of that name.
        counted: one row an account and day, with further whole numbers.
        columns: of `totals` that are wanted beside account_id, day and sec.
    """
    days = totals.select(*KEYS, "sec", *columns).semi_join(counted, "account_id")
    joined = days.left_join(counted, list(KEYS), rname="{name}_counted")
    told = {name: joined[name].fill_null(0) for name in counted.columns if name not in KEYS}
    return joined.select(*KEYS, "sec", *columns, **told)


def looking_back(ends: Table, rows: Table, days: int, *columns: str) -> Table:
    """Each of `ends`, an account and day, with the rows of the `days` days up to it.

    Args:
        ends: account_id and day, and what else is wanted of them.
        rows: account_id and day, and `columns`.
        days: the day of the end among them.
        columns: of the rows; their day becomes `other_day`.
    """
    before = rows.select(*columns, other=rows.account_id, other_day=rows.day)
    near = [before.other_day <= ends.day, before.other_day > ends.day - days]
    return ends.join(before, [ends.account_id == before.other, *near])


def preceding(ends: Table, rows: Table, days: int, *columns: str) -> Table:
    """As `looking_back`, with the rows no later than the end; their time becomes `other_sec`."""
    timed = rows.select("account_id", "day", *columns, other_sec="sec")
    pairs = looking_back(ends, timed, days, *columns, "other_sec")
    return pairs.filter(pairs.other_sec <= pairs.sec)


def by_day(rows: Table, **measures: Any) -> Table:
    """Days of accounts, each with its last second and what is measured of its rows."""
    return rows.group_by(list(KEYS)).agg(sec=_.sec.max(), **measures)

"""Days of accounts: sums of a day beside what was counted on it, and the days before it."""

from ibis.expr.types import Table

KEYS = ("account_id", "day")


def beside(totals: Table, counted: Table, *columns: str) -> Table:
    """All days of the accounts that `counted` names, with what it counted; 0 where it did not.

    Args:
        totals: the slice of that name.
        counted: one row an account and day, with further whole numbers.
        columns: of `totals` that are wanted beside account_id, day and sec.
    """
    also = [name for name in counted.columns if name not in KEYS]
    days = totals.select(*KEYS, "sec", *columns).semi_join(counted, "account_id")
    joined = days.left_join(counted, list(KEYS), rname="{name}_counted")
    told = {name: joined[name].fill_null(0) for name in also}
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
    return ends.join(
        before,
        [
            ends.account_id == before.other,
            before.other_day <= ends.day,
            before.other_day > ends.day - days,
        ],
    )

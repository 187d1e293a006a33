"""What indicators of spending share: payments to merchants, and lists of merchants."""

import ibis
from ibis.expr.types import Table

from fulcrum.engines.screening.slices import Slices, in_codes

PAID = ("account_id", "day", "sec", "txn_id", "cents", "channel", "mcc", "country", "memo")


def payments(s: Slices) -> Table:
    """Money that went out, with `payee`: the merchant, or else the other side's name, folded."""
    out = s.txn.filter(~s.txn.credit)
    return out.select(*PAID, payee=ibis.coalesce(out.merchant, out.counterparty_name).lower())


def on_lists(s: Slices, *names: str) -> Table:
    """The entries of lists the bank keeps, as `entry`, each once."""
    lists = s.feeds["lists"]
    return lists.filter(lists.list.isin(names)).select(entry=lists.value).distinct()


def marked(s: Slices, rows: Table, codes: frozenset[int], *names: str) -> Table:
    """Rows of `payments` with `marked`: paid to a merchant of these codes, or on these lists."""
    listed = on_lists(s, *names)
    told = rows.left_join(listed, rows.payee == listed.entry)
    return told.select(*rows.columns, marked=in_codes(told.mcc, codes) | told.entry.notnull())


def coded_or_listed(s: Slices, rows: Table, codes: frozenset[int], *names: str) -> Table:
    """The rows of `payments` that went to a merchant of these codes, or on these lists."""
    told = marked(s, rows, codes, *names)
    return told.filter(told.marked).select(*rows.columns)


def listed_only(s: Slices, *names: str) -> Table:
    """Payments to payees on these lists."""
    rows, listed = payments(s), on_lists(s, *names)
    return rows.semi_join(listed, rows.payee == listed.entry)


def small_multiples(rows: Table, most: int, step: int) -> Table:
    """Rows whose amount is small and a multiple of a step, both in cents."""
    return rows.filter((rows.cents > 0) & (rows.cents <= most) & (rows.cents % step == 0))

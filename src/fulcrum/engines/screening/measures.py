"""What accounts are compared in: sums of a calendar month, and what each segment's accounts did.

An account is compared with its segment's last closed month, so that a comparison made on a day
uses nothing later than that day.
"""

from collections.abc import Callable
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import DRUG, LIVING, LOCAL, LODGE, SHOP
from fulcrum.engines.screening.slices import PEERS_SCHEMA, in_codes


def _cents(rows: Callable[[Table], Any]) -> Callable[[Table], Any]:
    return lambda txn: txn.cents.sum(where=rows(txn)).fill_null(0)


def _count(rows: Callable[[Table], Any]) -> Callable[[Table], Any]:
    return lambda txn: rows(txn).fill_null(False).sum()


def _part(rows: Callable[[Table], Any]) -> Callable[[Table], Any]:
    """Some rows' cents per ten thousand of the cents that came in."""
    return lambda txn: (
        txn.cents.sum(where=rows(txn)).fill_null(0)
        * 10_000
        / ibis.greatest(txn.cents.sum(where=txn.credit).fill_null(0), 1)
    )


def is_processor(txn: Table) -> Any:
    """Whether a credit came from a payment processor: the name says so."""
    return txn.credit & txn.counterparty_name.lower().re_search(PROCESSORS)


PROCESSORS = r"(paypal|stripe|square|sumup|zettle|worldpay|adyen|checkout\.com|clover|shopify)"
LEVELS = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
# Each by the name under which indicators ask for it; cents or counts of one account and month.
MEASURES: dict[str, Callable[[Table], Any]] = {
    "credits": _cents(lambda txn: txn.credit),
    "cash_in": _cents(lambda txn: txn.credit & (txn.channel == "cash")),
    "living": _cents(lambda txn: ~txn.credit & in_codes(txn.mcc, LIVING | LODGE)),
    "local_rides": _count(lambda txn: ~txn.credit & in_codes(txn.mcc, LOCAL)),
    "drug_beauty": _count(lambda txn: ~txn.credit & in_codes(txn.mcc, DRUG | SHOP)),
    "processor_credits": _count(is_processor),
    # Per ten thousand of what came in, so that months of all sizes compare.
    "cash_share": _part(lambda txn: txn.credit & (txn.channel == "cash")),
    "payroll_ratio": _part(lambda txn: ~txn.credit & (txn.channel == "payroll")),
}


def months(txn: Table) -> Table:
    """Every measure of every account and month with a transaction: account_id, month, measures."""
    return txn.group_by(["account_id", "month"]).agg(
        **{name: make(txn).cast("float64") for name, make in MEASURES.items()}
    )


def peers(monthly: Table, accounts: Table) -> Table:
    """What each segment's accounts did in each month.

    Args:
        monthly: as `months` makes it, of all shards.
        accounts: has account_id and segment.

    Returns:
        segment, month, measure, accounts, p50, p95, p99, spread (median absolute deviation).
    """
    known = monthly.join(accounts.select("account_id", "segment"), "account_id")
    known = known.filter(known.segment.notnull())
    keys = ["segment", "month"]
    middle = known.group_by(keys).agg(
        accounts=_.count(),
        **{
            f"{name}_{level}": known[name].quantile(share)
            for name in MEASURES
            for level, share in LEVELS.items()
        },
    )
    near = known.join(middle, keys)
    spread = near.group_by(keys).agg(
        **{
            f"{name}_spread": (near[name] - near[f"{name}_p50"]).abs().quantile(0.5)
            for name in MEASURES
        }
    )
    wide = middle.join(spread, keys)
    parts = [
        wide.select(
            *keys,
            measure=ibis.literal(name),
            accounts=wide.accounts,
            **{level: wide[f"{name}_{level}"] for level in (*LEVELS, "spread")},
        )
        for name in MEASURES
    ]
    return ibis.union(*parts).select(*PEERS_SCHEMA)

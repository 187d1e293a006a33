"""Shared passes: a shard is read once into slices, and every indicator starts from one of them.

Slices are expressions over tables that do not exist yet. On DuckDB each becomes a table in memory
for one shard; on Spark a view over all shards. Time is whole numbers, so that no engine's session
zone can move it: `sec`, `day` and `month` count seconds, days and months of local wall-clock time
since 1970-01-01.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import LIVING, LODGE, between_or_in
from fulcrum.engines.screening.contract import TABLES, TableSpec

TYPES = {
    "text": "string",
    "integer": "int32",
    "cents": "int64",
    "moment": "timestamp(6)",
    "day": "date",
    "flag": "boolean",
    "number": "float64",
}
SECONDS_A_DAY = 86_400
# Rules look at whole numbers alone; see above.
UNUSED = ("at", "zone")
SHARD = "shard"  # the transactions of one shard, or of all
PEERS_SCHEMA = {
    "segment": "string",
    "month": "int32",
    "measure": "string",
    "accounts": "int64",
    "p50": "float64",
    "p95": "float64",
    "p99": "float64",
    "spread": "float64",
}


def schema_of(spec: TableSpec) -> dict[str, str]:
    """The columns of a table as they are stored."""
    found = {column.name: TYPES[column.kind] for column in spec.columns}
    if "at" in found:
        found |= {"sec": "int64", "day": "int32"}
    if spec.name == "transactions":
        found |= {"month": "int32", "hour": "int32"}
    return found


def in_codes(code: Any, codes: frozenset[int]) -> Any:
    """Whether a merchant category code is one of a set; false when there is none."""
    singles, ranges = between_or_in(codes)
    found = code.isin(singles) if singles else ibis.literal(value=False)
    for first, last in ranges:
        found = found | code.between(first, last)
    return found.fill_null(False)


@dataclass(frozen=True, slots=True)
class Slices:
    """The tables that indicators start from.

    Attributes:
        txn: every transaction, with `sec`, `day`, `month` and `hour` (0 to 23, local).
        cash: cash in and out at counters and machines.
        card: purchases and refunds by card, those with a merchant.
        moves: money from and to others: transfers, wires, ACH, payroll, cheques, wallets.
        totals: sums of each account and day.
        accounts: accounts with what is known of their first holder.
        parties: customers.
        holders: further holders.
        peers: what each segment's accounts did in each month.
        feeds: optional tables by name.
    """

    txn: Table
    cash: Table
    card: Table
    moves: Table
    totals: Table
    accounts: Table
    parties: Table
    holders: Table
    peers: Table
    feeds: dict[str, Table]


ACCOUNT_OF_PARTY = (
    "name", "surname", "home_city", "home_country", "occupation", "industry", "employer", "owner",
    "household_size", "stated_workers", "expected_monthly_cents", "expected_countries", "address",
    "phone", "opens_hour", "closes_hour",
)  # fmt: skip


def stored(name: str) -> Table:
    """A table of the contract, by name, as it is stored."""
    return ibis.table(schema_of(TABLES[name]), name=name)


def shard_table() -> Table:
    """The transactions that are looked at: of one shard, or of all."""
    kept = schema_of(TABLES["transactions"])
    return ibis.table({name: kept[name] for name in kept if name not in UNUSED}, name=SHARD)


def _cash(txn: Table) -> Table:
    return txn.filter(txn.channel == "cash")


def _card(txn: Table) -> Table:
    return txn.filter((txn.channel == "card") & txn.mcc.notnull())


def _moves(txn: Table) -> Table:
    return txn.filter(txn.channel.isin(["transfer", "wire", "ach", "payroll", "cheque", "wallet"]))


def _totals(txn: Table) -> Table:
    def total(rows: Any) -> Any:
        return txn.cents.sum(where=rows).fill_null(0)

    living = in_codes(txn.mcc, LIVING) & ~txn.credit
    return txn.group_by(["account_id", "day"]).agg(
        sec=txn.sec.max(),
        month=txn.month.max(),
        rows=txn.count(),
        credits=total(txn.credit),
        debits=total(~txn.credit),
        cash_in=total(txn.credit & (txn.channel == "cash")),
        living=living.sum(),
        living_cents=total(in_codes(txn.mcc, LIVING | LODGE) & ~txn.credit),
        earnings=(txn.credit & txn.channel.isin(["payroll", "ach"])).sum(),
    )


def _accounts() -> Table:
    accounts, parties = stored("accounts"), stored("parties")
    known = parties.select(
        "party_id", *ACCOUNT_OF_PARTY, party_kind=parties.kind, email=parties.email
    )
    return accounts.left_join(known, "party_id").drop("party_id_right")


# Name of the slice, and how it is made from the shard's transactions.
MADE: dict[str, Callable[[Table], Table]] = {
    "cash": _cash,
    "card": _card,
    "moves": _moves,
    "totals": _totals,
}


def definitions() -> dict[str, Table]:
    """What makes each slice; run once for each shard (`account_facts` once for all)."""
    txn = shard_table()
    return {name: make(txn) for name, make in MADE.items()} | {"account_facts": _accounts()}


def slices() -> Slices:
    """The slices as tables that exist once `definitions` have been run."""

    def table(name: str, made: Table) -> Table:
        return ibis.table(made.schema(), name=name)

    made = definitions()
    txn = shard_table()
    return Slices(
        txn=txn,
        cash=table("cash", made["cash"]),
        card=table("card", made["card"]),
        moves=table("moves", made["moves"]),
        totals=table("totals", made["totals"]),
        accounts=table("account_facts", made["account_facts"]),
        parties=stored("parties"),
        holders=stored("holders"),
        peers=ibis.table(PEERS_SCHEMA, name="peers"),
        feeds={name: stored(name) for name, spec in TABLES.items() if spec.feed},
    )

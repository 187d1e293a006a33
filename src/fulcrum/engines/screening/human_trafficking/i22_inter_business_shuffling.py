"""I22 Inter-business shuffling."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, fires, firm, on, quiet, send
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import hits, reaches
from fulcrum.engines.screening.slices import Slices


def gather(s: Slices, p: Any) -> Table:
    """Payments from a firm to another firm of the same owner, by day."""
    firms = s.accounts.filter(s.accounts.kind == "business", s.accounts.owner.notnull())
    mine = firms.select("account_id", "owner", firm="party_id")
    sister = firms.select("owner", counterparty="account_id", other="party_id")
    moves = s.moves.filter(~s.moves.credit, s.moves.counterparty.notnull())
    moves = moves.select("account_id", "counterparty", "day", "sec", "txn_id", "cents")
    paid = moves.join(mine, "account_id").join(sister, ["owner", "counterparty"])
    paid = paid.filter(paid.firm != paid.other)
    return paid.group_by(["owner", "account_id", "counterparty", "day"]).agg(
        sec=_.sec.max(), txn_id=_.txn_id.min(), moved=_.count(), cents=_.cents.sum().cast("int64")
    )


def _balances(gathered: Table, p: Any) -> Table:
    """What each firm's account gave and got in the days before each day with a payment."""
    out = gathered.select("owner", "day", "account_id", "moved", gave="cents", net=-gathered.cents)
    back = gathered.select(
        "owner", "day", account_id="counterparty", moved=gathered.moved * 0,
        gave=gathered.cents * 0, net="cents",
    )  # fmt: skip
    legs = out.union(back.cast(out.schema())).rename(other="owner", other_day="day")
    last = gathered.group_by(["owner", "day"]).agg(sec=_.sec.max())
    within = [legs.other_day <= last.day, legs.other_day > last.day - p.days]
    each = last.join(legs, [last.owner == legs.other, *within])
    sums = {name: _[name].sum() for name in ("moved", "gave", "net")}
    return each.group_by(["owner", "day", "account_id"]).agg(sec=_.sec.max(), **sums)


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Enough payments, after which every firm has nearly what it had; each account is a subject.

    Net is half of what the firms gained or lost in all, gross what was moved.
    """
    often = gathered.group_by("owner").agg(moved=_.moved.sum())
    gathered = gathered.semi_join(often.filter(often.moved >= p.least), "owner")
    firms = _balances(gathered, p)
    whole = firms.group_by(["owner", "day"]).agg(
        payments=_.moved.sum(), gross=_.gave.sum() * 2, net=_.net.abs().sum(), members=_.count()
    )
    rule = (whole.payments >= p.least) & reaches(whole.gross - whole.net, whole.gross, 1 - p.net)
    found = firms.drop("moved").join(whole.filter(rule), ["owner", "day"])
    sides = ("account_id", "counterparty")
    return Found(
        hits(found, value="payments", threshold=p.least, days=p.days, members="members"),
        ibis.union(
            *(gathered.select("account_id", "sec", "txn_id", subject=side) for side in sides)
        ),
    )


FIRMS = [row for name in "ABCD" for row in business(name, f"F{name}", owner="O")]


def _ring(names: str, *amounts: float, start: int = 0) -> list[Row]:
    """Each firm pays the next, a payment a day."""
    steps = enumerate(zip(names, names[1:], amounts, strict=False))
    return [send(on(start + n), much, to, account_id=one) for n, (one, to, much) in steps]


THREE = [*FIRMS, *_ring("ABAB", 1000, 1000, 1000)]
INDICATOR = Indicator(
    id="I22",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Inter-business shuffling",
    measures="Firms of one owner pay each other in turn, and in the end each has nearly what it had.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.counterparty", "parties.owner"),
    parameters=(
        counts("least", 4, "Payments between the firms."),
        share("net", 0.1, "Of what was moved, at most this much changed hands in the end."),
        days(30),
    ),
    roles="The owner is a possible controller or facilitator who blurs where takings come from.",
    false_positives="Groups that pool cash, lend to a subsidiary and are paid back, or settle shared costs.",
    fixtures=(
        fires("To and fro twice", [*THREE, *_ring("BA", 1000, start=3)], days=1),
        fires("Round four firms", [*FIRMS, *_ring("ABCDA", *[500] * 4)], days=1),
        quiet("Three payments", THREE),
        fires("A tenth stays", [*FIRMS, *_ring("ABABA", 1100, 900, 1100, 900)]),
        quiet("A cent more stays", [*FIRMS, *_ring("ABABA", 1100.02, 900, 1100, 900)]),
        fires("The 30th day counts", [*THREE, *_ring("BA", 1000, start=29)]),
        quiet("The 31st does not", [*THREE, *_ring("BA", 1000, start=30)]),
        quiet("Money that goes one way", [*FIRMS, *_ring("ABCD", *[500] * 3), *_ring("ABCD", *[500] * 3, start=5)]),
        quiet("Firms of two owners", [*_ring("ABABA", *[500] * 4), *FIRMS[:3], firm("FB", owner="Q")]),
    ),
)  # fmt: skip

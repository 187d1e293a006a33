"""I66 Payroll deficit."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, on, peers, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    days,
    money,
    share,
)
from fulcrum.engines.screening.shapes import beyond_peers, evidence, hits, trailing
from fulcrum.engines.screening.slices import Slices

TAX = r"(payroll tax|wage tax|withholding|social security|national insurance)"


def find(s: Slices, p: Any) -> Found:
    """Firms with one account here and a full window of it; others may pay wages elsewhere."""
    firms = s.accounts.filter(s.accounts.party_kind == "firm")
    single = firms.group_by("party_id").agg(accounts=_.count()).filter(_.accounts == 1)
    firms = firms.semi_join(single, "party_id").select("account_id", "segment", "stated_workers")
    out = s.moves.semi_join(firms, "account_id").filter(~_.credit)
    tax = (
        out.memo.lower().re_search(TAX) | out.counterparty_name.lower().re_search(TAX)
    ).fill_null(False)
    pay = out.filter((out.channel == "payroll") | tax)
    seen = _seen(s, p, firms, pay)
    due = (seen.stated_workers.cast("int64") * p.minimum * p.days // 30).fill_null(0) * p.part_due
    usual = (seen.p50 * seen.came / 10_000).fill_null(0) * p.part_peers
    seen = seen.mutate(bound=ibis.greatest(due.cast("float64"), usual.cast("float64")))
    found = seen.filter(seen.paid.cast("float64") < seen.bound)
    value = found.paid.cast("float64") / found.bound
    return Found(hits(found, value=value, threshold=1, days=p.days), evidence(pay))


def _seen(s: Slices, p: Any, firms: Table, pay: Table) -> Table:
    """Days with what came in and what was paid for work in the window, and the peers' median."""
    paid = pay.group_by(["account_id", "day"]).agg(pay=_.cents.sum())
    totals = s.totals.select("account_id", "day", "sec", "month", "credits")
    rows = totals.join(firms, "account_id").left_join(paid, ["account_id", "day"])
    rows = rows.select(
        *("account_id", "segment", "stated_workers", "day", "sec", "month", "credits"),
        pay=rows.pay.fill_null(0),
    )
    whole = ibis.window(group_by="account_id")
    rows = rows.mutate(first=rows.day.min().over(whole))
    seen = trailing(rows, p.days, came=_.credits.sum(), paid=_.pay.sum())
    seen = seen.filter((seen.day - seen.first >= p.days - 1) & (seen.came >= p.revenue))
    usual = beyond_peers(seen.select("segment", "month").distinct(), s.peers, "payroll_ratio")
    return seen.left_join(usual.select("segment", "month", "p50"), ["segment", "month"])


def trade(paid: float, earned: float = 100_000, day: int = 0, **more: Any) -> list[Row]:
    """A firm that takes and pays once in 90 days, the last of them the day."""
    paid_out = send(on(day), paid, "W", "payroll")
    return [*business(**more), receive(on(day - 89), earned, "C"), paid_out]


USUAL = peers("payroll_ratio", p50=2000, p95=4000, p99=5000, spread=500)
INDICATOR = Indicator(
    id="I66",
    find=find,
    name="Payroll deficit",
    measures="A firm pays far less for work than firms like it, or than its stated workers cost.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("N14",),
    needs=("transactions.channel", "parties.kind"),
    parameters=(
        share("part_peers", 0.25, "Of the peers' median of payroll to credits: below it is a hit."),
        share("part_due", 0.6, "Of the least wage of all stated workers: below it is a hit."),
        money("minimum", 1_200, "Least lawful wage of 30 days of full work."),
        money("revenue", 5_000, "Credits of the window."),
        days(90),
    ),
    roles="The firm's owner is a possible controller; its workers are possible victims.",
    false_positives="Payroll run by an agency or from another bank, family firms without staff, "
    "seasonal trade, part-time workers, wages lawfully paid in cash.",
    lookback=200,
    fixtures=(
        fires("A cent below a quarter of 20 in 100", [*trade(4_999.99), *USUAL]),
        quiet("A quarter of 20 in 100", trade(5_000)),
        fires("Five workers, a cent below 60 in 100 of 18,000",
              trade(10_799.99, stated_workers=5)),
        quiet("60 in 100 of it", trade(10_800, stated_workers=5)),
        quiet("The rest was payroll tax",
              [*trade(4_000), send(on(0), 1_000, "T", memo="Payroll tax March")]),
        fires("5,000 came in", trade(0.01, 5_000)),
        quiet("A cent less came in", trade(0.01, 4_999.99)),
        quiet("Known for 89 days only", [*trade(1)[:2], receive(on(-88), 100_000, "C"),
                                         send(on(0), 1, "W", "payroll")]),
        quiet("A second account may pay the wages", [*trade(1), account("A2", "F")]),
        quiet("A person", [receive(on(-89), 100_000, "C"), send(on(0), 1, "W", "payroll")]),
    ),
)  # fmt: skip

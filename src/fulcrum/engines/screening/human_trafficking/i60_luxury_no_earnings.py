"""I60 Luxury, no earnings."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import LUXURY
from fulcrum.engines.screening.fixtures import Row, buy, fires, listed, on, quiet, receive
from fulcrum.engines.screening.human_trafficking._daily import beside
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._spend import marked, payments
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """A large part of purchases is luxury, and neither payroll nor ACH came in for a long time.

    Night clubs and cosmetic surgeries count when listed: their codes also cover pubs and doctors.
    """
    paid = payments(s)
    bought = marked(s, paid.filter(paid.mcc.notnull()), LUXURY, "luxury_merchant", "nightclub")
    days = beside(s.totals, _luxury(bought, p), "earnings")
    seen = trailing(days, p.days, luxuries=_.luxury.sum(), purchases=_.spent.sum())
    seen = trailing(seen, p.absent, earned=_.earnings.sum()).filter(_.luxury > 0)
    mostly = reaches(seen.luxuries, seen.purchases, p.part) & (seen.earned <= p.earnings)
    rows = bought.filter(bought.marked)
    return reaching(seen.filter(mostly), "luxuries", p.least, p.days, rows)


def _luxury(bought: Table, p: Any) -> Table:
    """What each day cost, and the luxury in it, of accounts that ever had enough of that."""
    luxury = _.cents.sum(where=_.marked).fill_null(0)
    daily = bought.group_by(["account_id", "day"]).agg(spent=_.cents.sum(), luxury=luxury)
    ever = daily.group_by("account_id").agg(ever=_.luxury.sum()).filter(_.ever >= p.least)
    return daily.semi_join(ever, "account_id")


def splurge(luxury: float = 600, other: float = 1_400, day: int = 0) -> list[Row]:
    """Groceries on the first day, jewellery on another."""
    return [buy(on(0, "09:00"), other, 5411), buy(on(day), luxury, 5944)]


INDICATOR = Indicator(
    id="I60",
    find=find,
    name="Luxury, no earnings",
    measures="Luxury is a large part of purchases on an account that no wage reaches.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc",),
    parameters=(
        share("part", 0.3, "Of all purchases of the window, luxury."),
        money("least", 500, "Luxury of the window is at least this."),
        counts("earnings", 0, "Payroll and ACH credits of the longer window, at most."),
        days(30),
        days(90, name="absent"),
    ),
    roles="Often whoever lives from what others earn; gifts may also be bought for a victim.",
    false_positives="People who live from capital, or are paid elsewhere; shared households.",
    absence=90,
    fixtures=(
        fires("30 of 100, no wage", splurge(), days=1),
        quiet("A cent less than 30 of 100", splurge(599.99, 1_400.01)),
        fires("500 of luxury", splurge(500, 0)),
        quiet("A cent less than 500", splurge(499.99, 0)),
        quiet("A wage in the 90 days", [*splurge(), receive(on(-89), 900, "e", channel="payroll")]),
        fires("A wage before", [*splurge(), receive(on(-90), 900, "e", channel="payroll")]),
        quiet("A pension by ACH", [*splurge(), receive(on(-9), 900, "e", channel="ach")]),
        fires("Within 30 days", [buy(on(0), 300, 5944), buy(on(29), 300, 5511)], days=1),
        quiet("31 days apart", [buy(on(0), 300, 5944), buy(on(30), 300, 5511)]),
        fires("A listed night club", [*listed("nightclub", "velvet"),
                                      buy(on(0), 600, 5813, merchant="Velvet")]),
        quiet("A pub", [buy(on(0), 600, 5813, merchant="The Crown")]),
        quiet("Groceries", [buy(on(n), 100, 5411) for n in range(20)]),
    ),
)  # fmt: skip

"""I75 Recruitment debt."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, firm, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._cases import wage_and_part
from fulcrum.engines.screening.human_trafficking._daily import preceding
from fulcrum.engines.screening.human_trafficking._ties import customers, keyed
from fulcrum.engines.screening.human_trafficking._wages import payroll, taken_together
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
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def gather(s: Slices, p: Any) -> Table:
    """Workers' equal payments, one a month, to somebody known to be a person."""
    payees = customers(s).filter(_.other_kind == "person").select(payee="number", other="other")
    out = s.moves.filter(~s.moves.credit & s.moves.counterparty.notnull())
    out = out.select("account_id", "day", "month", "sec", "cents", "txn_id", payee="counterparty")
    out = keyed(out.semi_join(payroll(s), "account_id").join(payees, "payee"), *ONE_DEBT)
    often = out.group_by("key").agg(months=_.month.nunique()).filter(_.months >= p.months)
    out = out.semi_join(often, "key")
    each = ibis.window(group_by=["key", "month"], order_by=["sec", "txn_id"])
    first = out.mutate(number=ibis.row_number().over(each)).filter(_.number == 0)
    seen = trailing(first, p.days, by="key", months=_.count(), paid=_.cents.sum())
    seen = seen.filter(seen.months >= p.months)
    return _beside_wages(s, p, seen)


ONE_DEBT = ("account_id", "payee", "cents")


def _beside_wages(s: Slices, p: Any, seen: Table) -> Table:
    """Those whose sum is a part of the wages of the same window."""
    both = preceding(seen, payroll(s).rename(wage="cents"), p.days, "wage")
    both = both.group_by(["account_id", "payee", "other", "day", "sec", "txn_id", "paid"])
    summed = both.agg(wages=_.wage.sum())
    return summed.filter(reaches(summed.paid, summed.wages, p.part)).drop("paid", "wages")


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Payees of several workers; who pays to his own account is none of them."""
    rows = gathered.join(s.accounts.select("account_id", "party_id"), "account_id")
    return taken_together(rows.filter(rows.party_id != rows.other), p)


def worker(name: str, months: int = 6, paid: float = 200, start: int = 0, **more: Any) -> list[Row]:
    """One who earns 1,000 a month and pays the day after."""
    pay_days = (start + 31 * month for month in range(months))
    told = {"to": "B", "account_id": name} | more
    return [row for day in pay_days for row in wage_and_part(day, on(day + 1), paid, **told)]


def crew(least: int, **more: Any) -> list[Row]:
    """Several workers alike, and the payee, a person who banks here."""
    return [account("B", "K"), *(row for n in range(least) for row in worker(f"W{n}", **more))]


FOUR = crew(4)
INDICATOR = Indicator(
    id="I75",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Recruitment debt",
    measures="Several workers pay one person the same part of their wages, month after month.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("N20", "OURS"),
    needs=("transactions.counterparty", "parties.kind"),
    parameters=(
        counts("workers", 5, "Workers who pay one person."),
        counts("months", 6, "Months with an equal payment."),
        share("part", 0.2, "Of the wages of the window."),
        days(184),
        days(30, name="together"),
    ),
    roles="The payee is a possible controller or recruiter; the workers who pay are possible "
    "victims.",
    false_positives="Tenants of one private landlord, members of a savings circle, relatives who "
    "repay one who paid for their journey.",
    lookback=220,
    weight=1.5,
    fixtures=(
        fires("Five workers, six months, a fifth", crew(5), "B", 1),
        quiet("Four workers", FOUR),
        quiet("Five months", [*FOUR, *worker("W5", 5)]),
        quiet("A cent less than a fifth", [*FOUR, *worker("W5", paid=199.99)]),
        quiet("Not the same each month",
              [*FOUR, *worker("W5", 5), receive(on(155), 1000, "E", "payroll", account_id="W5"),
               send(on(156), 201, "B", account_id="W5")]),
        fires("Over 184 days",
              [*FOUR, *worker("W5", 5, start=-33), *worker("W5", 1, start=150)], "B"),
        quiet("Over 185 days",
              [*FOUR, *worker("W5", 5, start=-34), *worker("W5", 1, start=150)]),
        fires("Workers 29 days apart", [*FOUR, *worker("W5", start=29)], "B"),
        quiet("Workers 30 days apart", [*FOUR, *worker("W5", start=30)]),
        quiet("A firm, such as a lender or landlord",
              [account("B", "F"), firm("F"), *crew(5)[1:]]),
        quiet("Nobody knows who the payee is", crew(5)[1:]),
        quiet("The payee's own account is none",
              [*FOUR, account("W5", "K"), *worker("W5")]),
    ),
)  # fmt: skip

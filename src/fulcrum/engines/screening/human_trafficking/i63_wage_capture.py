"""I63 Wage capture."""

from typing import Any

from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, on, quiet, send
from fulcrum.engines.screening.human_trafficking._cases import wage_and_part
from fulcrum.engines.screening.human_trafficking._ties import customers
from fulcrum.engines.screening.human_trafficking._wages import (
    cycles,
    passed_on,
    payroll,
    taken_together,
    wages,
)
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
    hours,
    share,
)
from fulcrum.engines.screening.shapes import SECONDS_AN_HOUR
from fulcrum.engines.screening.slices import Slices


def gather(s: Slices, p: Any) -> Table:
    """Payments that complete the part of a wage, of workers to whom it happens every pay day."""
    paid = wages(payroll(s), p.cycles)
    out = s.moves.filter(~s.moves.credit & s.moves.counterparty.notnull())
    out = out.semi_join(paid, "account_id").select(
        "account_id", "day", "sec", "cents", "txn_id", payee="counterparty"
    )
    seen = cycles(passed_on(paid, out, p.within * SECONDS_AN_HOUR, p.part), p.days, p.cycles)
    return seen.select("account_id", "payee", "day", "sec", "txn_id")


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    """Payees of several workers; who pays his wage to himself is none of them."""
    people = s.accounts.select("account_id", "party_id")
    payees = customers(s).select(payee="number", other="other")
    rows = gathered.join(people, "account_id").left_join(payees, "payee")
    return taken_together(rows.filter((rows.other != rows.party_id).fill_null(True)), p)


def worker(name: str, *pay_days: int, taken: float = 700, after: str = "12:00:00") -> list[Row]:
    """One who is paid 1,000 at noon and passes a part on two days later."""
    pairs = (wage_and_part(n, on(n + 2, after), taken, "B", account_id=name) for n in pay_days)
    return [row for pair in pairs for row in pair]


TWO = [*worker("W1", 0, 30, 60), *worker("W2", 0, 30, 60)]
INDICATOR = Indicator(
    id="I63",
    gather=gather,
    combine=combine,
    scope=Scope.NETWORK,
    name="Wage capture",
    measures="One payee takes most of the wages of several workers, each time just after pay day.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR, Exploitation.DOMESTIC),
    sources=("N20", "FA"),
    needs=("transactions.counterparty",),
    parameters=(
        share("part", 0.7, "Of a wage that goes to one payee."),
        hours("within", 48, "From the wage to the payment that completes the part."),
        counts("cycles", 3, "Pay days on which it happens to a worker."),
        counts("workers", 3, "Workers of one payee."),
        days(100),
        days(30, name="together"),
    ),
    roles="The payee is a possible controller; the workers who pay are possible victims.",
    false_positives="Relatives with one household account, a savings club, one remittance firm or "
    "bank that many people use as soon as they are paid.",
    lookback=140,
    weight=2.0,
    alone=True,
    fixtures=(
        fires("Three workers, three pay days, 70 in 100 after 48 hours",
              [*TWO, *worker("W3", 0, 30, 60)], "B", 1),
        fires("In two payments",
              [*TWO, *worker("W3", 0, 30, 60, taken=350), *(
                  send(on(n + 1), 350, "B", account_id="W3") for n in (0, 30, 60))], "B"),
        quiet("Two workers", TWO),
        quiet("Two pay days", [*TWO, *worker("W3", 0, 30)]),
        quiet("A cent below 70 in 100", [*TWO, *worker("W3", 0, 30, 60, taken=699.99)]),
        quiet("A second after 48 hours", [*TWO, *worker("W3", 0, 30, 60, after="12:00:01")]),
        fires("Pay days over 100 days", [*TWO, *worker("W3", -25, 30, 74)], "B"),
        quiet("Pay days over 101 days", [*TWO, *worker("W3", -26, 30, 75)]),
        fires("Workers 29 days apart", [*TWO, *worker("W3", 29, 59, 89)], "B"),
        quiet("Workers 30 days apart", [*TWO, *worker("W3", 30, 60, 90)]),
        quiet("The payee's own wage is no third",
              [*TWO, account("B", "K"), account("W3", "K"), *worker("W3", 0, 30, 60)]),
        quiet("Tenants of one landlord",
              [row for n in "123" for row in worker(f"W{n}", 0, 30, 60, taken=400)]),
    ),
)  # fmt: skip

"""I67 Wage clawback."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, account, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._cases import business, customer, wage_and_part
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.human_trafficking._ties import customers
from fulcrum.engines.screening.human_trafficking._wages import cycles, passed_on, payroll, wages
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices


def find(s: Slices, p: Any) -> Found:
    """The payee is the payer of the wage, its owner, or another firm of that owner."""
    stewards = customers(s).select(counterparty="number", steward="steward")
    came = payroll(s).filter(_.counterparty.notnull()).left_join(stewards, "counterparty")
    came = came.mutate(payee=came.steward.coalesce(came.counterparty))
    # Who owns the firm that pays him lends and repays; that is no clawback.
    own = s.accounts.select("account_id", payee="party_id")
    paid = wages(came.anti_join(own, ["account_id", "payee"]), p.cycles, "payee")
    out = s.moves.filter(~s.moves.credit & s.moves.counterparty.notnull())
    out = out.semi_join(paid, "account_id").left_join(stewards, "counterparty")
    out = out.mutate(payee=out.steward.coalesce(out.counterparty))
    back = passed_on(paid, out, p.within * SECONDS_A_DAY, p.part)
    return found(cycles(back, p.days, p.cycles), "cycles", p.cycles, p.days, back)


def worked(*pay_days: int, back: float = 400, to: str = "E", after: str = "12:00:00") -> list[Row]:
    """1,000 at noon from E, and a part of it back after seven days."""
    pairs = (wage_and_part(day, on(day + 7, after), back, to) for day in pay_days)
    return [row for pair in pairs for row in pair]


OWNED = [*business("E", owner="K"), *customer("B", "K")]
INDICATOR = Indicator(
    id="I67",
    find=find,
    name="Wage clawback",
    measures="After pay day a large part of the wage goes back to the employer or its owner.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("N14",),
    needs=("transactions.counterparty",),
    parameters=(
        share("part", 0.4, "Of a wage that goes back."),
        days(7, name="within"),
        counts("cycles", 3, "Pay days on which it happens."),
        days(100),
    ),
    roles="The employer or its owner is a possible controller; the holder is a possible victim.",
    false_positives="Rent of lodgings that come with the job, staff loans, a wage paid twice and "
    "returned, owners who lend to their own firm.",
    lookback=120,
    weight=1.5,
    fixtures=(
        fires("40 in 100 after seven days, three times", worked(0, 30, 60), days=1),
        quiet("Twice", worked(0, 30)),
        quiet("A cent below 40 in 100", worked(0, 30, 60, back=399.99)),
        quiet("A second after seven days", worked(0, 30, 60, after="12:00:01")),
        fires("Over 100 days", worked(0, 30, 99)),
        quiet("Over 101 days", worked(0, 30, 100)),
        fires("To the firm's owner", [*OWNED, *worked(0, 30, 60, to="B")]),
        quiet("To somebody else", worked(0, 30, 60, to="L")),
        quiet("The owner lends to his firm", [*OWNED, account("A", "K"), *worked(0, 30, 60)]),
    ),
)  # fmt: skip

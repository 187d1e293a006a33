"""I09 Cash without ACH."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import account, deposit, fires, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._daily import beside
from fulcrum.engines.screening.human_trafficking._rules import found, of_active
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import known_account, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """No ACH or payroll credit; accounts younger than the days looked at are not evaluable."""
    paid_in = s.cash.filter(s.cash.credit)
    counted = of_active(paid_in, times=p.least)
    counted = counted.group_by(["account_id", "day"]).agg(today=_.count())
    seen = trailing(beside(s.totals, counted, "earnings"), p.days, deposits=_.today.sum())
    seen = trailing(seen, p.without, earned=_.earnings.sum())
    seen = seen.filter((seen.today > 0) & (seen.deposits >= p.least) & (seen.earned == 0))
    seen = known_account(seen, s.accounts, "opened")
    old = seen.filter(seen.day - seen.opened.epoch_days() >= p.without - 1)
    return found(old, "deposits", p.least, p.days, paid_in)


CASH = [deposit(on(n), 150) for n in range(4)]
WAGE = receive(on(-86), 900, "E", "payroll")  # the first of ninety days that end on day 3
INDICATOR = Indicator(
    id="I09",
    find=find,
    name="Cash without ACH",
    measures="Cash is paid in often, while no wage or other regular credit has come for ninety "
    "days.",
    family=Family.CASH,
    exploitation=(Exploitation.ANY,),
    sources=("N20",),
    needs=("transactions", "accounts.opened"),
    parameters=(
        counts("least", 4, "Cash deposits."),
        days(30),
        days(90, name="without"),
    ),
    roles="The holder may live on what others earn; an account without any regular income may "
    "also be one that somebody else runs in the holder's name.",
    false_positives="Cash-paid casual workers, stallholders, waiting staff who bank tips, and "
    "people whose wage goes to another bank.",
    weight=0.5,
    absence=90,
    fixtures=(
        fires("Four deposits and no wage", CASH, days=1),
        quiet("Three deposits", CASH[:3]),
        fires("The thirtieth day", [*CASH[:3], deposit(on(29), 150)]),
        quiet("The thirty-first day", [*CASH[:3], deposit(on(30), 150)]),
        quiet("A wage on the first of the ninety days", [WAGE, *CASH]),
        fires("A wage the day before", [receive(on(-87), 900, "E", "ach"), *CASH]),
        fires("Paying a bill by ACH is no income", [send(on(0), 40, "U", "ach"), *CASH]),
        fires("Opened ninety days ago", [account(opened=on(-86).date()), *CASH]),
        quiet("Opened a day later", [account(opened=on(-85).date()), *CASH]),
        quiet("Nobody knows since when", [account(opened=None), *CASH]),
    ),
)  # fmt: skip

"""I07 City-to-city."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, deposit, fires, on, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._places import (
    bought_in_person,
    deposits_in_towns,
    in_towns,
)
from fulcrum.engines.screening.human_trafficking._rules import of_active, reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    counts,
    days,
)
from fulcrum.engines.screening.shapes import trailing
from fulcrum.engines.screening.slices import Slices


def followed(paid_in: Table, spent: Table, ahead: int) -> Table:
    """Days with a deposit that spending in another city followed, dated by that spending."""
    came = paid_in.group_by(["account_id", "day", "town"]).agg(from_sec=_.sec.min())
    went = spent.group_by(["account_id", "day", "town"]).agg(sec=_.sec.max())
    went = went.select("account_id", "sec", there=_.town, spent_day=_.day)
    later = [went.spent_day >= came.day, went.spent_day <= came.day + ahead]
    elsewhere = [went.sec > came.from_sec, went.there != came.town]
    pairs = came.join(went, [came.account_id == went.account_id, *later, *elsewhere])
    times = pairs.select("account_id", "sec", paid_day=_.day, day=_.spent_day)
    return times.group_by(["account_id", "paid_day"]).agg(sec=_.sec.min(), day=_.day.min())


def find(s: Slices, p: Any) -> Found:
    """Each day of deposits counts once, however often or where the money was then spent."""
    deposits = of_active(deposits_in_towns(s), day=p.least)
    spent = in_towns(s.cash.filter(~s.cash.credit)).union(bought_in_person(s))
    rows = deposits.union(spent.semi_join(deposits, "account_id"))
    seen = trailing(followed(deposits, spent, p.ahead), p.days, times=_.count())
    return reaching(seen, "times", p.least, p.days + p.ahead, rows)


def relay(when: int, later: int = 1, city: str = "Easton") -> list[Row]:
    """Cash paid in at home, and taken out in a city on the same day or later."""
    return [deposit(on(when), 300, city="Northport"),
            withdraw(on(when + later, "12:30"), 280, city=city)]  # fmt: skip


RELAYS = [*relay(0), *relay(5, later=0), *relay(10, city="Weston")]
INDICATOR = Indicator(
    id="I07",
    find=find,
    name="City-to-city",
    measures="Cash is paid in in one city and spent or taken out in another the same or the next "
    "day, again and again.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.city",),
    parameters=(
        counts("least", 3, "Days with a deposit after which this happened."),
        days(1, Origin.SOURCE, name="ahead"),
        days(30),
    ),
    roles="Whoever spends far from the deposits is the likelier controller; whoever pays in may "
    "be made to hand over what was earned.",
    false_positives="Commuters who bank at work and shop at home, couples who share an account "
    "and live apart, and travelling traders.",
    fixtures=(
        fires("Three times", RELAYS, days=1),
        quiet("Twice", RELAYS[:4]),
        quiet("The third time two days later", [*RELAYS[:4], *relay(10, later=2)]),
        fires("The last second of the next day",
              [*RELAYS[:5], buy(on(11, "23:59:59"), 40, 5812, city="Weston")]),
        quiet("Spent before it was paid in",
              [*RELAYS[:5], withdraw(on(10, "11:59"), 280, city="Weston")]),
        quiet("Spent in the same city", [*RELAYS[:4], *relay(10, city="northport ")]),
        quiet("Three cities, but one day of deposits",
              [deposit(on(0), 300, city="Northport"),
               *(withdraw(on(1), 90, city=f"Town {n}") for n in range(3))]),
        fires("The third on the thirtieth day", [*relay(0), *relay(5), *relay(29)]),
        quiet("The third a day later", [*relay(0), *relay(5), *relay(30)]),
        quiet("A ticket bought online is no trip",
              [*RELAYS[:4], deposit(on(10), 300, city="Northport"),
               buy(on(11), 90, 4511, city="Paris")]),
    ),
)  # fmt: skip

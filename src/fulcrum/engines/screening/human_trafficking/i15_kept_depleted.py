"""I15 Kept depleted."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    days,
    money,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def balances(s: Slices, p: Any) -> Table:
    """Ends of days with whether the balance is low, for accounts that may fit the rule."""
    daily = s.totals.select("account_id", "day", "sec", "credits", "debits", "living")
    daily = trailing(daily, p.days, came=_.credits.sum(), went=_.debits.sum(), lived=_.living.sum())
    fit = daily.filter(
        (daily.came >= p.least_credits)
        & (daily.lived == 0)
        & reaches(daily.went, daily.came, 1 - p.part)  # else the last balance cannot be low
    )
    rows = daily.semi_join(fit.select("account_id").distinct(), "account_id")
    so_far = ibis.cumulative_window(group_by="account_id", order_by="day")
    rows = rows.mutate(net=_.credits - _.debits)
    rows = rows.mutate(balance=_.net.sum().over(so_far))
    rows = rows.mutate(bottom=ibis.least(_.balance, _.balance - _.net))
    rows = trailing(rows, p.days, lowest=_.bottom.min())
    left = rows.balance - rows.lowest
    return rows.mutate(low=reaches(rows.came - left, rows.came, 1 - p.part))


def low_days(rows: Table, span: int) -> Table:
    """Days with the number of low ones among the last `span`: a balance lasts until it changes."""
    before = ibis.window(group_by="account_id", order_by="day")
    rows = rows.mutate(then=_.day.lag().over(before), was=_.low.lag().over(before))
    lasted = rows.then.notnull() & (rows.day - rows.then <= span)
    rows = rows.mutate(
        held=(lasted & rows.was.fill_null(False)).ifelse(rows.day - rows.then, 0),
        since=lasted.ifelse(rows.then, rows.day),
    )
    seen = trailing(rows, span, held_days=_.held.sum(), first=_.since.min())
    too_early = ibis.greatest(seen.day - span + 1 - seen.first, 0)
    return seen.mutate(low_days=seen.held_days - too_early + seen.low.cast("int64"))


def find(s: Slices, p: Any) -> Found:
    """No feed tells balances: they count from the lowest point of the window, days from movements.

    A median within the share is read as low on half of the days or more.
    """
    seen = low_days(balances(s, p), p.days)
    moved = seen.filter(seen.low & (seen.came >= p.least_credits) & (seen.lived == 0))
    long = moved.filter(moved.low_days * 2 >= p.days)
    return found(long, "low_days", p.days / 2, p.days, s.txn)


def emptied(last: int = 15, came: float = 1_000, kept: float = 50) -> list[Row]:
    """Money that comes and leaves the next day, but for what is kept, and a last movement."""
    return [receive(on(0), came, "E"), send(on(1), came - kept, "X"),
            buy(on(last), 0.01, 5944)]  # fmt: skip


WEEKLY = [row for n in range(5)
          for row in (receive(on(7 * n), 250, "E"), send(on(7 * n + 1), 250, "X"))]  # fmt: skip
INDICATOR = Indicator(
    id="I15",
    find=find,
    name="Kept depleted",
    measures="An account with regular credits is empty on most days, and pays for nothing a "
    "person lives on.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL, Exploitation.LABOUR),
    sources=("F16",),
    needs=("transactions", "transactions.mcc"),
    parameters=(
        share("part", 0.05, "Of the credits: a balance up to here is low."),
        money("least_credits", 1_000, "Credits of the window."),
        days(30),
    ),
    roles="The holder may be a victim whose money is taken; whoever it is sent to is the likelier "
    "controller.",
    false_positives="Accounts that only pass a wage on to another bank, to a spouse or to "
    "savings; accounts of clubs and of firms swept every night.",
    weight=1.5,
    absence=30,
    fixtures=(
        fires("Low from the second day to the sixteenth", emptied(), days=1),
        quiet("Low on fourteen of thirty days", emptied(14)),
        fires("Emptied every week", WEEKLY),
        quiet("A cent more kept than one twentieth", emptied(20, kept=50.01)),
        quiet("A cent less than 1,000 came", emptied(20, came=999.99, kept=0)),
        fires("The thirtieth day", emptied(29)),
        quiet("The thirty-first day", emptied(30)),
        quiet("Food was bought once", [*WEEKLY, buy(on(3), 9, 5411)]),
        fires("Food was bought the day before the window",
              [receive(on(-1), 9, "E"), buy(on(-1), 9, 5411), *emptied(29)]),
        quiet("An account asleep for months is used for a day",
              [receive(on(-200), 90, "E"), send(on(-200), 90, "X"),
               receive(on(0, "09:00"), 2_000, "E"), send(on(0, "10:00"), 2_000, "X")]),
        quiet("A saver", [*(receive(on(7 * n), 500, "E", "payroll") for n in range(8)),
                          buy(on(50), 30, 5944)]),
    ),
)  # fmt: skip

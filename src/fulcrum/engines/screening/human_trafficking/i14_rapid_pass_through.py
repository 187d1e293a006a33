"""I14 Rapid pass-through."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._rules import of_active, reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    hours,
    money,
    share,
)
from fulcrum.engines.screening.shapes import SECONDS_AN_HOUR, reaches, trailing, within_hours
from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices


def movements(s: Slices, p: Any) -> Table:
    """Large inflows and all outflows of the accounts that have enough of the former."""
    txn = s.txn.filter(~s.txn.credit | (s.txn.cents >= p.least_inflow))
    rows = txn.semi_join(of_active(txn.filter(txn.credit), times=p.least), "account_id")
    out = rows.credit.ifelse(0, rows.cents)
    return rows.mutate(out=out, inflow=rows.cents - out)


def find(s: Slices, p: Any) -> Found:
    """An inflow is judged when its hours are over; all outflows together must reach the share too.

    Otherwise one payment out would count for every inflow of the day before it.
    """
    rows = movements(s, p)
    seen = trailing(
        _judged(rows, p),
        p.days,
        fasts=_.fast.sum(),
        inflows=_.credit.cast("int64").sum(),
        came=_.inflow.sum(),
        went=_.out.sum(),
        last=_.sec.max(),
    ).filter(_.fast == 1)
    most = reaches(seen.fasts, seen.inflows, p.often) & reaches(seen.went, seen.came, p.part)
    later = -(-p.hours // 24)  # an inflow may lie so many days before the day it is judged on
    fit = seen.filter(most).mutate(sec=_.last)
    return reaching(fit, "fasts", p.least, p.days + later, rows)


def _judged(rows: Table, p: Any) -> Table:
    """Rows by when they are judged, with `fast`: an inflow enough of which left in its hours."""
    seen = within_hours(rows, 0, p.hours, left=_.out.sum())
    fast = (seen.credit & reaches(seen.left, seen.cents, p.part)).cast("int64")
    judged = seen.sec + seen.credit.ifelse(p.hours * SECONDS_AN_HOUR, 0)
    return seen.mutate(sec=judged, day=(judged // SECONDS_A_DAY).cast("int32"), fast=fast)


def passed(number: int, out: float = 240, clock: str = "12:00", came: float = 300) -> list[Row]:
    """Money that comes at noon, and what leaves the next day."""
    return [row for n in range(number) for row in (
        receive(on(2 * n), came, f"S{n}"), send(on(2 * n + 1, clock), out, "X"))]  # fmt: skip


KEPT = [receive(on(n), 300, "E") for n in (-9, -6, -3)]
SPENT = [send(on(-1), 900, "X")]  # too late for those, but all money has left in the end
INDICATOR = Indicator(
    id="I14",
    find=find,
    name="Rapid pass-through",
    measures="Nearly every larger sum that comes in has left again within a day.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("F16",),
    needs=("transactions",),
    parameters=(
        money("least_inflow", 300, "Sums that come in count from here on."),
        share("part", 0.8, "Of a sum, and of all such sums, that leaves again."),
        hours("hours", 24, "After which a sum is judged."),
        counts("least", 10, "Sums of which so much left so soon."),
        share("often", 0.8, "Of all such sums."),
        days(90),
    ),
    roles="The holder may be a go-between or a victim whose account is used; whoever receives "
    "the money next is the likelier controller.",
    false_positives="Traders who pay suppliers daily, treasurers of a club, people who keep "
    "their money at another bank and top up when they need it.",
    fixtures=(
        fires("Ten sums, exactly four fifths of each, after exactly 24 hours", passed(10), days=1),
        quiet("Nine sums", passed(9)),
        quiet("A cent less of one of them", [*passed(9), *(
            receive(on(18), 300, "S"), send(on(19), 239.99, "X"))]),
        quiet("A second too late", passed(10, clock="12:00:01")),
        quiet("Sums a cent below 300", passed(12, came=299.99)),
        fires("Ten of twelve", [*KEPT[:2], *SPENT, *passed(10)]),
        quiet("Ten of thirteen", [*KEPT, *SPENT, *passed(10)]),
        quiet("One payment out for ten sums",
              [*(receive(on(0, f"{n + 8:02}:00"), 300, f"S{n}") for n in range(10)),
               send(on(0, "20:00"), 300, "X")]),
        fires("The ninetieth day",
              [*passed(9), receive(on(89), 300, "S"), send(on(89, "13:00"), 240, "X")]),
        quiet("The ninety-first day",
              [*passed(9), receive(on(90), 300, "S"), send(on(90, "13:00"), 240, "X")]),
        quiet("Wages that last a month",
              [row for n in range(12) for row in (
                  receive(on(7 * n), 400, "E", "payroll"),
                  *(buy(on(7 * n + d, "18:00"), 50, 5411) for d in range(7)))]),
    ),
)  # fmt: skip

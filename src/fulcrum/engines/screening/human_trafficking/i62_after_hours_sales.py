"""I62 After-hours sales."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, txn
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.human_trafficking._daily import by_day
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import known_account, reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Of the sales a firm's terminals take, a large part falls outside its stated hours.

    Sales are counted, not summed. A day that closes after midnight, or never, is understood.
    """
    sales = _sales(s)
    # Dated by the last sale at night: without one, a day adds nothing.
    daily = by_day(sales, sales=_.count(), late=_.late.cast("int64").sum())
    seen = trailing(daily, p.days, all_sales=_.sales.sum(), late_sales=_.late.sum())
    mostly = seen.filter(seen.late > 0, reaches(seen.late_sales, seen.all_sales, p.part))
    return reaching(mostly, "late_sales", p.least, p.days, sales.filter(sales.late))


def _sales(s: Slices) -> Table:
    """What terminals of firms with stated hours took, with `late`: whether outside them."""
    takings = s.txn.filter(s.txn.credit & (s.txn.channel == "card") & s.txn.linked_id.isnull())
    sales = known_account(takings, s.accounts, "party_kind", "opens_hour", "closes_hour")
    sales = sales.filter(_.party_kind == "firm", _.opens_hour.notnull(), _.closes_hour.notnull())
    after, before = sales.hour >= sales.opens_hour, sales.hour < sales.closes_hour
    same_day = sales.opens_hour < sales.closes_hour
    return sales.mutate(late=ibis.ifelse(same_day, ~(after & before), ~(after | before)))


def sale(day: int, clock: str, **more: Any) -> Row:
    """A sale at the firm's terminal."""
    return txn(on(day, clock), 60, credit=True, channel="card", **more)


def sales(late: int, early: int, clock: str = "22:30", **hours: int | None) -> list[Row]:
    """Sales of a firm that says it opens from 9 to 17."""
    told: dict[str, Any] = {"opens_hour": 9, "closes_hour": 17} | hours
    nights, days = range(late), range(early)
    return [
        *business(**told),
        *(sale(n, clock) for n in nights),
        *(sale(0, f"09:{n:02}") for n in days),
    ]


INDICATOR = Indicator(
    id="I62",
    find=find,
    name="After-hours sales",
    measures="A firm's card terminals take a large part of its sales while it says it is closed.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16", "F21"),
    needs=("parties.opens_hour", "parties.closes_hour"),
    parameters=(
        share("part", 0.2, "Of the sales of the window, outside stated hours."),
        counts("least", 5, "Sales outside stated hours."),
        days(30),
    ),
    roles="The firm's owner or manager may be a controller or facilitator; staff may be victims.",
    false_positives="Hours that were never updated, online shops, terminals that book takings late.",
    fixtures=(
        fires("5 of 25", sales(5, 20), days=1),
        quiet("5 of 26", sales(5, 21)),
        quiet("Four at night", sales(4, 0)),
        fires("17:00 is after closing", sales(5, 0, "17:00:00")),
        quiet("16:59:59 is not", sales(5, 0, "16:59:59")),
        fires("08:59:59 is before opening", sales(5, 0, "08:59:59")),
        fires("Within 30 days", [*sales(4, 0), sale(29, "22:30")]),
        quiet("31 days apart", [*sales(4, 0), sale(30, "22:30")]),
        quiet("A bar that closes at 2", sales(5, 0, "01:30", opens_hour=18, closes_hour=2)),
        fires("A bar after 2", sales(5, 0, "02:00", opens_hour=18, closes_hour=2), days=1),
        quiet("Open all day", sales(5, 0, opens_hour=0, closes_hour=24)),
        quiet("Hours are unknown", sales(9, 0, closes_hour=None)),
        quiet("A refund to the firm's own card",
              [*sales(4, 0), sale(9, "22:30", linked_id="earlier")]),
    ),
)  # fmt: skip

"""I84 Assets."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, quiet, receive, row
from fulcrum.engines.screening.human_trafficking._daily import preceding
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
from fulcrum.engines.screening.shapes import trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Properties of a year, or cash before any asset; the value is in parts of the bound met."""
    deeds = _bought(s)
    cash = _cash_before(s, p, deeds)
    told = cash.group_by(["account_id", "day", "sec"]).agg(cash=_.cash.sum())
    seen = trailing(deeds, p.days, bought=_.properties.sum())
    seen = seen.left_join(told, ["account_id", "day", "sec"])
    bought = ibis.ifelse(seen.properties > 0, seen.bought, 0).cast("float64") / p.least
    paid = seen.cash.cast("float64") / (seen.cents.nullif(0).cast("float64") * p.part)
    seen = seen.mutate(met=ibis.greatest(bought, paid.fill_null(0.0)))
    return reaching(seen, "met", 1, p.days, cash.select("account_id", "txn_id", sec="other_sec"))


def _bought(s: Slices) -> Table:
    """Moments of purchases, with how many were of a property."""
    deeds = s.feeds["deeds"].mutate(property=(_.kind.lower() == "property").fill_null(False))
    each = deeds.group_by(["account_id", "day", "sec"])
    return each.agg(cents=_.cents.sum(), properties=_.property.cast("int64").sum())


def _cash_before(s: Slices, p: Any, deeds: Table) -> Table:
    """Cash paid in before each purchase: the purchase's account_id, day, sec, and the cash."""
    cash = s.cash.filter(s.cash.credit).rename(cash="cents")
    return preceding(deeds, cash, p.within + 1, "txn_id", "cash")


def deed(day: int, price: float | None = 200_000, kind: str = "property") -> Row:
    """A purchase."""
    cents = None if price is None else round(price * 100)
    return row("deeds", account_id="A", at=on(day), kind=kind, cents=cents)


BOAT = deed(7, 20_000, "other")
INDICATOR = Indicator(
    id="I84",
    find=find,
    name="Assets",
    measures="Several properties are bought in a year, or an asset soon after cash of half its "
    "price.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("F21", "N23"),
    needs=("deeds",),
    parameters=(
        counts("least", 2, "Properties bought in the window."),
        share("part", 0.5, "Of an asset's price that came in as cash before."),
        days(7, name="within"),
        days(365),
    ),
    roles="The buyer is a possible controller, or lends a name to one.",
    false_positives="People who sell and buy a home in one year, landlords and developers, traders "
    "who bank a season's cash before they buy a vehicle.",
    lookback=380,
    fixtures=(
        fires("Two properties", [deed(0), deed(100, None)], days=1),
        quiet("One property", [deed(0)]),
        quiet("One property and a boat", [deed(0), deed(100, 20_000, "other")]),
        fires("Over 365 days", [deed(0), deed(364)], days=1),
        quiet("Over 366 days", [deed(0), deed(365)]),
        fires("A boat seven days after half its price in cash",
              [deposit(on(0), 6_000), deposit(on(5), 4_000), BOAT], days=1),
        quiet("A cent less than half", [deposit(on(0), 9_999.99), BOAT]),
        quiet("Eight days after", [deposit(on(-1), 10_000), BOAT]),
        quiet("Cash that came later", [BOAT, deposit(on(8), 20_000)]),
        quiet("Money that was no cash", [receive(on(6), 20_000, "B"), BOAT]),
        quiet("A price nobody knows", [deposit(on(0), 9_000), deed(7, None, "other")]),
    ),
)  # fmt: skip

"""I84 Assets."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, quiet, receive, row
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import hits, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Properties of a year, or cash before any asset; the value is in parts of the bound met."""
    deeds = (
        s.feeds["deeds"]
        .group_by(["account_id", "day", "sec"])
        .agg(
            cents=_.cents.sum(),
            properties=(_.kind.lower() == "property").fill_null(False).cast("int64").sum(),
        )
    )
    cash = _cash_before(s, p, deeds)
    told = cash.group_by(["account_id", "day", "sec"]).agg(cash=_.cash_cents.sum())
    seen = trailing(deeds, p.days, bought=_.properties.sum())
    seen = seen.left_join(told, ["account_id", "day", "sec"])
    bought = ibis.ifelse(seen.properties > 0, seen.bought, 0).cast("float64") / p.least
    paid = seen.cash.cast("float64") / (seen.cents.nullif(0).cast("float64") * p.part)
    seen = seen.mutate(met=ibis.greatest(bought, paid.fill_null(0.0)))
    return Found(
        hits(seen.filter(seen.met >= 1), value="met", threshold=1, days=p.days),
        cash.select("account_id", "txn_id", sec="cash_sec").select("account_id", "sec", "txn_id"),
    )


def _cash_before(s: Slices, p: Any, deeds: Table) -> Table:
    """Cash paid in before each purchase: the purchase's account_id, day, sec, and the cash."""
    cash = s.cash.filter(s.cash.credit)
    cash = cash.select(
        "txn_id", payer="account_id", cash_day="day", cash_sec="sec", cash_cents="cents"
    )
    return deeds.join(
        cash,
        [
            deeds.account_id == cash.payer,
            cash.cash_sec <= deeds.sec,
            cash.cash_day >= deeds.day - p.within,
        ],
    )


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

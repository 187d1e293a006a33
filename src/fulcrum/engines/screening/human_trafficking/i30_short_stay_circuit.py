"""I30 Short-stay circuit."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import LODGE
from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._links import different
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.human_trafficking._stays import bought_in_cities
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    Parameter,
    counts,
    days,
)
from fulcrum.engines.screening.slices import Slices


def _chains(stays: Table, nights: int) -> Table:
    """Stays with `chain`: it changes where no stay was paid for more than so many nights."""
    order = ibis.window(group_by="account_id", order_by="day")
    stays = stays.group_by(["account_id", "day", "city"]).agg(sec=_.sec.max())
    gap = stays.day - stays.day.lag().over(order)
    stays = stays.mutate(breaks=ibis.ifelse((gap > nights).fill_null(False), 1, 0))
    running = ibis.range_window(preceding=None, following=0, group_by="account_id", order_by="day")
    return stays.mutate(chain=stays.breaks.sum().over(running))


def find(s: Slices, p: Any) -> Found:
    """Enough cities within one chain of stays; payments may lie `nights` days apart, no more."""
    stays = bought_in_cities(s, LODGE)
    seen = different(_chains(stays, p.nights), ["account_id", "chain"], p.days, city=p.least)
    return found(seen, "city", p.least, p.days, stays)


def _stay(day: int, city: str | None, mcc: int = 7011) -> Row:
    return buy(on(day), 90, mcc, city=city)


TWO = [_stay(0, "Eastham"), _stay(2, "Westing")]
INDICATOR = Indicator(
    id="I30",
    find=find,
    name="Short-stay circuit",
    measures="Rooms are paid in one city after another, with no more than a night or two between.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc", "transactions.city"),
    parameters=(
        counts("least", 3, "Cities with lodging."),
        Parameter("nights", 2, "days", Origin.OURS, "Between one payment for lodging and the next."),
        days(14),
    ),
    roles="Who pays for the circuit is often the controller; a person moved along it may be the victim.",
    false_positives="Sales representatives, fitters, lorry drivers, touring artists and holiday makers.",
    fixtures=(
        fires("Three cities", [*TWO, _stay(4, "Southgate")], days=1),
        fires("Hotels by their own codes", [*TWO, _stay(4, "Southgate", 3501)]),
        quiet("Two cities", [*TWO, _stay(4, "eastham")]),
        quiet("Three nights between", [*TWO, _stay(5, "Southgate")]),
        fires("The 14th day counts", [_stay(0, "Eastham"), *(_stay(n, "Westing") for n in range(2, 13, 2)),
              _stay(13, "Southgate")]),
        quiet("The 15th does not", [_stay(0, "Eastham"), *(_stay(n, "Westing") for n in range(2, 13, 2)),
              _stay(14, "Southgate")]),
        quiet("City not known", [*TWO, _stay(4, None)]),
        quiet("A refund is no stay", [*TWO, refund(on(4), 90, 7011, city="Southgate")]),
        quiet("Restaurants in three cities", [_stay(n, f"Town {n}", 5812) for n in range(4)]),
    ),
)  # fmt: skip

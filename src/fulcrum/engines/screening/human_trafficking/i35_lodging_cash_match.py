"""I35 Lodging-cash match."""

from typing import Any

from ibis.expr.types import Table

from fulcrum.engines.screening.codes import LODGE
from fulcrum.engines.screening.fixtures import Row, buy, deposit, fires, on, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._links import different
from fulcrum.engines.screening.human_trafficking._rules import found
from fulcrum.engines.screening.human_trafficking._stays import bought_in_cities, folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    hours,
)
from fulcrum.engines.screening.shapes import SECONDS_AN_HOUR, evidence
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Cities where cash was paid in soon after lodging was paid; cash taken out does not count."""
    pairs = _followed(s, p)
    seen = different(pairs, ["account_id"], p.days, city=p.least)
    paid = pairs.select("account_id", sec="stay_sec", txn_id="stay_id")
    reach = p.days + p.hours // 24 + 1
    return found(seen, "city", p.least, reach, evidence(pairs).union(paid).distinct())


def _followed(s: Slices, p: Any) -> Table:
    """Cash paid in, with each stay in the city that was paid in the hours before."""
    paid = bought_in_cities(s, LODGE)
    stays = paid.select("account_id", "city", stay_id="txn_id", stay_sec="sec")
    cash = s.cash.filter(s.cash.credit, s.cash.city.notnull())
    pairs = cash.mutate(city=folded(cash.city)).join(stays, ["account_id", "city"])
    return pairs.filter((pairs.sec - pairs.stay_sec).between(0, p.hours * SECONDS_AN_HOUR))


def _night(day: int, city: str, lag: int = 1, clock: str = "12:00", cash: str = "") -> list[Row]:
    return [
        buy(on(day), 90, 7011, city=city),
        deposit(on(day + lag, clock), 400, city=cash or city),
    ]


TWO = [*_night(0, "Eastham"), *_night(10, "Westing")]
INDICATOR = Indicator(
    id="I35",
    find=find,
    name="Lodging-cash match",
    measures="Cash is paid in where a room was paid up to two days before, in one city after another.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc", "transactions.city"),
    parameters=(
        counts("least", 3, "Cities where cash followed lodging."),
        hours("hours", 48, "From the payment for lodging to the cash."),
        days(90),
    ),
    roles="Takings of a circuit are banked on the way: the holder is often the controller or a courier.",
    false_positives="Traders at fairs, touring performers and showmen who bank their takings on the road.",
    fixtures=(
        fires("Three cities", [*TWO, *_night(20, "Southgate")], days=1),
        quiet("Two cities", [*TWO, *_night(20, "WESTING")]),
        fires("48 hours", [*TWO, *_night(20, "Southgate", 2)]),
        quiet("A second more", [*TWO, *_night(20, "Southgate", 2, "12:00:01")]),
        quiet("Cash comes first", [*TWO, *_night(20, "Southgate", 0, "11:59:59")]),
        quiet("Cash in another city", [*TWO, *_night(20, "Southgate", cash="Northport")]),
        fires("The 90th day counts", [*TWO, *_night(89, "Southgate")]),
        quiet("The 91st does not", [*TWO, *_night(90, "Southgate")]),
        quiet("Travellers take cash out", [row for n, city in enumerate(("Eastham", "Westing", "Southgate"))
              for row in (buy(on(n), 90, 7011, city=city), withdraw(on(n, "13:00"), 50, city=city))]),
    ),
)  # fmt: skip

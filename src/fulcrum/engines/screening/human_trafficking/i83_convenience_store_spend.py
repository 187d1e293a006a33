"""I83 Convenience-store spend."""

from typing import Any

from fulcrum.engines.screening.fixtures import buy, fires, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.slices import Slices

CONVENIENCE = 5499


def find(s: Slices, p: Any) -> Found:
    """Large purchases where people buy little."""
    large = s.card.filter(~s.card.credit & (s.card.mcc == CONVENIENCE) & (s.card.cents >= p.large))
    return often(large, p.least, p.days)


TWO = [buy(on(n), 100, 5499) for n in range(2)]
INDICATOR = Indicator(
    id="I83",
    find=find,
    name="Convenience-store spend",
    measures="Several large purchases at convenience stores, where people usually spend little.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 3, "Large purchases."),
        money("large", 100, "A purchase from this amount on is large."),
        days(30),
    ),
    roles="The holder may be a controller who buys prepaid value, or a victim who is sent to buy.",
    false_positives="Villages with one shop, tobacco and lottery tickets, bills and parcels paid "
    "at the counter, purchases for a club.",
    fixtures=(
        fires("Three purchases of 100", [*TWO, buy(on(2), 100, 5499)], days=1),
        quiet("Two purchases", TWO),
        quiet("One a cent below", [*TWO, buy(on(2), 99.99, 5499)]),
        fires("Over 30 days", [*TWO, buy(on(29), 100, 5499)]),
        quiet("Over 31 days", [*TWO, buy(on(30), 100, 5499)]),
        quiet("A refund", [*TWO, refund(on(2), 100, 5499)]),
        quiet("A supermarket", [buy(on(n), 150, 5411) for n in range(8)]),
    ),
)  # fmt: skip

"""I54 Gift and prepaid buying."""

from typing import Any

from fulcrum.engines.screening.codes import PREPAID_CARD
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
from fulcrum.engines.screening.slices import Slices, in_codes

SELLERS = frozenset({5411, 5499, 5947})


def find(s: Slices, p: Any) -> Found:
    """Prepaid cards, or round sums where gift cards are sold; both count together."""
    card = s.card.filter(~s.card.credit & (s.card.cents > 0))
    gift = in_codes(card.mcc, SELLERS) & (card.cents % p.step == 0)
    return often(card.filter(in_codes(card.mcc, PREPAID_CARD) | gift), p.least, p.days)


THREE = [buy(on(0), 25, 5411), buy(on(1), 17.3, 6540), buy(on(2), 100, 5947)]
INDICATOR = Indicator(
    id="I54",
    find=find,
    name="Gift and prepaid buying",
    measures="Prepaid cards are bought often, or round sums spent where gift cards are sold.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21", "N20"),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 4, "Purchases of the window."),
        money("step", 25, "Gift cards cost multiples of it."),
        days(30),
    ),
    roles="Often whoever pays for adverts and lines that are not to bear a name.",
    false_positives="Presents before holidays, employers' rewards, people without a credit card.",
    fixtures=(
        fires("Four purchases", [*THREE, buy(on(3), 50, 5499)], days=1),
        quiet("Three purchases", THREE),
        quiet("A cent more than 50", [*THREE, buy(on(3), 50.01, 5499)]),
        quiet("A cent less than 25", [*THREE, buy(on(3), 24.99, 5411)]),
        fires("Within 30 days", [*THREE, buy(on(29), 9, 6540)]),
        quiet("31 days apart", [*THREE, buy(on(30), 9, 6540)]),
        quiet("A refund", [*THREE, refund(on(3), 50, 5411)]),
        quiet("Nothing was paid", [*THREE, buy(on(3), 0, 5411)]),
        quiet("Round sums for meals", [buy(on(n), 25, 5812) for n in range(9)]),
        quiet("Groceries", [buy(on(n), 31.4, 5411) for n in range(20)]),
    ),
)  # fmt: skip

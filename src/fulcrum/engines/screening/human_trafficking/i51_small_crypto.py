"""I51 Small crypto buys."""

from typing import Any

from fulcrum.engines.screening.codes import CRYPTO
from fulcrum.engines.screening.fixtures import buy, fires, listed, on, quiet, refund, send
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._spend import (
    coded_or_listed,
    payments,
    small_multiples,
)
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


def find(s: Slices, p: Any) -> Found:
    """Small purchases of crypto assets, in amounts that are multiples of three."""
    small = small_multiples(payments(s), p.most, p.step)
    return often(coded_or_listed(s, small, CRYPTO, "crypto_merchant"), p.least, p.days)


THREE = [buy(on(0), 3, 6051), buy(on(1), 12, 6051), buy(on(2), 24, 6051)]
INDICATOR = Indicator(
    id="I51",
    find=find,
    name="Small crypto buys",
    measures="Crypto assets are bought again and again in the small sums that adverts cost.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 4, "Purchases of the window."),
        money("most", 25, "A purchase is at most this."),
        money("step", 3, "Amounts are multiples of it: our reading of a source's 3, 12 and 24."),
        days(14),
    ),
    roles="Often whoever pays for adverts of others; a victim may be made to pay them.",
    false_positives="Small savers with a weekly plan, gamers, people who try crypto assets out.",
    fixtures=(
        fires("Four purchases", [*THREE, buy(on(3), 21, 6051)], days=1),
        quiet("Three purchases", THREE),
        quiet("Above 25", [*THREE, buy(on(3), 27, 6051)]),
        quiet("25.00 is no multiple of three", [*THREE, buy(on(3), 25, 6051)]),
        quiet("A cent less than twelve", [*THREE, buy(on(3), 11.99, 6051)]),
        fires("Within 14 days", [*THREE, buy(on(13), 12, 6051)]),
        quiet("15 days apart", [*THREE, buy(on(14), 12, 6051)]),
        fires("A listed exchange by transfer",
              [*listed("crypto_merchant", "coinplace"), *THREE,
               send(on(3), 12, "x", counterparty_name="CoinPlace")]),
        quiet("A refund", [*THREE, refund(on(3), 12, 6051)]),
        quiet("A weekly plan of 10", [buy(on(n * 2), 10, 6051) for n in range(7)]),
    ),
)  # fmt: skip

"""I49 Premium adverts."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import ADVERT
from fulcrum.engines.screening.fixtures import buy, fires, listed, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._rules import amassed
from fulcrum.engines.screening.human_trafficking._spend import coded_or_listed, payments
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, days, money
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Adverts of a window cost much together; one dear advert is enough."""
    adverts = coded_or_listed(s, payments(s), ADVERT, "advert_merchant")
    return amassed(adverts, _.cents.sum(), p.least, p.days)


INDICATOR = Indicator(
    id="I49",
    find=find,
    name="Premium adverts",
    measures="Adverts and dating services cost an account a large sum within a month.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21", "N14"),
    needs=("transactions.mcc",),
    parameters=(
        money("least", 200, "Spent on adverts in the window."),
        days(30),
    ),
    roles="Often whoever posts adverts for others, and pays for prominent places.",
    false_positives="Any firm that advertises, sellers of homes and cars, dating subscriptions.",
    fixtures=(
        fires("One payment of 200", [buy(on(0), 200, 7311)], days=1),
        quiet("A cent less", [buy(on(0), 199.99, 7311)]),
        fires("Two within 30 days", [buy(on(0), 100, 7311), buy(on(29), 100, 7273)], days=1),
        quiet("31 days apart", [buy(on(0), 100, 7311), buy(on(30), 100, 7273)]),
        fires("A listed host", [*listed("advert_merchant", "adboard"),
                                buy(on(0), 200, 5999, merchant="AdBoard")]),
        quiet("Another merchant", [buy(on(0), 900, 5999, merchant="Frames")]),
        quiet("A refund", [buy(on(0), 150, 7311), refund(on(1), 150, 7311)]),
    ),
)  # fmt: skip

"""I48 Small advert payments."""

from typing import Any

from fulcrum.engines.screening.codes import ADVERT
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
    """Small payments for adverts, in amounts that are multiples of three."""
    small = small_multiples(payments(s), p.most, p.step)
    return often(coded_or_listed(s, small, ADVERT, "advert_merchant"), p.least, p.days)


THREE = [buy(on(0), 3, 7311), buy(on(1), 12, 7311), buy(on(2), 24, 7273)]
INDICATOR = Indicator(
    id="I48",
    find=find,
    name="Small advert payments",
    measures="Adverts and dating services are paid again and again in small multiples of three.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16", "N14"),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 4, "Payments of the window."),
        money("most", 100, "A payment is at most this."),
        money("step", 3, "Amounts are multiples of it: our reading of a source's 3, 12 and 24."),
        days(14),
    ),
    roles="Often whoever posts adverts for others; a victim may be made to pay for them.",
    false_positives="Small traders who advertise, members of dating services, sellers of used goods.",
    fixtures=(
        fires("Four payments", [*THREE, buy(on(3), 99, 7311)], days=1),
        quiet("Three payments", THREE),
        quiet("Above 100", [*THREE, buy(on(3), 102, 7311)]),
        quiet("100.00 is no multiple of three", [*THREE, buy(on(3), 100, 7311)]),
        quiet("A cent more than twelve", [*THREE, buy(on(3), 12.01, 7311)]),
        quiet("Nothing was paid", [*THREE, buy(on(3), 0, 7311)]),
        fires("Within 14 days", [*THREE, buy(on(13), 12, 7311)]),
        quiet("15 days apart", [*THREE, buy(on(14), 12, 7311)]),
        fires("A listed host by transfer",
              [*listed("advert_merchant", "adboard"), *THREE,
               send(on(3), 12, "x", counterparty_name="AdBoard")]),
        quiet("A refund", [*THREE, refund(on(3), 12, 7311)]),
        quiet("Coffee", [buy(on(n), 3, 5814) for n in range(14)]),
    ),
)  # fmt: skip

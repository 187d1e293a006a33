"""I40 Same-day deliveries."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, fires, listed, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._cases import bursts
from fulcrum.engines.screening.human_trafficking._links import on_list
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._stays import daily
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Days with several orders from merchants that the bank lists as delivery services."""
    orders = on_list(s.card.filter(~s.card.credit), s, "delivery", "merchant")
    each = daily(orders).filter(_.seen >= p.a_day)
    seen = trailing(each, p.days, busy=_.seen.count())
    return reaching(seen, "busy", p.least, p.days, orders.semi_join(each, ["account_id", "day"]))


SERVICES = listed("delivery", "rapideat", "bikemeal")


def _orders(*a_day: int, start: int = 0, merchant: str | None = "RapidEat") -> list[Row]:
    return bursts(*a_day, start=start, amount=18, mcc=5812, merchant=merchant)


THREE = [*SERVICES, *_orders(3, 3, 3)]
INDICATOR = Indicator(
    id="I40",
    find=find,
    name="Same-day deliveries",
    measures="Meals are ordered for delivery several times a day, on several days.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.merchant", "lists"),
    parameters=(
        counts("a_day", 3, "Orders that make a busy day."),
        counts("least", 4, "Busy days."),
        days(30),
    ),
    roles="Somebody feeds people who do not leave a room: the payer is a possible controller.",
    false_positives="Offices, shared flats, carers and the sick, for whom one card orders everything.",
    fixtures=(
        fires("Four days", [*THREE, *_orders(3, start=3)], days=1),
        fires("Two services on one day", [*THREE, *_orders(2, start=3), *_orders(1, start=3, merchant="BIKEMEAL")]),
        quiet("Three days", THREE),
        quiet("Two orders on the fourth", [*THREE, *_orders(2, start=3)]),
        fires("The 30th day counts", [*THREE, *_orders(3, start=29)]),
        quiet("The 31st does not", [*THREE, *_orders(3, start=30)]),
        quiet("Other merchants", [*SERVICES, *_orders(*[3] * 6, merchant="Corner Cafe")]),
        quiet("Merchant not known", [*SERVICES, *_orders(*[3] * 6, merchant=None)]),
        quiet("Refunds are none", [*SERVICES, *(refund(on(n // 3), 18, 5812, merchant="RapidEat") for n in range(12))]),
    ),
)  # fmt: skip

"""I36 Booking sites."""

from typing import Any

from fulcrum.engines.screening.codes import TRAVEL_AGENT
from fulcrum.engines.screening.fixtures import Row, buy, fires, listed, on, quiet, refund
from fulcrum.engines.screening.human_trafficking import _links
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices, in_codes


def find(s: Slices, p: Any) -> Found:
    """Purchases from travel agents by their code, or from merchants the bank lists as such."""
    paid = _links.listed(s.card.filter(~s.card.credit), s, "travel_agency", "merchant")
    return often(paid.filter(paid.listed | in_codes(paid.mcc, TRAVEL_AGENT)), p.least, p.days)


def _bookings(count: int, mcc: int = 4722, start: int = 0, **more: Any) -> list[Row]:
    return [buy(on(start + n), 75, mcc, **more) for n in range(count)]


SITE = listed("travel_agency", "staynow")
INDICATOR = Indicator(
    id="I36",
    find=find,
    name="Booking sites",
    measures="Travel agencies, mostly those on the web, are paid again and again.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.mcc",),
    parameters=(counts("least", 4, "Payments to travel agencies."), days(30)),
    roles="Who books for others again and again is a possible controller or facilitator.",
    false_positives="Frequent travellers, assistants who book for colleagues, and holidays paid in parts.",
    fixtures=(
        fires("Four bookings", _bookings(4), days=1),
        fires("By the bank's list", [*SITE, *_bookings(4, 7999, merchant="StayNow")], days=1),
        fires("Some by code, some by list", [*SITE, *_bookings(2), *_bookings(2, 7999, 5, merchant="STAYNOW")]),
        quiet("Three bookings", _bookings(3)),
        fires("The 30th day counts", [*_bookings(3), *_bookings(1, start=29)]),
        quiet("The 31st does not", [*_bookings(3), *_bookings(1, start=30)]),
        quiet("Other merchants", [*SITE, *_bookings(6, 5812, merchant="Harbour Inn")]),
        quiet("Merchant not known", [*SITE, *_bookings(6, 7999)]),
        quiet("Refunds are none", [refund(on(n), 75, 4722) for n in range(6)]),
    ),
)  # fmt: skip

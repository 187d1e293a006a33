"""I37 Tickets for several."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import AIR, GROUND
from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._daily import by_day
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._stays import bought, folded
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import trailing
from fulcrum.engines.screening.slices import Slices

ONE_CARRIER = ["account_id", "day", "carrier"]
CARRIERS = AIR | (GROUND - frozenset({4111}))


def find(s: Slices, p: Any) -> Found:
    """Days on which one carrier sold several tickets; local transport (4111) is left out."""
    fares = bought(s, CARRIERS).filter(_.merchant.notnull()).mutate(carrier=folded(_.merchant))
    each = fares.group_by(ONE_CARRIER).agg(sec=_.sec.max(), tickets=_.count())
    several = each.filter(each.tickets >= p.tickets)
    seen = trailing(by_day(several), p.days, times=_.sec.count())
    return reaching(seen, "times", p.least, p.days, fares.semi_join(several, ONE_CARRIER))


def _fares(day: int, *carriers: str | None, mcc: int = 4511) -> list[Row]:
    return [buy(on(day, f"12:0{n}"), 140, mcc, merchant=one) for n, one in enumerate(carriers)]


TWO = [*_fares(0, "Sky", "Sky"), *_fares(3, "Rail", "RAIL", mcc=4112)]
INDICATOR = Indicator(
    id="I37",
    find=find,
    name="Tickets for several",
    measures="Several tickets of one carrier are bought on one day, and on several days.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL, Exploitation.LABOUR),
    sources=("F16",),
    needs=("transactions.mcc", "transactions.merchant"),
    parameters=(
        counts("tickets", 2, "Tickets of one carrier on one day."),
        counts("least", 3, "Days with so many tickets."),
        days(30),
    ),
    roles="The buyer is a possible recruiter or controller; those who travel may be victims.",
    false_positives="Families, assistants who book for colleagues, and commuters who buy each way apart.",
    fixtures=(
        fires("Three days", [*TWO, *_fares(6, "Coach", "Coach", mcc=4131)], days=1),
        quiet("Two days", TWO),
        quiet("One ticket on the third", [*TWO, *_fares(6, "Sky")]),
        quiet("Two carriers on the third", [*TWO, *_fares(6, "Sky", "Rail")]),
        quiet("Twice on one day", [*TWO, *_fares(3, "Sky", "Sky")]),
        fires("The 30th day counts", [*TWO, *_fares(29, "Sky", "Sky")]),
        quiet("The 31st does not", [*TWO, *_fares(30, "Sky", "Sky")]),
        quiet("Carrier not known", [*TWO, *_fares(6, None, None)]),
        quiet("City buses", [row for n in range(6) for row in _fares(n, "Tram", "Tram", mcc=4111)]),
    ),
)  # fmt: skip

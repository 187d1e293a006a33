"""I86 After-hours venue cards."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet, row
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    hours,
)
from fulcrum.engines.screening.slices import Slices

VENUES = [7297, 7230, 5813]


def find(s: Slices, p: Any) -> Found:
    """By the merchant's stated hours, past a time of grace; who opens at 20 may close at 4."""
    card = s.card.filter(~s.card.credit & s.card.mcc.isin(VENUES) & s.card.merchant.notnull())
    both = card.mutate(place=folded(card.merchant)).join(_stated(s), "place")
    # Hours since it closed, and for how many it stays shut, around the clock.
    since = (both.hour - both.closes + 24) % 24
    shut = (both.opens - both.closes + 24) % 24
    return often(both.filter((since >= p.grace) & (since < shut)), p.least, p.days)


def _stated(s: Slices) -> Table:
    """The hours of each name of a place, where all places of that name have the same."""
    places = s.feeds["merchants"].filter(_.opens_hour.notnull() & _.closes_hour.notnull())
    named = places.select(place=folded(places.merchant), opens=_.opens_hour, closes=_.closes_hour)
    hours = named.distinct()
    return hours.semi_join(hours.group_by("place").agg(ways=_.count()).filter(_.ways == 1), "place")


SPA = row("merchants", merchant="Calm Spa", opens_hour=9, closes_hour=21)
BAR = row("merchants", merchant="Late Bar", opens_hour=20, closes_hour=4)
ROUND = row("merchants", merchant="Always Open", opens_hour=0, closes_hour=24)


def visit(day: int, clock: str = "22:00:00", merchant: str = "CALM SPA", mcc: int = 7297) -> Row:
    """A purchase at a venue."""
    return buy(on(day, clock), 60, mcc, merchant=merchant)


TWO = [SPA, visit(0), visit(1)]
INDICATOR = Indicator(
    id="I86",
    find=find,
    name="After-hours venue cards",
    measures="A customer's card is used at a massage parlour, salon or bar after it has closed.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("merchants", "transactions.merchant", "transactions.mcc"),
    parameters=(
        counts("least", 3, "Purchases after closing."),
        hours("grace", 1, "From closing to the first purchase that counts."),
        days(30),
    ),
    roles="The holder is more likely a buyer than a controller; the venue may exploit others.",
    false_positives="Hours that are out of date or differ by season, terminals with a wrong clock, "
    "bills booked late, private parties.",
    fixtures=(
        fires("Three purchases an hour after closing", [*TWO, visit(2)], days=1),
        quiet("Two purchases", TWO),
        quiet("One within an hour of closing", [*TWO, visit(2, "21:59:59")]),
        fires("Until it opens", [*TWO, visit(2, "08:59:59")]),
        quiet("One when it is open again", [*TWO, visit(2, "09:00:00")]),
        fires("A bar that closes at four", [BAR, *(visit(n, "05:00", "Late Bar", 5813)
                                                  for n in range(3))]),
        quiet("A bar at three", [BAR, *(visit(n, "03:00", "Late Bar", 5813) for n in range(5))]),
        fires("Over 30 days", [*TWO, visit(29)]),
        quiet("Over 31 days", [*TWO, visit(30)]),
        quiet("A place that never closes",
              [ROUND, *(visit(n, "03:00", "Always Open") for n in range(5))]),
        quiet("Hours nobody knows", [visit(n, merchant="Other Spa") for n in range(5)]),
        quiet("Two places of one name, with other hours",
              [row("merchants", merchant="Twin", opens_hour=9, closes_hour=closes)
               for closes in (20, 23)] + [visit(n, "23:59", "Twin") for n in range(5)]),
        quiet("A restaurant", [SPA, *(visit(n, mcc=5812) for n in range(5))]),
    ),
)  # fmt: skip

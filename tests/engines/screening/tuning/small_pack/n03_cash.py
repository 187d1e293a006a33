"""N03: a sum of money of one account."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.indicator import Family, Found, Origin, Parameter, days, money
from fulcrum.engines.screening.shapes import evidence, hits, trailing
from fulcrum.engines.screening.slices import Slices
from tests.engines.screening.ranking.invented import indicator


def find(s: Slices, p: Any) -> Found:
    cash = s.cash.filter(s.cash.credit)
    seen = trailing(cash, p.days, value=_.cents.sum()).filter(_.value >= p.least_sum)
    return Found(hits(seen, value="value", threshold=p.least_sum, days=p.days), evidence(cash))


INDICATOR = indicator(
    "N03",
    Family.FLOW,
    find=find,
    parameters=(
        money("least_sum", 2000, "Cash paid in."),
        days(30),
        Parameter("word", "x", "text", Origin.OURS, "A word."),
    ),
)

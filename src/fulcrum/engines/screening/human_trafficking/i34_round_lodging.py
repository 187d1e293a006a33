"""I34 Round lodging."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.codes import LODGE
from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._stays import bought
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Enough payments for lodging, a large part of them whole multiples of the step."""
    stays = bought(s, LODGE).filter(_.cents > 0).mutate(even=(_.cents % p.step == 0).cast("int64"))
    seen = trailing(stays, p.days, stays=_.even.count(), rounds=_.even.sum())
    mostly = seen.filter(reaches(seen.rounds, seen.stays, p.part))
    return reaching(mostly, "stays", p.least, p.days, stays.filter(stays.even == 1))


def _stays(*amounts: float, start: int = 0) -> list[Row]:
    return [buy(on(start + n), much, 7011) for n, much in enumerate(amounts)]


INDICATOR = Indicator(
    id="I34",
    find=find,
    name="Round lodging",
    measures="Lodging is paid again and again, half the time or more in round amounts.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 4, "Payments for lodging."),
        share("part", 0.5, "Of them, in round amounts."),
        money("step", 10, "An amount is round when this divides it."),
        days(30),
    ),
    roles="Rooms agreed by the hour or in advance: the payer is often a controller.",
    false_positives="Hostels and guest houses with round prices, and deposits of a fixed amount.",
    fixtures=(
        fires("Four, two of them round", _stays(80, 61.50, 120, 73.20), days=1),
        quiet("Three", _stays(80, 60, 120)),
        quiet("Two of five", _stays(61.50, 73.20, 88.10, 80, 60)),
        quiet("A cent beside round", _stays(80, 61.50, 120.01, 73.20)),
        fires("The 30th day counts", [*_stays(80, 61.50, 120), *_stays(73.20, start=29)]),
        quiet("The 31st does not", [*_stays(80, 61.50, 120), *_stays(73.20, start=30)]),
        quiet("Meals", [buy(on(n), 20, 5812) for n in range(6)]),
    ),
)  # fmt: skip

"""I39 Fast food burst."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._cases import bursts
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._stays import bought, daily
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    money,
)
from fulcrum.engines.screening.shapes import trailing
from fulcrum.engines.screening.slices import Slices

FAST_FOOD = frozenset({5814})


def find(s: Slices, p: Any) -> Found:
    """Many small fast-food purchases, several a day on several days."""
    meals = bought(s, FAST_FOOD).filter(_.cents <= p.most)
    each = daily(meals).mutate(busy=(_.seen >= p.a_day).cast("int64"))
    seen = trailing(each, p.days, meals=_.seen.sum(), busy_days=_.busy.sum())
    return reaching(seen.filter(_.busy_days >= p.busy), "meals", p.least, p.days, meals)


def _meals(*a_day: int, start: int = 0, amount: float = 9) -> list[Row]:
    return bursts(*a_day, start=start, amount=amount, mcc=5814)


INDICATOR = Indicator(
    id="I39",
    find=find,
    lookback=14,
    name="Fast food burst",
    measures="Small fast-food purchases come in bursts, several a day, for days on end.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 20, "Small purchases."),
        money("most", 15, "Larger purchases do not count."),
        counts("a_day", 3, "Purchases that make a busy day."),
        counts("busy", 3, "Busy days."),
        days(14),
    ),
    roles="Somebody feeds people who cannot cook or leave: the payer is a possible controller.",
    false_positives="Drivers, night workers, students, and parents who feed a team.",
    fixtures=(
        fires("20 of 15.00, three busy days", _meals(3, 3, 3, *[2] * 5, 1, amount=15), days=1),
        quiet("19", _meals(3, 3, 3, *[2] * 5)),
        quiet("One of 15.01", [*_meals(3, 3, 3, *[2] * 5), *_meals(1, start=8, amount=15.01)]),
        quiet("Two busy days", _meals(3, 3, *[2] * 8)),
        quiet("Days of two", _meals(*[2] * 14)),
        fires("The 14th day counts", [*_meals(3, 3, 3, *[2] * 5), *_meals(1, start=13)]),
        quiet("The 15th does not", [*_meals(3, 3, 3, *[2] * 5), *_meals(1, start=14)]),
        quiet("Groceries", [buy(on(n // 5, f"12:{n % 5:02}"), 9, 5411) for n in range(30)]),
    ),
)  # fmt: skip

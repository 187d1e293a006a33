"""I01 Night cash."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import buy, deposit, fires, on, quiet, withdraw
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    Parameter,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import is_night, reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Cash at night, often, and a large part of all cash."""
    cash = s.cash.mutate(night=is_night(s.cash, p.from_hour, p.until_hour).cast("int64"))
    seen = trailing(cash, p.days, nights=_.night.sum(), movements=_.count())
    mostly = seen.filter(seen.night == 1, reaches(seen.nights, seen.movements, p.part))
    return reaching(mostly, "nights", p.least, p.days, cash.filter(cash.night == 1))


NIGHTS = [withdraw(on(n, "23:30"), 80) for n in range(5)]
DAYTIME = [deposit(on(0, f"12:{n:02}"), 50) for n in range(8)]
INDICATOR = Indicator(
    id="I01",
    find=find,
    name="Night cash",
    measures="Cash moves mostly between 22:00 and 06:00 by the local clock, again and again.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions",),
    parameters=(
        Parameter("from_hour", 22, "hour", Origin.SOURCE, "The night begins at this hour."),
        Parameter("until_hour", 6, "hour", Origin.SOURCE, "The night ends before this hour."),
        counts("least", 5, "Cash movements at night."),
        share("part", 0.4, "Of all cash movements of the window."),
        days(30),
    ),
    roles="Often the account of whoever collects; a victim's own account when it is controlled.",
    false_positives="Night workers, bars and taxis that bank their takings after closing.",
    fixtures=(
        fires("Five nights", NIGHTS, days=1),
        fires("22:00:00 and 05:59:59 are night",
              [deposit(on(n, clock), 50) for n, clock in enumerate(
                  ("22:00:00", "05:59:59", "22:00:00", "05:59:59", "22:00:00"))]),
        quiet("21:59:59 and 06:00:00 are not",
              [*NIGHTS[:4], deposit(on(5, "21:59:59"), 50), deposit(on(6, "06:00:00"), 50)]),
        quiet("Four nights", NIGHTS[:4]),
        fires("5 of 12 are more than 40 in 100", [*DAYTIME[:7], *NIGHTS]),
        quiet("5 of 13 are less", [*DAYTIME[:8], *NIGHTS]),
        quiet("31 days apart", [*NIGHTS[:4], withdraw(on(30, "23:30"), 80)]),
        quiet("Card purchases at night are no cash",
              [buy(on(n, "23:30"), 30, 5812) for n in range(9)]),
    ),
)  # fmt: skip

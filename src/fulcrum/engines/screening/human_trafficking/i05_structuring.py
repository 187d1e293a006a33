"""I05 Structuring."""

from typing import Any

import ibis
from ibis import _

from fulcrum.engines.screening.fixtures import Row, deposit, fires, on, quiet
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Origin,
    counts,
    days,
    money,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Cash deposits just below what is reported; one of exactly the threshold is not below it."""
    below = s.cash.credit & (s.cash.cents < p.report_threshold)
    near = s.cash.filter(below & reaches(s.cash.cents, ibis.literal(p.report_threshold), p.near))
    seen = trailing(near, p.days, deposits=_.count(), total=_.cents.sum())
    return reaching(seen.filter(_.total > p.report_threshold), "deposits", p.least, p.days, near)


def paid_in(amounts: list[float], when: list[int], clock: str = "12:00") -> list[Row]:
    """Cash paid in on days."""
    return [deposit(on(day, clock), cash) for day, cash in zip(when, amounts, strict=True)]


LEAP = 729  # 29 February 2028
INDICATOR = Indicator(
    id="I05",
    find=find,
    name="Structuring",
    measures="Several cash deposits within ten days stay just below the reporting threshold and "
    "together exceed it.",
    family=Family.CASH,
    exploitation=(Exploitation.ANY,),
    sources=("N14", "N20"),
    needs=("transactions",),
    parameters=(
        money("report_threshold", 10_000, "Cash above it is reported.", Origin.SOURCE),
        share("near", 0.8, "Of the threshold: deposits from here on count."),
        counts("least", 3, "Deposits between that share and the threshold."),
        days(10),
    ),
    roles="The holder, or whoever sends depositors to the counter, is the likelier controller; "
    "those who queue with the cash may be acting on orders.",
    false_positives="Shops whose takings of a few days happen to lie in the range; house or car "
    "sales paid in cash by instalments; insurance limits on cash kept on the premises.",
    fixtures=(
        fires("One cent below the threshold", paid_in([9_999.99] * 3, [0, 1, 2]), days=1),
        quiet("Exactly the threshold", paid_in([10_000.00] * 9, [*range(9)])),
        quiet("Two below, one of exactly the threshold",
              paid_in([9_999.99, 9_999.99, 10_000.00], [0, 1, 2])),
        fires("Exactly eight tenths", paid_in([8_000.00] * 3, [0, 1, 2]), days=1),
        quiet("A cent less than eight tenths", paid_in([8_000.00, 8_000.00, 7_999.99], [0, 1, 2])),
        quiet("Two deposits", paid_in([9_500, 9_500], [0, 1])),
        fires("The tenth day", paid_in([9_000] * 3, [0, 4, 9]), days=1),
        quiet("The eleventh day", paid_in([9_000] * 3, [0, 4, 10])),
        fires("Ten days over the end of a month", paid_in([9_000] * 3, [25, 30, 34]), days=1),
        quiet("Eleven days over the end of a month", paid_in([9_000] * 3, [25, 30, 35])),
        fires("Ten days over a leap day", paid_in([9_000] * 3, [LEAP - 5, LEAP, LEAP + 4]), days=1),
        quiet("Eleven days over a leap day", paid_in([9_000] * 3, [LEAP - 5, LEAP, LEAP + 5])),
        fires("The night clocks go forward", paid_in([9_000] * 3, [18, 22, 27], "02:30"), days=1),
        quiet("The night clocks go forward, a day more",
              paid_in([9_000] * 3, [17, 22, 27], "02:30")),
        fires("The night clocks go back",
              paid_in([9_000] * 3, [228, 233, 237], "01:30"), days=1),
        quiet("The night clocks go back, a day more",
              paid_in([9_000] * 3, [228, 233, 238], "01:30")),
        quiet("A shop that banks 3,000 a day", paid_in([3_000] * 10, [*range(10)])),
    ),
)  # fmt: skip

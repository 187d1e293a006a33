"""I61 No-play casino or brokerage."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, row
from fulcrum.engines.screening.human_trafficking._stays import at_most
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    money,
    share,
)
from fulcrum.engines.screening.shapes import hits, reaches
from fulcrum.engines.screening.slices import Slices

DAYS_A_MONTH = 31


def find(s: Slices, p: Any) -> Found:
    """A month with a casino or broker in which most is taken out again and little is played."""
    known = s.feeds["gaming"].filter(_.withdrawn_cents.notnull() & _.played_cents.notnull())
    idle = at_most(known.played_cents, known.deposited_cents, p.played)
    out = reaches(known.withdrawn_cents, known.deposited_cents, p.part)
    months = known.filter(known.deposited_cents >= p.least, idle, out)
    return Found(hits(months, value="withdrawn_cents", threshold=p.least, days=DAYS_A_MONTH))


def month(paid: int, out: int | None, played: int | None) -> list[Row]:
    """A month, in cents."""
    return [row("gaming", account_id="A", at=on(28), deposited_cents=paid, withdrawn_cents=out,
                played_cents=played)]  # fmt: skip


INDICATOR = Indicator(
    id="I61",
    find=find,
    name="No-play casino or brokerage",
    measures="Money goes into a casino or brokerage and out again, hardly played or invested.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("F21",),
    needs=("gaming",),
    parameters=(
        money("least", 500, "Paid in during the month, at least."),
        share("part", 0.8, "Of what was paid in, taken out again."),
        share("played", 0.1, "Of what was paid in, played or invested at most."),
    ),
    roles="Often whoever gives the proceeds an innocent origin.",
    false_positives="People who change their mind, or wait for a price, or move to another broker.",
    scope=Scope.GLOBAL,
    fixtures=(
        fires("80 of 100 out, 10 of 100 played", month(100_000, 80_000, 10_000), days=1),
        quiet("A cent less out", month(100_000, 79_999, 10_000)),
        quiet("A cent more played", month(100_000, 80_000, 10_001)),
        fires("500.00 paid in", month(50_000, 50_000, 0)),
        quiet("499.99 paid in", month(49_999, 49_999, 0)),
        quiet("Nobody knows what was played", month(100_000, 90_000, None)),
        quiet("Nobody knows what was taken out", month(100_000, None, 0)),
        quiet("A player", month(100_000, 90_000, 400_000)),
    ),
)  # fmt: skip

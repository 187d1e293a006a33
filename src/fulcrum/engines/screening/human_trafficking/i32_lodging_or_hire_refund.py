"""I32 Lodging or hire refund."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.codes import LOCAL, LODGE
from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet, refund
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import evidence, trailing
from fulcrum.engines.screening.slices import Slices, in_codes

HIRED = LODGE | (LOCAL - frozenset({4121}))


def find(s: Slices, p: Any) -> Found:
    """Refunds equal to an earlier charge of the same merchant, or code where no name is known."""
    pairs = _given_back(s, p)
    each = pairs.select("account_id", "txn_id", "day", "sec").distinct()
    seen = trailing(each, p.days, refunds=_.txn_id.count())
    charged = pairs.select("account_id", sec="paid_sec", txn_id="paid_id").distinct()
    rows = evidence(each).union(charged)
    return reaching(seen, "refunds", p.least, p.days + p.until, rows)


def _given_back(s: Slices, p: Any) -> Table:
    rows = s.card.filter(in_codes(s.card.mcc, HIRED))
    rows = rows.mutate(house=folded(rows.merchant).fill_null(rows.mcc.cast("string")))
    one = ["account_id", "cents", "house"]
    paid = rows.filter(~_.credit).select(*one, paid_id="txn_id", paid_day="day", paid_sec="sec")
    pairs = rows.filter(rows.credit).join(paid, one)
    return pairs.filter(pairs.paid_sec <= pairs.sec, pairs.paid_day >= pairs.day - p.until)


def _stay(day: int, lag: int, back: float = 120, merchant: str | None = "Inn") -> list[Row]:
    return [
        buy(on(day), 120, 7011, merchant="Inn"),
        refund(on(day + lag), back, 7011, merchant=merchant),
    ]


ONE = _stay(0, 1)
INDICATOR = Indicator(
    id="I32",
    find=find,
    lookback=105,
    name="Lodging or hire refund",
    measures="A room or a hired car is paid and the same amount comes back soon after, repeatedly.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16", "F21"),
    needs=("transactions.mcc",),
    parameters=(
        counts("least", 2, "Charges that came back in full."),
        days(14, name="until"),
        days(90),
    ),
    roles="The card secures rooms that are then paid in cash: often a controller's.",
    false_positives="Deposits given back, trips called off, and firms that change bookings often.",
    fixtures=(
        fires("Twice", [*ONE, *_stay(20, 1)], days=1),
        fires("Hired cars", [row for n in (0, 20) for row in (buy(on(n), 300, 7512), refund(on(n + 2), 300, 7512))]),
        quiet("Once", ONE),
        fires("After 14 days", [*ONE, *_stay(20, 14)]),
        quiet("After 15 days", [*ONE, *_stay(20, 15)]),
        quiet("A cent less", [*ONE, *_stay(20, 1, 119.99)]),
        fires("The 90th day counts", [*ONE, *_stay(89, 1)]),
        quiet("The 91st does not", [*ONE, *_stay(90, 1)]),
        quiet("Another house", [*ONE, *_stay(20, 1, merchant="Station Hotel")]),
        quiet("The credit comes first", [*ONE, *_stay(20, -1)]),
        quiet("Clothes sent back", [row for n in (0, 20) for row in (buy(on(n), 60, 5651), refund(on(n + 2), 60, 5651))]),
        quiet("Taxi fares given back", [row for n in (0, 20) for row in (buy(on(n), 30, 4121), refund(on(n), 30, 4121))]),
    ),
)  # fmt: skip

"""I24 Heavy cash advances."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, account, fires, on, quiet, refund, txn
from fulcrum.engines.screening.human_trafficking._daily import by_day
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import evidence, hits, reaches, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Many advances, or a large part of the card's limit; without a known limit only the first."""
    drawn = s.txn.filter(s.txn.channel == "advance", ~s.txn.credit)
    daily = by_day(drawn, drawn=_.count(), cents=_.cents.sum().cast("int64"))
    seen = trailing(daily, p.days, advances=_.drawn.sum(), total=_.cents.sum())
    seen = seen.join(s.accounts.select("account_id", bound="card_limit_cents"), "account_id")
    many = seen.advances >= p.least
    large = (seen.bound > 0) & reaches(seen.total, seen.bound, p.part)
    often = hits(seen.filter(many), value="advances", threshold=p.least, days=p.days)
    deep = seen.mutate(part=seen.total / seen.bound.nullif(0)).filter(~many, large.fill_null(False))
    much = hits(deep, value="part", threshold=p.part, days=p.days)
    return Found(often.union(much), evidence(drawn))


def _advance(day: int, amount: float = 50) -> Row:
    return txn(on(day), amount, credit=False, channel="advance")


LIMIT = account(card_limit_cents=1_000_00, kind="card")
INDICATOR = Indicator(
    id="I24",
    find=find,
    name="Heavy cash advances",
    measures="Cash is drawn on a credit card again and again, or up to a large part of its limit.",
    family=Family.CASH,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions",),
    parameters=(
        counts("least", 3, "Cash advances."),
        share("part", 0.3, "Of the card's limit, drawn in cash."),
        days(30),
    ),
    roles="The card may be a victim's, used by a controller, or a controller's own.",
    false_positives="People in debt or between wages, and travellers who need cash abroad.",
    fixtures=(
        fires("Three advances", [_advance(n) for n in range(3)], days=1),
        fires("Three in one day", [_advance(0)] * 3, days=1),
        quiet("Two advances", [_advance(n) for n in range(2)]),
        fires("The 30th day counts", [_advance(0), _advance(1), _advance(29)]),
        quiet("The 31st does not", [_advance(0), _advance(1), _advance(30)]),
        fires("30 in 100 of the limit", [LIMIT, _advance(0, 100), _advance(1, 200)], days=1),
        quiet("A cent less", [LIMIT, _advance(0, 100), _advance(1, 199.99)]),
        quiet("No limit is known", [account(kind="card"), _advance(0, 5000)]),
        quiet("Reversed advances are none",
              [txn(on(n), 50, credit=True, channel="advance") for n in range(3)]),
        quiet("Refunds are none", [refund(on(n), 50, 5411) for n in range(3)]),
    ),
)  # fmt: skip

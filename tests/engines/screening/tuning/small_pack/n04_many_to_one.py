"""N04: a network, gathered in shards and decided over all."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.indicator import Family, Found, Scope, counts, days
from fulcrum.engines.screening.shapes import distinct_within, hits
from fulcrum.engines.screening.slices import Slices
from tests.engines.screening.ranking.invented import indicator


def gather(s: Slices, p: Any) -> Table:
    paid = s.moves.filter(~s.moves.credit & s.moves.counterparty.notnull())
    return paid.select("account_id", "counterparty", "day", "sec")


def combine(gathered: Table, s: Slices, p: Any) -> Found:
    seen = distinct_within(gathered, "account_id", p.days, p.least, by="counterparty")
    seen = seen.filter(_.value >= p.least)
    return Found(
        hits(
            seen, value="value", threshold=p.least, days=p.days, by="counterparty", members="value"
        )
    )


INDICATOR = indicator(
    "N04",
    Family.LABOUR,
    weight=2.0,
    scope=Scope.NETWORK,
    alone=True,
    gather=gather,
    combine=combine,
    parameters=(counts("least", 2, "Payers."), days(30)),
)

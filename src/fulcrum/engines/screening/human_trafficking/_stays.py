"""What rules about purchases on the road and at the door share."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.human_trafficking._daily import by_day
from fulcrum.engines.screening.slices import Slices, in_codes

COLUMNS = ("account_id", "day", "sec", "month", "txn_id", "cents", "merchant", "linked_id", "mcc")


def bought(s: Slices, codes: frozenset[int]) -> Table:
    """Purchases by card at merchants of these codes."""
    return s.card.filter(~s.card.credit, in_codes(s.card.mcc, codes)).select(*COLUMNS)


def bought_in_cities(s: Slices, codes: frozenset[int]) -> Table:
    """Purchases by card at merchants of these codes whose city is known, folded as `city`."""
    card = s.card.filter(~s.card.credit, in_codes(s.card.mcc, codes), s.card.city.notnull())
    return card.select(*COLUMNS, city=folded(card.city))


def folded(words: Any) -> Any:
    """Words as they are compared; `strip` would also take the letters v and f off on Spark."""
    return words.lower()


def daily(rows: Table) -> Table:
    """How many rows an account has on each day: account_id, day, sec, seen."""
    return by_day(rows, seen=_.count())


def at_most(part: Any, whole: Any, share: float) -> Any:
    """Whether a part is no more than a share of a whole, in whole numbers: see `reaches`."""
    return part.cast("int64") * 10_000 <= whole.cast("int64") * round(share * 10_000)

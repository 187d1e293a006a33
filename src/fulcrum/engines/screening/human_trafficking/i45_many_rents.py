"""I45 Many rents."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, buy, fires, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts
from fulcrum.engines.screening.slices import Slices

LETTING = 6513
WORDS = r"\b(rent|tenancy|miete|loyer|alquiler|affitto)\b"
DAYS_A_MONTH = 31


def find(s: Slices, p: Any) -> Found:
    """Several landlords in one calendar month, in several of the last months.

    Rent is what letting agents are paid, or a payment whose memo says so; addresses are not known.
    """
    rents = _rents(s)
    firsts = rents.filter(rents.landlord.notnull()).group_by(["account_id", "month", "landlord"])
    firsts = firsts.agg(day=_.day.min(), sec=_.sec.min())
    order = ibis.window(group_by=["account_id", "month"], order_by="sec")
    reached = firsts.mutate(before=ibis.row_number().over(order)).filter(_.before == p.least - 1)
    span = ibis.range_window(
        preceding=p.span - 1, following=0, group_by="account_id", order_by="month"
    )
    seen = reached.mutate(months=_.count().over(span))
    return reaching(seen, "months", p.months, p.span * DAYS_A_MONTH, rents)


def _rents(s: Slices) -> Table:
    said = _.mcc.isnull() & _.memo.lower().re_search(WORDS).fill_null(False)
    rents = s.txn.filter(~s.txn.credit, (_.mcc == LETTING).fill_null(False) | said)
    landlord = ibis.coalesce(rents.counterparty, rents.merchant, rents.counterparty_name)
    return rents.mutate(landlord=landlord.lower())


def rents(day: int, landlords: int) -> list[Row]:
    """Rent paid to several landlords."""
    return [send(on(day, f"09:{n:02}"), 700, f"l{n}", memo="Rent flat 2") for n in range(landlords)]


INDICATOR = Indicator(
    id="I45",
    find=find,
    name="Many rents",
    measures="Rent goes to several landlords in the same month, and again in another month.",
    family=Family.TRAVEL,
    exploitation=(Exploitation.SEXUAL, Exploitation.LABOUR),
    sources=("F21",),
    needs=("transactions.memo", "transactions.counterparty"),
    parameters=(
        counts("least", 3, "Different landlords of a calendar month."),
        counts("months", 2, "Calendar months with so many."),
        counts("span", 6, "Calendar months looked at, the last included."),
    ),
    roles="Often whoever rents the places where others are lodged or exploited.",
    false_positives="Employers that lodge staff openly, charities, parents of students, letting"
    " agents that pay owners.",
    lookback=190,
    fixtures=(
        fires("Three landlords in each of two months", [*rents(0, 3), *rents(31, 3)], days=1),
        quiet("Two landlords in the second month", [*rents(0, 3), *rents(31, 2)]),
        quiet("One month", [*rents(0, 3), *rents(25, 3)]),
        fires("In the sixth month", [*rents(0, 3), *rents(160, 3)]),
        quiet("In the seventh", [*rents(0, 3), *rents(184, 3)]),
        fires("Letting agents by card",
              [buy(on(n * 31 + m), 700, 6513, merchant=f"Lettings {m}") for n in range(2)
               for m in range(3)]),
        quiet("Car hire that says rent",
              [buy(on(n * 31 + m), 70, 7512, merchant=f"Cars {m}", memo="rent") for n in range(2)
               for m in range(3)]),
        quiet("Other words", [send(on(n * 31 + m), 70, f"l{m}", memo="parent evening")
                              for n in range(2) for m in range(3)]),
        quiet("A landlord who is paid", [receive(on(n * 31 + m), 700, f"t{m}", memo="rent")
                                         for n in range(2) for m in range(3)]),
    ),
)  # fmt: skip
